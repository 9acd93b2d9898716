"""The ledger: both sides of every stage agree, and whatever is lost at one shows there."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import text
from visits import START, TALKS, WEATHER, Visit, address, after, clean, rows, stored, subscribe

from pipeline import document, ledger, stages, store
from pipeline.ledger import IN, OUT, STAGES, WAITING, Count, Entry, entries, unexplained
from pipeline.settings import Settings
from pipeline.store import tally
from pipeline.tables import Revision


def entry(stage: str, found: list[Entry], source: str = "am_mfa", language: str = "en") -> Entry:
    [one] = [
        one for one in found if (one.source, one.language, one.stage) == (source, language, stage)
    ]
    return one


def balance(house: Settings, since: object = tally.ALWAYS) -> list[Entry]:
    with store.sessions(house.database)() as session:
        return entries(tally.counts(session, since))  # type: ignore[arg-type]  # a moment


def lose(house: Settings, *commands: str) -> None:
    with store.sessions(house.database).begin() as session:
        for command in commands:
            session.execute(text(command))


@pytest.fixture
def full(house: Settings) -> Settings:
    """Return a house with something in every stage, dropped at some, waiting at others."""
    subscribe(house)
    with Visit(house, mode="announce") as visit:
        visit.reads(address(1), TALKS["en"], edition="1")
        visit.reads(address(1, "ru"), TALKS["ru"], edition="1")
        visit.reads(address(2), WEATHER)
        visit.reads(address(9), TALKS["fr"])
        visit.loses(address(3))
        visit.loses(address(4), "http_404", final=True)
    with Visit(house, source="az_president", mode="announce") as visit:
        visit.reads("https://president.az/en/articles/view/1", TALKS["en"])
    stages.after_crawl(house, clean)
    with Visit(house, hours=1) as visit:
        visit.reads(address(1), TALKS["en"] + "\n\nThe talks go on, the minister said.")
        visit.lists(address(5))
    stages.after_crawl(house, clean)
    return house


# pure


def test_what_neither_went_on_nor_was_dropped_nor_waits_is_unexplained() -> None:
    [one] = entries(
        [
            Count("fetch", "am_mfa", "en", IN, 7),
            Count("fetch", "am_mfa", "en", IN, 3),
            Count("fetch", "am_mfa", "en", OUT, 4),
            Count("fetch", "am_mfa", "en", WAITING, 2),
            Count("fetch", "am_mfa", "en", "http_404", 2),
            Count("fetch", "am_mfa", "en", "robots", 1),
            Count("fetch", "am_mfa", "en", "layout", 0),
        ]
    )
    assert (one.entered, one.left, one.waiting, one.unexplained) == (10, 4, 2, 1)
    assert one.drops == {"http_404": 2, "robots": 1}


def test_entries_follow_the_data_path_for_each_source_and_language() -> None:
    found = entries(
        Count(stage, source, language, IN, 1)
        for stage in reversed(STAGES)
        for language in ("ru", "en")
        for source in ("b", "a")
    )
    assert [one.stage for one in found[: len(STAGES)]] == list(STAGES)
    assert [(one.source, one.language) for one in found[:: len(STAGES)]] == [
        ("a", "en"), ("a", "ru"), ("b", "en"), ("b", "ru"),
    ]  # fmt: skip


def test_one_language_does_not_make_up_for_what_another_lost() -> None:
    found = entries([Count("document", "a", "en", IN, 1), Count("document", "a", "ru", OUT, 1)])
    assert [(one.language, one.unexplained) for one in unexplained(found)] == [
        ("en", 1), ("ru", -1),
    ]  # fmt: skip


# on the database


@pytest.mark.server
def test_everything_is_explained_where_nothing_was_lost(full: Settings) -> None:
    found = balance(full)
    assert unexplained(found) == []
    assert {one.stage for one in found} == set(STAGES)
    assert entry("fetch", found).left == 2
    nowhere = entry("fetch", found, language="")
    assert (nowhere.waiting, nowhere.drops) == (2, {"http_404": 1})
    assert entry("revision", found).entered == 3
    assert entry("evidence", found).entered == 2
    assert entry("told", found).left == 1
    assert entry("delivery", found, language="ru").left == 1
    assert entry("store", found, "az_president").left == 1


@pytest.mark.server
def test_work_that_is_still_to_do_waits_and_is_explained(house: Settings) -> None:
    subscribe(house)
    with Visit(house, mode="announce") as visit:
        visit.reads(address(1), TALKS["en"])
    stored(house)
    steps = [
        ("statement", stages.join_statements),
        ("flag", stages.raise_flags),
        ("line", stages.write_lines),
        ("delivery", stages.send),
    ]
    for stage, run in steps:
        assert entry(stage, balance(house)).waiting == 1
        assert unexplained(balance(house)) == []
        run(house)
        assert entry(stage, balance(house)).waiting == 0
    assert unexplained(balance(house)) == []


def gone(table: str, where: str) -> str:
    """Return what deletes rows that belong to some documents."""
    using = "revision, document" if table == "flag" else "document"
    joined = "revision_id = revision.id AND " if table == "flag" else ""
    return f"DELETE FROM {table} USING {using} WHERE {joined}document_id = document.id AND {where}"  # noqa: S608  ours


FRENCH, RUSSIAN = "language = 'fr'", "language = 'ru'"
ENGLISH = "source = 'am_mfa' AND language = 'en'"
LAST_FLAGS = "DELETE FROM flag WHERE revision_id = (SELECT max(id) FROM revision)"
EMPTY = "DELETE FROM delivery WHERE NOT EXISTS (SELECT FROM line WHERE delivery_id = delivery.id)"
LINES = "DELETE FROM line"
LOSSES: dict[str, tuple[list[str], dict[tuple[str, str], int]]] = {  # -> where it shows
    "an address is gone": (
        ["DELETE FROM address WHERE document_id IS NULL AND due_at IS NULL"],
        {("address", ""): 1},
    ),
    "an address is neither due nor ended": (
        ["UPDATE address SET due_at = NULL, reason = NULL WHERE url LIKE '%/5'"],
        {("fetch", ""): 1},
    ),
    "a document is gone": (
        [
            *(gone(table, FRENCH) for table in ("flag", "line", "carriage", "revision")),
            EMPTY,
            gone("address", FRENCH),
            "DELETE FROM document WHERE language = 'fr'",
        ],
        {("address", ""): 1, ("document", "fr"): 1, ("revision", "fr"): 1},
    ),
    "a revision is gone": (
        [LAST_FLAGS, "DELETE FROM revision WHERE id = (SELECT max(id) FROM revision)"],
        {("revision", "en"): 1},
    ),
    "a statement is not carried any more": (
        [gone("carriage", RUSSIAN)],
        {("statement", "ru"): 1},
    ),
    "a flag is gone": ([LAST_FLAGS], {("evidence", "en"): 1}),
    "a line is gone": ([gone("line", f"{ENGLISH} AND role = 'lead'")], {("told", "en"): 1}),
    "a message is gone with its lines": (
        [gone("line", ENGLISH), gone("line", RUSSIAN), EMPTY],
        {("told", "en"): 1},
    ),
}


@pytest.mark.server
@pytest.mark.parametrize("name", LOSSES)
def test_what_is_lost_shows_at_its_stage(full: Settings, name: str) -> None:
    commands, shows = LOSSES[name]
    lose(full, *commands)
    found = {(one.stage, one.language): one.unexplained for one in unexplained(balance(full))}
    assert found == shows


@pytest.mark.server
@pytest.mark.usefixtures("one_by_one")
def test_a_message_without_a_line_is_of_no_source_any_more(full: Settings) -> None:
    lose(full, LINES)
    found = {(one.source, one.stage): one.unexplained for one in unexplained(balance(full))}
    assert found[("", "delivery")] == 3
    assert found[("am_mfa", "told")] == 1


@pytest.mark.server
def test_an_item_lost_between_crawl_and_store_shows_at_deduplicate(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(address(1), TALKS["en"])
        visit.reads(address(2), TALKS["ru"])
    document.deduplicate(house)
    [path] = (house.spool / "identified").glob("*.jsonl")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [one for one in lines if not ('"kind":"item"' in one and address(2) in one)]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), encoding="utf-8")
    document.detect_language(house)
    document.store_files(house, clean)
    [one] = [one for one in unexplained(balance(house)) if one.stage == "deduplicate"]
    assert (one.source, one.entered, one.left, one.unexplained) == ("am_mfa", 2, 1, 1)


@pytest.mark.server
def test_of_two_entries_of_a_feed_with_one_link_the_first_counts(house: Settings) -> None:
    for hour in (0, 1):
        with Visit(house, hours=hour) as visit:
            visit.reads(address(1), TALKS["en"])
            body, feed = TALKS["fr"].encode(), sha256(TALKS["en"].encode()).hexdigest()
            [item] = clean("am_mfa", address(1), body, media_type="text/plain", seen_at=visit.at)
            visit.writes(replace(item, page=feed))
        stored(house)
    one = entry("deduplicate", balance(house), language="")
    assert one.drops == {"repeated": 2}
    [revision] = rows(house, Revision)
    assert revision.number == 1


@pytest.mark.server
def test_what_deduplicate_drops_is_named(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(address(1), TALKS["en"])
        visit.reads(address(1), TALKS["en"])
        visit.reads(f"{address(1)}?utm_source=x", TALKS["en"])
    stored(house)
    one = entry("deduplicate", balance(house), language="")
    assert one.drops == {"repeated": 1, "duplicate": 1}
    assert (one.entered, one.left, one.unexplained) == (3, 1, 0)


@pytest.mark.server
def test_an_item_without_its_page_is_dropped_by_name_and_its_address_stays_due(
    house: Settings,
) -> None:
    with Visit(house) as visit:
        visit.lists(address(1))
        [item] = clean(
            "am_mfa", address(1), TALKS["en"].encode(), media_type="text/plain", seen_at=START
        )
        visit.writes(item)
        visit.counts["items"] = 1
    stored(house)
    found = balance(house)
    assert entry("store", found).drops == {"no_page": 1}
    assert entry("fetch", found, language="").waiting == 1
    assert unexplained(found) == []


@pytest.mark.server
@pytest.mark.parametrize(
    ("since", "revisions"),
    [(START - timedelta(days=1), 3), (START, 3), (after(0.5), 1), (after(1), 1)],
)
def test_a_part_of_the_time_is_explained_as_the_whole_is(
    full: Settings, since: object, revisions: int
) -> None:
    found = balance(full, since)
    assert unexplained(found) == []
    assert entry("revision", found).entered == revisions


@pytest.mark.server
def test_nothing_is_counted_since_a_moment_after_the_last_crawl(full: Settings) -> None:
    assert balance(full, after(2)) == []


@pytest.mark.server
def test_a_house_of_before_the_ledger_opens_with_what_there_is(full: Settings) -> None:
    """The data migration, on rows whose counts are those new columns have."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415  only here
    from test_migrations import alembic  # noqa: PLC0415  only here

    lose(full, "UPDATE crawl SET taken = '{}', counts = '{}'")
    lose(full, "UPDATE revision SET raised = 0, told = 0")
    assert unexplained(balance(full))
    script = ScriptDirectory.from_config(alembic(str(full.database)))
    opening = script.get_revision("2026_11_28_opening").module
    lose(full, opening.FLAGS_AND_LINES, opening.FIRST_CRAWLS)
    assert unexplained(balance(full)) == []
    assert ledger.STAGES.keys() >= {one.stage for one in balance(full)}


@pytest.mark.server
def test_what_is_stored_while_it_is_asked_is_not_half_counted(full: Settings) -> None:
    with store.snapshot(full.database) as (still, _):
        before = ledger.entries(tally.counts(still))
        with Visit(full, "am_mfa") as visit:
            visit.reads(address(99), TALKS["en"])
        stages.after_crawl(full, clean)
        assert ledger.entries(tally.counts(still)) == before
    assert balance(full) != before
