"""veille search: which texts say something."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta

import click

from pipeline import search as finding
from pipeline import store
from pipeline.errors import CallError
from pipeline.mails.plain import isolated
from pipeline.searches.query import Filters
from pipeline.tables import Source
from pipeline.text import Span
from runtime.commands import known
from runtime.database import opened


class Day(click.DateTime):
    """A day that has another after it."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the beginning of a day; fail for one that is none, or the last there is."""
        day: datetime = super().convert(value, param, ctx)
        if day.date() == date.max:
            self.fail(f"{value!r} is the last day there is", param, ctx)
        return day


DAY = Day(["%Y-%m-%d"])


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--source", help="Only of this source.")
@click.option("--party", help="Only of sources or statements that speak for this party.")
@click.option("--language", help="Only in this language (ISO 639-1).")
@click.option("--dossier", help="Only what was flagged for this dossier.")
@click.option("--since", type=DAY, help="Published, or else seen, from this day on (UTC).")
@click.option("--until", type=DAY, help="... until this day, included.")
@click.option("--relevant", is_flag=True, help="Of the newest, those first that say it most.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, with the offsets of the words.")
def search(  # noqa: PLR0913  one parameter an option
    *,
    query: tuple[str, ...],
    source: str | None,
    party: str | None,
    language: str | None,
    dossier: str | None,
    since: datetime | None,
    until: datetime | None,
    relevant: bool,
    limit: int,
    as_json: bool,
) -> None:
    """Find texts by their words, as they stand now; the newest first.

    All words must be there; "words between marks" stand side by side; after `--`, a leading `-`
    keeps texts out. Names are found in every script: Mirzoyan finds Միրզոյան and Мирзоян. Places
    are found by their other names too, Khankendi by Stepanakert; between marks by that one only.
    What is typed in plain Latin letters finds what is written with others: sulh finds sülh.
    """
    known.dossier(dossier)
    known.refuse_party(party)
    known.refuse_language(language)
    known.refuse_period(since, until)
    filters = Filters(
        source=source,
        party=party,
        language=language,
        dossier=dossier,
        since=since and since.replace(tzinfo=UTC),
        until=until and until.replace(tzinfo=UTC) + timedelta(days=1),
    )
    with store.sessions(opened().database)() as session:
        if source is not None and session.get(Source, source) is None:
            raise CallError(f"--source {source}: no such source; `veille sources` shows all")
        hits = finding.search(session, " ".join(query), filters, limit=limit, relevant=relevant)
    for hit in hits:
        if as_json:
            told = {name: value for name, value in asdict(hit).items() if name != "at"}
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            _show(hit)
    if not hits and not as_json:
        click.echo("nothing")


def _show(hit: finding.Hit) -> None:
    """Print a text found, for a person."""
    where = " ".join(filter(None, (hit.published, hit.source, hit.party, hit.language)))
    title = isolated(_marked(hit.title or "(no title)", hit.title_marks))
    click.echo(f"{where}  {title}")
    click.echo(f"    {hit.address}")
    if hit.snippet:
        click.echo(f"    {isolated(' '.join(_marked(hit.snippet, hit.marks).split()))}")


def _marked(text: str, marks: Sequence[Span]) -> str:
    """Return a text with its marked words bold, or between asterisks where nobody looks."""
    parts, at = [], 0
    for start, end in marks:
        word = text[start:end]
        parts += [text[at:start], click.style(word, bold=True) if _seen() else f"*{word}*"]
        at = end
    return "".join((*parts, text[at:]))


def _seen() -> bool:
    return sys.stdout.isatty()
