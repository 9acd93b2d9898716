"""Did a text really change, and who changed it. Pure."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pipeline.item import Moment

SURE = 3  # times in a row that an earlier text is seen before it is the text again

Change = Literal["same", "stale", "other_edition", "ours", "pending", "new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One text of a document, as much as its comparison needs."""

    fingerprint: str
    language: str  # ISO 639-1, or und
    as_of: datetime | None  # publisher's own clock
    published: Moment | None = None  # as the page says; None where it does not

    def is_redated(self, before: "Reading") -> bool:
        """Return whether its publisher gives the text another moment than before."""
        if self.published is None or before.published is None:
            return False
        return self.published.differs(before.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What we hold of a document."""

    current: Reading
    earlier: Collection[str]  # fingerprints of the revisions before the current
    pending: str | None  # fingerprint of an earlier text seen again at the last visit
    sightings: int = 0  # of that text in a row
    flaps: int = 0  # times an earlier text was seen again and then the current one


def change(history: History, seen: Reading, reread: Callable[[], Reading | None]) -> Change:
    """Return what a text just seen makes of a document.

    `reread` gives the kept page read with today's extractor, None when it cannot be read any
    more; it is asked only when the texts, or the moments they give themselves, differ.

    same          as the current revision
    stale         older than the current revision by the publisher's own clock (a cache)
    other_edition another language is served at this address (a fallback of the site's)
    ours          the kept page reads the same today: our extractor changed, not the text
    pending       an earlier text again, not often enough: caches serve old and new in turns, and
                  where they were seen to do it, it takes the longer to be believed
    new           the publisher changed the text, or its moment
    """
    current = history.current
    if seen.fingerprint == current.fingerprint and not seen.is_redated(current):
        return "same"
    if seen.as_of and current.as_of and seen.as_of < current.as_of:
        return "stale"
    if "und" not in (seen.language, current.language) and seen.language != current.language:
        return "other_edition"
    kept = reread()
    if kept and kept.fingerprint == seen.fingerprint and not seen.is_redated(kept):
        is_unsaid = kept.published is None and seen.fingerprint == current.fingerprint
        return "same" if is_unsaid else "ours"
    if seen.fingerprint in history.earlier:
        before = history.sightings if seen.fingerprint == history.pending else 0
        if before + 1 < SURE + history.flaps:
            return "pending"
    return "new"
