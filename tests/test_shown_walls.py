"""A wall before a source: kept as evidence, and no document, no revision, no withdrawal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from played import OLD, Answer, Site, play_mfa
from sqlalchemy import select
from warcio.archiveiterator import ArchiveIterator

from crawlers import reread, run
from pipeline import source, stages, store
from pipeline.settings import Settings
from pipeline.store import listing
from pipeline.tables import Address, Page

pytestmark = pytest.mark.server
NEW = 9
WALLS = {
    "refused": Answer(b"Forbidden", 403),
    "challenge": Answer(b"<title>Just a moment...</title>", 503),
    "as a page": Answer(b"<title>Pardon Our Interruption</title><p>You are a bot."),
    "login": Answer(b"<h2>Log in to read</h2><input type=password>"),
    "nothing": Answer(b""),
}


@pytest.fixture
def house(house: Settings, site: Site) -> Settings:
    """Return a house where every site is played."""
    return replace(house, replay=site.replay)


def collect(house: Settings, now: datetime) -> str:
    """Crawl and go on to the post; return the outcome."""
    visit = source.run(house, "am_mfa", run.crawl, now=now)
    stages.after_crawl(house, reread.items)
    return visit.outcome


def documents(house: Settings) -> list[tuple[str, int]]:
    """Return address and number of revisions of every document."""
    with store.sessions(house.database)() as session:
        rows = listing.documents(session, None, 1000)
        return sorted((str(row["address"]), int(str(row["revisions"]))) for row in rows)


def kept(house: Settings, url: str) -> Iterator[tuple[int, bytes]]:
    """Yield status and body of every answer of an address that the archive holds."""
    with store.sessions(house.database)() as session:
        pages = list(session.scalars(select(Page).where(Page.url == url).order_by(Page.id)))
    for page in pages:
        with (house.archive / page.file).open("rb") as file:
            file.seek(page.offset)
            yield page.status, next(iter(ArchiveIterator(file))).content_stream().read()


@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS)
def test_a_wall_is_kept_as_evidence_and_changes_no_document(
    house: Settings, site: Site, wall: Answer
) -> None:
    urls = play_mfa(site, [OLD])
    now = datetime.now(UTC)
    assert collect(house, now) == "ok"
    before = documents(house)
    urls = play_mfa(site, [NEW, OLD])
    pages = {number: site.answers[urls[number]] for number in (NEW, OLD)}
    site[urls[NEW]] = site[urls[OLD]] = wall
    later = now + timedelta(hours=2)  # what is there already is looked at again
    assert collect(house, later) == "blocked"
    assert documents(house) == before
    assert list(kept(house, urls[OLD]))[1:] in ([(wall.status, wall.body)], [])
    assert (wall.status, wall.body) in [*kept(house, urls[OLD]), *kept(house, urls[NEW])]
    with store.sessions(house.database)() as session:
        walled = session.scalars(select(Address).where(Address.url == urls[NEW])).one()
        assert (walled.reason, walled.document) == ("blocked", None)
        assert walled.due_at is not None
    for number, page in pages.items():
        site.answers[urls[number]] = page
    collect(house, later + timedelta(hours=2))
    assert documents(house) == sorted([*before, (urls[NEW], 1)])
