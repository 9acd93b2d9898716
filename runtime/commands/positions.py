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
from pipeline.positions.side_by_side import Told, told
from pipeline.subscriptions.preferences import LANGUAGES
from runtime.commands import known
from runtime.commands.search import DAY
from runtime.database import opened

WIDE = 160  # columns, where nobody looks


@click.command()
@click.option("--from", "since", type=DAY, required=True, help="The first day (UTC).")
@click.option("--to", "until", type=DAY, required=True, help="The last day.")
@click.option("--dossier", help="Only what concerns this dossier; its flagged sentences.")
@click.option(
    "--lang",
    "language",
    help=f"The edition to show, where there is one; of {' '.join(LANGUAGES)}, our words too.",
)
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
    known.refuse_language(language, "--lang")
    told_in = language if language in LANGUAGES else None
    with store.sessions(opened().database)() as session:
        found = position.positions(
            session,
            since=since.replace(tzinfo=UTC),
            until=until.replace(tzinfo=UTC) + timedelta(days=1),
            dossier=known.dossier(dossier),
            language=language,
            now=datetime.now(UTC),
            crawled=list(catalog.names()),
            told_in=told_in,
        )
    if form == "table":
        _show(found, told(found, told_in))
    else:
        click.echo(position.rendered(found, form, told_in))


def _show(found: Positions, told: Told) -> None:
    """Print positions as a table."""
    console = Console()
    if not console.is_terminal:
        console.width = WIDE
    for column in found.columns:
        table = Table(
            title=column.title, title_justify="left", title_style="bold", show_lines=True
        )
        for name, share in (("speaker", 2), ("said", 4), ("carried", 5)):
            table.add_column(told.labels[name], ratio=share, overflow="fold")
        for entry in column.entries:
            cells = _who(entry, told), _said(entry, told), _carried(entry.press, told)
            table.add_row(*map(Text, cells))
        console.print(table)
        console.print(Text(column.coverage, style="dim"))
        console.print()
    for column in found.silent:
        console.print(Text(f"{column.title}{told.labels['colon']}{column.coverage}"))
    if found.outside:
        console.print(Text(f"\n{told.labels['outside']}", style="bold"))
        for who, one in found.outside:
            console.print(
                Text(f"{who}{told.labels['colon']}{one.words.text} ({one.outlet}, {one.address})")
            )


def _who(entry: Entry, told: Told) -> str:
    channel = entry.channel and told.channel(entry.channel)
    return "\n".join(filter(None, (entry.speaker, told.at(entry.at), channel)))


def _said(entry: Entry, told: Told) -> str:
    title = f"{entry.title.text} ({entry.title.language})" if entry.title else ""
    how = told.known(entry) + (f"{told.labels['colon']}{entry.address}" if entry.address else "")
    return "\n".join(filter(None, (title, *(one.text for one in entry.passages), how)))


def _carried(press: tuple[Carrier, ...], told: Told) -> str:
    lines = []
    for one in press:
        words = f"{told.labels['colon']}“{one.words.text}”" if one.words.text else ""
        lines.append(f"{one.outlet} ({one.words.language}), {told.verdict(one)}{words}")
        lines += [f"  {difference}" for difference in told.differences(one)]
        lines.append(f"  {one.address}")
    return "\n".join(lines)
