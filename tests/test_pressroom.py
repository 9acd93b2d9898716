"""The press room: what is declared is served, where the sources' structure says, by its clock."""

import json
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import pytest
from lxml import etree
from parsel import Selector

from crawlers import catalog
from crawlers.page import Page
from pipeline.errors import DeclarationError, SettingsError
from runtime.pressroom import saved
from runtime.pressroom.__main__ import opened_at
from runtime.pressroom.answer import WORDS, Answer, texturize
from runtime.pressroom.publication import LANGUAGES, Edition, as_of, load, standing
from runtime.pressroom.server import SITES, PressRoom, answer
from runtime.pressroom.sites import am_mfa, ru_mid

EDITIONS = load()
FEED = "https://www.state.gov/rss-feed/press-releases/feed/"
LISTINGS = [
    FEED,
    *(f"https://president.az/{language}/rss" for language in LANGUAGES["az_president"]),
    *(
        f"https://president.az/{language}/news/category/all/{number}"
        for language in LANGUAGES["az_president"]
        for number in (1, 2)
    ),
    *(
        f"https://www.mfa.am/{language}/news?page={number}"
        for language in LANGUAGES["am_mfa"]
        for number in (1, 2)
    ),
    *(f"https://civilnet.am/{language}/news/politics" for language in LANGUAGES["am_civilnet"]),
    *(f"https://mid.ru/{language}/rss.php" for language in LANGUAGES["ru_mid"]),
    *(
        f"https://mid.ru/{language}/press_service/spokesman/briefings/"
        for language in LANGUAGES["ru_mid"]
    ),
]
LAST = 600.0  # seconds; everything has happened by then
LATE = 10_000.0  # seconds; every planted fault is over
TALKS = "https://www.mfa.am/{}/press-releases/2023/05/04/washington-negotiations/12013"
FIRST_SESSION = "https://www.mfa.am/{}/press-releases/2023/05/02/first-sessions-washington/12009"


@pytest.fixture
def room() -> Iterator[PressRoom]:
    """Return a room whose clock stands still at 0 until it is advanced."""
    with PressRoom(lambda: 0.0) as room:
        yield room


def ask(room: PressRoom, url: str, method: str = "GET") -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", room.port, timeout=10)
    try:
        connection.request(method, "/" + url.replace("://", "/", 1))
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def status(room: PressRoom, url: str) -> int:
    return ask(room, url)[0].status


def text(room: PressRoom, url: str) -> str:
    response, body = ask(room, url)
    assert response.status == 200, url
    return body.decode("utf-8")


def served(url: str, now: float) -> Answer:
    """Return what an address gets at a moment, without the server between."""
    return answer(EDITIONS, "/" + url.replace("://", "/", 1), now)


def address(edition: Edition) -> str:
    match edition.source:
        case "us_state":
            return f"https://www.state.gov/{edition.slug}/"
        case "az_president":
            return f"https://president.az/{edition.language}/articles/view/{edition.id}"
        case "am_mfa":
            return "https://www.mfa.am" + am_mfa.address(edition)
        case "ru_mid":
            return "https://mid.ru" + ru_mid.address(edition)
        case _:
            return f"https://civilnet.am/{edition.language}/news/{edition.id}"


def listed(url: str, body: str) -> list[str]:
    """Return the articles a listing or feed leads to, by the selectors of the sources."""
    if body.startswith("<?xml"):
        return [
            link.text or "" for link in etree.fromstring(body.encode()).findall(".//item/link")
        ]
    page = Selector(body)
    if "civilnet" in url:
        inertia = json.loads(page.css("script[data-page]::text").get(""))
        hits = inertia["props"]["feed"]["data"]["hits"]
        return [f"https://civilnet.am/{hit['locale']}/news/{hit['article_id']}" for hit in hits]
    css = "div.news-list > ul > li div a" if "mfa.am" in url else "div.news-feed_feed article a"
    css = "li.announce__item a" if "mid.ru" in url else css
    return [urljoin(url, link) for link in page.css(f"{css}::attr(href)").getall()]


