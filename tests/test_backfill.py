"""Backfill: days of the past brought in, politely and told to nobody; twice changes nothing."""

import gzip
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from called import called
from click.testing import Result
from played import MFA, Answer, Site, place, play_past
from visits import contents, rows, subscribe

from crawlers import catalog, reread, run
from pipeline import backfill, settings, stages, store
from pipeline.backfill import Backfilled, Wanted
from pipeline.errors import CallError, CrawlError
from pipeline.settings import Settings
from pipeline.tables import Address, Crawl, Document, Line, Source, Span
from runtime import database

pytestmark = pytest.mark.server

FIRST, LAST = date(2023, 4, 10), date(2023, 4, 13)
ENGLISH = f"{MFA}/en/news?page={{page}}"


@pytest.fixture
def played(house: Settings, site: Site) -> Settings:
    """Return a house whose sources are the site's: thirty texts, one a day, newest first."""
    play_past(site, 30)
    return replace(house, replay=site.replay)


def wanted(first: date = FIRST, last: date = LAST) -> Wanted:
    return Wanted(source="am_mfa", first=first, last=last, ways={ENGLISH: "en"})


def backfilled(house: Settings, asked: Wanted | None = None, **more: int) -> Backfilled:
    return backfill.run(house, asked or wanted(), run.crawl, reread.items, **more)


def days(house: Settings) -> list[str]:
    return sorted(one.address.split("/talks/")[1] for one in rows(house, Document))


def test_the_days_asked_for_are_brought_in_and_nobody_is_told(played: Settings) -> None:
    subscribe(played)
    came = backfilled(played)
    assert (came.is_done, came.stuck, came.read) == (True, [], 4)
    assert days(played) == ["10", "11", "12", "13"]
    assert {one.announced for one in rows(played, Document)} == {False}
    stages.join_statements(played)
    stages.raise_flags(played)
    stages.write_lines(played)
    assert rows(played, Line) == []
    [source] = [one for one in rows(played, Source) if one.name == "am_mfa"]
    assert (source.settled_at, source.due_at) == (None, None)  # its own crawls are as before
    assert {(one.due_at, one.backfilled) for one in rows(played, Address)} == {(None, True)}


def test_the_same_days_again_ask_for_nothing_and_change_nothing(
    played: Settings, site: Site
) -> None:
    backfilled(played)
    before, asked = contents(played), len(site.asked)
    assert backfilled(played) == Backfilled(read=0, is_done=True, stuck=[])
    assert (contents(played), len(site.asked)) == (before, asked)


def test_a_run_is_bounded_and_the_next_goes_on(played: Settings) -> None:
    came = backfilled(played, limit=3)
    assert (came.read, came.is_done) == (3, False)
    assert "goes on from there" in str(came)
    while not (came := backfilled(played, limit=3)).is_done:
        assert came.read <= 3
    assert days(played) == ["10", "11", "12", "13"]


