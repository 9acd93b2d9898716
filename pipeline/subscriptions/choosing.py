"""What a reader can choose by, today: from the dossiers, the sources and the people we know."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline import dossier
from pipeline.dossier import Dossier
from pipeline.errors import CallError
from pipeline.people import Forms, people
from pipeline.store import readers
from pipeline.subscriptions import waiting
from pipeline.subscriptions.preferences import Preferences
from pipeline.subscriptions.wanted import Choices, Wanted, unknown
from pipeline.tables import Source, Subscriber


def choices(session: Session, one: Dossier, language: str = "en") -> Choices:
    """Return what can be chosen in a dossier; speakers are called as a language calls them."""
    sources = readers.source_titles(session)
    return Choices(
        sections=one.sections,
        parties={party: party.replace("_", " ").title() for party in _parties(sources)},
        speakers={
            one.id: _name(one.names, language)
            for some in (people().persons, people().institutions)
            for one in some.values()
        },
        sources={name: source.title for name, source in sources.items()},
        languages={tag: tag for source in sources.values() for tag in source.languages},
    )


def _parties(sources: dict[str, Source]) -> list[str]:
    """Return whom our sources and the people we know speak for."""
    found = {source.party for source in sources.values()}
    found |= {office.party for office in people().offices.values()}
    return sorted(party for party in found if party)


def _name(names: Forms, language: str) -> str:
    return (names.get(language) or names.get("en") or next(iter(names.values())))[0]


def keep(
    session: Session,
    subscriber: Subscriber,
    how: Preferences,
    wanted: Mapping[str, Wanted],
    now: datetime,
) -> None:
    """Keep what a reader asks for and how; raise CallError naming what cannot be chosen.

    What waits for their next mail waits for the hour they chose now; a digest that was due by
    what they chose before is not skipped.
    """
    check(session, wanted)
    before = _timing(readers.preferences(subscriber), readers.choices_of(session, subscriber.id))
    is_timed_anew = before != _timing(how, wanted)
    if is_timed_anew:
        waiting.make_empty(session, now, only=subscriber.id)
        subscriber.timed_at = now
        session.flush()
    if how.by_feed and not subscriber.by_feed:
        readers.void_unsent(session, subscriber.id, now, "the subscriber reads a feed from now on")
    readers.prefer(session, subscriber.id, how)
    readers.choose(session, subscriber.id, wanted)
    session.refresh(subscriber)
    if is_timed_anew:
        waiting.rearrange(session, subscriber, now)


def _timing(how: Preferences, wanted: Mapping[str, Wanted]) -> tuple[object, ...]:
    """Return all that decides when a reader is told."""
    own = {slug: one.own_rhythm for slug, one in wanted.items()}
    hours = how.rhythm, how.zone, how.hour, how.weekday, how.quiet_from, how.quiet_until
    return (own, how.empty_digest, *hours)


def check(session: Session, wanted: Mapping[str, Wanted]) -> None:
    """Raise CallError naming the first choice that cannot be made, and those that can."""
    for slug, one in wanted.items():
        for fault in faults(session, slug, one):
            raise CallError(f"dossier {slug}: {fault}" if slug in _dossiers() else fault)


def faults(session: Session, slug: str, wanted: Wanted) -> Iterator[str]:
    """Yield what of a choice in a dossier cannot be made, and what can; lists by their names."""
    known = _dossiers()
    if slug not in known:
        yield f"no dossier {slug!r}; known: {', '.join(known)}"
    else:
        yield from unknown(wanted, choices(session, known[slug]))


def _dossiers() -> dict[str, Dossier]:
    return {one.slug: one for one in dossier.all_dossiers()}
