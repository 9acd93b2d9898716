"""Languages told apart: lines never trained on, mixed documents, too little text."""

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import process_time

import pytest
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

from pipeline.language import OURS, detect
from runtime.build_profiles import trains

NEIGHBOURS = ("uk", "bg", "sr", "mk", "kk", "tt", "uz")
HELD_OUT = Path(__file__).parent / "language" / "heldout.tsv"
LINES: list[list[str]] = [  # language, text, kind
    row.split("\t") for row in HELD_OUT.read_text(encoding="utf-8").splitlines()
]


def right(kind: str, language: str, *, least: int = 0) -> tuple[int, int]:
    """Return how many lines of a kind are told right, and of how many."""
    texts = [
        text for of, text, is_ in LINES if (of, is_) == (language, kind) and len(text) >= least
    ]
    assert len(texts) >= 15
    return sum(detect(text).language == language for text in texts), len(texts)


def test_no_line_held_out_was_trained_on() -> None:
    assert not [
        text for language, text, kind in LINES if kind != "boilerplate" and trains(language, text)
    ]


@pytest.mark.parametrize("language", OURS)
def test_sentences(language: str) -> None:
    told, of = right("sentence", language, least=60)
    assert told >= 0.98 * of if language in {"de", "es", "ru"} else told == of


def test_headlines() -> None:
    told = {language: right("headline", language) for language in OURS}
    share = {language: good / of for language, (good, of) in told.items()}
    assert share["ka"] == 1.0
    assert share["hy"] >= 0.98  # one "Armenian" line of 58 is English
    assert share["az"] >= 0.97
    assert sum(share.values()) / len(share) >= 0.985


def test_azerbaijani_in_plain_ascii() -> None:
    told, of = right("folded-sentence", "az")
    assert told >= 0.97 * of  # 98 is aimed at; 67 of 69, one of the two is Turkish in the data
    told, of = right("folded-headline", "az")
    assert told >= 0.88 * of


def test_neighbours_are_seldom_taken_for_ours() -> None:
    labels = [detect(text).language for language, text, _ in LINES if language in NEIGHBOURS]
    assert len(labels) > 900
    assert sum(label in OURS for label in labels) <= 0.01 * len(labels)


@pytest.mark.parametrize("language", ["az", "fa", "hy", "ka", "ru", "tr"])
def test_english_page_furniture_is_not_the_language(language: str) -> None:
    told, of = right("boilerplate", language)
    assert told == of


def test_a_high_confidence_is_right() -> None:
    answers = [(language, detect(text)) for language, text, _ in LINES]
    sure = [language == found.language for language, found in answers if found.confidence >= 0.95]
    unsure = [language == found.language for language, found in answers if found.confidence < 0.8]
    assert len(sure) > 0.9 * len(answers)
    assert sum(sure) >= 0.996 * len(sure)
    assert sum(unsure) < 0.9 * len(unsure)


def sentences_of(language: str) -> list[str]:
    return [
        text
        for of, text, kind in LINES
        if (of, kind) == (language, "sentence")
        and len(text) >= 60
        and not set(text) & set('«»“”"„')
    ]


def mixed_documents(count: int) -> Iterable[tuple[str, str, str]]:
    """Yield language, language quoted, text: three paragraphs, one of them a long quotation."""
    chance = random.Random("mixed")  # noqa: S311  the same texts each time
    for _ in range(count):
        language, quoted = chance.sample(OURS, 2)
        own, other = sentences_of(language), sentences_of(quoted)
        opening, closing = chance.choice([("«", "»"), ("“", "”"), ('"', '"')])
        quotation = f"{opening}{chance.choice(other)} {chance.choice(other)}{closing}"
        around = [chance.choice(own), f"{chance.choice(own)} {quotation}", chance.choice(own)]
        yield language, quoted, "\n\n".join(around)


def test_a_quotation_does_not_decide() -> None:
    answers = [(of, quoted, detect(text)) for of, quoted, text in mixed_documents(300)]
    main = sum(found.language == of for of, _, found in answers)
    quotes = sum(found.quoted == (quoted,) for _, quoted, found in answers)
    assert main >= 0.99 * len(answers)
    assert quotes >= 0.97 * len(answers)


def test_paragraphs_have_languages_of_their_own() -> None:
    russian = "Министр сообщил журналистам о результатах переговоров в Вашингтоне."
    azeri = (
        "Nazir jurnalistlərə Vaşinqtonda keçirilən danışıqların nəticələri barədə məlumat verib."
    )
    found = detect(f"{azeri}\n\n{russian}\n\n{azeri}\n\n***\n\n{azeri} «{russian}»")
    assert found.language == "az"
    assert found.paragraphs == ("az", "ru", "az", "az", "az")
    assert found.quoted == ()  # met outside quotations too


