"""What a person asks of the database: every row of every list, and every step of an address."""

from datetime import UTC, datetime

import pytest
from visits import (
    READER,
    START,
    TALKS,
    Visit,
    address,
    after,
    clean,
    rows,
    stored,
    subscribe,
)

from crawlers import catalog
from pipeline import stages, store
from pipeline.identity import canonical
from pipeline.item import Moment, Precision
from pipeline.settings import Settings
from pipeline.store import Row, listing
from pipeline.tables import Delivery, Document, Page, Revision

pytestmark = pytest.mark.server

EN, RU, LOST, GONE = address(1), address(1, "ru"), address(2), address(3)
EDITED = f"{TALKS['en']}\n\nThe talks will go on tomorrow, the minister said to the journalists."
PUBLISHED = Moment(
    at=datetime(2023, 5, 4, 22, 15, tzinfo=UTC), precision="minute", zone="Asia/Yerevan"
)
CIVILNET = "https://civilnet.am/en/news/1"


@pytest.fixture
def full(house: Settings) -> Settings:
    """Return a house that crawled twice: one statement in two languages, edited in one."""
    subscribe(house)
    with Visit(house, mode="announce") as visit:
        visit.reads(EN, TALKS["en"], edition="1", published=PUBLISHED, genre="communique")
        visit.reads(RU, TALKS["ru"], edition="1")
        visit.loses(LOST)
        visit.loses(GONE, "http_404", final=True)
    with Visit(house, source="am_civilnet") as visit:
        visit.lists(CIVILNET)
    stages.after_crawl(house, clean)
    for hours in (1, 2):
        with Visit(house, hours=hours) as visit:
            visit.reads(EN, EDITED, edition="1", published=PUBLISHED)
        stages.after_crawl(house, clean)
    return house


def listed(house: Settings, question: str, *arguments: object, **named: object) -> list[Row]:
    with store.sessions(house.database)() as session:
        return list(getattr(listing, question)(session, *arguments, **named))


def column(found: list[Row], name: str) -> list[object]:
    return [row[name] for row in found]


def test_sources_say_how_they_ended_and_what_is_due(full: Settings) -> None:
    found = {row["source"]: row for row in listed(full, "sources")}
    assert list(found) == sorted(catalog.declarations())
    mfa = found["am_mfa"]
    assert (mfa["kind"], mfa["outcome"], mfa["reason"]) == ("official", "ok", "as told")
    assert mfa["languages"] == ["hy", "en", "ru", "fr"]
    assert mfa["at"] > after(2)
    assert mfa["due addresses"] == 3
    assert found["am_civilnet"]["due addresses"] == 1
    assert (found["manual"]["outcome"], found["manual"]["at"]) == ("", None)


def test_addresses_are_the_newest_first(full: Settings) -> None:
    found = listed(full, "addresses", None, 50, due=False)
    assert column(found, "url") == [GONE, LOST, RU, EN, CIVILNET]
    row = next(one for one in found if one["url"] == LOST)
    assert (row["source"], row["attempts"], row["reason"], row["document"]) == (
        "am_mfa", 1, "http_500", None,
    )  # fmt: skip
    assert row["next"] > row["seen"] == START


@pytest.mark.parametrize(
    ("source", "limit", "due", "urls"),
    [
        ("am_mfa", 50, False, [GONE, LOST, RU, EN]),
        ("am_mfa", 2, False, [GONE, LOST]),
        ("am_mfa", 50, True, [LOST]),
        ("am_civilnet", 50, True, [CIVILNET]),
        ("us_state", 50, False, []),
    ],
)
def test_addresses_of_a_source_or_those_that_have_not_ended(
    full: Settings, source: str, limit: int, urls: list[str], *, due: bool
) -> None:
    assert column(listed(full, "addresses", source, limit, due=due), "url") == urls


def test_documents_have_their_number_of_revisions_and_their_title_of_today(
    full: Settings,
) -> None:
    russian, english = listed(full, "documents", None, 50)
    assert (english["address"], english["language"], english["revisions"]) == (EN, "en", 2)
    assert english["title"] == "Talks in Washington"
    assert english["published"] == "2023-05-05 02:15 Asia/Yerevan"
    assert (russian["revisions"], russian["published"]) == (1, None)
    assert column(listed(full, "documents", "am_mfa", 1), "address") == [RU]
    assert listed(full, "documents", "us_state", 50) == []


@pytest.mark.parametrize(
    ("precision", "shown"),
    [("minute", "2023-05-05 02:15 Asia/Yerevan"), ("day", "2023-05-05")],
)
def test_a_moment_is_as_precise_as_its_publisher_was(
    house: Settings, precision: Precision, shown: str
) -> None:
    moment = Moment(at=PUBLISHED.at, precision=precision, zone=PUBLISHED.zone)
    with Visit(house) as visit:
        visit.reads(EN, TALKS["en"], published=moment)
    stored(house)
    assert column(listed(house, "documents", None, 1), "published") == [shown]


def test_revisions_say_from_when_on_and_which_page_shows_it(full: Settings) -> None:
    first, second = listed(full, "revisions", canonical(EN))
    assert (first["number"], first["seen"], first["confirmed"]) == (1, START, None)
    assert (second["number"], second["seen"], second["confirmed"]) == (2, after(1), after(2))
    assert (first["source"], first["title"]) == ("am_mfa", "Talks in Washington")
    kept = {page.id: (page.digest, page.file) for page in rows(full, Page)}
    for row, revision in zip((first, second), rows(full, Revision)[::2], strict=True):
        assert row["characters"] == len(revision.body)
        assert (row["digest"], row["file"]) == kept[revision.page_id]
    assert listed(full, "revisions", canonical(LOST)) == []


