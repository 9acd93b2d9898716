"""What came back of our mail: read, kept once, and acted on before the next mail goes.

Who is gone, or could not be reached five times in two weeks, is mailed nothing more; who calls us
spam or asks to leave has left. An out-of-office reply changes nothing.
"""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from pipeline import store
from pipeline.deliveries import bounce
from pipeline.deliveries.bounce import Returned
from pipeline.settings import Settings
from pipeline.store import readers, undelivered
from pipeline.tables import Delivery, Subscriber

log = logging.getLogger(__name__)

SOFT = 5  # messages that could not be delivered, and no more is tried
LATELY = timedelta(days=14)  # in which so many
INBOX = "bounces"  # what is read is remembered under this name

Mails = Callable[[str, Path, str, Callable[[bytes], None]], None]  # crawlers.run.mails


def run(settings: Settings, mails: Mails, now: datetime) -> Counter[str]:
    """Take what came back and was not taken yet; return how many mails of which kind.

    Nothing is read where VEILLE_BOUNCES is not set. Raise InboxError where it cannot be.
    """
    counts: Counter[str] = Counter()
    if settings.bounces is None:
        return counts
    sessions = store.sessions(settings.database)

    def take(raw: bytes) -> None:
        with sessions.begin() as session:
            counts[_taken(session, raw, now)] += 1

    mails(settings.bounces, settings.cache, INBOX, take)
    return counts


def _taken(session: Session, raw: bytes, now: datetime) -> str:
    """Keep one mail and do what follows from it; return its kind, or that nothing follows."""
    seen = _read(raw)
    return _acted_on(session, seen, undelivered.delivery_of(session, seen.keys), raw, now)


def refused(session: Session, delivery: Delivery, answer: str, now: datetime) -> str:
    """Do what follows from a server's 5xx to a recipient, as from a bounce; return its kind."""
    raw = f"{delivery.key} {answer}".encode()
    return _acted_on(session, bounce.refused(answer), delivery, raw, now)


def _acted_on(
    session: Session, seen: Returned, delivery: Delivery | None, raw: bytes, now: datetime
) -> str:
    """Keep what came back, if it is new, and do what follows from it."""
    row = {
        "digest": sha256(raw).hexdigest(),
        "kind": seen.kind,
        "status": seen.status,
        "reason": seen.reason or None if delivery else None,
        "delivery_id": delivery and delivery.id,
        "taken_at": now,
    }
    if not undelivered.keep(session, row):
        return "known"
    if delivery is None:
        return "not ours"
    reader = session.get_one(Subscriber, delivery.subscriber_id)
    state = _state_after(session, seen, delivery, reader, now)
    if state is not None:
        readers.set_state(session, reader, state, now)
        log.info("reader %d is %s: %s %s", reader.id, state, seen.kind, seen.status or "")
    return seen.kind


def _read(raw: bytes) -> Returned:
    try:
        return bounce.returned(raw)
    except Exception:
        log.exception("a mail that came back cannot be read, and changes nothing")
        return Returned(kind="unknown")


def _state_after(
    session: Session, seen: Returned, delivery: Delivery, reader: Subscriber, now: datetime
) -> str | None:
    """Return the state a reader is in by what came back; None: the one they were in."""
    if reader.state not in {"pending", "confirmed", "paused"}:
        return None
    if seen.kind == "unsubscribe":
        return "unsubscribed"
    if seen.kind == "complaint":  # who never asked, and calls the question spam, is never asked
        return "suppressed" if reader.state == "pending" else "unsubscribed"
    if delivery.created_at < reader.state_at:
        return None  # they have come back since
    if seen.kind == "soft":
        times = undelivered.messages_with(session, reader.id, "soft", now - LATELY)
        return "suppressed" if times >= SOFT else None
    return "suppressed" if seen.kind == "hard" else None
