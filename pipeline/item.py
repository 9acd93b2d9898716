"""What a page says: the contract between crawlers and pipeline. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline.errors import ItemError

Precision = Literal["minute", "day"]
Channel = Literal["communique", "remarks", "briefing", "speech", "interview", "letter", "post"]
Genre = Literal[Channel, "press"]
Extraction = Literal["declared", "fallback"]

CHANNELS: tuple[Channel, ...] = get_args(Channel)
_UNKEPT = re.compile(r"[\x00\ud800-\udfff]")  # PostgreSQL refuses the one, UTF-8 the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When something was published, as far as the publisher says; nothing is invented."""

    at: datetime  # aware; midnight in `zone` when only the day is known
    precision: Precision
    zone: str  # IANA name of the zone the publisher writes in

    def __post_init__(self) -> None:
        """Raise ItemError for a naive moment, an unknown precision or an unknown zone."""
        if self.at.tzinfo is None:
            raise ItemError(f"moment {self.at.isoformat()} carries no zone")
        if self.precision not in get_args(Precision):
            raise ItemError(f"moment precision {self.precision!r} is none of minute, day")
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ItemError(f"moment zone {self.zone!r} is no IANA zone") from error

    def differs(self, other: "Moment") -> bool:
        """Return whether another moment is not this one, as far as both tell."""
        if self.precision == other.precision == "minute":
            return self.at != other.at
        return self.day != other.day

    @property
    def day(self) -> date:
        """Return the day in the zone of the publisher."""
        return self.at.astimezone(ZoneInfo(self.zone)).date()

    def to_json(self) -> dict[str, str]:
        """Return the moment as JSON values."""
        return {"at": self.at.isoformat(), "precision": self.precision, "zone": self.zone}

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> "Moment":  # Any: JSON
        """Return the moment `to_json` wrote; raise ItemError when it is none."""
        try:
            at = datetime.fromisoformat(value["at"])
            return Moment(at=at, precision=value["precision"], zone=value["zone"])
        except (KeyError, TypeError, ValueError) as error:
            raise ItemError(f"not a moment: {value!r}") from error


def moment(at: datetime | None, precision: str | None, zone: str | None) -> Moment | None:
    """Return the moment that three columns hold, in its zone; None when they hold none."""
    if at is None:
        return None
    zone = zone or "UTC"
    return Moment(
        at=at.astimezone(ZoneInfo(zone)),
        precision="day" if precision == "day" else "minute",
        zone=zone,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a document with its anchor: a topic, a speaker's turn; usually the whole."""

    text: str  # plain text, paragraphs separated by one blank line
    anchor: str = ""  # fragment on the page; empty for the whole
    heading: str | None = None
    speaker: str | None = None  # as written above the turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Whose words a whole text is, as the operator says who brought it."""

    speaker: str  # as written
    party: str | None = None  # None: nobody said; never guessed
    said: Moment | None = None  # when it was spoken; published is another moment

    def __post_init__(self) -> None:
        """Raise ItemError for a speaker without a name."""
        if not self.speaker.strip():
            raise ItemError("speaker is blank")

    def to_json(self) -> dict[str, Any]:  # Any: JSON
        """Return it as JSON values."""
        said = self.said.to_json() if self.said else None
        return {"speaker": self.speaker, "party": self.party, "said": said}

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> "Spoken":  # Any: JSON
        """Return what `to_json` wrote; raise ItemError when it is none."""
        said = value.get("said")
        return Spoken(**dict(value) | {"said": Moment.from_json(said) if said else None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What one page, or one entry of a feed, says."""

    source: str  # name of the declaration, e.g. am_mfa
    address: str  # absolute, http(s), without fragment, as the source's declaration writes it; of
    # a text that came by mail, mid: (RFC 2392)
    title: str | None  # None when the page has none
    sections: tuple[Section, ...]  # at least one, none empty
    published: Moment | None  # None when the page does not say
    seen_at: datetime  # aware; when the bytes arrived
    page: str  # SHA-256 of the bytes read, 64 hexadecimal digits
    language: str | None = None  # ISO 639-1 as declared by address or page
    genre: Genre | None = None
    edition: str | None = None  # id its language editions share within the source
    alternates: Mapping[str, str] = field(default_factory=dict)  # language -> address
    as_of: datetime | None = None  # aware; publisher's own clock for this state of the text
    extraction: Extraction = "declared"
    came: str | None = None  # how, for readers; None: it was fetched from its address, or by hand
    spoken: Spoken | None = None  # None: its source and its sections say whose words it is

    def __post_init__(self) -> None:
        """Raise ItemError naming the field and the value that break the contract."""
        where = f"item {self.address!r} of {self.source!r}"
        if not self.address.startswith(("http://", "https://", "mid:")) or "#" in self.address:
            raise ItemError(f"{where}: address is not absolute http(s) without fragment")
        if not self.sections or not all(section.text.strip() for section in self.sections):
            raise ItemError(f"{where}: no text")
        if self.title is not None and not self.title.strip():
            raise ItemError(f"{where}: title is blank; None says there is none")
        if unkept := _UNKEPT.search("".join(self._words())):
            raise ItemError(f"{where}: a character nothing can keep: {unkept[0]!r}")
        if self.seen_at.tzinfo is None or (self.as_of and self.as_of.tzinfo is None):
            raise ItemError(f"{where}: seen_at and as_of must carry a zone")
        if len(self.page) != 64:  # noqa: PLR2004  hexadecimal digits of SHA-256
            raise ItemError(f"{where}: page {self.page!r} is no SHA-256")
        if self.genre is not None and self.genre not in get_args(Genre):
            raise ItemError(f"{where}: genre {self.genre!r} is unknown")
        if self.spoken is not None and self.genre not in CHANNELS:
            raise ItemError(f"{where}: genre {self.genre!r} is nobody's own words")

    def _words(self) -> Iterator[str]:
        yield (self.title or "") + (self.came or "")
        if self.spoken is not None:
            yield self.spoken.speaker
        for section in self.sections:
            yield from (section.text, section.anchor, section.heading or "", section.speaker or "")

    @property
    def text(self) -> str:
        """The whole body, sections in order, separated by one blank line."""
        return "\n\n".join(section.text for section in self.sections)

    def to_json(self) -> dict[str, Any]:  # Any: JSON
        """Return the item as JSON values."""
        value: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}  # Any: JSON
        value["sections"] = tuple(
            {name: getattr(one, name) for name in one.__slots__} for one in self.sections
        )
        value["alternates"] = dict(self.alternates)
        value["published"] = self.published.to_json() if self.published else None
        value["seen_at"] = self.seen_at.isoformat()
        value["as_of"] = self.as_of.isoformat() if self.as_of else None
        if self.came is None:
            del value["came"]  # only what came by mail has it
        if self.spoken is None:
            del value["spoken"]  # only what is brought by hand has it
        else:
            value["spoken"] = self.spoken.to_json()
        return value

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> "Item":  # Any: JSON
        """Return the item `to_json` wrote; raise ItemError when it is none."""
        try:
            fields = dict(value)
            fields["sections"] = tuple(Section(**section) for section in value["sections"])
            published = value.get("published")
            fields["published"] = Moment.from_json(published) if published else None
            fields["seen_at"] = datetime.fromisoformat(value["seen_at"])
            as_of = value.get("as_of")
            fields["as_of"] = datetime.fromisoformat(as_of) if as_of else None
            spoken = value.get("spoken")
            fields["spoken"] = Spoken.from_json(spoken) if spoken else None
            return Item(**fields)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ItemError(f"not an item: {error}") from error
