"""The ways a source has back into its past, and what their pages show. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crawlers.day_pages import DayPages
from crawlers.descent import Descent
from crawlers.page import Page
from crawlers.past import Days, Pages, Past, Sitemap
from crawlers.search import Search
from crawlers.sitemap import sitemap
from crawlers.sitemaps import Sitemaps
from crawlers.walk import Entry, Shown, Walk
from pipeline.spool import KnownSpan

if TYPE_CHECKING:
    from crawlers.base import SourceSpider
    from crawlers.series import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way back: a listing that has pages, or what is declared as an archive."""

    url: str  # as declared
    language: str  # empty: of several
    listing: "Listing | None" = None
    past: Past | None = None


def archives(spider: "type[SourceSpider]") -> list[Way]:
    """Return the ways a source declares beside its listings."""
    return [
        Way(url=past.url, language=language, past=past)
        for language, declared in spider.archives.items()
        for past in (declared if isinstance(declared, tuple) else (declared,))
    ]


def ways(spider: "type[SourceSpider]") -> list[Way]:
    """Return every way back: where an archive of a language is declared, that; else its listing.

    An archive of several languages is in the place of none of their listings, and comes last.
    """
    declared = archives(spider)
    languages = {way.language for way in declared}
    listings = [
        Way(url=one.url, language=one.language, listing=one)
        for one in spider.series()
        if one.paged and one.language not in languages
    ]
    return [*listings, *declared]


def pages_of(spider: "type[SourceSpider]", day: date) -> dict[str, Way]:
    """Return an address of each archive, such as its page of a day, with the archive."""
    return {
        day.strftime(one.url).format(page=1, index=0)
        if isinstance(one.past, Days)
        else one.url.format(page=1, index=0): one
        for one in archives(spider)
    }


def around(spider: "type[SourceSpider]", listing: "Listing") -> Way | None:
    """Return the archive that holds what a listing does not show any more, None without one."""
    fitting = (way for way in archives(spider) if way.language in {listing.language, ""})
    return next(fitting, None)


def way_of(spider: "type[SourceSpider]", span: KnownSpan) -> Way | None:
    """Return the way a span is walked on, None when the source does not declare it any more."""
    url = span.cursor.get("way", span.listing)
    listings = [Way(url=one.url, language=one.language, listing=one) for one in spider.series()]
    return next((way for way in (*archives(spider), *listings) if way.url == url), None)


def walk(spider: "type[SourceSpider]", way: Way, span: KnownSpan) -> Walk:
    """Return the walk through a span, at its cursor."""
    zone, fills = ZoneInfo(spider.timezone), span.mode == "fill"
    first = span.since.astimezone(zone).date()
    last = (span.until - timedelta(microseconds=1)).astimezone(zone).date()
    if fills and way.past is not None:  # a text may be dated to the day before, or behind
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    if isinstance(way.past, Days):
        return DayPages(span.cursor, template=way.url, first=first, last=last)
    if isinstance(way.past, Sitemap):
        return Sitemaps(span.cursor, url=way.url, first=first, last=last, undated=not fills)

    def address(number: int) -> str:
        return way.url.format(page=number, index=number - 1)

    linked = way.listing is not None and way.listing.linked
    if fills:
        old = frozenset(span.old)
        return Descent(span.cursor, address=address, linked=linked, old=old, since=first)
    return Search(span.cursor, address=address, linked=linked, first=first, last=last)


def shown(spider: "type[SourceSpider]", page: Page, way: Way, behind: str | None) -> Shown:
    """Return what a page on a way shows; raise PageError when it does not look as declared."""
    if isinstance(way.past, Sitemap):
        found = sitemap(page)
        return Shown(entries=_articles(spider, found.entries), maps=found.maps)
    if way.listing is not None:
        addresses = spider.listed(page, way.language)
        days = spider.days_of(page)
    else:
        assert isinstance(way.past, Pages | Days)  # there is no other
        hrefs = page.selector.css(way.past.links).css("::attr(href)").getall()
        found_links = (spider.canonical(page.link(href)) for href in hrefs)
        addresses, days = [one for one in found_links if one], {}
    entries = [
        Entry(address=one, day=days.get(one) or spider.day_of(one))
        for one in dict.fromkeys(addresses)
    ]
    return Shown(entries=entries, behind=behind)


def _articles(spider: "type[SourceSpider]", named: Sequence[Entry]) -> tuple[Entry, ...]:
    found = ((spider.canonical(one.address), one.changed) for one in named)
    return tuple(
        Entry(address=address, day=spider.day_of(address), changed=changed)
        for address, changed in found
        if address
    )


def local_days(moments: Mapping[str, datetime], zone: str) -> dict[str, date]:
    """Return of what day, in a zone, each moment is."""
    return {name: at.astimezone(ZoneInfo(zone)).date() for name, at in moments.items()}
