"""Articles: how addresses of every form are read, and selectors in order of preference."""

import re
from datetime import UTC, datetime
from typing import ClassVar

import pytest

from crawlers.article import ArticleSpider
from crawlers.page import Page
from pipeline.errors import PageError
from pipeline.item import Item

HOME = "https://source.az"
AT = datetime(2023, 5, 5, 12, 0, tzinfo=UTC)


class Source(ArticleSpider):
    """A source of one site, with languages in its paths, of which one is unmarked."""

    name = "zz_source"
    languages = ("az", "en", "hy")
    timezone = "Asia/Baku"
    hosts = ("source.az",)
    genre = "press"
    site = "https://source.az"
    article = re.compile(r"(?P<path>/(?:(?P<language>am|en)/)?(?P<edition>news/\d+))(?:/print)?/?")
    codes: ClassVar = {"am": "hy"}
    unmarked = "az"
    genres: ClassVar = {"/news/7": "speech"}
    title_css = (".missing", "h1.new", "h1")
    date_css = (".empty", "time", "meta[name=date]")
    body_css = (".new p", ".old p")
    drop_css = ".advert, .end ~ p"


class Hosts(Source):
    """A source with a host for each language, whose addresses carry their day."""

    sites: ClassVar = {"az": "https://source.az", "en": "https://en.source.az"}
    article = re.compile(r"/(?P<day>\d{8}|\d{4}/\d+/\d+)/(?P<edition>\d+)\.html")


class Query(Source):
    """A source whose articles are told apart by parameters."""

    article = re.compile(r"(?P<path>/news\.php\?(?P<edition>id=\d+)&lang=(?P<language>am|en))")
    query = ("id", "lang")


def page(html: str, address: str = "https://source.az/en/news/5") -> Page:
    return Page(address=address, body=html.encode(), media_type="text/html", seen_at=AT)


def read(html: str, address: str = "https://source.az/en/news/5", source: type = Source) -> Item:
    (item,) = source.items(page(html, address))
    return item


@pytest.mark.parametrize(
    ("source", "url", "address", "language", "edition"),
    [
        (Source, "http://www.source.az/en/news/5/#x", f"{HOME}/en/news/5", "en", "news/5"),
        (Source, "https://m.source.az/am/news/5/print", f"{HOME}/am/news/5", "hy", "news/5"),
        (Source, "https://source.az/news/5", "https://source.az/news/5", "az", "news/5"),
        (Source, "https://source.az/news/5?a=1", "https://source.az/news/5", "az", "news/5"),
        (Hosts, "https://www.source.az/20230504/5.html", f"{HOME}/20230504/5.html", "az", "5"),
        (Hosts, "http://en.source.az/20230504/5.html",
         "https://en.source.az/20230504/5.html", "en", "5"),
        (Query, "https://source.az/news.php?lang=am&day={$D}&id=5",
         "https://source.az/news.php?id=5&lang=am", "hy", "id=5"),
    ],
)  # fmt: skip
def test_an_address_is_written_one_way(
    source: type[Source], url: str, address: str, language: str, edition: str
) -> None:
    assert source.canonical(url) == address
    assert source.canonical(address) == address
    assert source.language_of(address) == language
    assert source.edition_of(address) == edition


@pytest.mark.parametrize(
    ("source", "url"),
    [
        (Source, "https://elsewhere.az/en/news/5"),
        (Source, "https://notsource.az/en/news/5"),
        (Source, "https://source.az.evil.example/en/news/5"),
        (Source, "ftp://source.az/en/news/5"),
        (Source, "https://source.az/en/news/"),
        (Source, "https://source.az/ru/news/5"),
        (Hosts, "https://ru.source.az/20230504/5.html"),
        (Query, "https://source.az/news.php?id=5"),
        (Query, "https://source.az/news.php"),
    ],
)
def test_what_is_no_article_has_no_address(source: type[Source], url: str) -> None:
    assert source.canonical(url) is None


def test_genre_is_told_by_the_address() -> None:
    assert Source.genre_of("https://source.az/en/news/7") == "speech"
    assert Source.genre_of("https://source.az/en/news/5") == "press"


