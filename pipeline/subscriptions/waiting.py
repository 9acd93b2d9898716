"""Waiting: which message what is found now goes into, and whose digest is due with nothing in it.

A message that waits for its hour is the one of its slot; whoever changes their hours finds what
waits in the hour they chose last.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from pipeline import store
from pipeline.store import burst, readers
from pipeline.store.burst import Burst, Waiting
from pipeline.subscriptions import schedule
from pipeline.subscriptions.preferences import Preferences
from pipeline.tables import Subscriber

TOGETHER = timedelta(minutes=5)  # lines to one reader within it share a message
ALONE = 2  # lines that do not


class Messages:
    """The messages that what is found at one moment goes into; nobody else writes lines then."""

    def __init__(self, session: Session, now: datetime) -> None:
        """Know nothing yet of any reader."""
        self._session, self._now = session, now
        self._told: dict[int, Burst] = {}  # by reader, at once in the last five minutes
        self._free: dict[int, list[Waiting]] = {}  # of their messages, those nobody has claimed

    def of(self, wanting: Iterable[tuple[Subscriber, str | None]]) -> dict[int, int]:
        """Return by reader the number of the message theirs goes into, by rhythm and hours.

        With each the rhythm they chose for its dossier; None: that of everything they follow.
        """
        paced = {one.id: _paced(one, rhythm) for one, rhythm in wanting}
        found: dict[int, int] = {}
        at = dict.fromkeys(paced, self._now)
        while at:
            slots = {one: schedule.slot(paced[one], after) for one, after in at.items()}
            at = {one: slot for one, slot in slots.items() if slot is not None}
            asked = [(one, _kind(paced[one]), slot) for one, slot in at.items()]
            opened = store.open_deliveries(self._session, asked, self._now)
            found |= {one: number for (one, _), number in opened.items()}
            found |= self._at_once([one for one, slot in slots.items() if slot is None])
            at = {one: slot for one, slot in at.items() if one not in found}
        return found

    def _at_once(self, readers: Collection[int]) -> dict[int, int]:
        """Return messages of their own or, from the third line in five minutes on, one they share.

        What waits already is joined at once; where the first two are gone, the third waits for
        those that follow it, until five minutes after the first.
        """
        self._meet([one for one in readers if one not in self._told])
        due: dict[int, datetime] = {}
        joined: dict[int, Waiting] = {}
        for one in readers:
            burst_of = self._told[one]
            if burst_of.lines < ALONE:
                due[one] = self._now
            elif not self._free[one]:
                due[one] = burst_of.began + TOGETHER
            else:
                soonest = min(other.due_at for other in self._free[one])
                first = self._free[one][0]._replace(due_at=soonest)
                joined |= {other.id: first for other in self._free[one][1:]}
                self._free[one] = [first]
            self._told[one] = Burst(burst_of.lines + 1, burst_of.began)
        burst.join(self._session, joined)
        for one, number in store.add_alerts(self._session, due, self._now).items():
            self._free[one].append(Waiting(number, due[one]))
        return {one: self._free[one][-1].id for one in readers}

    def _meet(self, readers: Collection[int]) -> None:
        if readers:
            nothing = dict.fromkeys(readers, Burst(0, self._now))
            told = burst.lines_since(self._session, readers, self._now - TOGETHER)
            self._told |= nothing | told
            self._free |= burst.untouched(self._session, readers, self._now - TOGETHER)


def _kind(how: Preferences) -> str:
    return "alert" if how.rhythm == "at_once" else "digest"


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
    due = without_digest(session, now, only=only)
    return len(store.open_deliveries(session, [(one.id, "digest", at) for one, at in due], now))


def rearrange(session: Session, subscriber: Subscriber, now: datetime) -> None:
    """Let what waits for an hour a reader no longer wants wait for the one they want now."""
    for delivery in readers.waiting(session, subscriber.id, now):
        for dossier in readers.dossiers_in(session, delivery.id):
            own = readers.own_rhythm(session, subscriber.id, dossier)
            other = Messages(session, now).of([(subscriber, own)])[subscriber.id]
            if other != delivery.id:
                readers.move_lines(session, delivery.id, dossier, other)
        readers.drop_if_empty(session, delivery.id)
