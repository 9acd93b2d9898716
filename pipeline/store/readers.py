"""Queries on readers: who they are, what they chose, their links, and what is left of them."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pipeline.subscriptions.preferences import Preferences
from pipeline.subscriptions.wanted import Wanted
from pipeline.tables import (
    Delivery,
    Document,
    Line,
    Revision,
    Source,
    Subscriber,
    Subscription,
    Token,
)


def reader_at(session: Session, address: str) -> Subscriber | None:
    """Return who has an address, however it is capitalised; None: nobody."""
    same = func.lower(Subscriber.address) == address.lower()
    return session.scalar(select(Subscriber).where(same).order_by(Subscriber.id).limit(1))


def readers(session: Session) -> list[tuple[Subscriber, list[Subscription]]]:
    """Return everybody with what they asked for, the oldest first."""
    of: dict[int, list[Subscription]] = {}
    for one in session.scalars(select(Subscription).order_by(Subscription.id)):
        of.setdefault(one.subscriber_id, []).append(one)
    everybody = session.scalars(select(Subscriber).order_by(Subscriber.id))
    return [(one, of.get(one.id, [])) for one in everybody]


def choices_of(session: Session, subscriber: int) -> dict[str, Wanted]:
    """Return what a reader asked for, by dossier."""
    found = select(Subscription).where(Subscription.subscriber_id == subscriber)
    rows = session.scalars(found.order_by(Subscription.id))
    return {one.dossier: wanted(one) for one in rows}


def wanted(subscription: Subscription) -> Wanted:
    """Return what one row asks for."""
    return Wanted(
        grade=subscription.grade,  # type: ignore[arg-type]  # checked when it was written
        sections=tuple(subscription.sections),
        parties=tuple(subscription.parties),
        speakers=tuple(subscription.speakers),
        sources=tuple(subscription.sources),
        languages=tuple(subscription.languages),
        press=subscription.press,
        always=tuple(subscription.always),
        own_rhythm=subscription.own_rhythm,  # type: ignore[arg-type]  # likewise
    )


def preferences(subscriber: Subscriber) -> Preferences:
    """Return how a reader wants to be told."""
    return Preferences(
        language=subscriber.language,
        zone=subscriber.zone,
        rhythm=subscriber.rhythm,  # type: ignore[arg-type]  # the table's check knows the same
        hour=subscriber.hour,
        weekday=subscriber.weekday,
        quiet_from=subscriber.quiet_from,
        quiet_until=subscriber.quiet_until,
        discreet=subscriber.discreet,
        empty_digest=subscriber.empty_digest,
        by_feed=subscriber.by_feed,
        place_names=subscriber.place_names,  # type: ignore[arg-type]  # likewise
    )


def add_reader(session: Session, address: str, state: str, now: datetime) -> Subscriber:
    """Note a reader who is told of what is seen from now on; return them, new or not."""
    row = {"address": address, "since": now, "state": state, "state_at": now}
    session.execute(insert(Subscriber).values(row).on_conflict_do_nothing())
    return session.scalars(select(Subscriber).where(Subscriber.address == address)).one()


def prefer(session: Session, subscriber: int, asked: Preferences) -> None:
    """Keep how a reader wants to be told."""
    changed = update(Subscriber).where(Subscriber.id == subscriber)
    session.execute(changed.values(asdict(asked)))


def choose(session: Session, subscriber: int, choices: Mapping[str, Wanted]) -> None:
    """Keep what a reader asks for, by dossier, in place of what they asked for before."""
    gone = (Subscription.subscriber_id == subscriber, Subscription.dossier.not_in(choices))
    session.execute(delete(Subscription).where(*gone))
    for dossier, one in choices.items():
        values = {name: _row(value) for name, value in asdict(one).items()}
        row = insert(Subscription).values(subscriber_id=subscriber, dossier=dossier, **values)
        session.execute(
            row.on_conflict_do_update(index_elements=["subscriber_id", "dossier"], set_=values)
        )


def _row(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def own_rhythm(session: Session, subscriber: int, dossier: str) -> str | None:
    """Return the rhythm a reader chose for one dossier; None: that of everything."""
    found = select(Subscription.own_rhythm).where(
        Subscription.subscriber_id == subscriber, Subscription.dossier == dossier
    )
    return session.scalar(found)


def wanting_empty(session: Session, only: int | None) -> list[tuple[Subscriber, str]]:
    """Return who wants daily or weekly mails with nothing in them too, with each such rhythm."""
    rhythm = func.coalesce(Subscription.own_rhythm, Subscriber.rhythm)
    found = select(Subscriber, rhythm).join(Subscription).distinct()
    mailed = (Subscriber.state == "confirmed", Subscriber.by_feed.is_(False))
    found = found.where(*mailed, Subscriber.empty_digest)
    found = found.where(rhythm.in_(["daily", "weekly"]))
    if only is not None:
        found = found.where(Subscriber.id == only)
    return [(row[0], row[1]) for row in session.execute(found)]


def slots_made(session: Session, slots: Collection[datetime]) -> set[tuple[int, datetime]]:
    """Return which readers have a message of which of some slots."""
    found = select(Delivery.subscriber_id, Delivery.slot).where(Delivery.slot.in_(slots))
    return {(row[0], row[1]) for row in session.execute(found) if row[1] is not None}


def waiting(session: Session, subscriber: int, now: datetime) -> list[Delivery]:
    """Return a reader's messages that wait for an hour to come, locked, the first due first."""
    untouched = (Delivery.attempts == 0, Delivery.sent_at.is_(None), Delivery.failed_at.is_(None))
    found = select(Delivery).where(Delivery.subscriber_id == subscriber, Delivery.slot > now)
    found = found.where(*untouched).order_by(Delivery.slot).with_for_update()
    return list(session.scalars(found))


