"""veille health and ledger: what is not well, and what became of everything."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import click

from crawlers import catalog
from pipeline import ledger as books
from pipeline import settings, store
from pipeline.errors import CallError
from pipeline.ledger import STAGES, Entry
from pipeline.silence import health as stage
from pipeline.store import Row, failing, tally
from runtime import demo
from runtime.commands.listings import AS_JSON, SOURCE, show
from runtime.database import declare_sources, opened


@click.command()
@AS_JSON
def health(*, as_json: bool) -> None:
    """What is not well; tells operators what changed, as the DAG does every hour.

    Exits with 1 while something is not well.
    """
    found = demo.played(opened())
    declare_sources(found.database or "")
    ran = stage.run(found, now=datetime.now(UTC), crawled=catalog.names())
    rows = [
        {
            "subject": one.subject,
            "state": one.state,
            "since": one.since,
            "cause": one.cause,
            "last read": one.last_success,
            "last good page": one.last_page.url if one.last_page else None,
            "look closer": one.command,
        }
        for one in ran.faults
    ]
    if rows or as_json:
        show(rows, as_json=as_json)
    else:
        click.echo("all is well")
    changed = len(ran.report.begun) + len(ran.report.ended)
    if changed:
        services = [f"{len(found.notify)} services"] if found.notify else []
        whom = ", ".join([*found.operators, *services])
        whom = whom if ran.told else "nobody: VEILLE_OPERATORS is not set"
        click.echo(f"{changed} changed; told {whom}", err=True)
    if rows:
        click.get_current_context().exit(1)


@click.command()
@AS_JSON
def retry(*, as_json: bool) -> None:
    """Let every text that a stage failed at be its work again; the next run takes it up.

    `up` does the same: a newer version may read what an older one could not.
    """
    with store.sessions(opened().database).begin() as session:
        rows = [one._asdict() for one in failing.take_up(session)]
    show(rows, as_json=as_json)


@click.command()
@SOURCE
@click.option("--since", help="Of crawls that began since 2026-11-24, or within 24h or 7d.")
@AS_JSON
def ledger(*, source: str | None, since: str | None, as_json: bool) -> None:
    """What became of everything: per source, language and stage, in = out + waiting + drops.

    The table adds the languages and sources up, but for what is unexplained; --source and --json
    show every entry. Exits with 1 while something is unexplained.
    """
    begin = _moment(since, datetime.now(UTC)) if since else tally.ALWAYS
    with store.snapshot(opened().database) as (session, _):
        entries = books.entries(tally.counts(session, begin))
    if source:
        entries = [one for one in entries if one.source == source]
    lost = books.unexplained(entries)
    whole = as_json or source is not None
    show([_row(one) for one in entries] if whole else list(_totals(entries)), as_json=as_json)
    if lost and not whole:
        show([_row(one) for one in lost], as_json=False)
    if lost:
        click.echo(f"unexplained: {len(lost)} entries", err=True)
        click.get_current_context().exit(1)


def _row(one: Entry) -> Row:
    return {
        "source": one.source,
        "language": one.language,
        "stage": one.stage,
        "in": one.entered,
        "out": one.left,
        "waiting": one.waiting,
        "drops": dict(one.drops),
        "unexplained": one.unexplained,
    }


def _totals(entries: Iterable[Entry]) -> Iterator[Row]:
    """Yield the sums of each stage, with what it counts."""
    of = list(entries)
    for stage_name, meaning in STAGES.items():
        added = [one for one in of if one.stage == stage_name]
        dropped: dict[str, int] = {}
        for one in added:
            for reason, number in one.drops.items():
                dropped[reason] = dropped.get(reason, 0) + number
        yield {
            "stage": stage_name,
            "in": sum(one.entered for one in added),
            "out": sum(one.left for one in added),
            "waiting": sum(one.waiting for one in added),
            "drops": dropped,
            "unexplained": sum(abs(one.unexplained) for one in added),
            "counted": meaning,
        }


def _moment(since: str, now: datetime) -> datetime:
    """Return the moment an operator names: how long ago, or a date, in UTC without a zone."""
    if since[-1:] in "smhd":
        return now - settings.duration("--since", since)
    try:
        moment = datetime.fromisoformat(since)
    except ValueError as error:
        raise CallError(f"--since {since}: write 24h, 7d, 2026-11-24 or a full moment") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
