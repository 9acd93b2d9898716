"""The database, asked about quotations: what is to be traced, where, and what came of it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    case,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.orm import Session, aliased

from pipeline.silence.state import READ
from pipeline.spool import VISITS
from pipeline.store import Row, failing
from pipeline.store.documents import came_at
from pipeline.tables import (
    Carriage,
    Crawl,
    Document,
    Flag,
    Quotation,
    Revision,
    Source,
    Statement,
    Trace,
)

Text = tuple[Document, Revision, Source]
UNTRACED = "untraced"  # verdict of what is not looked for: words of nobody known

_IS_OFFICIAL = or_(Source.kind == "official", Document.speaker.is_not(None))


def to_trace(session: Session, *, limit: int) -> list[tuple[Quotation, Document, Source]]:
    """Return quotations whose mark is still null, locked; others skip what one works on."""
    found = select(Quotation, Document, Source)
    found = found.join(Revision, Quotation.revision_id == Revision.id)
    found = found.join(Document, Revision.document_id == Document.id).join(Source)
    found = found.where(Quotation.traced_by.is_(None), failing.is_left(Quotation.traced_by))
    found = found.order_by(Quotation.id).limit(limit)
    rows = session.execute(found.with_for_update(of=Quotation, skip_locked=True))
    work = [(row[0], row[1], row[2]) for row in rows]
    failing.begin_work(session, Quotation.traced_by, [one.revision_id for one, _, _ in work])
    return work


def texts_around(
    session: Session, sources: Collection[str], since: datetime, until: datetime
) -> list[Text]:
    """Return what documents of some sources said, or were said, in a period; the newest last."""
    found = _texts().where(_published(since, until), _IS_OFFICIAL, Source.name.in_(sources))
    return _rows(session, found)


def texts_naming(
    session: Session, speakers: Collection[str], since: datetime, until: datetime
) -> list[Text]:
    """Return the official texts of a period that have turns or words of some speakers."""
    names = or_(*(Quotation.speakers.contains([{"id": one}]) for one in speakers))
    heard = select(Quotation.id).where(Quotation.revision_id == Revision.id, names)
    return _rows(session, _texts().where(_published(since, until), _IS_OFFICIAL, heard.exists()))


def texts_brought(session: Session, party: str, since: datetime, until: datetime) -> list[Text]:
    """Return the texts of a period that an operator brought as the words of a party."""
    own = and_(Document.speaker.is_not(None), Document.party == party)
    return _rows(session, _texts().where(_published(since, until), own))


def _texts() -> Select[Document, Revision, Source]:
    found = select(Document, Revision, Source).join(Source, Document.source == Source.name)
    return found.join(Revision, Revision.document_id == Document.id)


def _rows(session: Session, found: Select[Document, Revision, Source]) -> list[Text]:
    rows = session.execute(found.order_by(Document.id, Revision.number.desc()))
    return [(row[0], row[1], row[2]) for row in rows]


def _published(since: datetime, until: datetime) -> ColumnElement[bool]:
    """Return that a document is of a period: said or published then, or else seen then."""
    undated = and_(Document.published_at.is_(None), Document.first_seen_at.between(since, until))
    return or_(
        Document.published_at.between(since, until),
        Document.said_at.between(since, until),
        undated,
    )


def attributed_in(session: Session, revisions: Collection[int]) -> Mapping[int, list[Quotation]]:
    """Return what each of some revisions gives to somebody, in its order."""
    found = select(Quotation).where(Quotation.revision_id.in_(revisions))
    of: dict[int, list[Quotation]] = defaultdict(list)
    for one in session.scalars(found.order_by(Quotation.start)):
        of[one.revision_id].append(one)
    return of


def officials(session: Session) -> list[Source]:
    """Return the official sources, by name."""
    found = select(Source).where(Source.kind == "official").order_by(Source.name)
    return list(session.scalars(found))


def readings(
    session: Session, sources: Collection[str], since: datetime
) -> dict[str, tuple[datetime | None, str | None]]:
    """Return when each of some sources was read last since a moment, and how its last visit ended.

    The outcome is that of any visit since then; None: there was none.
    """
    read = func.max(case((Crawl.outcome.in_(READ), Crawl.ended_at)))
    visits = and_(Crawl.mode.in_(VISITS), Crawl.stored_at >= since, Crawl.source.in_(sources))
    well = select(Crawl.source, read).where(visits).group_by(Crawl.source)
    last = select(Crawl.source, Crawl.outcome).where(visits).ext(distinct_on(Crawl.source))
    when = {row[0]: row[1] for row in session.execute(well)}
    newest = last.order_by(Crawl.source, Crawl.id.desc())
    ended = {row[0]: row[1] for row in session.execute(newest)}
    return {one: (when.get(one), ended.get(one)) for one in sources}


def keep_traces(session: Session, rows: Sequence[Row], quotations: Collection[int]) -> None:
    """Keep traces in place of what was found of some quotations before."""
    session.execute(delete(Trace).where(Trace.quotation_id.in_(quotations)))
    if rows:
        session.execute(insert(Trace), list(rows))


def trace_again(
    session: Session,
    party: str | None,
    speakers: Collection[str],
    since: datetime,
    until: datetime,
) -> int:
    """Mark what the press of a period quotes of a party, or of some speakers, as to be traced.

    What was found word for word stays so. Return how many were marked.
    """
    of = [Quotation.speakers.contains([{"id": one}]) for one in speakers]
    of += [Quotation.speakers.contains([{"party": party}])] if party else []
    if not of:
        return 0
    seen = select(Revision.id).join(Document, Revision.document_id == Document.id)
    seen = seen.join(Source).where(Source.kind == "press", _published(since, until))
    sure = select(Trace.quotation_id).where(
        Trace.quotation_id == Quotation.id, Trace.verdict == "verbatim"
    )
    marked = (
        update(Quotation)
        .where(Quotation.revision_id.in_(seen), or_(*of), ~sure.exists())
        .where(Quotation.traced_by.is_not(None))
        .values(traced_by=None)
        .returning(Quotation.id)
    )
    return len(session.scalars(marked).all())


# What a person asks


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words the press quotes, who said them, and what came of looking for the original."""

    quotation: Quotation
    document: Document
    title: str | None
    text: str  # the body it stands in
    source: Source
    trace: Trace | None
    original: Document | None
    official: Source | None  # of the original
    headed: str | None  # title of the original
    body: str | None  # of the original
    statement: int | None  # that its text reports by them


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which quotations; None: whatever."""

    speakers: Collection[str] | None = None  # ids
    written: str | None = None  # or part of the mention, for whom people.toml does not know
    party: str | None = None
    language: str | None = None
    verdict: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    dossier: str | None = None  # that its text, or the official one that has it, is about


def quotations(session: Session, wanted: Wanted, limit: int | None = None) -> Iterator[Quoted]:
    """Yield what the press quotes now, the newest first; turns of official texts are none."""
    moment = came_at()
    yield from _quoted(session, *_conditions(wanted, moment), limit=limit)


def quotations_in(session: Session, document: int) -> list[Quoted]:
    """Return what a document of the press quotes now, in its order."""
    return list(_quoted(session, Document.id == document))


def quotations_of(
    session: Session, carriages: Collection[int], documents: Collection[int]
) -> list[Quoted]:
    """Return what the press quotes now of a statement: by its carriages, or of its documents."""
    said = select(Revision.id).where(Revision.document_id.in_(documents))
    traced = select(Trace.quotation_id).where(Trace.revision_id.in_(said))
    whose = or_(Quotation.carriage_id.in_(carriages), Quotation.id.in_(traced))
    return list(_quoted(session, whose))


def _quoted(
    session: Session, *conditions: ColumnElement[bool], limit: int | None = None
) -> Iterator[Quoted]:
    original, theirs, official = aliased(Revision), aliased(Document), aliased(Source)
    newest = select(func.max(Revision.number)).where(Revision.document_id == Document.id)
    moment = came_at()
    found = (
        select(
            Quotation,
            Document,
            Revision,
            Source,
            Trace,
            theirs,
            official,
            original.title,
            original.body,
            Carriage.statement_id,
        )
        .join(Revision, Quotation.revision_id == Revision.id)
        .join(Document, Revision.document_id == Document.id)
        .join(Source, Document.source == Source.name)
        .outerjoin(Trace, Trace.quotation_id == Quotation.id)
        .outerjoin(original, Trace.revision_id == original.id)
        .outerjoin(theirs, original.document_id == theirs.id)
        .outerjoin(official, theirs.source == official.name)
        .outerjoin(Carriage, Quotation.carriage_id == Carriage.id)
        .where(Source.kind == "press", Document.speaker.is_(None))
        .where(Revision.number == newest.correlate(Document).scalar_subquery())
        .where(*conditions)
        .order_by(moment.desc(), Document.id.desc(), Quotation.start)
        .limit(limit)
    )
    for row in session.execute(found):
        yield Quoted(
            quotation=row[0], document=row[1], title=row[2].title, text=row[2].body, source=row[3],
            trace=row[4], original=row[5], official=row[6],
            headed=row[7], body=row[8], statement=row[9],
        )  # fmt: skip


def _conditions(
    wanted: Wanted, moment: SQLColumnExpression[datetime]
) -> Iterator[ColumnElement[bool]]:
    if wanted.speakers is not None or wanted.written is not None:
        named = [Quotation.speakers.contains([{"id": one}]) for one in wanted.speakers or ()]
        if wanted.written:
            named.append(Quotation.as_written.icontains(wanted.written, autoescape=True))
        yield or_(*named)
    if wanted.party:
        yield Quotation.speakers.contains([{"party": wanted.party}])
    if wanted.language:
        yield Document.language == wanted.language
    if wanted.verdict == UNTRACED:
        yield Trace.verdict.is_(None)
    elif wanted.verdict:
        yield Trace.verdict == wanted.verdict
    if wanted.dossier:
        about = _core(wanted.dossier).subquery()
        yield or_(
            Quotation.revision_id.in_(select(about.c.revision_id)),
            Trace.revision_id.in_(select(about.c.revision_id)),
        )
    if wanted.since:
        yield moment >= wanted.since
    if wanted.until:
        yield moment < wanted.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """An official text of now, and a statement that it carries."""

    document: Document
    revision: Revision
    source: Source
    carriage: Carriage
    statement: Statement
    flags: Sequence[Flag]  # of the dossier asked for


def stated(
    session: Session, since: datetime, until: datetime, dossier: str | None
) -> Iterator[Stated]:
    """Yield what official texts of a period say now, those a dossier is about, oldest first."""
    newest = select(func.max(Revision.number)).where(Revision.document_id == Document.id)
    roles = Carriage.role.in_(("authoritative", "edition"))
    found = (
        select(Document, Revision, Source, Carriage, Statement)
        .join(Revision, Revision.document_id == Document.id)
        .join(Source, Document.source == Source.name)
        .join(Carriage, and_(Carriage.document_id == Document.id, roles))
        .join(Statement, Carriage.statement_id == Statement.id)
        .where(_IS_OFFICIAL, _published(since, until))
        .where(Revision.number == newest.correlate(Document).scalar_subquery())
        .order_by(came_at(), Statement.id)
    )
    rows = session.execute(found).all()
    flagged = _flags(session, {row[1].id for row in rows}, dossier) if dossier else {}
    for document, revision, source, carriage, statement in rows:
        if dossier is None or revision.id in flagged:
            yield Stated(
                document=document, revision=revision, source=source, carriage=carriage,
                statement=statement, flags=flagged.get(revision.id, []),
            )  # fmt: skip


def _flags(session: Session, revisions: Collection[int], dossier: str) -> dict[int, list[Flag]]:
    """Return the core flags of some revisions."""
    of: dict[int, list[Flag]] = defaultdict(list)
    core = _core(dossier).subquery()
    found = select(Flag).join(core, Flag.id == core.c.id)
    for flag in session.scalars(found.where(core.c.revision_id.in_(revisions)).order_by(Flag.id)):
        of[flag.revision_id].append(flag)
    return of


def _core(dossier: str) -> Select[tuple[int, int]]:
    """Ask for the core flags of a dossier, of each section the newest: id and revision."""
    newest = select(Flag.id, Flag.revision_id, Flag.grade).where(Flag.dossier == dossier)
    newest = newest.ext(distinct_on(Flag.revision_id, Flag.section))
    ordered = newest.order_by(Flag.revision_id, Flag.section, Flag.id.desc()).subquery()
    return select(ordered.c.id, ordered.c.revision_id).where(ordered.c.grade == "core")
