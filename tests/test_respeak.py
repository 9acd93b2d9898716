"""Who speaks in stored texts by today's rules: told first, then written down, told to nobody."""

from datetime import UTC, datetime

import pytest
from called import called
from sqlalchemy import update
from visits import Visit, rows, stored

from pipeline import stages, store
from pipeline.item import Moment
from pipeline.settings import Settings
from pipeline.store import carried
from pipeline.tables import Line, Quotation, Statement, StatementSpeaker
from runtime.commands import respeak as commands

pytestmark = pytest.mark.server

DAY = Moment(at=datetime(2023, 5, 5, 8, tzinfo=UTC), precision="minute", zone="Asia/Yerevan")
ARTICLE = "https://civilnet.am/en/news/7/talks"
DECLARED = "https://mfa.gov.az/en/news/1"


def read(house: Settings, source: str, url: str, page: str) -> None:
    with Visit(house, source=source, mode="announce") as visit:
        visit.reads(url, page, published=DAY)
    stored(house)
    drained(house)


def drained(house: Settings) -> None:
    stages.keep_quotations(house)
    stages.join_statements(house)


def made_by(house: Settings) -> list[list[str]]:
    """Return who makes each statement that is one, in order."""
    with store.sessions(house.database)() as session:
        numbers = [one.id for one in rows(house, Statement) if one.merged_into is None]
        speakers = carried.speakers_of(session, numbers)
        return [[who.id or who.name for who in speakers[one]] for one in sorted(numbers)]


@pytest.fixture
def old(house: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return a house whose texts were given to others, by the rules of another day."""
    monkeypatch.setattr(commands, "opened", lambda: house)
    title = "Joint statement of the Ministries of Foreign Affairs of Armenia and Azerbaijan"
    read(house, "az_mfa", DECLARED, f"{title}\n\nThe sides agreed on prisoners.\n\nIt is good.")
    words = "“The talks in Washington will go on,” Sergey Lavrov and Jeyhun Bayramov said."
    read(house, "am_civilnet", ARTICLE, f"Talks\n\n{words}")
    with store.sessions(house.database).begin() as session:
        lavrov = {
            "id": "lavrov_sergey",
            "name": "Sergey Lavrov",
            "office": None,
            "party": "russia",
        }
        session.execute(update(Quotation).values(speakers=[lavrov]))
        session.execute(
            update(StatementSpeaker)
            .values(speaker="mfa_russia", name="Russia")
            .where(StatementSpeaker.number == 1)
        )
    return house


TODAY = [["mfa_armenia", "mfa_azerbaijan"], ["lavrov_sergey", "bayramov_jeyhun"]]


def test_speakers_are_told_first_then_given_anew_and_nobody_is_told(old: Settings) -> None:
    before, numbers = made_by(old), [one.id for one in rows(old, Statement)]
    assert before != TODAY
    said = called("respeak").output
    assert f"{DECLARED}: statement" in said
    assert "Sergey Lavrov -> Sergey Lavrov (ru_fm), Jeyhun Bayramov (az_fm)" in said
    assert made_by(old) == before

    assert called("respeak", "--apply").exit_code == 0
    drained(old)
    assert made_by(old) == TODAY
    assert [one.id for one in rows(old, Statement)] == numbers
    assert rows(old, Line) == []
    assert "->" not in called("respeak").output


def test_a_source_nobody_knows_is_said(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "opened", lambda: house)
    error = called("respeak", "nowhere").exception
    assert "nowhere: no such source" in str(error)
