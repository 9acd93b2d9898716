"""Lines: what each subscriber was told, and what is to be told."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.orm import Session, joinedload

from pipeline.store.connection import Row
from pipeline.tables import Document, Flag, Line, Revision, Subscriber, Subscription


def subscribe(
    session: Session, address: str, dossier: str, grade: str, since: datetime | None
) -> bool:
    """Note what a reader asks for; return whether they are new here."""
    row = {"address": address, "since": since}
    new = session.scalar(
        insert(Subscriber).values(row).on_conflict_do_nothing().returning(Subscriber.id)
    )
    subscriber = (
        new or session.scalars(select(Subscriber.id).where(Subscriber.address == address)).one()
    )
    wanted = insert(Subscription).values(subscriber_id=subscriber, dossier=dossier, grade=grade)
    session.execute(
        wanted.on_conflict_do_update(
            index_elements=["subscriber_id", "dossier"], set_={"grade": grade}
        )
    )
    return new is not None


def subscriber_at(session: Session, address: str) -> Subscriber:
    """Return a subscriber."""
    return session.scalars(select(Subscriber).where(Subscriber.address == address)).one()


def subscriptions_to(
    session: Session, dossiers: Collection[str]
) -> list[tuple[Subscription, Subscriber]]:
    """Return who asked for these dossiers, and is told by mail: neither paused nor gone."""
    found = select(Subscription, Subscriber).join(Subscriber)
    found = found.where(Subscriber.state == "confirmed", Subscriber.by_feed.is_(False))
    found = found.where(Subscription.dossier.in_(dossiers)).order_by(Subscription.id)
    return [(row[0], row[1]) for row in session.execute(found)]


class Told(NamedTuple):
    """What one line told."""

    subscriber: int
    document: int
    kind: str
    revision: int


def told_of(
    session: Session, documents: Collection[int], subscriber: int | None = None
) -> list[Told]:
    """Return what everybody, or one subscriber, was told of some documents, the oldest first."""
    found = select(Line.subscriber_id, Line.document_id, Line.kind, Line.revision_id)
    found = found.where(Line.document_id.in_(documents)).order_by(Line.id)
    if subscriber is not None:
        found = found.where(Line.subscriber_id == subscriber)
    return [Told(*row) for row in session.execute(found)]


def told_before(session: Session, subscriber: int, revision: Revision) -> Revision | None:
    """Return the revision of the same document that a subscriber was told of before this one."""
    found = select(Revision).join(Line, Line.revision_id == Revision.id)
    found = found.where(
        Line.subscriber_id == subscriber,
        Revision.document_id == revision.document_id,
        Revision.number < revision.number,
    )
    return session.scalar(found.order_by(Revision.number.desc()).limit(1))


def announced(session: Session) -> list[Revision]:
    """Return what announced documents say for sure and is flagged, the oldest document first.

    What was withdrawn is left out.
    """
    sure = or_(Revision.number == 1, Revision.confirmed_at.is_not(None))
    found = select(Revision.id).join(Document, Revision.document_id == Document.id)
    shown = Document.withdrawn_at.is_(None)
    found = found.where(Document.announced, shown, sure).ext(distinct_on(Document.id))
    newest = found.order_by(Document.id, Revision.number.desc())
    flagged = select(Flag.revision_id)
    both = select(Revision).where(Revision.id.in_(newest), Revision.id.in_(flagged))
    both = both.options(joinedload(Revision.document))
    return list(session.scalars(both.order_by(Revision.document_id)))


def whereabouts_to_tell(session: Session, *, limit: int) -> list[Document]:
    """Return documents withdrawn or restored that nobody was told of yet, locked.

    Those whose words are still to be told are left out: words come first.
    """
    waiting = select(Revision.id).where(
        Revision.document_id == Document.id, Revision.lined_by.is_(None)
    )
    found = select(Document).where(Document.withdrawn_lined_by.is_(None), ~waiting.exists())
    found = found.order_by(Document.id).limit(limit).with_for_update(skip_locked=True)
    return list(session.scalars(found))


class Last(NamedTuple):
    """The last line a subscriber has of a document."""

    line: Line
    subscriber: Subscriber
    own_rhythm: str | None  # chosen for its dossier


def last_lines(session: Session, document: int) -> list[Last]:
    """Return the last line of a document of each subscriber who is told and wants its dossier."""
    found = select(Line).ext(distinct_on(Line.subscriber_id)).where(Line.document_id == document)
    newest = list(session.scalars(found.order_by(Line.subscriber_id, Line.id.desc())))
    wanted = {
        (who.id, one.dossier): (who, one.own_rhythm)
        for one, who in subscriptions_to(session, {one.dossier for one in newest})
    }
    asking = ((one, wanted.get((one.subscriber_id, one.dossier))) for one in newest)
    return [Last(one, *how) for one, how in asking if how is not None]


def told_so(session: Session, kind: str, revisions: Collection[int]) -> set[tuple[int, int]]:
    """Return who has a line of a kind of which of some revisions, as (subscriber, revision)."""
    found = select(Line.subscriber_id, Line.revision_id)
    found = found.where(Line.kind == kind, Line.revision_id.in_(revisions))
    return {(row[0], row[1]) for row in session.execute(found)}


def told_last(session: Session, kind: str, documents: Collection[int]) -> set[int]:
    """Return the subscribers whose last line of one of some documents is of a kind."""
    each = (Line.subscriber_id, Line.document_id)
    last = select(Line.subscriber_id, Line.kind).ext(distinct_on(*each))
    last = last.where(Line.document_id.in_(documents)).order_by(*each, Line.id.desc())
    newest = last.subquery()
    return set(session.scalars(select(newest.c.subscriber_id).where(newest.c.kind == kind)))


def was_told_withdrawn(session: Session, subscriber: int, document: int, before: int) -> bool:
    """Return whether a subscriber had a line that a document was withdrawn, before a line."""
    line = select(Line.id).where(Line.subscriber_id == subscriber, Line.document_id == document)
    line = line.where(Line.kind == "withdrawn", Line.id < before)
    return session.scalar(line.limit(1)) is not None


def add_lines(session: Session, rows: Sequence[Row]) -> Counter[tuple[str, str]]:
    """Write lines; return how many of each role and kind were not written before."""
    if not rows:
        return Counter()
    new = insert(Line).on_conflict_do_nothing().returning(Line.role, Line.kind)
    return Counter((row[0], row[1]) for row in session.execute(new, rows))
