"""The database, asked which texts say something: what words stem to, and where they are found."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    SQLColumnExpression,
    String,
    TableValuedAlias,
    any_,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, REGCONFIG, TSQUERY, TSVECTOR
from sqlalchemy.orm import Session, aliased

from pipeline.searches.query import SIMPLE, UNSTEMMED, Asked, Composed, Filters, lexeme
from pipeline.searches.typed import beside
from pipeline.store.connection import Row
from pipeline.store.listing import published
from pipeline.tables import Carriage, Document, Flag, Revision, Searched, Source, Statement

RANKED = 300  # texts, of which those that say it most are put first
PROBED = 500  # texts, the newest, whose words are looked at before an index is asked
NARROWED = 5_000  # texts, the newest, among which these are where a dossier or party is wanted

_LAST = Searched.moment.desc(), Searched.document_id.desc()


def stems(session: Session, asked: Collection[Asked]) -> dict[Asked, str]:
    """Return what each configuration makes of words side by side; empty: only little words."""
    rows = session.execute(_STEMS, _columns(asked))
    return {(row[0], row[1]): row[2] for row in rows}


def matching(session: Session, words: Collection[Asked], wanted: str) -> set[Asked]:
    """Return those of some words, each with its configuration, that match a query."""
    each = [" ".join(map(lexeme, beside(said))) for _, said in words]
    given: Row = {"wanted": wanted, "beside": each} | _columns(words)
    return {(row[0], row[1]) for row in session.execute(_MATCHING, given)}


def saying(
    session: Session, composed: Composed, filters: Filters, *, limit: int, relevant: bool
) -> Iterator[Row]:
    """Yield the current texts that match a query, the newest first.

    `relevant`: of the newest RANKED, those first that say it most.
    """
    wanted = max(RANKED, limit) if relevant else limit
    newest = _among_newest(session, composed, filters, wanted)
    if len(newest) < wanted:
        newest = _among_all(session, composed, filters, wanted)
    given: Row = {"newest": list(newest), "words": composed.words, "most": limit}
    question = _RELEVANT_FIRST if relevant else _NEWEST_FIRST
    yield from (dict(row) for row in session.execute(question, given).mappings())


def _among_newest(
    session: Session, composed: Composed, filters: Filters, wanted: int
) -> Sequence[int]:
    """Return those of the newest texts that match, the last first: what is frequent is there.

    A look into the words of a text is dear, so not all are looked at; but an index that finds
    half of all texts is dearer. What else a text must be is cheaper to see, and seen before.
    """
    newest = select(Searched).where(*_of_period(filters, Searched.moment)).order_by(*_LAST)
    if filters.dossier or filters.party:
        some = aliased(Searched, newest.limit(NARROWED).subquery("narrowed"))
        newest = select(some).where(*_wanted(filters, some))
        newest = newest.order_by(some.moment.desc(), some.document_id.desc())
    some = aliased(Searched, newest.limit(max(PROBED, wanted * 5)).subquery("some"))
    found = select(some.document_id).where(some.words.op("@@")(cast(composed.whole, TSQUERY)))
    found = found.order_by(some.moment.desc(), some.document_id.desc())
    return session.scalars(found.limit(wanted)).all()


def _among_all(
    session: Session, composed: Composed, filters: Filters, wanted: int
) -> Sequence[int]:
    """Return the texts that match, the last first.

    Those that have the words somewhere are found by the index; whether these stand side by side,
    and what else a text must be, is looked at one by one until there are enough.
    """
    matches = Searched.words.op("@@")(cast(composed.loose, TSQUERY))
    hits = select(Searched.document_id, Searched.moment).where(matches)
    hit = hits.offset(0).subquery("hit")  # the index of moments is not asked: all would be read
    ordered = select(hit).where(*_of_period(filters, hit.c.moment))
    ordered = ordered.order_by(hit.c.moment.desc(), hit.c.document_id.desc())
    each = ordered.offset(0).subquery("each")  # the order in which they are looked at
    found = select(each.c.document_id).order_by(each.c.moment.desc(), each.c.document_id.desc())
    some = aliased(Searched)
    looked_at = [*_wanted(filters, some)]
    if composed.loose != composed.whole:
        looked_at.append(some.words.op("@@")(cast(composed.whole, TSQUERY)))
    if looked_at:
        one = select(some.document_id).where(some.document_id == each.c.document_id, *looked_at)
        found = found.join(one.offset(0).lateral("one"), true())
    session.execute(_BY_INDEX)
    documents = session.scalars(found.limit(wanted)).all()
    session.execute(_AS_EVER)
    return documents


def _of_period(
    filters: Filters, moment: SQLColumnExpression[datetime]
) -> Iterator[ColumnElement[bool]]:
    """Yield when a text must be of."""
    if filters.since:
        yield moment >= filters.since
    if filters.until:
        yield moment < filters.until


def _wanted(filters: Filters, of: type[Searched]) -> Iterator[ColumnElement[bool]]:
    """Yield what a text must be that no word of it says, nor its moment.

    Looked at for one text after the other (`OFFSET 0`): to know it of all first would be dear.
    """
    if filters.dossier:
        flags = select(Flag.id).where(Flag.revision_id == of.revision_id)
        yield flags.where(Flag.dossier == filters.dossier).offset(0).exists()
    if filters.party:
        source = select(Document.id).join(Source).where(Document.id == of.document_id)
        carried = select(Carriage.id).join(Statement)
        carried = carried.where(Carriage.document_id == of.document_id)
        yield or_(
            source.where(Source.party == filters.party).offset(0).exists(),
            carried.where(Statement.party == filters.party).offset(0).exists(),
        )


# Questions that are always the same: to make one takes longer than to ask it


def _pairs(*more: str) -> TableValuedAlias:
    """Return configurations and words as rows, and more beside; `_columns` has the two."""
    names = ("configurations", "words", *more)
    each = (bindparam(name, type_=ARRAY(String)) for name in names)
    return func.unnest(*each).table_valued("configuration", "words", *more).render_derived()


def _columns(pairs: Collection[Asked]) -> Row:
    return {"configurations": [one for one, _ in pairs], "words": [words for _, words in pairs]}


def _stems() -> Select[str, str, str]:
    pairs = _pairs()
    made = func.phraseto_tsquery(cast(pairs.c.configuration, REGCONFIG), pairs.c.words)
    return select(pairs.c.configuration, pairs.c.words, cast(made, String))


def _matching() -> Select[str, str]:
    pairs = _pairs("beside")
    stemmed = func.to_tsvector(cast(pairs.c.configuration, REGCONFIG), pairs.c.words)
    mark, none = (literal(some, ARRAY(String)) for some in ([UNSTEMMED], []))
    unstemmed = case((pairs.c.configuration == SIMPLE, mark), else_=none)
    vector = stemmed.op("||")(func.array_to_tsvector(unstemmed))
    vector = vector.op("||")(cast(pairs.c.beside, TSVECTOR))
    wanted = cast(bindparam("wanted", type_=String), TSQUERY)
    return select(pairs.c.configuration, pairs.c.words).where(vector.op("@@")(wanted))


_STEMS, _MATCHING = _stems(), _matching()

_BY_INDEX, _AS_EVER = (  # to the planner a look into words costs nothing, and it would read all
    select(func.set_config("enable_seqscan", value, True))  # noqa: FBT003  till the transaction ends
    for value in ("off", "on")
)
_SHOWN = (
    select(
        Document.id.label("document"),
        Document.source,
        Document.language,
        Source.party,
        Source.rights,
        published(Document).label("published"),
        Document.published_at,
        Document.published_precision,
        Document.published_zone,
        Revision.number.label("revision"),
        Document.address,
        Revision.title,
        Revision.body,
    )
    .select_from(Searched)
    .join(Revision, Revision.id == Searched.revision_id)
    .join(Document, Document.id == Searched.document_id)
    .join(Source, Source.name == Document.source)
    .where(Searched.document_id == any_(bindparam("newest", type_=ARRAY(Integer))))
    .limit(bindparam("most", type_=Integer))
)
_RANK = func.ts_rank(Searched.words, cast(bindparam("words", type_=String), TSQUERY))
_NEWEST_FIRST = _SHOWN.order_by(*_LAST)
_RELEVANT_FIRST = _SHOWN.order_by(_RANK.desc(), *_LAST)
