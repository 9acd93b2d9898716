"""veille withhold and withheld: texts hidden everywhere, and the public log of them."""

from datetime import UTC, datetime

import click

from pipeline import store
from pipeline.errors import CallError
from pipeline.store import withholding
from runtime.commands.listings import AS_JSON, show
from runtime.database import opened
from runtime.place import place


@click.command()
@click.argument("address")
@click.option("--why", required=True, help="Shown in the public log.")
@click.option("--lift", is_flag=True, help="Show it again instead.")
def withhold(address: str, why: str, *, lift: bool) -> None:
    """Hide the text at ADDRESS everywhere; its hash, the reason and the evidence stay."""
    if not why.strip():
        raise CallError("--why says nothing; whoever reads the log wants to know")
    now = datetime.now(UTC)
    with store.sessions(opened().database).begin() as session:
        change = withholding.show_again if lift else withholding.withhold
        found = withholding.documents_at(session, place(session, address))
        texts = sum(change(session, one, why.strip(), now) for one in found)
    done = "shown again" if lift else "withheld"
    click.echo(f"{address}: {texts} texts are {done}, and the log says why")


@click.command()
@AS_JSON
def withheld(*, as_json: bool) -> None:
    """What was withheld, erased or shown again, and why; our pages show it under /log."""
    with store.sessions(opened().database)() as session:
        rows = [one._asdict() for one in withholding.log(session)]
    show(rows, as_json=as_json)
