"""The queue between crawlers and pipeline: one file of JSON lines per crawl. Pure.

A file is written beside its place (`.part`, locked by its writer) and renamed when complete.
Its name is its key: `<source>.<start>.<random>.<mode>`. What a dead crawl left is adopted.
"""

import fcntl
import json
import logging
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple, get_args

from pipeline.errors import ItemError
from pipeline.item import Item

log = logging.getLogger(__name__)

Mode = Literal["crawl", "announce", "fill", "backfill", "ingest"]
VISITS: tuple[Mode, ...] = ("crawl", "announce")  # those that look at a source, not back
OutcomeName = Literal["ok", "quiet", "unreachable", "blocked", "layout", "gap", "robots", "disk"]
Role = Literal["listing", "document"]
WalkState = Literal["open", "stuck", "filled"]
Cursor = Mapping[str, Any]  # Any: JSON; where a walk goes on, as crawlers.walk has it


class KnownAddresses(NamedTuple):  # a crawl is told thousands: each by itself would cost it dear
    """What the parent tells a crawl about addresses of its source, of which the same is true."""

    urls: Sequence[str]
    due: bool  # fetch them, in their order; otherwise only known
    read: bool = False  # they gave texts before: to fetch them again is a re-check, which can wait
    settled: bool = False  # known for days: whatever is published late stands above them
    failed: bool = False  # last fetched in vain: that they fail again is no news of the site


class KnownPage(NamedTuple):
    """What the parent tells a crawl about bytes the archive has, which need not be kept twice."""

    url: str
    role: Role  # pages of documents never refer to listings, which are dropped
    digest: str  # SHA-256 of the body, 64 hexadecimal digits
    file: str  # WARC file, relative to the archive
    offset: int  # bytes, of the record that holds them
    fetched_at: datetime


class KnownSpan(NamedTuple):
    """What the parent tells a crawl about a stretch of the past it is to read back."""

    id: int
    mode: Literal["fill", "backfill"]
    listing: str  # as declared: where a gap is, or what is to be walked
    since: datetime  # when nothing was missing last, or midnight of the first day
    until: datetime  # when the gap was found, or midnight after the last day
    cursor: Cursor  # empty: it is not begun
    old: Sequence[str] = ()  # addresses on the other side of a gap, as far as they may be met


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAddress:
    """A URL seen in a listing or feed, recorded before it is fetched."""

    url: str
    listing: str  # where it was seen
    seen_at: datetime
    backlog: bool = False  # it was there before we came, deeper than the first crawl looked


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPage:
    """The bytes at an address at a moment, and where the archive keeps them."""

    url: str
    status: int
    digest: str  # SHA-256 of the body, 64 hexadecimal digits
    file: str  # WARC file, relative to the archive
    offset: int  # bytes, of the response record
    length: int  # bytes, of the body
    fetched_at: datetime
    media_type: str | None
    role: Role
    revisit: bool = False  # the record refers to another that has the bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """An address, or one attempt at it, that gave no item, and why."""

    url: str
    reason: str  # a short name: http_404, layout, robots, timeout, duplicate, ...
    detail: str
    at: datetime
    final: bool  # False: the address stays due


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A reading back that ended before anything known: what lies between may be missed."""

    listing: str  # as the source declares it
    reason: str  # one line for the operator
    at: datetime  # begin of the crawl
    cursor: Cursor  # where the reading stopped
    has_way: bool  # the source has a way back into it


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """A step of a walk into the past; what it found is recorded before."""

    span: int
    before: Cursor  # the step counts only where the span stands there
    cursor: Cursor
    found: int  # addresses nobody knew
    state: WalkState
    why: str  # it is stuck
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a crawl ended; a crawl that died leaves none."""

    outcome: OutcomeName
    reason: str  # one line for the operator
    started_at: datetime
    ended_at: datetime
    counts: Mapping[str, int] = field(default_factory=dict)


Record = ListedAddress | FetchedPage | Item | Drop | Gap | Walked | Outcome
_KINDS: dict[str, type[ListedAddress | FetchedPage | Drop | Gap | Walked | Outcome]] = {
    "address": ListedAddress,
    "page": FetchedPage,
    "drop": Drop,
    "gap": Gap,
    "walked": Walked,
    "outcome": Outcome,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), default=datetime.isoformat
).encode
_START = "%Y%m%dT%H%M%S%fZ"  # in a key
_MOMENTS = ("seen_at", "fetched_at", "at", "started_at", "ended_at")


