"""Documents, their revisions, and the pages that these were read from."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    String,
    cast,
    delete,
    func,
    literal,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, REGCONFIG, TSVECTOR, insert
from sqlalchemy.orm import InstrumentedAttribute, Session

from pipeline.searches.query import SIMPLE
from pipeline.searches.typed import NOTHING, PLAIN
from pipeline.store import failing
from pipeline.store.connection import Row, any_of
from pipeline.store.sources import crawl_of
from pipeline.tables import Crawl, Document, Page, Revision, Searched, Source


def came_at() -> ColumnElement[datetime]:
    """Return when a text came out, as far as is known; an index holds it beside the source."""
    return func.coalesce(Document.published_at, Document.first_seen_at)


def documents_at(session: Session, source: str, places: Collection[str]) -> dict[str, Document]:
    """Return the documents a source has at some canonical addresses."""
    found = select(Document).where(Document.source == source, Document.canonical == any_of(places))
    return {document.canonical: document for document in session.scalars(found)}


def revisions_of(session: Session, document: int) -> list[Revision]:
    """Return what a document said, oldest first."""
    found = select(Revision).where(Revision.document_id == document)
    return list(session.scalars(found.order_by(Revision.number)))


def said_by(session: Session, documents: Collection[Document]) -> dict[int, list[Revision]]:
    """Return what each of some documents said, oldest first, by document."""
    said: dict[int, list[Revision]] = {one.id: [] for one in documents}
    found = select(Revision).where(Revision.document_id.in_(said))
    for revision in session.scalars(found.order_by(Revision.document_id, Revision.number)):
        said[revision.document_id].append(revision)
    return said


def current_revision(session: Session, document: int) -> Revision:
    """Return what a document says now."""
    found = select(Revision).where(Revision.document_id == document)
    return session.scalars(found.order_by(Revision.number.desc()).limit(1)).one()


def pages_of(session: Session, source: str) -> list[Page]:
    """Return the pages that current revisions of a source's documents were read from."""
    found = select(Page).join(Revision, Revision.page_id == Page.id).join(Document)
    return list(session.scalars(found.where(Document.source == source).order_by(Page.id)))


def kept_revisions(
    session: Session, source: str, since: datetime | None
) -> Iterator[tuple[Document, Revision, Page, bool]]:
    """Yield what a source's documents said and the page that shows it, those of a page together.

    And whether it is what the document says now; a hundred rows in memory at a time.
    """
    newest = select(func.max(Revision.number)).where(Revision.document_id == Document.id)
    is_current = Revision.number == newest.correlate(Document).scalar_subquery()
    found = select(Document, Revision, Page, is_current).join(Revision.document)
    found = found.join(Revision.page).where(Document.source == source)
    found = found.where(Document.withheld_at.is_(None), Page.erased_for.is_(None))
    if since is not None:
        found = found.where(Revision.seen_at >= since)
    found = found.order_by(Page.id, Revision.id).execution_options(yield_per=100)
    rows = session.execute(found)
    yield from ((row[0], row[1], row[2], row[3]) for row in rows)


def came_by_hand(session: Session, page: Page) -> bool:
    """Return whether an operator brought a page, and no crawl."""
    return session.get_one(Crawl, page.crawl_id).mode == "ingest"


def to_do(
    session: Session,
    mark: InstrumentedAttribute[int | None],
    *needs: ColumnElement[bool],
    limit: int,
) -> list[tuple[Revision, Document, Source]]:
    """Return revisions whose mark is still null, locked; others skip what one works on."""
    found = select(Revision, Document, Source).join(Revision.document).join(Source)
    found = found.where(mark.is_(None), failing.is_left(mark), *needs)
    found = found.order_by(Revision.id).limit(limit)
    rows = session.execute(found.with_for_update(of=Revision, skip_locked=True))
    work = [(row[0], row[1], row[2]) for row in rows]
    failing.begin_work(session, mark, [revision.id for revision, _, _ in work])
    return work


def keep_words(session: Session, row: Row) -> bool:
    """Make a text what is searched of its document; return whether it is the document's last.

    `row`: document_id, revision_id, moment; configuration, title, body; title_plain, body_plain;
    lexemes.
    """
    if current_revision(session, row["document_id"]).id != row["revision_id"]:
        return False
    stems = [
        _vector(row["configuration"], row[part], row[f"{part}_plain"])
        for part in ("title", "body")
    ]
    words = func.setweight(stems[0], literal_column("'A'")).op("||")(stems[1])
    words = words.op("||")(func.array_to_tsvector(literal(row["lexemes"], ARRAY(String))))
    values = {name: row[name] for name in ("document_id", "revision_id", "moment")}
    statement = insert(Searched).values(values | {"words": words})
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["document_id"],
            set_={name: statement.excluded[name] for name in ("revision_id", "moment", "words")},
        )
    )
    return True


def _vector(configuration: str, text: str, plain: Sequence[str]) -> ColumnElement[str]:
    """Return the stems of a text, and in the same places its words as they may be typed."""
    vector: ColumnElement[str] = func.to_tsvector(literal(configuration).cast(REGCONFIG), text)
    if not plain:
        return vector
    parts = []
    for mark, one in (("", vector), *((PLAIN, func.to_tsvector(SIMPLE, one)) for one in plain)):
        each = func.unnest(one).table_valued("lexeme", "positions", "weights").render_derived()
        places = func.array_to_string(each.c.positions, ",")
        written = func.concat("'", mark, each.c.lexeme, "':", places)  # letters and digits alone
        found = select(written.label("written"))
        parts.append(found.where(each.c.lexeme != NOTHING) if mark else found)
    every = union_all(*parts).subquery("every")
    return cast(select(func.string_agg(every.c.written, " ")).scalar_subquery(), TSVECTOR)


def drop_listings(session: Session, key: str, file: str) -> int | None:
    """Forget the listings of a file; None when it has to stay.

    It stays while its crawl is not stored, or when something was read from it.
    """
    if crawl_of(session, key) is None:
        return None
    read = select(Revision.id).where(Revision.page_id == Page.id).exists()
    listings = (Page.file == file, Page.role == "listing", ~read)
    dropped = session.scalars(delete(Page).where(*listings).returning(Page.id)).all()
    if session.scalar(select(Page.id).where(Page.file == file).limit(1)) is not None:
        return None
    return len(dropped)
