"""What a source declares of itself, and the check that it declares it right."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crawlers.past import Past
from crawlers.subscription import Subscription
from pipeline.errors import DeclarationError
from pipeline.item import Genre

Kind = Literal["official", "press"]
Rights = Literal["full", "excerpt", "link"]

_WORD = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """The facts of one source, in the order in which its file states them."""

    name: str  # <cc>_<outlet>, int_<outlet> of no country, or manual
    title: str
    country: str | None  # ISO 3166-1 alpha-2, lower case; None where there is none
    party: str | None  # whom an official source speaks for; None for the press
    kind: Kind
    tier: int  # 1 is read first by operators
    ownership: str  # of the press, as sourced; empty where it is not
    ownership_source: str  # who says so
    rights: Rights
    languages: tuple[str, ...]  # ISO 639-1
    timezone: str  # IANA name
    cadence: timedelta  # between two crawls
    hosts: tuple[str, ...]  # and their subdomains
    user_agent: str | None  # None: ours
    genre: Genre
    subscriptions: tuple[Subscription, ...] = ()  # press lists it sends by mail
    archives: Mapping[str, tuple[Past, ...]] = field(default_factory=dict)  # by language; "": any
    archive: bool = False  # it ended: never crawled, never an alarm

    def __post_init__(self) -> None:
        """Raise DeclarationError naming the file and the attribute that is wrong."""
        checks = {
            "title": bool(self.title.strip()),
            "country": self.country is None or re.fullmatch("[a-z]{2}", self.country),
            "party": self.party is None or _WORD.fullmatch(self.party),
            "kind": self.kind in get_args(Kind),
            "tier": self.tier in {1, 2, 3},
            "rights": self.rights in get_args(Rights),
            "languages": all(re.fullmatch("[a-z]{2}", one) for one in self.languages),
            "timezone": _is_zone(self.timezone),
            "cadence": self.cadence > timedelta(0),
            "hosts": all(_HOST.fullmatch(host) for host in self.hosts),
            "user_agent": self.user_agent is None or bool(self.user_agent.strip()),
            "genre": self.genre in get_args(Genre),
        }
        for attribute, right in checks.items():
            if not right:
                raise wrong(self.name, attribute, f"{getattr(self, attribute)!r} is not valid")
        for fault in (fault for one in self.subscriptions for fault in one.faults()):
            raise wrong(self.name, "subscriptions", fault)
        for language, ways in self.archives.items():
            if language not in {*self.languages, ""}:
                raise wrong(self.name, "archives", f"{language!r} is none of its languages")
            for fault in (fault for way in ways for fault in self._faults(way)):
                raise wrong(self.name, "archives", fault)
        if (self.kind == "official") != (self.party is not None):
            raise wrong(self.name, "party", "an official source has one, the press has none")
        if bool(self.ownership.strip()) != bool(self.ownership_source.strip()):
            raise wrong(self.name, "ownership", "it goes with its source, or is left empty")

    def _faults(self, way: Past) -> Iterator[str]:
        yield from way.faults()
        host = urlsplit(way.url).hostname or ""
        if not any(host == one or host.endswith(f".{one}") for one in self.hosts):
            yield f"{way.url!r} is on none of its hosts"


def wrong(name: str, attribute: str, why: str) -> DeclarationError:
    """Return the error that names the file of a source, its attribute and what is wrong."""
    return DeclarationError(f"crawlers/spiders/{name}.py: {attribute}: {why}")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True
