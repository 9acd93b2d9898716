"""Texts that may be one another's prints: bands, ties, carriages."""

from collections.abc import Collection, Mapping

from sqlalchemy import (
    Float,
    Integer,
    Select,
    String,
    TableValuedAlias,
    bindparam,
    cast,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on, insert
from sqlalchemy.orm import Session

from pipeline.tables import Band, Carriage, Document, Revision, Source, Tie

CROWD = 100  # documents looked at under one band, the newest; more is furniture of some site


def carriers_of(session: Session, statement: int) -> list[tuple[Carriage, Document]]:
    """Return the documents that carry a statement, the authoritative first, then the oldest."""
    found = select(Carriage, Document).join(Document).where(Carriage.statement_id == statement)
    authoritative = (Carriage.role != "authoritative", Document.id)
    return [(row[0], row[1]) for row in session.execute(found.order_by(*authoritative))]


def keep_bands(session: Session, keys: Mapping[int, Collection[int]]) -> None:
    """Let each of some documents be found under its keys."""
    own = select(_OWN.c.document_id, _OWN.c.key).params(**_pairs(keys))
    rows = insert(Band).from_select(["document_id", "key"], own)
    session.execute(rows.on_conflict_do_nothing())


def _own() -> TableValuedAlias:
    """Return some documents' keys as rows: document_id, key; `_pairs` has them."""
    written = (bindparam(name, type_=String) for name in ("documents", "keys"))
    each = (cast(one, ARRAY(Integer)) for one in written)
    return func.unnest(*each).table_valued("document_id", "key").render_derived("own")


def _pairs(keys: Mapping[int, Collection[int]]) -> dict[str, str]:
    """Return some documents' keys as the two columns of their rows.

    Arrays as PostgreSQL writes them: of a list, psycopg looks at every element three times. Keys
    in order: what leads to one in a large index was just read for the one before.
    """
    pairs = [
        (str(document), str(key)) for document, some in keys.items() for key in sorted(set(some))
    ]
    columns = {"documents": [one for one, _ in pairs], "keys": [key for _, key in pairs]}
    return {name: f"{{{','.join(column)}}}" for name, column in columns.items()}


def documents_under(
    session: Session, keys: Mapping[int, Collection[int]], *, limit: int
) -> dict[int, list[int]]:
    """Return, of each of some documents, the others under its keys, the nearest first.

    A key weighs the less the more are under it: of hundreds made by one formula, the text itself
    is the one that shares the rare keys. Of equals, the newest is first: what is long past is a
    formula come back.
    """
    together: dict[int, list[int]] = {document: [] for document in keys}
    given = {"crowd": CROWD, "most": limit, **_pairs(keys)}
    for document, other in session.execute(_UNDER, given):
        together[document].append(other)
    return together


def _under() -> Select[int, int]:
    """Return the question who is under which keys, made once: that takes longer than asking."""
    own, band = _OWN, Band.__table__.c  # of a table, no row is made an object
    newest = select(band.document_id).where(band.key == own.c.key)
    newest = newest.order_by(band.document_id.desc()).limit(bindparam("crowd", type_=Integer))
    few = newest.correlate(own).subquery("newest")
    rarity = (1 / cast(func.count().over(), Float)).label("rarity")
    hit = select(few.c.document_id, rarity).lateral("hit")
    shared = func.sum(hit.c.rarity)
    place = func.row_number().over(
        partition_by=own.c.document_id, order_by=(shared.desc(), hit.c.document_id.desc())
    )
    found = select(own.c.document_id.label("own"), hit.c.document_id, place.label("place"))
    found = found.select_from(own).join(hit, hit.c.document_id != own.c.document_id)
    others = found.group_by(own.c.document_id, hit.c.document_id).subquery("others")
    nearest = select(others.c.own, others.c.document_id)
    nearest = nearest.where(others.c.place <= bindparam("most", type_=Integer))
    return nearest.order_by(others.c.own, others.c.place)


_OWN = _own()
_UNDER = _under()


def texts_of(
    session: Session, documents: Collection[int]
) -> list[tuple[Document, Revision, Source]]:
    """Return what some documents say now, in the order of their ids."""
    found = select(Document, Revision, Source).ext(distinct_on(Document.id)).join(Source)
    found = found.join(Revision, Revision.document_id == Document.id)
    found = found.where(Document.id.in_(documents))
    rows = session.execute(found.order_by(Document.id, Revision.number.desc()))
    return [(row[0], row[1], row[2]) for row in rows]


def is_tied(session: Session, document: int) -> bool:
    """Return whether a document is known to reprint or correct an earlier one."""
    return session.get(Tie, document) is not None


def first_print(session: Session, document: Document) -> Document:
    """Return the document another one reprints or supersedes, itself when it is the first."""
    first, tie = document, session.get(Tie, document.id)
    while tie is not None and tie.kind != "corrects":
        first = session.get_one(Document, tie.earlier_id)
        tie = session.get(Tie, first.id)
    return first


def prints_of(session: Session, document: Document) -> list[Document]:
    """Return the first print of a text and what reprints or supersedes it, or one of these.

    As far as no statement joins them.
    """
    found = [first_print(session, document)]
    tied = select(Document).join(Tie, Tie.document_id == Document.id)
    tied = tied.where(Tie.kind != "corrects").order_by(Document.id)
    behind = found
    while behind:
        ids = [one.id for one in behind]
        behind = list(session.scalars(tied.where(Tie.earlier_id.in_(ids))))
        found = [*found, *behind]
    return found


def corrected_by(session: Session, document: Document) -> Document | None:
    """Return the earlier text a document corrects."""
    tie = session.get(Tie, document.id)
    if tie is None or tie.kind != "corrects":
        return None
    return session.get_one(Document, tie.earlier_id)
