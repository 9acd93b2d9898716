"""Makes the profiles of languages langdetect lacks: python -m runtime.build_profiles LINES.

LINES holds a line per text: language, text, kind, parted by tabs (NTREX-128, CC BY-SA 4.0; see
pipeline/profiles/ATTRIBUTION.md). Two thirds train; the rest is written to tests/language, so
that what is measured there was never seen here. Running it twice writes the same bytes.
"""

import json
import re
import sys
from hashlib import sha256
from pathlib import Path

from langdetect.utils.lang_profile import LangProfile

from pipeline.evidence import PROFILES
from pipeline.language import readable
from pipeline.settings import REPOSITORY
from pipeline.text import folded

TRAINED = ("az", "bg", "kk", "mk", "ru", "sr", "tr", "tt", "uk", "uz")  # neighbours are told apart
FOLDED = ("az", "tr")  # also as typed in plain ASCII
HELD_OUT = REPOSITORY / "tests" / "language" / "heldout.tsv"

Line = tuple[str, str, str]  # language, text, kind

_LETTER = re.compile(r"[^\W\d_]")


def opening(text: str) -> str:
    """Return a text's first letters; a headline cut from a sentence shares the sentence's."""
    return "".join(_LETTER.findall(folded(text).lower()))[:20]


def trains(language: str, text: str) -> bool:
    """Return whether a line is for training; the same for all lines that open alike."""
    return sha256(f"{language}\t{opening(text)[:12]}".encode()).digest()[0] % 3 != 0


def divided(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines for training and those held out.

    Lines with page furniture never train, and are held out when the text inside does not train.
    """
    training = [line for line in lines if line[2] != "boilerplate" and trains(*line[:2])]
    seen = {(language, opening(text)) for language, text, _ in training}
    held_out = []
    for language, text, kind in lines:
        if kind == "boilerplate":
            letters = "".join(_LETTER.findall(folded(text).lower()))
            inside = {(language, letters[at : at + 20]) for at in range(len(letters))}
            if not inside & seen:
                held_out.append((language, text, kind))
        elif not trains(language, text):
            held_out.append((language, text, kind))
    return training, held_out


def profile(name: str, texts: list[str]) -> str:
    """Return a profile in langdetect's own format."""
    made = LangProfile(name)
    for text in texts:
        made.update(readable(text))
    made.omit_less_freq()
    value = {"freq": dict(sorted(made.freq.items())), "n_words": made.n_words, "name": name}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def main(path: Path) -> None:
    """Write the profiles and the held-out lines."""
    lines: list[Line] = []
    for row in path.read_text(encoding="utf-8").splitlines():
        language, text, kind = row.split("\t")
        lines.append((language, text, kind))
    training, held_out = divided(lines)
    for language in TRAINED:
        texts = [text for of, text, kind in training if of == language and "folded" not in kind]
        (PROFILES / f"{language}.json").write_text(profile(language, texts), encoding="utf-8")
    for language in FOLDED:
        name = f"{language}-ascii"
        texts = list(dict.fromkeys(folded(text) for of, text, _ in training if of == language))
        (PROFILES / f"{name}.json").write_text(profile(name, texts), encoding="utf-8")
    HELD_OUT.parent.mkdir(exist_ok=True)
    HELD_OUT.write_text("".join("\t".join(line) + "\n" for line in held_out), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