def children() -> Iterator[int]:
    """Yield the crawls this process has started."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            parent = (process / "stat").read_text().rsplit(") ", 1)[1].split()[1]
            if int(parent) == os.getpid() and b"crawlers" in (process / "cmdline").read_bytes():
                yield int(process.name)
        except OSError:
            continue


def test_who_is_killed_in_the_middle_is_gone_on_with(played: Settings, site: Site) -> None:
    whole = site.answers[place(11)]
    assert isinstance(whole, Answer)
    killed: list[int] = []

    def once() -> Answer:
        if not killed:
            killed.extend(children())
            for child in killed:
                os.kill(child, signal.SIGKILL)
        return whole

    site[place(11)] = once
    came = backfilled(played)
    assert killed
    assert came.is_done
    assert days(played) == ["10", "11", "12", "13"]
    assert [one.outcome for one in rows(played, Crawl)] == [None, "ok"]


def test_a_site_that_does_not_answer_ends_it_with_its_reason(played: Settings, site: Site) -> None:
    site[f"{MFA}/en/news?page=1"] = Answer(b"", 503)
    with pytest.raises(CrawlError, match=r"am_mfa: 3 crawls in a row failed: .*HTTP 503"):
        backfilled(played)


def test_hosts_are_left_to_the_crawl_that_has_them(
    played: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfill, "PATIENCE", backfill.LONGEST * 0)
    monkeypatch.setattr(backfill, "_PAUSE", 0)
    with (
        store.host_lock(played.database, ["mfa.am"]),
        pytest.raises(CrawlError, match=r"other crawls do not leave mfa\.am"),
    ):
        backfilled(played)


def test_days_that_were_not_over_are_looked_through_again(played: Settings) -> None:
    backfilled(played)
    with store.sessions(played.database).begin() as session:
        asked = wanted(last=date(2998, 12, 31))
        zone = ZoneInfo("Asia/Yerevan")
        session.get_one(Span, 1).until = datetime(2999, 1, 1, tzinfo=zone)
    came = backfilled(played, asked)
    assert came.is_done
    assert len(days(played)) == 21  # from the tenth on


def test_a_source_that_has_ended_is_read_back_and_stays_ended(house: Settings, site: Site) -> None:
    home = "https://2021-2025.state.gov"
    urls = [f"{home}/department-press-briefing-may-{day}-2023/" for day in (3, 4)]
    entries = "".join(f"<url><loc>{one}</loc><lastmod>2023-05-04</lastmod></url>" for one in urls)
    site[f"{home}/state_briefing-sitemap.xml"] = Answer(
        gzip.compress(f"<urlset>{entries}</urlset>".encode()),
        headers={"Content-Type": "application/xml"},
    )
    for url in urls:
        meta = "<p class='article-meta__publish-date'>May 4, 2023</p>"
        site[url] = f"<h1>Briefing</h1>{meta}<div class='entry-content'><p>{url}</p></div>"
    ways = catalog.ways("us_state_biden")
    asked = Wanted(
        source="us_state_biden", first=date(2023, 5, 1), last=date(2023, 5, 31), ways=ways
    )
    came = backfilled(replace(house, replay=site.replay), asked, limit=1)
    assert (came.read, came.is_done) == (1, False)
    came = backfilled(replace(house, replay=site.replay), asked)
    assert (came.read, came.is_done) == (1, True)
    assert [(one.address, one.announced) for one in rows(house, Document)] == [
        (url, False) for url in urls
    ]
    assert {one.due_at for one in rows(house, Address)} == {None}


# what is refused


@pytest.mark.parametrize(
    ("first", "last", "ways", "said"),
    [
        (LAST, FIRST, {"x": "en"}, "--from 2023-04-13 is after --to 2023-04-10"),
        (date(2024, 1, 2), date(2024, 1, 3), {"x": "en"}, "2024-01-02 has not come yet"),
        (FIRST, LAST, {}, "am_mfa has no way back: .*`veille ingest --source am_mfa`"),
    ],
)
def test_a_wrong_wish_is_refused_with_what_is_wrong(
    first: date, last: date, ways: dict[str, str], said: str
) -> None:
    with pytest.raises(CallError, match=said):
        backfill.wanted("am_mfa", first, last, ways, ["en"], date(2024, 1, 1))


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ({"x": "en"}, "am_mfa has no way back in hy, ru"),
        ({"x": ""}, ""),
        ({"x": "en", "y": "hy", "z": "ru"}, ""),
    ],
)
def test_languages_without_a_way_back_are_named(ways: dict[str, str], said: str) -> None:
    languages = ["hy", "en", "ru"]
    assert backfill.wanted("am_mfa", FIRST, LAST, ways, languages, LAST)[1] == said


# the command


@pytest.fixture
def at_home(played: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in {
        "VEILLE_HOME": str(played.home),
        "VEILLE_DATABASE": str(played.database),
        "VEILLE_REPLAY": str(played.replay),
    }.items():
        monkeypatch.setenv(name, value)
    settings.current.cache_clear()
    database.opened.cache_clear()
    yield
    settings.current.cache_clear()
    database.opened.cache_clear()


def call(source: str, first: str, last: str, *more: str) -> Result:
    return called("backfill", source, "--from", first, "--to", last, *more)


@pytest.mark.usefixtures("at_home")
def test_the_command_shows_how_far_it_has_come(played: Settings, site: Site) -> None:
    site[f"{MFA}/en/press-releases/archive/2023/04/11/"] = f"<a href='{place(11)}'>x</a>"
    said = call("am_mfa", "2023-04-10", "2023-04-13")
    assert said.exit_code == 0, said.output
    assert f"{ENGLISH}: filled, " in said.stderr
    assert "am_mfa: 4 articles read; nothing is left to do\n" in said.stdout
    assert days(played) == ["10", "11", "12", "13"]


@pytest.mark.usefixtures("at_home")
def test_a_way_that_is_not_there_is_said_and_the_others_are_gone(played: Settings) -> None:
    for _ in range(2):
        said = call("am_mfa", "2023-04-10", "2023-04-13")
        assert said.exit_code == 1
        assert str(said.exception) == (
            "am_mfa: days from 2023-04-10 to 2023-04-13; "
            "of no day there is a page: http_404: HTTP 404"
        )
    assert days(played) == ["10", "11", "12", "13"]


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("zz_none", "zz_none: no such source; known: "),
        ("am_hetq", "am_hetq has no way back"),
        ("nk_mfa", "`veille ingest --source nk_mfa`"),
    ],
)
def test_the_command_says_what_cannot_be(source: str, words: str) -> None:
    said = call(source, "2023-04-10", "2023-04-13")
    assert words in str(said.exception)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(
    ("page", "holds", "found"),
    [
        (f"<p><a href='{place(11)}'>x</a></p>", True, "1 articles or sitemaps"),
        ("<p><a href='/en/'>Home</a></p>" * 9, False, "not a single article in it"),
        (None, False, "HTTP 404"),
    ],
)
def test_verify_looks_at_the_archives(
    site: Site, page: str | None, found: str, *, holds: bool
) -> None:
    [url] = catalog.archive_pages("am_mfa", (datetime.now(UTC) - timedelta(days=14)).date())
    if page:
        site[url] = page
    said = called("verify", "am_mfa", "--archives", "--json")
    assert said.exit_code == (0 if holds else 1)
    assert f'"url": "{url}"' in said.stdout
    assert found in said.stdout
    assert site.asked_for("/press-releases/archive/") == [url]


def test_every_way_back_is_of_a_language_of_its_source() -> None:
    for name, declared in catalog.declarations().items():
        if name != catalog.MANUAL:
            assert set(catalog.ways(name).values()) <= {*declared.languages, ""}