def new_key(source: str, mode: Mode, now: datetime) -> str:
    """Return the key of a crawl that starts now; keys of one source sort by start."""
    if mode not in get_args(Mode):
        raise ItemError(f"crawl mode {mode!r} is unknown")
    return f"{source}.{now:{_START}}.{secrets.token_hex(3)}.{mode}"


def key_source(key: str) -> str:
    """Return the source named in a key."""
    return key.split(".", 1)[0]


def key_start(key: str) -> datetime:
    """Return when the crawl of a key started; raise ItemError when it does not say."""
    try:
        return datetime.strptime(key.split(".")[1], _START).replace(tzinfo=UTC)
    except (IndexError, ValueError) as error:
        raise ItemError(f"spool file {key!r} does not say when its crawl started") from error


def key_mode(key: str) -> Mode:
    """Return the mode named in a key; raise ItemError when it is none."""
    mode = key.rsplit(".", 1)[-1]
    for known in get_args(Mode):
        if mode == known:
            return known  # type: ignore[no-any-return]  # get_args() is untyped
    raise ItemError(f"spool file {key!r} names no mode")


def to_line(record: Record) -> str:
    """Return the record as one line of JSON, newline included."""
    if isinstance(record, Item):
        value: dict[str, Any] = {"kind": "item", **record.to_json()}  # Any: JSON
    else:
        own = {name: getattr(record, name) for name in record.__slots__}
        value = {"kind": _NAMES[type(record)], **own}
    return f"{_encode(value)}\n"


def from_json(value: Mapping[str, Any]) -> Record:  # Any: JSON
    """Return the record a line holds; raise ItemError when it is none."""
    fields = dict(value)
    kind = fields.pop("kind", None)
    if kind == "item":
        return Item.from_json(fields)
    if not isinstance(kind, str) or kind not in _KINDS:
        raise ItemError(f"spool record of unknown kind {kind!r}")
    try:
        for name in _MOMENTS:
            if name in fields:
                fields[name] = datetime.fromisoformat(fields[name])
        return _KINDS[kind](**fields)
    except (TypeError, ValueError) as error:
        raise ItemError(f"not a spool record of kind {kind}: {error}") from error


def lines(path: Path) -> Iterator[dict[str, Any]]:  # Any: JSON
    """Yield the JSON objects of a spool file; a line that is none is logged and lost."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                log.warning("%s:%d is not JSON, lost: %.80s", path.name, number, line)
                continue
            if isinstance(value, dict):
                yield value
            else:
                log.warning("%s:%d is not an object, lost: %.80s", path.name, number, line)


def records(path: Path) -> Iterator[Record]:
    """Yield the records of a spool file; a broken one is logged and lost."""
    for value in lines(path):
        try:
            yield from_json(value)
        except ItemError as error:  # one bad line must not cost the other thousand
            log.warning("%s: skipped: %s", path.name, error)


class Writer:
    """The spool file of one running crawl; locked until closed."""

    def __init__(self, directory: Path, key: str) -> None:
        """Open `<directory>/<key>.jsonl.part` and lock it."""
        directory.mkdir(parents=True, exist_ok=True)
        self.path = directory / f"{key}.jsonl"
        self._part = directory / f"{key}.jsonl.part"
        self._file = locked(self._part)

    def write(self, record: Record) -> None:
        """Append one record; it survives the death of this process."""
        self._file.write(to_line(record).encode())
        self._file.flush()

    def close(self) -> Path:
        """Complete the file and return its final path."""
        self._part.rename(self.path)
        self._file.close()
        return self.path


def locked(part: Path) -> IO[bytes]:
    """Return a new part, locked before anybody sees it; raise FileExistsError for an old one.

    One that is seen and not locked yet would be adopted, and what is written to it lost.
    """
    begun = part.with_name(f"{part.name}.begun")
    file = begun.open("xb")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        part.hardlink_to(begun)
    except OSError:
        file.close()
        raise
    finally:
        begun.unlink()
    return file


def adopt(directory: Path) -> list[Path]:
    """Complete the parts whose writer is dead and return their final paths."""
    adopted = []
    for part in sorted(directory.glob("*.jsonl.part")):
        try:
            with part.open("rb+") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue  # its writer lives
                whole = file.read().rfind(b"\n") + 1
                file.truncate(whole)  # the line the writer died in
                path = part.with_suffix("")
                part.rename(path)
        except FileNotFoundError:
            continue  # its writer closed it meanwhile
        log.warning("adopted what a dead crawl left: %s", path.name)
        adopted.append(path)
    return adopted
