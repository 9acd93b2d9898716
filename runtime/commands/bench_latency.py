"""veille bench latency: from a text that appears to the mail that tells of it."""

import json
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import click

from pipeline.errors import CrawlError
from pipeline.settings import duration
from runtime import postgres
from runtime.bench import latency as running
from runtime.bench.meter import percentile
from runtime.commands.table import figures, shown

LEAST = timedelta(minutes=8)  # however short a tick


@click.command()
@click.option("--tick", default="1m", show_default=True, help="Between two collections: 1m, 10m.")
@click.option("--items", type=click.IntRange(1), default=50, show_default=True)
@click.option(
    "--over", default=None, help="They appear within it; else four ticks, eight minutes at least."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def latency(*, tick: str, items: int, over: str | None, as_json: bool) -> None:
    """Seconds from a text that appears in the press room to the mail in the Maildir.

    Runs `up --demo` at a tick, waits until its four written sites were crawled once, and lets
    texts appear on them at moments by chance. Exit 1 when one was not told.
    """
    within = duration("--over", over) if over else max(4 * duration("--tick", tick), LEAST)
    folder = Path(tempfile.mkdtemp(prefix="veille-latency-"))
    try:
        found = running.measured(
            folder,
            tick=tick,
            items=items,
            over=within,
            say=lambda words: click.echo(words, err=True),
        )
    finally:
        shutil.rmtree(postgres.base(folder / "house"), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
    rows = {step: found.seconds(step) for step in running.STEPS} if found.told else {}
    if as_json:
        click.echo(json.dumps({"tick": tick, "load": found.waiting, "seconds": rows}))
    else:
        table = figures([f"seconds, tick {tick}"], ["p50", "p95", "most"])
        for step, seconds in rows.items():
            of = (percentile(seconds, 50), percentile(seconds, 95), max(seconds))
            table.add_row(step, *(f"{one:.1f}" for one in of))
        shown(table)
        click.echo(
            f"{len(found.told)} of {items} texts told, in {found.mails} mails; "
            f"{found.waiting:.1f} processes wanted a core"
        )
    for one in found.missing:
        click.echo(
            f"not told: {one.source}, {one.title!r}, appeared at {one.at:%H:%M:%S}", err=True
        )
    if found.missing:
        raise CrawlError(f"{len(found.missing)} of {items} texts were not told")
