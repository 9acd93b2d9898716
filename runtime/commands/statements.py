"""veille statements: who said what, and which documents carry it; merged and parted by hand."""

from collections.abc import Iterator

import click
from sqlalchemy.orm import Session

from pipeline import event, reading, store
from pipeline.errors import CallError
from pipeline.identity import canonical
from pipeline.mails import view
from pipeline.store import carried, listing
from pipeline.tables import Document, Statement
from runtime.commands import listings
from runtime.commands.listings import AS_JSON, LIMIT, listed
from runtime.database import opened


@click.group(invoke_without_command=True)
@LIMIT
@AS_JSON
@click.pass_context
def statements(context: click.Context, *, limit: int, as_json: bool) -> None:
    """The statements, the newest first: speakers, when, and the documents that carry them."""
    if context.invoked_subcommand is None:
        listed(lambda session: listing.statements(session, limit), as_json=as_json)


@statements.command()
@click.argument("number", type=int)
@AS_JSON
def show(*, number: int, as_json: bool) -> None:
    """Show statement NUMBER: who, when, at what, who carries it, and where its texts part."""
    with store.sessions(opened().database)() as session:
        statement = _statement(session, number)
        rows = [{"what": what, "is": value} for what, value in _facts(session, statement)]
    listings.show(rows, as_json=as_json)


def _facts(session: Session, statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield what is known of a statement, fact by fact."""
    said = reading.said(session, statement, "en")
    yield "statement", str(said.number)
    for voice in said.voices:
        yield "speaker", ", ".join(filter(None, (voice.name, voice.office, voice.party)))
    if said.channel:
        yield "channel", said.channel
    if said.said:
        yield "said", view.written(said.said)
    yield "published", view.written(said.published)
    for one in (*said.editions, *said.others):
        sure = one.role if one.is_sure else f"{one.role} (likely)"
        yield "carried by", f"{sure}, {one.text.language}: {one.text.address}"
    for divergence in said.divergences:
        yield "texts differ", view.parted(divergence, "en")
    for earlier, kind, certainty in carried.links_of(session, said.number):
        yield kind, f"statement {earlier} ({certainty})"
    if (held := event.of(session, statement)) is not None:
        awaited = "; transcript awaited" if event.awaits_transcript(session, held) else ""
        with_whom = ", ".join(held.participants)
        yield "event", f"{held.kind}, {held.day:%Y-%m-%d}: {with_whom}{awaited}"


@statements.command()
@click.argument("one", type=int)
@click.argument("other", type=int)
def merge(*, one: int, other: int) -> None:
    """Say that statements ONE and OTHER are one act of speech: ONE.

    The number of OTHER leads there from now on. Nobody is told anything again.
    """
    with store.sessions(opened().database).begin() as session:
        store.hold(session, "veille statements")
        into, gone = _statement(session, one), _statement(session, other)
        if into.id == gone.id:
            raise CallError(f"statements {one} and {other} are one already: {into.id}")
        carried.merge(session, gone.id, into.id)
        carriers = len(carried.documents_of(session, [into.id]))
    click.echo(f"statement {gone.id} is {into.id} now, carried by {carriers} documents")


@statements.command()
@click.argument("document")
@click.option("--from", "number", type=int, required=True, help="The statement it is not.")
def part(*, document: str, number: int) -> None:
    """Say that DOCUMENT, an id or an address, does not carry a statement but one of its own.

    No later run joins them again. Nobody is told anything again.
    """
    with store.sessions(opened().database).begin() as session:
        store.hold(session, "veille statements")
        statement, carrier = _statement(session, number), _document(session, document)
        new = carried.part(session, carrier.id, statement)
        if new is None:
            raise CallError(f"{carrier.address} does not carry statement {statement.id}")
    click.echo(f"{carrier.address} carries statement {new} now, not {statement.id}")


def _statement(session: Session, number: int) -> Statement:
    """Return a statement by its number, or the one it was merged into."""
    statement = carried.statement_at(session, number)
    if statement is None:
        raise CallError(f"there is no statement {number}; `veille statements` lists them")
    return statement


def _document(session: Session, written: str) -> Document:
    """Return a document by its id or address."""
    if written.isdecimal():
        found = session.get(Document, int(written))
        held = [found] if found else []
    else:
        held = [one for one, _ in listing.readings(session, canonical(written))]
    if not held:
        raise CallError(f"there is no document {written}; `veille documents` lists them")
    return held[0]
