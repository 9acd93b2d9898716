"""Reports: what the press says somebody said, joined to the statement it is of.

Speakers come first: reports of two sets of speakers are never one statement. Then day, channel
and words decide; where they do not, a report is of a statement known by report alone, until an
official text has the words. A statement by the unnamed, or by people we do not know, is kept with
its wording and outlet and is in no party's column; a voice inside another's words is none.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from pipeline import event
from pipeline.grammar import grammar
from pipeline.people import people
from pipeline.quotations.relayed import relayed
from pipeline.quotations.vocabulary import plain
from pipeline.quoting import day_of
from pipeline.speakers.speaker import Speaker
from pipeline.statements.act import Act, Key, key_of
from pipeline.statements.desk import Desk, moment_of
from pipeline.statements.sameness import Known, Reported, Same, is_about, same
from pipeline.store import carried
from pipeline.store.carried import Carrier
from pipeline.tables import Carriage, Document, Quotation, Revision, Statement
from pipeline.traces.faithfulness import Official

FEWEST = 4  # words quoted in all; fewer are no act of speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Quotations of one article by the same speakers, through the same channel."""

    speakers: tuple[Speaker, ...]
    channel: str | None
    quotations: tuple[Quotation, ...]
    named: bool  # by somebody a name tells apart from others


def reports(quotations: Iterable[Quotation], language: str) -> list[Report]:
    """Return what an article reports, by speakers and channel, in its order.

    What names no channel belongs to the one its speakers are quoted through next to it.
    """
    found: dict[Key, dict[str | None, list[Quotation]]] = {}
    who: dict[Key, tuple[Speaker, ...]] = {}
    last: dict[Key, str | None] = {}
    unnamed: dict[str, tuple[Speaker, ...]] = {}
    for one in quotations:
        speakers = _speakers(one, language)
        if not one.speakers and speakers:
            speakers = unnamed.setdefault(_noun(one, language), speakers)
        if one.embedded_in is not None or not speakers:
            continue
        key = key_of(speakers)
        who.setdefault(key, speakers)
        through = found.setdefault(key, {})
        channel = one.channel or last.get(key)
        if channel is not None and None in through:
            through[channel] = through.pop(None)
        last[key] = channel
        through.setdefault(channel, []).append(one)
    return [
        Report(
            speakers=who[key],
            channel=channel,
            quotations=tuple(those),
            named=bool(those[0].speakers),
        )
        for key, through in found.items()
        for channel, those in through.items()
        if sum(len(one.words.split()) for one in those) >= FEWEST
    ]


def _speakers(one: Quotation, language: str) -> tuple[Speaker, ...]:
    """Return who is quoted; the unnamed as the outlet calls them, nobody where we abstain."""
    if one.speakers:
        return tuple(Speaker(**who) for who in one.speakers)
    if one.as_written is None or not _noun(one, language):
        return ()
    return (Speaker(id=None, name=one.as_written, office=None, party=None),)


def _noun(one: Quotation, language: str) -> str:
    """Return by what noun an outlet calls somebody it does not name; empty: by none."""
    known = grammar(language)
    words = plain(one.as_written or "", language).split()
    found = (known.unnamed.at(words, at) for at in range(len(words))) if known else ()
    return next((" ".join(words[at : at + one[1]]) for at, one in enumerate(found) if one), "")


def join(
    desk: Desk,
    revision: Revision,
    document: Document,
    likely: Callable[[], tuple[Document, str] | None],
) -> Counter[str]:
    """Let an article carry the statements it reports; return what was made.

    `likely` finds what is likely an edition of it, where no link says so, and why.
    """
    made: Counter[str] = Counter()
    before: dict[tuple[Key, str | None], Carriage] = {}
    held = desk.held(document.id, ("report",))
    for channelled in (True, False):
        for carriage, statement in held:
            key = key_of(desk.speakers(statement.id))
            before[key, statement.channel if channelled else None] = carriage
    for one, part_of in _quoted_before(desk, document) if held else ():
        key = key_of(_speakers(one, document.language))
        before |= {(key, one.channel): part_of, (key, None): part_of}
    found = [
        (report, before.get((key, report.channel)) or before.get((key, None)))
        for report in reports(desk.quotations(revision.id), document.language)
        for key in [key_of(report.speakers)]
    ]
    is_new = any(known is None for _, known in found)
    related = _related(desk, document, likely) if is_new else {}  # what is near is read for it
    for report, known in found:
        carriage = known or _joined(desk, document, report, related, made)
        desk.quote(carriage, report.quotations)
    return made


