"""Queries on bursts: what a reader is told at once, and may share a message with more."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from pipeline.tables import Delivery, Line


def lines_since(session: Session, subscriber: int, since: datetime, *, most: int) -> int:
    """Return how many lines stand in messages of no hour, made for a reader since a moment.

    No more than so many are counted: in a burst there are thousands, and each line asks.
    """
    found = select(Line.id).join(Delivery).where(*_at_once(subscriber, since))
    some = found.where(Line.role == "lead").limit(most).subquery()
    return session.scalars(select(func.count()).select_from(some)).one()


def untouched(session: Session, subscriber: int, since: datetime) -> list[Delivery]:
    """Return those of them no sender has claimed, the oldest first; none can until we are done."""
    free = (Delivery.attempts == 0, Delivery.sent_at.is_(None), Delivery.failed_at.is_(None))
    found = select(Delivery).where(*_at_once(subscriber, since), *free).order_by(Delivery.id)
    return list(session.scalars(found.with_for_update(skip_locked=True)))


def _at_once(subscriber: int, since: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Delivery.subscriber_id == subscriber,
        Delivery.kind == "alert",
        Delivery.slot.is_(None),
        Delivery.created_at > since,
    )


def join(session: Session, delivery: Delivery, other: Delivery) -> None:
    """Let what one message tells be told in another, as soon as the earlier of them is due."""
    session.execute(
        update(Line).where(Line.delivery_id == delivery.id).values(delivery_id=other.id)
    )
    other.due_at = min(other.due_at, delivery.due_at)
    session.flush()
    session.execute(delete(Delivery).where(Delivery.id == delivery.id))
