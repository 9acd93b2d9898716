"""Growth a day is what is stored, the first crawl apart; generated houses have nothing to do."""

import pytest
from visits import TALKS, WEATHER, Visit, address, after, clean, rows, stored

from crawlers import catalog
from pipeline import stages, store
from pipeline.settings import Settings
from pipeline.store import listing
from pipeline.tables import Document, Page
from runtime.bench import growth
from runtime.bench.fill import fill

pytestmark = pytest.mark.server

NEWS = "https://www.mfa.am/en/news?page=1"


def test_a_day_is_measured_from_the_end_of_the_first_crawl(house: Settings) -> None:
    with Visit(house) as visit:  # the backlog
        for number in range(20):
            visit.reads(address(number), f"{WEATHER}\n\n{'much more ' * 999}{number}")
    with Visit(house, hours=12) as visit:
        visit.fetches(NEWS, "a listing", role="listing")
        visit.reads(address(100), TALKS["en"])
    with Visit(house, hours=36) as visit:
        visit.reads(address(101), TALKS["ru"])
    stored(house)
    [found] = growth.measured(house, after(48))
    assert found.source == "am_mfa"
    assert found.days == pytest.approx(2, abs=0.01)
    assert found.documents == pytest.approx(1, abs=0.01)
    later = [page for page in rows(house, Page) if page.fetched_at > after(1)]
    sizes = {page.file: (house.archive / page.file).stat().st_size for page in later}
    listings = sum(size for file, size in sizes.items() if "listings" in file)
    assert listings > 0
    assert found.listings == pytest.approx(listings / 2, rel=0.01)
    assert found.archive == pytest.approx((sum(sizes.values()) - listings) / 2, rel=0.01)
    spool = sorted((house.spool / "stored").glob("*.jsonl"))[1:]
    assert found.spool == pytest.approx(sum(path.stat().st_size for path in spool) / 2, rel=0.01)
    assert found.database > 1000
    assert found.year == pytest.approx(
        365 * (found.database + found.archive) + 30 * found.listings + 14 * found.spool
    )


def test_less_than_an_hour_tells_nothing(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(address(1), WEATHER)
    with Visit(house, hours=0.5) as visit:
        visit.reads(address(2), TALKS["en"])
    stored(house)
    assert growth.measured(house, after(0.6)) == []
    assert len(growth.measured(house, after(2))) == 1


def test_a_generated_house_is_full_and_has_nothing_to_do(house: Settings) -> None:
    fill(str(house.database), list(catalog.names()), 200)
    assert len(rows(house, Document)) == 200
    with store.sessions(house.database)() as session:
        before = listing.totals(session)
    assert not +stages.after_crawl(house, clean)
    with Visit(house, mode="announce") as visit:
        visit.reads(address(1), WEATHER)
    assert stages.after_crawl(house, clean)["new"] == 1  # ids go on behind the generated ones
    with store.sessions(house.database)() as session:
        assert listing.totals(session)["documents"] == before["documents"] + 1
