"""veille trace and why: where an address is, and why its text was flagged."""

import json

import click

from pipeline import store
from pipeline.errors import CallError
from pipeline.store import listing
from runtime.commands.listings import AS_JSON
from runtime.database import opened
from runtime.place import place


@click.command()
@click.argument("url")
@AS_JSON
def trace(url: str, *, as_json: bool) -> None:
    """Every step of URL: where it is, or in which stage it was dropped and why."""
    with store.sessions(opened().database)() as session:
        steps = list(listing.trace(session, url, place(session, url)))
    if not steps:
        raise CallError(f"{url} was never seen; `veille ingest` brings a text by hand")
    for what, words in steps:
        if as_json:
            click.echo(json.dumps({"step": what, "detail": words}, ensure_ascii=False))
        else:
            click.echo(f"{what:10} {words}")


@click.command()
@click.argument("address")
@AS_JSON
def why(address: str, *, as_json: bool) -> None:
    """Why the text at ADDRESS was flagged: reasons, and every span matched."""
    with store.sessions(opened().database)() as session:
        found = list(listing.evidence(session, place(session, address)))
    if not found:
        raise CallError(f"{address} has no flag; `veille trace {address}` shows where it is")
    for revision, flag in found:
        if as_json:
            row = {"revision": revision.number, "section": flag.section, "dossier": flag.dossier}
            row |= {"digest": flag.digest, "grade": flag.grade, "score": flag.score}
            click.echo(json.dumps(row | flag.evidence, ensure_ascii=False))
            continue
        click.echo(f"revision {revision.number}, {flag.dossier}: {flag.grade}, {flag.score:.2f}")
        for reason in flag.evidence["reasons"]:
            click.echo(f"  {reason}")
        for where, text in (("title_matches", revision.title or ""), ("matches", revision.body)):
            for match in flag.evidence[where]:
                words = text[match["start"] : match["end"]]
                span = f"{match['start']}-{match['end']}"
                click.echo(f"  {span:>13}  {words}  ({match['term']}, {match['strength']})")
