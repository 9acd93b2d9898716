"""How a crawl ended, from what was counted while it ran. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from pipeline.spool import OutcomeName

SEVERITY: tuple[OutcomeName, ...] = (
    "disk", "blocked", "robots", "unreachable", "layout", "gap", "ok", "quiet",
)  # fmt: skip  # worst first
_TRANSPORT = ("dns", "connection", "timeout", "unreachable", "redirects", "private", "http_5")
_DRIFT = 120  # seconds
_SEVERAL = 3  # articles that are gone at once: it is the site that has changed


@dataclass(slots=True, kw_only=True)
class Tally:
    """What a running crawl counts."""

    listings: int = 0  # listings and feeds asked for
    lost_listings: int = 0  # listings or feeds, or pages of them, that could not be read
    unchanged: int = 0  # listings that have not changed since they were read, as servers say
    pages: int = 0  # answers kept in the archive
    listed: int = 0  # addresses seen in listings
    new: int = 0  # of these, unknown before
    asked: int = 0  # articles requested
    postponed: int = 0  # re-checks left to a later crawl; of the articles requested they are none
    items: int = 0
    fallbacks: int = 0  # of these, read without the declared selectors: they have failed
    welcome: int = 0  # items whose address was new or due
    drops: Counter[str] = field(default_factory=Counter)  # reason -> number
    again: Counter[str] = field(default_factory=Counter)  # of these, of what failed before
    memory: int = 0  # megabytes, at most
    drifts: list[int] = field(default_factory=list)  # seconds our clock is ahead, by answer
    faults: dict[OutcomeName, dict[str, list[str]]] = field(default_factory=dict)

    def fault(self, outcome: OutcomeName, reason: str, at: str | None = None) -> None:
        """Note something that decides how the crawl ends, and the listing it is true of."""
        places = self.faults.setdefault(outcome, {}).setdefault(reason, [])
        places.extend([at] if at else [])

    def lose(self, listing: str, reason: str, detail: str) -> None:
        """Note a listing, or a page of it, that could not be read."""
        self.lost_listings += 1
        outcome = listing_outcome(reason)
        says_all = reason == outcome or reason.startswith("http_")
        self.fault(outcome, detail if says_all else f"{reason}: {detail}", listing)

    def counts(self) -> dict[str, int]:
        """Return the numbers by name; drops as `drop_<reason>`.

        `clock_drift`, in seconds our clock is ahead, is there only when it is worth a look.
        """
        names = (
            "listings",
            "lost_listings",
            "unchanged",
            "pages",
            "listed",
            "new",
            "asked",
            "postponed",
            "items",
        )
        drift = round(median(self.drifts)) if self.drifts else 0
        return (
            {name: getattr(self, name) for name in (*names, "fallbacks", "memory")}
            | ({"clock_drift": drift} if abs(drift) > _DRIFT else {})
            | {f"drop_{reason}": number for reason, number in sorted(self.drops.items())}
        )


def listing_outcome(reason: str) -> OutcomeName:
    """Return what the loss of a listing for this reason makes of the crawl."""
    if reason in {"blocked", "empty"}:
        return "blocked"
    if reason == "robots":
        return "robots"
    return "unreachable" if reason.startswith(_TRANSPORT) else "layout"


def verdict(tally: Tally) -> tuple[OutcomeName, str]:
    """Return the gravest outcome that applies, and one line for the operator."""
    faults = {name: list(_told(reasons)) for name, reasons in tally.faults.items()}
    for name, reason in _article_faults(tally):
        faults.setdefault(name, []).append(reason)
    summary = f"{tally.new} new of {tally.listed} listed, {tally.items} items"
    if tally.fallbacks:
        summary += f", {tally.fallbacks} of them without the declared selectors"
    if tally.postponed:
        summary += f", {tally.postponed} re-checks postponed"
    for name in SEVERITY:
        if name in faults:
            others = [reason for other in SEVERITY for reason in faults.get(other, ())]
            return name, " ".join(f"{'; '.join(others)} ({summary})".split())
    return ("ok" if tally.welcome else "quiet"), summary


def _told(reasons: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield each reason once, with the first of the listings it is true of."""
    for reason, places in reasons.items():
        others = f" and {len(places) - 1} more" if places[1:] else ""
        yield f"{places[0]}{others}: {reason}" if places else reason


def _article_faults(tally: Tally) -> list[tuple[OutcomeName, str]]:
    """Return what articles say of the site: not those again that failed before, one by one."""
    faults: list[tuple[OutcomeName, str]] = []
    drops, asked = tally.drops - tally.again, tally.asked - tally.again.total()
    of = f"of {asked} articles"
    lost = sum(number for reason, number in drops.items() if reason.startswith(_TRANSPORT))
    if number := drops["blocked"]:
        faults.append(("blocked", f"{number} {of} met a wall"))
    if (number := drops["robots"]) and number >= asked:
        faults.append(("robots", f"{number} {of} disallowed by robots.txt"))
    if lost * 2 > asked:
        faults.append(("unreachable", f"{lost} {of} did not answer"))
    if number := drops["raised"]:
        faults.append(("layout", f"{number} {of} raised"))
    if (number := drops["unverified"]) * 2 > asked:
        faults.append(("layout", f"{number} of {asked} mails are not signed as declared"))
    if (number := drops["layout"] + tally.fallbacks) * 2 > asked:
        faults.append(("layout", f"{number} {of} do not have the declared layout"))
    away = drops["said_gone"] + drops["led_away"]
    if away >= _SEVERAL and away * 2 > asked:
        faults.append(("layout", f"{away} {of} are not there, or lead to the front of the site"))
    return faults
