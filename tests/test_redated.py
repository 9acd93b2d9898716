"""A text that its publisher gives another moment: a revision, told where it is an earlier day."""

import re
from dataclasses import replace
from datetime import datetime

import pytest
from called import called
from visits import (
    FURNITURE,
    READER,
    TALKS,
    Visit,
    address,
    clean,
    crawled,
    rows,
    stored,
    subscribe,
)

from pipeline import stages, store
from pipeline.item import Item, Moment
from pipeline.revisions.rebase import rereadings
from pipeline.settings import Settings
from pipeline.tables import Document, Line, Revision

pytestmark = pytest.mark.server

FIRST, EARLIER, LATER = (f"2023-05-0{day}T10:34+04:00" for day in (4, 2, 5))


def dated(
    source: str, address: str, body: bytes, *, media_type: str | None, seen_at: datetime
) -> list[Item]:
    """Return what a page says, and the moment its furniture gives it."""
    [item] = clean(source, address, body, media_type=media_type, seen_at=seen_at)
    at = re.search(rf"{FURNITURE} (\S+)", body.decode())
    assert at is not None
    moment = Moment(at=datetime.fromisoformat(at[1]), precision="minute", zone="Asia/Yerevan")
    return [replace(item, published=moment)]


def served(house: Settings, *moments: str, hours: int = 0) -> list[tuple[str, bool]]:
    """Let the page be fetched with these moments, an hour apart; return moments kept, and told."""
    for hour, at in enumerate(moments, hours):
        with Visit(house, mode="announce", hours=hour) as visit:
            visit.reads(address(1), f"{TALKS['en']}\n\n{FURNITURE} {at}", by=dated)
        stored(house, dated)
        stages.join_statements(house)
        stages.raise_flags(house)
        stages.write_lines(house)
    told = {one.revision_id for one in rows(house, Line)}
    return [
        (one.published.at.isoformat("T", "minutes"), one.id in told)
        for one in rows(house, Revision)
        if one.published
    ]


def test_an_earlier_day_is_told_once_a_second_fetch_confirms_it(house: Settings) -> None:
    subscribe(house)
    assert served(house, FIRST) == [(FIRST, True)]
    assert served(house, EARLIER, hours=1) == [(FIRST, True), (EARLIER, False)]
    assert served(house, EARLIER, hours=2) == [(FIRST, True), (EARLIER, True)]
    assert [one.kind for one in rows(house, Line)] == ["new", "changed"]
    [document] = rows(house, Document)
    assert document.published_at == datetime.fromisoformat(EARLIER)


def test_a_later_moment_is_a_revision_that_nobody_is_told_of(house: Settings) -> None:
    subscribe(house)
    assert served(house, FIRST, LATER, LATER) == [(FIRST, True), (LATER, False)]


def test_a_cache_that_serves_both_moments_in_turns_makes_no_edits(house: Settings) -> None:
    subscribe(house)
    found = served(house, FIRST, LATER, FIRST, LATER, FIRST, LATER)
    assert found == [(FIRST, True), (LATER, False)]


def test_a_moment_that_we_read_otherwise_is_nobodys_change(house: Settings) -> None:
    def wrong(
        source: str, address: str, body: bytes, *, media_type: str | None, seen_at: datetime
    ) -> list[Item]:
        [item] = dated(source, address, body, media_type=media_type, seen_at=seen_at)
        at = Moment(at=datetime.fromisoformat(LATER), precision="minute", zone="Asia/Yerevan")
        return [replace(item, published=at)]

    page = f"{TALKS['en']}\n\n{FURNITURE} {FIRST}"
    for hour, by in enumerate((wrong, dated)):
        with Visit(house, hours=hour) as visit:
            visit.reads(address(1), page, by=by)
        stored(house, by)
    [revision], [document] = rows(house, Revision), rows(house, Document)
    assert revision.published is not None
    assert revision.published.at == document.published_at == datetime.fromisoformat(FIRST)
    with store.sessions(house.database)() as session:
        [again] = rereadings(session, house.archive, "am_mfa", dated, None)
    assert again.changed == ()


def test_it_is_shown_beside_the_words_that_changed(
    house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    served(house, FIRST, EARLIER)
    monkeypatch.setattr("runtime.commands.compare.opened", lambda: house)
    said = called("revisions", address(1), "--diff")
    assert "substance: moment of publication, backdated" in said.output
    assert "[-2023-05-04 10:34 (+04)-] {+2023-05-02 10:34 (+04)+}" in said.output
    assert "substance: title" not in said.output


def test_a_title_alone_is_a_revision_shown_as_its_title(
    house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(house)
    for hour, title in enumerate(("Talks in Washington", "Talks in Moscow", "Talks in Moscow")):
        page = TALKS["en"].replace("Talks in Washington", title)
        crawled(house, (address(1), page), hours=hour)
        stages.write_lines(house)
    assert [one.kind for one in rows(house, Line)] == ["new", "changed"]
    monkeypatch.setattr("runtime.commands.compare.opened", lambda: house)
    said = called("revisions", address(1), "--diff")
    assert "substance: title, " in said.output
    assert "Talks in [-Washington-]{+Moscow+}" in said.output


def test_the_mail_of_it_says_which_moment_it_is(house: Settings) -> None:
    subscribe(house, READER)
    served(house, FIRST, EARLIER, EARLIER)
    stages.send(house)
    posted = "".join(path.read_text() for path in house.mail.rglob("*") if path.is_file())
    assert "Published: [-2023-05-04 10:34 (+04)-] {+2023-05-02 10:34 (+04)+}" in posted
