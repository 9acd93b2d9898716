"""Feeds: what is new, in valid Atom, as rights allow; and a reader's own that keeps nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import feedparser
import pytest
from lxml import etree, html
from served import Site, serving
from sqlalchemy import update
from visits import READER, TALKS, WEATHER, Visit, address, after, crawled, rows, stored

from pipeline import stages, store
from pipeline.people import people
from pipeline.settings import Settings
from pipeline.store import readers
from pipeline.subscriptions.preferences import LANGUAGES
from pipeline.tables import Delivery, Document, Line, Source, Subscriber, Token
from pipeline.titles import section_titles
from pipeline.words import words

pytestmark = pytest.mark.server
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEED = "/en/feed/karabakh"


@pytest.fixture
def site(house: Settings) -> Iterator[Site]:
    """Serve the pages of a house whose feeds everybody may read."""
    with serving(replace(house, web_reading="open")) as served:
        yield served


def entries(text: str) -> list[feedparser.FeedParserDict]:
    """Return what a reader's program makes of a feed; refuse one that is not valid."""
    root = etree.fromstring(text.encode())
    for each in (root, *root.findall("a:entry", ATOM)):  # RFC 4287, 4.1.1 and 4.1.2
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"a:{name}", ATOM)) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", each.findtext("a:id", "", ATOM))
        moment = each.findtext("a:updated", "", ATOM)
        assert datetime.fromisoformat(moment).tzinfo is not None
    for each in root.findall("a:entry", ATOM):
        assert each.findtext("a:author/a:name", "", ATOM)
        assert each.find("a:link[@rel='alternate']", ATOM) is not None
    assert root.find("a:link[@rel='self']", ATOM) is not None
    read = feedparser.parse(text)
    assert not read.bozo
    ids = [one.id for one in read.entries]
    assert len(ids) == len(set(ids))
    return list(read.entries)


def allows(house: Settings, rights: str) -> None:
    with store.sessions(house.database).begin() as session:
        session.execute(update(Source).where(Source.name == "am_mfa").values(rights=rights))


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("", 2),
        ("/section/status_and_rights", 1),
        ("/section/mines_and_missing", 0),
        ("/party/armenia", 2),
        ("/party/russia", 0),
        ("/speaker/lavrov_sergey", 0),
        ("/speaker/nobody", None),
        ("/party/nobody", None),
        ("/section/nothing", None),
    ],
)
def test_a_feed_tells_what_is_new_of_what_it_is_about(
    site: Site, path: str, number: int | None
) -> None:
    crawled(site.house, (address(1), TALKS["en"]), (address(2), TALKS["fr"]),
            (address(3), WEATHER))  # fmt: skip
    answer = site.get(f"{FEED}{path}")
    assert answer.status == (404 if number is None else 200)
    if number is not None:
        assert len(entries(answer.text)) == number
        assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"


@pytest.mark.parametrize(
    ("rights", "shown"),
    [
        ("full", "The foreign minister"),
        ("excerpt", "The foreign minister"),
        ("link", "Not quoted"),
    ],
)
def test_a_feed_shows_what_its_source_allows(site: Site, rights: str, shown: str) -> None:
    allows(site.house, rights)
    body = TALKS["en"] + " Nagorno-Karabakh, he added. Armenia and Karabakh, again. More."
    crawled(site.house, (address(1), body))
    [one] = entries(site.get(FEED).text)
    assert one.content[0].value.startswith(shown)
    assert ("More." in one.content[0].value) is (rights == "full")
    assert ("again." in one.content[0].value) is (rights == "full")


def test_an_id_stays_when_the_words_change_and_when_the_text_is_withdrawn(site: Site) -> None:
    crawled(site.house, (address(1), TALKS["en"]))
    [first] = entries(site.get(FEED).text)
    with store.sessions(site.house.database).begin() as session:
        session.execute(update(Document).values(withdrawn_at=after(5)))
    with serving(site.house) as again:  # another process, another port
        [second] = entries(again.get(FEED).text)
    assert (first.id, first.updated < second.updated) == (second.id, True)
    assert second.title == f"Withdrawn: {first.title}"
    said = "The publisher no longer shows this text at its address."
    assert second.content[0].value == said  # a feed knows not what its reader was told


def test_what_an_entry_is_of_is_said_in_the_readers_words(site: Site) -> None:
    crawled(site.house, (address(1), TALKS["en"]))
    found = {}
    for language in ("en", "fr"):
        [one] = entries(site.get(FEED.replace("en", language, 1)).text)
        found[language] = {(each.term, each.label): each.scheme for each in one.tags}
    assert set(found["en"]) == {
        ("armenia", "Armenia"),
        ("status_and_rights", section_titles("karabakh", "en")["status_and_rights"]),
    }
    assert set(found["fr"]) == {
        ("armenia", "Arménie"),
        ("status_and_rights", section_titles("karabakh", "fr")["status_and_rights"]),
    }
    assert set(found["en"].values()) == set(found["fr"].values())  # a scheme has no language
    assert len(set(found["en"].values())) == 2
    assert all(one.startswith("urn:uuid:") for one in found["en"].values())