def paragraphs(page: Selector, css: str) -> list[str]:
    texts = ["".join(one.css("::text").getall()) for one in page.css(css)]
    return [one for one in texts if one.replace("\xa0", "").strip()]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: f"{e.name}-{e.language}")
def test_every_declared_text_comes_out_where_the_selectors_look(edition: Edition) -> None:
    given = served(address(edition), edition.out)
    assert given.status == edition.status
    if edition.status == 403:
        return
    page = Selector(given.body.decode("utf-8"))
    title, body, moment, wanted = {
        "us_state": (
            "h1::text",
            ".entry-content p",
            ".article-meta__publish-date::text",
            f"{edition.published:%B} {edition.published.day}, 2023",
        ),
        "az_president": (
            ".main-content_events .news_heading::text",
            ".news_paragraph-block p",
            ".news_date::text",
            f"{edition.published:%H:%M}",
        ),
        "am_mfa": (
            "h2::text",
            "div.static-content p",
            "div.date::text",
            f"{edition.published:%d}",
        ),
        "ru_mid": (
            "h1.photo-content__title::text",
            "div.article-content > p",
            ".photo-content__date::text",
            f"{edition.published:%d.%m.%Y}",
        ),
        "am_civilnet": (
            "h1::text",
            "article p",
            "time::attr(datetime)",
            edition.published.isoformat(),
        ),
    }[edition.source]
    read = paragraphs(page, body)
    if edition.source == "us_state":
        assert read.pop(0) == edition.author
        assert page.css(".article-meta__author-bureau::text").get() == edition.author
    if edition.source == "ru_mid":
        around = WORDS["ru_mid"][edition.language]
        assert read.pop(0) == around["contents"]
        read = [one for one in read if one != around["back"]]
    assert page.css(title).getall() == [edition.title]
    assert read == [one.removeprefix(ru_mid.HEADING) for one in edition.paragraphs]
    assert len(page.css(moment).getall()) == 1
    assert wanted in page.css(moment).get("")


@pytest.mark.parametrize("now", [0.0, 65.0, 150.0, LAST])
@pytest.mark.parametrize("url", LISTINGS)
def test_a_listing_links_only_to_pages_that_answer(url: str, now: float) -> None:
    kept_from_us = {address(edition) for edition in EDITIONS if edition.status == 403}
    for link in listed(url, served(url, now).body.decode("utf-8")):
        assert served(link, now).status == (403 if link in kept_from_us else 200), link


@pytest.mark.parametrize("now", [0.0, LAST])
def test_the_listings_hold_every_edition_that_is_out(now: float) -> None:
    bodies = {url: served(url, now).body.decode("utf-8") for url in LISTINGS}
    found = [link for url, body in bodies.items() for link in listed(url, body)]
    out = {
        address(edition)
        for source, languages in LANGUAGES.items()
        for language in languages
        for edition in standing(EDITIONS, source, language, now)
    }
    beyond = {address(one) for one in standing(EDITIONS, "us_state", "en", now)[10:]}
    assert set(found) == out - beyond
    assert bool(beyond) == (now == LAST)  # the feed's window has moved on by then


@pytest.mark.parametrize(
    ("url", "pages"),
    [
        ("https://president.az/az/news/category/all/{}", 2),
        ("https://www.mfa.am/en/news?page={}", 2),
    ],
)
def test_a_listing_spans_pages_without_loss_and_ends_empty(
    room: PressRoom, url: str, pages: int
) -> None:
    room.advance(LAST)
    parts = [listed(url, text(room, url.format(n))) for n in range(1, pages + 2)]
    assert all(parts[:pages])
    assert parts[pages] == []
    joined = [link for part in parts for link in part]
    assert len(joined) == len(set(joined))


