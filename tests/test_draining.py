"""A text that a stage fails at costs itself; what is no text's fault stops the stage."""

from collections.abc import Callable
from datetime import date

import pytest
from called import said
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from visits import START, TALKS, Visit, address, rows, stored, subscribe

from pipeline import draining, quoting, stages, store
from pipeline.errors import DeclarationError
from pipeline.quotation import Quotation, quotations
from pipeline.settings import Settings
from pipeline.silence.health import faults, look
from pipeline.statements.section import Section
from pipeline.store import failing
from pipeline.tables import Flag, Revision, SetAside

pytestmark = pytest.mark.server

STRANGE = "an unheard-of sign"
Reader = Callable[..., list[Quotation]]


def failing_at(words: str, error: Exception) -> Reader:
    """Return a reader of quotations that fails at some texts."""

    def read(
        text: str, language: str, day: date | None, sections: list[Section]
    ) -> list[Quotation]:
        if words in text:
            raise error
        return quotations(text, language, day, sections)

    return read


def canonical(number: int) -> str:
    """Return the canonical address of a release."""
    return address(number).replace("www.", "")


def publish(house: Settings, strange: set[int], number: int) -> None:
    """Let some texts be published, a few of them strange."""
    with Visit(house) as visit:
        for at in range(number):
            more = f"\n\nThere is {STRANGE} in it." if at in strange else ""
            visit.reads(address(at), f"{TALKS['en']}\n\nIt is release {at} of the day.{more}")
    stored(house)


def test_a_text_that_a_stage_fails_at_is_set_aside_and_taken_up_again(
    house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(house)
    publish(house, {1}, 4)
    monkeypatch.setattr(quoting, "quotations", failing_at(STRANGE, IndexError("a word of it")))
    stages.join_statements(house)
    stages.raise_flags(house)
    stages.write_lines(house)
    [aside] = rows(house, SetAside)
    assert (aside.mark, "test_draining.py" in aside.why) == ("quoted_by", True)
    assert "a word of it" not in aside.why
    assert {one.revision_id for one in rows(house, Flag)} == {
        one.id for one in rows(house, Revision)
    } - {aside.revision_id}
    with store.sessions(house.database)() as session:
        health = look(house, session, START, ())
        [fault] = [one for one in faults(health) if one.subject == "texts"]
    assert fault.cause.startswith(f"stage quotation failed at {canonical(1)}: IndexError")
    assert not {"quotation", "statement", "flag", "line"} & set(health.oldest)

    monkeypatch.undo()
    with store.sessions(house.database).begin() as session:
        assert [one.url for one in failing.take_up(session)] == [canonical(1)]
    stages.join_statements(house)
    stages.raise_flags(house)
    assert len({one.revision_id for one in rows(house, Flag)}) == len(rows(house, Revision))


@pytest.mark.parametrize(
    "error",
    [DeclarationError("en.toml: a key is wrong"), OperationalError("", {}, Exception("gone"))],
)
def test_what_is_no_text_s_fault_stops_the_stage(
    house: Settings, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    publish(house, {1}, 3)
    monkeypatch.setattr(quoting, "quotations", failing_at(STRANGE, error))
    with pytest.raises(type(error)):
        stages.keep_quotations(house)
    assert rows(house, SetAside) == []


def test_where_every_text_fails_the_stage_stops(
    house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(house, set(), draining.PATIENCE + 2)
    monkeypatch.setattr(quoting, "quotations", failing_at("release", ValueError("always")))
    with pytest.raises(ValueError, match="always"):
        stages.keep_quotations(house)
    assert len(rows(house, SetAside)) == draining.PATIENCE - 1


def test_texts_beside_a_strange_one_are_taken_in_batches_again(
    house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(house, {0, 2}, 5)
    monkeypatch.setattr(quoting, "BATCH", 3)
    monkeypatch.setattr(quoting, "quotations", failing_at(STRANGE, IndexError()))
    taken: list[int] = []
    run = quoting.run

    def counted(session: Session, limit: int) -> object:
        taken.append(limit)
        return run(session, limit)

    monkeypatch.setattr(quoting, "run", counted)
    assert stages.keep_quotations(house)["quotations"] == 3
    assert taken == [3, 1, 1, 1, 3, 3]
    assert len(rows(house, SetAside)) == 2


def test_the_command_says_what_is_taken_up_again(
    house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(house, {0}, 1)
    monkeypatch.setattr(quoting, "quotations", failing_at(STRANGE, IndexError()))
    stages.keep_quotations(house)
    monkeypatch.setenv("VEILLE_HOME", str(house.home))
    monkeypatch.setenv("VEILLE_DATABASE", house.database or "")
    assert canonical(0) in said("retry", "--json")
    assert rows(house, SetAside) == []
