"""Did a text really change, and who changed it. Pure."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Change = Literal["same", "stale", "other_edition", "ours", "pending", "new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One text of a document, as much as its comparison needs."""

    fingerprint: str
    language: str  # ISO 639-1, or und
    as_of: datetime | None  # publisher's own clock


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What we hold of a document."""

    current: Reading
    earlier: Collection[str]  # fingerprints of the revisions before the current
    pending: str | None  # fingerprint of an earlier text seen again at the last visit


def change(history: History, seen: Reading, reread: Callable[[], str | None]) -> Change:
    """Return what a text just seen makes of a document.

    `reread` gives the fingerprint of the kept page read with today's extractor, None when it
    cannot be read any more; it is asked only when the texts differ.

    same          as the current revision
    stale         older than the current revision by the publisher's own clock (a cache)
    other_edition another language is served at this address (a fallback of the site's)
    ours          the kept page reads the same today: our extractor changed, not the text
    pending       an earlier text again, for the first time: caches serve old and new in turns
    new           the publisher changed the text
    """
    current = history.current
    if seen.fingerprint == current.fingerprint:
        return "same"
    if seen.as_of and current.as_of and seen.as_of < current.as_of:
        return "stale"
    if "und" not in (seen.language, current.language) and seen.language != current.language:
        return "other_edition"
    if reread() == seen.fingerprint:
        return "ours"
    if seen.fingerprint in history.earlier and seen.fingerprint != history.pending:
        return "pending"
    return "new"