def test_the_backlog_alone_spans_two_pages(room: PressRoom) -> None:
    assert listed("president.az", text(room, "https://president.az/az/news/category/all/2"))


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("hy", "29 Ապրիլ, 2023"),
        ("en", "29 April, 2023"),
        ("ru", "29 Апрель, 2023"),
        ("fr", "29 avril, 2023"),
    ],
)
def test_mfa_lists_carry_a_day_a_title_and_a_summary(
    room: PressRoom, language: str, day: str
) -> None:
    page = Selector(text(room, f"https://www.mfa.am/{language}/news?page=1"))
    rows = page.css("div.news-list > ul > li")
    assert day in rows.css("div.date.italic::text").getall()
    assert len(rows.css("div a")) == len(rows.css("p.description")) == len(rows)


@pytest.mark.parametrize(
    ("language", "day", "moment", "rubric"),
    [
        ("az", "02 may 2023", "02 may 2023, 12:18", "Məktublar"),
        ("en", "02 May 2023", "02 May 2023, 12:18", "Letters"),
        ("ru", "02 мая 2023", "02 мая 2023, 12:18", "Письма"),
    ],
)
def test_the_president_writes_moments_in_the_language_of_the_page(
    room: PressRoom, language: str, day: str, moment: str, rubric: str
) -> None:
    listing = Selector(text(room, f"https://president.az/{language}/news/category/all/1"))
    article = Selector(text(room, f"https://president.az/{language}/articles/view/59612"))
    assert day in listing.css("div.news-feed_feed article .category_date::text").getall()
    assert article.css(".news_date::text").get() == moment
    assert rubric in article.css(".breadcrumbs_list li::text").getall()


def test_the_president_feed_carries_the_moment_with_its_zone(room: PressRoom) -> None:
    item = etree.fromstring(text(room, "https://president.az/az/rss").encode()).find(".//item")
    newest = standing(EDITIONS, "az_president", "az", 0.0)[0]
    assert parsedate_to_datetime(item.findtext("pubDate")) == newest.published
    assert item.findtext("title") == newest.title


def test_the_state_feed_has_the_form_of_wordpress(room: PressRoom) -> None:
    assert "Fisheries &#038; Marine" in text(room, FEED)
    room.advance(LAST)
    body = text(room, FEED)
    channel = etree.fromstring(body.encode())[0]
    items = channel.findall("item")
    releases = standing(EDITIONS, "us_state", "en", LAST)
    assert len(items) == 10
    assert "&#8211;" in body
    assert "&#8217;" in body
    for item, release in zip(items, releases, strict=False):
        assert item.findtext("title") == release.title
        assert item.findtext("{*}creator") == release.author
        assert item.findtext("guid") == f"https://www.state.gov/?page_id={release.id}"
        assert item.find("guid").get("isPermaLink") == "false"
        assert parsedate_to_datetime(item.findtext("pubDate")) == release.published
        described = Selector(item.findtext("description"))
        assert paragraphs(described, "p") == [release.author, *release.paragraphs]
        assert bool(described.css("script")) == release.watermark
    assert any(release.watermark for release in releases[:10])


def test_the_build_date_moves_with_an_edit(room: PressRoom) -> None:
    room.advance(110)
    before = etree.fromstring(text(room, FEED).encode()).findtext("channel/lastBuildDate")
    room.advance(60)
    after = etree.fromstring(text(room, FEED).encode()).findtext("channel/lastBuildDate")
    assert parsedate_to_datetime(before) < parsedate_to_datetime(after)


def test_civilnet_hits_carry_seconds_and_locale(room: PressRoom) -> None:
    page = Selector(text(room, "https://civilnet.am/fr/news/politics"))
    props = json.loads(page.css("script[data-page]::text").get(""))["props"]
    newest = standing(EDITIONS, "am_civilnet", "fr", 0.0)[0]
    hit = props["feed"]["data"]["hits"][0]
    assert props["structure"]["tag"]["name"] == "Politique"
    assert hit["title"] == newest.title
    assert hit["article_id"] == newest.id
    assert datetime.fromtimestamp(hit["published_at"], UTC) == newest.published
    assert hit["locale"] == "fr"
    assert hit["thumbnail"].startswith("https://")


