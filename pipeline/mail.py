"""What a subscriber is told, written as a mail."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy, Policy
from email.utils import parseaddr
from pathlib import Path
from textwrap import fill
from typing import Any, Literal, NamedTuple, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from pipeline.alignment import Piece, bracketed
from pipeline.bounce import LEAVE
from pipeline.divergence import Divergence
from pipeline.errors import PostError, RefusedError
from pipeline.item import Moment
from pipeline.why import reason
from pipeline.words import channel_in, day_in, words

Kind = Literal["new", "official", "changed", "withdrawn", "correction"]
Corrects = Literal["restored", "moved"]  # shown again after a withdrawal; at a new address
Rights = Literal["full", "excerpt", "link"]
Grade = Literal["core", "mention"]
View = dict[str, Any]  # Any: what a template reads, names to plain values

HTML_LIMIT = 102_000  # bytes; larger mails are clipped by Gmail
_EXCERPT = 2  # sentences an excerpt may show
_SUBJECT = 120  # characters
_TITLE = 300  # characters; a longer one is hostile, and ends with an ellipsis
_ADDRESS = 2_000  # characters; a longer one is not linked
_FOLLOWED = 3  # speakers of a line who can be followed from it
_LISTED = 20  # reasons or editions; what exceeds them is counted
_WIDTH = 76  # columns of the text part

_VERBS = {"changed": "now_says", "moved": "now_says", "withdrawn": "said"}  # keys of our words
_RIGHT_TO_LEFT = {"ar", "fa", "he"}
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MAILBOX = re.compile(r"([^\s\"(),:;<>@\[\\\]]{1,64})@([^\s\"(),:;<>@\[\\\]]{1,255})")
_NAMED = re.compile(r"\"?([^\"<>@]*?)\"? *<([^<>]*)>")
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")  # no-break spaces belong to the typography
# Embeddings, overrides and isolates reorder what follows them, our own words included.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


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


class Written(NamedTuple):
    """A mail before it has an envelope."""

    subject: str
    text: str
    html: str


class _Verbatim(UnstructuredHeader, BaseHeader):
    """A header of identifiers, folded between them and never encoded.

    The standard library encodes those longer than a line (CPython issue 79986, open in 3.13).
    """

    def fold(self, *, policy: Policy) -> str:
        """Return the header with one identifier a line."""
        folded = f"{policy.linesep} ".join(self.split())
        return f"{self.name}: {folded}{policy.linesep}"


class _Subject(UnstructuredHeader, BaseHeader):
    """A subject whose spaces survive folding.

    The standard library loses some between encoded words (seen in 3.11.7: two Armenian words
    came back as one), so folding is left to its older encoder.
    """

    def fold(self, *, policy: Policy) -> str:
        """Return the header, encoded where the policy needs it."""
        if isinstance(policy, EmailPolicy) and policy.utf8:
            return f"{self.name}: {self}{policy.linesep}"
        charset = "us-ascii" if self.isascii() else "utf-8"
        folded = Header(self, charset, header_name=self.name).encode(linesep=policy.linesep)
        return f"{self.name}: {folded}{policy.linesep}"


def _policy() -> "EmailPolicy[EmailMessage]":  # generic in the stubs only
    headers = HeaderRegistry()
    for name in ("in-reply-to", "references", "list-id", "list-unsubscribe"):
        headers.map_to_type(name, _Verbatim)
    headers.map_to_type("subject", _Subject)
    return SMTP.clone(header_factory=headers)


_POLICY = _policy()


def plain(text: str) -> str:
    """Return the text as one line, without what could break out of its place in a mail."""
    kept = (
        "\ufffd" if unicodedata.category(character) == "Cs" else character
        for character in _SPACES.sub(" ", text)
        if unicodedata.category(character) != "Cc" and character not in _REORDERING
    )
    return "".join(kept)


def shortened(text: str, limit: int) -> str:
    """Return the text within `limit` characters, cut at a word and ended by an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[:limit]  # one more than fits, so that a word ending at the limit is seen whole
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head[: limit - 1]).rstrip(" ,;:.-") + "…"


def written(moment: Moment | None, language: str = "en") -> str:
    """Return the moment in words of a language, as precise as its publisher was."""
    said = words()[language].alert
    if moment is None:
        return said["no_date"]
    local = moment.at.astimezone(ZoneInfo(moment.zone))
    day = day_in(local, language, "long")
    if moment.precision == "day":
        return said["no_time"].format(day=day)
    offset = f"{local:%z}"
    return f"{day}, {local:%H:%M} {moment.zone} (UTC{offset[:3]}:{offset[3:5]})"


