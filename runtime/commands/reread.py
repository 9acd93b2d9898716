"""veille reread: what kept pages say with today's extractors, before it is written down."""

import json
from collections import Counter
from datetime import UTC, datetime

import click

from crawlers import catalog
from crawlers import reread as extractors
from pipeline import store
from pipeline.errors import CrawlError
from pipeline.revisions import rebase
from pipeline.revisions.edit import Version, edits
from pipeline.revisions.rebase import Rereading
from runtime.commands.compare import tell
from runtime.commands.listings import AS_JSON
from runtime.commands.table import figures, shown
from runtime.database import opened


@click.command()
@click.argument("name", metavar="SOURCE")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what was seen since, UTC.")
@click.option("--diff", is_flag=True, help="Every change of a text, word by word.")
@click.option("--apply", "applied", is_flag=True, help="Write it down; nobody is told.")
@AS_JSON
def reread(name: str, *, since: datetime | None, diff: bool, applied: bool, as_json: bool) -> None:
    """What the kept pages of SOURCE say with today's extractors, where that is not as stored.

    Nothing is written without --apply. With it a revision stays that revision, of that moment:
    it is flagged, read for quotations and searched anew, and no subscriber is told.
    """
    catalog.spider(name)  # says which there are
    settings, now = opened(), datetime.now(UTC)
    after = since.replace(tzinfo=UTC) if since else None
    counts: Counter[str] = Counter()
    with store.sessions(settings.database).begin() as session:
        if applied:
            store.hold(session, f"veille source {name}")
        for one in rebase.rereadings(session, settings.archive, name, extractors.items, after):
            counts.update(one.changed or ["unreadable" if one.item is None else "same"])
            counts["revisions"] += 1
            if one.item is None or one.changed:
                _tell(one, diff=diff, as_json=as_json)
            if applied and one.changed:
                rebase.apply(session, one, now)
    if not as_json:
        _count(counts, applied=applied)
    if counts["unreadable"]:
        raise CrawlError(
            f"{counts['unreadable']} of {counts['revisions']} kept pages cannot be read any more; "
            "they stay as they were stored"
        )


def _tell(one: Rereading, *, diff: bool, as_json: bool) -> None:
    place, number, item = one.document.address, one.revision.number, one.item
    if as_json:
        row = {"address": place, "revision": number, "changed": one.changed, "error": one.why}
        click.echo(json.dumps(row, ensure_ascii=False))
        return
    click.echo(f"{place} ({number}): {one.why or ', '.join(one.changed)}")
    if diff and item is not None and {"title", "text"} & set(one.changed):
        old = Version(title=one.revision.title, body=one.revision.body)
        new = Version(title=item.title, body=item.text)
        found = edits(old, new, one.document.language)
        tell(found, (old.body, new.body), "as stored -> as read today", None, as_json=False)


def _count(counts: Counter[str], *, applied: bool) -> None:
    table = figures(["written down" if applied else "would change"], ["revisions"])
    for name in (*rebase.PARTS, "unreadable", "same", "revisions"):
        if counts[name]:
            table.add_row(name, str(counts[name]))
    shown(table)
