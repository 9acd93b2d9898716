"""Queries on what came back of our mail."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pipeline.store import Row
from pipeline.tables import Bounce, Delivery, Subscriber


def keep(session: Session, row: Row) -> bool:
    """Keep a mail that came back; return False where it was kept before."""
    made = insert(Bounce).values(row).on_conflict_do_nothing().returning(Bounce.id)
    return session.scalar(made) is not None


def delivery_of(session: Session, keys: Sequence[str]) -> Delivery | None:
    """Return the message of the first key that is one of ours."""
    found = {
        one.key: one for one in session.scalars(select(Delivery).where(Delivery.key.in_(keys)))
    }
    return next((found[key] for key in keys if key in found), None)


def messages_with(session: Session, subscriber: int, kind: str, since: datetime) -> int:
    """Return for how many of the messages made since a moment a kind of mail came back."""
    found = (
        select(func.count(Bounce.delivery_id.distinct()))
        .join(Delivery)
        .where(
            Delivery.subscriber_id == subscriber, Bounce.kind == kind, Delivery.created_at >= since
        )
    )
    return session.scalars(found).one()


def rates(
    session: Session, since: datetime, *, by_reader: bool = False
) -> dict[str, Counter[str]]:
    """Return how many messages were sent since a moment, by domain, and what came back for them.

    Or by reader's address. A message counts once for each kind of answer; one refused at the door
    was sent and came back.
    """
    domain = func.lower(func.split_part(Subscriber.address, "@", -1))
    to = Subscriber.address if by_reader else domain
    refused = and_(Delivery.failed_at >= since, Delivery.id.in_(select(Bounce.delivery_id)))
    sent = (or_(Delivery.sent_at >= since, refused),)
    of: dict[str, Counter[str]] = {}
    for name, number in session.execute(
        select(to, func.count()).join(Delivery).where(*sent).group_by(to)
    ):
        of.setdefault(name, Counter())["sent"] = number
    answered = (
        select(to, Bounce.kind, func.count(Bounce.delivery_id.distinct()))
        .select_from(Subscriber)
        .join(Delivery)
        .join(Bounce)
        .where(*sent)
        .group_by(to, Bounce.kind)
    )
    for name, kind, number in session.execute(answered):
        of[name][kind] = number
    return of


def lapsed(session: Session, times: int) -> list[Delivery]:
    """Return the messages not sent yet whose lease ran out so often."""
    unsent = (Delivery.sent_at.is_(None), Delivery.failed_at.is_(None))
    found = select(Delivery).where(*unsent, Delivery.lapsed >= times).order_by(Delivery.id)
    return list(session.scalars(found))


def drop(session: Session, before: datetime) -> int:
    """Forget what came back before a moment; return how many mails that were."""
    gone = delete(Bounce).where(Bounce.taken_at < before).returning(Bounce.id)
    return len(session.scalars(gone).all())
