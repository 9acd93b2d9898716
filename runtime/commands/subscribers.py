"""veille subscribers: who is told, how and of what; add, change, move and forget them."""

from calendar import day_name
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, TextIO, get_args

import click
from sqlalchemy.orm import Session

from pipeline import housekeeping, store
from pipeline.deliveries.post import erased as erased_mails
from pipeline.errors import CallError
from pipeline.store import Row, readers, undelivered
from pipeline.subscriptions import choosing, roll
from pipeline.subscriptions.preferences import LANGUAGES, PlaceNames, changed, chosen
from pipeline.subscriptions.wanted import LISTS, Rhythm, Wanted
from pipeline.tables import Subscriber, Subscription
from runtime.commands.listings import AS_JSON, show
from runtime.database import opened

Command = Callable[..., Any]  # Any: what click's own decorators take and give
WEEKDAYS = tuple(day_name)
RHYTHMS = get_args(Rhythm)
HOW = (
    click.option("--language", type=click.Choice(LANGUAGES), help="Of our own words in mails."),
    click.option("--zone", help="Where the hours are told, such as Asia/Yerevan."),
    click.option("--rhythm", type=click.Choice(RHYTHMS)),
    click.option("--hour", help="Of a daily or weekly mail, 0 to 23."),
    click.option("--weekday", help="Of a weekly mail; 0 is Monday."),
    click.option("--quiet-from", help="Hour at which no mail goes any more."),
    click.option("--quiet-until", help="Hour from which mail goes again."),
    click.option("--discreet", type=click.Choice(["yes", "no"]), help="Hide what it is about."),
    click.option(
        "--by-feed", type=click.Choice(["yes", "no"]), help="They read a feed: no mail tells them."
    ),
    click.option(
        "--place-names", type=click.Choice(get_args(PlaceNames)), help="In our own words."
    ),
    click.option("--empty-digest", type=click.Choice(["yes", "no"]), help="Also with no news."),
)
WHAT = (
    click.option("--grade", type=click.Choice(["core", "mention"]), help="The least."),
    click.option("--section", "sections", multiple=True, help="Of the dossier; any if left out."),
    click.option("--party", "parties", multiple=True, help="Who must speak; any if left out."),
    click.option("--speaker", "speakers", multiple=True, help="Id of people.toml, likewise."),
    click.option("--source", "sources", multiple=True, help="Likewise."),
    click.option("--text-language", "languages", multiple=True, help="Of the text, likewise."),
    click.option("--press", type=click.Choice(["yes", "no"]), help="Press reports too."),
    click.option("--always", multiple=True, help="Speaker told of whatever else is chosen."),
    click.option(
        "--own-rhythm",
        type=click.Choice(RHYTHMS),
        help="Of this dossier; that of all if left out.",
    ),
)


def _with(
    options: Sequence[Callable[[Command], Command]],
) -> Callable[[Command], Command]:
    """Return a decorator that gives a command several options."""

    def decorated(command: Command) -> Command:
        for one in reversed(options):
            command = one(command)
        return command

    return decorated


@click.group()
def subscribers() -> None:
    """Who is told, how and of what; what they chose, and how to forget them."""


@subscribers.command("list")
@AS_JSON
def listed(*, as_json: bool) -> None:
    """Every subscriber, with what they chose, and how the mails of 30 days fared."""
    since = datetime.now(UTC) - housekeeping.BOUNCES
    with store.sessions(opened().database)() as session:
        rates = undelivered.rates(session, since, by_reader=True)
        rows = [
            _row(one, chosen_by) | _fared(rates.get(one.address, Counter()))
            for one, chosen_by in readers.readers(session)
        ]
    show(rows, as_json=as_json)


def _row(one: Subscriber, subscriptions: Sequence[Subscription]) -> Row:
    return {
        "address": one.address,
        "state": one.state,
        "since": one.state_at,
        "told": _rhythm(one),
        "language": one.language,
        "follows": [_followed(each) for each in subscriptions],
    }


