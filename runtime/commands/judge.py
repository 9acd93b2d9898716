"""veille judge and judgements: operators say what we got wrong, and how often that is."""

import json

import click

from pipeline import dossier, store
from pipeline.errors import CallError
from pipeline.store import judged, listing
from pipeline.store.judged import Verdict
from runtime.commands.listings import AS_JSON, show
from runtime.database import opened
from runtime.place import place


@click.command()
@click.argument("address")
@click.option("--relevant", "verdict", flag_value="relevant", help="It is on the dossier.")
@click.option("--not-relevant", "verdict", flag_value="not relevant", help="It is not.")
@click.option(
    "--wrong-speaker", "verdict", flag_value="wrong speaker", help="Words are given to another."
)
@click.option("--dossier", "slug", help="Needed where there are several.")
@click.option("--note", help="For whoever mends it.")
def judge(address: str, verdict: Verdict | None, slug: str | None, note: str | None) -> None:
    """Say of the text at ADDRESS, as it stands now, what we got right or wrong.

    Nobody is told, and nothing is flagged or taken back: it is counted (`veille judgements`), and
    exported as a test case. Said again, the last word counts.
    """
    if verdict is None:
        raise CallError("say --relevant, --not-relevant or --wrong-speaker")
    known = _dossier(slug)
    with store.sessions(opened().database).begin() as session:
        found = listing.readings(session, place(session, address))
        if not found:
            raise CallError(f"{address} is no document; `veille documents` lists them")
        for document, revisions in found:
            grade = judged.judge(session, revisions[-1], known, verdict, note)
            flagged = f"flagged {grade}" if grade else "not flagged"
            click.echo(f"{document.address}: {verdict} to {known} ({flagged})")


def _dossier(slug: str | None) -> str:
    """Return the dossier that is meant; raise CallError where that cannot be told."""
    known = [one.slug for one in dossier.all_dossiers()]
    if slug is None and len(known) == 1:
        return known[0]
    if slug not in known:
        named = f"no dossier {slug!r}" if slug else "say which --dossier"
        raise CallError(f"{named}; known: {', '.join(known)}")
    return slug


@click.command()
@click.option("--export", is_flag=True, help="The judged texts as test cases, JSON Lines.")
@AS_JSON
def judgements(*, export: bool, as_json: bool) -> None:
    """What was judged, week by week: precision of each dossier in each language.

    `right` and `wrong` count what was flagged; `missed` was relevant and not flagged.
    """
    with store.sessions(opened().database)() as session:
        if export:
            for one in judged.cases(session):
                click.echo(json.dumps(one, ensure_ascii=False))
            return
        show(list(judged.weekly(session)), as_json=as_json)
