"""From the spool to documents and revisions: nothing missed, nothing twice, nothing invented."""

import logging
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from visits import (
    START,
    TALKS,
    WEATHER,
    Visit,
    address,
    after,
    clean,
    contents,
    rows,
    stored,
    whole,
)

from pipeline import document, spool, stages, store
from pipeline.item import Item, Moment, Section
from pipeline.revisions.recheck import delayed
from pipeline.settings import Settings
from pipeline.spool import Drop, ListedAddress
from pipeline.tables import Address, Crawl, Document, Page, Revision, Source

pytestmark = pytest.mark.server

A, B, C = address(1), address(2), address(3)
FIRST = TALKS["en"]
SECOND = f"{FIRST}\n\nThe talks will go on tomorrow, the minister said to the journalists."
THIRD = f"{FIRST}\n\nThe talks were broken off in the night, a spokesman told the agency."


def numbers(house: Settings) -> list[tuple[int, bool]]:
    """Return number and confirmation of every revision, in order."""
    return [(one.number, one.confirmed_at is not None) for one in rows(house, Revision)]


def read_at(house: Settings, *pages: str) -> list[str]:
    """Read one address once an hour; return what each visit made of the document."""
    said = []
    for hour, page in enumerate(pages):
        with Visit(house, hours=hour) as visit:
            visit.reads(A, page)
        counts = stored(house)
        said += [name for name in counts if name not in {"files", "pages"}]
    return said


# from file to rows


def test_a_spool_file_becomes_addresses_pages_documents_and_revisions(house: Settings) -> None:
    published = Moment(at=datetime(2023, 5, 4, tzinfo=UTC), precision="day", zone="UTC")
    with Visit(house) as visit:
        visit.lists(B)
        visit.reads(
            A, FIRST, published=published, edition="1", genre="communique", alternates={"ru": C}
        )
    counts = stored(house)
    assert counts == {"files": 1, "pages": 1, "new": 1}
    [crawl] = rows(house, Crawl)
    assert (crawl.key, crawl.mode, crawl.outcome, crawl.reason) == (
        visit.key, "crawl", "ok", "as told",
    )  # fmt: skip
    [page], [found] = rows(house, Page), rows(house, Document)
    assert (page.url, page.crawl_id, page.role) == (A, crawl.id, "document")
    assert (found.source, found.address, found.language) == ("am_mfa", A, "en")
    assert found.canonical == A.replace("www.", "")
    assert (found.genre, found.edition, found.alternates) == ("communique", "1", {"ru": C})
    assert (found.published_at, found.published_precision) == (published.at, "day")
    assert found.first_seen_at == found.last_seen_at == START
    [revision] = rows(house, Revision)
    assert (revision.document_id, revision.number, revision.page_id) == (found.id, 1, page.id)
    assert f"{revision.title}\n\n{revision.body}" == FIRST
    listed, ended = rows(house, Address)
    assert (listed.url, listed.due_at, listed.document_id) == (B, START, None)
    assert (ended.url, ended.reason, ended.document_id) == (A, "new", found.id)