def dossiers_in(session: Session, delivery: int) -> list[str]:
    """Return the dossiers a message has lines of."""
    found = select(Line.dossier).where(Line.delivery_id == delivery).distinct()
    return list(session.scalars(found.order_by(Line.dossier)))


def line_of(session: Session, subscriber: int, number: int) -> Line | None:
    """Return a line of a reader; None where it is another's, or nobody's."""
    own = (Line.id == number, Line.subscriber_id == subscriber)
    return session.scalar(select(Line).where(*own))


def called_irrelevant(session: Session) -> list[tuple[Line, Document, int]]:
    """Return what readers said is not about its dossier, each text once, with how many said so."""
    latest = select(Line.document_id, func.count().label("n"), func.max(Line.id).label("line"))
    latest = latest.where(Line.irrelevant_at.is_not(None)).group_by(Line.document_id)
    said = latest.subquery("said")
    found = select(Line, Document, said.c.n).join(said, Line.id == said.c.line)
    found = found.join(Document, Document.id == Line.document_id)
    found = found.order_by(said.c.n.desc(), Line.id.desc())
    return [(row[0], row[1], row[2]) for row in session.execute(found)]


def digest_before(session: Session, delivery: Delivery) -> datetime | None:
    """Return when a reader was sent the digest before one; None: it is their first."""
    found = select(func.max(Delivery.sent_at)).where(
        Delivery.subscriber_id == delivery.subscriber_id,
        Delivery.kind == "digest",
        Delivery.id != delivery.id,
    )
    return session.scalar(found)


def move_lines(session: Session, delivery: int, dossier: str, other: int) -> None:
    """Let the lines a message has of a dossier be told in another."""
    moved = update(Line).where(Line.delivery_id == delivery, Line.dossier == dossier)
    session.execute(moved.values(delivery_id=other))


def drop_if_empty(session: Session, delivery: int) -> None:
    """Forget a message nothing is told in."""
    told = select(Line.id).where(Line.delivery_id == delivery).exists()
    session.execute(delete(Delivery).where(Delivery.id == delivery, ~told))


def set_state(session: Session, subscriber: Subscriber, state: str, now: datetime) -> None:
    """Let a reader be in another state; what is not sent to who leaves never will be."""
    if subscriber.state != state and state == "confirmed":
        # What was seen meanwhile is not told: they did not want it, or nobody knew they did.
        subscriber.since = now
    if subscriber.state != state:
        subscriber.state, subscriber.state_at = state, now
    if state not in {"confirmed", "pending"}:
        void_unsent(session, subscriber.id, now, f"the subscriber is {state}")
    session.flush()


