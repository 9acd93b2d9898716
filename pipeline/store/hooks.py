"""Queries on webhooks: whose they are, what is due to them, and how they do."""

import secrets
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pipeline import store
from pipeline.tables import Delivery, Subscriber, Webhook


def webhooks(session: Session) -> list[tuple[Webhook, Subscriber]]:
    """Return every webhook with its owner, the oldest first."""
    found = select(Webhook, Subscriber).join(Subscriber).order_by(Webhook.id)
    return [(row[0], row[1]) for row in session.execute(found)]


def webhook_of(session: Session, subscriber: int) -> Webhook | None:
    """Return the webhook of a reader."""
    return session.scalar(select(Webhook).where(Webhook.subscriber_id == subscriber))


def keep(session: Session, subscriber: int, url: str) -> str:
    """Let a reader be told at an address, with a new secret; return it: it is shown once."""
    secret = secrets.token_urlsafe(32)
    fresh = {"url": url, "secret": secret, "state": "on", "failing_since": None, "reason": None}
    row = insert(Webhook).values(subscriber_id=subscriber, **fresh)
    session.execute(row.on_conflict_do_update(index_elements=["subscriber_id"], set_=fresh))
    return secret


def claim(session: Session, now: datetime, until: datetime) -> tuple[Delivery, Webhook] | None:
    """Claim the next message that is due to a webhook that is on, until a moment."""
    found = store.claim(session, now, until, by_webhook=True)
    if found is None:
        return None
    hook = select(Webhook).where(Webhook.subscriber_id == found.subscriber_id)
    return found, session.scalars(hook).one()


def note(session: Session, webhook: int, values: store.Row) -> None:
    """Keep how a webhook does."""
    session.execute(update(Webhook).where(Webhook.id == webhook).values(values))


def put_off(session: Session, subscriber: int, due: datetime, until: datetime) -> None:
    """Let all that is due to a reader by a moment wait until another."""
    unsent = (Delivery.sent_at.is_(None), Delivery.failed_at.is_(None), Delivery.due_at <= due)
    own = (Delivery.subscriber_id == subscriber, Delivery.kind.in_(store.TOLD))
    session.execute(update(Delivery).where(*own, *unsent).values(due_at=until))