def test_a_title_cannot_end_the_json_element(tmp_path: Path) -> None:
    declaration(tmp_path, title="Ends </script><b>here & now")
    with PressRoom(texts=tmp_path) as room:
        page = Selector(text(room, "https://civilnet.am/en/news/politics"))
        article = Selector(text(room, "https://civilnet.am/en/news/7"))
    hits = json.loads(page.css("script[data-page]::text").get(""))["props"]["feed"]["data"]["hits"]
    assert hits[0]["title"] == article.css("h1::text").get() == "Ends </script><b>here & now"


@pytest.mark.parametrize(
    ("prefix", "language", "id_"),
    [
        ("fr/", "fr", 704801),
        ("en/", "en", 704806),
        ("ru/", "ru", 704809),
        ("", "hy", 704798),
    ],
)
def test_old_addresses_lead_to_todays(
    room: PressRoom, prefix: str, language: str, id_: int
) -> None:
    old = next(edition.old for edition in EDITIONS if edition.id == id_)
    room_path = urlsplit(f"https://www.civilnet.am/{prefix}news/{old}/")
    escaped = "".join(c if ord(c) < 128 else "".join(f"%{b:02X}" for b in c.encode()) for c in old)
    response, _ = ask(room, f"https://{room_path.netloc}/{prefix}news/{escaped}/")
    location = response.headers["Location"]
    assert response.status == 301
    assert location == f"https://civilnet.am/{language}/news/{id_}"
    assert status(room, location) == 200


def test_the_clock_releases_edition_by_edition(room: PressRoom) -> None:
    english, french = TALKS.format("en"), TALKS.format("fr")
    assert (status(room, english), status(room, french)) == (404, 404)
    room.advance(20)
    assert (status(room, english), status(room, french)) == (200, 404)
    assert 'hreflang="fr"' not in text(room, english)
    room.advance(40)
    assert status(room, french) == 200
    assert f'hreflang="fr" href="{french}"' in text(room, english)


def test_the_clock_edits_a_number_and_a_sentence(room: PressRoom) -> None:
    room.advance(55)
    first = text(room, FIRST_SESSION.format("en"))
    room.advance(59)
    assert text(room, FIRST_SESSION.format("en")) == first
    room.advance(1)
    second = text(room, FIRST_SESSION.format("en"))
    assert "held 2 working sessions" in first
    assert "held 3 working sessions" in second
    assert "will also meet in the evening" not in first
    assert "will also meet in the evening" in second
    assert "2 рабочих" in text(room, FIRST_SESSION.format("ru"))
    room.advance(15)
    assert "3 рабочих" in text(room, FIRST_SESSION.format("ru"))


def test_a_ministry_has_an_archive_by_day_of_the_days_it_published_on(room: PressRoom) -> None:
    room.advance(600)
    archive = "https://www.mfa.am/en/press-releases/archive/{}/"
    found = listed("mfa.am", text(room, archive.format("2023/05/04")))
    assert TALKS.format("en").removeprefix("https://www.mfa.am") in "".join(found)
    assert all("/2023/05/04/" in one for one in found)
    assert status(room, archive.format("2019/05/04")) == 404


def test_an_item_released_late_stands_below_newer_ones(room: PressRoom) -> None:
    room.advance(55)
    links = listed("mfa.am", text(room, "https://www.mfa.am/en/news?page=1"))
    assert [urlsplit(link).path.split("/")[-1] for link in links].index("12009") > 0


