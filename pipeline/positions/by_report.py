"""What is known by the press alone: an entry for each statement, text or speaker."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from pipeline.mails.told import published
from pipeline.positions.carrying import called, carrier, speakers_of
from pipeline.positions.column import Entry, Passage
from pipeline.positions.stated import preferred
from pipeline.store.quoted import Quoted
from pipeline.tables import Document


def by_report(  # noqa: PLR0913, PLR0917  what was said, and how it is told
    press: Iterable[Quoted],
    editions: Mapping[int, Sequence[Document]],
    asked: set[int],
    days: tuple[datetime, datetime],
    language: str | None,
    told_in: str | None,
) -> Iterator[tuple[str, Entry]]:
    """Yield parties and what the press alone tells of them.

    `editions` are those of each official text that has words of theirs, by its id; `asked` are
    the documents that are asked for, `days` when these begin and end.
    """
    alone: dict[tuple[str, *tuple[object, ...]], list[Quoted]] = defaultdict(list)
    for one in press:
        who = called(speakers_of(one), told_in)
        same: tuple[object, ...] = (one.statement or who,)
        if one.original is not None:
            same = who, min(text.id for text in editions[one.original.id])
        for party in sorted(parties_of(one)):
            alone[party, *same].append(one)
    for (party, *_), reports in alone.items():
        entry = _reported(reports, told_in)
        if texts := [one.original for one in reports if one.original]:  # of all, or of none
            at = preferred([text.language for text in texts], party, language)
            together = editions[texts[at].id]
            apart = None if asked.intersection(text.id for text in together) else days
            entry = _with_original(entry, reports[at], texts[at], together, apart)
        yield party, entry


def parties_of(one: Quoted) -> set[str]:
    """Return the parties in whose columns a quotation stands; none for a voice in another's."""
    if one.quotation.embedded_in is not None:
        return set()
    return {who.party for who in speakers_of(one) if who.party}


def _reported(some: Sequence[Quoted], told_in: str | None) -> Entry:
    """Return an entry of what is known by report: of one statement, text or speaker."""
    first = min(some, key=lambda one: one.document.published_at or one.document.first_seen_at)
    channels = {one.quotation.channel for one in some} - {None}
    return Entry(
        statement=first.statement,
        speaker=called(speakers_of(first), told_in),
        title=None,
        channel=channels.pop() if len(channels) == 1 else None,
        at=published(first.document),
        address=None,
        languages=(),
        passages=(),
        press=tuple(carrier(one, told_in) for one in some),
    )


def _with_original(
    entry: Entry,
    one: Quoted,
    text: Document,
    editions: Sequence[Document],
    asked: tuple[datetime, datetime] | None,
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
        languages=tuple(sorted({each.language for each in editions})),
    )