def test_what_nobody_was_told_of_is_in_no_feed(site: Site) -> None:
    crawled(site.house, (address(1), TALKS["en"]), mode="backfill")
    assert entries(site.get(FEED).text) == []


def test_hostile_words_break_no_feed(site: Site) -> None:
    wicked = TALKS["en"].replace("Talks", "]]> <script>&amp; \ufffe\u202e \U0001f600 Talks")
    crawled(site.house, (address(1), wicked))
    [one] = entries(site.get(FEED).text)
    assert "<script>" not in site.get(FEED).text
    assert "Talks in Washington" in one.title


def test_a_program_that_has_a_feed_is_told_so(site: Site) -> None:
    crawled(site.house, (address(1), TALKS["en"]))
    first = site.get(FEED)
    again = site.get(FEED, If_None_Match=first.headers["etag"])
    assert (again.status, again.text) == (304, "")
    assert first.headers["cache-control"] == "public, max-age=300"


def test_a_feed_of_a_closed_house_needs_a_link_to_read(house: Settings) -> None:
    with serving(house) as closed:
        assert closed.get(FEED).status == 403
        assert closed.get("/en/feeds").status == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_feed_stands_on_a_page(site: Site, language: str) -> None:
    page = site.get(f"/{language}/feeds")
    assert page.title == words()[language].page["feeds_title"]
    places = html.fromstring(page.text).xpath("//main//a/@href")
    assert f"/{language}/feed/karabakh/party/armenia" in places
    assert site.get(places[-1]).status == 200
    called = html.fromstring(page.text).xpath("//a[contains(@href, '/mirzoyan_ararat')]/text()")
    assert called == [people().persons["mirzoyan_ararat"].names[language][0]]


def private(site: Site, choices: str) -> str:
    """Ask for a private address; return it."""
    page = site.post(f"{choices}/feed")
    [found] = html.fromstring(page.text).xpath("//a[@class='key']/@href")
    return str(found)


def test_a_reader_at_risk_reads_what_they_chose_and_nothing_is_kept(site: Site) -> None:
    choices = site.subscribed()
    chosen = {"follow": "karabakh", "karabakh.press": "yes", "by_feed": "yes", "discreet": "yes"}
    assert site.post(choices, chosen | {"karabakh.parties": "armenia"}).status == 200
    feed = private(site, choices)
    crawled(site.house, (address(1), TALKS["en"]))
    with Visit(site.house, source="az_mfa", mode="announce", hours=1) as visit:
        visit.reads("https://www.mfa.gov.az/en/news/1", TALKS["fr"])
    stored(site.house)
    stages.join_statements(site.house)
    stages.raise_flags(site.house)
    stages.write_lines(site.house)
    answer = site.get(feed)
    [one] = entries(answer.text)
    assert one.title == "Talks in Washington"
    assert feedparser.parse(answer.text).feed.title == words()["en"].mail["discreet_subject"]
    assert answer.headers["cache-control"] == "private, no-store"
    assert rows(site.house, Line) == []
    assert {one.kind for one in rows(site.house, Delivery)} == {"confirm"}
    digests = {one.digest for one in rows(site.house, Token) if one.purpose == "feed"}
    assert digests == {sha256(feed.rsplit("/", 1)[1].encode()).hexdigest()}


def test_a_new_private_address_ends_the_one_before(site: Site) -> None:
    choices = site.subscribed()
    first, second = private(site, choices), private(site, choices)
    assert [site.get(one).status for one in (first, second)] == [404, 200]
    site.post(f"{choices}/pause")
    assert site.get(second).status == 404
    assert site.get(choices.replace("preferences", "own")).status == 404  # a key to choose by


def test_who_turns_to_a_feed_gets_no_mail_that_waited(site: Site) -> None:
    choices = site.subscribed(rhythm="daily")
    with store.sessions(site.house.database).begin() as session:
        session.execute(update(Subscriber).values(since=None))
    crawled(site.house, (address(1), TALKS["en"]))
    stages.write_lines(site.house)
    site.post(choices, {"follow": "karabakh", "karabakh.press": "yes", "by_feed": "yes"})
    [waiting] = [one for one in rows(site.house, Delivery) if one.kind == "digest"]
    assert waiting.failed_at is not None
    with store.sessions(site.house.database)() as session:
        one = readers.reader_at(session, READER)
        assert one is not None
        assert one.timed_at is None or one.timed_at <= datetime.now(UTC)
