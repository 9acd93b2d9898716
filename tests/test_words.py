"""Our own words, as each language sets them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Literal

import pytest

from pipeline import dossier
from pipeline.subscriptions.preferences import LANGUAGES
from pipeline.titles import dossier_title, section_titles
from pipeline.words import day_in, typeset, words

SIGNS = re.compile("« | [:;?!»]")  # a line could begin or end with one


def texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one)
    else:
        yield str(value)


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("fr", "« Oui » : {n} ; non ?", "«\u00a0Oui\u00a0»\u00a0: {n}\u00a0; non\u00a0?"),
        ("fr", "10:30, dit-il", "10:30, dit-il"),
        ("en", "a : b", "a : b"),
    ],
)
def test_french_keeps_its_signs_with_their_words(language: str, said: str, told: str) -> None:
    assert typeset(said, language) == told


@pytest.mark.parametrize(
    ("day", "language", "length", "told"),
    [
        (1, "fr", "long", "1er mai 2023"),
        (1, "fr", "medium", "1er mai 2023"),
        (11, "fr", "long", "11 mai 2023"),
        (1, "en", "long", "1 May 2023"),
    ],
)
def test_a_day_is_written_as_its_language_has_it(
    day: int, language: str, length: Literal["medium", "long"], told: str
) -> None:
    assert day_in(date(2023, 5, day), language, length) == told


def test_all_our_french_is_set_so() -> None:
    slug = dossier.all_dossiers()[0].slug
    titles = (dossier_title(slug, "fr"), *section_titles(slug, "fr").values())
    assert "\u00a0: " in titles[0]
    for text in (*texts(asdict(words()["fr"])), *titles):
        assert not SIGNS.search(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_is_never_told_with_two_signs(language: str) -> None:
    said = words()[language].alert
    sign = said["colon"].strip()
    for key in ("speaker", "channel", "said_at", "published", "also_in", "original", "reading"):
        assert not said[key].endswith(sign)
