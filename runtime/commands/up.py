"""veille up, down and status: everything on this machine, in one go."""

import json
import os
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from crawlers import catalog
from pipeline import settings, store
from pipeline.errors import CallError
from pipeline.mails.plain import shortened
from pipeline.silence import health
from pipeline.store import failing, listing, tally, undelivered
from runtime import demo as press
from runtime import secrets, supervisor
from runtime.database import declare_sources, migrate, refuse_half_restored

LATELY = timedelta(days=7)  # whose mails the status counts
_WIDE = 100  # characters of the screen


@click.command()
@click.option("--demo", is_flag=True, help="No network: crawl the press room on loopback.")
@click.option(
    "--texts",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="With --demo: a folder of more texts for the press room; new ones are seen.",
)
def up(*, demo: bool, texts: Path | None) -> None:
    """Run database, Airflow and DAGs in the foreground; Ctrl-C stops all."""
    if texts and not demo:
        raise CallError("--texts is for the press room: say --demo")
    if demo:
        os.environ.update(press.SETTINGS | os.environ)  # our processes read it as we do
    found = settings.current()
    if texts and found.replay:
        raise CallError(
            f"--texts is for the press room, and VEILLE_REPLAY={found.replay} takes its place: "
            "leave one of them out"
        )
    secrets.folder(found.home)
    refuse_half_restored(found.home)
    press.claim(found.home, demo=demo)

    def prepare(url: str) -> None:
        migrate(url)
        declare_sources(url)
        with store.sessions(url).begin() as session:
            failing.take_up(session)  # today's code may read what yesterday's failed at
        if demo:
            with store.sessions(url).begin() as session:
                now = datetime.now(UTC)
                store.subscribe(session, press.READER, press.DOSSIER, "mention", now)
                press.stagger(session, found.tick, now)

    supervisor.up(found, migrate=prepare, demo=demo, texts=texts, lines=lambda: _seen(found.home))


@click.command()
@click.option("--erase", is_flag=True, help="Erase the home too, if it is a demo's.")
def down(*, erase: bool) -> None:
    """Stop what `up` runs, and the embedded PostgreSQL."""
    began = time.monotonic()
    home = settings.current().home
    if supervisor.down(home):
        click.echo(f"stopped in {time.monotonic() - began:.0f} s")
    else:
        click.echo("nothing was running")
    if erase:
        press.erase(home)
        click.echo(f"erased {home}")


def uncrawled(names: Sequence[str]) -> str:
    """Return who was not crawled yet, in a line of a screen: how many, and the first of them."""
    return shortened(f"not crawled yet, {len(names)}: {', '.join(names)}", _WIDE)


def _seen(home: Path) -> list[str]:
    """Return what was crawled and what came of it, for the status screen."""
    url = secrets.path(home, secrets.DATABASE).read_text(encoding="utf-8")
    with store.sessions(url)() as session:
        sources = list(listing.sources(session))
        total = listing.totals(session)
    crawled = [
        f"  {row['source']:14} {row['at']:%H:%M:%S} {row['outcome'] or 'died':11} {row['reason']}"
        for row in sources
        if row["at"] is not None
    ]
    never = {row["source"] for row in sources if row["at"] is None}
    waiting = [name for name in catalog.names() if name in never]
    return [
        *crawled,
        *([f"  {uncrawled(waiting)}"] if waiting else []),
        "  " + ", ".join(f"{number} {name}" for name, number in total.items()),
    ]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="An object per process, then metrics.")
def status(*, as_json: bool) -> None:
    """Show what runs, since when, where, and with how much memory; exit 1 unless healthy."""
    found = supervisor.status(settings.current().home)
    if as_json:
        for part in found.parts:
            said = {"name": part.name, "pid": part.pid, "since": part.since.isoformat()}
            click.echo(json.dumps({**said, "memory": part.memory}))
        if (metrics := _metrics(found)) is not None:
            click.echo(json.dumps({"name": "metrics", **metrics}))
        if not found.healthy:
            click.echo(_described(found)[0], err=True)
    else:
        for line in [*_described(found), *_mailed(found)]:
            click.echo(line)
    if not found.healthy:
        click.get_current_context().exit(1)


def _metrics(found: supervisor.Status) -> dict[str, object] | None:
    """Return the numbers health watches, or why there are none; None where no database runs."""
    url = _database(found)
    if url is None:
        return None
    now = datetime.now(UTC)
    try:
        with store.sessions(url)() as session:
            known = replace(settings.current(), database=url)
            seen = health.look(known, session, now, catalog.names())
            outcomes = tally.outcomes(session, now - timedelta(days=1))
    except SQLAlchemyError as error:
        return {"metrics": None, "reason": f"the database does not answer: {type(error).__name__}"}
    return {"metrics": health.metrics(seen, outcomes)}


def _database(found: supervisor.Status) -> str | None:
    """Return the address of the database; None where none runs."""
    kept = secrets.path(found.home, secrets.DATABASE)
    external = settings.current().database
    if external is None and (found.database_port is None or not kept.exists()):
        return None
    return external or kept.read_text(encoding="utf-8")


def _mailed(found: supervisor.Status) -> list[str]:
    """Return in a line what was mailed lately, and how much of it came back."""
    url = _database(found)
    if url is None:
        return []
    try:
        with store.sessions(url)() as session:
            rates = undelivered.rates(session, datetime.now(UTC) - LATELY)
    except SQLAlchemyError:
        return []  # said above: it is not healthy
    total = sum(rates.values(), Counter())
    if not total["sent"]:
        return []
    parts = (("hard", "gone"), ("soft", "failed"), ("complaint", "complaints"))
    said = (f"{total[kind]} {name} ({total[kind] / total['sent']:.1%})" for kind, name in parts)
    return [f"{total['sent']} mails sent in 7 days: {', '.join(said)}"]


def _described(found: supervisor.Status) -> list[str]:
    """Return what an operator wants to know, one line per fact."""
    if found.url is None:
        head = f"{found.home} does not run; `veille up` starts it"
    else:
        state = "healthy" if found.healthy else "not healthy"
        head = f"{found.home} runs at {found.url} (pid {found.pid}), {state}"
    pages = [f"readers subscribe at {found.pages}"] if found.pages else []
    lines = [
        head,
        *pages,
        *([f"every site is replayed by {found.replay}"] if found.replay else []),
    ]
    if found.database_port is not None:
        lines.append(f"PostgreSQL listens on 127.0.0.1:{found.database_port}")
    now = datetime.now(UTC)
    for part in found.parts:
        minutes = (now - part.since).total_seconds() / 60
        lines.append(
            f"{part.name:14} pid {part.pid:<8} {minutes:8.0f} min {part.memory / 1e6:6.0f} MB"
        )
    if found.parts:
        lines.append(f"{'together':39} {found.memory / 1e6:10.0f} MB")
    return lines