def _quoted_before(desk: Desk, document: Document) -> list[tuple[Quotation, Carriage]]:
    """Return what an article quoted, in all its revisions, and the carriages they are part of."""
    desk.write()
    return carried.quotations_carried(desk.session, document.id)


def _related(
    desk: Desk, document: Document, likely: Callable[[], tuple[Document, str] | None]
) -> dict[Key, tuple[int, str]]:
    """Return what an edition of an article reports, or the article it corrects, by speakers."""
    others: list[tuple[Document, str]] = []
    if edition := desk.edition_of(document, ("report",)):
        others.append((edition, f"edition of {edition.address}"))
    elif counterpart := likely():
        edition, grounds = counterpart
        others.append((edition, f"likely an edition of {edition.address}: {grounds}"))
    tie = desk.tie(document.id)
    if tie is not None and tie.kind == "corrects":
        earlier = desk.session.get_one(Document, tie.earlier_id)
        others.append((earlier, f"correction of {earlier.address}"))
    return {
        key_of(desk.speakers(one.id)): (one.id, reason)
        for other, reason in others
        for _, one in desk.held(other.id, ("report",))
    }


def _joined(
    desk: Desk,
    document: Document,
    report: Report,
    related: dict[Key, tuple[int, str]],
    made: Counter[str],
) -> Carriage:
    """Make an article carry the statement of a report: one we know, or a new one."""
    made["carriages"] += 1
    key = key_of(report.speakers)
    if key in related:
        statement, reason = related[key]
        return _carry(desk, document, statement, reason, sure=False)
    if report.named and (found := _found(desk, document, report)):
        return _carry(desk, document, found[0], found[1], sure=found[2])
    via = {outlet for one in report.quotations for outlet in one.via}
    if report.named and (theirs := relayed(desk, key, via, moment_of(document))):
        return _carry(desk, document, theirs[0], theirs[1], sure=False)
    made["statements"] += 1
    parties = {one.party for one in report.speakers}
    said = document.published_at is not None
    new = Statement(
        party=parties.pop() if len(parties) == 1 else None,
        channel=report.channel,
        published_at=moment_of(document),
        published_precision=(said and document.published_precision) or "minute",
        published_zone=(said and document.published_zone) or "UTC",
    )
    statement = desk.add(new, report.speakers)
    day = day_of(document)
    at = event.reported(report.channel, report.speakers, day)
    event.join(desk.session, [new], at, day)
    return _carry(desk, document, statement, "original not seen", sure=report.named)


def _found(desk: Desk, document: Document, report: Report) -> tuple[int, str, bool] | None:
    """Return the statement a report is of, why, and whether for sure."""
    at, day = moment_of(document), day_of(document)
    key = key_of(report.speakers)
    others = [name for one in report.speakers for name in event.bodies({one.id or ""}, day)]
    told = Reported(
        language=document.language,
        words=tuple(one.words for one in report.quotations),
        channel=report.channel,
        day=day,
    )
    apart = desk.parted(document.id)
    known = knowns(desk, desk.made({key}, at))
    found = same(told, [one for one in known if one.id not in apart])
    if (found and found.sure) or len(report.speakers) != 1 or not others:
        return (found.statement, found.reason, found.sure) if found else None
    # Whoever speaks for an institution may be quoted from a text that names nobody but it.
    bodies = knowns(desk, desk.made({frozenset({name}) for name in others}, at))
    text = same(told, [one for one in bodies if one.texts and one.id not in apart])
    if text and text.sure:
        return text.statement, f"{text.reason}, of an institution they speak for", False
    return (found.statement, found.reason, found.sure) if found else None


