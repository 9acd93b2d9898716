"""Unchanged pages fetched again: told to the crawl, kept as revisits, read back all the same."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from played import MFA, Site, play_mfa, words
from visits import TALKS, Visit, after, rows, stored

from crawlers import reread, run
from pipeline import archive, source, stages, store
from pipeline.settings import Settings
from pipeline.tables import Page, Revision

pytestmark = pytest.mark.server

NEWS = f"{MFA}/en/news?page=1"
BODIES = "https://www.mfa.am/en/press-releases/2023/05/04/talks"


def visited(house: Settings, site: Site, *, minutes: float = 0) -> Sequence[Page]:
    """Crawl am_mfa some minutes from now, store what it brought, and return its pages."""
    before = len(rows(house, Page))
    now = datetime.now(UTC) + timedelta(minutes=minutes)
    visit = source.run(replace(house, replay=site.replay), "am_mfa", run.crawl, now=now)
    assert not visit.failed, visit.reason
    stages.after_crawl(house, reread.items)
    return rows(house, Page)[before:]


def kept_whole(pages: Sequence[Page]) -> set[str]:
    return {page.url for page in pages if not page.revisit}


def read(house: Settings, page: Page) -> bytes:
    return archive.body(house.archive, page.file, page.offset, page.digest)


def test_what_did_not_change_is_kept_once_and_read_back_from_every_visit(
    house: Settings, site: Site
) -> None:
    play_mfa(site, [2, 1])
    first = visited(house, site)
    assert len(kept_whole(first)) == len(first)
    bodies = {page.url: read(house, page) for page in first}
    quiet = visited(house, site)
    assert len(quiet) == 4
    assert kept_whole(quiet) == set()
    due = visited(house, site, minutes=20)
    assert len(due) == 9  # 4 listings, 5 articles
    assert kept_whole(due) == set()
    assert all(read(house, page) == bodies[page.url] for page in [*quiet, *due])
    assert {revision.number for revision in rows(house, Revision)} == {1}
    for page in due:
        if page.role == "document":  # today's extractor reads it as it read the first
            number = int(page.url.rsplit("/", 1)[1])
            [item] = reread.items(
                "am_mfa",
                page.url,
                read(house, page),
                media_type=page.media_type,
                seen_at=page.fetched_at,
            )
            assert item.text == words(number)


def test_what_changed_is_kept_whole_and_what_comes_back_too(house: Settings, site: Site) -> None:
    play_mfa(site, [1])
    visited(house, site)
    answer = site.answers[f"{BODIES}/1"]
    site[f"{BODIES}/1"] = f"<h2>T</h2><div class='static-content'><p>{words(7)}</p></div>"
    assert kept_whole(visited(house, site, minutes=20)) == {f"{BODIES}/1"}
    site.answers[f"{BODIES}/1"] = answer
    back = visited(house, site, minutes=40)
    assert kept_whole(back) == {f"{BODIES}/1"}
    read(house, next(page for page in back if page.url == f"{BODIES}/1"))


def test_a_listing_is_kept_whole_once_a_day_so_that_it_can_be_dropped_by_age(
    house: Settings, site: Site
) -> None:
    play_mfa(site, [1])
    visited(house, site)
    listings = {f"{MFA}/{one}/news?page=1" for one in ("hy", "en", "ru", "fr")}
    assert kept_whole(visited(house, site, minutes=60 * 23)) == set()
    assert kept_whole(visited(house, site, minutes=60 * 25)) == listings


def test_an_article_never_refers_to_a_listing_which_will_be_dropped(house: Settings) -> None:
    with Visit(house) as visit:
        visit.fetches(NEWS, TALKS["en"], role="listing")
        visit.reads(NEWS, TALKS["en"])
    stored(house)
    with store.sessions(house.database)() as session:
        due = store.known_pages(session, "am_mfa", [NEWS], after(100))
        recent = store.known_pages(session, "am_mfa", [], after(-1))
    assert [page.role for page in due] == ["document"]
    assert sorted(page.role for page in recent) == ["document", "listing"]
    assert len({page.file for page in recent}) == 2
