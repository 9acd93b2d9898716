"""The listing commands: what the database holds, as tables or JSON Lines."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy.orm import Session

from pipeline import store
from pipeline.mails.plain import isolated
from pipeline.store import listing
from runtime.database import opened

AS_JSON = click.option("--json", "as_json", is_flag=True, help="JSON Lines.")
SOURCE = click.option("--source", help="Only of this source.")
WIDE = 400  # columns, where nobody looks: a table that is piped must not be folded
LIMIT = click.option("--limit", type=click.IntRange(1), default=50, show_default=True)


@click.command()
@SOURCE
@click.option("--due", is_flag=True, help="Only what has neither document nor named drop.")
@LIMIT
@AS_JSON
def addresses(*, source: str | None, due: bool, limit: int, as_json: bool) -> None:
    """The addresses seen in listings and feeds, the newest first."""
    listed(lambda session: listing.addresses(session, source, limit, due=due), as_json=as_json)


@click.command()
@SOURCE
@LIMIT
@AS_JSON
def documents(*, source: str | None, limit: int, as_json: bool) -> None:
    """The documents, the newest first, each with its number of revisions."""
    listed(lambda session: listing.documents(session, source, limit), as_json=as_json)


@click.command()
@click.option("--dossier", help="Only of this dossier.")
@LIMIT
@AS_JSON
def flags(*, dossier: str | None, limit: int, as_json: bool) -> None:
    """What was flagged, the newest first."""
    listed(lambda session: listing.flags(session, dossier, limit), as_json=as_json)


@click.command()
@LIMIT
@AS_JSON
def lines(*, limit: int, as_json: bool) -> None:
    """What each subscriber was told, the newest first."""
    listed(lambda session: listing.lines(session, limit), as_json=as_json)


def listed(question: Callable[[Session], Iterator[store.Row]], *, as_json: bool) -> None:
    """Print the rows that answer a question."""
    with store.sessions(opened().database)() as session:
        rows = list(question(session))
    show(rows, as_json=as_json)


def show(rows: Sequence[store.Row], *, as_json: bool) -> None:
    """Print rows, as a table for a person or as JSON Lines."""
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False, default=_value))
        return
    if not rows:
        click.echo("nothing")
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in rows[0]:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(_cell, row.values()))
    console = Console()
    if not console.is_terminal:
        console.width = WIDE
    console.print(table)


def _value(value: object) -> str:
    """Return a value JSON does not know as text."""
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _cell(value: object) -> Text:
    """Return a value as a cell; markup in titles is none."""
    return value if isinstance(value, Text) else Text(isolated(_shown(value)))


def _shown(value: object) -> str:
    """Return a value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, dict):
        return ", ".join(f"{number} {name}" for name, number in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
