"""What kept pages say with today's extractors, and writing it down as what they always said.

A change of ours is never the publisher's (rule 3): a revision read anew stays that revision, of
that moment, and nobody is told.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy.orm import Session

from pipeline import archive, store
from pipeline.errors import PageError, VeilleError
from pipeline.identity import canonical, fingerprint
from pipeline.item import Item
from pipeline.tables import Document, Page, Revision

Reread = Callable[..., list[Item]]  # crawlers.reread.items

PARTS = ("title", "text", "sections", "moment", "genre", "edition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereading:
    """What today's extractor makes of a revision."""

    document: Document
    revision: Revision
    item: Item | None  # None: its page gives it no more
    why: str | None  # it does not, in one line
    changed: tuple[str, ...]  # PARTS that are not as stored


def kept_item(folder: Path, page: Page, document: Document, reread: Reread) -> Item:
    """Return what today's extractor reads of a document in a page the archive has.

    Raise ArchiveError when the bytes are gone, PageError when they no longer give the document;
    what else an extractor fails with comes through.
    """
    return _of(document, _items(folder, page, document.source, reread))


def _items(folder: Path, page: Page, source: str, reread: Reread) -> list[Item]:
    body = archive.body(folder, page.file, page.offset, page.digest)
    return reread(source, page.url, body, media_type=page.media_type, seen_at=page.fetched_at)


def _of(document: Document, items: list[Item]) -> Item:
    for item in items:
        if canonical(item.address) == document.canonical:
            return item
    raise PageError(f"the kept page no longer gives {document.address}")


def rereadings(
    session: Session, folder: Path, source: str, reread: Reread, since: datetime | None
) -> Iterator[Rereading]:
    """Yield what every kept revision of a source says today, those seen since a moment only."""

    @lru_cache(maxsize=4)  # a feed holds many documents, and the next is of the same
    def items(page: Page) -> list[Item]:
        return _items(folder, page, source, reread)

    for document, revision, page, current in store.kept_revisions(session, source, since):
        try:
            item = _of(document, items(page))
        except Exception as error:  # noqa: BLE001  what an extractor fails on costs that page only
            why = str(error) if isinstance(error, VeilleError) else repr(error)
            yield Rereading(document=document, revision=revision, item=None, why=why, changed=())
            continue
        changed = tuple(_changed(document, revision, item, current=current))
        yield Rereading(document=document, revision=revision, item=item, why=None, changed=changed)


def _changed(
    document: Document, revision: Revision, item: Item, *, current: bool
) -> Iterator[str]:
    """Yield what of a revision is not as stored; what is the document's, of its current one."""
    if (item.title or "") != (revision.title or ""):
        yield "title"
    if item.text != revision.body:
        yield "text"
    elif _sections(item) != revision.sections:
        yield "sections"
    if not current:
        return
    yield from (name for name, value in _facts(item).items() if not _holds(document, name, value))


def _facts(item: Item) -> dict[str, tuple[tuple[str, object], ...]]:
    """Return the columns of a document a page tells, by what they are called here."""
    at = item.published
    moment = (
        ("published_at", at.at if at else None),
        ("published_precision", at.precision if at else None),
        ("published_zone", at.zone if at else None),
    )
    return {
        "moment": moment,
        "genre": (("genre", item.genre),),
        "edition": (("edition", item.edition),),
    }


def _holds(document: Document, name: str, columns: tuple[tuple[str, object], ...]) -> bool:
    if name == "genre" and document.speaker is not None:
        return True  # an operator's word
    return all(getattr(document, column) == value for column, value in columns)


def apply(session: Session, one: Rereading, now: datetime) -> None:
    """Write down what a revision says today; it is flagged, quoted and searched anew."""
    assert one.item is not None  # there is nothing to write of what cannot be read
    if {"title", "text", "sections"} & set(one.changed):
        rebase(session, one.revision, one.item, now)
    facts = _facts(one.item)
    for name in facts.keys() & set(one.changed):
        for column, value in facts[name]:
            setattr(one.document, column, value)
            if name == "moment":
                setattr(one.revision, column, value)


def rebase(session: Session, revision: Revision, item: Item, at: datetime) -> None:
    """Let a revision say what today's extractor reads in its page; its flags are raised anew."""
    says(revision, item, fingerprint(item.title, item.text), None)
    revision.rebased_at = at
    revision.flagged_by, revision.raised = None, 0
    revision.quoted_by = revision.searched_by = revision.offered_by = None
    store.forget_flags(session, revision.id)


def says(revision: Revision, item: Item, digest: str, page: Page | None) -> Revision:
    """Write what an item says into a revision; its page stays the kept one without another."""
    revision.title, revision.body, revision.fingerprint = item.title, item.text, digest
    revision.sections = _sections(item)
    revision.extraction, revision.as_of = item.extraction, item.as_of
    for column, value in _facts(item)["moment"]:
        setattr(revision, column, value)
    if page is not None:
        revision.page = page
    return revision


def _sections(item: Item) -> list[dict[str, object]]:
    return [
        {
            "anchor": one.anchor,
            "heading": one.heading,
            "speaker": one.speaker,
            "length": len(one.text),
        }
        for one in item.sections
    ]
