"""A party is called as its country is, or as we call it, in every language."""

from collections.abc import Iterator

import pytest

from crawlers import catalog
from pipeline.party import party_title
from pipeline.people import people
from pipeline.silence.not_watched import not_watched
from pipeline.subscriptions.preferences import LANGUAGES
from pipeline.words import words


def parties() -> Iterator[str]:
    """Yield every party a reader may meet."""
    yield from (one.party for one in catalog.declarations().values() if one.party)
    yield from (one.party for one in people().offices.values())
    yield from (one.party for one in not_watched())


@pytest.mark.parametrize(
    ("party", "language", "title"),
    [
        ("united_states", "en", "United States"),
        ("turkiye", "fr", "Turquie"),
        ("azerbaijan", "hy", "Ադրբեջան"),
        ("european_union", "ru", "Европейский союз"),
        ("osce", "tr", "AGİT"),
        ("somebody_new", "az", "Somebody New"),
    ],
)
def test_a_party_is_written_for_a_reader(party: str, language: str, title: str) -> None:
    assert party_title(party, language) == title


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_party_has_a_name_in_every_language(language: str) -> None:
    for party in set(parties()):
        ours = words()[language].party
        is_foreign = party_title(party, language) != party.replace("_", " ").title()
        same = {"iran", "france"}  # written alike in some of them
        assert party in ours or is_foreign or language == "en" or party in same, party
