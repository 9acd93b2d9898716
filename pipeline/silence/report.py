"""What operators are told, written as a mail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from hashlib import sha256
from typing import Literal

from pipeline import mail
from pipeline.mails.envelope import Written, enveloped
from pipeline.mails.plain import link, plain, shortened
from pipeline.silence.state import GoodPage

Kind = Literal["change", "heartbeat"]

_LISTED = 20  # faults shown whole; of what exceeds them a line each keeps the mail short
_CAUSE = 500  # characters; what a site says of itself is not ours to print at length


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is not well."""

    subject: str  # a source, or the part of ours it is about
    state: str
    since: datetime
    cause: str  # the likely one
    command: str  # to look closer
    before: str | None = None  # the state operators were told of earlier
    last_success: datetime | None = None
    last_page: GoodPage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Something operators were told of that is well again."""

    subject: str
    state: str  # that was
    since: datetime
    now: str  # how it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One message to the operators."""

    kind: Kind
    at: datetime
    begun: tuple[Fault, ...] = ()
    ended: tuple[Ended, ...] = ()
    standing: tuple[Fault, ...] = ()  # told of before, and still so; of a heartbeat, all of them
    checked: bool = True  # whether any source was read, ever
    unchecked: int = 0  # sources nobody has read yet, though nothing keeps us from it
    coverage: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The left part of its Message-ID: the same for the same report."""
        words = "".join(
            f"{one.subject}{one.state}{one.since}" for one in self.begun + self.standing
        )
        return f"health-{self.at:%Y%m%dT%H%M%S}-{sha256(words.encode()).hexdigest()[:8]}"


def brief(report: Report) -> tuple[str, str]:
    """Return a report as title and text, for what is no mail."""
    written = _written(report)
    return written.subject, written.text


def compose(report: Report, *, sender: str, operator: str) -> EmailMessage:
    """Return the message to one operator.

    Raises RefusedError when the operator's address is none, PostError when the sender's is.
    """
    written = _written(report)
    return enveloped(
        written,
        sender=sender,
        recipient=operator if "<" in operator else f"<{operator}>",
        key=report.key,
        sent_at=report.at,
        topic="health",
    )


def _written(report: Report) -> Written:
    return mail.write(
        "health",
        kind=report.kind,
        at=_moment(report.at),
        begun=[_fault(one, report.at) for one in report.begun[:_LISTED]],
        more=[_fault(one, report.at) for one in report.begun[_LISTED:]],
        standing=[_fault(one, report.at) for one in report.standing],
        ended=[
            {
                "subject": plain(one.subject),
                "state": one.state,
                "now": one.now,
                "lasted": _span(report.at - one.since),
                "since": _moment(one.since),
            }
            for one in report.ended
        ],
        checked=report.checked,
        unchecked=report.unchecked,
        coverage=plain(report.coverage),
        figures={name: plain(value) for name, value in report.figures.items()},
    )


def _fault(one: Fault, now: datetime) -> dict[str, str | None]:
    page = one.last_page
    return {
        "subject": plain(one.subject),
        "state": one.state,
        "before": one.before,
        "since": _moment(one.since),
        "lasted": _span(now - one.since),
        "cause": shortened(plain(one.cause), _CAUSE),
        "command": plain(one.command),
        "success": _moment(one.last_success) if one.last_success else None,
        "page": plain(page.url) if page else None,
        "link": link(page.url) if page else None,
        "file": plain(page.file) if page else None,
        "fetched": _moment(page.fetched_at) if page else None,
    }


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _span(lasted: timedelta) -> str:
    """Return how long something lasted, in the unit a person would say."""
    minutes = max(0, int(lasted.total_seconds() // 60))
    for unit, size in (("day", 1440), ("hour", 60)):
        if minutes >= 2 * size:
            return f"{minutes // size} {unit}s"
    return f"{minutes} minute{'s' if minutes != 1 else ''}"
