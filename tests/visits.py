"""Visits to a source as crawls leave them: a spool file, and its pages in the archive.

A page of these tests is plain: paragraphs one blank line apart, the first of them the title.
"""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import select

from crawlers.archive import Archive
from pipeline import document, stages, store
from pipeline.errors import PageError
from pipeline.item import Item, Section
from pipeline.revisions.rebase import Reread
from pipeline.settings import Settings
from pipeline.spool import (
    Drop,
    FetchedPage,
    ListedAddress,
    Mode,
    Outcome,
    Record,
    Role,
    Writer,
    new_key,
)
from pipeline.tables import Base

READER, OTHER = "reader@example.org", "other@example.org"
START = datetime(2023, 5, 5, 8, tzinfo=UTC)
FURNITURE = "Share"  # begins a paragraph that is no part of the text
TALKS = {  # on the dossier, and spoken
    "hy": (
        "Բանակցություններ Վաշինգտոնում\n\n"
        "Հայաստանի արտաքին գործերի նախարարը հայտարարեց, որ Լեռնային Ղարաբաղի հայերի "
        "իրավունքների և անվտանգության հարցը պետք է լուծվի միջազգային մեխանիզմի շրջանակում։"
    ),
    "en": (
        "Talks in Washington\n\n"
        "The foreign minister of Armenia said that the rights and security of the people of "
        "Nagorno-Karabakh must be addressed by Armenia and Azerbaijan within an international "
        "mechanism."
    ),
    "ru": (
        "Переговоры в Вашингтоне\n\n"
        "Министр иностранных дел Армении заявил, что права и безопасность народа Нагорного "
        "Карабаха должны быть гарантированы в рамках международного механизма."
    ),
    "fr": (
        "Pourparlers de Washington\n\n"
        "Le ministre arménien des affaires étrangères a déclaré que les droits et la sécurité de "
        "la population du Haut-Karabakh devaient être garantis par un mécanisme international."
    ),
}
WEATHER = (
    "Rain in the capital\n\n"
    "The weather service expects light rain in the evening and a warm, dry morning tomorrow."
)

R = TypeVar("R", bound=Base)


def address(number: int, language: str = "en") -> str:
    """Return the address of an article of am_mfa."""
    return f"https://www.mfa.am/{language}/press-releases/2023/05/04/talks/{number}"


def after(hours: float) -> datetime:
    """Return a moment some hours after the first visit."""
    return START + timedelta(hours=hours)


def clean(
    source: str, address: str, body: bytes, *, media_type: str | None, seen_at: datetime
) -> list[Item]:
    """Return what a page says, without its furniture: today's extractor."""
    kept = [one for one in body.decode().split("\n\n") if not one.startswith(FURNITURE)]
    return _items(source, address, body, kept, media_type, seen_at)


def whole(
    source: str, address: str, body: bytes, *, media_type: str | None, seen_at: datetime
) -> list[Item]:
    """Return what a page says with its furniture: the extractor of yesterday."""
    return _items(source, address, body, body.decode().split("\n\n"), media_type, seen_at)


def _items(  # noqa: PLR0913, PLR0917  what an extractor is told
    source: str,
    address: str,
    body: bytes,
    paragraphs: list[str],
    media_type: str | None,
    seen_at: datetime,
) -> list[Item]:
    if media_type != "text/plain" or len(paragraphs) < 2:
        raise PageError("no page of these tests")
    return [
        Item(
            source=source,
            address=address,
            title=paragraphs[0],
            sections=(Section(text="\n\n".join(paragraphs[1:])),),
            published=None,
            seen_at=seen_at,
            page=sha256(body).hexdigest(),
        )
    ]


class Visit:
    """One crawl being written; it ends with the `with` it is opened in."""

    def __init__(
        self,
        house: Settings,
        source: str = "am_mfa",
        mode: Mode = "crawl",
        *,
        hours: float = 0,
        lost_listings: int = 0,
    ) -> None:
        """Begin some hours after the first."""
        self.source, self.at = source, after(hours)
        self.key = new_key(source, mode, self.at)
        self.counts = {"listings": 1, "lost_listings": lost_listings, "items": 0}
        self._writer = Writer(house.spool / "new", self.key)
        self._archive = Archive(house.archive, self.key)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        del kind, error, trace
        self._archive.close()
        self.writes(
            Outcome(
                outcome="ok",
                reason="as told",
                started_at=self.at,
                ended_at=self.at + timedelta(minutes=1),
                counts=self.counts,
            )
        )
        self._writer.close()

    def writes(self, *records: Record) -> None:
        """Write records as they are."""
        for record in records:
            self._writer.write(record)

    def lists(self, *urls: str) -> None:
        """See addresses in the listing."""
        self.writes(
            *(ListedAddress(url=url, listing="https://a/list", seen_at=self.at) for url in urls)
        )

    def fetches(self, url: str, page: str, role: Role = "document") -> FetchedPage:
        """Keep a page in the archive."""
        body = page.encode()
        kept = self._archive.record(url, 200, {"Content-Type": "text/plain"}, body, self.at, role)
        fetched = FetchedPage(
            url=url,
            status=200,
            digest=kept.digest,
            file=kept.file,
            offset=kept.offset,
            length=kept.length,
            fetched_at=self.at,
            media_type="text/plain",
            role=role,
        )
        self.writes(fetched)
        return fetched

    def reads(
        self,
        url: str,
        page: str,
        *,
        by: Reread = clean,
        **facts: Any,  # noqa: ANN401  of the item
    ) -> None:
        """List an address, fetch its page and read the item."""
        self.lists(url)
        self.fetches(url, page)
        [item] = by(self.source, url, page.encode(), media_type="text/plain", seen_at=self.at)
        self.writes(replace(item, **facts))
        self.counts["items"] += 1

    def loses(self, url: str, reason: str = "http_500", *, final: bool = False) -> None:
        """List an address and get no item from it."""
        self.lists(url)
        self.writes(Drop(url=url, reason=reason, detail="as told", at=self.at, final=final))


def stored(house: Settings, reread: Reread = clean) -> Counter[str]:
    """Take what lies in the spool into the database."""
    document.deduplicate(house)
    document.detect_language(house)
    return document.store_files(house, reread)


def rows(house: Settings, table: type[R]) -> list[R]:
    """Return all rows of a table, in the order of their keys."""
    with store.sessions(house.database)() as session:
        return list(session.scalars(select(table).order_by(*table.__table__.primary_key)))


def contents(house: Settings) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything the database holds."""
    with store.sessions(house.database)() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table))]
            for table in Base.metadata.sorted_tables
        }


def subscribe(
    house: Settings,
    who: str = READER,
    *,
    grade: str = "mention",
    since: datetime | None = None,
    dossier: str = "karabakh",
) -> None:
    """Let a reader ask for a dossier; without `since` they are told of what was seen before."""
    with store.sessions(house.database).begin() as session:
        store.subscribe(session, who, dossier, grade, since)


def crawled(
    house: Settings,
    *pages: tuple[str, str],
    hours: float = 0,
    mode: Mode = "announce",
    by: Reread = clean,
    **facts: object,
) -> None:
    """Let one crawl of am_mfa read pages at addresses, as far as to their flags."""
    with Visit(house, hours=hours, mode=mode) as visit:
        for url, page in pages:
            visit.reads(url, page, by=by, **facts)
    stored(house)
    stages.join_statements(house)
    stages.raise_flags(house)
