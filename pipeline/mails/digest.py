"""Digests: one mail for an hour, a day or a week, with what "nothing found" rests on."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from pipeline.silence.coverage import coverage
from pipeline.silence.not_watched import not_watched
from pipeline.silence.state import Facts, State, state
from pipeline.store import readers, tally
from pipeline.subscriptions import waiting
from pipeline.subscriptions.wanted import Wanted
from pipeline.tables import Delivery, Subscriber


def run(session: Session, now: datetime) -> Counter[str]:
    """Make the digests that have nothing to tell, for those who want them; return how many.

    What there is to tell waits in the digest of its hour already: line.run laid it there.
    """
    return Counter({"empty digests": waiting.make_empty(session, now)})


class Watch:
    """How our sources are, looked at once for all the digests of a run."""

    def __init__(self) -> None:
        self._sources: list[tuple[Facts, State]] | None = None

    def lines(
        self, session: Session, now: datetime, delivery: Delivery, reader: Subscriber, found: int
    ) -> tuple[str, ...]:
        """Return what was found, where we looked since the digest before, and where not.

        Of the sources the reader asked for.
        """
        if self._sources is None:
            crawled = list(readers.source_titles(session))
            facts = tally.facts(session, now, crawled)
            self._sources = [(one, state(one, now)) for one in facts]
        before = readers.digest_before(session, delivery)
        wanted = sources_of(readers.choices_of(session, reader.id).values())
        return coverage(
            [one for one in self._sources if not wanted or one[0].source in wanted],
            not_watched(),
            found=found,
            now=now,
            zone=reader.zone,
            language=reader.language,
            since=before or datetime.min.replace(tzinfo=UTC),  # of their first: whenever it was
        )


def sources_of(wanted: Iterable[Wanted]) -> frozenset[str]:
    """Return the sources a reader asked for, of all they follow; none where it is any of them."""
    some = list(wanted)
    if any(one.always or not one.sources for one in some):
        return frozenset()
    return frozenset(name for one in some for name in one.sources)