def test_the_clock_withdraws_everywhere(room: PressRoom) -> None:
    places = [
        "https://president.az/en/rss",
        "https://president.az/en/news/category/all/1",
    ]
    page = "https://president.az/en/articles/view/59640"
    room.advance(90)
    assert status(room, page) == 200
    assert all("59640" in text(room, place) for place in places)
    room.advance(90)
    assert status(room, page) == 404
    assert not any("59640" in text(room, place) for place in places)


def test_what_is_released_has_edits_withdrawal_refusal_and_a_false_quotation() -> None:
    assert any(edition.edits for edition in EDITIONS)
    assert any(edition.gone for edition in EDITIONS)
    assert any(edition.status == 403 for edition in EDITIONS)
    assert any(
        paragraph.count("«") != paragraph.count("»")
        for edition in EDITIONS
        for paragraph in edition.paragraphs
    )
    early = sorted({edition.out for edition in EDITIONS if edition.out})
    assert early[:3] == [20, 30, 45]
    assert max(early) <= 240


@pytest.mark.parametrize("host", sorted(SITES))
def test_every_host_has_robots_that_let_us_in(host: str) -> None:
    with PressRoom(lambda: 0.0) as room:
        response, body = ask(room, f"{host.replace('/', '://', 1)}/robots.txt")
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert body.startswith(b"User-agent: *\nDisallow: /")
    assert b"Disallow: /\n" not in body


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/",
        "http://www.mfa.am/en/news",
        "https://www.mfa.am/en/elsewhere",
        "https://www.mfa.am/en/news?page=0",
        "https://www.mfa.am/en/news?page=second",
        "https://president.az/fr/rss",
        "https://president.az/en/articles/view/1",
        "https://civilnet.am/fr/news/1",
        "https://www.civilnet.am/fr/news/1/nothing/",
        "https://www.state.gov/nothing/",
        "https://www.state.gov",
    ],
)
def test_what_is_unknown_is_not_found(room: PressRoom, url: str) -> None:
    assert status(room, url) == 404


@pytest.mark.parametrize(
    ("language", "url", "letters"),
    [
        ("hy", TALKS.format("hy"), "Վաշինգտոն"),
        ("az", "https://president.az/az/articles/view/59621", "Şuşa"),
        ("ru", TALKS.format("ru"), "Вашингтон"),
        ("en", TALKS.format("en"), "Washington"),
        ("fr", TALKS.format("fr"), "négociations"),
    ],
)
def test_pages_are_utf_8_and_say_so(
    room: PressRoom, language: str, url: str, letters: str
) -> None:
    room.advance(LAST)
    response, body = ask(room, url)
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert letters in body.decode("utf-8")
    assert Selector(body.decode("utf-8")).css("html::attr(lang)").get() == language


def test_headers_are_honest(room: PressRoom) -> None:
    room.advance(110)
    response, body = ask(room, "https://www.state.gov/poland-constitution-day/")
    date = parsedate_to_datetime(response.headers["Date"])
    assert int(response.headers["Content-Length"]) == len(body)
    assert parsedate_to_datetime(response.headers["Last-Modified"]) <= date
    assert abs((datetime.now(UTC) - date).total_seconds()) < 60
    head, nothing = ask(room, "https://www.state.gov/poland-constitution-day/", "HEAD")
    assert nothing == b""
    assert head.headers["Content-Length"] == response.headers["Content-Length"]
    assert ask(room, "https://www.mfa.am/en/news")[0].headers["Last-Modified"] is None


def test_a_form_is_answered_with_its_page(room: PressRoom) -> None:
    url = "https://www.state.gov/poland-constitution-day/"
    assert ask(room, url, "POST")[1] == ask(room, url)[1] != b""


def test_requests_are_remembered_as_the_sites_addresses(room: PressRoom) -> None:
    status(room, "https://www.mfa.am/en/news?page=2")
    status(room, "https://elsewhere.example/x")
    assert room.requests == ["https://www.mfa.am/en/news?page=2", "https://elsewhere.example/x"]


