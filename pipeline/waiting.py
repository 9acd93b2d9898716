"""Waiting: which message what is found now goes into, and whose digest is due with nothing in it.

A message that waits for its hour is the one of its slot; whoever changes their hours finds what
waits in the hour they chose last.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from pipeline import schedule, store
from pipeline.preferences import Preferences
from pipeline.store import burst, readers
from pipeline.tables import Delivery, Subscriber

TOGETHER = timedelta(minutes=5)  # lines to one reader within it share a message
ALONE = 2  # lines that do not


def next_delivery(
    session: Session, subscriber: Subscriber, dossier: str, now: datetime
) -> Delivery:
    """Return the message that what is found now on a dossier goes into, by rhythm and hours."""
    own = readers.own_rhythm(session, subscriber.id, dossier)
    how = _paced(subscriber, own)
    kind = "alert" if how.rhythm == "at_once" else "digest"
    at = now
    while (slot := schedule.slot(how, at)) is not None:
        found = store.open_delivery(session, subscriber.id, kind, slot, now)
        if found is not None:
            return found
        at = slot
    return _at_once(session, subscriber, now)


def _at_once(session: Session, subscriber: Subscriber, now: datetime) -> Delivery:
    """Return a message of its own or, from the third line in five minutes on, one they share.

    What waits already is joined at once; where the first two are gone, the third waits for those
    that follow it.
    """
    since = now - TOGETHER
    if burst.lines_since(session, subscriber.id, since, most=ALONE) < ALONE:
        return store.add_delivery(session, subscriber.id, now)
    waiting = burst.untouched(session, subscriber.id, since)
    if not waiting:
        return store.add_delivery(session, subscriber.id, now, due_at=now + TOGETHER)
    first, *others = waiting
    for one in others:
        burst.join(session, one, first)
    return first


def _paced(subscriber: Subscriber, rhythm: str | None) -> Preferences:
    """Return how a reader wants to be told of what has a rhythm of its own."""
    how = readers.preferences(subscriber)
    if rhythm is None:
        return how
    return replace(how, rhythm=rhythm)  # type: ignore[arg-type]  # the tables' checks know the same


def without_digest(
    session: Session, now: datetime, *, only: int | None = None
) -> list[tuple[Subscriber, datetime]]:
    """Return who wants a digest though there is nothing to tell, and had none for their hour.

    Of everybody, or of one reader only.
    """
    due = [
        (subscriber, at)
        for subscriber, rhythm in readers.wanting_empty(session, only)
        for at in _due(subscriber, rhythm, now)
    ]
    made = readers.slots_made(session, {at for _, at in due})
    return [(one, at) for one, at in dict.fromkeys(due) if (one.id, at) not in made]


def _due(subscriber: Subscriber, rhythm: str, now: datetime) -> Iterator[datetime]:
    """Yield the last hour of a rhythm, unless the reader came or chose it only afterwards."""
    at = schedule.last_slot(_paced(subscriber, rhythm), now)
    chosen_at = max(subscriber.state_at, subscriber.timed_at or subscriber.state_at)
    if at is not None and at > chosen_at:
        yield at


def make_empty(session: Session, now: datetime, *, only: int | None = None) -> int:
    """Make the digests that are due and have nothing to tell; return how many."""
    made = [
        store.open_delivery(session, subscriber.id, "digest", slot, now)
        for subscriber, slot in without_digest(session, now, only=only)
    ]
    return len(made) - made.count(None)


def rearrange(session: Session, subscriber: Subscriber, now: datetime) -> None:
    """Let what waits for an hour a reader no longer wants wait for the one they want now."""
    for delivery in readers.waiting(session, subscriber.id, now):
        for dossier in readers.dossiers_in(session, delivery.id):
            other = next_delivery(session, subscriber, dossier, now)
            if other.id != delivery.id:
                readers.move_lines(session, delivery.id, dossier, other.id)
        readers.drop_if_empty(session, delivery.id)
