"""Every hard case, from the press room over real crawls to the mail: it comes out as written."""

import email
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.policy import default
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from casebook import Case, cases
from sqlalchemy import update
from visits import READER, rows, subscribe

from crawlers import reread, run
from pipeline import source, stages, store
from pipeline.mails import telling
from pipeline.settings import Settings
from pipeline.tables import (
    Address,
    Carriage,
    Delivery,
    Document,
    Event,
    Line,
    Quotation,
    Revision,
    Source,
    Statement,
    StatementLink,
    StatementSpeaker,
    Tie,
    Trace,
)
from runtime.pressroom.declared import DeclaredSites
from runtime.pressroom.server import PressRoom

pytestmark = pytest.mark.server

Row = dict[str, Any]  # Any: as TOML has it


@pytest.mark.parametrize("case", cases(), ids=lambda one: f"{one.number} {one.title}")
def test_it_comes_out_as_written(house: Settings, case: Case) -> None:
    subscribe(house, READER)
    play(house, case)
    seen = Seen(house, case)
    assert matching(seen.statements(), case.statements)
    assert matching(seen.embedded(), case.embedded)
    assert matching(seen.events(), case.events)
    assert seen.traces() == case.traces or not case.traces
    assert seen.divergences() == case.divergences
    assert seen.links() == case.links
    assert seen.ties() == case.ties
    assert seen.lines() == case.lines
    mails = seen.mails()
    assert len(mails) == len(case.lines)
    for mail, wanted in zip(mails, case.mails, strict=False):
        for words in wanted.get("has", ()):
            assert words in mail
        for words in wanted.get("lacks", ()):
            assert words not in mail


def play(house: Settings, case: Case) -> None:
    """Let the case happen: hour by hour, whatever changed is crawled, and told of."""
    clock = 0.0
    with PressRoom(lambda: clock, declared=DeclaredSites(list(case.texts.values()))) as room:
        fast = replace(house, replay=room.url, tick=timedelta(milliseconds=1))
        for clock in case.hours:  # the room reads it
            changed = case.changes(clock)
            for name in changed:
                visited(fast, name)
            for name in (name for name, again in changed.items() if again):
                visited(fast, name)  # what changed, or went, is believed at the second look
    with store.sessions(house.database).begin() as session:
        due = update(Delivery).where(Delivery.sent_at.is_(None))
        session.execute(due.values(due_at=datetime(2020, 1, 1, tzinfo=UTC)))
    stages.send(house)  # edits are held for a while, that one mail may tell several


def visited(house: Settings, name: str) -> None:
    """Crawl a source, every address of it being due, and take what came to the post."""
    with store.sessions(house.database).begin() as session:
        of_source = update(Address).where(Address.source == name)
        session.execute(of_source.values(due_at=datetime(2020, 1, 1, tzinfo=UTC)))
    source.run(house, name, run.crawl, mode="announce", now=datetime.now(UTC))
    stages.after_crawl(house, reread.items)


def matching(found: list[Row], wanted: list[Row]) -> bool:
    """Return whether there are as many as wanted, each with what is said of it; show both."""
    shown = [
        {key: one.get(key) for key in expected}
        for one, expected in zip(found, wanted, strict=False)
    ]
    assert shown == wanted, found
    assert len(found) == len(wanted) or not wanted, found
    return True


