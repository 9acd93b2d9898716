"""veille housekeeping and mail: what is dropped in time, and mail that waits for an operator."""

from collections import Counter
from datetime import UTC, datetime

import click

from pipeline import housekeeping as stage
from pipeline import store
from runtime import retention
from runtime.database import opened


@click.command()
def housekeeping() -> None:
    """Drop what is kept for a time only, as the DAG does once a day."""
    settings, now = opened(), datetime.now(UTC)
    counts = stage.run(settings, now) + retention.run(settings.home, now)
    click.echo(_said(counts))


def _said(counts: Counter[str]) -> str:
    freed, broken = counts.pop("bytes", 0), counts.pop("broken", 0)
    dropped = ", ".join(f"{number} {what}" for what, number in counts.items()) or "nothing"
    said = f"dropped: {dropped} ({freed / 1e6:.1f} MB)"
    return f"{said}; {broken} spool files are broken and kept" if broken else said


@click.group()
def mail() -> None:
    """Mail to subscribers, which a restore holds."""


@mail.command()
def resume() -> None:
    """Let mail go again; what is due goes with the next run of `alert` or `veille crawl`."""
    with store.sessions(opened().database).begin() as session:
        held = store.resume_mail(session)
        due = store.count_due(session, datetime.now(UTC))
    click.echo(f"mail {'goes again' if held else 'was not held'}; {due} messages are due")
