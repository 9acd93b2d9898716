"""Queries on bursts: what a reader is told at once, and may share a message with more."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from pipeline.tables import Delivery, Line


class Burst(NamedTuple):
    """What one reader was told at once, lately."""

    lines: int
    began: datetime  # when the first of their messages was made


class Waiting(NamedTuple):
    """A message that no sender has claimed."""

    id: int
    due_at: datetime


def lines_since(session: Session, readers: Collection[int], since: datetime) -> dict[int, Burst]:
    """Return by reader the lines in messages of no hour, made since a moment."""
    found = select(Delivery.subscriber_id, func.count(Line.id), func.min(Delivery.created_at))
    found = found.join(Line).where(*_at_once(readers, since), Line.role == "lead")
    counted = session.execute(found.group_by(Delivery.subscriber_id))
    return {row[0]: Burst(row[1], row[2]) for row in counted}


def untouched(
    session: Session, readers: Collection[int], since: datetime
) -> dict[int, list[Waiting]]:
    """Return by reader those of them no sender has claimed, the oldest first.

    None can until we are done.
    """
    free = (Delivery.attempts == 0, Delivery.sent_at.is_(None), Delivery.failed_at.is_(None))
    found = select(Delivery.subscriber_id, Delivery.id, Delivery.due_at)
    found = found.where(*_at_once(readers, since), *free).order_by(Delivery.id)
    waiting: dict[int, list[Waiting]] = {one: [] for one in readers}
    for row in session.execute(found.with_for_update(skip_locked=True)):
        waiting[row[0]].append(Waiting(row[1], row[2]))
    return waiting


def _at_once(readers: Collection[int], since: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Delivery.subscriber_id.in_(readers),
        Delivery.kind == "alert",
        Delivery.slot.is_(None),
        Delivery.created_at > since,
    )


def join(session: Session, into: Mapping[int, Waiting]) -> None:
    """Let what some messages tell be told in others, each as soon as these are due."""
    if not into:
        return
    rows = [{"one": one, "other": other.id, "at": other.due_at} for one, other in into.items()]
    connection = session.connection()
    moved = update(Line).where(Line.delivery_id == bindparam("one"))
    hastened = update(Delivery).where(Delivery.id == bindparam("other"))
    for change in (
        moved.values(delivery_id=bindparam("other")),
        hastened.values(due_at=bindparam("at")),
        delete(Delivery).where(Delivery.id == bindparam("one")),
    ):
        connection.execute(change, rows)
