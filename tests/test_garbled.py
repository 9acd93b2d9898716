"""A text that is cut, or whose marks are wrong, is read all the same: pages hold such texts."""

import random

import pytest

from pipeline.quotation import quotations
from runtime.bench.quotations import OURS, SECOND, passages

MARKS = ['"', "«", "»", "“", "”", "’", "—", " - ", "...", ":", ", ", "(", "\n\n", '"."', "«»"]
TEXTS = 150  # a language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", 'Bunu onlara verməyəcəyik".'),
        ("ru", "Песков высказался в том духе, что,"),
        ("hy", "Գնի վրա ազդեցությունը կզգան մոտ օրերս»։ «.»"),
        (
            "fr",
            (
                "M. Mirzoïan a rappelé que son pays ”s'opposait à tout changement des frontières. "
                "M. Aliev a, de son côté, exposé le projet « Carrefour de la paix » ; toutes les "
                "routes resteront sous la souveraineté des Etats, a-t-il souligné."
            ),
        ),
    ],
)
def test_marks_without_words_are_passed_over(language: str, text: str) -> None:
    assert all(one.text.strip() for one in quotations(text, language, None))


@pytest.mark.parametrize("language", OURS)
def test_garbled_texts_are_read(language: str) -> None:
    chance = random.Random(language)  # noqa: S311  the same texts each time
    texts = [one.text for one in passages(language, SECOND)]
    for _ in range(TEXTS):
        text = chance.choice(texts)
        begin = chance.randrange(len(text))
        text = text[begin : begin + chance.choice((60, 200, 600))]
        for _ in range(chance.randrange(5)):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(MARKS) + text[at + chance.randrange(3) :]
        for one in quotations(text, language, None):
            assert text[one.start : one.end] == one.text
