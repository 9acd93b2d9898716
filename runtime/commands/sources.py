"""veille sources: every source with its state; pause, resume and pace one without a release."""

from datetime import UTC, datetime

import click

from crawlers import catalog
from pipeline import listing, settings, store, tally
from pipeline.errors import CallError
from pipeline.rhythm import Rhythm
from pipeline.state import Facts, state
from pipeline.store import Row
from pipeline.tables import Source
from runtime.commands.listings import AS_JSON, show
from runtime.database import declare_sources, opened


@click.group(invoke_without_command=True)
@AS_JSON
@click.pass_context
def sources(context: click.Context, *, as_json: bool) -> None:
    """Every source: its state and why, when it was read and new last, its rhythm, what is due."""
    found = opened()
    declare_sources(found.database or "")
    if context.invoked_subcommand is None:
        now = datetime.now(UTC)
        with store.sessions(found.database)() as session:
            listed = {row["source"]: row for row in listing.sources(session)}
            facts = tally.facts(session, now, catalog.names())
        rows = [_row(one, listed[one.source], now) for one in facts]
        show(rows, as_json=as_json)


@sources.command()
@click.argument("name")
def pause(name: str) -> None:
    """Crawl NAME no more until it is resumed; whoever asks for it by hand still can."""
    with store.sessions(opened().database).begin() as session:
        _known(session.get(Source, name), name).paused = True
    click.echo(f"{name} is paused")


@sources.command()
@click.argument("name")
def resume(name: str) -> None:
    """Crawl NAME again, from the next tick on."""
    with store.sessions(opened().database).begin() as session:
        source = _known(session.get(Source, name), name)
        source.paused, source.due_at = False, datetime.now(UTC)
    click.echo(f"{name} is due at the next tick")


@sources.command()
@click.argument("name")
@click.argument("duration", required=False)
def pace(name: str, duration: str | None) -> None:
    """Crawl NAME every DURATION (30m, 6h, 1d); without it, as often as its file declares."""
    declared = catalog.declarations().get(name)
    with store.sessions(opened().database).begin() as session:
        source = _known(session.get(Source, name), name)
        if duration is not None:
            source.cadence = settings.duration("DURATION", duration)
        elif declared is not None:
            source.cadence = declared.cadence
        now = datetime.now(UTC)
        source.due_at = min(source.due_at or now, now)  # the new pace begins with a crawl
        click.echo(f"{name} is crawled every {source.cadence}, from the next tick on")


def _known(source: Source | None, name: str) -> Source:
    if source is None or not source.crawled:
        raise CallError(f"{name}: no such source to crawl; `veille sources` shows all")
    return source


def _row(facts: Facts, listed: Row, now: datetime) -> Row:
    """Return what an operator wants to know of a source."""
    one = state(facts, now)
    gap = next((crawl for crawl in facts.crawls if crawl.outcome == "gap"), None)
    return {
        "source": facts.source,
        "kind": facts.kind,
        "languages": facts.languages,
        "state": one.name,
        "since": one.since,
        "last success": facts.last_success,
        "last new": facts.last_new,
        "rhythm": _rhythm(facts.rhythms.get("")),
        "gap": gap and gap.at,
        "outcome": listed["outcome"],
        "reason": one.cause,
        "cadence": facts.cadence,
        "next": facts.due_at,
        "due addresses": listed["due addresses"],
    }


def _rhythm(learnt: Rhythm | None) -> str:
    if learnt is None or not learnt.a_week:
        return "not learnt yet"
    by = learnt.expected_by
    return f"{learnt.a_week:.1f} a week, again by {by:%Y-%m-%d %H:%M}"
