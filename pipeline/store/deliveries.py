"""Deliveries: opened, claimed, settled, held."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.orm import Session, joinedload

from pipeline.store.connection import Row
from pipeline.tables import Delivery, Document, Held, Line, Revision, Webhook

MAIL = "mail"  # what can be held
TOLD = ("alert", "digest")  # kinds of messages that are made of lines


def hold(session: Session, what: str) -> None:
    """Wait for the one place of this name until the transaction ends."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(what, 0))))


def add_delivery(
    session: Session,
    subscriber: int,
    now: datetime,
    kind: str = "alert",
) -> Delivery:
    """Add a message to a subscriber, due at once."""
    delivery = Delivery(
        key=secrets.token_hex(16),
        subscriber_id=subscriber,
        kind=kind,
        created_at=now,
        due_at=now,
    )
    session.add(delivery)
    session.flush()
    return delivery


def add_alerts(session: Session, due: Mapping[int, datetime], now: datetime) -> dict[int, int]:
    """Add a message to each of some subscribers, due at a moment; return its number by theirs."""
    if not due:
        return {}
    rows = [
        {
            "key": secrets.token_hex(16),
            "subscriber_id": one,
            "kind": "alert",
            "created_at": now,
            "due_at": at,
        }
        for one, at in due.items()
    ]
    made = insert(Delivery).returning(Delivery.subscriber_id, Delivery.id)
    return {row[0]: row[1] for row in session.execute(made, rows)}


def open_deliveries(
    session: Session, asked: Collection[tuple[int, str, datetime]], now: datetime
) -> dict[tuple[int, datetime], int]:
    """Return the one message of each subscriber, kind and slot, made now or before.

    By subscriber and slot; those that are on their way already are left out. Until the end of
    this transaction no sender can claim them.
    """
    if not asked:
        return {}
    rows = [
        {
            "key": secrets.token_hex(16),
            "subscriber_id": subscriber,
            "kind": kind,
            "slot": slot,
            "created_at": now,
            "due_at": slot,
        }
        for subscriber, kind, slot in asked
    ]
    untouched = (Delivery.attempts == 0, Delivery.sent_at.is_(None), Delivery.failed_at.is_(None))
    made = insert(Delivery)
    kept = made.on_conflict_do_update(
        index_elements=["subscriber_id", "slot"],
        # A digest in the hour quiet hours end is one; at the least this locks the row.
        set_={"kind": case((made.excluded.kind == "digest", "digest"), else_=Delivery.kind)},
        where=and_(*untouched),
    )
    returned = kept.returning(Delivery.subscriber_id, Delivery.slot, Delivery.id)
    found = session.execute(returned, rows)
    return {(row[0], row[1]): row[2] for row in found if row[1] is not None}


def first_deliveries(
    session: Session, subscribers: Collection[int], documents: Collection[int]
) -> dict[tuple[int, int], tuple[int, str]]:
    """Return number and key of the message that first told of a document: by reader and it."""
    found = (
        select(Line.subscriber_id, Line.document_id, Delivery.id, Delivery.key)
        .join(Delivery, Line.delivery_id == Delivery.id)
        .where(Line.subscriber_id.in_(subscribers), Line.document_id.in_(documents))
        .ext(distinct_on(Line.subscriber_id, Line.document_id))
        .order_by(Line.subscriber_id, Line.document_id, Delivery.id)
    )
    return {(row[0], row[1]): (row[2], row[3]) for row in session.execute(found)}


def claim(
    session: Session,
    now: datetime,
    until: datetime,
    kinds: Collection[str] = (),
    *,
    by_webhook: bool = False,
) -> Delivery | None:
    """Claim the next message that is due and unclaimed, see `claim_some`; None where none is."""
    claimed = claim_some(session, now, until, kinds, by_webhook=by_webhook, limit=1)
    return claimed[0] if claimed else None


def claim_some(  # noqa: PLR0913  which, until when, and how many
    session: Session,
    now: datetime,
    until: datetime,
    kinds: Collection[str] = (),
    *,
    by_webhook: bool = False,
    limit: int,
) -> list[Delivery]:
    """Claim the next messages that are due and unclaimed, for a sender, until a moment.

    Of some kinds only, where any are named. What is told by a webhook that is on is claimed for
    that, and nothing else is. Those whose sender died come after all others, each by itself:
    should one of them be what kills it, nothing waits for that.
    """
    free = or_(Delivery.leased_until.is_(None), Delivery.leased_until <= now)
    unsent = (Delivery.sent_at.is_(None), Delivery.failed_at.is_(None), Delivery.due_at <= now)
    wanted: list[ColumnElement[bool]] = [Delivery.kind.in_(kinds)] if kinds else []
    hook = select(Webhook.id).where(
        Webhook.subscriber_id == Delivery.subscriber_id, Webhook.state == "on"
    )
    is_hooked = and_(Delivery.kind.in_(TOLD), hook.exists())
    wanted.append(is_hooked if by_webhook else ~is_hooked)
    found = (
        select(Delivery)
        .where(*unsent, *wanted, free)
        .order_by(
            Delivery.leased_until.is_not(None), Delivery.lapsed, Delivery.due_at, Delivery.id
        )
        .limit(limit)
    )
    claimed = list(session.scalars(found.with_for_update(skip_locked=True)))
    claimed = [one for one in claimed if not (one.leased_until or one.lapsed)] or claimed[:1]
    for one in claimed:
        one.lapsed += one.leased_until is not None
        one.leased_until = until
        one.attempts += 1
    return claimed


def give_back(session: Session, deliveries: Collection[int], until: datetime) -> None:
    """Let go of messages claimed until a moment and not tried, as if they had not been claimed."""
    session.execute(
        update(Delivery)
        .where(Delivery.id.in_(deliveries), Delivery.leased_until == until)
        .values(leased_until=None, attempts=Delivery.attempts - 1)
    )


def lines_in(
    session: Session, deliveries: Collection[int]
) -> dict[int, list[tuple[Line, Document, Revision]]]:
    """Return the lines of each of some messages as they were written, with the pages read."""
    found = (
        select(Line, Document, Revision)
        .join(Document, Line.document_id == Document.id)
        .join(Revision, Line.revision_id == Revision.id)
        .where(Line.delivery_id.in_(deliveries))
        .options(joinedload(Revision.page))
        .order_by(Line.id)
    )
    lines: dict[int, list[tuple[Line, Document, Revision]]] = {one: [] for one in deliveries}
    for row in session.execute(found):
        lines[row[0].delivery_id].append((row[0], row[1], row[2]))
    return lines


def settle(session: Session, delivery: int, values: Row) -> None:
    """Stamp a message as sent, failed or to be tried again, and end its lease."""
    session.execute(
        update(Delivery).where(Delivery.id == delivery).values(leased_until=None, **values)
    )


def held_mail(session: Session) -> Held | None:
    """Return why no mail is sent, None when it is."""
    return session.get(Held, MAIL)


def resume_mail(session: Session) -> bool:
    """Let mail be sent again; return whether it was held."""
    return session.scalar(delete(Held).where(Held.what == MAIL).returning(Held.what)) is not None


def count_due(session: Session, now: datetime) -> int:
    """Return how many messages are due."""
    unsent = (Delivery.sent_at.is_(None), Delivery.failed_at.is_(None), Delivery.due_at <= now)
    return session.scalars(select(func.count(Delivery.id)).where(*unsent)).one()