def test_texts_put_beside_the_room_s_own_come_out_at_their_moment(tmp_path: Path) -> None:
    listing = "/https/civilnet.am/en/news/politics"
    with PressRoom(lambda: 100, beside=tmp_path) as room:

        def is_listed(title: str) -> bool:
            given = room.answer(listing)
            return given is not None and title.encode() in given.body

        assert not is_listed("Put beside")
        declaration(tmp_path, title="Put beside")
        assert is_listed("Put beside")
        later = DECLARED.replace("release = 0", "release = 200").replace("First", "Later")
        (tmp_path / "two.toml").write_text(later.replace("id = 7", "id = 8"), encoding="utf-8")
        assert not is_listed("Later")
        room.advance(100)
        assert is_listed("Later")
        (tmp_path / "three.toml").write_text("source = 1", encoding="utf-8")
        assert is_listed("Later")  # what is wrong takes nothing away


def test_given_bytes_stand_in_for_a_page(room: PressRoom) -> None:
    room.replace(FEED, b"\xff not a feed", "application/rss+xml", status=503)
    room.replace("https://elsewhere.example/a?b=c", b"<p>", "text/html")
    response, body = ask(room, FEED)
    assert (response.status, body) == (503, b"\xff not a feed")
    assert response.headers["Content-Type"] == "application/rss+xml"
    assert status(room, "https://elsewhere.example/a?b=c") == 200
    assert room.requests[0] == FEED
    with pytest.raises(ValueError, match="no absolute address"):
        room.replace("/elsewhere", b"", "text/html")


def test_titles_are_written_as_wordpress_writes_them() -> None:
    written = texturize("A \u2013 B\u2019s & \u201cC\u201d <d>")
    assert written == "A &#8211; B&#8217;s &#038; &#8220;C&#8221; &lt;d&gt;"


def test_later_edits_build_on_earlier_ones(tmp_path: Path) -> None:
    declaration(
        tmp_path,
        more='[[edit]]\nafter = 9\nlanguage = "en"\ntitle = "Third"\n'
        '[[edit]]\nafter = 5\nlanguage = "en"\nparagraphs.1 = "Two."\n',
    )
    (edition,) = load(tmp_path)
    assert [as_of(edition, now).title for now in (0, 5, 9)] == ["First", "First", "Third"]
    texts = [as_of(edition, now).paragraphs for now in (0, 5, 9)]
    assert texts == [("One.",), ("Two.",), ("Two.",)]


DECLARED = """\
source = "am_civilnet"
published = 2023-05-05T12:00:00+04:00
release = 0

[en]
id = 7
title = "First"
paragraphs = ["One."]
"""


def declaration(folder: Path, title: str = "First", more: str = "") -> None:
    declared = DECLARED.replace('"First"', f'"{title}"') + more
    (folder / "one.toml").write_text(declared, encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        ('"am_civilnet"', '"am_other"', "source: 'am_other' is none of"),
        ("release = 0", "releases = 0", "releases: is no key here"),
        ("release = 0", "release = -1", "release: -1 is negative"),
        ("release = 0", 'release = "soon"', "release: 'soon' is not of type int"),
        ("release = 0", "release = true", "release: True is not of type int"),
        ("release = 0", "release = 0\nstatus = 500", "status: 500 is none of 200, 403"),
        ("release = 0", 'release = 0\nslug = "x"', "slug: is no key here"),
        ("+04:00", "", "published: 2023-05-05 12:00:00 carries no zone"),
        ("id = 7", "", "en.id: is missing"),
        ("id = 7", 'id = 7\nold = "nothing"', "en.old: 'nothing' does not have the form"),
        ('"First"', '" "', "en.title: is blank"),
        ('["One."]', "[]", "en.paragraphs: needs at least one text"),
        ('["One."]', '["One.", ""]', "en.paragraphs: needs at least one text"),
        ("[en]", "[az]", "az: is no key here"),
        ("[en]", "[en", "one.toml: Expected"),
        ('["One."]', '["1"]\n[[edit]]\nafter = 1\nlanguage = "fr"', "edit 1.language: 'fr'"),
        (
            '["One."]',
            '["1"]\n[[edit]]\nafter = 1\nlanguage = "en"\nparagraphs.2 = "2"',
            "edit 1.paragraphs.2: there are paragraphs 1 to 1",
        ),
        ('["One."]', '["1"]\n[[edit]]\nlanguage = "en"', "edit 1.after: is missing"),
        ('["One."]', '["1"]\n[fr]\nid = 7\ntitle = "T"', "fr.paragraphs: is missing"),
    ],
)
def test_a_wrong_declaration_names_file_and_key(
    tmp_path: Path, written: str, instead: str, message: str
) -> None:
    assert DECLARED.count(written) == 1
    path = tmp_path / "one.toml"
    path.write_text(DECLARED.replace(written, instead), encoding="utf-8")
    with pytest.raises(DeclarationError) as caught:
        load(tmp_path)
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)


