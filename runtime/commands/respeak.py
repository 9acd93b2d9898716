"""veille respeak: who speaks in stored texts by today's rules, before it is written down."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from pipeline import store
from pipeline.errors import CallError
from pipeline.revisions import respeak as speakers
from pipeline.revisions.respeak import Change, Respoken
from pipeline.speakers.speaker import Speaker
from pipeline.tables import Source
from runtime.commands.listings import AS_JSON
from runtime.commands.table import figures, shown
from runtime.database import opened

SHOWN = 60  # characters of the words quoted


@click.command()
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what was seen since, UTC.")
@click.option("--apply", "applied", is_flag=True, help="Write it down; nobody is told.")
@AS_JSON
def respeak(
    names: tuple[str, ...], *, since: datetime | None, applied: bool, as_json: bool
) -> None:
    """Who speaks in the stored texts of SOURCE, or of all, where that is not as stored.

    By today's rules and people.toml. Nothing is written without --apply. With it statements are
    given to who makes them, their numbers stay, and the texts are quoted, joined and traced anew.
    """
    after = since.replace(tzinfo=UTC) if since else None
    counts: Counter[str] = Counter()
    with store.sessions(opened().database).begin() as session:
        if applied:
            store.hold(session, "veille statements")
        for source in _sources(session, names):
            for one in list(speakers.respoken(session, source, after)):
                counts["texts"] += 1
                for change in one.changes:
                    counts["quotations" if change.statement is None else "statements"] += 1
                    _tell(one, change, as_json=as_json)
                if applied:
                    speakers.apply(session, one)
    if not as_json:
        _count(counts, applied=applied)


def _sources(session: Session, names: Sequence[str]) -> Iterator[Source]:
    """Yield the sources of these names, of all where there are none; raise CallError."""
    known = {one.name: one for one in store.every_source(session)}
    for name in names or sorted(known):
        if name not in known:
            raise CallError(f"{name}: no such source; known: {', '.join(sorted(known))}")
        yield known[name]


def _tell(one: Respoken, change: Change, *, as_json: bool) -> None:
    if as_json:
        row = {
            "address": one.document.address,
            "statement": change.statement,
            "words": change.words or None,
            "before": [_named(who) for who in change.before],
            "today": [_named(who) for who in change.today],
        }
        click.echo(json.dumps(row, ensure_ascii=False))
        return
    words = " ".join(change.words.split())
    cut = words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
    what = f"statement {change.statement}" if change.statement is not None else f"“{cut}”"
    before, today = (
        ", ".join(map(_named, some)) or "nobody" for some in (change.before, change.today)
    )
    click.echo(f"{one.document.address}: {what}: {before} -> {today}")


def _named(who: Speaker) -> str:
    return " ".join(filter(None, (who.name, who.office and f"({who.office})")))


def _count(counts: Counter[str], *, applied: bool) -> None:
    table = figures(["given anew" if applied else "would be given anew"], ["number"])
    for name in ("texts", "statements", "quotations"):
        table.add_row(name, str(counts[name]))
    shown(table)
