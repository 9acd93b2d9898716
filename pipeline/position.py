"""Positions: what each party said in a period, side by side, and how the press carried it.

A party's column holds what its speakers said: first the official texts, one entry a statement,
each with the press that quotes or reports it; then what is known by report alone, one entry a
statement too. The unnamed, those whose party is not known, and voices inside another's words
stand outside the columns.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from sqlalchemy.orm import Session

from pipeline import markdown
from pipeline.dossier import Dossier
from pipeline.party import party_title
from pipeline.positions.by_report import by_report, parties_of
from pipeline.positions.carrying import carrier, outside
from pipeline.positions.column import Column, Entry, Positions
from pipeline.positions.side_by_side import told
from pipeline.positions.stated import official
from pipeline.silence.coverage import coverage
from pipeline.silence.not_watched import of as not_watched_of
from pipeline.silence.state import state
from pipeline.store import carried, quoted, tally
from pipeline.store.quoted import Wanted
from pipeline.words import words

TEMPLATES = Path(__file__).parent / "templates" / "positions"
FORMATS = {"markdown": "positions.md", "html": "positions.html"}


def positions(  # noqa: PLR0913  what is asked
    session: Session,
    *,
    since: datetime,
    until: datetime,
    dossier: Dossier | None,
    language: str | None,
    now: datetime,
    crawled: Sequence[str],
    told_in: str | None = None,
    zone: str = "UTC",
) -> Positions:
    """Return what each party said from a moment to another; `language` is that preferred.

    `told_in` is the language of our own words, and `zone` that of our moments; None: they are
    as commands say them, in English.
    """
    slug = dossier.slug if dossier else None
    texts = list(quoted.stated(session, since, until, slug))
    wanted = Wanted(since=since, until=until, dossier=slug)
    press = list(quoted.quotations(session, wanted))
    heard = quoted.attributed_in(session, {one.revision.id for one in texts})
    speakers = carried.speakers_of(session, {one.statement.id for one in texts})
    entries = official(texts, press, heard, speakers, language, told_in)
    used = {id(one) for some in entries.values() for _, those in some for one in those}
    rest = [one for one in press if id(one) not in used]
    kept = defaultdict(list, {key: [one for one, _ in some] for key, some in entries.items()})
    asked = {one.document.id for one in texts}
    originals = {one.original.id: one.original for one in rest if one.original}
    editions = {key: carried.texts_together(session, one) for key, one in originals.items()}
    days = since, until
    for party, entry in by_report(rest, editions, asked, days, language, told_in):
        kept[party].append(entry)
    columns = list(_columns(session, kept, dossier, now, crawled, told_in or "en", zone))
    return Positions(
        since=f"{since:%Y-%m-%d}",
        until=f"{until - timedelta(days=1):%Y-%m-%d}",
        dossier=slug,
        columns=[one for one in columns if one.entries],
        silent=[one for one in columns if not one.entries],
        outside=[
            (outside(one, told_in), carrier(one, told_in))
            for one in rest
            if not parties_of(one) and one.quotation.kind != "indirect"
        ],
    )


def rendered(found: Positions, form: str, language: str | None = None) -> str:
    """Return positions as Markdown or HTML, in a language of ours; None: as commands have them."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html.jinja"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = markdown.plain
    environment.tests["web"] = lambda url: str(url).startswith(("https://", "http://"))
    return environment.get_template(f"{FORMATS[form]}.jinja").render(
        found=found, told=told(found, language), language=language or "en"
    )


def _columns(  # noqa: PLR0913, PLR0917  one thought
    session: Session,
    kept: Mapping[str, list[Entry]],
    dossier: Dossier | None,
    now: datetime,
    crawled: Sequence[str],
    told_in: str,
    zone: str,
) -> Iterator[Column]:
    """Yield the parties in order, those of the dossier first, each with where we looked."""
    facts = [one for one in tally.facts(session, now, crawled) if one.kind == "official"]
    sides = list(dossier.sides) if dossier else []
    order = [*sides, *sorted(set(kept) - set(sides), key=lambda one: (-len(kept[one]), one))]
    order += sorted({one.party for one in facts if one.party} - set(order))
    for party in order:
        entries = _by_speaker(kept.get(party, []))
        looked = coverage(
            [(one, state(one, now)) for one in facts if one.party == party],
            not_watched_of(party),
            found=len(entries),
            now=now,
            zone=zone,
            language=told_in,
        )
        yield Column(
            party=party,
            title=party_title(party, told_in),
            coverage=words()[told_in].alert["semicolon"].join(looked),
            entries=tuple(entries),
        )


def _by_speaker(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries, those who have official texts first; of each the official texts first."""
    heard = {one.speaker for one in entries if one.address and not one.document}
    return sorted(
        entries,
        key=lambda one: (
            one.speaker not in heard,
            one.speaker,
            not one.address or bool(one.document),
            one.published,
        ),
    )
