"""Positions: what each party said in a period, side by side, and how the press carried it.

A party's column holds what its speakers said: first the official texts, one entry a statement,
each with the press that quotes or reports it; then what is known by report alone, one entry a
statement too. The unnamed, those whose party is not known, and voices inside another's words
stand outside the columns.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from sqlalchemy.orm import Session

from pipeline import markdown, telling
from pipeline.channel import channel
from pipeline.compared import verdict_of
from pipeline.coverage import coverage
from pipeline.dossier import Dossier
from pipeline.excerpt import SENTENCES, excerpt
from pipeline.item import Moment
from pipeline.lexicon import Words, lexicon
from pipeline.not_watched import of as not_watched_of
from pipeline.party import party_title
from pipeline.people import people
from pipeline.sought import sought
from pipeline.speaker import Speaker
from pipeline.state import state
from pipeline.store import carried, quoted, tally
from pipeline.store.quoted import Quoted, Stated, Wanted
from pipeline.tables import Document, Quotation
from pipeline.text import Span, sentences
from pipeline.told import outlet, published
from pipeline.tracing import day_of
from pipeline.voice import SPOKEN, Attributed, spans
from pipeline.words import words as ours

TEMPLATES = Path(__file__).parent / "templates" / "positions"
FORMATS = {"markdown": "positions.md", "html": "positions.html"}
_OCCASIONS = frozenset({None, "call", "meeting"})  # a communiqué tells of these
_GENRES = {"communique": "communiqué"}  # as the channels are called
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words in one language."""

    text: str
    language: str

    @property
    def dir(self) -> str:
        """Return which way they are read."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A press text that quotes somebody, and how faithfully."""

    document: int  # number
    outlet: str
    at: Moment | None  # published
    address: str
    words: Passage
    kind: str  # of verdict, as compared.verdict_of has it
    verdict: str  # as commands tell it
    looked: str | None = None  # of words not found: where was looked, in the reader's language
    compared: tuple[tuple[str, str], ...] = ()  # quoted, official; either may be empty
    original: str | None = None  # address of the official text that has the words

    @property
    def published(self) -> str:
        """Return when it was published, as commands write it."""
        return _written(self.at)

    @property
    def differences(self) -> tuple[str, ...]:
        """Return what is another than in the official text, as commands tell it."""
        return tuple(_difference(*one) for one in self.compared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act of speech."""

    statement: int | None  # number; None: words that no statement is known by
    speaker: str  # with the office of that day
    title: Passage | None
    channel: str | None
    at: Moment | None  # published
    address: str | None  # of the original; None: known by report alone
    document: int | None = None  # number of an original that is none of the texts asked for
    apart: Literal["day", "subject"] | None = None  # by what it is none of them
    languages: tuple[str, ...]  # of the original's editions
    passages: tuple[Passage, ...]
    press: tuple[Carrier, ...]

    @property
    def published(self) -> str:
        """Return when it was published, as commands write it."""
        return _written(self.at)

    @property
    def known(self) -> str:
        """Return how we know of it, as commands tell it."""
        if self.address is None:
            return "known by report only: no official text seen"
        apart = {"day": ", of another day", "subject": ", not on the dossier", None: ""}
        return f"original{apart[self.apart]} ({', '.join(self.languages)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One party."""

    party: str
    title: str
    coverage: str
    entries: tuple[Entry, ...]


@dataclass(slots=True, kw_only=True)
class Positions:
    """Everything that was said in a period."""

    since: str
    until: str
    dossier: str | None
    columns: list[Column] = field(default_factory=list)  # those something was found of
    silent: list[Column] = field(default_factory=list)  # where nothing was found, and why perhaps
    outside: list[tuple[str, Carrier]] = field(default_factory=list)  # as written, words


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
    entries = _official(texts, press, heard, speakers, language, told_in)
    told = {id(one) for some in entries.values() for _, used in some for one in used}
    kept: dict[str, list[Entry]] = defaultdict(list)
    for party, some in entries.items():
        kept[party] += [entry for entry, _ in some]
    found = Positions(since=f"{since:%Y-%m-%d}", until=_last_day(until), dossier=slug)
    alone: dict[tuple[str, *tuple[object, ...]], list[Quoted]] = defaultdict(list)
    for one in press:
        if id(one) in told:
            continue
        parties = {who["party"] for who in one.quotation.speakers} - {None}
        if one.quotation.embedded_in is not None or not parties:
            if one.quotation.kind != "indirect":
                found.outside.append((_outside(one, told_in), _carrier(one, told_in)))
            continue
        who = _speakers(_who(one), told_in)
        for party in sorted(parties):
            same = (who, one.original.id) if one.original else (one.statement or who,)
            alone[party, *same].append(one)
    asked = {one.document.id for one in texts}
    for (party, *_), reports in alone.items():
        entry = _reported(reports, told_in)
        if (text := reports[0].original) is not None:
            entry = _with_original(
                entry, reports[0], text, None if text.id in asked else (since, until)
            )
        kept[str(party)].append(entry)
    _arrange(session, found, kept, dossier, now, crawled, (told_in or "en", zone))
    return found


def rendered(found: Positions, form: str) -> str:
    """Return positions as Markdown or HTML."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html.jinja"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = markdown.plain
    environment.tests["web"] = lambda url: str(url).startswith(("https://", "http://"))
    return environment.get_template(f"{FORMATS[form]}.jinja").render(found=found)


# Official texts


def _official(  # noqa: PLR0913, PLR0917  what was said, and how it is told
    texts: Sequence[Stated],
    press: Sequence[Quoted],
    heard: Mapping[int, list[Quotation]],
    speakers: Mapping[int, list[Speaker]],
    language: str | None,
    told_in: str | None,
) -> dict[str, list[tuple[Entry, list[Quoted]]]]:
    """Return the entries of each party, each with the press quotations in it."""
    editions: dict[int, list[Stated]] = defaultdict(list)
    for one in texts:
        editions[one.statement.id].append(one)
    entries: dict[str, list[tuple[Entry, list[Quoted]]]] = defaultdict(list)
    for statement, some in editions.items():
        who = speakers[statement]
        parties = sorted({one.party for one in who if one.party})
        if not parties:
            continue
        one = _edition(some, parties[0], language)
        passages = _passages(one, heard.get(one.revision.id, []), who)
        documents = {each.document.id for each in some}
        names = {each.id or each.name for each in who}
        carriers = [
            each
            for each in press
            if (
                each.original is not None
                and each.original.id in documents
                and (_names(each) & names or len(_statements(texts, each.original)) == 1)
            )
            or (each.original is None and each.statement == statement)
        ]
        if not passages and not carriers:
            continue
        entry = Entry(
            statement=statement,
            speaker=_speakers(who, told_in),
            title=_title(one),
            channel=_channel(one),
            at=published(one.document),
            address=one.document.address,
            languages=tuple(sorted({each.document.language for each in some})),
            passages=passages,
            press=tuple(_carrier(each, told_in) for each in carriers),
        )
        for party in parties:
            entries[party].append((entry, carriers))
    return entries


def _statements(texts: Sequence[Stated], document: Document) -> set[int]:
    return {one.statement.id for one in texts if one.document.id == document.id}


def _edition(some: Sequence[Stated], party: str, language: str | None) -> Stated:
    """Return the edition in the language preferred, else of the speech, else the first."""
    for wanted in (language, SPOKEN.get(party)):
        for one in some:
            if one.document.language == wanted:
                return one
    return some[0]


def _title(one: Stated) -> Passage | None:
    title = one.revision.title
    return Passage(text=title, language=one.document.language) if title else None


def _channel(one: Stated) -> str | None:
    """Return through what channel something was said: as its title says, or its source."""
    forms = lexicon(one.document.language)
    if one.statement.channel is None and forms is not None:
        words = Words(one.revision.title or "", forms)
        told = channel(words, forms.known, range(len(words.keys)))
        if told not in _OCCASIONS:
            return told
    genre = one.document.genre
    return one.statement.channel or _GENRES.get(genre or "", genre)


def _passages(
    one: Stated, heard: Sequence[Quotation], who: Sequence[Speaker]
) -> tuple[Passage, ...]:
    """Return the sentences the dossier flagged that the speakers said, as rights allow."""
    body = one.revision.body
    named = [
        {"id": each.id, "name": each.name, "office": each.office, "party": each.party}
        for each in who
    ]
    attributed = [
        Attributed(span=(each.start, each.end), speakers=each.speakers, turn=each.rule == "turn")
        for each in heard
        if each.rule == "turn"
    ]
    theirs = spans(body, attributed, named, day=day_of(one.document), own=True)
    places = [match["start"] for flag in one.flags for match in flag.evidence.get("matches", ())]
    said = [(at + a, at + b) for at, end in theirs for a, b in sentences(body[at:end])]
    if one.flags:
        said = [span for span in said if _count(span, places)]
    if one.source.rights == "link":
        return ()
    if one.source.rights == "excerpt" or not one.flags:  # those that say most of it
        said = sorted(sorted(said, key=lambda span: -_count(span, places))[:SENTENCES])
    return tuple(Passage(text=body[a:b], language=one.document.language) for a, b in said)


def _count(span: Span, places: Iterable[int]) -> int:
    """Return how many matches of the dossier stand in a sentence."""
    return sum(span[0] <= at < span[1] for at in places)


# The press


def _reported(some: Sequence[Quoted], told_in: str | None) -> Entry:
    """Return an entry of what is known by report: of one statement, text or speaker."""
    first = min(some, key=lambda one: one.document.published_at or one.document.first_seen_at)
    channels = {one.quotation.channel for one in some} - {None}
    return Entry(
        statement=first.statement,
        speaker=_speakers(_who(first), told_in),
        title=None,
        channel=channels.pop() if len(channels) == 1 else None,
        at=published(first.document),
        address=None,
        languages=(),
        passages=(),
        press=tuple(_carrier(one, told_in) for one in some),
    )


def _with_original(
    entry: Entry, one: Quoted, text: Document, asked: tuple[datetime, datetime] | None
) -> Entry:
    """Return an entry of reports with the official text that has their words.

    With the days asked for, where it is none of the texts that were.
    """
    apart: Literal["day", "subject"] | None = None
    if asked is not None:
        moment = text.published_at or text.first_seen_at
        apart = "subject" if asked[0] <= moment < asked[1] else "day"
    return replace(
        entry,
        title=Passage(text=one.headed, language=text.language) if one.headed else None,
        at=published(text),
        address=text.address,
        document=text.id,
        apart=apart,
        languages=(text.language,),
    )


def _who(one: Quoted) -> list[Speaker]:
    return [Speaker(**who) for who in one.quotation.speakers]


def _carrier(one: Quoted, told_in: str | None) -> Carrier:
    quotation, trace = one.quotation, one.trace
    words = excerpt(quotation.words, one.source.rights)
    return Carrier(
        document=one.document.id,
        outlet=outlet(one.source, one.document, told_in or "en"),
        at=published(one.document),
        address=one.document.address,
        words=Passage(text=words, language=one.document.language),
        kind=verdict_of(one),
        verdict=_verdict(one),
        looked=_looked(one, told_in or "en"),
        compared=tuple(_compared(trace.differences)) if trace and words else (),
        original=one.original.address if one.original else None,
    )


def _verdict(one: Quoted) -> str:
    """Return how faithfully words are carried, as it is told."""
    told = _found(one)
    return f"reported speech, {told}" if one.quotation.kind == "indirect" else told


def _found(one: Quoted) -> str:
    trace = one.trace
    if trace is None:
        return "not compared"
    if trace.verdict == "not found":
        return sought(trace.searched, ", ".join(who["name"] for who in one.quotation.speakers))
    if trace.verdict == "translated" and one.original is not None:
        return f"translated, likely, from {one.original.language}"
    return {"reworded": "in other words"}.get(trace.verdict, trace.verdict)


def _looked(one: Quoted, told_in: str) -> str | None:
    """Return where words that are not found were looked for."""
    if one.trace is None or one.trace.verdict != "not found":
        return None
    names = [_named(Speaker(**who), told_in)[0] for who in one.quotation.speakers]
    return sought(one.trace.searched, ", ".join(names), told_in)


def _compared(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    yield from ((one["quoted"], one["official"]) for one in rows)


def _difference(quoted: str, official: str) -> str:
    if not quoted:
        return f"left out: “{official}”"
    return f"quoted “{quoted}”, official “{official}”" if official else f"put in: “{quoted}”"


def _outside(one: Quoted, told_in: str | None) -> str:
    inside, unsure = "a voice inside another's words", "speaker unsure"
    if told_in is not None:
        inside, unsure = (ours()[told_in].read[key] for key in ("inside", "unsure"))
    if one.quotation.embedded_in is not None:
        return inside
    return _speakers(_who(one), told_in) or one.quotation.as_written or unsure


def _names(one: Quoted) -> set[str]:
    return {str(who["id"] or who["name"]) for who in one.quotation.speakers}


def _speakers(who: Sequence[Speaker], told_in: str | None) -> str:
    return ", ".join(_speaker(one, told_in) for one in who)


def _speaker(one: Speaker, told_in: str | None) -> str:
    """Return a speaker with the office of that day; an institution by one name for all."""
    name, office = _named(one, told_in)
    return f"{name}, {office}" if office and one.office != one.id else name


def _named(one: Speaker, told_in: str | None) -> tuple[str, str | None]:
    """Return name and office as a language has them; persons as commands do, as they were met."""
    called = telling.voice(one, None, told_in or "en")
    is_as_met = told_in is None and one.id not in people().institutions
    return one.name if is_as_met else called.name, called.office


def _written(at: Moment | None) -> str:
    """Return when a text was published, as precisely as it says, where it was."""
    if at is None:
        return "undated"
    return f"{at.at:%Y-%m-%d}" if at.precision == "day" else f"{at.at:%Y-%m-%d %H:%M}"


def _last_day(until: datetime) -> str:
    return f"{until - timedelta(days=1):%Y-%m-%d}"


def _arrange(  # noqa: PLR0913, PLR0917  one thought
    session: Session,
    found: Positions,
    kept: Mapping[str, list[Entry]],
    dossier: Dossier | None,
    now: datetime,
    crawled: Sequence[str],
    reader: tuple[str, str],
) -> None:
    """Put the parties in order, those of the dossier first; say of the others where we looked.

    Our own words are in the language and the zone of the reader.
    """
    told_in, zone = reader
    facts = tally.facts(session, now, crawled)
    followed = {one.party for one in facts if one.kind == "official" and one.party}
    sides = list(dossier.sides) if dossier else []
    order = [*sides, *sorted(set(kept) - set(sides), key=lambda one: -len(kept[one]))]
    order += sorted(followed - set(order))
    for party in order:
        official = [
            (one, state(one, now))
            for one in facts
            if one.kind == "official" and one.party == party
        ]
        entries = _by_speaker(kept.get(party, []))
        column = Column(
            party=party,
            title=party_title(party, told_in),
            coverage="; ".join(
                coverage(
                    official,
                    not_watched_of(party),
                    found=len(entries),
                    now=now,
                    zone=zone,
                    language=told_in,
                )
            ),
            entries=tuple(entries),
        )
        (found.columns if entries else found.silent).append(column)


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