def _fared(counts: Counter[str]) -> Row:
    """Return what became of the mails to one reader; what they answered is not told here."""
    return {name: _rates(counts)[name] for name in ("sent", "gone", "failed", "complaints")}


def _rhythm(one: Subscriber) -> str:
    day = f" on {WEEKDAYS[one.weekday]}" if one.rhythm == "weekly" else ""
    hour = f"{day} at {one.hour:02}:00" if one.rhythm in {"daily", "weekly"} else ""
    quiet = f", quiet {one.quiet_from:02}-{one.quiet_until:02}" if one.quiet_until else ""
    zone = f" {one.zone}" if hour or quiet else ""
    return f"{one.rhythm.replace('_', ' ')}{hour}{quiet}{zone}{', discreet' * one.discreet}"


def _followed(one: Subscription) -> str:
    lists = [f"{name} {' or '.join(found)}" for name in LISTS if (found := getattr(one, name))]
    lists += [f"always {' and '.join(one.always)}"] if one.always else []
    own = [one.own_rhythm.replace("_", " ")] if one.own_rhythm else []
    told = [one.grade, *lists, *([] if one.press else ["no press"]), *own]
    return f"{one.dossier} ({'; '.join(told)})"


@subscribers.command()
@click.argument("address")
@click.option("--dossier", "slug", default="karabakh", show_default=True)
@_with(HOW)
@_with(WHAT)
def add(address: str, slug: str, **given: str | tuple[str, ...] | None) -> None:
    """Tell ADDRESS from now on; who is there already gets what the options change."""
    fields = {
        name: list(value) if isinstance(value, tuple) else [value]
        for name, value in given.items()
        if value not in {None, ()}
    }
    now = datetime.now(UTC)
    mailbox = roll.mailbox(address)
    with store.sessions(opened().database).begin() as session:
        found = readers.reader_at(session, mailbox)
        one = found or readers.add_reader(session, mailbox, "confirmed", now)
        if one.state in {"unsubscribed", "suppressed"}:
            raise CallError(f"{one.address} is {one.state}: only they can come back, by the form")
        before = readers.choices_of(session, one.id)
        try:
            how = changed(readers.preferences(one), fields)
            what = chosen(before.get(slug, Wanted()), fields)
        except ValueError as error:
            raise CallError(str(error)) from error
        choosing.keep(session, one, how, {**before, slug: what}, now)
    click.echo(f"{mailbox} {'is changed' if found else 'is told from now on'}")


@subscribers.command()
@AS_JSON
def irrelevant(*, as_json: bool) -> None:
    """What readers said is not about its dossier, and how many said so."""
    with store.sessions(opened().database)() as session:
        rows: list[Row] = [
            {
                "said by": number,
                "dossier": line.dossier,
                "source": text.source,
                "text": text.address,
            }
            for line, text, number in readers.called_irrelevant(session)
        ]
    show(rows, as_json=as_json)


@subscribers.command()
@click.argument("file", type=click.File("w", encoding="utf-8"), default="-")
def export(file: TextIO) -> None:
    """Write everybody to FILE as CSV, or to standard output."""
    with store.sessions(opened().database)() as session:
        entries = [
            roll.Entry(
                address=one.address,
                state=one.state,
                preferences=readers.preferences(one),
                wanted={each.dossier: readers.wanted(each) for each in subscriptions},
            )
            for one, subscriptions in readers.readers(session)
        ]
    file.write(roll.table(entries))


@subscribers.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
def taken(file: TextIO) -> None:
    """Take everybody of a CSV like the exported one: all of it, or nothing.

    What a column that is not there would say stays as it is. All that is wrong is named, by line
    and column. Who left stays away: nobody who is unsubscribed or suppressed here is told again.
    """
    try:
        table = file.read()
    except UnicodeDecodeError as error:
        raise CallError(f"{file.name} is no UTF-8: {error.reason}") from error
    counts: Counter[str] = Counter()
    wrong: list[tuple[int, str]] = []
    now = datetime.now(UTC)
    with store.sessions(opened().database).begin() as session:
        for entry in roll.entries(table, partial(choosing.faults, session)):
            try:
                counts[_taken(session, entry, now)] += 1
            except CallError as error:  # with what was chosen before, which no column says
                wrong.append((entry.line, f"{entry.address}: {error}"))
        if wrong:
            raise CallError(roll.refusal(wrong))
    click.echo(", ".join(f"{number} {what}" for what, number in counts.items()) or "nothing")