def void_unsent(session: Session, subscriber: int, now: datetime, reason: str) -> None:
    """Let what is not sent to a reader never be."""
    unsent = (
        Delivery.subscriber_id == subscriber,
        Delivery.sent_at.is_(None),
        Delivery.failed_at.is_(None),
    )
    session.execute(
        update(Delivery).where(*unsent).values(failed_at=now, reason=reason, leased_until=None)
    )


def erase_reader(session: Session, subscriber: int) -> int:
    """Forget a reader with all they chose and were told; return how many lines that were.

    The ledger counts no line any more that is gone.
    """
    led = select(Line.revision_id, func.count().label("number"))
    led = led.where(Line.subscriber_id == subscriber, Line.role == "lead")
    gone = led.group_by(Line.revision_id).subquery("gone")
    session.execute(
        update(Revision)
        .where(Revision.id == gone.c.revision_id)
        .values(told=Revision.told - gone.c.number)
        .execution_options(synchronize_session=False)
    )
    lines = session.scalars(
        delete(Line).where(Line.subscriber_id == subscriber).returning(Line.id)
    ).all()
    for table in (Delivery, Subscription, Token):
        session.execute(delete(table).where(table.subscriber_id == subscriber))
    session.execute(delete(Subscriber).where(Subscriber.id == subscriber))
    return len(lines)


def source_titles(session: Session) -> dict[str, Source]:
    """Return every source that is crawled, by name."""
    found = select(Source).where(Source.crawled).order_by(Source.name)
    return {one.name: one for one in session.scalars(found)}


def states(session: Session) -> dict[str, int]:
    """Return how many readers are in which state."""
    found = select(Subscriber.state, func.count()).group_by(Subscriber.state)
    return {row[0]: row[1] for row in session.execute(found)}


# Links


def keep_tokens(
    session: Session, subscriber: int, digests: Mapping[str, tuple[str, datetime]]
) -> None:
    """Keep links of a reader: digest -> (purpose, when it expires)."""
    keep_tokens_of(session, {subscriber: digests})


def keep_tokens_of(
    session: Session, readers: Mapping[int, Mapping[str, tuple[str, datetime]]]
) -> None:
    """Keep links of some readers: number -> digest -> (purpose, when it expires)."""
    rows = [
        {"digest": digest, "subscriber_id": reader, "purpose": purpose, "expires_at": at}
        for reader, digests in readers.items()
        for digest, (purpose, at) in digests.items()
    ]
    if rows:
        session.execute(insert(Token), rows)


def by_number(session: Session, numbers: Collection[int]) -> dict[int, Subscriber]:
    """Return some readers, by number."""
    found = select(Subscriber).where(Subscriber.id.in_(numbers))
    return {one.id: one for one in session.scalars(found)}


def token(session: Session, digest: str, purposes: Collection[str]) -> Token | None:
    """Return the link of a digest, if it is for one of the purposes, expired or not."""
    found = session.get(Token, digest)
    return found if found and found.purpose in purposes else None


def drop_tokens(session: Session, subscriber: int, purpose: str) -> None:
    """Let a reader's links of a purpose lead nowhere."""
    own = (Token.subscriber_id == subscriber, Token.purpose == purpose)
    session.execute(delete(Token).where(*own))


def drop_expired(session: Session, before: datetime) -> int:
    """Forget the links that expired before a moment; return how many."""
    gone = delete(Token).where(Token.expires_at < before).returning(Token.digest)
    return len(session.scalars(gone).all())


def links_since(
    session: Session, subscriber: int, kinds: Collection[str], since: datetime
) -> list[datetime]:
    """Return when a reader was mailed links, since a moment."""
    found = select(Delivery.created_at).where(
        Delivery.subscriber_id == subscriber, Delivery.kind.in_(kinds), Delivery.created_at > since
    )
    return list(session.scalars(found))


def unconfirmed(session: Session, before: datetime) -> list[int]:
    """Return who asked before a moment and never confirmed."""
    found = select(Subscriber.id).where(
        Subscriber.state == "pending", Subscriber.state_at < before
    )
    return list(session.scalars(found))
