"""In which languages a statement is there, came late, or is not there yet."""

from datetime import timedelta

import pytest
from called import called
from visits import START, TALKS, Visit, address, stored

from pipeline import stages, store
from pipeline.carriages.availability import Availability, availability
from pipeline.item import Moment
from pipeline.settings import Settings
from pipeline.store.carried import carriers_of

pytestmark = pytest.mark.server


def found(house: Settings) -> Availability:
    """Return the editions of the only statement."""
    stages.join_statements(house)
    with store.sessions(house.database)() as session:
        return availability(carriers_of(session, [1])[1])


def test_a_language_of_the_source_without_an_edition_is_not_there_yet(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(address(1, "hy"), TALKS["hy"], edition="1")
        visit.reads(address(1, "ru"), TALKS["ru"], edition="1")
    stored(house)
    assert str(found(house)) == "hy, ru; en, fr not yet"


def test_an_edition_that_came_days_later_is_late(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(address(1), TALKS["en"], edition="1")
    stored(house)
    with Visit(house, hours=73) as visit:
        visit.reads(address(1, "fr"), TALKS["fr"], edition="1")
    stored(house)
    late = found(house)
    assert [one.late for one in late.editions] == [None, timedelta(hours=73)]
    assert str(late) == "en, fr (3 days later); hy, ru not yet"


def test_what_is_seen_late_and_says_that_it_came_in_time_is_not_late(house: Settings) -> None:
    at = Moment(at=START, precision="minute", zone="Asia/Yerevan")
    for hours, language in ((0, "en"), (73, "fr")):
        with Visit(house, hours=hours) as visit:
            visit.reads(address(1, language), TALKS[language], edition="1", published=at)
        stored(house)
    assert {one.late for one in found(house).editions} == {None}


def test_a_reprint_in_the_press_is_no_edition(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(address(1), TALKS["en"])
    with Visit(house, source="am_civilnet", hours=1) as visit:
        visit.reads("https://civilnet.am/en/news/1", TALKS["en"])
    stored(house)
    assert [one.language for one in found(house).editions] == ["en"]


def test_operators_see_the_editions_where_they_look_at_statements(
    house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Visit(house) as visit:
        visit.reads(address(1, "hy"), TALKS["hy"])
    stored(house)
    stages.join_statements(house)
    for command in ("trace", "statements"):
        monkeypatch.setattr(f"runtime.commands.{command}.opened", lambda: house, raising=False)
    monkeypatch.setattr("runtime.commands.listings.opened", lambda: house)
    said = called("trace", address(1, "hy"))
    assert "editions   of 1: hy; en, fr, ru not yet" in said.output
    said = called("statements", "--json")
    assert '"editions": "hy; en, fr, ru not yet"' in said.output