def _taken(session: Session, entry: roll.Entry, now: datetime) -> str:
    """Keep one reader of a table; return what became of them."""
    found = readers.reader_at(session, entry.address)
    if found is not None and found.state in {"unsubscribed", "suppressed"}:
        return "left before and stay away"
    one = found or readers.add_reader(session, entry.address, entry.state, now)
    if found is not None:
        chosen_before = readers.choices_of(session, one.id)
        entry = roll.over(entry, one.state, readers.preferences(one), chosen_before)
    choosing.keep(session, one, entry.preferences, entry.wanted, now)
    readers.set_state(session, one, entry.state, now)
    return "changed" if found else "added"


@subscribers.command()
@click.argument("address")
def pause(address: str) -> None:
    """Tell ADDRESS nothing until it is resumed; what comes meanwhile is not told later."""
    _set(address, "paused", {"confirmed", "paused"})


@subscribers.command()
@click.argument("address")
def resume(address: str) -> None:
    """Tell ADDRESS again, of what is seen from now on."""
    _set(address, "confirmed", {"confirmed", "paused"})


def _set(address: str, state: str, before: set[str]) -> None:
    with store.sessions(opened().database).begin() as session:
        one = _known(session, address)
        if one.state not in before:
            raise CallError(f"{one.address} is {one.state}: only they can change that")
        readers.set_state(session, one, state, datetime.now(UTC))
    click.echo(f"{one.address} is {state}")


@subscribers.command()
@click.argument("address")
def erase(address: str) -> None:
    """Forget ADDRESS: what they chose, what they were told, their links, and that they were here.

    Mails laid into the Maildir are erased too; backups made before keep them until they go.
    """
    settings = opened()
    with store.sessions(settings.database).begin() as session:
        one = _known(session, address)
        lines = readers.erase_reader(session, one.id)
    mails = erased_mails(settings.mail, one.address)
    click.echo(f"{one.address} is forgotten, with {lines} lines and {mails} mails kept here")


@subscribers.command()
@AS_JSON
def bounces(*, as_json: bool) -> None:
    """What came back of the mails of 30 days, by domain: the worst first."""
    with store.sessions(opened().database)() as session:
        rates = undelivered.rates(session, datetime.now(UTC) - housekeeping.BOUNCES)
    rows = [{"domain": name, **_rates(counts)} for name, counts in rates.items()]
    rows.sort(key=lambda row: (-row["gone"], -row["complaints"], row["domain"]))
    show(rows, as_json=as_json)


def _rates(counts: Counter[str]) -> Row:
    return {
        "sent": counts["sent"],
        "gone": counts["hard"],
        "failed": counts["soft"],
        "refused": counts["unknown"],
        "complaints": counts["complaint"],
        "left": counts["unsubscribe"],
        "answers": counts["auto_reply"] + counts["challenge"],
    }


@subscribers.command()
@click.argument("address")
def readmit(address: str) -> None:
    """Let ADDRESS, which was suppressed, ask by the form again; nothing is sent before they do."""
    with store.sessions(opened().database).begin() as session:
        one = _known(session, address)
        if one.state != "suppressed":
            raise CallError(f"{one.address} is {one.state}, not suppressed")
        readers.set_state(session, one, "unsubscribed", datetime.now(UTC))
    click.echo(f"{one.address} may come back by the form")


def _known(session: Session, address: str) -> Subscriber:
    found = readers.reader_at(session, address.strip())
    if found is None:
        raise CallError(f"{address}: no such subscriber; `veille subscribers list` shows all")
    return found
