"""What an operator brings by hand: any HTML page or plain text; never crawled."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crawlers import read
from crawlers.base import SourceSpider
from crawlers.page import Page, absolute
from pipeline.errors import PageError
from pipeline.item import Item, Moment, Section


class ManualSpider(SourceSpider):
    name = "manual"
    title = "Brought by hand"
    kind = "press"
    tier = 3
    timezone = "UTC"
    cadence = timedelta(days=1)
    genre = "press"

    @classmethod
    def canonical(cls, url: str) -> str | None:
        """Return any web address without its fragment."""
        address = absolute(url)
        return address if address.startswith(("http://", "https://")) else None

    @classmethod
    def items(cls, page: Page) -> list[Item]:
        """Return the one item of a page; raise PageError when it has no text."""
        if (page.media_type or "").startswith("text/plain"):
            title, sections, published, language = None, read.plain_sections(page.text), None, None
        else:
            title, sections = _article(page)
            published = _declared_moment(page)
            language = (page.selector.css("html::attr(lang)").get() or "").lower()[:2] or None
        return [
            Item(
                source=cls.name,
                address=page.address,
                title=title,
                sections=sections,
                published=published,
                seen_at=page.seen_at,
                page=page.digest,
                language=language,
                genre=cls.genre,
            )
        ]


def _article(page: Page) -> tuple[str | None, tuple[Section, ...]]:
    """Return title and body of a page nobody has declared."""
    from trafilatura import bare_extraction  # noqa: PLC0415  a third of a second crawls never need
    from trafilatura.settings import Document  # noqa: PLC0415  as above

    found = bare_extraction(
        page.text, include_comments=False, deduplicate=False, with_metadata=True
    )
    if not isinstance(found, Document) or not found.text:
        raise PageError("no article found in this page")
    title = read.line(found.title or "") or None
    heading, _, rest = found.text.partition("\n")
    text = rest if rest.strip() and read.line(heading) == title else found.text
    return title, read.plain_sections(text)


def _declared_moment(page: Page) -> Moment | None:
    """Return `article:published_time`, if it carries a zone; dates are never searched for."""
    value = page.selector.css('meta[property="article:published_time"]::attr(content)').get()
    try:
        at = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    if at.tzinfo is None:
        return None
    return Moment(at=at.astimezone(ZoneInfo("UTC")), precision="minute", zone="UTC")