def _carry(desk: Desk, document: Document, statement: int, reason: str, *, sure: bool) -> Carriage:
    return desk.carry(
        Carriage(
            document_id=document.id,
            section="",
            statement_id=statement,
            role="report",
            certainty="sure" if sure else "likely",
            reason=reason,
        )
    )


def knowns(desk: Desk, statements: Sequence[tuple[int, Key]]) -> list[Known]:
    """Return some statements with all we have of their words."""
    missing = [(one, key) for one, key in statements if one not in desk.known]
    carriers = desk.carriers([one for one, _ in missing])
    desk.read(one for those in carriers.values() for one in those)
    for number, key in missing:
        statement = desk.statement(number)
        desk.known[number] = Known(
            id=number,
            key=key,
            texts=tuple(_texts(desk, key, carriers[number])),
            reports=tuple(
                (document.language, words)
                for carriage, document, _, _ in carriers[number]
                if carriage.role == "report"
                for words in desk.words(carriage.id)
            ),
            channel=statement.channel,
            day=_day(statement),
        )
    return [desk.known[one] for one, _ in statements]


def _texts(desk: Desk, key: Key, carriers: Iterable[Carrier]) -> Iterator[Official]:
    """Yield the texts that have a statement's own words, and where in them they are."""
    for carriage, document, revision, source in carriers:
        if carriage.role == "report":
            continue
        acts = desk.acts(revision, document, source)
        here = [one for one in acts if one.anchor == carriage.section] or acts
        act = next((one for one in here if one.key == key), here[0])
        yield Official(
            key=carriage.statement_id,
            language=document.language,
            text=revision.body,
            spans=act.spans if carriage.role != "reprint" else ((0, len(revision.body)),),
            original=carriage.role == "authoritative",
        )


def _day(statement: Statement) -> date | None:
    at, zone = statement.said_at, statement.said_zone
    if at is None:
        at, zone = statement.published_at, statement.published_zone
    return at.astimezone(ZoneInfo(zone or "UTC")).date() if at else None


def reports_of(
    desk: Desk, document: Document, body: str, act: Act
) -> tuple[list[tuple[int, str, bool]], list[int]]:
    """Return the statements known by report that an official text is, and those it repeats.

    The former with why, and whether for sure. A text that names nobody but its institution may
    hold the words of whoever speaks for that; only the same words tell.
    """
    if not act.key:
        return [], []
    at, day = moment_of(document), day_of(document)
    own = act.speakers[0].id if act.own else None
    keys = {act.key} | _spokespeople(own, day)
    text = Official(key=0, language=document.language, text=body, spans=act.spans, original=True)
    mine = Known(id=0, key=act.key, texts=(text,), reports=(), channel=None, day=day)
    words = "\n\n".join(body[start:end] for start, end in act.spans)
    known: list[tuple[int, str, bool]] = []
    repeats: list[int] = []
    for one in knowns(desk, desk.made(keys, at, by_report=True)):
        if not one.reports:
            continue
        found = _same_words(one, mine)
        theirs = one.key == act.key
        if found and (theirs or found.sure):
            known.append((one.id, found.reason, found.sure and theirs))
        elif is_about(
            [said for spoken, said in one.reports if spoken == text.language], words, text.language
        ):
            repeats.append(one.id)
    return sorted(known, key=lambda one: (not one[2], one[0])), repeats


@lru_cache(maxsize=1024)
def _spokespeople(institution: str | None, day: date | None) -> frozenset[Key]:
    """Return whoever may have spoken for an institution that day, each alone; of none nobody."""
    if institution is None:
        return frozenset()
    every = people().persons
    return frozenset(frozenset({one}) for one in every if institution in event.bodies({one}, day))


def _same_words(reported: Known, mine: Known) -> Same | None:
    """Return how an official text has the words of a statement known by report."""
    found = None
    for language in dict.fromkeys(language for language, _ in reported.reports):
        words = tuple(said for spoken, said in reported.reports if spoken == language)
        told = Reported(language=language, words=words, channel=None, day=None)
        one = same(told, [mine])
        if one is not None and (found is None or one.sure):
            found = one
    return found