TEXT = "<h1>T</h1><div class=old><p>Text.</p></div>"


def test_of_several_selectors_the_first_that_finds_text_counts() -> None:
    old = read(f"<h1 class=new> </h1>{TEXT}<time>4 May 2023</time>")
    assert (old.title, old.text, old.extraction) == ("T", "Text.", "declared")
    new = read(f"<h1 class=new>N</h1>{TEXT}<div class=new><p>New.</p></div>")
    assert (new.title, new.text) == ("N", "New.")


def test_what_is_dropped_is_no_text() -> None:
    html = "<div class=new><p>a</p><p class=advert>b</p><p class=end></p><p>c</p></div>"
    assert read(f"<h1>T</h1>{html}").text == "a"


@pytest.mark.parametrize(
    ("html", "expected", "precision"),
    [
        ("<i class=empty></i><time>4 May 2023, 10:34</time>",
         "2023-05-04T10:34:00+04:00", "minute"),
        ("<time datetime='2023-05-04T06:34:00Z'>today</time>",
         "2023-05-04T10:34:00+04:00", "minute"),
        ("<meta name=date content='2023-05-04'>", "2023-05-04T00:00:00+04:00", "day"),
        ("<meta property='article:published_time' content='2023-05-04T06:34:00+00:00'>",
         "2023-05-04T10:34:00+04:00", "minute"),
        (('<script type="application/ld+json">'
         '{"@graph": [{}, {"datePublished": "2023-05-04T06:34:00Z"}]}</script>'),
         "2023-05-04T10:34:00+04:00", "minute"),
    ],
)  # fmt: skip
def test_a_moment_is_the_pages_own(html: str, expected: str, precision: str) -> None:
    published = read(TEXT + html).published
    assert published is not None
    assert (published.at.isoformat(), published.precision) == (expected, precision)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<time>today</time>",
        '<script type="application/ld+json">{"datePublished": "2023-05-04T06:34:00"}</script>',
        '<script type="application/ld+json">{"datePublished": 5}</script>',
        '<script type="application/ld+json">not json</script>',
        '<script type="application/ld+json">{"@graph": null}</script>',
        f'<script type="application/ld+json">{"[" * 50_000}</script>',
    ],
)
def test_where_a_page_says_none_there_is_none(html: str) -> None:
    assert read(TEXT + html).published is None


@pytest.mark.parametrize("written", ["20230504", "2023/05/04", "2023/5/4"])
def test_an_address_may_tell_the_day(written: str) -> None:
    published = read(TEXT, f"https://source.az/{written}/5.html", Hosts).published
    assert published is not None
    assert (published.at.isoformat(), published.precision) == ("2023-05-04T00:00:00+04:00", "day")


def test_editions_are_what_the_page_links_with_the_same_id() -> None:
    item = read(
        TEXT + "<a href='/am/news/5'>HY</a><a href='/news/5/'>AZ</a><a href='/am/news/55'>x</a>"
        "<a href='/en/news/5'>EN</a><a href='https://elsewhere.az/am/news/5'>x</a>"
    )
    assert item.edition == "news/5"
    assert item.alternates == {
        "az": "https://source.az/news/5",
        "hy": "https://source.az/am/news/5",
    }


LONG = "".join(
    f"<p>Paragraph {n} says at some length what was agreed there.</p>" for n in range(9)
)


def test_where_the_selectors_fail_the_fallback_reads_and_says_so() -> None:
    html = f"<title>T</title><body><article><h1>T</h1>{LONG}</article>"
    item = read(html)
    assert (item.title, item.extraction) == ("T", "fallback")
    assert item.text.startswith("Paragraph 0 says")


@pytest.mark.parametrize(
    "html", ["", "<h1>T</h1><p>Not found.</p>", "<h1>A</h1><h1>B</h1>", "<p>no title</p>"]
)
def test_what_neither_reads_is_an_error_that_names_both(html: str) -> None:
    with pytest.raises(PageError, match=r"declared.*; (no article found|nothing like an article)"):
        read(html)
