"""Deliveries: claim some messages, send each, stamp it.

Sending is at least once: a sender that dies between the server's 250 and the stamp leaves a
lease that runs out, and that one message goes again with the same Message-ID. What else it had
claimed goes then for the first time.
"""

import logging
from collections import Counter, deque
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from functools import partial
from typing import NamedTuple

from sqlalchemy.orm import Session, sessionmaker

from pipeline import mail, store
from pipeline.deliveries import returned
from pipeline.deliveries.post import Post
from pipeline.errors import DeferredError, PostError, RecipientError, RefusedError
from pipeline.mails import digest
from pipeline.mails.letter import Letter, Links
from pipeline.mails.letters import Batch, Sending
from pipeline.subscriptions import invitation
from pipeline.subscriptions.invitation import LINKS
from pipeline.tables import Delivery, Revision, Subscriber

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)  # longer than any one message takes
RETRY = (timedelta(minutes=1), timedelta(hours=1))  # after the first temporary failure, at most
MOST = 64  # messages claimed at once, at most: one at first, then twice as many as were tried
FRESH = timedelta(seconds=10)  # from when they are claimed: they are read again after it


def run(  # noqa: PLR0913  what every mail has in common
    sessions: sessionmaker[Session],
    post: Post,
    *,
    sender: str,
    returns: str | None = None,
    web_url: str | None = None,
    kinds: Collection[str] = (),
) -> Counter[str]:
    """Send what is due, of some kinds or all; raise PostError when the post takes nothing now.

    Nothing is lost then. Some messages are claimed in one transaction, sent outside any, and
    each is stamped in another. Without the address of our pages, mails carry no link of ours;
    without one they come back to, no way to leave by mail.
    """
    counts: Counter[str] = Counter(sent=0, refused=0, void=0)
    limit, watch = 1, digest.Watch()
    while True:
        now = datetime.now(UTC)
        sending = Sending(sender=sender, returns=returns, web_url=web_url, watch=watch, now=now)
        with sessions.begin() as session:
            claimed = store.claim_some(session, now, now + LEASE, kinds, limit=limit)
        if not claimed:
            return counts
        with sessions.begin() as session:  # of its own: what cannot be read stays claimed
            ready, kept = _prepared(session, claimed, sending)
        counts.update(kept)
        tried = _sent(sessions, post, ready, now, counts)
        limit = min(2 * max(tried, 1), MOST)


class _Ready(NamedTuple):
    """A message claimed, and what makes it a mail; that needs no database."""

    delivery: Delivery
    compose: Callable[[], EmailMessage]


def _sent(
    sessions: sessionmaker[Session],
    post: Post,
    ready: Sequence[_Ready],
    now: datetime,
    counts: Counter[str],
) -> int:
    """Send messages claimed at a moment and count what came of them; return how many were tried.

    Those whose turn does not come while what was read of them is fresh are given back, and so are
    those after one that the post does not take now.
    """
    waiting = deque(ready)
    try:
        while waiting and (len(waiting) == len(ready) or datetime.now(UTC) < now + FRESH):
            outcome = _outcome(sessions, post, waiting.popleft(), counts)
            counts[outcome] += 1
            if outcome == "refused":
                break  # what else is claimed may be to the same reader, who may be mailed no more
    finally:
        if waiting:
            with sessions.begin() as session:
                store.give_back(session, [one.delivery.id for one in waiting], now + LEASE)
    return len(ready) - len(waiting)


def _outcome(
    sessions: sessionmaker[Session], post: Post, one: _Ready, counts: Counter[str]
) -> str:
    """Send one message and stamp it; return what came of it, or raise PostError."""
    delivery = one.delivery
    try:
        post.send(one.compose())
    except RefusedError as error:
        log.warning("message %s refused for good: %s", delivery.key, error)
        _refused(sessions, delivery, error)
        return "refused"
    except PostError as error:
        wait = min(RETRY[0] * 2 ** min(delivery.attempts - 1, 10), RETRY[1])
        due = datetime.now(UTC) + wait
        _settle(sessions, delivery, {"due_at": due, "reason": str(error)})
        if isinstance(error, DeferredError):
            log.info("message %s waits: %s", delivery.key, error)
            return "deferred"
        raise PostError(f"{error} ({counts['sent']} sent before; the rest stays due)") from error
    _settle(sessions, delivery, {"sent_at": datetime.now(UTC), "reason": None})
    return "sent"


