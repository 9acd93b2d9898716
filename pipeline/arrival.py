"""What one spool file brings, taken into the database in one transaction.

Whatever the file names is looked up once before and written at once at the end; a source's
files never meet, because each holds the source.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from pipeline import spool, store
from pipeline.errors import ItemError
from pipeline.identity import canonical, fingerprint
from pipeline.item import Item, Moment, moment
from pipeline.revision import Change, History, Reading, change
from pipeline.revisions import supersession, withdrawal
from pipeline.revisions.rebase import Reread, kept_item, rebase, says
from pipeline.revisions.recheck import next_look, origin
from pipeline.settings import Settings
from pipeline.spool import (
    VISITS,
    Drop,
    FetchedPage,
    Gap,
    ListedAddress,
    Outcome,
    Walked,
    key_mode,
    key_source,
    key_start,
)
from pipeline.store import succession
from pipeline.store.withholding import is_withheld
from pipeline.tables import Address, Crawl, Document, Page, Revision, Span

log = logging.getLogger(__name__)

SURE = 4  # times, over more than an hour, that there is nothing at a new address
BACK_OFF = (timedelta(minutes=10), timedelta(days=1))  # after the first failure, at most
NO_WAY = "there is no way back: its listing has no pages, and no archive is declared"
DAY = timedelta(days=1)
DATED = 3 * DAY  # one dated to the day before, by its midnight, and not met before it
ADDED = ("kind", "canonical", "fingerprint", "detected", "confidence")  # to an item, by stages

Line = dict[str, Any]  # Any: JSON


def item_of(line: Line) -> Item:
    """Return the item of a line, whatever stages have added to it; raise ItemError."""
    return Item.from_json({name: value for name, value in line.items() if name not in ADDED})


class Arrival:
    """One spool file on its way into the database."""

    def __init__(self, settings: Settings, session: Session, path: Path, reread: Reread) -> None:
        self.settings = settings
        self.session = session
        self.path = path
        self.reread = reread
        self.key = path.stem
        self.mode = key_mode(self.key)
        self.counts: Counter[str] = Counter()
        self.taken: dict[str, Counter[str]] = defaultdict(Counter)  # by language
        self.pages: dict[tuple[str, str], Page] = {}  # by (url, digest) and by ("", digest)
        self.answers: dict[str, Page] = {}  # the last of each address

    def run(self) -> Counter[str]:
        """Store the file; nothing when it is stored already."""
        store.hold(self.session, f"veille source {key_source(self.key)}")
        if store.crawl_of(self.session, self.key):
            return self.counts
        self.source = store.source_of(self.session, key_source(self.key))
        self.announced = self.mode in {"ingest", "announce"} or (
            self.mode in {"crawl", "fill"} and self.source.settled_at is not None
        )
        self.is_fetched = self.source.crawled or self.mode == "backfill"
        gaps = store.open_gaps(self.session, self.source.name) if self.mode == "fill" else []
        self.filled_since = min((span.since for span in gaps), default=None)
        self.crawl = Crawl(key=self.key, source=self.source.name, mode=self.mode)
        self.session.add(self.crawl)
        self.session.flush()
        lines = list(spool.lines(self.path))
        self.reads_listings = _reads_listings(lines)
        self.addresses = store.addresses_at(self.session, self.source.name, _urls(lines))
        places = {line["canonical"] for line in lines if "canonical" in line}
        self.documents = store.documents_at(self.session, self.source.name, places)
        said = store.said_by(self.session, self.documents.values())
        self.said = {one: said[one.id] for one in self.documents.values()}
        self.awaited = succession.awaited(self.session, self.source.name)
        for line in lines:
            if line.get("kind") == "item":
                self._item(line)
                continue
            match spool.from_json(line):
                case ListedAddress() as listed:
                    self._listed(
                        listed.url, listed.listing, listed.seen_at, backlog=listed.backlog
                    )
                case FetchedPage() as page:
                    self._page(page)
                case Drop() as drop:
                    self._drop(drop)
                case Gap() as gap:
                    self._gap(gap)
                case Walked() as step:
                    self._walked(step)
                case Outcome() as outcome:
                    self._outcome(outcome)
        self.crawl.taken = {language: dict(one) for language, one in self.taken.items()}
        self._hasten()
        return self.counts

    def _hasten(self) -> None:
        """Let the source be asked again a tick later while a text waits for an answer of it."""
        if not self.awaited or self.source.due_at is None:
            return
        begun = key_start(self.key)
        held = (one.held_until for some in self.awaited.values() for one in some)
        if any(until and until > begun for until in held):
            self.source.due_at = min(self.source.due_at, begun + self.settings.tick / 2)

    def _listed(
        self, url: str, listing: str, seen_at: datetime, *, backlog: bool = False
    ) -> Address:
        """Record an address; one already known keeps its state.

        What an operator wants announced becomes news, unless it is a document already.
        """
        address = self.addresses.get(url)
        if address is None:
            address = Address(
                source=self.source.name,
                url=url,
                listing=listing,
                seen_at=seen_at,
                announced=self.announced and not (backlog and self.mode == "crawl"),
                due_at=seen_at if self.is_fetched else None,
                backfilled=self.mode == "backfill",
                attempts=0,
            )
            self.session.add(address)
            self.addresses[url] = address
            self.taken[""]["addresses"] += 1
        elif self.mode in {"announce", "ingest"} and address.document is None:
            address.announced = True
        if address.backfilled and self.mode != "backfill":
            self._shown(address, backlog=backlog)
        return address

    def _shown(self, address: Address, *, backlog: bool) -> None:
        """Let what a backfill saw first be what it is to the listing that shows it now."""
        address.backfilled = False
        if not self.announced or backlog:
            return
        address.announced = True
        if address.document is not None and not address.document.announced:
            address.document.announced = True
            store.current_revision(self.session, address.document.id).lined_by = None

    def _page(self, page: FetchedPage) -> None:
        row = Page(
            crawl_id=self.crawl.id,
            url=page.url,
            status=page.status,
            digest=page.digest,
            file=page.file,
            offset=page.offset,
            length=page.length,
            media_type=page.media_type,
            role=page.role,
            fetched_at=page.fetched_at,
            revisit=page.revisit,
        )
        self.session.add(row)
        self.answers[page.url] = row
        self.pages[page.url, page.digest] = self.pages["", page.digest] = row
        self.counts["pages"] += 1

    def _address(self, url: str, seen_at: datetime) -> Address:
        """Return an address; a redirect's end or an entry of a feed was in no listing."""
        return self.addresses.get(url) or self._listed(url, url, seen_at)

    def _drop(self, drop: Drop) -> None:
        address = self._address(drop.url, drop.at)
        address.reason, address.detail, address.tried_at = drop.reason, drop.detail, drop.at
        address.attempts += 1
        waits = address.document is not None and address.document.id in self.awaited
        if drop.reason in supersession.ANSWERS:
            self._answered(address, drop.at)
            waits = False
        wait = min(BACK_OFF[0] * 2 ** min(address.attempts - 1, 10), BACK_OFF[1])
        if address.document is not None:
            address.due_at = self._lost(address.url, address.document, drop, wait)
            if waits:  # for an answer, and this was none
                address.due_at = drop.at + self.settings.tick / 2
        elif self.is_fetched:
            is_over = drop.final or (drop.reason in withdrawal.SOFT and address.attempts >= SURE)
            address.due_at = None if is_over else drop.at + min(wait, self.settings.tick * 6)
        self.counts[f"drop {drop.reason}"] += 1

    def _lost(self, url: str, document: Document, drop: Drop, wait: timedelta) -> datetime | None:
        """Note what a visit in vain says of a document; return when the next one is due."""
        says_gone = drop.reason in withdrawal.GONE and canonical(url) == document.canonical
        if drop.reason == "duplicate":  # it was served, and gave what another address gave
            self._served(document, drop.at)
        elif says_gone and self.reads_listings:
            apart, page = withdrawal.APART * self.settings.pace, self.answers.get(url)
            is_sure = drop.reason in withdrawal.HARD or not self._are_all_gone(document)
            if withdrawal.missing(document, page, drop.at, apart, is_sure=is_sure):
                self.counts["withdrawn"] += 1
        if document.gone_at is None:
            return self._next_look(url, document, drop.at)
        return withdrawal.next_search(document, url, drop.at, retry=wait, pace=self.settings.pace)

    def _are_all_gone(self, document: Document) -> bool:
        """Return whether nothing of before is served any more: so it is the site that changed."""
        return document.gone_at is not None and succession.are_all_gone(self.session, document)

    def _answered(self, address: Address, at: datetime) -> None:
        """Let the documents go that wait for an address."""
        document = address.document
        if document is not None and document.address == address.url:
            for waiting in self.awaited.pop(document.id, ()):
                waiting.held_until, waiting.awaits_id = at, None

    def _served(self, document: Document, at: datetime) -> bool:
        """Note that a document's text was at its address; return whether that is news."""
        if not withdrawal.served(document, at):
            return False
        self.counts["restored"] += 1
        return True

    def _gap(self, gap: Gap) -> None:
        """Keep a gap until it is filled; one more before it is makes one with it.

        What was known when nothing was missing last is the other side of both.
        """
        span = store.open_gap(self.session, self.source.name, gap.listing)
        if span is None:
            span = Span(
                source=self.source.name,
                mode="fill",
                listing=gap.listing,
                since=store.last_read(self.session, self.source.name) or self.source.declared_at,
            )
            self.session.add(span)
        span.until = gap.at
        span.state = "open" if gap.has_way else "stuck"
        span.why = gap.reason if gap.has_way else f"{gap.reason}; {NO_WAY}"
        span.cursor = dict(gap.cursor)
        self.counts["gaps"] += 1

    def _walked(self, step: Walked) -> None:
        """Note how far a walk has come, unless the span has moved or was closed meanwhile."""
        span = self.session.get(Span, step.span)
        if span is None or span.closed_at is not None or span.cursor != step.before:
            log.info("%s: a step of span %d is not its next", self.key, step.span)
            return
        span.cursor, span.state = dict(step.cursor), step.state
        span.pages += 1
        span.found += step.found
        if step.why:
            span.why += f"; {step.why}"
        if step.state == "filled":
            span.closed_at = step.at

    def _outcome(self, outcome: Outcome) -> None:
        self.crawl.outcome, self.crawl.reason = outcome.outcome, outcome.reason
        self.crawl.started_at, self.crawl.ended_at = outcome.started_at, outcome.ended_at
        self.crawl.counts = dict(outcome.counts)
        every_listing = outcome.counts.get("listings") and not outcome.counts.get("lost_listings")
        if every_listing and self.source.settled_at is None and self.mode in VISITS:
            self.source.settled_at = outcome.ended_at

    def _item(self, line: Line) -> None:
        taken = self.taken[line.get("detected", "")]
        taken["items"] += 1
        try:
            item = item_of(line)
            page = self.pages.get((item.address, item.page)) or self.pages["", item.page]
        except (ItemError, KeyError) as error:
            log.warning("%s: item without its page, skipped: %s", self.key, error)
            self.counts["drop no_page"] += 1
            taken["no_page"] += 1
            return
        address = self._address(item.address, item.seen_at)
        document = self.documents.get(line["canonical"])
        if document is None:
            announced = address.announced and not self._is_older(item)
            document = self._new_document(item, line, page, announced=announced)
            what = "new"
        elif document.erased_at is not None:
            page.erased_for, what = document.id, "erased"
        else:
            document.last_seen_at = item.seen_at
            document.alternates = dict(document.alternates) | dict(item.alternates)
            what = self._again(document, item, line, page)
            self._attribute(document, item)
            is_shown = what != "other_edition" or document.withdrawn_at is None
            if is_shown and self._served(document, item.seen_at):
                what = {"same": "restored"}.get(what, what)
            if document.restored_at is not None and what in {"changed", "confirmed"}:
                document.withdrawn_lined_by = None  # it may have come back with these words
        self.counts[what] += 1
        taken[what] += 1
        address.document = document
        self._answered(address, item.seen_at)
        address.reason, address.detail, address.tried_at = what, None, item.seen_at
        address.attempts = 0
        soon = what in {"changed", "pending", "restored"}
        own_page = page.url == item.address and self.source.crawled  # not an entry of a feed
        if not own_page or address.backfilled or is_withheld(document):  # nobody looks again
            address.due_at = None
        elif soon:  # it is watched as closely as a new one
            rechecks = self.settings.rechecks
            address.due_at = next_look(rechecks, address.url, item.seen_at, item.seen_at)
        else:
            address.due_at = self._next_look(address.url, document, item.seen_at)

    def _next_look(self, url: str, document: Document, now: datetime) -> datetime | None:
        """Return when a document's address is fetched again; None when it is settled."""
        rechecks = self.settings.rechecks
        since = origin(
            document.published_at,
            document.published_precision,
            document.first_seen_at,
            max(rechecks),
        )
        return next_look(rechecks, url, since, now)

    def _is_older(self, item: Item) -> bool:
        """Whether it was published before a gap that is being filled: so it was no news in it."""
        if self.filled_since is None or item.published is None:
            return False
        until = item.published.at + (DAY if item.published.precision == "day" else timedelta())
        return until < self.filled_since - DATED

    def _new_document(self, item: Item, line: Line, page: Page, *, announced: bool) -> Document:
        published = item.published
        document = Document(
            source=self.source.name,
            canonical=line["canonical"],
            address=item.address,
            language=line["detected"],
            confidence=line["confidence"],
            genre=item.genre,
            edition=item.edition,
            alternates=dict(item.alternates),
            published_at=published.at if published else None,
            published_precision=published.precision if published else None,
            published_zone=published.zone if published else None,
            first_seen_at=item.seen_at,
            last_seen_at=item.seen_at,
            announced=announced,
            came=item.came,
            **_attribution(item),
        )
        self.session.add(document)
        self.documents[document.canonical] = document
        self.taken[document.language]["documents"] += 1
        self._revise(document, item, line, page, number=1)
        return document

    def _revise(
        self, document: Document, item: Item, line: Line, page: Page, *, number: int
    ) -> Revision:
        revision = Revision(document=document, number=number, seen_at=item.seen_at)
        self.session.add(revision)
        self.said.setdefault(document, []).append(revision)
        self.taken[document.language]["revisions"] += 1
        return says(revision, item, line["fingerprint"], page)

    def _again(self, document: Document, item: Item, line: Line, page: Page) -> str:
        """Return what an item makes of a document we have, and note it."""
        if is_withheld(document):
            return "same"  # whatever it says now, we do not take it in
        history = list(self.said[document])
        current = history[-1]
        kept: list[Item] = []

        def reread() -> Reading | None:
            kept.extend(self._kept(document, current))
            return _reading(kept[0], document.language) if kept else None

        what = change(
            History(
                current=Reading(
                    fingerprint=current.fingerprint,
                    language=document.language,
                    as_of=current.as_of,
                    published=current.published or _dated(document),
                ),
                earlier={revision.fingerprint for revision in history[:-1]},
                pending=document.pending,
                sightings=document.sightings,
                flaps=document.flaps,
            ),
            _reading(item, line["detected"]),
            reread,
        )
        _note_pending(document, line["fingerprint"], what)
        if what == "same" and current.number > 1 and current.confirmed_at is None:
            current.confirmed_at = item.seen_at
            current.lined_by = None  # an edit is told only now
            return "confirmed"
        if what == "ours":
            rebase(self.session, current, kept[0], item.seen_at)
            _date(document, kept[0])
        if what != "new":
            return {"ours": "rebased"}.get(what, what)
        if kept and fingerprint(kept[0].title, kept[0].text) != current.fingerprint:
            rebase(
                self.session, current, kept[0], item.seen_at
            )  # so that a diff shows only their change
        revision = self._revise(document, item, line, page, number=current.number + 1)
        _date(document, item)
        if any(line["fingerprint"] == earlier.fingerprint for earlier in history[:-1]):
            revision.confirmed_at = item.seen_at  # it was pending, so this is not the first fetch
        return "changed"

    def _attribute(self, document: Document, item: Item) -> None:
        """Note whose words an operator says a text is; said anew, it is stated anew."""
        said = {"genre": item.genre, **_attribution(item)}
        if item.spoken and any(getattr(document, name) != one for name, one in said.items()):
            for name, one in said.items():
                setattr(document, name, one)
            store.current_revision(self.session, document.id).stated_by = None

    def _kept(self, document: Document, revision: Revision) -> Iterator[Item]:
        """Yield what today's extractor reads in the page a revision came from, if it does."""
        try:
            yield kept_item(self.settings.archive, revision.page, document, self.reread)
        except Exception as error:  # noqa: BLE001  what an extractor fails on costs that page only
            log.warning("%s: kept page not read again: %r", document.address, error)


