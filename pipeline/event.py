"""Events: what happened where statements were made, as far as their texts say so.

Two readouts of one call are two statements of one event, and so are the parts of an interview;
topics of a briefing are statements of one briefing, whoever reports them.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from sqlalchemy.orm import Session

from pipeline.people import people
from pipeline.quotations.channel import channel
from pipeline.speakers.cast import Cast
from pipeline.speakers.lexicon import Words, lexicon
from pipeline.speakers.mentioned import mentions
from pipeline.speakers.reference import meet
from pipeline.speakers.speaker import Speaker
from pipeline.statements.act import Act
from pipeline.store import carried
from pipeline.tables import Event, Statement
from pipeline.text import paragraphs

Kind = Literal["call", "visit", "briefing", "interview", "talks"]

APART: dict[Kind, int] = {  # days
    "call": 1,
    "visit": 1,
    "briefing": 0,
    "interview": 3,
    "talks": 4,
}
TOGETHER: dict[Kind, int] = {
    "call": 2,
    "visit": 2,
    "briefing": 1,
    "interview": 1,
    "talks": 2,
}  # who they share
_ANNOUNCED = 1_500  # characters of the longest text that only says that there was a briefing
_OPENING = 2  # paragraphs in which a readout says that there was a call


def held(
    title: str | None, body: str, language: str, acts: Sequence[Act], day: date | None
) -> tuple[Kind, frozenset[str]] | None:
    """Return at what an official text's statements were made, and by whom it is told."""
    ids = {who.id for act in acts for who in act.speakers if who.id}
    named = _named(title or "", language)
    if named == "interview":
        return "interview", frozenset(ids)
    if named == "briefing" or sum(act.topic is not None for act in acts) > 1:
        return "briefing", bodies(ids, day)
    parties = {who.party for act in acts for who in act.speakers}
    if len(acts) > 1 and len(parties) > 1:
        return "visit", frozenset(ids)
    opening = "\n\n".join(body[slice(*span)] for span in paragraphs(body)[:_OPENING])
    if "call" in {named, _named(opening, language)}:
        callers = _persons(title or "", language, day)
        if len(callers) < TOGETHER["call"]:
            callers = _persons(opening, language, day)
        return ("call", callers) if len(callers) >= TOGETHER["call"] else None
    return _talks(title or "", opening, language)


def _talks(title: str, opening: str, language: str) -> tuple[Kind, frozenset[str]] | None:
    """Return the round of talks that a title names, told by the parties to it.

    They stand in the title, or else where the text opens.
    """
    forms = lexicon(language)
    if forms is None or not any(
        key in forms.known.words["talks"] for key in Words(title, forms).keys
    ):
        return None
    for text in (title, f"{title}\n\n{opening}"):
        words = Words(text, forms)
        named = (forms.known.parties.at(words.keys, at) for at in range(len(words.keys)))
        parties = {f"government_{one[0]}" for one in named if one}
        known = parties & people().institutions.keys()
        if len(known) >= TOGETHER["talks"]:
            return "talks", frozenset(known)
    return None


def reported(
    through: str | None, speakers: Iterable[Speaker], day: date | None
) -> tuple[Kind, frozenset[str]] | None:
    """Return at what something known by report was said, and by whom that is told."""
    ids = {one.id for one in speakers if one.id}
    if through == "interview" and ids:
        return "interview", frozenset(ids)
    if through is not None and through.endswith("briefing") and ids:
        return "briefing", bodies(ids, day)
    return None


def bodies(ids: Collection[str], day: date | None) -> frozenset[str]:
    """Return the institutions that some speakers are, or may have spoken for that day."""
    table = people()
    found = {one for one in ids if one in table.institutions}
    for one in ids:
        tenures = table.persons[one].tenures if one in table.persons else ()
        found |= {
            tenure.office.institution for tenure in tenures if day is None or tenure.covers(day)
        }
    return frozenset(found)


def _named(text: str, language: str) -> str | None:
    """Return what kind of occasion some words name."""
    forms = lexicon(language)
    if forms is None:
        return None
    words = Words(text, forms)
    found = channel(words, forms.known, range(len(words.keys)))
    return "briefing" if found and found.endswith("briefing") else found


def _persons(text: str, language: str, day: date | None) -> frozenset[str]:
    """Return the people a text names, by id."""
    forms = lexicon(language)
    if forms is None:
        return frozenset()
    words = Words(text, forms)
    cast = Cast(words=words, known=forms.known, day=day)
    found = [
        who
        for one in mentions(words, 0, len(words.keys))
        if one.kind in {"person", "office"}
        for who in meet(cast, one)
    ]
    return frozenset(one.id for one in found if one.id)


def join(
    session: Session,
    statements: Iterable[Statement],
    at: tuple[Kind, frozenset[str]] | None,
    day: date | None,
) -> None:
    """Let statements have been made at an event: one that is known, or a new one."""
    loose = [one for one in statements if one.event_id is None]
    if at is None or day is None or not at[1] or not loose:
        return
    number = _event(session, *at, day)
    for one in loose:
        one.event_id = number


def _event(session: Session, kind: Kind, participants: frozenset[str], day: date) -> int:
    apart = timedelta(days=APART[kind])
    for one in carried.events(session, kind, participants, day - apart, day + apart):
        if len(participants & set(one.participants)) >= min(TOGETHER[kind], len(participants)):
            return one.id
    event = Event(kind=kind, day=day, participants=sorted(participants))
    session.add(event)
    session.flush()
    return event.id


def of(session: Session, statement: Statement) -> Event | None:
    """Return where a statement was made, as far as a text says."""
    return session.get(Event, statement.event_id) if statement.event_id is not None else None


def awaits_transcript(session: Session, one: Event) -> bool:
    """Return whether a briefing was held of which no official text has the words yet.

    A text has them that is cut by topic or by turn, or is too long to be an announcement.
    """
    if one.kind != "briefing":
        return False
    return not any(
        carriage.section or len(revision.body) > _ANNOUNCED
        for carriage, revision in carried.texts_at(session, one.id)
    )
