"""veille readdress: which documents have another canonical address by today's rules."""

import json
from collections import Counter
from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from crawlers import catalog
from pipeline import store
from pipeline.revisions import readdress as addresses
from pipeline.revisions.readdress import Readdressed
from runtime.commands.listings import AS_JSON
from runtime.commands.table import figures, shown
from runtime.database import opened


@click.command()
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--apply", "applied", is_flag=True, help="Write it down; nobody is told.")
@AS_JSON
def readdress(names: tuple[str, ...], *, applied: bool, as_json: bool) -> None:
    """Which documents of SOURCE, or of all, have another canonical address by today's rules.

    Nothing is written without --apply. With it what has one address becomes one document: the
    first seen, with the revisions, lines and statements of all, numbered by when they were seen;
    the numbers of the others lead to it.
    """
    for name in names:
        catalog.spider(name)  # says which there are
    sessions, now = store.sessions(opened().database), datetime.now(UTC)
    counts: Counter[str] = Counter()
    for name in names or catalog.names():
        with sessions.begin() as session:
            if applied:
                _hold(session, name)
            found = addresses.readdressed(session, name)
            for one in found:
                _tell(one, as_json=as_json)
                counts.update(_counted(one))
            if applied:
                addresses.apply(session, found, now)
    if not as_json:
        _count(counts, applied=applied)


def _hold(session: Session, name: str) -> None:
    """Let nobody store anything of a source meanwhile, nor join texts to statements."""
    store.hold(session, f"veille source {name}")
    store.hold(session, "veille statements")


def _tell(one: Readdressed, *, as_json: bool) -> None:
    stored = [document.canonical for document in one.documents]
    if as_json:
        numbers = [document.id for document in one.documents]
        row = {"canonical": one.canonical, "documents": numbers, "stored": stored}
        click.echo(json.dumps(row | {"left": one.why_left}, ensure_ascii=False))
        return
    why = f"; left: {one.why_left}" if one.why_left else ""
    click.echo(f"{', '.join(stored)} -> {one.canonical}{why}")


def _counted(one: Readdressed) -> dict[str, int]:
    """Return what becomes of some documents, in numbers of them."""
    if one.why_left is not None:
        return {"left as they are": len(one.documents)}
    return {"at another address": 1, "one with another": len(one.documents) - 1}


def _count(counts: Counter[str], *, applied: bool) -> None:
    table = figures(["written down" if applied else "would be"], ["documents"])
    for name in ("at another address", "one with another", "left as they are"):
        table.add_row(name, str(counts[name]))
    shown(table)
