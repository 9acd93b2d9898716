"""How many texts a second a dossier of thousands of terms is looked for in, beside plain `re`.

To the dossier's own terms as many stems are added as make them TERMS: the beginnings of words of
other articles than those read, so that a text holds some. Both engines look for the same forms
in the same normal form; ours also brings a text into it, which is part of its cost.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.dossier import Dossier, Form, Term, all_dossiers
from pipeline.flags.occurrence import places
from pipeline.text import normalise
from runtime.bench import reading

TERMS = 5_000  # forms looked for
LEAST = 4_000.0  # texts a second aimed at
LANGUAGE = "en"
_STEM = 8  # letters of a stem
_PLAIN = 8  # texts that plain `re` reads: it takes a second for some fifty
_WORD = re.compile(r"[^\W\d_]{9,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Texts a CPU second."""

    texts: int
    forms: int
    ours: float
    plain: float


def measured() -> Pace:
    """Return how soon the places of a dossier of TERMS forms are found, and by plain `re`."""
    texts = [one.body for one in reading.texts() if one.language == LANGUAGE]
    texts, others = texts[::2], texts[1::2]
    dossier = _widened(all_dossiers()[0], others)
    forms = [form for term in dossier.terms for form in term.forms if form.language == LANGUAGE]
    stems = [stem for form in forms for stem in (*form.stems, *form.words)]
    normal = [normalise(text, LANGUAGE).text for text in texts]
    plain = re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})")
    return Pace(
        texts=len(texts),
        forms=len(stems),
        ours=_pace(lambda text: places(dossier, text, LANGUAGE), texts),
        plain=_pace(lambda text: sum(1 for _ in plain.finditer(text)), normal[:_PLAIN]),
    )


def _widened(dossier: Dossier, texts: Sequence[str]) -> Dossier:
    """Return a dossier with stems of the texts' words as places beside its own."""
    counted = Counter(
        stem[:_STEM] for text in texts for stem in _WORD.findall(normalise(text, LANGUAGE).text)
    )
    own = sum(
        len(form.stems) + len(form.words)
        for term in dossier.terms
        for form in term.forms
        if form.language == LANGUAGE
    )
    rare = sorted(counted, key=lambda stem: (counted[stem], stem))
    invented = (f"{stem}{number}" for number in range(TERMS) for stem in rare)
    stems = [*rare, *(one for one, _ in zip(invented, range(TERMS), strict=False))]
    added = [
        Term(id=stem, kind="place", section=None, side=None, twin=None, forms=(_form(stem),))
        for stem in stems[: TERMS - own]
    ]
    return replace(dossier, terms=(*dossier.terms, *added))


def _form(stem: str) -> Form:
    return Form(
        language=LANGUAGE, form=stem, stems=(stem,), words=(), strength="weak",
        case="any", used_by="both", contested=False,
    )  # fmt: skip


def _pace(step: Callable[[str], object], texts: Sequence[str]) -> float:
    step(texts[0])  # tables are loaded
    begun = time.process_time()
    for text in texts:
        step(text)
    return len(texts) / (time.process_time() - begun)