def segments(passage: Passage) -> list[tuple[str, str | None]]:
    """Return the passage in pieces, each with the terms it matched or None."""
    pieces: list[tuple[str, str | None]] = []
    at = 0
    for start, end, terms in _merged(passage.marks):
        pieces += [(plain(passage.text[at:start]), None), (plain(passage.text[start:end]), terms)]
        at = end
    pieces.append((plain(passage.text[at:]), None))
    return [(text, terms) for text, terms in pieces if text]


def is_address(value: str) -> bool:
    """Return whether mail can be sent to this address."""
    try:
        return not _mailbox(value, RefusedError).display_name
    except RefusedError:
        return False


def link(address: str) -> str | None:
    """Return the address when a reader may follow it: http(s), with a host, of sane length."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    safe = plain(address) == address and " " not in address and len(address) <= _ADDRESS
    return address if safe and host and parts.scheme in {"http", "https"} else None


def compose(letter: Letter) -> EmailMessage:
    """Return the message a letter becomes.

    Raises RefusedError when the subscriber's address is none, PostError when the sender's is.
    """
    told = dict.fromkeys(line.thread for line in letter.lines if line.kind != "new")
    written = _rendered(letter)
    if letter.discreet:
        written = written._replace(subject=words()[letter.language].mail["discreet_subject"])
    return enveloped(
        written,
        sender=parseaddr(letter.sender)[1] if letter.discreet else letter.sender,
        recipient=f"<{letter.address}>",
        key=letter.key,
        sent_at=letter.sent_at,
        topic="news" if letter.discreet else letter.dossier,
        unsubscribe=letter.links and letter.links.unsubscribe,
        returns=letter.returns,
        thread=[key for key in told if key],
        languages=_languages(letter),
    )


def enveloped(  # noqa: PLR0913  what stands on an envelope
    written: Written,
    *,
    sender: str,
    recipient: str,
    key: str,
    sent_at: datetime,
    topic: str,
    thread: Sequence[str] = (),
    languages: Sequence[str] = ("en",),
    unsubscribe: str | None = None,
    returns: str | None = None,
) -> EmailMessage:
    """Return the message a subject with its text and HTML becomes.

    `sender` and `recipient` are addresses, or Name <address>; `thread` holds keys of messages it
    follows; who writes to `returns`, with the key, wants no more. Raises RefusedError when the
    recipient's address is none, PostError when the sender's is.
    """
    origin, to = _mailbox(sender, PostError), _mailbox(recipient, RefusedError)
    ascii_only = (origin.addr_spec + to.addr_spec).isascii()
    message = EmailMessage(policy=_POLICY.clone(utf8=not ascii_only))
    message["From"] = origin
    message["To"] = to
    message["Subject"] = written.subject
    message["Date"] = sent_at
    message["Message-ID"] = f"<{key}@{origin.domain}>"
    if before := " ".join(f"<{one}@{origin.domain}>" for one in thread):
        message["In-Reply-To"] = before
        message["References"] = before
    message["List-Id"] = f"<{topic}.veille.{origin.domain}>"
    if leaving := _ways_to_leave(unsubscribe, returns, key):
        message["List-Unsubscribe"] = leaving
    if unsubscribe is not None:
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(written.text, cte=_encoding(written.text))
    message.add_alternative(written.html, subtype="html", cte=_encoding(written.html))
    message["Content-Language"] = ", ".join(languages)  # earlier, it would sink into text
    return message


def _ways_to_leave(unsubscribe: str | None, returns: str | None, key: str) -> str:
    """Return what List-Unsubscribe says: our page first, then a mail (RFC 2369)."""
    ways = [unsubscribe] if unsubscribe is not None else []
    if returns is not None:
        local, _, domain = returns.partition("@")
        ways.append(f"mailto:{local}+{LEAVE}{key}@{domain}?subject=unsubscribe")
    return ", ".join(f"<{one}>" for one in ways)


def write(folder: str, **values: object) -> Written:
    """Return the subject, text and HTML that the templates of a folder make of values."""
    subject, text, html = (
        _TEMPLATES.get_template(f"{folder}/{name}").render(values)
        for name in ("subject.txt", "body.txt", "body.html")
    )
    # An encoded word inside a title would be decoded by the header's parser, line ends included.
    subject = shortened(plain(subject).strip().replace("=?", "= ?"), _SUBJECT)
    text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    return Written(subject=subject, text=text, html=html)


def _merged(marks: Sequence[Mark]) -> list[tuple[int, int, str]]:
    """Return the marks in order, overlapping ones joined with all their terms."""
    merged: list[tuple[int, int, str]] = []
    for start, end, name in sorted(marks):
        term = plain(name)
        if merged and start < merged[-1][1]:
            before, until, terms = merged[-1]
            joined = terms if term in terms.split(", ") else f"{terms}, {term}"
            merged[-1] = (before, max(until, end), joined)
        else:
            merged.append((start, end, term))
    return merged


def _rendered(letter: Letter) -> Written:
    """Return subject, text and HTML with as many sentences as the limit of the HTML allows."""
    most = max((len(line.passages) for line in letter.lines), default=0)
    views = _views(letter, most)
    written = _written(letter, views)
    if _is_too_long(written):
        low, high = 0, most  # sentences a line that fit, that are too many
        while high - low > 1:
            middle = (low + high) // 2
            long = _is_too_long(_written(letter, _views(letter, middle)))
            low, high = (low, middle) if long else (middle, high)
        views = _views(letter, low)
        written = _written(letter, views)
    if _is_too_long(written):  # every line is told, however many there are
        written = _written(letter, [{**view, "brief": True} for view in views])
    return written


def _written(letter: Letter, views: list[View]) -> Written:
    return write(
        "alert",
        address=letter.address,
        dossier_title=plain(letter.dossier_title),
        lines=views,
        coverage=[plain(part) for part in letter.coverage],
        links=letter.links,
        discreet=letter.discreet,
        language=letter.language,
        ours=words()[letter.language].mail,
        w=words()[letter.language].alert,
        c=words()[letter.language].coverage,
    )


def _is_too_long(written: Written) -> bool:
    return len(written.html.encode()) > HTML_LIMIT


def _views(letter: Letter, most: int) -> list[View]:
    return [
        {
            **_view(line, most, letter.language),
            "reading": _reading(line, letter.links),
            "answers": list(_answers(line, letter.links, letter.language)),
        }
        for line in letter.lines
    ]


def _reading(line: Line, links: Links | None) -> str | None:
    """Return the address of a line's reading page, if readers can reach it."""
    return f"{links.reading}/{line.place}" if links and line.place else None