class Seen:
    """What is kept of a case, in the words of its file."""

    def __init__(self, house: Settings, case: Case) -> None:
        self.house = house
        names = {one.address: name for name, one in case.texts.items()}
        self.names = {one.id: names[one.address] for one in rows(house, Document)}
        self.carriages = rows(house, Carriage)
        self.events_by_id = {one.id: one for one in rows(house, Event)}

    def statements(self) -> list[Row]:
        """Return every act of speech, in the order it became known."""
        whose = rows(self.house, StatementSpeaker)
        quotations = rows(self.house, Quotation)
        found = []
        for one in rows(self.house, Statement):
            mine = [who for who in whose if who.statement_id == one.id]
            carriages = [who for who in self.carriages if who.statement_id == one.id]
            ids = {who.id for who in carriages}
            event = self.events_by_id.get(one.event_id or 0)
            row = {
                "speakers": [who.speaker or who.name for who in mine],
                "parties": sorted({who.party for who in mine if who.party}),
                "party": one.party,
                "channel": one.channel,
                "said": day(one.said_at, one.said_zone),
                "event": event and event.kind,
                "carried": [
                    f"{self.names[who.document_id]} {who.role} {who.section}".strip()
                    for who in carriages
                ],
                "quoted": [who.words for who in quotations if who.carriage_id in ids],
            }
            found += [row] if carriages else []
        return found

    def embedded(self) -> list[Row]:
        """Return the voices inside another's words."""
        return [
            {"words": one.words, "speakers": [who["id"] for who in one.speakers]}
            for one in rows(self.house, Quotation)
            if one.embedded_in is not None
        ]

    def events(self) -> list[Row]:
        """Return what happened."""
        return [
            {"kind": one.kind, "day": one.day, "participants": one.participants}
            for one in self.events_by_id.values()
        ]

    def traces(self) -> list[list[str]]:
        """Return what came of looking for quotations in official texts, and how they came."""
        quotations = {one.id: one for one in rows(self.house, Quotation)}
        revisions = {one.id: self.names[one.document_id] for one in rows(self.house, Revision)}
        found = []
        for one in rows(self.house, Trace):
            quoted = quotations[one.quotation_id]
            way = [f"said in {quoted.said_in}"] if quoted.said_in else []
            way += [f"via {outlet}" for outlet in quoted.via]
            stands = [revisions[one.revision_id]] if one.revision_id else []
            found.append([revisions[quoted.revision_id], one.verdict, *stands, *way])
        return found

    def divergences(self) -> list[list[str]]:
        """Return where the texts of a statement part, each form with the texts that have it."""
        texts = rows(self.house, Document)
        names = {(one.source, one.language): self.names[one.id] for one in texts}
        titles = {one.title: one.name for one in rows(self.house, Source)}
        with store.sessions(self.house.database)() as session:
            found = [
                one
                for statement in rows(self.house, Statement)
                for one in telling.parting(session, [statement.id])
            ]
        return [
            [
                f"{form}: {', '.join(names[titles[text.source], text.language] for text in told)}"
                for form, told in one.forms
            ]
            for one in found
        ]

    def links(self) -> list[list[str]]:
        """Return what statements are to earlier ones, each by the text that it came with."""
        came_with = {
            one.statement_id: self.names[one.document_id] for one in reversed(self.carriages)
        }
        found = rows(self.house, StatementLink)
        return [[came_with[one.later_id], came_with[one.earlier_id], one.kind] for one in found]

    def ties(self) -> list[list[str]]:
        """Return what texts are to earlier ones."""
        return [
            [self.names[one.document_id], self.names[one.earlier_id], one.kind]
            for one in rows(self.house, Tie)
        ]

    def lines(self) -> list[str]:
        """Return text and kind of every line that leads."""
        return [
            f"{self.names[one.document_id]} {one.kind}"
            for one in rows(self.house, Line)
            if one.role == "lead"
        ]

    def mails(self) -> list[str]:
        """Return subject and text of every mail, in the order they were sent."""
        found = {}
        for path in (self.house.mail / "new").iterdir():
            message = email.message_from_bytes(path.read_bytes(), policy=default)
            text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
            key = message["Message-ID"].strip("<>").partition("@")[0]
            found[key] = f"{message['Subject']}\n{' '.join(text.split())}"
        return [found[one.key] for one in rows(self.house, Delivery)]


def day(at: datetime | None, zone: str | None) -> Any:  # noqa: ANN401  a date, as TOML has it
    """Return the day of a moment, where it was."""
    return at.astimezone(ZoneInfo(zone or "UTC")).date() if at else None
