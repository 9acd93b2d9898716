"""veille quotes: whom the press quotes, and whether the official texts say so."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import click

from pipeline import store
from pipeline.excerpt import excerpt
from pipeline.mails.told import published as moment_published
from pipeline.people import people
from pipeline.positions.column import written
from pipeline.speakers.namesake import namesakes
from pipeline.store import quoted
from pipeline.store.quoted import UNTRACED, Quoted, Wanted
from pipeline.tables import Quotation
from pipeline.traces.faithfulness import Verdict
from pipeline.traces.sought import sought
from runtime.commands import known
from runtime.commands.search import DAY
from runtime.database import opened

Answer = dict[str, Any]  # Any: JSON


@click.command()
@click.option("--speaker", metavar="NAME", help="Only of who has this name, in any script.")
@click.option("--party", metavar="PARTY", help="Only of whoever speaks for this party.")
@click.option("--since", type=DAY, help="Published, or else seen, from this day on (UTC).")
@click.option("--until", type=DAY, help="... until this day, included.")
@click.option("--language", help="Only quoted in this language (ISO 639-1).")
@click.option("--verdict", type=click.Choice([*get_args(Verdict), UNTRACED]))
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, with offsets into both texts.")
def quotes(  # noqa: PLR0913  one parameter an option
    *,
    speaker: str | None,
    party: str | None,
    since: datetime | None,
    until: datetime | None,
    language: str | None,
    verdict: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Whom the press quotes, and whether the official texts of that time say so.

    verbatim: word for word. cut: with words left out. differs: with other words, which are told.
    reworded: reported speech, which official sentences say in other words; it differs where a
    number, a date or a denial does. translated: likely the translation of the words told. not
    found: in the texts told; untraced: not looked for, as words of nobody known.
    """
    known.refuse_party(party)
    known.refuse_period(since, until)
    wanted = Wanted(
        speakers=None if speaker is None else sorted(namesakes(speaker)),
        written=speaker,
        party=party,
        language=language,
        verdict=verdict,
        since=since and since.replace(tzinfo=UTC),
        until=until and until.replace(tzinfo=UTC) + timedelta(days=1),
    )
    with store.sessions(opened().database)() as session:
        found = list(quoted.quotations(session, wanted, limit))
    for one in found:
        if as_json:
            click.echo(json.dumps(answer(one), ensure_ascii=False))
        else:
            for line in _shown(one):
                click.echo(line)
    if not found and not as_json:
        click.echo("nothing")


def answer(one: Quoted) -> Answer:
    """Return a quotation as JSON; of a source that allows a link alone, without its words."""
    quotation, trace = one.quotation, one.trace
    told = excerpt(quotation.words, one.source.rights)
    return {
        "speakers": quotation.speakers,
        "as_written": quotation.as_written,
        "words": told,
        "kind": quotation.kind,
        "channel": quotation.channel,
        "source": one.source.name,
        "language": one.document.language,
        "published": published(one),
        "address": one.document.address,
        "start": quotation.start,
        "end": quotation.end,
        "embedded_in": quotation.embedded_in,
        "via": quotation.via,
        "said_in": quotation.said_in,
        "verdict": trace.verdict if trace else None,
        "likely": trace is not None and trace.verdict == "translated",
        "score": trace.score if trace else None,
        "original": one.original.address if one.original else None,
        "original_language": one.original.language if one.original else None,
        "pairs": trace.pairs if trace else [],
        "differences": trace.differences if trace and told else [],
        "searched": trace.searched if trace else None,
    }


def published(one: Quoted) -> str | None:
    """Return when a text was published, as precisely as it says; None when it does not."""
    at = moment_published(one.document)
    return written(at) if at else None


def speaker_of(one: Quoted) -> str:
    """Return who speaks, with the office held that day; as written, where nobody is known."""
    offices = people().offices
    named = [
        f"{who['name']} ({offices[who['office']].title['en'][0]})"
        if who["office"] in offices
        else str(who["name"])
        for who in one.quotation.speakers
    ]
    if one.quotation.embedded_in is not None:
        return "a voice inside another's words"
    return ", ".join(named) or f"{one.quotation.as_written or 'speaker unsure'}"


def _shown(one: Quoted) -> Iterator[str]:
    """Yield a quotation for a person, a line per fact."""
    quotation, trace = one.quotation, one.trace
    verdict = trace.verdict if trace else UNTRACED
    mark = {"translated": "translated (likely)"}.get(verdict, verdict)
    mark = f"reported speech, {mark}" if quotation.kind == "indirect" else mark
    yield (
        f"{published(one) or 'undated'}  {one.source.title} ({one.document.language})  "
        f"{click.style(speaker_of(one), bold=True)}: {click.style(mark, bold=True)}"
    )
    if told := excerpt(quotation.words, one.source.rights):
        whole = "" if told == quotation.words else " …"
        yield f"    {_line(told)}{whole}"
    yield f"    {one.document.address}{''.join(_relayed(quotation))}"
    if trace is None:
        return
    if one.original is None:
        who = ", ".join(name["name"] for name in quotation.speakers)
        yield f"    {sought(trace.searched, who)}"
        return
    yield f"    original ({one.original.language}): {one.original.address}"
    if (
        told
        and trace.verdict in {"differs", "reworded", "translated"}
        and one.official
        and one.body
    ):
        words = " […] ".join(one.body[first:last] for _, _, first, last in trace.pairs)
        if theirs := excerpt(words, one.official.rights):
            yield f"    official: {_line(theirs)}"
    for each in trace.differences if told else ():
        yield f"    {_line(difference(each))}"


def _relayed(quotation: Quotation) -> Iterator[str]:
    """Yield by whose report words came, and in what language they were spoken."""
    if quotation.via:
        yield f"; via {', '.join(quotation.via)}"
    if quotation.said_in:
        yield f"; said in {quotation.said_in}"


def difference(one: Answer) -> str:
    """Return what is worded otherwise, as one line."""
    kinds = ", ".join(one["kinds"])
    if not one["quoted"]:
        return f"left out: “{one['official']}” ({kinds})"
    if not one["official"]:
        return f"put in: “{one['quoted']}” ({kinds})"
    return f"quoted “{one['quoted']}”, official “{one['official']}” ({kinds})"


def _line(text: str) -> str:
    return " ".join(text.split())
