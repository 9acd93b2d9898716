"""What a running crawl writes down, and what it counts while doing so."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from crawlers.archive import Archive
from crawlers.loss import Loss
from crawlers.outcome import Tally, verdict
from crawlers.page import Page
from pipeline.item import Item
from pipeline.spool import (
    Cursor,
    Drop,
    FetchedPage,
    Gap,
    KnownAddresses,
    KnownPage,
    ListedAddress,
    Outcome,
    OutcomeName,
    Role,
    Walked,
    Writer,
)

_clock = partial(datetime.now, UTC)


class Journal:
    """One crawl's spool file, archive and counts."""

    def __init__(
        self,
        writer: Writer,
        archive: Archive,
        known: Iterable[KnownAddresses],
        pages: Iterable[KnownPage] = (),
        clock: Callable[[], datetime] = _clock,
    ) -> None:
        """Begin a crawl that was told these addresses, and of these pages."""
        self.clock = clock
        told = list(known)
        self.known = {url: some.due for some in told for url in some.urls}
        self._failed = {url for some in told if some.due and some.failed for url in some.urls}
        self.settled = {url for some in told if some.settled for url in some.urls}
        self._read = {url for some in told if some.read for url in some.urls}
        self._pages = {(page.url, page.role): page for page in pages}
        self.tally = Tally()
        self._writer = writer
        self._archive = archive
        self._started_at = clock()
        self._recorded: set[str] = set()
        self._open: set[str] = set()  # asked for, neither item nor drop yet
        self._ended: set[str] = set()  # item or drop
        self.published: dict[str, datetime] = {}  # by address, of what was read

    @property
    def due(self) -> list[str]:
        """The addresses the parent wants fetched, in its order; a mail waits in the inbox."""
        return [url for url, due in self.known.items() if due and not url.startswith("mid:")]

    def is_recheck(self, url: str) -> bool:
        """Return whether a due address gave a text before."""
        return url in self._read

    def elapsed(self) -> timedelta:
        """Return how long this crawl has been running."""
        return self.clock() - self._started_at

    def unanswered(self) -> list[str]:
        """Return what is due and has been neither read nor dropped in this crawl."""
        return [url for url in self.due if url not in self._ended]

    def listed(
        self, addresses: Sequence[str], listing: str, backlog: Container[str] = ()
    ) -> list[str]:
        """Record addresses of a listing; return those nobody knew, in the order given."""
        new = [url for url in addresses if url not in self.known and url not in self._recorded]
        for url in new:
            seen = ListedAddress(
                url=url, listing=listing, seen_at=self.clock(), backlog=url in backlog
            )
            self._writer.write(seen)
        self._recorded.update(new)
        self.tally.listed += len(addresses)
        self.tally.new += len(new)
        return new

    def gap(self, reason: str, *, listing: str, cursor: Cursor, has_way: bool) -> None:
        """Note that something may be missed, at once: who dies before the end leaves it said."""
        self.tally.fault("gap", reason)
        self._writer.write(
            Gap(
                listing=listing,
                reason=reason,
                at=self._started_at,
                cursor=cursor,
                has_way=has_way,
            )
        )
        self._writer.write(self._ending("gap", reason, {}))

    def walked(self, step: Walked) -> None:
        """Record how far a walk into the past has come."""
        self._writer.write(step)

    def asked(self, url: str) -> None:
        """Note that an article is going to be requested."""
        self.tally.asked += 1
        self._open.add(url)

    def postponed(self, url: str) -> None:
        """Leave an address to a later crawl: it stays due as it was."""
        self._open.discard(url)
        self.tally.asked -= 1
        self.tally.postponed += 1

    def page(  # noqa: PLR0913  the facts of one answer
        self,
        url: str,
        *,
        landed: str,
        status: int,
        headers: dict[str, str],
        body: bytes,
        fetched_at: datetime,
        role: Role,
    ) -> None:
        """Keep an answer in the archive, then record it under the address it stands for."""
        before = self._pages.get((url, role)) if landed == url else None
        kept = self._archive.record(landed, status, headers, body, fetched_at, role, before)
        self.tally.pages += 1
        self._writer.write(
            FetchedPage(
                url=url,
                status=status,
                digest=kept.digest,
                file=kept.file,
                offset=kept.offset,
                length=kept.length,
                fetched_at=fetched_at,
                media_type=headers.get("Content-Type"),
                role=role,
                revisit=kept.revisit,
            )
        )

    def message(self, page: Page) -> None:
        """Keep a mail in the archive, then record where it lay."""
        media_type = page.media_type or ""
        kept = self._archive.resource(page.address, media_type, page.body, page.seen_at)
        self.tally.pages += 1
        self._writer.write(kept.as_page(page.address, media_type, page.seen_at))

    def item(self, item: Item, *, asked: str) -> None:
        """Record what the page at the address asked for says."""
        self._writer.write(item)
        self._end(asked)
        self._ended.add(item.address)
        if item.published:
            self.published[asked] = item.published.at
        self.tally.items += 1
        self.tally.fallbacks += item.extraction == "fallback"
        self.tally.welcome += self.known.get(item.address, True)

    def drop(self, url: str, loss: Loss) -> None:
        """Record why an address gave no item."""
        self._writer.write(
            Drop(
                url=url,
                reason=loss.reason,
                detail=loss.detail,
                at=self.clock(),
                final=loss.final,
            )
        )
        self._end(url)
        self.tally.drops[loss.reason] += 1
        if url in self._failed:
            self.tally.again[loss.reason] += 1

    def _ending(self, name: OutcomeName, reason: str, counts: Mapping[str, int]) -> Outcome:
        return Outcome(
            outcome=name,
            reason=reason,
            started_at=self._started_at,
            ended_at=self.clock(),
            counts=counts,
        )

    def _end(self, url: str) -> None:
        self._open.discard(url)
        self._ended.add(url)

    def close(self) -> Outcome:
        """Complete archive and spool file; return how the crawl ended."""
        for url in sorted(self._open):
            if self.is_recheck(url):
                self.postponed(url)
                continue
            self.drop(url, Loss(reason="unfinished", detail="the crawl ended before", final=False))
        name, reason = verdict(self.tally)
        outcome = self._ending(name, reason, self.tally.counts())
        self._archive.close()
        self._writer.write(outcome)
        self._writer.close()
        return outcome