def _refused(sessions: sessionmaker[Session], delivery: Delivery, error: RefusedError) -> None:
    """Stamp a message as refused; where its reader is, do what follows as from a bounce."""
    now = datetime.now(UTC)
    with sessions.begin() as session:
        store.settle(session, delivery.id, {"failed_at": now, "reason": str(error)})
        if isinstance(error, RecipientError):
            returned.refused(session, delivery, error.answer, now)


def _settle(sessions: sessionmaker[Session], delivery: Delivery, values: store.Row) -> None:
    with sessions.begin() as session:
        store.settle(session, delivery.id, values)


def _prepared(
    session: Session, claimed: Sequence[Delivery], sending: Sending
) -> tuple[list[_Ready], Counter[str]]:
    """Return the messages that may be sent now, and how many are void or wait; why is kept."""
    batch = Batch(session, claimed, sending)
    kept = Counter[str]()
    told = []
    for one in claimed:
        outcome = _kept_back(session, batch, one)
        if outcome is None:
            told.append(one)
        else:
            kept[outcome] += 1
    links = batch.links(told)
    return [_Ready(one, _composer(batch, one, links.get(one.subscriber_id))) for one in told], kept


def _composer(batch: Batch, delivery: Delivery, links: Links | None) -> Callable[[], EmailMessage]:
    """Return what makes a message, of what is read from the database now."""
    if delivery.kind in LINKS and links is not None:
        reader = batch.readers[delivery.subscriber_id]
        asked = invitation.invitation(batch.session, delivery, reader, links, batch.sending)
        return partial(invitation.compose, asked)
    return partial(mail.compose, batch.letter_of(delivery, links))


def letter_of(
    session: Session, delivery: Delivery, *, watch: digest.Watch, now: datetime
) -> Letter | None:
    """Return a message as it is told elsewhere than by mail; None where it is not to be told now.

    Why not is kept, as it is of a mail.
    """
    sending = Sending(sender="", returns=None, web_url=None, watch=watch, now=now)
    batch = Batch(session, [delivery], sending)
    if _kept_back(session, batch, delivery) is not None:
        return None
    return batch.letter_of(delivery, None)


def _kept_back(session: Session, batch: Batch, delivery: Delivery) -> str | None:
    """Return why a message is not told now: it is void, or waits; None: it is told."""
    reader, sending = batch.readers[delivery.subscriber_id], batch.sending
    if not _may_be_sent(delivery, reader):
        reason = f"the subscriber is {reader.state}"
        store.settle(session, delivery.id, {"failed_at": sending.now, "reason": reason})
        return "void"
    if delivery.kind in LINKS and sending.web_url is None:
        reason = "VEILLE_WEB_URL is not set: no link can be mailed"
        store.settle(session, delivery.id, {"due_at": sending.now + RETRY[0], "reason": reason})
        log.warning("message %s waits: %s", delivery.key, reason)
        return "waiting"
    unflagged = batch.unflagged(delivery)
    if unflagged is None:
        return None
    return _unflagged(session, delivery, unflagged, sending.now)


def _may_be_sent(delivery: Delivery, reader: Subscriber) -> bool:
    """Whether a reader still wants a message; the links they ask for come whatever their state."""
    if delivery.kind in LINKS:
        return reader.state != "suppressed"
    return reader.state == "confirmed"


def _unflagged(session: Session, delivery: Delivery, revision: Revision, now: datetime) -> str:
    """Let a message wait for the flags of what was read again; void it when there are none."""
    if revision.flagged_by is None:
        reason = f"revision {revision.id} was read again and is not flagged yet"
        store.settle(session, delivery.id, {"due_at": now + RETRY[0], "reason": reason})
        log.warning("message %s waits: %s", delivery.key, reason)
        return "waiting"
    reason = f"revision {revision.id} was read again and is on the dossier no more"
    store.settle(session, delivery.id, {"failed_at": now, "reason": reason})
    log.warning("message %s is void: %s", delivery.key, reason)
    return "void"
