"""What the rows add up to: the numbers of the ledger, and what health is judged by."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Function,
    Integer,
    Select,
    SQLColumnExpression,
    String,
    Subquery,
    TableValuedAlias,
    and_,
    case,
    cast,
    column,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.types import TypeEngine

from pipeline import store
from pipeline.ledger import IN, OUT, WAITING, Count
from pipeline.silence.rhythm import LONGEST, rhythm
from pipeline.silence.state import READ, Crawled, Facts, Gap, GoodPage
from pipeline.spool import VISITS
from pipeline.tables import (
    Address,
    Carriage,
    Crawl,
    Delivery,
    Document,
    Flag,
    Line,
    Merged,
    Notice,
    Page,
    Quotation,
    Revision,
    SetAside,
    Source,
)

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
LOST = ("unreadable", "repeated", "duplicate")  # what deduplicate drops; it says so in `counts`
LATEST = 300  # crawls of a source that are looked at: two days at the default tick
SOON = timedelta(days=2)  # what is dated earlier than that was posted late
STAGES_WAITED_FOR = ("address", "statement", "flag", "line", "delivery")
NOT_GOOD = 400  # status of a page, and above
_RECORDED = {  # of `taken`, -> the stage that begins with it; the rest became of items
    "addresses": "address",
    "documents": "document",
    "revisions": "revision",
    "items": "store",
}
_DROPPED = ("no_page", "erased")  # of items, by store


def counts(session: Session, since: datetime = ALWAYS) -> Iterator[Count]:
    """Yield the numbers of the ledger, of what was seen by crawls that began since a moment."""
    begun = _begun(since)
    yield from _taken(session, begun)
    yield from _addresses(session, begun)
    yield from _documents(session, begun)
    yield from _revisions(session, begun)
    yield from _deliveries(session, begun)


def _begun(since: datetime) -> Subquery:
    """Return from when on each source is counted: the begin of a crawl, so that none is halved.

    A key tells it even of a crawl that died; crawls of one source never overlap.
    """
    stamp = func.rtrim(func.split_part(Crawl.key, ".", 2), "Z")
    moment = func.to_timestamp(stamp, 'YYYYMMDD"T"HH24MISSUS')
    at = func.timezone("UTC", cast(moment, TIMESTAMP))
    return select(Crawl.source, func.min(at).label("at")).where(at >= since).group_by(
        Crawl.source
    ).subquery("begun")  # fmt: skip


def _taken(session: Session, begun: Subquery) -> Iterator[Count]:
    """Yield what crawls wrote and what store made of it, as both counted it themselves."""
    stamp = func.to_char(func.timezone("UTC", begun.c.at), 'YYYYMMDD"T"HH24MISSUS')
    within = func.rtrim(func.split_part(Crawl.key, ".", 2), "Z") >= stamp
    told = Crawl.counts.has_key(LOST[0])  # a crawl that died says nothing, an old one not enough
    wrote = [_sum(cast(Crawl.counts[name].astext, Integer)) for name in ("items", *LOST)]
    found = select(Crawl.source, *wrote).join(begun, begun.c.source == Crawl.source)
    for source, items, *lost in session.execute(found.where(within, told).group_by(Crawl.source)):
        yield Count("deduplicate", source, "", IN, items)
        yield from (Count("deduplicate", source, "", *one) for one in zip(LOST, lost, strict=True))
    language = _each(func.jsonb_each(Crawl.taken), "language", JSONB())
    made = _each(func.jsonb_each_text(language.c.value), "made", String())
    number = cast(made.c.value, Integer)
    place = (Crawl.source, language.c.key, made.c.key)
    sums = select(*place, _sum(number), _sum(case((told, number), else_=0)))
    sums = sums.join(begun, begun.c.source == Crawl.source)
    sums = sums.join(language, true()).join(made, true()).where(within).group_by(*place)
    for source, spoken, name, total, of_told in session.execute(sums):
        if name in _RECORDED:
            yield Count(_RECORDED[name], source, spoken, IN, total)
        else:
            yield Count("store", source, spoken, name if name in _DROPPED else OUT, total)
        if name == "items":
            yield Count("deduplicate", source, "", OUT, of_told)


def _each(pairs: Function[Any], name: str, value: TypeEngine[Any]) -> TableValuedAlias:  # Any: SQL
    """Return the keys and values of a JSON object as rows."""
    return pairs.table_valued(column("key", String()), column("value", value)).alias(name)


def _sum(number: SQLColumnExpression[Any]) -> ColumnElement[int]:
    return cast(func.coalesce(func.sum(number), 0), Integer)


def _addresses(session: Session, begun: Subquery) -> Iterator[Count]:
    rows = select(Address.source, func.count()).group_by(Address.source)
    rows = rows.join(begun, begun.c.source == Address.source)
    for source, number in session.execute(rows.where(Address.seen_at >= begun.c.at)):
        yield Count("address", source, "", OUT, number)
    language = func.coalesce(Document.language, "")
    what = case(
        (Address.document_id.is_not(None), OUT),
        (Address.due_at.is_not(None), WAITING),
        else_=Address.reason,
    )
    found = select(Address.source, language, what, func.count()).group_by(
        Address.source, language, what
    )
    found = found.outerjoin(Document, Address.document_id == Document.id)
    found = found.join(begun, begun.c.source == Address.source)
    for source, spoken, state, number in session.execute(
        found.where(Address.seen_at >= begun.c.at)
    ):
        yield Count("fetch", source, spoken, IN, number)
        if state is not None:
            yield Count("fetch", source, spoken, state, number)


def _documents(session: Session, begun: Subquery) -> Iterator[Count]:
    found = select(Document.source, Document.language, func.count())
    found = found.join(begun, begun.c.source == Document.source)
    found = found.where(
        Document.first_seen_at >= begun.c.at, exists().where(Revision.document_id == Document.id)
    )
    for source, language, number in session.execute(
        found.group_by(Document.source, Document.language)
    ):
        yield Count("document", source, language, OUT, number)
    gone = select(Merged.source, Merged.language, func.count())
    gone = gone.join(begun, begun.c.source == Merged.source)
    gone = gone.where(Merged.first_seen_at >= begun.c.at)
    for source, language, number in session.execute(gone.group_by(Merged.source, Merged.language)):
        yield Count("document", source, language, "merged", number)


def _revisions(session: Session, begun: Subquery) -> Iterator[Count]:
    flags = _numbers(select(Flag.revision_id), Flag.revision_id)
    lines = _numbers(select(Line.revision_id).where(Line.role == "lead"), Line.revision_id)
    joined = or_(
        Source.kind != "official", exists().where(Carriage.document_id == Revision.document_id)
    )
    stated, flagged = Revision.stated_by.is_not(None), Revision.flagged_by.is_not(None)
    lined = Revision.lined_by.is_not(None)
    numbers = {
        ("revision", OUT): literal(1),
        ("statement", IN): literal(1),
        ("statement", OUT): _one(stated, joined),
        ("statement", WAITING): _one(~stated),
        ("flag", IN): _one(stated),
        ("flag", OUT): _one(stated, flagged),
        ("flag", WAITING): _one(stated, ~flagged),
        ("evidence", IN): Revision.raised,
        ("evidence", OUT): func.coalesce(flags.c.number, 0),
        ("line", IN): _one(flagged),
        ("line", OUT): _one(flagged, lined),
        ("line", WAITING): _one(flagged, ~lined),
        ("told", IN): Revision.told,
        ("told", OUT): func.least(Revision.told, func.coalesce(lines.c.number, 0)),
    }
    place = (Document.source, Document.language)
    found = (
        select(*place, *(_sum(number) for number in numbers.values()))
        .select_from(Revision)
        .join(Document, Revision.document_id == Document.id)
        .join(Source, Document.source == Source.name)
        .join(begun, begun.c.source == Document.source)
        .outerjoin(flags, flags.c.revision_id == Revision.id)
        .outerjoin(lines, lines.c.revision_id == Revision.id)
        .where(Revision.seen_at >= begun.c.at)
        .group_by(*place)
    )
    for source, language, *sums in session.execute(found):
        for (stage, what), number in zip(numbers, sums, strict=True):
            yield Count(stage, source, language, what, number)


def _numbers(rows: Select[int], revision: InstrumentedAttribute[int]) -> Subquery:
    """Return how many rows each revision has."""
    return rows.add_columns(func.count().label("number")).group_by(revision).subquery()


def _one(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return case((and_(*conditions), 1), else_=0)


def _deliveries(session: Session, begun: Subquery) -> Iterator[Count]:
    what = case(
        (Delivery.sent_at.is_not(None), OUT),
        (Delivery.failed_at.is_not(None), "refused or void"),
        else_=WAITING,
    )
    place: tuple[InstrumentedAttribute[str], ...] = (Document.source, Document.language)
    found: Select[str, str, str, int] = (
        select(*place, what, func.count())  # type: ignore[assignment]  # a tuple's length
        .select_from(Line)
        .join(Document, Line.document_id == Document.id)
        .join(Revision, Line.revision_id == Revision.id)
        .outerjoin(Delivery, Line.delivery_id == Delivery.id)
        .join(begun, begun.c.source == Document.source)
        .where(Revision.seen_at >= begun.c.at)
        .group_by(*place, what)
    )
    for source, language, state, number in session.execute(found):
        yield Count("delivery", source, language, IN, number)
        yield Count("delivery", source, language, state, number)
    told = and_(Delivery.kind == "alert", ~exists().where(Line.delivery_id == Delivery.id))
    empty = select(func.count(Delivery.id)).where(told)
    if number := session.scalars(empty).one():
        yield Count("delivery", "", "", IN, number)


# What health is judged by


def facts(session: Session, now: datetime, crawled: Collection[str]) -> list[Facts]:
    """Return what is known of every source, by name; `crawled` are those there is a spider of."""
    crawls = _latest_crawls(session)
    moments = _moments(session, now)
    sums = _sums(session)
    gaps = _gaps(session)
    found = []
    for source in session.scalars(select(Source).order_by(Source.name)):
        of = moments.get(source.name, {})
        last_success, last_new, page = sums[source.name]
        learnt = {language: rhythm(some, source.timezone) for language, some in of.items()}
        found.append(
            Facts(
                source=source.name,
                title=source.title,
                kind=source.kind,
                party=source.party,
                languages=source.languages,
                paused=source.paused,
                archive=not source.crawled or source.name not in crawled,
                cadence=source.cadence,
                hurried=source.hurried,
                due_at=source.due_at,
                declared_at=source.declared_at,
                crawls=crawls.get(source.name, []),
                rhythms={language: one for language, one in learnt.items() if one is not None},
                last_success=last_success,
                last_new=last_new,
                last_page=_page(session, page),
                gaps=gaps.get(source.name, []),
            )
        )
    return found


def _gaps(session: Session) -> dict[str, list[Gap]]:
    """Return the gaps of each source that are neither filled nor closed, the oldest first."""
    found: dict[str, list[Gap]] = {}
    for span in store.open_gaps(session):
        gap = Gap(
            since=span.since,
            until=span.until,
            why=span.why,
            is_stuck=span.state == "stuck",
            pages=span.pages,
            found=span.found,
        )
        found.setdefault(span.source, []).append(gap)
    return found


def _latest_crawls(session: Session) -> dict[str, list[Crawled]]:
    """Return the latest visits to each source, the newest first."""
    ended = func.coalesce(Crawl.ended_at, Crawl.stored_at)
    counts = (
        func.coalesce(Crawl.counts[name].as_integer(), 0).label(name)
        for name in ("items", "lost_listings")
    )
    of = select(Crawl.id, ended.label("at"), Crawl.outcome, Crawl.reason, *counts)
    of = of.where(Crawl.source == Source.name, Crawl.mode.in_(VISITS))
    latest = of.order_by(Crawl.id.desc()).limit(LATEST).lateral("latest")
    told = latest.c
    rows = select(
        Source.name, told.at, told.outcome, told.reason, told["items"], told.lost_listings
    )
    rows = rows.join(latest, true()).order_by(latest.c.id.desc())
    found: dict[str, list[Crawled]] = {}
    for source, at, outcome, reason, items, lost in session.execute(rows):
        one = Crawled(at=at, outcome=outcome, reason=reason, items=items, lost_listings=lost)
        found.setdefault(source, []).append(one)
    return found


def _moments(session: Session, now: datetime) -> dict[str, dict[str, list[datetime]]]:
    """Return the hours in which something new came, by source and language, and of the whole.

    When it was published, where the publisher says so to the minute and we saw it soon; else when
    we first saw it. A backlog was all seen at once: of that only what is dated counts, at noon
    where just the day is known.
    """
    first, published = Document.first_seen_at, Document.published_at
    minute = Document.published_precision == "minute"
    soon = and_(minute, published.between(first - SOON, first))
    moment = case(
        (Document.announced, case((soon, published), else_=first)),
        (minute, func.least(published, first)),
        else_=func.least(published + timedelta(hours=12), first),
    )
    hour = func.date_trunc("hour", moment)
    found = select(Document.source, Document.language, hour).distinct()
    rows = session.execute(found.where(moment >= now - 2 * LONGEST))
    moments: dict[str, dict[str, list[datetime]]] = {}
    for source, language, at in rows:
        of = moments.setdefault(source, {"": []})
        of.setdefault(language, []).append(at)
        of[""].append(at)
    return moments


def _sums(session: Session) -> dict[str, tuple[datetime | None, datetime | None, int | None]]:
    """Return when each source was read and new last, and its last good page."""
    well = Crawl.outcome.in_(READ)
    of = Crawl.source == Source.name
    read = select(Crawl.ended_at).where(of, well, Crawl.mode.in_(VISITS))
    read = read.order_by(Crawl.id.desc()).limit(1)  # they never overlap: its last ended last
    new = select(func.max(Document.first_seen_at)).where(Document.source == Source.name)
    good = Page.status < NOT_GOOD
    brought = exists().where(Page.crawl_id == Crawl.id, good)
    crawl = select(Crawl.id).where(of, well, Crawl.mode.in_(VISITS), brought)
    newest = crawl.order_by(Crawl.id.desc()).limit(1).correlate(Source).scalar_subquery()
    page = select(func.max(Page.id)).where(Page.crawl_id == newest, good)
    sums = [one.scalar_subquery() for one in (read, new, page)]
    rows = session.execute(select(Source.name, *sums))
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def _page(session: Session, key: int | None) -> GoodPage | None:
    page = session.get(Page, key) if key is not None else None
    if page is None:
        return None
    return GoodPage(url=page.url, file=page.file, fetched_at=page.fetched_at)


def clock_drifts(session: Session, since: datetime) -> dict[str, int]:
    """Return by how many seconds our clock was ahead of each site's, at its last crawl.

    A crawl says nothing of a drift that is not worth a look: that is 0.
    """
    ended = and_(Crawl.ended_at >= since, Crawl.outcome.is_not(None), Crawl.mode.in_(VISITS))
    newest = select(func.max(Crawl.id)).where(ended).group_by(Crawl.source)
    found = select(Crawl.source, Crawl.counts).where(Crawl.id.in_(newest))
    return {source: counts.get("clock_drift", 0) for source, counts in session.execute(found)}


def oldest(session: Session, now: datetime) -> dict[str, datetime]:
    """Return since when the oldest work of each stage waits; stages without any are left out.

    What is set aside does not wait.
    """
    aside = exists().where(SetAside.revision_id == Revision.id)
    ready = func.greatest(Revision.seen_at, Revision.confirmed_at, Revision.rebased_at)
    unsent = and_(Delivery.sent_at.is_(None), Delivery.failed_at.is_(None))
    since = func.greatest(Delivery.created_at, Delivery.slot)  # a digest waits for its hour
    followed = and_(
        Source.crawled, ~Source.paused, ~Address.backfilled, Address.document_id.is_(None)
    )
    waiting = select(func.min(ready)).where(~aside)
    questions = {
        "address": select(func.min(Address.due_at))
        .join(Source)
        .where(followed, Address.due_at <= now),
        "statement": waiting.where(Revision.stated_by.is_(None)),
        "flag": waiting.where(Revision.flagged_by.is_(None)),
        "quotation": waiting.where(Revision.quoted_by.is_(None)),
        "trace": waiting.join(Quotation, Quotation.revision_id == Revision.id).where(
            Quotation.traced_by.is_(None)
        ),
        "search": waiting.where(Revision.searched_by.is_(None)),
        "line": waiting.where(Revision.lined_by.is_(None)),
        "delivery": select(func.min(since)).where(unsent, since <= now),
    }
    found = {stage: session.scalar(question) for stage, question in questions.items()}
    return {stage: at for stage, at in found.items() if at is not None}


def outcomes(session: Session, since: datetime) -> dict[str, int]:
    """Return how many crawls ended how since a moment; `died` left no word."""
    name = func.coalesce(Crawl.outcome, "died")
    found = select(name, func.count()).where(Crawl.stored_at >= since).group_by(name)
    return {row[0]: row[1] for row in session.execute(found)}


def new_documents(session: Session, since: datetime) -> int:
    """Return how many documents were first seen since a moment, the backlog left out."""
    found = select(func.count(Document.id)).where(
        Document.first_seen_at >= since, Document.announced
    )
    return session.scalars(found).one()


def open_notices(session: Session) -> list[Notice]:
    """Return what operators were told of and not yet that it ended, the oldest first."""
    found = select(Notice).where(Notice.ended_at.is_(None)).order_by(Notice.since, Notice.id)
    return list(session.scalars(found))


def last_notice(session: Session, subject: str) -> datetime | None:
    """Return when operators were told of a subject last."""
    return session.scalar(select(func.max(Notice.told_at)).where(Notice.subject == subject))
