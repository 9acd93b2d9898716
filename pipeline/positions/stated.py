"""What parties said officially: an entry a statement, each with the press that carries it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from pipeline.excerpt import SENTENCES
from pipeline.mails.told import published
from pipeline.positions.carrying import called, carrier, speakers_of
from pipeline.positions.column import Entry, Passage
from pipeline.quotations.channel import channel
from pipeline.speakers.lexicon import Words, lexicon
from pipeline.speakers.speaker import Speaker
from pipeline.statements.official import spans_of
from pipeline.statements.voice import SPOKEN, Attributed, spans
from pipeline.store.quoted import Quoted, Stated
from pipeline.tables import Quotation
from pipeline.text import Span, sentences
from pipeline.traces.tracing import day_of

_OCCASIONS = frozenset({None, "call", "meeting"})  # a communiqué tells of these
_GENRES = {"communique": "communiqué"}  # as the channels are called


def official(  # noqa: PLR0913, PLR0917  what was said, and how it is told
    texts: Sequence[Stated],
    press: Sequence[Quoted],
    heard: Mapping[int, list[Quotation]],
    speakers: Mapping[int, list[Speaker]],
    language: str | None,
    told_in: str | None,
) -> dict[str, list[tuple[Entry, list[Quoted]]]]:
    """Return the entries of each party, each with the press quotations in it."""
    editions: dict[int, list[Stated]] = defaultdict(list)
    holds: dict[int, set[int]] = defaultdict(set)  # statements, by document
    for one in texts:
        editions[one.statement.id].append(one)
        holds[one.document.id].add(one.statement.id)
    entries: dict[str, list[tuple[Entry, list[Quoted]]]] = defaultdict(list)
    for statement, some in editions.items():
        who = speakers[statement]
        parties = sorted({one.party for one in who if one.party})
        if not parties:
            continue
        languages = [each.document.language for each in some]
        one = some[preferred(languages, parties[0], language)]
        said = _said(one, heard.get(one.revision.id, []), who)
        carriers = [each for each in press if _is_of(each, statement, who, holds)]
        if not said and not carriers:
            continue
        entry = Entry(
            statement=statement,
            speaker=called(who, told_in),
            title=_title(one),
            channel=_channel(one),
            at=published(one.document),
            address=one.document.address,
            languages=tuple(sorted({each.document.language for each in some})),
            passages=_passages(one, said),
            press=tuple(carrier(each, told_in) for each in carriers),
        )
        for party in parties:
            entries[party].append((entry, carriers))
    return entries


def _is_of(
    one: Quoted, statement: int, who: Sequence[Speaker], holds: Mapping[int, set[int]]
) -> bool:
    """Return whether the press quotes a statement: by its only text, or by who speaks in it."""
    if one.original is None:
        return one.statement == statement
    held = holds.get(one.original.id, set())
    if statement not in held:
        return False
    names = {each.id or each.name for each in who}
    return len(held) == 1 or any((each.id or each.name) in names for each in speakers_of(one))


def preferred(editions: Sequence[str], party: str, language: str | None) -> int:
    """Return which edition to show: that of a language, else of the speech, else the first."""
    wanted = (one for one in (language, SPOKEN.get(party)) if one in editions)
    return editions.index(next(wanted, editions[0]))


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


def _said(one: Stated, heard: Sequence[Quotation], who: Sequence[Speaker]) -> list[Span]:
    """Return the sentences of a statement that its speakers said, those the dossier flagged."""
    body = one.revision.body
    turns = [each for each in heard if each.rule == "turn"]
    named = [asdict(each) for each in who]
    attributed = [
        Attributed(span=(each.start, each.end), speakers=each.speakers, turn=True)
        for each in turns
    ]
    theirs = spans(body, attributed, named, day=day_of(one.document), own=True)
    act = spans_of(one.carriage, one.document, one.revision, one.source, turns, who)
    said = [(at + a, at + b) for at, end in theirs for a, b in sentences(body[at:end])]
    said = [(a, b) for a, b in said if any(start < b and a < end for start, end in act)]
    places = _places(one)
    return [span for span in said if not one.flags or _count(span, places)]


def _passages(one: Stated, said: Sequence[Span]) -> tuple[Passage, ...]:
    """Return of what was said as much as rights allow."""
    if one.source.rights == "link":
        return ()
    if one.source.rights == "excerpt" or not one.flags:  # those that say most of it
        places = _places(one)
        said = sorted(sorted(said, key=lambda span: -_count(span, places))[:SENTENCES])
    body, language = one.revision.body, one.document.language
    return tuple(Passage(text=body[a:b], language=language) for a, b in said)


def _places(one: Stated) -> list[int]:
    """Return where the matches of the dossier stand."""
    return [match["start"] for flag in one.flags for match in flag.evidence.get("matches", ())]


def _count(span: Span, places: Iterable[int]) -> int:
    """Return how many matches of the dossier stand in a sentence."""
    return sum(span[0] <= at < span[1] for at in places)
