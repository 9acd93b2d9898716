"""Sources whose articles are HTML pages: how their addresses are written, what is where."""

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit
from zoneinfo import ZoneInfo

from lxml.etree import XPath
from parsel import Selector, SelectorList

from crawlers import fallback, furniture, moment, read, wall
from crawlers.base import SourceSpider
from crawlers.page import Page, TooBigError, WalledError, absolute
from crawlers.section import Topics, sections
from crawlers.series import each
from pipeline.errors import PageError
from pipeline.item import Extraction, Genre, Item, Moment, Section

log = logging.getLogger(__name__)

_HREFS = XPath(
    # descendant: twice as fast as //, which looks into every element for its children
    "descendant::a[contains(@href, $edition)]/@href"
    " | descendant::link[contains(@href, $edition)]/@href",
    smart_strings=False,
)
_DATED = ("datePublished", "article:published_time")  # in whatever form, one stands in the text

Css = str | tuple[str, ...]  # a selector, or several of which the first that finds text counts


class ArticleSpider(SourceSpider):
    """A source whose articles are HTML pages at addresses of one form."""

    site: str = ""  # scheme and host as this source writes them
    sites: ClassVar[Mapping[str, str]] = {}  # language -> site, where each has its own
    # An article's path; may name `language`, `edition`, `day`, and what to keep of it `path`.
    article: re.Pattern[str]
    form: str | None = None  # path as it is written today, of the groups of `article`
    query: tuple[str, ...] = ()  # parameters that belong to an address; they follow the path
    codes: ClassVar[Mapping[str, str]] = {}  # language as addresses write it -> ISO 639-1
    unmarked: str | None = None  # language of an address that names none
    genres: ClassVar[Mapping[str, Genre]] = {}  # part of an address -> genre; the first counts

    title_css: Css = ()
    date_css: Css = ()  # its text, or its attribute `datetime` or `content`
    order: moment.Order = "DMY"
    body_css: Css = ()
    drop_css: str | None = None  # what is inside the body and no text of the article
    topics: Topics | None = None  # what cuts a briefing
    turns = False  # whether who speaks stands before his words, and cuts the text

    @classmethod
    def canonical(cls, url: str) -> str | None:
        """Return an article's address as this source writes it, None when it is no article."""
        plain = absolute(url)
        parts = urlsplit(plain)
        site, match = cls._site_of(parts.hostname or ""), cls._match(plain)
        if parts.scheme not in {"http", "https"} or site is None or match is None:
            return None
        found = match.groupdict()
        if cls.form is not None:
            written = found.get("language") or ""
            return site + cls.form.format(**found | {"language": cls.codes.get(written, written)})
        return site + found.get("path", match[0])

    @classmethod
    def language_of(cls, address: str) -> str | None:
        """Return the language an address declares, by its path, its host, or by naming none."""
        match = cls._match(address)
        if match is None:
            return None
        if code := match.groupdict().get("language"):
            return cls.codes.get(code, code)
        by_host = {urlsplit(site).hostname: language for language, site in cls.sites.items()}
        return by_host.get(
            urlsplit(address).hostname, cls.unmarked or super().language_of(address)
        )

    @classmethod
    def edition_of(cls, address: str) -> str | None:
        """Return the id the address shares with its other language editions, if it does."""
        match = cls._match(address)
        return match.groupdict().get("edition") if match else None

    @classmethod
    def genre_of(cls, address: str) -> Genre:
        """Return what kind of text an address holds."""
        return next((genre for part, genre in cls.genres.items() if part in address), cls.genre)

    @classmethod
    def alternates_of(cls, page: Page) -> dict[str, str]:
        """Return the other editions: hreflang, or links to the same id in another language."""
        found = super().alternates_of(page)
        own, edition = cls.language_of(page.address), cls.edition_of(page.address)
        if not edition:
            return found
        hrefs: list[str] = _HREFS(page.selector.root, edition=edition)  # type: ignore[assignment]  # attributes
        links = {page.link(one) for one in set(hrefs) if _holds(one, edition)}
        for address in map(cls.canonical, links):
            if address and cls.edition_of(address) == edition:
                language = cls.language_of(address)
                if language and language != own:
                    found.setdefault(language, address)
        return dict(sorted(found.items()))

    @classmethod
    def items(cls, page: Page) -> list[Item]:
        """Return what an article says; raise PageError when it does not look like one.

        Raise WalledError when it says in its place why it is not shown.
        """
        if cls.canonical(page.address) is None:
            return []
        title, parts, extraction = cls.said(page)
        if told := wall.spoken("\n".join(one.text for one in parts)):
            raise WalledError(f"{told} where the text of an article was expected")
        return [
            cls.item(
                page,
                page.address,
                title=title,
                sections=parts,
                published=cls.published(page),
                alternates=cls.alternates_of(page),
                extraction=extraction,
            )
        ]

    @classmethod
    def item(cls, page: Page, address: str, **said: Any) -> Item:  # noqa: ANN401  fields of Item
        """Return what a page says at an address, with what the address tells."""
        return Item(
            source=cls.name,
            address=address,
            seen_at=page.seen_at,
            page=page.digest,
            language=cls.language_of(address),
            genre=cls.genre_of(address),
            edition=cls.edition_of(address),
            **said,
        )

    @classmethod
    def said(cls, page: Page) -> tuple[str, tuple[Section, ...], Extraction]:
        """Return title and sections by the declared selectors, and by the fallback if they fail.

        Raise PageError when neither finds an article.
        """
        try:
            return cls.title_of(page), cls.sections_of(page), "declared"
        except TooBigError:
            raise
        except PageError as error:
            log.warning("%s: %s; its selectors have failed", page.address, error)
            try:
                title, parts = fallback.titled_article(page)
            except PageError as nothing:
                raise PageError(f"{error}; {nothing}") from nothing
            return title, parts, "fallback"

    @classmethod
    def title_of(cls, page: Page) -> str:
        """Return the one title; raise PageError when there is none, or more."""
        return read.title(apart(page, cls.title_css))

    @classmethod
    def sections_of(cls, page: Page) -> tuple[Section, ...]:
        """Return the body, cut as declared; raise PageError when it has not a paragraph."""
        return cls.cut(chosen(page, cls.body_css))

    @classmethod
    def cut(cls, nodes: SelectorList[Selector]) -> tuple[Section, ...]:
        """Return the sections of a body; raise PageError when it is no text as declared."""
        without = {node.root for node in nodes.css(cls.drop_css)} if cls.drop_css else set()
        if nodes:
            without |= furniture.below([node.root for node in nodes])
        paragraphs = list(read.marked_paragraphs(nodes, without))
        found = sections(paragraphs, topics=cls.topics, turns=cls.turns)
        least, most = cls.length
        if not least <= (length := sum(len(one.text) for one in found)) <= most:
            raise PageError(f"a text of {length} characters, declared are {least} to {most}")
        return found

    @classmethod
    def published(cls, page: Page) -> Moment | None:
        """Return when the article was published, as far as its page says."""
        language = cls.language_of(page.address) or cls.languages[0]
        dates = apart(page, cls.date_css)
        if len(dates) > 1:  # a page has other dates
            dates = _nearest(dates, apart(page, cls.title_css))
        for node in dates:
            text = node.attrib.get("datetime") or node.attrib.get("content")
            text = text or " ".join(read.paragraphs([node]))
            found = moment.moment(text, zone=cls.timezone, language=language, order=cls.order)
            if found:
                return found
        exact = (moment.exact_moment(one, zone=cls.timezone) for one in declared_moments(page))
        return next(filter(None, exact), None) or cls._day_of(page.address)

    @classmethod
    def day_of(cls, address: str) -> date | None:
        """Return the day an address says it was published, in the zone of the source."""
        found = cls._day_of(address)
        return found.at.astimezone(ZoneInfo(cls.timezone)).date() if found else None

    @classmethod
    def _day_of(cls, address: str) -> Moment | None:
        """Return the day an address is of, where it tells."""
        match = cls._match(address)
        written = match.groupdict().get("day") if match else None
        day = re.fullmatch(r"(\d{4})\D?(\d\d?)\D?(\d\d?)", written) if written else None
        if day is None:
            return None
        iso = f"{day[1]}-{day[2]:0>2}-{day[3]:0>2}"
        return moment.moment(iso, zone=cls.timezone, language="")

    @classmethod
    def _match(cls, address: str) -> re.Match[str] | None:
        parts = urlsplit(address)
        return cls.article.fullmatch(cls._target(parts.path, parts.query))

    @classmethod
    def _site_of(cls, host: str) -> str | None:
        """Return the site a host belongs to; with or without www it is the same."""
        bare = host.removeprefix("www.")
        for site in cls.sites.values():
            if (urlsplit(site).hostname or "").removeprefix("www.") == bare:
                return site
        at_home = any(bare == one or bare.endswith(f".{one}") for one in cls.hosts)
        return cls.site if at_home and not cls.sites else None

    @classmethod
    def _target(cls, path: str, query: str) -> str:
        """Return what `article` is matched against: the path, and the parameters that count."""
        if not cls.query:
            return path
        given = dict(parse_qsl(query))
        kept = urlencode([(name, given[name]) for name in cls.query if name in given])
        return f"{path}?{kept}" if kept else path


