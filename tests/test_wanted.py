"""What readers choose: what meets it, what cannot be chosen, and how they want to be told."""

from typing import Any

import pytest

from pipeline.subscriptions.preferences import Preferences, changed, chosen, written, zones
from pipeline.subscriptions.wanted import Bearing, Choices, Wanted, is_wanted, unknown

TEXT = Bearing(
    grade="core",
    sections=frozenset({"courts", "peace_treaty"}),
    parties=frozenset({"armenia", "azerbaijan"}),
    speakers=frozenset({"mirzoyan_ararat"}),
    source="am_mfa",
    language="hy",
    is_spoken=True,
)
REPORT = Bearing(grade="mention", source="am_civilnet", language="und", is_spoken=False)


@pytest.mark.parametrize(
    ("text", "choice", "met"),
    [
        (TEXT, {}, True),
        (TEXT, {"grade": "core"}, True),
        (REPORT, {"grade": "core"}, False),
        (REPORT, {}, True),
        (REPORT, {"press": False}, False),
        (TEXT, {"press": False}, True),
        (TEXT, {"sections": ("courts",)}, True),
        (TEXT, {"sections": ("courts", "mines_and_missing")}, True),  # any of a list will do
        (TEXT, {"sections": ("mines_and_missing",)}, False),
        (REPORT, {"sections": ("courts",)}, False),
        (TEXT, {"parties": ("azerbaijan",)}, True),
        (TEXT, {"parties": ("russia",)}, False),
        (TEXT, {"speakers": ("mirzoyan_ararat",)}, True),
        (REPORT, {"speakers": ("mirzoyan_ararat",)}, False),  # nobody knows who speaks
        (TEXT, {"sources": ("am_mfa", "az_mfa")}, True),
        (TEXT, {"sources": ("az_mfa",)}, False),
        (TEXT, {"languages": ("hy",)}, True),
        (REPORT, {"languages": ("hy",)}, False),
        (TEXT, {"parties": ("armenia",), "languages": ("ru",)}, False),  # every list must be met
    ],
)
def test_a_text_is_wanted_where_every_list_is_met(
    text: Bearing, choice: dict[str, Any], *, met: bool
) -> None:
    assert is_wanted(text, Wanted(**choice)) is met


def test_what_cannot_be_chosen_is_named_with_what_can() -> None:
    choices = Choices(
        sections={"courts": "Courts"}, parties={}, speakers={}, sources={}, languages={}
    )
    assert list(unknown(Wanted(sections=("courts",)), choices)) == []
    assert list(unknown(Wanted(sections=("cuorts", "weather"), sources=("x",)), choices)) == [
        "sections: no 'cuorts'; perhaps courts",
        "sections: no 'weather'; known: courts",
        "sources: no 'x'; known: ",
    ]


@pytest.mark.parametrize(
    "one",
    [
        Preferences(),
        Preferences(
            language="hy",
            zone="Asia/Yerevan",
            rhythm="weekly",
            hour=0,
            weekday=6,
            quiet_from=22,
            quiet_until=7,
            discreet=True,
            empty_digest=True,
        ),
    ],
)
def test_preferences_written_out_are_read_back(one: Preferences) -> None:
    given = {name: [value] for name, value in written(one).items()}
    assert changed(Preferences(quiet_from=1, quiet_until=2), given) == one


def test_a_choice_written_out_is_read_back() -> None:
    one = Wanted(grade="core", sources=("am_mfa", "az_mfa"), languages=("ru",), press=False)
    assert chosen(Wanted(), {name: [value] for name, value in written(one).items()}) == one


def test_what_is_not_given_stays() -> None:
    before = Preferences(rhythm="daily", hour=7, zone="Asia/Tehran")
    assert changed(before, {"hour": ["9"]}) == Preferences(
        rhythm="daily", hour=9, zone="Asia/Tehran"
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"language": ["xx"]}, "language: 'xx' is none of en, fr"),
        ({"zone": ["Mars/Olympus"]}, "zone: 'Mars/Olympus' is no time zone"),
        ({"zone": ["../../etc/passwd"]}, "is no time zone"),
        ({"rhythm": ["sometimes"]}, "rhythm: 'sometimes' is none of at_once"),
        ({"hour": ["24"]}, "hour: 24 is no hour"),
        ({"hour": [""]}, "hour: '' is no number"),
        ({"hour": ["²"]}, "is no number"),
        ({"hour": ["-1"]}, "is no number"),
        ({"weekday": ["7"]}, "weekday: 7 is no day"),
        ({"quiet_from": ["22"]}, "both a beginning and an end"),
        ({"quiet_from": ["22"], "quiet_until": ["22"]}, "the whole day"),
        ({"discreet": ["perhaps"]}, "discreet: 'perhaps' is neither yes nor no"),
    ],
)
def test_what_cannot_be_preferred_is_named(given: dict[str, list[str]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        changed(Preferences(), given)


def test_the_zones_are_places_a_reader_knows() -> None:
    assert {"UTC", "Asia/Yerevan", "Asia/Tehran", "America/Los_Angeles"} <= zones()
    assert not {"Etc/GMT+4", "posixrules", "Factory"} & zones()
