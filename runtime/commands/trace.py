"""veille trace and why: where an address is, and why its text was flagged."""

import json
from collections.abc import Sequence

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
        canonical = place(session, address)
        found = list(listing.evidence(session, canonical))
        steps = [] if found else list(listing.trace(session, address, canonical))
    if not found:
        raise CallError(_unflagged(address, steps))
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


def _unflagged(address: str, steps: Sequence[tuple[str, str]]) -> str:
    """Return why a text has no flag: never seen, not read, not looked at yet, or on no dossier."""
    if not steps:
        return f"{address} was never seen; `veille ingest` brings a text by hand"
    if not any(what == "revision" for what, _ in steps):
        known = "no text of it is stored"
    elif ("flag", "to do") in steps:
        known = "nobody has looked yet whether it is on a dossier"
    else:
        known = "no dossier has it"
    return f"{address} has no flag, {known}; `veille trace {address}` shows where it is"