def _view(line: Line, most: int, language: str) -> View:
    """Return what the templates show of a line: clean, allowed, at most so many sentences."""
    allowed = {"full": len(line.passages), "excerpt": _EXCERPT, "link": 0}[line.rights]
    shown = line.passages[: min(allowed, most)]
    said = words()[language].alert
    verb = said[_VERBS.get(line.corrects or line.kind, "says")]
    about = said["about"] if line.grade == "core" else said["mentions"]
    return {
        "kind": line.corrects or line.kind,
        "title": shortened(plain(line.title or "").strip(), _TITLE) or None,
        "source": plain(line.source),
        "source_title": plain(line.source_title),
        "party": line.party and plain(line.party),
        "speaker": line.speaker and plain(line.speaker),
        "office": line.office and plain(line.office),
        "channel": line.channel and plain(channel_in(line.channel, language)),
        "said": line.said and written(line.said, language),
        "published": written(line.published, language)
        if line.published or not line.by_hand
        else None,
        "by_hand": line.by_hand,
        "came": line.came and plain(line.came),
        "language": language_of(line.language, language),
        "passages": [
            {
                "language": language_of(passage.language, language),
                "segments": segments(passage),
                "pieces": [piece._replace(text=plain(piece.text)) for piece in passage.pieces],
            }
            for passage in shown
        ],
        "withheld": len(line.passages) - min(allowed, len(line.passages)),
        "left_out": min(allowed, len(line.passages)) - len(shown),
        "link": link(line.address),
        "address": shortened(plain(line.address), _ADDRESS),
        "editions": [
            {"language": language_of(edition.language, language), "link": link(edition.address)}
            for edition in line.editions[:_LISTED]
        ],
        "more_editions": len(line.editions[_LISTED:]),
        "voices": [_spoken(one, language) for one in line.voices[:_LISTED]],
        "divergences": [parted(one, language) for one in line.divergences[:_LISTED]],
        "awaited": line.awaits_transcript,
        "digest": plain(line.digest),
        "file": plain(line.file),
        "dossier_title": plain(line.dossier_title),
        "says": verb.format(who=plain(line.speaker or line.source_title)),
        "why": about.format(dossier=plain(line.dossier_title)),
        "reasons": [
            shortened(plain(reason(one, language)), _TITLE) for one in line.reasons[:_LISTED]
        ],
        "more_reasons": len(line.reasons[_LISTED:]),
        "rights": line.rights,
        "brief": False,
    }


