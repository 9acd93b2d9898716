"""veille sources: every source with its state; pause, resume and pace one without a release."""

from collections import Counter
from datetime import UTC, datetime

import click
from rich.text import Text

from crawlers import catalog
from pipeline import settings, store
from pipeline.errors import CallError
from pipeline.mails.plain import shortened
from pipeline.silence.rhythm import Rhythm
from pipeline.silence.state import WELL, Facts, State, state
from pipeline.store import Row, listing, tally
from pipeline.tables import Source
from runtime.commands.listings import AS_JSON, show
from runtime.database import declare_sources, opened

_WHY = 170  # characters, four lines of the table


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
        judged = [(one, state(one, now), listed[one.source]) for one in facts]
        if as_json:
            show([_row(*one) for one in judged], as_json=True)
            return
        judged.sort(key=lambda one: one[1].name in WELL)  # what is not well comes first
        show([_short(*one, now) for one in judged], as_json=False)
        states = Counter(one.name for _, one, _ in judged)
        counted = ", ".join(f"{number} {name}" for name, number in states.most_common())
        click.echo(f"{len(judged)} sources: {counted}")
        click.echo("Moments are UTC; --json tells more.")


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
    """Crawl NAME again, from the next tick on; gaps that are stuck are tried once more."""
    with store.sessions(opened().database).begin() as session:
        source = _known(session.get(Source, name), name)
        source.paused, source.due_at = False, datetime.now(UTC)
        again = store.retry_gaps(session, name)
    tried = f"; {again} stuck gaps are tried again" if again else ""
    click.echo(f"{name} is due at the next tick{tried}")


@sources.command()
@click.argument("name")
@click.argument("duration", required=False)
def pace(name: str, duration: str | None) -> None:
    """Crawl NAME every DURATION (30m, 6h, 1d); without it, as often as its file declares."""
    declared = catalog.declarations().get(name)
    with store.sessions(opened().database).begin() as session:
        source = _known(session.get(Source, name), name)
        source.paced = duration is not None
        if duration is not None:
            source.cadence = settings.duration("DURATION", duration)
        elif declared is not None:
            source.cadence = declared.cadence
        now = datetime.now(UTC)
        source.due_at = min(source.due_at or now, now)  # the new pace begins with a crawl
        since = "once it is resumed: it is paused" if source.paused else "from the next tick on"
        click.echo(f"{name} is crawled every {source.cadence}, {since}")


@sources.command()
@click.argument("name", required=False)
@AS_JSON
def gaps(name: str | None, *, as_json: bool) -> None:
    """The gaps of NAME, or of all: since when, why, how far they are filled, and the closed."""
    with store.sessions(opened().database)() as session:
        if name is not None:
            _known(session.get(Source, name), name)
        rows = list(listing.spans(session, "fill", name))
    show(rows, as_json=as_json)


@sources.command("close-gap")
@click.argument("name")
@click.option("--why", required=True, help="What is known of it, for whoever comes later.")
def close_gap(name: str, why: str) -> None:
    """Take the gaps of NAME for closed: nothing more is done to fill them."""
    if not why.strip():
        raise CallError("--why: say why, for whoever comes later")
    with store.sessions(opened().database).begin() as session:
        _known(session.get(Source, name), name)
        closed = store.close_gaps(session, name, why.strip(), datetime.now(UTC))
    if not closed:
        raise CallError(f"{name} has no gap; `veille sources gaps` shows all")
    click.echo(f"{name}: {closed} closed")


def _known(source: Source | None, name: str) -> Source:
    if source is None or not source.crawled:
        raise CallError(f"{name}: no such source to crawl; `veille sources` shows all")
    return source


def _short(facts: Facts, one: State, listed: Row, now: datetime) -> Row:
    """Return what an operator wants to see of a source at a glance, in 120 columns."""
    learnt, why = facts.rhythms.get(""), shortened(one.cause, _WHY)
    if facts.gaps and one.name != "gap":
        why += f"; gap since {_when(facts.gaps[0].until, now)}"
    if facts.hurried:
        why += f"; hurried for {facts.hurried} crawls"
    return {
        "source": facts.source,
        "state": Text(one.name, "green" if one.name in WELL else "bold red"),
        "since": _when(one.since, now),
        "read": _when(facts.last_success, now),
        "new": _when(facts.last_new, now),
        "a week": f"{learnt.a_week:.0f}" if learnt and learnt.a_week else "",
        "next": _when(facts.due_at, now),
        "due": listed["due addresses"],
        "why": why,
    }


def _when(moment: datetime | None, now: datetime) -> str:
    """Return the time of a moment of today, the day of another."""
    if moment is None:
        return ""
    at = moment.astimezone(UTC)
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at:%m-%d}"


def _row(facts: Facts, one: State, listed: Row) -> Row:
    """Return all that is known of a source."""
    page = facts.last_page
    return {
        "source": facts.source,
        "kind": facts.kind,
        "languages": facts.languages,
        "state": one.name,
        "since": one.since,
        "last success": facts.last_success,
        "last new": facts.last_new,
        "rhythm": _rhythm(facts.rhythms.get("")),
        "gap": facts.gaps[0].until if facts.gaps else None,
        "gaps": [str(gap) for gap in facts.gaps],
        "outcome": listed["outcome"],
        "reason": one.cause,
        "cadence": facts.cadence,
        "hurried": facts.hurried,
        "next": facts.due_at,
        "due addresses": listed["due addresses"],
        "last good page": page and page.url,
        "kept in": page and page.file,
        "look closer": one.command,
    }


def _rhythm(learnt: Rhythm | None) -> str:
    if learnt is None or not learnt.a_week:
        return "not learnt yet"
    by = learnt.expected_by
    return f"{learnt.a_week:.1f} a week, again by {by:%Y-%m-%d %H:%M}"
