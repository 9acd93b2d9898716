"""Saved pages: where they lie, which a source must have, and how today's extractors read one."""

from datetime import UTC, datetime
from pathlib import Path

from crawlers import reread
from crawlers.article import ArticleSpider
from crawlers.base import SourceSpider

FOLDER = Path(__file__).parent / "pages"
SEEN_AT = datetime(2023, 5, 5, 12, 0, tzinfo=UTC)


def reading(case: str, given: dict[str, object]) -> dict[str, object]:
    """Return a saved page's items, and the addresses it lists where it is a listing."""
    source, language, shape = case.split(".")
    (path,) = (one for one in FOLDER.glob(f"{case}.*") if one.name != f"{case}.json")
    address, body, media_type = str(given["address"]), path.read_bytes(), str(given["media_type"])
    read = reread.items(source, address, body, media_type=media_type, seen_at=SEEN_AT)
    kept = {name: given[name] for name in ("synthetic", "address", "media_type")}
    if shape in {"listing", "feed"}:
        kept["listed"] = reread.listed(
            source, address, body, media_type=media_type, language=language
        )
    return kept | {"items": [item.to_json() for item in read]}


def languages_and_shapes(spider: type[SourceSpider]) -> set[tuple[str, str]]:
    """Return which pages a source must have: one of each shape in each language it declares."""
    found = {(one.language, spider.shape_of(one.url)) for one in spider.series()}
    if issubclass(spider, ArticleSpider) and spider.body_css:
        found |= {(language, "article") for language in spider.languages}
    return found
