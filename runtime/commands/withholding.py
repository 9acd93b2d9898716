"""veille withhold, erase and withheld: texts hidden or gone, and the public log of them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from pipeline import erasure, stages, store
from pipeline.errors import ArchiveError, CallError
from pipeline.store import withholding
from runtime import amending
from runtime.commands.listings import AS_JSON, show
from runtime.database import opened
from runtime.place import place


@click.command()
@click.argument("address")
@click.option("--why", required=True, help="Shown in the public log.")
@click.option("--lift", is_flag=True, help="Show it again instead.")
def withhold(address: str, why: str, *, lift: bool) -> None:
    """Hide the text at ADDRESS everywhere; its hash, the reason and the evidence stay."""
    why, settings, now = _said(why), opened(), datetime.now(UTC)
    with store.sessions(settings.database).begin() as session:
        change = withholding.show_again if lift else withholding.withhold
        found = withholding.documents_at(session, place(session, address))
        texts = sum(change(session, one, why, now) for one in found)
    if lift:  # what was made of its words went with them, and nobody should wait for a DAG
        for stage in (stages.keep_quotations, stages.raise_flags, stages.make_searchable):
            stage(settings)
    done = "shown again" if lift else "withheld"
    click.echo(f"{address}: {texts} texts are {done}, and the log says why")


def _said(why: str) -> str:
    if not why.strip():
        raise CallError("--why says nothing; whoever reads the log wants to know")
    return why.strip()


@click.command()
@click.argument("address")
@click.option("--why", required=True, help="Shown in the public log: name nobody in it.")
@click.option(
    "--backup",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of backups to erase it from as well; can be given several times.",
)
@click.option("--yes", is_flag=True, help="Erase it; without this, only say what would go.")
def erase(address: str, why: str, folders: tuple[Path, ...], *, yes: bool) -> None:
    """Erase the text at ADDRESS for good, pages and backups included; hash and reason stay.

    What cannot be undone is said first: without --yes nothing is erased.
    """
    why, settings, now = _said(why), opened(), datetime.now(UTC)
    with store.sessions(settings.database)() as session:
        where = place(session, address)
        found = withholding.documents_at(session, where)
        left = [one for one in found if one.erased_at is None]
        for one in left:
            _tell(erasure.found(settings, session, one))
    if not yes:
        click.echo("nothing is erased yet; what is erased does not come back: add --yes")
        return
    if left:
        counts, finished = erasure.run(settings, where, why, now)
        click.echo(f"{address}: erased {_counted(counts)}, and the log says why")
    else:
        finished = erasure.finish(settings, now)
        click.echo(f"{address} was erased on {found[0].erased_at:%Y-%m-%d}")
    for folder in folders:
        amended = amending.amend(settings, folder.absolute())
        click.echo(f"{folder}: {amended} backups were amended")
    if finished.left:
        raise ArchiveError(
            f"bytes are left in {len(finished.left)} files of the archive, "
            f"{next(iter(finished.left.values()))}; `veille housekeeping` tries again"
        )


def _tell(found: erasure.Found) -> None:
    """Say what would go of a document, and what stays."""
    click.echo(f"{found.document.address}: {_counted(found.counts)}")
    for other in found.elsewhere:
        click.echo(f"  stays, as another document carries it: {other}")


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {what}" for what, number in counts.items())


@click.command()
@AS_JSON
def withheld(*, as_json: bool) -> None:
    """What was withheld, erased or shown again, and why; our pages show it under /log."""
    with store.sessions(opened().database)() as session:
        rows = [one._asdict() for one in withholding.log(session)]
    show(rows, as_json=as_json)
