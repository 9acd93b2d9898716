"""Housekeeping: what is over its time goes, evidence and what is broken stays."""

import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from visits import TALKS, Visit, address, after, rows, stored

from pipeline import archive, document, housekeeping, store
from pipeline.settings import Settings
from pipeline.tables import Address, Base, Page, Revision

pytestmark = pytest.mark.server

NEWS = "https://www.mfa.am/en/news?page=1"
LISTING = "<html>what a listing shows</html>"
OVER = 24 * 31 + 1  # hours; thirty days, and one that later listings may refer to


def seen(house: Settings, *, hours: float = 0) -> Page:
    """Crawl am_mfa, which has one article, and return the page of its listing."""
    with Visit(house, hours=hours) as visit:
        visit.fetches(NEWS, LISTING, role="listing")
        visit.reads(address(1), TALKS["en"])
    stored(house)
    return next(page for page in reversed(rows(house, Page)) if page.role == "listing")


def keep_house(house: Settings, hours: float) -> dict[str, int]:
    return dict(housekeeping.run(house, after(hours)))


def body(house: Settings, page: Page) -> bytes:
    return archive.body(house.archive, page.file, page.offset, page.digest)


# listings


def test_a_listing_goes_after_its_time_with_its_row_and_the_article_stays(house: Settings) -> None:
    listing = seen(house)
    assert keep_house(house, OVER - 2).get("listings") is None
    assert body(house, listing) == LISTING.encode()
    size = (house.archive / listing.file).stat().st_size
    assert keep_house(house, OVER) == {"listings": 1, "bytes": size}
    assert not (house.archive / listing.file).exists()
    [page] = rows(house, Page)
    assert (page.role, body(house, page)) == ("document", TALKS["en"].encode())
    assert len(rows(house, Revision)) == len(rows(house, Address)) == 1
    assert keep_house(house, OVER) == {}


def test_only_listings_over_their_time_go(house: Settings) -> None:
    seen(house)
    young = seen(house, hours=24)
    assert keep_house(house, OVER)["listings"] == 1
    assert body(house, young) == LISTING.encode()


def test_a_death_between_row_and_file_leaves_nothing_to_the_next_run(house: Settings) -> None:
    listing = seen(house)
    key = Path(listing.file).name.removesuffix(".listings.warc.gz")
    with store.sessions(house.database).begin() as session:
        assert store.drop_listings(session, key, listing.file) == 1
    assert (house.archive / listing.file).exists()
    keep_house(house, OVER)
    assert not (house.archive / listing.file).exists()


def test_the_listings_of_a_crawl_that_is_not_stored_stay(house: Settings) -> None:
    with Visit(house) as visit:
        listing = visit.fetches(NEWS, LISTING, role="listing")
    assert keep_house(house, OVER).get("listings") is None
    assert (house.archive / listing.file).exists()
    stored(house)
    assert keep_house(house, OVER)["listings"] == 1


def test_a_listing_that_a_revision_was_read_from_stays(house: Settings) -> None:
    listing = seen(house)
    with store.sessions(house.database).begin() as session:
        session.execute(update(Revision).values(page_id=listing.id))
    assert keep_house(house, OVER).get("listings") is None
    assert body(house, listing) == LISTING.encode()


def test_no_listing_goes_while_a_backup_copies_them(house: Settings) -> None:
    listing = seen(house)
    with store.keeping_lock(house.database, wait=True):
        assert keep_house(house, OVER).get("listings") is None
    assert body(house, listing) == LISTING.encode()
    assert keep_house(house, OVER)["listings"] == 1


# spool


def aged(path: Path, days: float) -> Path:
    moment = (datetime.now(UTC) - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_stored_spool_files_go_after_two_weeks(house: Settings) -> None:
    for _ in range(2):
        seen(house)
    old, young = sorted((house.spool / document.STORED).glob("*.jsonl"))
    aged(old, 14.1)
    aged(young, 13.9)
    counts = housekeeping.drop_spool(house, datetime.now(UTC))
    assert counts["spool files"] == 1
    assert list((house.spool / document.STORED).glob("*.jsonl")) == [young]


@pytest.mark.parametrize(
    "folder", [document.NEW, document.IDENTIFIED, document.DETECTED, document.BROKEN]
)
def test_what_is_not_stored_never_goes(house: Settings, folder: str) -> None:
    (house.spool / folder).mkdir(parents=True)
    path = house.spool / folder / "am_mfa.20230505T080000000000Z.abcdef.crawl.jsonl"
    path.write_text("{}")
    aged(path, 400)
    housekeeping.drop_spool(house, datetime.now(UTC))
    assert path.exists()


def test_broken_files_are_counted_and_named(
    house: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    (house.spool / document.BROKEN).mkdir(parents=True)
    (house.spool / document.BROKEN / "a.jsonl").write_text("{}")
    with caplog.at_level(logging.WARNING):
        assert housekeeping.drop_spool(house, datetime.now(UTC)) == {"broken": 1}
    assert "broken/a.jsonl could not be stored and is kept; a.error says why" in caplog.text


def test_whatever_refers_to_a_page_leads_an_index() -> None:
    """PostgreSQL looks there for every page that is dropped; without one, through all rows."""
    columns = [column for table in Base.metadata.tables.values() for column in table.columns]
    refer = [
        column
        for column in columns
        if any(key.target_fullname == "page.id" for key in column.foreign_keys)
    ]
    assert {f"{one.table.name}.{one.name}" for one in refer} == {
        "document.withdrawn_page_id",
        "revision.page_id",
    }
    for one in refer:
        assert any(next(iter(index.columns)) is one for index in one.table.indexes), one