def test_statements_have_the_documents_that_carry_them(full: Settings) -> None:
    [found] = listed(full, "statements", 50)
    assert (found["party"], found["genre"]) == ("armenia", "communique")
    assert found["published"] == "2023-05-05 02:15 Asia/Yerevan"
    assert sorted(found["carried by"]) == [f"authoritative en {EN}", f"edition ru {RU}"]


def test_flags_have_grade_score_and_what_they_mark(full: Settings) -> None:
    found = listed(full, "flags", None, 50)
    marked = [(row["language"], row["revision"], row["grade"]) for row in found]
    assert marked == [("en", 2, "core"), ("ru", 1, "core"), ("en", 1, "core")]
    assert all(0 < row["score"] <= 1 for row in found)
    assert listed(full, "flags", "karabakh", 1) == found[:1]
    assert listed(full, "flags", "caucasus", 50) == []


def test_lines_have_their_reader_and_whether_they_were_sent(full: Settings) -> None:
    found = listed(full, "lines", 50)
    assert [(row["kind"], row["role"], row["address"]) for row in found] == [
        ("changed", "lead", EN),
        ("new", "carrier", RU),
        ("new", "lead", EN),
    ]
    assert set(column(found, "subscriber")) == {READER}
    assert all(row["sent"] for row in found)
    assert listed(full, "lines", 1) == found[:1]


def traced(house: Settings, url: str) -> list[tuple[str, str]]:
    with store.sessions(house.database)() as session:
        return list(listing.trace(session, url, canonical(url)))


def test_a_trace_shows_every_step_of_a_document(full: Settings) -> None:
    steps = traced(full, EN)
    assert [step for step, _ in steps] == [
        "address", "visit", "due",
        "page", "page", "page",
        "document",
        "revision", "flag", "revision", "flag",
        "statement",
        "editions",
        "line", "line",
    ]  # fmt: skip
    said = [words for _, words in steps]
    assert said[0] == "2023-05-05 08:00 seen in https://a/list (news)"
    assert said[1] == "2023-05-05 10:00 confirmed; 0 without item"
    assert said[3].startswith("2023-05-05 08:00 200 ")
    assert said[7:9] == ["1 seen 2023-05-05 08:00", said[8]]
    assert said[9] == "2 seen 2023-05-05 09:00, confirmed 10:00"
    assert said[8].startswith("karabakh: core (0.")
    [found, _] = rows(full, Document)
    assert said[6] == f"{found.id} of am_mfa, en ({found.confidence:.2f}), {canonical(EN)}"
    assert said[11].endswith("authoritative: first edition seen of an official document")
    assert said[12] == "of 1: en, ru; fr, hy not yet"
    assert said[13].startswith(f"new, lead, to {READER}: sent ")
    assert said[14].startswith(f"changed, lead, to {READER}: sent ")


@pytest.mark.parametrize(
    ("url", "last"),
    [
        (LOST, ("due", "2023-05-05 08:10")),
        (GONE, ("ended", "http_404: as told")),
        (CIVILNET, ("due", "2023-05-05 08:00")),
    ],
)
def test_a_trace_ends_where_the_address_is_or_with_the_reason_it_was_dropped(
    full: Settings, url: str, last: tuple[str, str]
) -> None:
    assert traced(full, url)[-1] == last


def test_a_trace_names_the_failure_of_the_last_visit(full: Settings) -> None:
    assert ("visit", "2023-05-05 08:00 http_500: as told; 1 without item") in traced(full, LOST)


def test_a_trace_tells_backlog_from_news(full: Settings) -> None:
    assert traced(full, CIVILNET)[0][1].endswith("(backlog, not told)")


@pytest.mark.parametrize("spelling", [f"{EN}?utm_source=x#top", EN.replace("https", "http")])
def test_a_document_is_found_under_any_spelling_of_its_address(
    full: Settings, spelling: str
) -> None:
    assert "document" in dict(traced(full, spelling))


def test_nothing_is_known_of_an_address_never_seen(full: Settings) -> None:
    assert traced(full, "https://www.mfa.am/en/never") == []


def test_a_trace_says_what_is_still_to_do(house: Settings) -> None:
    subscribe(house)
    with Visit(house, mode="announce") as visit:
        visit.reads(EN, TALKS["en"])
    stored(house)
    assert ("flag", "to do") in traced(house, EN)
    stages.join_statements(house)
    stages.raise_flags(house)
    stages.write_lines(house)
    assert traced(house, EN)[-1] == ("line", f"new, lead, to {READER}: not sent yet")
    with store.sessions(house.database).begin() as session:
        store.settle(session, rows(house, Delivery)[0].id, {"reason": "452 full"})
    assert traced(house, EN)[-1][1].endswith("not sent yet (452 full)")


def test_evidence_comes_with_the_revision_it_marks(full: Settings) -> None:
    with store.sessions(full.database)() as session:
        found = list(listing.evidence(session, canonical(EN)))
    assert [revision.number for revision, _ in found] == [1, 2]
    for revision, flag in found:
        assert flag.revision_id == revision.id
        words = {revision.body[m["start"] : m["end"]] for m in flag.evidence["matches"]}
        assert "Nagorno-Karabakh" in words
