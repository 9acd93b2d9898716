"""What the mails of a press list say, as items. Pure."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from parsel import Selector

from crawlers import message, read
from crawlers.message import Head
from crawlers.page import Page, TooBigError, readable
from crawlers.read import Paragraph
from crawlers.section import sections
from crawlers.subscription import Subscription
from pipeline.errors import PageError
from pipeline.item import Item, Moment

if TYPE_CHECKING:
    from crawlers.base import SourceSpider

_ENTRIES = 200  # texts of one mail
_LINK = re.compile(r"https?://[^\s<>\"]+")
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


def items(spider: "type[SourceSpider]", page: Page) -> list[Item]:
    """Return the texts of a mail, one or, in a digest, several; those without words are none.

    Raise PageError when it is no mail of a list the source declares, or not as declared.
    """
    head = message.head(page.body)
    subscription = next((one for one in spider.subscriptions if one.sends(head)), None)
    if subscription is None:
        raise PageError(f"{spider.name} declares no list that {head.sender} writes for")
    parts = message.parts(page.body)
    if parts.html is None:
        found = [_of_text(parts.plain or "", subscription, head)]
    else:
        found = list(_of_html(parts.html, subscription, head))
    told = [(title, links, kept) for title, links, kept in found if kept]
    if not told:
        raise PageError("not a single paragraph where they were declared")
    return [
        _item(spider, page, head, subscription, title, links, kept, number)
        for number, (title, links, kept) in enumerate(told, 1)
    ]


Text = tuple[str | None, list[str], list[Paragraph]]  # title, links, paragraphs


def _of_text(plain: str, subscription: Subscription, head: Head) -> Text:
    """Return the text of a plain part, above the signature."""
    above = _SIGNATURE.split(plain.replace("\r\n", "\n"), maxsplit=1)[0]
    links = [one.rstrip(".,;:)]}»”") for one in _LINK.findall(above)]
    paragraphs = (Paragraph(text=one) for one in read.plain_paragraphs(above))
    return head.subject, links, _above(paragraphs, subscription)


def _of_html(html: str, subscription: Subscription, head: Head) -> Iterator[Text]:
    """Yield the texts of an HTML part; raise PageError when none is where it was declared."""
    entries = Selector(text=readable(html), type="html").css(subscription.entry_css)
    if not entries:
        raise PageError(f"nothing at {subscription.entry_css!r}, where its texts were declared")
    if len(entries) > _ENTRIES:
        raise TooBigError(f"more than {_ENTRIES} texts")
    for entry in entries:
        title = head.subject
        if subscription.title_css:
            title = " ".join(read.paragraphs(entry.css(subscription.title_css)[:1])) or None
        dropped = entry.css(subscription.drop_css) if subscription.drop_css else ()
        paragraphs = read.marked_paragraphs(
            entry.css(subscription.body_css), {one.root for one in dropped}
        )
        links = entry.css("a[href]::attr(href)").getall()
        yield title, links, _above(paragraphs, subscription)


def _above(paragraphs: Iterable[Paragraph], subscription: Subscription) -> list[Paragraph]:
    """Return the paragraphs above the footer of the list."""
    ends = subscription.ends
    return list(takewhile(lambda one: not (ends and ends.match(one.text)), paragraphs))


def _item(  # noqa: PLR0913, PLR0917  what is known of one text
    spider: "type[SourceSpider]",
    page: Page,
    head: Head,
    subscription: Subscription,
    title: str | None,
    links: Iterable[str],
    paragraphs: list[Paragraph],
    number: int,
) -> Item:
    """Return one text; the article it links to is another edition of it.

    It is no revision of that page, nor the page one of it: they differ by what each leaves out.
    """
    link = next(filter(None, map(spider.canonical, links)), None)
    sent = head.sent
    return Item(
        source=spider.name,
        address=head.address if number == 1 else f"{head.address}/{number}",
        title=title,
        sections=sections(paragraphs, turns=spider.kind == "official"),
        published=Moment(at=sent, precision="minute", zone=spider.timezone) if sent else None,
        seen_at=page.seen_at,
        page=page.digest,
        language=subscription.language,
        genre=spider.genre_of(link) if link else spider.genre,
        edition=spider.edition_of(link) if link else None,
        alternates={subscription.language: link} if link else {},
    )
