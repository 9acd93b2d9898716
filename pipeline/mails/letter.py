"""A letter: what one subscriber is told in one message, line by line. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, get_args

from pipeline.carriages.divergence import Divergence
from pipeline.item import Moment
from pipeline.revisions.alignment import Piece

Kind = Literal["new", "official", "changed", "withdrawn", "correction"]
Corrects = Literal["restored", "moved"]  # shown again after a withdrawal; at a new address
Rights = Literal["full", "excerpt", "link"]
Grade = Literal["core", "mention"]

_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Mark(NamedTuple):
    """A matched span of a passage, and the dossier's term it matched."""

    start: int  # characters, from the beginning of the passage
    end: int
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence of a text, with what was matched, or what was changed in it."""

    text: str
    language: str | None  # ISO 639-1
    marks: tuple[Mark, ...] = ()
    pieces: tuple[Piece, ...] = ()  # word by word, where the sentence is not what it was

    def __post_init__(self) -> None:
        """Raise ValueError for a mark outside the text."""
        for mark in self.marks:
            if not 0 <= mark.start < mark.end <= len(self.text):
                raise ValueError(f"{mark} lies outside a passage of {len(self.text)} characters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who speaks in a text."""

    name: str  # or how an outlet words whom it does not name
    office: str | None  # held that day
    channel: str | None  # where they spoke, as far as a text says


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The same text in another language."""

    language: str  # ISO 639-1
    address: str


class Report(NamedTuple):
    """A press report of what an official text says, told in the same message."""

    outlet: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one subscriber is told of one document."""

    kind: Kind
    title: str | None  # None when the page has none
    source: str  # name of the declaration, e.g. am_mfa
    source_title: str  # e.g. Ministry of Foreign Affairs
    party: str | None  # title, e.g. Armenia; None for the press
    speaker: str | None = None
    office: str | None = None  # held that day
    channel: str | None = None  # where the speaker spoke; None: not said
    said: Moment | None = None  # when; None: not said
    published: Moment | None
    language: str | None  # ISO 639-1, of title and text
    passages: tuple[Passage, ...]  # in the order they are worth reading
    address: str
    place: str | None = None  # of its reading page, after links.reading; None: it has none
    editions: tuple[Edition, ...] = ()
    reports: tuple[Report, ...] = ()  # what its reader would else have been told by
    voices: tuple[Voice, ...] = ()  # none where the source speaks for itself
    divergences: tuple[Divergence, ...] = ()  # of the texts of what it says
    awaits_transcript: bool = False  # of the briefing it tells of
    digest: str  # SHA-256 of the archived page, hexadecimal
    file: str  # WARC file, relative to the archive
    dossier_title: str
    grade: Grade
    reasons: tuple[str, ...]  # why it was flagged, in plain words
    rights: Rights
    came: str | None = None  # how; None: it was fetched from its address, or by hand
    by_hand: bool = False  # an operator brought it; nobody fetched it
    corrects: Corrects | None = None  # what a correction says; None: that words were wrong
    is_first: bool = False  # its text is told for the first time, with what became of it since
    was_gone: bool = False  # withdrawn and shown again, which no mail told before
    wrong: str | None = None  # title of the text a correction corrects; None: it has none
    thread: str | None = None  # key of the delivery that first told of it
    number: int | None = None  # of the line, to answer it by; None: it cannot be
    dossier: str = ""  # slug
    speakers: tuple[tuple[str, str], ...] = ()  # id and name of those who can be followed

    def __post_init__(self) -> None:
        """Raise ValueError for a kind, grade, rights or thread that is none."""
        for value, known in ((self.kind, Kind), (self.grade, Grade), (self.rights, Rights)):
            if value not in get_args(known):
                raise ValueError(f"{value!r} is none of {', '.join(get_args(known))}")
        if self.thread is not None and not _KEY.fullmatch(self.thread):
            raise ValueError(f"thread {self.thread!r} is no delivery key")


class Links(NamedTuple):
    """Where a reader changes what they are told, and ends it."""

    manage: str
    unsubscribe: str  # a POST there ends it at once (RFC 8058)
    reading: str  # what the addresses of their reading pages begin with


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message to one subscriber."""

    address: str  # the subscriber's
    key: str  # of the delivery; the same key gives the same Message-ID
    lines: tuple[Line, ...]
    sent_at: datetime  # aware
    sender: str  # address, or Name <address>; its domain is the Message-ID's
    dossier: str  # slug
    dossier_title: str
    coverage: tuple[str, ...] = ()  # of a digest: where we looked and where not; else empty
    links: Links | None = None  # None: our pages cannot be reached
    returns: str | None = None  # address mails come back to; None: nobody reads it
    discreet: bool = False  # envelope and preview do not show what it is about
    language: str = "en"  # of our own words

    def __post_init__(self) -> None:
        """Raise ValueError for a letter without lines or zone, or an unusable key or slug.

        Only a digest, which says where we looked, may have nothing to tell.
        """
        if not (self.lines or self.coverage) or self.sent_at.tzinfo is None:
            raise ValueError(f"letter {self.key!r} needs a line and a moment with its zone")
        for value in (self.key, self.dossier):
            if not _KEY.fullmatch(value):
                raise ValueError(f"{value!r} has characters a Message-ID cannot carry")
