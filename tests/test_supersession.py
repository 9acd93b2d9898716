"""A text that moved is no news; who was told of an address that is gone is told the new one."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from test_withdrawal import gone
from visits import READER, TALKS, WEATHER, Visit, address, after, clean, rows, stored, subscribe

from pipeline import ledger, stages, store
from pipeline.revisions.supersession import HOLD
from pipeline.settings import Settings
from pipeline.spool import Drop
from pipeline.store import listing, tally
from pipeline.tables import Address, Carriage, Delivery, Document, Line, Tie

pytestmark = pytest.mark.server

OLD, NEW = address(1), address(2)
EDITED = TALKS["en"] + "\n\nThe talks will go on tomorrow, the minister said to the journalists."
PRESS_OLD, PRESS_NEW = "https://civilnet.am/en/news/1", "https://civilnet.am/en/news/2"
TOLD = (READER, "new", OLD)


def read(
    house: Settings, url: str, hours: float, page: str = TALKS["en"], **facts: object
) -> None:
    """Crawl a text, as far as to the lines, a minute later."""
    with Visit(house, _source(url), "announce", hours=hours) as visit:
        visit.reads(url, page, **facts)
    stored(house)


def moved(
    house: Settings, hours: float, url: str = OLD, to: str = NEW, page: str = TALKS["en"]
) -> None:
    """Ask for an address that leads to another for good."""
    with Visit(house, _source(url), hours=hours) as visit:
        visit.reads(to, page)
        visit.writes(Drop(url=url, reason="moved", detail=to, at=visit.at, final=True))
    stored(house)


def _source(url: str) -> str:
    return "am_civilnet" if "civilnet" in url else "am_mfa"


def told(house: Settings, hours: float) -> list[tuple[str, str, str]]:
    """Tell what is due at an hour; return subscriber, kind and address of every line there is."""
    stages.join_statements(house, after(hours))
    stages.raise_flags(house)
    stages.write_lines(house)
    documents = {one.id: one.address for one in rows(house, Document)}
    return [(READER, one.kind, documents[one.document_id]) for one in rows(house, Line)]


@pytest.fixture(params=[OLD, PRESS_OLD], ids=["official", "press"])
def old(house: Settings, request: pytest.FixtureRequest) -> tuple[Settings, str, str]:
    """Return a house where a reader was told of a text, its address, and another of the source."""
    url: str = request.param
    subscribe(house)
    read(house, url, 0)
    assert told(house, 0) == [(READER, "new", url)]
    return house, url, NEW if url == OLD else PRESS_NEW


def ties(house: Settings) -> list[tuple[str, str, str]]:
    documents = {one.id: one.address for one in rows(house, Document)}
    return [(documents[t.document_id], t.kind, documents[t.earlier_id]) for t in rows(house, Tie)]


def held(house: Settings) -> bool:
    return any(one.awaits_id is not None for one in rows(house, Document))


def set_due(house: Settings, at: datetime) -> None:
    """Let the source be due at a moment."""
    with store.sessions(house.database).begin() as session:
        store.source_of(session, "am_mfa").due_at = at


def due_at(house: Settings) -> datetime | None:
    """Return when the source is due."""
    with store.sessions(house.database)() as session:
        return store.source_of(session, "am_mfa").due_at


def test_the_new_address_waits_while_the_old_one_is_asked_at_once(
    old: tuple[Settings, str, str],
) -> None:
    house, url, new = old
    read(house, new, 300)
    assert told(house, 300.1) == [(READER, "new", url)]
    assert held(house)
    due = {one.url: one.due_at for one in rows(house, Address)}
    assert due[url] == after(300.1)
    with store.sessions(house.database)() as session:
        source = store.source_of(session, _source(url))
        assert source.due_at is None or source.due_at <= after(300.1)


@pytest.mark.parametrize("how", ["http_404", "http_410", "moved"])
def test_a_text_whose_old_address_is_gone_is_corrected_once(
    old: tuple[Settings, str, str], how: str
) -> None:
    house, url, new = old
    read(house, new, 300)
    told(house, 300.1)
    if how == "moved":
        moved(house, 300.3, url, new)
    else:
        with Visit(house, _source(url), hours=300.3) as visit:
            visit.loses(url, how, final=True)
        stored(house)
    corrected = [] if how == "moved" else [(READER, "correction", new)]  # a way leads there
    assert told(house, 300.4) == [(READER, "new", url), *corrected]
    assert ties(house) == [(new, "supersedes", url)]
    assert not held(house)
    with Visit(house, _source(url), hours=302) as visit:
        visit.loses(url, "http_404", final=True)
    stored(house)
    lines = [(READER, "new", url), *corrected]
    assert told(house, 303) == lines  # it moved: nothing was withdrawn
    assert len(rows(house, Delivery)) == len(lines)


@pytest.mark.parametrize("how", ["gone", "moved"])
def test_so_is_one_whose_old_address_is_known_to_be_gone(house: Settings, how: str) -> None:
    subscribe(house)
    read(house, OLD, 0)
    told(house, 0)
    if how == "gone":
        gone(house, 2)
        read(house, NEW, 3)
    else:
        moved(house, 3)
    corrected = [(READER, "correction", NEW)] if how == "gone" else []
    assert told(house, 3.1) == [TOLD, *corrected]
    assert ties(house) == [(NEW, "supersedes", OLD)]
    assert len({one.statement_id for one in rows(house, Carriage)}) == 1


def test_an_article_with_the_same_id_at_a_new_slug_is_the_same(house: Settings) -> None:
    subscribe(house)
    read(house, PRESS_OLD, 0, edition="7")
    told(house, 0)
    read(house, PRESS_NEW, 3, edition="7")
    assert told(house, 3.1) == [(READER, "new", PRESS_OLD)]
    assert ties(house) == [(PRESS_NEW, "supersedes", PRESS_OLD)]


SHORT = "Telephone call\n\nThe ministers of Armenia and Azerbaijan spoke of Karabakh."


@pytest.mark.parametrize("how", ["http_404", "said_gone", "led_away"])
def test_a_text_of_a_few_words_that_moved_is_no_news(house: Settings, how: str) -> None:
    subscribe(house)
    read(house, OLD, 0, SHORT)
    assert told(house, 0) == [TOLD]
    read(house, NEW, 300, SHORT)
    assert told(house, 300.1) == [TOLD]
    with Visit(house, hours=300.3) as visit:
        visit.loses(OLD, how)
    stored(house)
    assert told(house, 300.4) == [TOLD, (READER, "correction", NEW)]
    assert ties(house) == [(NEW, "supersedes", OLD)]


@pytest.mark.parametrize(
    "page", [SHORT.replace("Telephone", "Video"), SHORT.replace("ministers", "presidents")]
)
def test_other_few_words_are_another_text(house: Settings, page: str) -> None:
    subscribe(house)
    read(house, OLD, 0, SHORT)
    gone(house, 299)
    read(house, NEW, 300, page)
    assert not ties(house)
    assert told(house, 300.1)[-1] == (READER, "new", NEW)


def test_two_live_addresses_with_one_text_are_two_documents(house: Settings) -> None:
    subscribe(house)
    read(house, OLD, 0)
    told(house, 0)
    read(house, NEW, 3)
    told(house, 3.1)
    read(house, OLD, 3.2)
    assert told(house, 3.3) == [TOLD, (READER, "new", NEW)]
    assert ties(house) == []
    assert not held(house)


@pytest.mark.parametrize("reason", ["http_503", "timeout", "blocked", "robots"])
def test_silence_is_not_made_where_the_old_address_does_not_answer(
    house: Settings, reason: str
) -> None:
    subscribe(house)
    read(house, OLD, 0)
    told(house, 0)
    read(house, NEW, 3)
    assert told(house, 3.1) == [TOLD]
    with Visit(house, hours=3.2) as visit:
        visit.loses(OLD, reason)
    stored(house)
    assert told(house, 3.3) == [TOLD]
    due = {one.url: one.due_at for one in rows(house, Address)}[OLD]
    assert due == after(3.2) + house.tick / 2  # asked again with the next tick
    late = 3.1 + HOLD / timedelta(hours=1)
    assert told(house, late + 0.01) == [TOLD, (READER, "new", NEW)]
    assert told(house, late + 5) == [TOLD, (READER, "new", NEW)]


def test_a_text_edited_while_it_waits_is_none_of_the_news_either(house: Settings) -> None:
    subscribe(house)
    read(house, OLD, 0)
    told(house, 0)
    read(house, NEW, 3)
    read(house, NEW, 3.05, EDITED)
    assert told(house, 3.1) == [TOLD]
    moved(house, 3.2, page=EDITED)  # which confirms it
    lines = told(house, 3.3)
    assert [one for one in lines if one[1] == "new"] == [TOLD]
    assert ties(house) == [(NEW, "supersedes", OLD)]


def test_while_a_text_waits_its_source_is_asked_every_tick(house: Settings) -> None:
    subscribe(house)
    read(house, OLD, 0)
    told(house, 0)
    read(house, NEW, 3)
    told(house, 3.1)
    set_due(house, after(9))
    with Visit(house, hours=3.2):  # it died before it asked
        pass
    stored(house)
    assert due_at(house) == after(3.2) + house.tick / 2
    set_due(house, after(9))
    with Visit(house, hours=3.1 + HOLD / timedelta(hours=1)):  # nothing waits any more
        pass
    stored(house)
    assert due_at(house) == after(9)


def test_an_address_that_leads_elsewhere_says_nothing_of_the_new_one(house: Settings) -> None:
    subscribe(house)
    read(house, OLD, 0)
    told(house, 0)
    read(house, NEW, 3)
    told(house, 3.1)
    with Visit(house, hours=3.2) as visit:
        visit.loses(OLD, "not_article", final=True)
    stored(house)
    assert told(house, 3.3) == [TOLD, (READER, "new", NEW)]


def test_what_changed_on_the_way_is_one_correction_in_the_same_thread(
    old: tuple[Settings, str, str],
) -> None:
    house, url, new = old
    read(house, new, 3, EDITED)
    told(house, 3.1)
    with Visit(house, _source(url), hours=3.2) as visit:
        visit.loses(url, "http_404", final=True)
    stored(house)
    expected = [(READER, "new", url), (READER, "correction", new)]
    assert told(house, 3.3) == expected
    read(house, new, 4, EDITED)
    assert told(house, 4.1) == expected
    stages.send(house)
    mails = [path.read_text() for path in house.mail.glob("new/*")]
    [mail] = [one for one in mails if "Subject: Moved: " in one]
    assert f"References: <{rows(house, Delivery)[0].key}@localhost>" in mail


def test_what_was_told_to_be_withdrawn_and_has_only_moved_is_corrected(house: Settings) -> None:
    subscribe(house)
    read(house, OLD, 0)
    told(house, 0)
    gone(house, 2, 4)
    assert told(house, 4.1) == [TOLD, (READER, "withdrawn", OLD)]
    read(house, NEW, 5)
    expected = [TOLD, (READER, "withdrawn", OLD), (READER, "correction", NEW)]
    assert told(house, 5.1) == expected
    read(house, NEW, 6)
    assert told(house, 6.1) == expected


def test_a_text_that_moves_twice_is_corrected_twice(house: Settings) -> None:
    subscribe(house)
    lines = [TOLD]
    for number, hours in ((1, 0), (2, 3), (3, 6)):
        if number > 1:
            gone(house, hours - 1, url=address(number - 1))
            lines.append((READER, "correction", address(number)))
        read(house, address(number), hours)
        assert told(house, hours + 0.1) == lines
    assert ties(house) == [(NEW, "supersedes", OLD), (address(3), "supersedes", NEW)]


def test_another_text_is_not_held(house: Settings) -> None:
    subscribe(house)
    read(house, OLD, 0)
    told(house, 0)
    read(house, address(1, "ru"), 3, TALKS["ru"])
    read(house, "https://civilnet.am/en/news/9", 3)
    told(house, 3.1)
    assert not held(house)


def test_trace_shows_it_and_the_ledger_adds_up(house: Settings) -> None:
    subscribe(house)
    read(house, OLD, 0)
    told(house, 0)
    read(house, NEW, 3)
    told(house, 3.1)

    def trace(number: int) -> dict[str, str]:
        document = rows(house, Document)[number]
        with store.sessions(house.database)() as session:
            assert ledger.unexplained(ledger.entries(tally.counts(session))) == []
            return dict(listing.trace(session, document.address, document.canonical))

    assert trace(1)["held"] == "until 2023-05-05 11:51: it may have moved here"
    gone(house, 3.2)
    told(house, 3.3)
    assert trace(1)["supersedes"] == f"the text of {OLD}, which is gone since 2023-05-05 11:12"
    assert trace(0)["superseded"] == f"its text stands at {NEW}"
    assert "held" not in trace(1)


FEED = "https://www.state.gov/rss-feed/press-releases/feed/"
LISTED_OLD, LISTED_NEW = (f"https://www.state.gov/{name}/" for name in ("b", "c"))


def feed(house: Settings, hours: float, listing: str = FEED, **entries: str) -> None:
    """Crawl a feed that holds the texts, by the names of their addresses."""
    with Visit(house, "us_state", "announce", hours=hours) as visit:
        page = visit.fetches(listing, f"Feed\n\nof {visit.at}")
        for name, text in entries.items():
            url = f"https://www.state.gov/{name}/"
            visit.lists(url)
            items = clean(
                "us_state", url, text.encode(), media_type="text/plain", seen_at=visit.at
            )
            visit.writes(*(replace(one, page=page.digest) for one in items))
    stored(house)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ({"a": WEATHER, "c": TALKS["en"]}, [(LISTED_NEW, "supersedes", LISTED_OLD)]),
        ({"d": WEATHER, "c": TALKS["en"]}, []),
        ({"a": WEATHER, "b": TALKS["en"], "c": TALKS["en"]}, []),
    ],
    ids=["taken out", "rolled over", "still there"],
)
def test_where_the_listing_holds_the_texts_it_says_which_one_was_taken_out(
    house: Settings, later: dict[str, str], expected: list[tuple[str, str, str]]
) -> None:
    subscribe(house)
    feed(house, 0, a=WEATHER, b=TALKS["en"])
    assert told(house, 0) == [(READER, "new", LISTED_OLD)]
    feed(house, 1, **later)
    lines = told(house, 1.1)
    assert ties(house) == expected
    assert not held(house)
    assert lines.count((READER, "new", LISTED_OLD)) == 1
    if expected:
        assert lines[1:] == [(READER, "correction", LISTED_NEW)]


def test_so_it_does_where_the_listing_itself_has_another_address_now(house: Settings) -> None:
    subscribe(house)
    feed(house, 0, a=WEATHER, b=TALKS["en"])
    told(house, 0)
    feed(house, 60, f"{FEED}new/", a=WEATHER, c=TALKS["en"])
    assert told(house, 60.1) == [(READER, "new", LISTED_OLD), (READER, "correction", LISTED_NEW)]
    assert ties(house) == [(LISTED_NEW, "supersedes", LISTED_OLD)]


def test_what_left_the_listing_before_was_not_taken_out_for_what_came_now(
    house: Settings,
) -> None:
    subscribe(house)
    feed(house, 0, a=WEATHER, b=TALKS["en"])
    feed(house, 1, a=WEATHER)
    told(house, 1)
    feed(house, 2, a=WEATHER, c=TALKS["en"])
    assert (READER, "new", LISTED_NEW) in told(house, 2.1)
    assert ties(house) == []
