"""Saved pages: where they lie, which a source must have, and how today's extractors read one."""

from datetime import UTC, datetime
from pathlib import Path

from crawlers import catalog, reread
from crawlers.article import ArticleSpider
from crawlers.base import SourceSpider
from crawlers.feed import FeedSpider
from crawlers.listing import ListingSpider
from crawlers.page import Page

FOLDER = Path(__file__).parent / "pages"
SEEN_AT = datetime(2023, 5, 5, 12, 0, tzinfo=UTC)


def reading(case: str, given: dict[str, object]) -> dict[str, object]:
    """Return a saved page's items, and the addresses it lists where it is a listing."""
    source, language, shape = case.split(".")
    (path,) = (one for one in FOLDER.glob(f"{case}.*") if one.name != f"{case}.json")
    page = Page(
        address=str(given["address"]),
        body=path.read_bytes(),
        media_type=str(given["media_type"]),
        seen_at=SEEN_AT,
    )
    read = reread.items(
        source, page.address, page.body, media_type=page.media_type, seen_at=SEEN_AT
    )
    kept = {name: given[name] for name in ("synthetic", "address", "media_type")}
    if shape in {"listing", "feed"}:
        kept["listed"] = catalog.spider(source).listed(page, language)
    return kept | {"items": [item.to_json() for item in read]}


def languages_and_shapes(spider: type[SourceSpider]) -> set[tuple[str, str]]:
    """Return which pages a source must have: one of each shape in each language it declares."""
    found = {(one.language, shape_of(spider, one.url)) for one in spider.series()}
    if issubclass(spider, ArticleSpider) and spider.body_css:
        found |= {(language, "article") for language in spider.languages}
    return found


def shape_of(spider: type[SourceSpider], listing: str) -> str:
    """Return whether a listing is one, or a feed."""
    is_feed = issubclass(spider, FeedSpider) or (
        issubclass(spider, ListingSpider) and spider.is_feed(listing)
    )
    return "feed" if is_feed else "listing"
