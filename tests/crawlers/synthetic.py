"""Write synthetic saved pages of a source: its declared selectors around invented words.

    PYTHONPATH=. .venv/bin/python tests/crawlers/synthetic.py SOURCE ADDRESS ...
        [--date [LANGUAGE=]WORDS] [--title WORDS]

ADDRESS: articles of the form the source writes, one or two of each language; the first of a
language becomes its page. --date and --title as the source writes them. Every language and shape
the source declares gives a page in `pages/` with its expectation, marked synthetic; pages that
exist are left alone. What is peculiar (turns, contents) is added by hand, then `APPROVE=1`.
Read what was written: a selector nobody has seen live is a claim, not a fact.
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from saved import FOLDER, languages_and_shapes, reading

from crawlers import catalog
from crawlers.article import ArticleSpider, Css
from crawlers.embedded_json import EmbeddedJsonSpider
from crawlers.json_listing import JsonListingSpider
from crawlers.listing import ListingSpider
from crawlers.series import each
from crawlers.wordpress import WordpressSpider
from pipeline.errors import PageError
from runtime.pressroom.declared import EXACT, steps, wrapped

WORDS = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Told:
    """What the author of a declaration tells of one language of it."""

    spider: type[Any]  # Any: attributes differ by shape
    language: str
    addresses: list[str]
    date: str
    title: str | None

    @property
    def words(self) -> dict[str, Any]:
        """The invented words of the language."""
        return WORDS[self.language]

    @property
    def titles(self) -> list[str]:
        """A title for each address."""
        first, second = self.words["titles"]
        return [self.title or first, second]


def _first(selectors: Css) -> str:
    return next(iter(each(selectors)))


def article(told: Told) -> str:
    """Return an article's page."""
    spider, words = told.spider, told.words
    date = ""
    if spider.date_css and _first(spider.date_css) != _first(spider.title_css):
        last = steps(_first(spider.date_css))[-1]
        exact = {"content": EXACT} if last[0] == "meta" else {}
        date = wrapped(_first(spider.date_css), [escape(told.date)], exact)
    body = _first(spider.body_css)
    paragraphs = [escape(one) for one in words["paragraphs"]]
    if steps(body)[-1][0] != "p":
        paragraphs = ["\n" + "\n".join(f"<p>{one}</p>" for one in paragraphs) + "\n"]
    head = date if date.startswith("<meta") else ""
    return _page(
        told,
        head,
        f"{wrapped(_first(spider.title_css), [escape(told.titles[0])])}\n"
        f"{'' if head else date}\n{wrapped(body, paragraphs)}",
    )


def listing(told: Told) -> str:
    """Return a listing's page."""
    spider = told.spider
    entries = []
    is_link = steps(spider.entry_css)[-1][0] == "a"
    for address, title in zip(told.addresses, told.titles, strict=False):
        words = f"{escape(title)}<span>{escape(told.date)}</span>"
        entries.append(words if is_link else f'<a href="{address}">{words}</a>')
    if not is_link:
        return _page(told, "", wrapped(spider.entry_css, entries))
    links = [
        wrapped(spider.entry_css, [entry], {"href": address})
        for entry, address in zip(entries, told.addresses, strict=False)
    ]
    return _page(told, "", "\n".join(links))


def _page(told: Told, head: str, inside: str) -> str:
    words = told.words
    menu = "".join(f'<li><a href="/">{escape(one)}</a></li>' for one in words["menu"])
    return (
        f'<!DOCTYPE html>\n<html lang="{told.language}"><head><meta charset="utf-8">{head}'
        f"<title>{escape(told.titles[0])} | {escape(told.spider.title)}</title>\n"
        f'<script>var page = "<p>no text</p>";</script></head>\n<body><ul class="menu">{menu}'
        f"</ul>\n{inside}\n"
        f'<div class="see-also"><strong>{escape(words["related"])}</strong></div>\n'
        f"<footer>© {escape(words['copyright'])}</footer></body></html>\n"
    )


def embedded(told: Told) -> str:
    """Return a listing whose entries are JSON inside the page."""
    data = json.dumps({"component": "Feed", "props": _hits(told)}, ensure_ascii=False)
    return _page(told, "", f'<script data-page="app" type="application/json">{data}</script>')


def _hits(told: Told) -> Any:  # noqa: ANN401  JSON
    name = told.spider.link.rpartition("{")[2].partition("}")[0]
    shown: Any = [
        {name: address.rstrip("/").rpartition("/")[2], "title": title, "locale": told.language}
        for address, title in zip(told.addresses, told.titles, strict=False)
    ]
    for one in reversed([one for one in told.spider.hits.split(".") if one]):
        shown = {one: shown}
    return shown


def posts(told: Told) -> str:
    """Return what WordPress's REST API answers."""
    html = "".join(f"<p>{escape(one)}</p>\n" for one in told.words["paragraphs"])
    return json.dumps(
        [
            {
                "id": 9000 - number,
                "date_gmt": EXACT,
                "link": address,
                "title": {"rendered": escape(title)},
                "content": {"rendered": html},
            }
            for number, (address, title) in enumerate(
                zip(told.addresses, told.titles, strict=False)
            )
        ],
        ensure_ascii=False,
        indent=1,
    )