def _holds(link: str, edition: str) -> bool:
    """Return whether an id is in a link, and not inside a longer number: a quick no."""
    parts = pairwise(link.split(edition))
    return any(not one[-1:].isdigit() and not two[:1].isdigit() for one, two in parts)


def chosen(page: Page, css: Css) -> SelectorList[Selector]:
    """Return what the first selector finds that finds any text, or attributes worth a date."""
    return _telling(page.selector.css(one) for one in each(css))


def apart(page: Page, css: Css) -> SelectorList[Selector]:
    """Return what `chosen` does, of what stands in no furniture of the page, if there is any."""
    found = (page.selector.css(one) for one in each(css))
    kept = _telling(
        SelectorList([node for node in nodes if not furniture.is_beside(node.root)])
        for nodes in found
    )
    return kept or chosen(page, css)


def _telling(found: Iterable[SelectorList[Selector]]) -> SelectorList[Selector]:
    nodes: SelectorList[Selector] = SelectorList()
    for nodes in found:
        if any(node.attrib.get("content") or read.paragraphs([node]) for node in nodes):
            break
    return nodes


def _nearest(
    nodes: SelectorList[Selector], titles: SelectorList[Selector]
) -> SelectorList[Selector]:
    """Return the one of some nodes that stands nearest to the title, the first without one."""
    if not titles:
        return nodes[:1]
    places = {node: at for at, node in enumerate(titles[0].root.getroottree().iter())}
    own = places[titles[0].root]
    return SelectorList([min(nodes, key=lambda node: abs(places[node.root] - own))])


def declared_moments(page: Page) -> Iterator[str]:
    """Yield the moments of publication a page declares to machines."""
    if not any(word in page.text for word in _DATED):
        return  # without a look at every element
    yield from page.selector.css(
        'meta[property="article:published_time"]::attr(content), '
        '[itemprop="datePublished"]::attr(content), [itemprop="datePublished"]::attr(datetime)'
    ).getall()
    for text in page.selector.css('script[type="application/ld+json"]::text').getall():
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            continue
        graph = value.get("@graph", [value]) if isinstance(value, dict) else value
        for one in graph if isinstance(graph, list) else ():
            if isinstance(one, dict) and isinstance(one.get("datePublished"), str):
                yield one["datePublished"]
