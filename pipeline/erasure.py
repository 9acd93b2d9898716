"""Erasure: a text gone for good, every word of it, the archive's included; hash and reason stay.

What lies in files goes first, then what the database holds, then the bytes in the archive, whose
rows are marked by then: whatever dies between is finished by saying it again, or by housekeeping.
"""

import html
import json
import logging
import mailbox
import os
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from pipeline import archive, spool, store
from pipeline.document import BROKEN, DETECTED, IDENTIFIED, NEW, STORED, alone
from pipeline.errors import ArchiveError, CallError
from pipeline.identity import canonical
from pipeline.settings import Settings
from pipeline.spool import Drop
from pipeline.store import erasing, withholding
from pipeline.tables import Document, Page, Revision

log = logging.getLogger(__name__)

_TELLING = 20  # characters a title or a paragraph has at least, to be known again by
_BEGIN = 60  # characters of it that are looked for
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")  # as JSON writes what is not ASCII
_ENCODINGS = ("utf-8", "cp1251", "cp1254")  # of what our sources serve, the first that fits
_COMPACT = (",", ":")
_FOLDERS = (NEW, IDENTIFIED, DETECTED, STORED, BROKEN)

Line = dict[str, Any]  # Any: JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that is there of a text."""

    document: Document
    revisions: list[Revision]
    pages: list[Page]  # at its addresses, or listings that show it; their bytes go
    quotations: int
    items: int  # in files of the spool
    mails: list[str]  # keys of those laid into the Maildir
    elsewhere: list[str]  # addresses of others that carry it too, and stay
    places: set[str]  # addresses that lead to it

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind there are."""
        return {
            "texts": len(self.revisions),
            "quotations": self.quotations,
            "pages": len(self.pages),
            "spool items": self.items,
            "mails": len(self.mails),
        }


@dataclass(slots=True)
class Finished:
    """What became of pages whose bytes had to go."""

    pages: int = 0
    files: set[str] = field(default_factory=set)  # of the archive, written anew
    left: dict[str, str] = field(default_factory=dict)  # file that could not be, and why


# what a text is known again by


def signs(revisions: Iterable[Revision]) -> set[str]:
    """Return what a page that shows a text has in it: how its titles and paragraphs begin."""
    said = (part for one in revisions for part in (one.title or "", *one.body.split("\n\n")))
    plain = (" ".join(part.split()) for part in said)
    return {one[:_BEGIN] for one in plain if len(one) >= _TELLING}


def readable(body: bytes) -> str:
    """Return the words of a page, feed or answer in JSON, whatever way they are written in it."""
    for encoding in _ENCODINGS:
        try:
            text = body.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = body.decode("utf-8", errors="replace")
    text = _ESCAPE.sub(lambda one: chr(int(one[1], 16)), text).replace("\\/", "/")
    return " ".join(html.unescape(html.unescape(text)).split())


def shows(body: bytes, looked_for: Collection[str]) -> bool:
    """Whether the bytes of a page hold any of some words."""
    text = readable(body)
    return any(one in text for one in looked_for)


# finding


def found(settings: Settings, session: Session, document: Document) -> Found:
    """Return all that is there of a document; raise CallError where it is erased already."""
    if document.erased_at is not None:
        raise CallError(f"{document.address} is erased already, on {document.erased_at:%Y-%m-%d}")
    revisions = store.revisions_of(session, document.id)
    urls = erasing.addresses_of(session, document)
    pages = erasing.pages_with(session, document, urls)
    known = {one.id for one in pages}
    listed = _showing(
        settings.archive,
        (one for one in erasing.listings_of(session, document) if one.id not in known),
        signs(revisions) | {one.partition("://")[2].partition("/")[2] for one in urls} - {""},
    )
    keys = set(erasing.mails_with(session, document))
    return Found(
        document=document,
        revisions=revisions,
        pages=[*pages, *listed],
        quotations=erasing.quoted_in(session, document),
        items=sum(
            _holds(line, urls)
            for path in _spooled(settings.spool, document.source)
            for line in spool.lines(path)
        ),
        mails=[key for key, name in _mails(settings.mail) if name in keys],
        elsewhere=erasing.elsewhere(session, document),
        places=urls,
    )


def _showing(root: Path, pages: Iterable[Page], looked_for: Collection[str]) -> Iterator[Page]:
    """Yield those of some pages whose bytes hold any of some words; bytes are read once."""
    known: dict[str, bool] = {}
    for page in pages:
        if page.digest not in known:
            try:
                body = archive.body(root, page.file, page.offset, page.digest)
            except ArchiveError as error:
                log.warning("not looked at: %s", error)
                continue
            known[page.digest] = shows(body, looked_for)
        if known[page.digest]:
            yield page


def _spooled(root: Path, source: str) -> Iterator[Path]:
    for name in _FOLDERS:
        yield from sorted((root / name).glob(f"{source}.*.jsonl"))


def _holds(line: Line, places: Collection[str]) -> bool:
    """Whether a line of the spool is an item of one of some addresses."""
    address = str(line.get("address"))
    return line.get("kind") == "item" and (address in places or canonical(address) in places)


def _mails(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the mails of a Maildir, each with the key of its delivery."""
    if not folder.is_dir():
        return
    for key, one in mailbox.Maildir(folder, create=False).iteritems():
        yield key, str(one["Message-ID"]).strip("<>").partition("@")[0]


