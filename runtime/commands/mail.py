"""veille mail: what is due, what a restore holds, and what came back."""

from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime

import click

from crawlers import run as crawling
from pipeline import stages, store
from pipeline.deliveries import returned, standing
from pipeline.errors import CallError
from pipeline.settings import current
from runtime.commands.listings import AS_JSON, show
from runtime.database import opened


@click.group()
def mail() -> None:
    """Mail to subscribers: what is due, what a restore holds, and what came back."""


@mail.command()
def resume() -> None:
    """Let mail go again; what is due goes with the next run of `alert` or `veille crawl`."""
    with store.sessions(opened().database).begin() as session:
        held = store.resume_mail(session)
        due = store.count_due(session, datetime.now(UTC))
    click.echo(f"mail {'goes again' if held else 'was not held'}; {due} messages are due")


@mail.command()
def send() -> None:
    """Send what is due now, digests included, as DAG `digest` does at every quarter of an hour."""
    settings = opened()
    counts = stages.make_digests(settings) + stages.send(settings)
    click.echo(_said(counts) or "nothing is due")


@mail.command()
def bounces() -> None:
    """Read what came back and act on it, as DAG `bounces` does every five minutes."""
    settings = opened()
    if settings.bounces is None:
        raise CallError("VEILLE_BOUNCES is not set: nobody knows where mail comes back to")
    counts = returned.run(settings, crawling.mails, datetime.now(UTC))
    click.echo(_said(counts) or "nothing came back")


@mail.command()
@click.option("--server", metavar="HOST[:PORT]", help="DNS server to ask; else this machine's.")
@AS_JSON
def check(server: str | None, *, as_json: bool) -> None:
    """Whether mail from VEILLE_SENDER can arrive: SPF, DKIM and DMARC of its domain.

    Exit 1 where one of them is bad, or DNS does not answer.
    """
    found = standing.findings(current(), standing.asker(server))
    show([asdict(one) for one in found], as_json=as_json)
    if any(one.state == "bad" for one in found):
        click.get_current_context().exit(1)


def _said(counts: Counter[str]) -> str:
    return ", ".join(f"{number} {what}" for what, number in counts.items())
