"""veille positions: what each party said, side by side."""

from datetime import UTC, datetime, timedelta

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawlers import catalog
from pipeline import position, store
from pipeline.errors import CallError
from pipeline.positions.column import Carrier, Entry, Positions
from runtime.commands import known
from runtime.commands.search import DAY
from runtime.database import opened

WIDE = 160  # columns, where nobody looks


@click.command()
@click.option("--from", "since", type=DAY, required=True, help="The first day (UTC).")
@click.option("--to", "until", type=DAY, required=True, help="The last day.")
@click.option("--dossier", help="Only what concerns this dossier; its flagged sentences.")
@click.option("--lang", "language", help="The edition to show, where there is one (ISO 639-1).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *position.FORMATS]),
    default="table",
    show_default=True,
)
def positions(
    *, since: datetime, until: datetime, dossier: str | None, language: str | None, form: str
) -> None:
    """What each party said from a day to another, where, and how the press carried it.

    Where nothing was found of a party: in which sources, checked until when, and what we do not
    watch. Who is not named, and whoever is heard in another's words, stands outside the columns.
    """
    if since > until:
        raise CallError(f"--from {since:%Y-%m-%d} is after --to {until:%Y-%m-%d}")
    with store.sessions(opened().database)() as session:
        found = position.positions(
            session,
            since=since.replace(tzinfo=UTC),
            until=until.replace(tzinfo=UTC) + timedelta(days=1),
            dossier=known.dossier(dossier),
            language=language,
            now=datetime.now(UTC),
            crawled=list(catalog.names()),
        )
    if form == "table":
        _show(found)
    else:
        click.echo(position.rendered(found, form))


def _show(found: Positions) -> None:
    """Print positions as a table."""
    console = Console()
    if not console.is_terminal:
        console.width = WIDE
    for column in found.columns:
        table = Table(
            title=column.title, title_justify="left", title_style="bold", show_lines=True
        )
        for name, share in (("speaker", 2), ("said", 4), ("carried by", 5)):
            table.add_column(name, ratio=share, overflow="fold")
        for entry in column.entries:
            table.add_row(Text(_who(entry)), Text(_said(entry)), Text(_carried(entry.press)))
        console.print(table)
        console.print(Text(column.coverage, style="dim"))
        console.print()
    for column in found.silent:
        console.print(Text(f"{column.title}: {column.coverage}"))
    if found.outside:
        console.print(Text("\nOutside the columns", style="bold"))
        for who, one in found.outside:
            console.print(Text(f"{who}: {one.words.text} ({one.outlet}, {one.address})"))


def _who(entry: Entry) -> str:
    return "\n".join(filter(None, (entry.speaker, entry.published, entry.channel)))


def _said(entry: Entry) -> str:
    title = f"{entry.title.text} ({entry.title.language})" if entry.title else ""
    how = f"{entry.known}: {entry.address}" if entry.address else entry.known
    return "\n".join(filter(None, (title, *(one.text for one in entry.passages), how)))


def _carried(press: tuple[Carrier, ...]) -> str:
    lines = []
    for one in press:
        words = f": “{one.words.text}”" if one.words.text else ""
        lines.append(f"{one.outlet} ({one.words.language}), {one.verdict}{words}")
        lines += [f"  {difference}" for difference in one.differences]
        lines.append(f"  {one.address}")
    return "\n".join(lines)