# erasing


def run(settings: Settings, place: str, why: str, now: datetime) -> tuple[Counter[str], Finished]:
    """Erase the documents at a canonical address; return how much of what, and what is finished.

    Raise CallError where there is none, or where it is erased already.
    """
    counts: Counter[str] = Counter()
    with store.keeping_lock(settings.database, wait=True):  # no backup is made of half of it
        with alone(settings.spool), store.sessions(settings.database).begin() as session:
            for document in withholding.documents_at(session, place):
                it = found(settings, session, document)
                _drop_items(settings, _spooled(settings.spool, document.source), it.places, now)
                _discard(settings.mail, it.mails)
                erasing.erase(session, document, why, it.pages, now)
                counts += Counter(it.counts)
        finished = _finished(settings, now)
    erasing.rewrite(settings.database)
    return counts, finished


def finish(settings: Settings, now: datetime) -> Finished:
    """Erase the bytes that still have to go: of a run that died, or brought by a crawl since.

    Nothing while a backup is made.
    """
    with store.keeping_lock(settings.database, wait=False) as is_alone:
        return _finished(settings, now) if is_alone else Finished()


def _finished(settings: Settings, now: datetime) -> Finished:
    done = Finished()
    with alone(settings.spool), store.sessions(settings.database).begin() as session:
        files: dict[str, list[Page]] = defaultdict(list)
        keys: dict[int, set[str]] = defaultdict(set)  # of crawls that brought a text again
        for page, key in erasing.pages_to_erase(session):
            files[page.file].append(page)
            keys[page.erased_for or 0].add(key)
        for number, theirs in keys.items():
            places = erasing.addresses_of(session, session.get_one(Document, number))
            again = (settings.spool / STORED / f"{key}.jsonl" for key in sorted(theirs))
            _drop_items(settings, (one for one in again if one.exists()), places, now)
        for file, pages in files.items():
            try:
                archive.erase(settings.archive, file, [one.offset for one in pages], now)
            except ArchiveError as error:
                log.error("%s", error)  # noqa: TRY400  it says all there is to say
                done.left[file] = str(error)
                continue
            for page in pages:
                page.erased_at = now
            done.files.add(file)
            done.pages += len(pages)
    return done


def _drop_items(
    settings: Settings, paths: Iterable[Path], places: Collection[str], now: datetime
) -> None:
    """Put a named drop in the place of every item of some addresses, in files of the spool.

    The pages they were read from go at once where no row of the database tells of them yet.
    """
    for path in paths:
        kept = list(spool.lines(path))
        gone = {str(one.get("page")) for one in kept if _holds(one, places)}
        if not gone:
            continue
        if path.parent.name != STORED:
            for one in kept:
                if one.get("kind") == "page" and one["digest"] in gone:
                    archive.erase(settings.archive, one["file"], [one["offset"]], now)
        lines = (_dropped(one) if _holds(one, places) else one for one in kept)
        beside = path.with_name(f"{path.name}.part")
        beside.write_text(
            "".join(
                f"{json.dumps(one, ensure_ascii=False, separators=_COMPACT)}\n" for one in lines
            ),
            encoding="utf-8",
        )
        os.utime(beside, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
        beside.rename(path)  # it goes when it would have gone


def _dropped(line: Line) -> Line:
    at = datetime.fromisoformat(line["seen_at"])
    drop = Drop(url=line["address"], reason="erased", detail="", at=at, final=True)
    return dict(json.loads(spool.to_line(drop)))


def _discard(folder: Path, keys: Iterable[str]) -> None:
    for key in keys:
        mailbox.Maildir(folder, create=False).discard(key)
