"""What an operator brings by hand: any HTML page or plain text; never crawled."""

from datetime import timedelta

from crawlers import fallback
from crawlers.article import declared_moments
from crawlers.base import SourceSpider
from crawlers.moment import exact_moment
from crawlers.page import Page, absolute
from crawlers.section import plain_sections
from pipeline.item import Item


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
            title, sections, published, language = None, plain_sections(page.text), None, None
        else:
            title, sections = fallback.article(page)
            exact = (exact_moment(one, zone="UTC") for one in declared_moments(page))
            published = next(filter(None, exact), None)
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
