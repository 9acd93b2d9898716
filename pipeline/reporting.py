"""Reports: what the press says somebody said, joined to the statement it is of.

Speakers come first: reports of two sets of speakers are never one statement. Then day, channel
and words decide; where they do not, a report is of a statement known by report alone, until an
official text has the words. A statement by the unnamed, or by people we do not know, is kept with
its wording and outlet and is in no party's column; a voice inside another's words is none.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from pipeline import carried, event, store
from pipeline.act import Act, Key, key_of
from pipeline.faithfulness import Official
from pipeline.grammar import grammar, plain
from pipeline.official import acts_of
from pipeline.people import people
from pipeline.quoting import day_of
from pipeline.reference import Speaker
from pipeline.relayed import relayed
from pipeline.sameness import Known, Reported, Same, is_about, same
from pipeline.tables import Carriage, Document, Quotation, Revision, Source, Statement

BEFORE = timedelta(days=4)  # a report may come after what it reports
AFTER = timedelta(days=1)  # or before its official text
FEWEST = 4  # words quoted in all; fewer are no act of speech

Carrier = tuple[Carriage, Document, Revision, Source]  # and what it says now


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


def join(session: Session, revision: Revision, document: Document) -> Counter[str]:
    """Let an article carry the statements it reports; return what was made."""
    made: Counter[str] = Counter()
    held = carried.carriages_of(session, document.id, ("report",))
    mine = carried.speakers_of(session, [one.id for _, one in held])
    before = {(key_of(mine[one.id]), one.channel): carriage for carriage, one in held}
    before |= {(key_of(mine[one.id]), None): carriage for carriage, one in held}
    for one, part_of in carried.quotations_carried(session, document.id):
        key = key_of(_speakers(one, document.language))
        before |= {(key, one.channel): part_of, (key, None): part_of}
    related = _related(session, document)
    quotations = store.quotations_of(session, revision.id)
    for report in reports(quotations, document.language):
        key = key_of(report.speakers)
        carriage = before.get((key, report.channel)) or before.get((key, None))
        if carriage is None:
            carriage = _joined(session, document, report, related, made)
        carried.quote(session, carriage.id, [one.id for one in report.quotations])
    return made


def _related(session: Session, document: Document) -> dict[Key, tuple[int, str]]:
    """Return what an edition of an article reports, or the article it corrects, by speakers."""
    corrected = store.corrected_by(session, document)
    edition = carried.edition_of(session, document, ("report",))
    found: dict[Key, tuple[int, str]] = {}
    for other, what in ((edition, "edition"), (corrected, "correction")):
        held = carried.carriages_of(session, other.id, ("report",)) if other else []
        speakers = carried.speakers_of(session, [one.id for _, one in held])
        for _, one in held:
            reason = f"{what} of {other.address}" if other else ""
            found[key_of(speakers[one.id])] = (one.id, reason)
    return found


def _joined(
    session: Session,
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
        return _carry(session, document, statement, reason, sure=False)
    if report.named and (found := _found(session, document, report)):
        return _carry(session, document, found[0], found[1], sure=found[2])
    at, precision, zone = _moment(document)
    via = {outlet for one in report.quotations for outlet in one.via}
    if report.named and (theirs := relayed(session, key, via, at - BEFORE, at + AFTER)):
        return _carry(session, document, theirs[0], theirs[1], sure=False)
    made["statements"] += 1
    parties = {one.party for one in report.speakers}
    new = Statement(
        party=parties.pop() if len(parties) == 1 else None,
        channel=report.channel,
        published_at=at,
        published_precision=precision,
        published_zone=zone,
    )
    statement = carried.add_statement(session, new, report.speakers)
    day = day_of(document)
    event.join(session, new, event.reported(report.channel, report.speakers, day), day)
    return _carry(session, document, statement, "original not seen", sure=report.named)


def _found(session: Session, document: Document, report: Report) -> tuple[int, str, bool] | None:
    """Return the statement a report is of, why, and whether for sure."""
    at = _moment(document)[0]
    key = key_of(report.speakers)
    day = day_of(document)
    others = [name for one in report.speakers for name in event.bodies({one.id or ""}, day)]
    known = knowns(session, {key}, at - BEFORE, at + AFTER)
    told = Reported(
        language=document.language,
        words=tuple(one.words for one in report.quotations),
        channel=report.channel,
        day=day,
    )
    apart = carried.parted(session, document.id)
    found = same(told, [one for one in known if one.id not in apart])
    if (found and found.sure) or len(report.speakers) != 1 or not others:
        return (found.statement, found.reason, found.sure) if found else None
    # Whoever speaks for an institution may be quoted from a text that names nobody but it.
    keys = {frozenset({name}) for name in others}
    bodies = knowns(session, keys, at - BEFORE, at + AFTER)
    text = same(told, [one for one in bodies if one.texts and one.id not in apart])
    if text and text.sure:
        return text.statement, f"{text.reason}, of an institution they speak for", False
    return (found.statement, found.reason, found.sure) if found else None


def _carry(
    session: Session, document: Document, statement: int, reason: str, *, sure: bool
) -> Carriage:
    carriage = carried.carriage_at(session, document.id, "", statement)
    if carriage is not None:
        return carriage
    carriage = Carriage(
        document_id=document.id,
        section="",
        statement_id=statement,
        role="report",
        certainty="sure" if sure else "likely",
        reason=reason,
    )
    session.add(carriage)
    session.flush()
    return carriage


def _moment(document: Document) -> tuple[datetime, str, str]:
    """Return when an article came out: as it says, or else when it was first seen."""
    if document.published_at is None:
        return document.first_seen_at, "minute", "UTC"
    return (
        document.published_at,
        document.published_precision or "minute",
        document.published_zone or "UTC",
    )


def knowns(
    session: Session, keys: Collection[Key], since: datetime, until: datetime
) -> list[Known]:
    """Return the statements of some speakers in a time, with all we have of their words."""
    found = carried.statements_of(session, _names(keys), since, until)
    return _known(session, _theirs(session, keys, found))


def _names(keys: Collection[Key]) -> set[str]:
    return {name.removeprefix("=") for key in keys for name in key}


def _theirs(
    session: Session, keys: Collection[Key], statements: Sequence[Statement]
) -> list[tuple[Statement, Key]]:
    """Return those of some statements that some sets of speakers made, and which set each."""
    speakers = carried.speakers_of(session, [one.id for one in statements])
    made = [(one, key_of(speakers[one.id])) for one in statements]
    return [(one, key) for one, key in made if key in keys]


def _known(session: Session, statements: Sequence[tuple[Statement, Key]]) -> list[Known]:
    """Return some statements with all we have of their words."""
    carriers = carried.carriers_of(session, [one.id for one, _ in statements])
    every = [one for those in carriers.values() for one in those]
    quoted = carried.quoted_in(session, [carriage.id for carriage, *_ in every])
    texts = [revision.id for carriage, _, revision, _ in every if carriage.role != "report"]
    turns = carried.turns_of(session, texts)
    return [
        Known(
            id=one.id,
            key=key,
            texts=tuple(_texts(key, carriers[one.id], turns)),
            reports=tuple(
                (document.language, words)
                for carriage, document, _, _ in carriers[one.id]
                for words in quoted[carriage.id]
                if carriage.role == "report"
            ),
            channel=one.channel,
            day=_day(one),
        )
        for one, key in statements
    ]


def _texts(
    key: Key, carriers: Sequence[Carrier], turns: Mapping[int, Sequence[Quotation]]
) -> Iterator[Official]:
    """Yield the texts that have a statement's own words, and where in them they are."""
    for carriage, document, revision, source in carriers:
        if carriage.role == "report":
            continue
        acts = acts_of(revision, document, source, turns.get(revision.id, ()))
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
    session: Session, document: Document, body: str, act: Act
) -> tuple[list[tuple[int, str, bool]], list[int]]:
    """Return the statements known by report that an official text is, and those it repeats.

    The former with why, and whether for sure. A text that names nobody but its institution may
    hold the words of whoever speaks for that; only the same words tell.
    """
    if not act.key:
        return [], []
    at, day = _moment(document)[0], day_of(document)
    own = act.speakers[0].id if act.own else None
    spoken = {frozenset({one}) for one in people().persons if own in event.bodies({one}, day)}
    keys = {act.key} | (spoken if own else set())
    text = Official(key=0, language=document.language, text=body, spans=act.spans, original=True)
    mine = Known(id=0, key=act.key, texts=(text,), reports=(), channel=None, day=day)
    words = "\n\n".join(body[start:end] for start, end in act.spans)
    known: list[tuple[int, str, bool]] = []
    repeats: list[int] = []
    reported = carried.known_by_report(session, _names(keys), at - BEFORE, at + AFTER)
    for one in _known(session, _theirs(session, keys, reported)):
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