def feed(told: Told) -> str:
    """Return a feed: Atom with whole texts where the source is read from it page by page."""
    html = "".join(f"<p>{one}</p>" for one in told.words["paragraphs"])
    shown = list(zip(told.addresses, told.titles, strict=False))
    if told.spider.linked:
        entries = "".join(
            f"<entry><id>{escape(address)}</id><title>{escape(title)}</title>"
            f'<link rel="alternate" href="{escape(address)}"/><published>{EXACT}+03:00</published>'
            f'<updated>{EXACT}+03:00</updated><content type="html">{escape(html)}</content>'
            "</entry>\n"
            for address, title in shown
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
            f"<title>{escape(told.spider.title)}</title><updated>{EXACT}+03:00</updated>\n"
            f'<link rel="next" href="?page=2"/>\n{entries}</feed>\n'
        )
    text = html if told.spider.in_listing else told.words["paragraphs"][0]
    entries = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(address)}</link>"
        f"<pubDate>Thu, 04 May 2023 10:34:00 +0000</pubDate>"
        f"<description>{escape(text)}</description></item>\n"
        for address, title in shown
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(told.spider.title)}</title>\n{entries}</channel></rss>\n"
    )


def made(told: Told, shape: str) -> tuple[str, str, str]:
    """Return a page of one shape, how its file ends, and its media type."""
    if shape == "article":
        return article(told), "html", "text/html; charset=utf-8"
    if shape == "feed":
        return feed(told), "xml", "application/rss+xml; charset=utf-8"
    if issubclass(told.spider, WordpressSpider):
        return posts(told), "answer.json", "application/json; charset=utf-8"
    if issubclass(told.spider, EmbeddedJsonSpider):
        return embedded(told), "html", "text/html; charset=utf-8"
    if issubclass(told.spider, JsonListingSpider):
        text = json.dumps(_hits(told), ensure_ascii=False, indent=1)
        return text, "answer.json", "application/json; charset=utf-8"
    return listing(told), "html", "text/html; charset=utf-8"


def address_of(told: Told, shape: str) -> str:
    """Return the address of a page of one shape."""
    if shape == "article":
        return told.addresses[0]
    spider = told.spider
    series = [one for one in spider.series() if one.language == told.language]
    feeds = issubclass(spider, ListingSpider)
    return next(
        one.address(1)
        for one in series
        if not feeds or spider.is_feed(one.url) == (shape == "feed")
    )


def write(told: Told, shape: str) -> str | None:
    """Write a page and what is read in it today; return its name, None where it is there."""
    case = f"{told.spider.name}.{told.language}.{shape}"
    expectation = FOLDER / f"{case}.json"
    if expectation.exists():
        return None
    text, ending, media_type = made(told, shape)
    (FOLDER / f"{case}.{ending}").write_text(text, encoding="utf-8")
    given = {"synthetic": True, "address": address_of(told, shape), "media_type": media_type}
    try:
        found = reading(case, given)
    except PageError as error:
        found = given | {"items": []}
        sys.stderr.write(f"{case}: {error}\n")
    expectation.write_text(
        json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return case + doubt(found, has_day=bool(told.spider.date_css))


def doubt(found: dict[str, Any], *, has_day: bool) -> str:
    """Return what should be mended by hand in a page, nothing where it reads well."""
    if not (found.get("listed") or found["items"]):
        return ": NOTHING IS READ IN IT; mend the page or the declaration"
    if any(one["extraction"] == "fallback" for one in found["items"]):
        return ": READ BY THE FALLBACK ALONE; mend the page or the declaration"
    if has_day and not all(one["published"] for one in found["items"]):
        return ": NO MOMENT IS READ IN IT; give --date as the source writes it"
    return ""


def main(arguments: Sequence[str]) -> int:
    """Write the pages that are missing; say which, and what was read in them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("source")
    parser.add_argument("addresses", nargs="+")
    parser.add_argument("--date", action="append", default=[])
    parser.add_argument("--title")
    given = parser.parse_args(arguments)
    spider = catalog.spider(given.source)
    assert issubclass(spider, ArticleSpider)
    canonical = {one: spider.canonical(one) for one in given.addresses}
    if foreign := [one for one, address in canonical.items() if address is None]:
        sys.stderr.write(f"no article of {given.source}: {' '.join(foreign)}\n")
        return 2
    dates = dict(one.split("=", 1) if one[2:3] == "=" else ("", one) for one in given.date)
    for language, shape in sorted(languages_and_shapes(spider)):
        own = [one for one in canonical.values() if one and spider.language_of(one) == language]
        if not own:
            sys.stderr.write(f"no address in {language}: {shape} not written\n")
            continue
        date = dates.get(language, dates.get("", "04.05.2023"))
        case = write(Told(spider, language, own, date, given.title), shape)
        sys.stdout.write(f"{case or f'{language} {shape}: there already'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
