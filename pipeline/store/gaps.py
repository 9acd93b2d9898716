"""What a listing rolled over while nobody looked."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.tables import Span


def open_gap(session: Session, source: str, listing: str) -> Span | None:
    """Return the gap in a listing of a source that is neither filled nor closed."""
    found = select(Span).where(Span.source == source, Span.listing == listing)
    return session.scalar(found.where(Span.mode == "fill", Span.closed_at.is_(None)))


def open_gaps(session: Session, source: str | None = None) -> list[Span]:
    """Return the gaps of a source, or of all, that are neither filled nor closed, oldest first."""
    found = select(Span).where(Span.mode == "fill", Span.closed_at.is_(None)).order_by(Span.id)
    return list(session.scalars(found if source is None else found.where(Span.source == source)))


def retry_gaps(session: Session, source: str) -> int:
    """Let the gaps of a source that are stuck be tried again; return how many there were."""
    stuck = [span for span in open_gaps(session, source) if span.state == "stuck"]
    for span in stuck:
        span.state = "open"
        span.cursor = {name: value for name, value in span.cursor.items() if name != "failed"}
    return len(stuck)


def close_gaps(session: Session, source: str, why: str, now: datetime) -> int:
    """Take the gaps of a source for closed; return how many there were."""
    gaps = open_gaps(session, source)
    for span in gaps:
        span.state, span.closed_at = "closed", now
        span.why = f"{span.why}; closed by an operator: {why}"
    return len(gaps)