def test_a_text_of_quotations_only_has_their_language() -> None:
    assert detect("«Мы готовы подписать мирный договор, если стороны согласны».").language == "ru"


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("", (), "und"),
        ("2023", ("az",), "und"),
        ("*** — !", (), "und"),
        ("Bakı", (), "und"),
        ("Bakı", ("az",), "az"),
        ("Bakı", ("az", "ru"), "az"),
        ("Баку", ("az", "ru"), "ru"),
        ("Բաքու", (), "und"),
        ("Բաքու", ("hy", "en"), "hy"),
        ("Բաքու", ("az",), "und"),
        ("Ararat Mirzoyan", (), "und"),
        ("Ararat Mirzoyan", ("en", "hy"), "en"),
        ("Ильхам Алиев", (), "und"),
        ("Ильхам Алиев", ("ru",), "ru"),
        ("ARARAT MIRZOYAN", (), "und"),
        ("https://example.org/az/xeberler/azerbaycan-prezidenti", (), "und"),
        ("ПРЕЗИДЕНТ РОССИИ ОТВЕТИЛ НА ВОПРОСЫ ЖУРНАЛИСТОВ В МОСКВЕ", (), "ru"),
        ("Azerbaycan Respublikasinin Xarici Isler Nazirliyi bildirib", (), "az"),
        ("Türkiye Cumhuriyeti Dışişleri Bakanlığı açıklama yaptı", ("az",), "tr"),
        ("Ο υπουργός Εξωτερικών συναντήθηκε με τον ομόλογό του", (), "el"),
        ("외교부 장관이 회담을 가졌다고 밝혔다", (), "ko"),
        ("ᎣᏏᏲ ᏙᎯᏧ ᎣᏏᏲ ᏙᎯᏧ", (), "und"),
    ],
)
def test_short_texts_and_names(text: str, declared: tuple[str, ...], language: str) -> None:
    assert detect(text, declared=declared).language == language


def test_the_declared_language_never_outweighs_a_long_text() -> None:
    for text in sentences_of("tr")[:20]:
        assert detect(text, declared=("az",)).language == "tr"


def test_the_seed_article_is_french(seed: str) -> None:
    found = detect(seed)
    assert found.language == "fr"
    assert found.confidence > 0.99
    assert set(found.paragraphs) == {"fr"}


@pytest.fixture
def seed() -> str:
    return (
        "Après quatre jours de pourparlers tenus aux États-Unis par les ministres d’Arménie et"
        " d’Azerbaïdjan, Ararat Mirzoyan et Jeihun Bayramov, les positions restent opposées.\n\n"
        "“Les parties ont convenu de poursuivre les discussions”, indique le communiqué.\n\n"
        "“ Il faut chercher les commentaires auprès des participants directement impliqués."
    )


def test_threads_and_processes_agree() -> None:
    texts = [text for _, text, _ in LINES[:200]]
    alone = [detect(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(detect, texts)) == alone
    script = "import sys; from pipeline.language import detect; print(detect(sys.stdin.read()))"
    said = {
        subprocess.run(  # noqa: S603  this interpreter, our own code
            [sys.executable, "-c", script],
            input=texts[0],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2")
    }
    assert said == {f"{alone[0]}\n"}


def test_it_is_twice_as_fast_as_stock_langdetect() -> None:
    texts = [text for language, text, kind in LINES if kind == "sentence" and language in OURS][
        ::9
    ]
    stock = DetectorFactory()
    stock.load_profile(PROFILES_DIRECTORY)
    stock.set_seed(0)

    def stocked(text: str) -> None:
        detector = stock.create()
        detector.append(text)
        detector.detect()

    detect(texts[0])
    spent: Counter[str] = Counter()
    for name, engine in (("stock", stocked), ("ours", detect)):
        begun = process_time()
        for text in texts:
            engine(text)
        spent[name] = int((process_time() - begun) * 1e6)
    assert spent["ours"] * 2 <= spent["stock"]


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "a@" * 100_000, "Ω«" * 100_000, "Aя" * 100_000, "«слово слово» " * 15_000],
)
def test_hostile_texts_are_read_in_linear_time(text: str) -> None:
    begun = process_time()
    detect(text)
    assert process_time() - begun < 4


def test_a_long_speech_is_read_whole() -> None:
    speech = (
        "\n\n".join(sentences_of("az") * 20)[:150_000]
        + "\n\n"
        + "\n\n".join(sentences_of("ru") * 60)
    )
    assert len(speech) > 400_000
    assert detect(speech).language == "ru"  # what comes after the first 150,000 characters decides