def _note_pending(document: Document, fingerprint: str, what: Change) -> None:
    """Note what a fetch says of an earlier text that may be the text again."""
    if what == "pending":
        is_again = document.pending == fingerprint
        document.sightings = document.sightings + 1 if is_again else 1
        document.pending = fingerprint
    elif what in {"same", "ours", "new"}:  # a stale answer, or another edition's, says nothing
        document.flaps += document.pending is not None and what != "new"
        document.pending, document.sightings = None, 0


def _reading(item: Item, language: str) -> Reading:
    """Return as much of an item as its comparison needs."""
    return Reading(
        fingerprint=fingerprint(item.title, item.text),
        language=language,
        as_of=item.as_of,
        published=item.published,
    )


def _dated(document: Document) -> Moment | None:
    """Return the moment a document is of, which old revisions do not have."""
    return moment(document.published_at, document.published_precision, document.published_zone)


def _date(document: Document, item: Item) -> None:
    """Let a document be of the moment its page gives now; one that gives none says nothing."""
    if item.published is not None:
        document.published_at = item.published.at
        document.published_precision = item.published.precision
        document.published_zone = item.published.zone


def _attribution(item: Item) -> store.Row:
    """Return the columns of a document that say whose words it is, by name."""
    spoken = item.spoken
    said = spoken.said if spoken else None
    return {
        "speaker": spoken.speaker if spoken else None,
        "party": spoken.party if spoken else None,
        "said_at": said.at if said else None,
        "said_precision": said.precision if said else None,
        "said_zone": said.zone if said else None,
    }


def _reads_listings(lines: list[Line]) -> bool:
    """Whether a crawl could read a listing: where none can be, all may seem gone, and is not.

    One that died says nothing of its listings.
    """
    counts: dict[str, int] = next(
        (one["counts"] for one in lines[::-1] if one.get("kind") == "outcome"), {}
    )
    return not 0 < counts.get("listings", 0) <= counts.get("lost_listings", 0)


def _urls(lines: list[Line]) -> set[str]:
    """Return the addresses a file names: seen, fetched in vain, or read."""
    return {line["url"] for line in lines if line.get("kind") in {"address", "drop"}} | {
        line["address"] for line in lines if line.get("kind") == "item"
    }
