"""What a page costs, from fetch to flag, beside Scrapy fetching it and doing nothing."""

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from crawlers import catalog, reread, run
from pipeline import archive, document, settings, source, stages, store
from pipeline.errors import CrawlError
from pipeline.settings import Settings
from pipeline.store import listing
from runtime import postgres
from runtime.bench import site
from runtime.bench.meter import children_seconds, seconds, server_seconds
from runtime.database import migrate

Costs = dict[str, float]  # part of the way -> CPU seconds

CRAWL, EXTRACT = "crawl", "extract"


def costs(pages: int, said: Callable[[str], None]) -> tuple[float, Costs]:
    """Return CPU seconds of plain Scrapy, and of each part of our way, for the same pages.

    The server of the site is not counted, PostgreSQL is; `extract` is done again alone, and
    part of `crawl`. Raise CrawlError when not every page came through.
    """
    with _served(pages) as replay, _house(replay) as house:
        said(f"plain Scrapy fetches {pages} pages of {site.WEIGHT // 1000} kB")
        before = children_seconds()
        _plain(pages, replay)
        plain = children_seconds() - before
        said("Veille crawls them")
        server = server_seconds(house.home)
        before = children_seconds()
        _crawl(house)
        found = {CRAWL: children_seconds() - before}
        for part, stage in _STAGES.items():
            said(part)
            before = seconds(resource.RUSAGE_SELF)
            stage(house)
            found[part] = seconds(resource.RUSAGE_SELF) - before
        found["PostgreSQL"] = server_seconds(house.home) - server
        found[EXTRACT] = _extracted_again(house)
        with store.sessions(house.database)() as session:
            stored = listing.totals(session)["documents"]
    if stored != pages:
        raise CrawlError(f"{stored} of {pages} pages became documents; the figures mean nothing")
    return plain, found


def _crawl(house: Settings) -> None:
    visit = source.run(house, site.SOURCE, run.crawl, mode="announce", now=datetime.now(UTC))
    if visit.failed:
        raise CrawlError(f"{site.SOURCE}: {visit.outcome}: {visit.reason}")


def _extracted_again(house: Settings) -> float:
    """Return the CPU seconds of reading every article once more, its bytes already in memory."""
    with store.sessions(house.database)() as session:
        pages = store.pages_of(session, site.SOURCE)
        bodies = [archive.body(house.archive, one.file, one.offset, one.digest) for one in pages]
    before = seconds(resource.RUSAGE_SELF)
    for page, body in zip(pages, bodies, strict=True):
        reread.items(
            site.SOURCE, page.url, body, media_type=page.media_type, seen_at=page.fetched_at
        )
    return seconds(resource.RUSAGE_SELF) - before


def _plain(pages: int, replay: str) -> None:
    there = "\n".join(
        f"{replay}/{address.replace('://', '/', 1)}" for address in site.addresses(pages)
    )
    command = [sys.executable, "-P", "-m", "runtime.bench.plain"]
    subprocess.run(command, input=there, text=True, check=True)  # noqa: S603  our own program


@contextmanager
def _served(pages: int) -> Iterator[str]:
    """Serve the site in a process of its own; yield its address."""
    command = [sys.executable, "-P", "-m", "runtime.bench.site", str(pages)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603  ours
        assert server.stdout is not None
        try:
            yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        finally:
            server.kill()


@contextmanager
def _house(replay: str) -> Iterator[Settings]:
    """Yield an empty house of its own, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="veille-bench-") as folder:
        home = Path(folder)
        url = postgres.ensure(home).url
        try:
            migrate(url)
            with store.sessions(url).begin() as session:
                declared = catalog.spider(site.SOURCE).declaration()
                source.declare(session, [asdict(declared)])
            yield settings.read(
                {"VEILLE_HOME": folder, "VEILLE_DATABASE": url, "VEILLE_REPLAY": replay}
            )
            store.engine(url).dispose()
        finally:
            postgres.stop(home)
            shutil.rmtree(postgres.base(home), ignore_errors=True)


_STAGES: dict[str, Callable[[Settings], object]] = {
    "deduplicate": document.deduplicate,
    "detect_language": document.detect_language,
    "store": lambda house: document.store_files(house, reread.items),
    "quotations": stages.keep_quotations,
    "statements": stages.join_statements,
    "flags": stages.raise_flags,
}
