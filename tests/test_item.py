"""The contract of an item: what it refuses, and that JSON carries it whole."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pipeline.errors import ItemError
from pipeline.item import Item, Moment, Section, Spoken

YEREVAN = ZoneInfo("Asia/Yerevan")
MOMENT = Moment(
    at=datetime(2023, 5, 4, 22, 15, tzinfo=YEREVAN), precision="minute", zone="Asia/Yerevan"
)
ITEM = Item(
    source="am_mfa",
    address="https://www.mfa.am/hy/press-releases/2023/05/04/talks/1",
    title="Բանակցություններ Վաշինգտոնում",
    sections=(
        Section(text="Առաջին։"),
        Section(text="Второй.", anchor="post-1-Q", heading="Вопрос", speaker="Мирзоян"),
    ),
    published=MOMENT,
    seen_at=datetime(2023, 5, 5, 8, tzinfo=UTC),
    page="0" * 64,
    language="hy",
    genre="communique",
    edition="1",
    alternates={"en": "https://www.mfa.am/en/press-releases/2023/05/04/talks/1"},
    as_of=datetime(2023, 5, 5, 7, 59, tzinfo=UTC),
)


@pytest.mark.parametrize(
    "item",
    [
        ITEM,
        replace(ITEM, published=None, as_of=None, title=None, language=None, genre=None),
        replace(ITEM, published=replace(MOMENT, precision="day"), alternates={}, edition=None),
        replace(ITEM, extraction="fallback"),
        replace(ITEM, spoken=Spoken(speaker="Мирзоян")),
        replace(ITEM, spoken=Spoken(speaker="Мирзоян", party="armenia", said=MOMENT)),
    ],
)
def test_json_gives_back_the_item_that_went_in(item: Item) -> None:
    assert Item.from_json(json.loads(json.dumps(item.to_json()))) == item


def test_the_text_is_its_sections_one_blank_line_apart() -> None:
    assert ITEM.text == "Առաջին։\n\nВторой."


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ({"address": "/hy/1"}, "absolute"),
        ({"address": "ftp://www.mfa.am/1"}, "absolute"),
        ({"address": "https://www.mfa.am/1#top"}, "fragment"),
        ({"sections": ()}, "no text"),
        ({"spoken": Spoken(speaker="Мирзоян"), "genre": "press"}, "nobody's own words"),
        ({"spoken": Spoken(speaker="Мирзоян"), "genre": None}, "nobody's own words"),
        ({"spoken": Spoken(speaker="a\x00")}, "nothing can keep"),
        ({"sections": (Section(text="Առաջին։"), Section(text=" \n"))}, "no text"),
        ({"title": " "}, "title"),
        ({"seen_at": datetime(2023, 5, 5)}, "seen_at"),  # noqa: DTZ001  naive on purpose
        ({"as_of": datetime(2023, 5, 5)}, "as_of"),  # noqa: DTZ001  likewise
        ({"page": "abc"}, "SHA-256"),
        ({"genre": "gossip"}, "gossip"),
        ({"title": "half a letter: \ud83d"}, "nothing can keep"),
        ({"sections": (Section(text="nul: \x00"),)}, "nothing can keep"),
        ({"sections": (Section(text="Առաջին։", speaker="\x00"),)}, "nothing can keep"),
    ],
)
def test_what_breaks_the_contract_is_refused_by_address_and_field(
    broken: dict[str, Any], named: str
) -> None:
    with pytest.raises(ItemError, match=named) as refused:
        replace(ITEM, **broken)
    assert str(broken.get("address", ITEM.address)) in str(refused.value)


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ({"at": datetime(2023, 5, 4)}, "zone"),  # noqa: DTZ001  naive on purpose
        ({"precision": "hour"}, "hour"),
        ({"zone": "Yerevan"}, "Yerevan"),
        ({"zone": "../etc/passwd"}, "IANA"),
        ({"zone": ""}, "IANA"),
    ],
)
def test_a_moment_without_zone_or_precision_is_refused(broken: dict[str, Any], named: str) -> None:
    with pytest.raises(ItemError, match=named):
        replace(MOMENT, **broken)


@pytest.mark.parametrize(
    "broken",
    [
        {"sections": None},
        {"sections": "text"},
        {"sections": [{"words": "text"}]},
        {"seen_at": None},
        {"seen_at": "yesterday"},
        {"as_of": "soon"},
        {"published": {"at": "2023-05-04T22:15:00+04:00"}},
        {"published": {"at": "May", "precision": "day", "zone": "UTC"}},
        {"published": [1]},
        {"colour": "red"},
        {"address": None},
        {"page": None},
        {"title": 7},
    ],
)
def test_json_that_is_no_item_is_refused_as_such(broken: dict[str, Any]) -> None:
    with pytest.raises(ItemError):
        Item.from_json(ITEM.to_json() | broken)


@pytest.mark.parametrize("missing", ["source", "address", "title", "sections", "seen_at", "page"])
def test_json_that_lacks_a_field_is_refused(missing: str) -> None:
    value = ITEM.to_json()
    del value[missing]
    with pytest.raises(ItemError, match=missing):
        Item.from_json(value)
