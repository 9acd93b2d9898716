"""veille crawl, backfill, ingest and subscribe: from a source to the post, without Airflow."""

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import click

from crawlers import catalog, reread, run
from pipeline import backfill as past
from pipeline import dossier, line, source, stages, store
from pipeline.errors import CallError, CrawlError
from pipeline.item import CHANNELS
from pipeline.mails.envelope import is_address
from pipeline.settings import Settings
from pipeline.silence import not_watched
from runtime import demo
from runtime.commands.progress import going_on
from runtime.database import declare_sources, opened

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--announce", is_flag=True, help="Tell of what is found, even at a first crawl.")
def crawl(sources: tuple[str, ...], *, announce: bool) -> None:
    """Crawl SOURCES now and take what they brought all the way to the post."""
    unknown = sorted(set(sources) - set(catalog.names()))
    if unknown:
        raise CallError(f"{unknown[0]}: no such source; known: {', '.join(catalog.names())}")
    settings = demo.played(_ready())
    failed = []
    for name in sources:
        with going_on(f"{name}: crawling"):
            visit = source.run(
                settings,
                name,
                run.crawl,
                mode="announce" if announce else "crawl",
                now=datetime.now(UTC),
            )
        click.echo(f"{name}: {visit.outcome}: {visit.reason}")
        failed += [name] if visit.failed else []
    _on(settings)
    if failed:
        raise CrawlError(f"{len(failed)} of {len(sources)} sources failed: {', '.join(failed)}")


@click.command()
@click.argument("name", metavar="SOURCE")
@click.option("--from", "first", type=DAY, required=True, help="First day, such as 2023-05-01.")
@click.option("--to", "last", type=DAY, required=True, help="Last day.")
@click.option("--limit", type=click.IntRange(1), default=past.LIMIT, show_default=True)
def backfill(name: str, first: datetime, last: datetime, limit: int) -> None:
    """Bring in what SOURCE published on some days; nobody is told of it.

    At most LIMIT articles are read; the same call goes on from there, and changes nothing where
    it is done. Sources that have ended can be asked for as well.
    """
    known = (*catalog.names(), *catalog.archives())
    if name not in known:
        raise CallError(f"{name}: no such source; known: {', '.join(known)}")
    languages = catalog.declarations()[name].languages
    asked, lacking = past.wanted(
        name, first.date(), last.date(), catalog.ways(name), languages, datetime.now(UTC).date()
    )
    if lacking:
        click.echo(lacking, err=True)
    settings = demo.played(_ready())
    with going_on(f"{name}: reading {asked.first} to {asked.last}"):
        came = past.run(
            settings, asked, run.crawl, reread.items, limit=limit, told=_say_on_the_side
        )
    click.echo(f"{name}: {came}")
    _on(settings)
    if came.stuck:
        raise CrawlError(f"{name}: {'; '.join(came.stuck)}")


def _say_on_the_side(line: str) -> None:
    click.echo(line, err=True)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--source", "name", default=catalog.MANUAL, show_default=True)
@click.option("--url", help="Where the text stands; an HTML page may say so itself.")
@click.option("--published", help="2023-05-05, or 2023-05-05T14:30+04:00.")
@click.option("--title")
@click.option("--speaker", help="Whose own words it is, as written: a statement, no article.")
@click.option("--channel", type=click.Choice(CHANNELS), help="Where the speaker spoke.")
@click.option("--party", help="Whom the speaker speaks for; left out, it is unknown.")
@click.option("--said", help="When, as --published.")
@click.option("--zone", help="Of the moments, such as Asia/Yerevan; else the source's.")
@click.option("--jsonl", is_flag=True, help="FILES hold items, one JSON object a line.")
def ingest(files: tuple[Path, ...], *, name: str, jsonl: bool, **caption: str | None) -> None:
    """Take texts or HTML pages brought by hand through the whole pipeline.

    With --jsonl the files (or standard input) hold objects with "text", "url" and, as keys,
    what else the options say: "title", "published", "language", "speaker" ...
    """
    if not files and not jsonl:
        raise CallError("name a file to ingest")
    settings = _ready()
    places = {"spool": settings.spool / "new", "archive": settings.archive}
    parties = _parties()
    now = datetime.now(UTC)
    errors: tuple[str, ...] = ()
    if jsonl:
        if given := [one for one, value in caption.items() if value is not None]:
            raise CallError(f"--{given[0]} is a key of the objects with --jsonl")
        lines = [one for path in files for one in _lines(path)]
        brought = run.ingest_jsonl(
            lines if files else sys.stdin.buffer, source=name, parties=parties, now=now, **places
        )
        errors = brought.errors
    else:
        run.ingest(files, source=name, caption=caption, parties=parties, now=now, **places)
    _on(settings)
    if errors:
        raise CrawlError(f"{len(errors)} lines were not taken; the first: {errors[0]}")


def _parties() -> set[str]:
    """Return whom a speaker can speak for: whoever we follow, or say we do not."""
    followed = {one.party for one in catalog.declarations().values() if one.party}
    return followed | {one.party for one in not_watched.not_watched()}


@click.command()
@click.argument("address")
@click.option("--dossier", "slug", required=True)
@click.option(
    "--grade", type=click.Choice(["core", "mention"]), default="mention", show_default=True
)
@click.option("--announce", is_flag=True, help="Tell also of what was seen before.")
def subscribe(address: str, slug: str, grade: str, *, announce: bool) -> None:
    """Send ADDRESS one line per act of speech on a dossier, from now on."""
    if not is_address(address):
        raise CallError(f"{address!r} is no mail address")
    known = [one.slug for one in dossier.all_dossiers()]
    if slug not in known:
        raise CallError(f"no dossier {slug!r}; known: {', '.join(known)}")
    settings = opened()
    now = datetime.now(UTC)
    since = None if announce else now
    with store.sessions(settings.database).begin() as session:
        new = store.subscribe(session, address, slug, grade, since)
        if announce:
            line.announce(session, address, now)
    click.echo(f"{address} {'now follows' if new else 'follows'} {slug} ({grade} and above)")


def _ready() -> Settings:
    settings = opened()
    if settings.database is not None:
        declare_sources(settings.database)
    return settings


def _on(settings: Settings) -> None:
    """Take what lies in the spool on to the post, and say what came of it."""
    with going_on("reading, flagging, mailing"):
        counts = stages.after_crawl(settings, reread.items)
    said = Counter({name: number for name, number in counts.items() if number})
    click.echo(", ".join(f"{number} {name}" for name, number in sorted(said.items())) or "nothing")


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().splitlines()
    except OSError as error:
        raise CallError(f"{path} cannot be read: {error.strerror}") from error