def _answers(line: Line, links: Links | None, language: str) -> Iterator[tuple[str, str]]:
    """Yield what a reader can answer to a line, each with the page that asks them again."""
    if links is None or line.number is None:
        return
    said = words()[language].alert
    for speaker, name in line.speakers[:_FOLLOWED]:
        named = said["follow"].format(who=shortened(plain(name), _TITLE))
        yield named, f"{links.manage}/follow/{line.dossier}/{speaker}"
    yield said["irrelevant"], f"{links.manage}/line/{line.number}"


def _spoken(one: Voice, language: str) -> str:
    """Return a speaker as one line: name, office, and where they spoke."""
    named = f"{one.name}, {one.office}" if one.office else one.name
    channel = one.channel and channel_in(one.channel, language)
    return shortened(plain(f"{named} ({channel})" if channel else named), _TITLE)


def parted(one: Divergence, told_in: str) -> str:
    """Return what texts do not say alike as one line, each form with the texts that have it."""
    texts = {text for _, told in one.forms for text in told}
    several = len({text.source for text in texts}) > 1

    def called(source: str, language: str) -> str:
        name = str(language_of(language, told_in)["name"] or language)
        return f"{source}, {name}" if several else name

    forms = (
        f"{form} ({'; '.join(called(text.source, text.language) for text in told)})"
        for form, told in one.forms
    )
    return plain(" / ".join(forms))


def language_of(tag: str | None, told_in: str = "en") -> View:
    """Return tag, name and direction of a language; what is no tag is unknown."""
    if tag is None or not _LANGUAGE_TAG.fullmatch(tag):
        return {"tag": "", "name": None, "direction": "auto"}
    primary = tag.lower().split("-")[0]
    direction = "rtl" if primary in _RIGHT_TO_LEFT else "ltr"
    name = Locale(told_in).languages.get(primary, tag)
    return {"tag": tag, "name": name, "direction": direction}


def _languages(letter: Letter) -> list[str]:
    """Return the languages a letter is in: of our own words, then of those it quotes."""
    tags = [language_of(line.language)["tag"] for line in letter.lines]
    return [tag for tag in dict.fromkeys([letter.language, *tags]) if tag]


def _wrapped(text: str, prefix: str = "", hang: str | None = None) -> str:
    """Return one line of text folded at words; addresses stay whole."""
    return fill(
        text,
        _WIDTH,
        initial_indent=prefix,
        subsequent_indent=prefix if hang is None else hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _starred(pieces: Sequence[tuple[str, str | None]]) -> str:
    """Return the pieces of a passage as one text, what matched between asterisks."""
    return "".join(f"*{text}*" if terms else text for text, terms in pieces).strip()


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["wrapped"] = _wrapped
    environment.filters["filled"] = lambda text, **fields: text.format(**fields)
    environment.filters["starred"] = _starred
    environment.filters["bracketed"] = bracketed
    return environment


_TEMPLATES = _environment()


def _mailbox(value: str, fault: type[PostError]) -> Address:
    """Return the mailbox, its domain in ASCII; raise the fault when it is none."""
    named = _NAMED.fullmatch(value)
    name, address = (named[1], named[2]) if named else ("", value)
    match = _MAILBOX.fullmatch(address)
    if not match or plain(value) != value:
        raise fault(f"{value!r} is no address mail can be sent to")
    try:
        domain = match[2].encode("idna").decode("ascii")
    except UnicodeError as error:
        raise fault(f"{value!r}: its domain cannot be written in ASCII") from error
    return Address(display_name=name, username=match[1], domain=domain)


def _encoding(text: str) -> str:
    """Return the shorter of the two encodings that keep lines short."""
    octets = text.encode()
    foreign = sum(octet > 127 for octet in octets)  # noqa: PLR2004  ASCII ends there
    return "base64" if foreign * 6 > len(octets) else "quoted-printable"
