"""One crawl of one source: `python -m crawlers SOURCE --key KEY --spool DIR --archive DIR`.

The exit status is 0 when the crawl ended ok or quiet, otherwise 1. The last line is the outcome
as the spool has it, for `crawlers.run`; the one before says it in words.
"""

import argparse
import json
import logging
import re
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess

from crawlers import catalog
from crawlers.archive import Archive
from crawlers.base import SourceSpider
from crawlers.journal import Journal
from crawlers.memory import Memory
from crawlers.settings import settings
from pipeline.spool import KnownAddresses, KnownPage, KnownSpan, Outcome, Writer, to_line

_GB = 1024**3  # bytes


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one crawl; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m crawlers", description=__doc__)
    parser.add_argument("source", choices=(*catalog.names(), *catalog.archives()))
    parser.add_argument("--key", required=True)
    parser.add_argument("--spool", required=True, type=Path)
    parser.add_argument("--archive", required=True, type=Path)
    parser.add_argument("--cache", type=Path, help="where what hosts asked of us is remembered")
    parser.add_argument("--known", type=Path, help="JSON of addresses known, and due")
    parser.add_argument("--pages", type=Path, help="JSON of pages the archive has")
    parser.add_argument("--spans", type=Path, help="JSON of what is to be read back")
    parser.add_argument("--most", type=int, default=0, help="articles read back, at most")
    parser.add_argument("--room", type=int, default=0, help="bytes that must be free")
    parser.add_argument("--replay", help="address of a server that plays every site")
    parser.add_argument("--only", action="append", help="keep this page, and read nothing")
    parser.add_argument("--inbox", action="store_true", help="standard input names one")
    given = parser.parse_args(arguments)
    post = json.load(sys.stdin) if given.inbox else {"inbox": None, "verifier": None}
    known = read_known(given.known) if given.known else []
    pages = read_pages(given.pages) if given.pages else []
    spans = read_spans(given.spans) if given.spans else []
    archive = Archive(given.archive, given.key)
    journal = Journal(Writer(given.spool, given.key), archive, known, pages)
    if has_room(given.archive, given.room, journal):
        spider, memory = catalog.spider(given.source), Memory(given.cache)
        told = {"only": given.only or (), "spans": spans, "most": given.most}
        if given.only or given.most or spider.series():
            crawl(spider, journal, memory, given.replay, **told)
        if spider.subscriptions and not given.only and not given.most:
            from crawlers import inbox  # noqa: PLC0415  IMAP and mails, which most need not

            inbox.read(spider, journal, memory, post["inbox"], post["verifier"])
    outcome = journal.close()
    sys.stderr.write(report(given.source, outcome) + to_line(outcome))
    return 0 if outcome.outcome in {"ok", "quiet"} else 1


def crawl(
    spider: type[SourceSpider],
    journal: Journal,
    memory: Memory,
    replay: str | None,
    **more: Any,  # noqa: ANN401  as a spider has it
) -> None:
    """Crawl a source from beginning to end; what goes wrong is in the journal."""
    process = AsyncCrawlerProcess(settings(spider, replay))
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
    crawler = process.create_crawler(spider)
    process.crawl(crawler, journal=journal, memory=memory, **more)
    process.start()
    assert crawler.stats is not None
    journal.tally.memory = megabytes_at_peak()
    if errors := crawler.stats.get_value("spider_exceptions/count", 0):
        journal.tally.fault("layout", f"{errors} callbacks raised")
    if crawler.stats.get_value("finish_reason") != "finished":
        reason = crawler.stats.get_value("finish_reason", "it did not start")
        journal.tally.fault("unreachable", f"the crawl was ended early: {reason}")


def megabytes_at_peak() -> int:
    """Return the most memory this process ever held; getrusage would count its parent's too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (kilobytes,) = re.findall(r"VmHWM:\s+(\d+) kB", status)
    return int(kilobytes) // 1024


def has_room(archive: Path, room: int, journal: Journal) -> bool:
    """Return whether `room` bytes are left to keep what a crawl brings; note it when not."""
    archive.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(archive).free
    if free < room:
        said = f"{free / _GB:.1f} GB free under {archive}, {room / _GB:.1f} needed"
        journal.tally.fault("disk", said)
    return free >= room


def read_known(path: Path) -> list[KnownAddresses]:
    """Return the addresses a parent left in a file, see `crawlers.run`."""
    return [KnownAddresses(*one) for one in _told(path)]


def read_pages(path: Path) -> list[KnownPage]:
    """Return the pages a parent left in a file, likewise."""
    pages = [KnownPage(*one) for one in _told(path)]
    moment = datetime.fromisoformat
    return [one._replace(fetched_at=moment(str(one.fetched_at))) for one in pages]


def read_spans(path: Path) -> list[KnownSpan]:
    """Return the stretches of the past a parent left in a file, likewise."""
    spans = [KnownSpan(*one) for one in _told(path)]
    moment = datetime.fromisoformat
    return [
        one._replace(since=moment(str(one.since)), until=moment(str(one.until))) for one in spans
    ]


def _told(path: Path) -> list[list[Any]]:  # Any: JSON
    found: list[list[Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def report(source: str, outcome: Outcome) -> str:
    """Return the one line that says how a crawl ended, and in what time."""
    seconds = (datetime.now(UTC) - outcome.started_at).total_seconds()
    return f"crawl {source}: {outcome.outcome}: {outcome.reason} in {seconds:.1f} s\n"