def test_an_address_belongs_to_one_publication(tmp_path: Path) -> None:
    declaration(tmp_path)
    (tmp_path / "two.toml").write_text(DECLARED, encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"two\.toml: id: .* is one\.toml's already"):
        load(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match="no texts"):
        load(tmp_path)


def test_the_state_file_keeps_the_opening(tmp_path: Path) -> None:
    state = tmp_path / "opened"
    first = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert opened_at(state, first) == first
    assert opened_at(state, datetime(2026, 11, 24, 13, tzinfo=UTC)) == first
    state.write_text("yesterday", encoding="utf-8")
    with pytest.raises(SettingsError, match="does not say when"):
        opened_at(state, first)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_the_command_prints_its_port_and_stops_with_status_0(
    tmp_path: Path, ending: signal.Signals
) -> None:
    command = [sys.executable, "-m", "runtime.pressroom", "--state", str(tmp_path / "opened")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  ours
        assert process.stdout is not None
        port = int(process.stdout.readline())
        url = f"http://127.0.0.1:{port}/https/www.mfa.am/hy/news?page=1"
        with urlopen(url, timeout=10) as response:
            assert response.status == 200
        process.send_signal(ending)
        assert process.wait(timeout=10) == 0


def test_the_command_names_a_port_that_is_taken(room: PressRoom) -> None:
    command = [sys.executable, "-m", "runtime.pressroom", "--port", str(room.port)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)  # noqa: S603  ours
    assert ended.returncode == 1
    assert f"cannot serve on 127.0.0.1:{room.port}" in ended.stderr


SAVED = Path(__file__).parent / "crawlers" / "pages"


def test_every_listing_of_every_source_is_played() -> None:
    sites = saved.SavedSites(SAVED)
    for name in catalog.names():
        spider = catalog.spider(name)
        for listing in spider.series():
            url = listing.address(1)
            given = answer(EDITIONS, f"/{url.replace('://', '/', 1)}", LATE, sites)
            assert given is not None
            assert given.status == 200, url
            page = Page(
                address=url,
                body=given.body,
                media_type=given.media_type,
                seen_at=datetime.now(UTC),
            )
            assert spider.listed(page, listing.language), url


def test_each_planted_fault_is_seen_while_it_lasts() -> None:
    sites = saved.SavedSites(SAVED)
    planted = tomllib.loads(saved.FAULTS.read_text(encoding="utf-8"))["fault"]
    assert {one["kind"] for one in planted} == set(saved.KINDS)
    for one in planted:
        url = catalog.spider(one["source"]).series()[0].address(1)
        asked = url if one["kind"] != "robots" else urljoin(url, "/robots.txt")
        during, after = (sites.answer(asked, one[when]) for when in ("after", "until"))
        assert during != after, one
