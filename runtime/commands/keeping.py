"""veille housekeeping, backup and restore."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from pipeline import housekeeping as stage
from pipeline import settings as known
from runtime import amending, retention
from runtime import backup as copies
from runtime import restore as taking
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


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def backup(folder: Path) -> None:
    """Copy database, archive, spool, secrets and state into a new folder of FOLDER.

    Pages copied before are not copied again; the latest seven backups are kept.
    """
    settings = opened()
    amended = amending.amend(settings, folder.absolute())
    made = copies.make(settings, folder.absolute(), datetime.now(UTC))
    if amended:
        click.echo(f"what was erased since is erased from {amended} earlier backups")
    click.echo(
        f"{made.place}: {_counted(made.rows)}; {made.copied} files of the archive copied "
        f"({made.bytes / 1e6:.1f} MB), {made.there} were there"
    )
    copies.refuse_missing(made)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--despite-damage", is_flag=True, help="Leave out damaged files of the archive.")
def restore(folder: Path, *, despite_damage: bool) -> None:
    """Take the latest backup of FOLDER back into an empty home; mail is held afterwards."""
    settings = known.current()
    taken = taking.take(settings, folder.absolute(), despite_damage=despite_damage)
    for reason in taken.damaged:
        click.echo(f"left out: {reason}", err=True)
    click.echo(f"{settings.home}: {_counted(taken.rows)} of {taken.place}")
    click.echo("mail is held: look at `veille lines`, then `veille mail resume`")


def _counted(rows: Mapping[str, int]) -> str:
    return ", ".join(f"{rows[name]} {name}s" for name in ("document", "revision", "page"))
