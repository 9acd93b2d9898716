"""veille up, down and status: everything on this machine, in one go."""

import json
import time
from datetime import UTC, datetime

import click
from alembic import command
from alembic.config import Config

from pipeline import settings
from runtime import supervisor


@click.command()
@click.option("--demo", is_flag=True, help="No network: crawl the press room on loopback.")
def up(*, demo: bool) -> None:
    """Run database, Airflow and DAGs in the foreground; Ctrl-C stops all."""
    supervisor.up(settings.current(), migrate=_migrate, demo=demo)


@click.command()
def down() -> None:
    """Stop what `up` runs, and the embedded PostgreSQL."""
    began = time.monotonic()
    if supervisor.down(settings.current().home):
        click.echo(f"stopped in {time.monotonic() - began:.0f} s")
    else:
        click.echo("nothing was running")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object per process.")
def status(*, as_json: bool) -> None:
    """Show what runs, since when, where, and with how much memory; exit 1 unless healthy."""
    found = supervisor.status(settings.current().home)
    if as_json:
        for part in found.parts:
            said = {"name": part.name, "pid": part.pid, "since": part.since.isoformat()}
            click.echo(json.dumps({**said, "memory": part.memory}))
    else:
        for line in _described(found):
            click.echo(line)
    if not found.healthy:
        click.get_current_context().exit(1)


def _described(found: supervisor.Status) -> list[str]:
    """Return what an operator wants to know, one line per fact."""
    if found.url is None:
        head = f"{found.home} does not run; `veille up` starts it"
    else:
        state = "healthy" if found.healthy else "not healthy"
        head = f"{found.home} runs at {found.url} (pid {found.pid}), {state}"
    lines = [head, *([f"every site is replayed by {found.replay}"] if found.replay else [])]
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


def _migrate(url: str) -> None:
    """Bring the tables at an address up to the code's; migrations/env.py reads the attribute."""
    config = Config(toml_file=settings.REPOSITORY / "pyproject.toml")
    config.attributes["url"] = url
    command.upgrade(config, "head")