def test_a_moment_nobody_states_is_not_invented(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(A, FIRST)
    stored(house)
    [found] = rows(house, Document)
    assert found.published_at is found.published_precision is found.published_zone is None


def test_running_every_stage_twice_changes_nothing(house: Settings) -> None:
    with store.sessions(house.database).begin() as session:
        store.subscribe(session, "reader@example.org", "karabakh", "mention", None)
    with Visit(house, mode="announce") as visit:
        visit.reads(A, FIRST)
        visit.reads(B, WEATHER)
        visit.loses(C)
    first = stages.after_crawl(house, clean)
    assert (first["new"], first["core"], first["lead new"], first["sent"]) == (2, 1, 1, 1)
    before, mails = contents(house), sorted((house.mail / "new").iterdir())
    assert len(mails) == 1
    again = stages.after_crawl(house, clean)
    assert not any(again.values())
    assert contents(house) == before
    assert sorted((house.mail / "new").iterdir()) == mails


def test_a_file_that_comes_again_is_stored_once(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(A, FIRST)
        visit.loses(B)
    new = house.spool / document.NEW / f"{visit.key}.jsonl"
    kept = house.spool / new.name
    shutil.copy(new, kept)
    stored(house)
    before = contents(house)
    shutil.copy(kept, new)
    assert stored(house) == {"files": 1}
    assert contents(house) == before
    assert [path.name for path in house.spool.rglob(new.name)].count(new.name) == 2


def test_a_stage_that_died_in_the_middle_is_simply_run_again(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(A, FIRST)
    half = house.spool / document.IDENTIFIED / f"{visit.key}.jsonl.part"
    half.parent.mkdir()
    half.write_text('{"kind":"item"', encoding="utf-8")
    assert stored(house)["new"] == 1
    assert [path.parent.name for path in house.spool.rglob("*.jsonl*")] == [document.STORED]


def test_a_file_that_cannot_be_stored_is_set_aside_and_named_and_the_others_go_on(
    house: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with Visit(house, source="zz_unknown") as lost:
        lost.lists("https://unknown.example/1")
    with Visit(house, hours=1) as hostile:
        hostile.writes(Drop(url=A, reason="layout", detail="\x00", at=START, final=False))
    with Visit(house, hours=2) as good:
        good.reads(A, FIRST)
    with caplog.at_level(logging.ERROR):
        counts = stored(house)
    assert (counts["broken"], counts["files"], counts["new"]) == (2, 1, 1)
    broken = house.spool / document.BROKEN
    assert {path.name for path in broken.iterdir()} == {
        f"{visit.key}.{suffix}" for visit in (lost, hostile) for suffix in ("jsonl", "error")
    }
    assert "zz_unknown" in (broken / f"{lost.key}.error").read_text(encoding="utf-8")
    assert lost.key in caplog.text
    assert [crawl.key for crawl in rows(house, Crawl)] == [good.key]
    assert not list((house.spool / document.DETECTED).iterdir())


def test_what_a_dead_crawl_left_is_stored_and_its_crawl_has_no_outcome(house: Settings) -> None:
    writer = spool.Writer(house.spool / "new", spool.new_key("am_mfa", "crawl", START))
    writer.write(ListedAddress(url=A, listing="https://a/list", seen_at=START))
    writer.close()
    stored(house)
    [crawl], [found], source = rows(house, Crawl), rows(house, Address), _source(house, "am_mfa")
    assert crawl.outcome is None
    assert found.due_at == START
    assert source.settled_at is None


def test_an_item_whose_page_was_never_kept_is_no_document(
    house: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with Visit(house) as visit:
        visit.lists(A)
        visit.writes(
            Item(
                source="am_mfa",
                address=A,
                title=None,
                sections=(Section(text="Without evidence."),),
                published=None,
                seen_at=START,
                page="0" * 64,
            )
        )
    with caplog.at_level(logging.WARNING):
        counts = stored(house)
    assert counts["drop no_page"] == 1
    assert "without its page" in caplog.text
    assert rows(house, Document) == []
    assert [one.due_at for one in rows(house, Address)] == [START]


def test_a_line_that_is_no_item_costs_itself(
    house: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with Visit(house) as visit:
        visit.reads(A, FIRST)
    path = house.spool / document.NEW / f"{visit.key}.jsonl"
    path.write_text('{"kind":"item","address":"x"}\n' + path.read_text(), encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert stored(house)["new"] == 1
    assert "skipped: not an item" in caplog.text


# deduplicate, detect_language


def test_one_text_at_one_place_stays_once_and_the_other_address_ends(house: Settings) -> None:
    other = A.replace("https://www.", "http://")
    with Visit(house) as visit:
        visit.reads(A, FIRST)
        visit.reads(other, FIRST)
    counts = stored(house)
    assert (counts["new"], counts["drop duplicate"]) == (1, 1)
    first, second = rows(house, Address)
    assert first.document_id is not None
    assert (second.reason, second.detail, second.due_at) == (
        "duplicate", f"the same text at {A}", None,
    )  # fmt: skip


def test_one_text_at_two_places_is_two_documents(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(A, FIRST)
        visit.reads(B, FIRST)
    assert stored(house)["new"] == 2


@pytest.mark.parametrize("language", TALKS)
def test_a_document_has_the_language_it_is_written_in_whatever_its_address_says(
    house: Settings, language: str
) -> None:
    with Visit(house) as visit:
        visit.reads(address(1, "hy"), TALKS[language], language="hy")
    stored(house)
    [found] = rows(house, Document)
    assert found.language == language
    assert found.confidence > 0.9


# revisions: whose change it is


def test_the_same_text_again_is_no_revision(house: Settings) -> None:
    assert read_at(house, FIRST, FIRST, FIRST) == ["new", "same", "same"]
    assert numbers(house) == [(1, False)]
    [found] = rows(house, Document)
    assert (found.first_seen_at, found.last_seen_at) == (START, after(2))


def test_an_edit_is_a_revision_and_waits_for_a_second_fetch(house: Settings) -> None:
    assert read_at(house, FIRST, SECOND) == ["new", "changed"]
    assert numbers(house) == [(1, False), (2, False)]
    with Visit(house, hours=2) as visit:
        visit.reads(A, SECOND)
    assert stored(house)["confirmed"] == 1
    assert numbers(house) == [(1, False), (2, True)]
    assert rows(house, Revision)[1].confirmed_at == after(2)


def test_one_fetch_that_says_an_edit_twice_does_not_confirm_it(house: Settings) -> None:
    read_at(house, FIRST)
    with Visit(house, hours=1) as visit:
        visit.reads(A, SECOND)
        visit.reads(A, SECOND)
    stored(house)
    assert numbers(house) == [(1, False), (2, False)]


def test_one_fetch_that_says_an_earlier_text_twice_does_not_bring_it_back(house: Settings) -> None:
    read_at(house, FIRST, SECOND)
    with Visit(house, hours=2) as visit:
        visit.reads(A, FIRST)
        visit.reads(A, FIRST)
    assert stored(house)["pending"] == 1
    assert numbers(house) == [(1, False), (2, False)]


def test_an_edit_that_was_edited_again_is_another_revision(house: Settings) -> None:
    assert read_at(house, FIRST, SECOND, THIRD, THIRD) == [
        "new",
        "changed",
        "changed",
        "confirmed",
    ]
    assert numbers(house) == [(1, False), (2, False), (3, True)]


def test_a_b_a_are_three_revisions_and_the_third_is_believed_at_the_third_fetch(
    house: Settings,
) -> None:
    said = read_at(house, FIRST, SECOND, SECOND, FIRST, FIRST, FIRST)
    assert said == ["new", "changed", "confirmed", "pending", "pending", "changed"]
    assert numbers(house) == [(1, False), (2, True), (3, True)]
    first, _, third = rows(house, Revision)
    assert first.fingerprint == third.fingerprint


def test_caches_that_serve_old_and_new_in_turns_make_no_revision(house: Settings) -> None:
    said = read_at(house, FIRST, SECOND, SECOND, FIRST, SECOND, FIRST, SECOND)
    assert said[3:] == ["pending", "same", "pending", "same"]
    assert numbers(house) == [(1, False), (2, True)]


def test_caches_that_serve_old_and_new_by_chance_make_no_revision(house: Settings) -> None:
    by_chance = [FIRST if old == "o" else SECOND for old in "oonooonoooon"]
    said = read_at(house, FIRST, SECOND, SECOND, *by_chance)
    assert said[3:] == ["same" if text == SECOND else "pending" for text in by_chance]
    assert numbers(house) == [(1, False), (2, True)]


def test_where_caches_flapped_an_earlier_text_is_believed_all_the_same_later(
    house: Settings,
) -> None:
    said = read_at(house, FIRST, SECOND, SECOND, FIRST, SECOND, *[FIRST] * 4)
    assert said[5:] == ["pending", "pending", "pending", "changed"]


def test_an_answer_that_says_nothing_of_it_leaves_the_count_of_an_earlier_text(
    house: Settings,
) -> None:
    said = read_at(house, FIRST, SECOND, SECOND, FIRST, FIRST, TALKS["ru"], FIRST)
    assert said[3:] == ["pending", "pending", "other_edition", "changed"]


def test_a_text_older_by_the_publishers_own_clock_is_no_revision(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(A, SECOND, as_of=after(0))
    stored(house)
    with Visit(house, hours=1) as visit:
        visit.reads(A, FIRST, as_of=after(-1))
    assert stored(house)["stale"] == 1
    assert numbers(house) == [(1, False)]


@pytest.mark.parametrize("language", ["ru", "fr", "hy"])
def test_a_fallback_in_another_language_at_the_address_is_no_revision(
    house: Settings, language: str
) -> None:
    assert read_at(house, FIRST, TALKS[language], FIRST) == ["new", "other_edition", "same"]
    assert numbers(house) == [(1, False)]
    assert rows(house, Document)[0].language == "en"


WITH_FURNITURE = f"{FIRST}\n\nShare on every network you have ever heard of"


def test_what_our_changed_extractor_reads_otherwise_is_rebased_and_no_revision(
    house: Settings,
) -> None:
    with Visit(house) as visit:
        visit.reads(A, WITH_FURNITURE, by=whole)
    stages.after_crawl(house, whole)
    [before] = rows(house, Revision)
    assert before.flagged_by is not None
    with Visit(house, hours=1) as visit:
        visit.reads(A, WITH_FURNITURE, by=clean)
    assert stored(house, clean)["rebased"] == 1
    [now] = rows(house, Revision)
    assert f"{now.title}\n\n{now.body}" == FIRST
    assert (now.number, now.rebased_at, now.confirmed_at) == (1, after(1), None)
    assert (now.page_id, now.flagged_by) == (before.page_id, None)
    with Visit(house, hours=2) as visit:
        visit.reads(A, WITH_FURNITURE, by=clean)
    assert stored(house, clean)["same"] == 1


def test_an_edit_met_by_a_changed_extractor_shows_only_the_publishers_change(
    house: Settings,
) -> None:
    with Visit(house) as visit:
        visit.reads(A, WITH_FURNITURE, by=whole)
    stored(house)
    with Visit(house, hours=1) as visit:
        visit.reads(A, SECOND, by=clean)
    assert stored(house, clean)["changed"] == 1
    first, second = rows(house, Revision)
    assert f"{first.title}\n\n{first.body}" == FIRST
    assert f"{second.title}\n\n{second.body}" == SECOND
    assert (first.rebased_at, second.rebased_at) == (after(1), None)


@pytest.mark.parametrize("harm", ["lost", "damaged", "unreadable"])
def test_a_kept_page_that_cannot_be_read_again_costs_no_edit(
    house: Settings, caplog: pytest.LogCaptureFixture, harm: str
) -> None:
    with Visit(house) as visit:
        visit.reads(A, FIRST)
    stored(house)
    [kept] = house.archive.rglob("*.warc.gz")
    if harm == "lost":
        kept.unlink()
    elif harm == "damaged":
        kept.write_bytes(kept.read_bytes()[:-40])
    else:
        with store.sessions(house.database).begin() as session:
            session.query(Page).update({"media_type": "image/png"})
    with Visit(house, hours=1) as visit:
        visit.reads(A, SECOND)
    with caplog.at_level(logging.WARNING):
        assert stored(house)["changed"] == 1
    assert f"{A}: kept page not read again" in caplog.text


def test_a_kept_page_that_our_extractor_fails_on_costs_no_edit(house: Settings) -> None:
    def raises(*_: object, **__: object) -> list[Item]:
        raise IndexError("a layout nobody thought of")

    read_at(house, FIRST)
    with Visit(house, hours=1) as visit:
        visit.reads(A, SECOND)
    assert stored(house, raises)["changed"] == 1


def test_sections_keep_anchor_speaker_and_length(house: Settings) -> None:
    parts = (
        Section(text="Opening words of the spokesperson.", anchor="post-1-OPEN"),
        Section(text="An answer.", anchor="post-1-Q", heading="Talks", speaker="MR MILLER"),
    )
    with Visit(house) as visit:
        visit.reads(A, FIRST, sections=parts)
    stored(house)
    [revision] = rows(house, Revision)
    assert [(one["anchor"], one["speaker"], one["length"]) for one in revision.sections] == [
        ("post-1-OPEN", None, 34),
        ("post-1-Q", "MR MILLER", 10),
    ]
    assert revision.body == "Opening words of the spokesperson.\n\nAn answer."


# addresses: due until they end


@pytest.mark.parametrize(("failures", "minutes"), [(1, 10), (2, 20), (3, 40), (4, 60), (9, 60)])
def test_a_lost_address_stays_due_and_waits_longer_each_time(
    house: Settings, failures: int, minutes: int
) -> None:
    for hour in range(failures):
        with Visit(house, hours=hour) as visit:
            visit.loses(A)
    stored(house)
    [found] = rows(house, Address)
    assert (found.reason, found.detail, found.attempts) == ("http_500", "as told", failures)
    assert found.due_at == after(failures - 1) + timedelta(minutes=minutes)
    assert found.document_id is None


def test_a_slow_house_backs_off_for_a_day_at_most(house: Settings) -> None:
    slow = replace(house, tick=timedelta(days=1))
    for hour in range(12):
        with Visit(slow, hours=hour) as visit:
            visit.loses(A)
    stored(slow)
    assert rows(house, Address)[0].due_at == after(11) + timedelta(days=1)


def test_a_final_drop_ends_its_address(house: Settings) -> None:
    with Visit(house) as visit:
        visit.loses(A, "http_404", final=True)
    stored(house)
    [found] = rows(house, Address)
    assert (found.due_at, found.reason) == (None, "http_404")


def test_an_item_ends_the_failures_before_it(house: Settings) -> None:
    for hour in range(3):
        with Visit(house, hours=hour) as visit:
            visit.loses(A)
    with Visit(house, hours=3) as visit:
        visit.reads(A, FIRST)
    stored(house)
    [found] = rows(house, Address)
    assert (found.attempts, found.reason, found.detail) == (0, "new", None)


@pytest.mark.parametrize(("reason", "final"), [("not_article", True), ("http_500", False)])
def test_a_document_that_fails_once_is_visited_again_at_its_next_time(
    house: Settings, reason: str, *, final: bool
) -> None:
    read_at(house, FIRST)
    with Visit(house, hours=2) as visit:
        visit.loses(A, reason, final=final)
    stored(house)
    [found] = rows(house, Address)
    assert found.due_at == START + delayed(timedelta(hours=6), A)
    assert found.document_id is not None


def test_an_address_known_only_by_its_item_is_recorded(house: Settings) -> None:
    with Visit(house) as visit:
        visit.fetches(A, FIRST)
        [item] = clean("am_mfa", A, FIRST.encode(), media_type="text/plain", seen_at=START)
        visit.writes(item)
    stored(house)
    assert [(one.url, one.listing) for one in rows(house, Address)] == [(A, A)]


@pytest.mark.parametrize(
    ("minutes", "hours", "expected"),
    [(-10, 0, 0.25), (-30, 0, 1), (-30, 2, 6), (-600, 0, 24), (5, 0, 0.25)],
)
def test_a_document_is_fetched_again_so_long_after_its_publication(
    house: Settings, minutes: int, hours: float, expected: float
) -> None:
    published = Moment(at=START + timedelta(minutes=minutes), precision="minute", zone="UTC")
    for hour in (0, hours):
        with Visit(house, hours=hour) as visit:
            visit.reads(A, FIRST, published=published)
        stored(house)
    since = min(published.at, START)
    assert rows(house, Address)[0].due_at == since + delayed(timedelta(hours=expected), A)


def test_a_document_that_changes_is_watched_as_closely_as_a_new_one(house: Settings) -> None:
    for hour, page in ((0, FIRST), (30, SECOND)):
        with Visit(house, hours=hour) as visit:
            visit.reads(A, page)
        stored(house)
    assert rows(house, Address)[0].due_at == after(30) + delayed(timedelta(hours=0.25), A)


def test_an_entry_of_a_feed_is_never_fetched_by_itself(house: Settings) -> None:
    feed = "https://www.state.gov/rss-feed/press-releases/feed/"
    entry = "https://www.state.gov/a-release/"
    with Visit(house, source="us_state") as visit:
        visit.lists(entry)
        visit.fetches(feed, FIRST)
        [item] = clean("us_state", entry, FIRST.encode(), media_type="text/plain", seen_at=START)
        visit.writes(item)
    stored(house)
    [found] = rows(house, Address)
    assert (found.url, found.due_at) == (entry, None)
    assert found.document_id is not None


def test_what_was_brought_by_hand_is_never_crawled(house: Settings) -> None:
    with Visit(house, source="manual", mode="ingest") as visit:
        visit.reads("https://press.example/1", FIRST)
        visit.lists("https://press.example/2")
        visit.loses("https://press.example/3")
    stored(house)
    assert [one.due_at for one in rows(house, Address)] == [None, None, None]


# what is news


def _source(house: Settings, name: str) -> Source:
    with store.sessions(house.database)() as session:
        return store.source_of(session, name)


def _announced(house: Settings) -> list[bool]:
    return [one.announced for one in rows(house, Document)]


def test_a_first_crawl_is_no_news_and_what_comes_later_is(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(A, FIRST)
    stored(house)
    assert _source(house, "am_mfa").settled_at == START + timedelta(minutes=1)
    with Visit(house, hours=1) as visit:
        visit.reads(B, SECOND)
    stored(house)
    assert _announced(house) == [False, True]


def test_what_a_first_crawl_only_listed_is_no_news_when_it_is_fetched(house: Settings) -> None:
    with Visit(house) as visit:
        visit.lists(A)
    with Visit(house, hours=1) as visit:
        visit.reads(A, FIRST)
    stored(house)
    assert _announced(house) == [False]


def test_a_crawl_that_lost_a_listing_does_not_end_the_first_one(house: Settings) -> None:
    with Visit(house, lost_listings=1) as visit:
        visit.reads(A, FIRST)
    with Visit(house, hours=1) as visit:
        visit.reads(B, SECOND)
    with Visit(house, hours=2) as visit:
        visit.reads(C, THIRD)
    stored(house)
    assert _announced(house) == [False, False, True]


@pytest.mark.parametrize(
    ("mode", "settled", "expected"),
    [
        ("crawl", False, False),
        ("crawl", True, True),
        ("announce", False, True),
        ("announce", True, True),
        ("backfill", False, False),
        ("backfill", True, False),
        ("ingest", False, True),
        ("ingest", True, True),
    ],
)
def test_what_comes_by_crawl_or_by_hand_is_news_but_no_backfill(
    house: Settings, mode: spool.Mode, *, settled: bool, expected: bool
) -> None:
    with store.sessions(house.database).begin() as session:
        store.source_of(session, "am_mfa").settled_at = START if settled else None
    with Visit(house, mode=mode) as visit:
        visit.reads(A, FIRST)
    stored(house)
    assert _announced(house) == [expected]


@pytest.mark.parametrize(("mode", "expected"), [("crawl", False), ("announce", True)])
def test_what_was_there_before_we_came_is_news_only_to_whoever_asks_for_it(
    house: Settings, mode: spool.Mode, *, expected: bool
) -> None:
    with Visit(house) as visit:
        visit.reads(A, FIRST)
    with Visit(house, mode=mode, hours=1) as visit:
        visit.writes(ListedAddress(url=B, listing="https://a/list", seen_at=START, backlog=True))
        visit.reads(B, SECOND)
    stored(house)
    assert _announced(house) == [False, expected]


@pytest.mark.parametrize("mode", ["announce", "ingest"])
def test_an_address_of_the_backlog_becomes_news_when_it_is_announced(
    house: Settings, mode: spool.Mode
) -> None:
    with Visit(house) as visit:
        visit.lists(A)
    with Visit(house, mode=mode, hours=1) as visit:
        visit.reads(A, FIRST)
    stored(house)
    assert _announced(house) == [True]


def test_a_document_of_the_backlog_never_becomes_news(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(A, FIRST)
    with Visit(house, mode="announce", hours=1) as visit:
        visit.reads(A, FIRST)
    stored(house)
    assert _announced(house) == [False]


def test_the_archive_is_read_before_a_crawls_file_has_reached_its_place(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(A, WITH_FURNITURE, by=whole)
    stored(house)
    [kept] = house.archive.rglob("*.warc.gz")
    kept.rename(house.archive / f"{kept.name}.part")
    with Visit(house, hours=1) as visit:
        visit.reads(A, WITH_FURNITURE, by=clean)
    assert stored(house)["rebased"] == 1


# all three at once


def test_what_lies_in_the_spool_is_taken_over_and_said_to_be_news_or_not(house: Settings) -> None:
    for hours, is_news in ((0, True), (1, False)):
        with Visit(house, hours=hours) as visit:
            visit.reads(A, FIRST)
        counts = document.take_over(house, clean)
        assert (counts["files"], document.has_news(counts)) == (1, is_news)
    assert [one.address for one in rows(house, Document)] == [A]
    assert not document.has_news(document.take_over(house, clean))
    with Visit(house, hours=2) as visit:
        visit.reads(A, SECOND)
    assert document.has_news(document.take_over(house, clean))
