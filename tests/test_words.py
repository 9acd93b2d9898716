"""Our own words, as each language sets them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict

import pytest

from pipeline import dossier
from pipeline.subscriptions.preferences import LANGUAGES
from pipeline.titles import dossier_title, section_titles
from pipeline.words import typeset, words

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
