"""Running a crawl in a child process, and putting what came by hand into the spool."""

import json
import logging
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from imaplib import IMAP4
from pathlib import Path
from typing import TYPE_CHECKING

from crawlers import archive as warc
from crawlers import byhand, catalog, process
from crawlers.byhand import Caption
from pipeline import spool as queue
from pipeline.errors import CallError, InboxError, ItemError
from pipeline.spool import (
    KnownAddresses,
    KnownPage,
    KnownSpan,
    ListedAddress,
    Mode,
    Outcome,
    Writer,
    new_key,
)

if TYPE_CHECKING:
    from crawlers.rehearsal import Answer, Facts, Rehearsal

log = logging.getLogger(__name__)

_CAPTION = tuple(one.name for one in fields(Caption))


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawl:
    """How a crawl ended, and where what it brought lies."""

    key: str
    path: Path  # where its spool file was completed, empty when it died before its first word
    outcome: Outcome | None  # None: it died
    error: str | None  # one line; None when the outcome is ok or quiet


def crawl(  # noqa: PLR0913  the facts of one crawl
    source: str,
    *,
    known: Iterable[KnownAddresses],
    spool: Path,
    archive: Path,
    pages: Iterable[KnownPage] = (),
    spans: Sequence[KnownSpan] = (),
    most: int = 0,
    cache: Path | None = None,
    mode: Mode = "crawl",
    room: int = 0,
    replay: str | None = None,
    inbox: str | None = None,
    verifier: str | None = None,
    only: Sequence[str] = (),
    timeout: timedelta = timedelta(minutes=5),
    now: datetime | None = None,
) -> Crawl:
    """Crawl a source in a child process and return how it ended; a failing source never raises.

    With `only` these pages are asked for, kept in the archive, and nothing is read in them; with
    `most` the past is read, to so many articles: what is due, then `spans`; no listing is looked
    at for news.
    Nothing is asked for where fewer than `room` bytes are free under the archive.
    `cache` is where what hosts ask of us is remembered from crawl to crawl; None: nowhere.
    `inbox` is where press lists come in, see crawlers.inbox; the child alone is told, and on no
    command line.
    Raise CallError when there is no such source to crawl.
    """
    if source not in catalog.names() and not ((most or only) and source in catalog.archives()):
        raise CallError(f"no source {source!r} to crawl; known: {', '.join(catalog.names())}")
    key = new_key(source, mode, now or datetime.now(UTC))
    spool.mkdir(parents=True, exist_ok=True)
    command = [source, "--key", key]
    command += ["--spool", str(spool), "--archive", str(archive)]
    command += ["--known", _told(spool / f"{key}.known", known)]
    command += ["--pages", _told(spool / f"{key}.pages.known", pages)]
    if most:
        command += ["--spans", _told(spool / f"{key}.spans.known", spans), "--most", str(most)]
    command += ["--cache", str(cache)] if cache else []
    command += ["--room", str(room)]
    command += ["--replay", replay] if replay else []
    command += [word for url in only for word in ("--only", url)]
    command += ["--inbox"] if inbox else []
    try:
        post = json.dumps({"inbox": inbox, "verifier": verifier})
        words, outcome = _ended(process.run(command, post, timeout))
    finally:
        for left in spool.glob(f"{source}.*.known"):  # ours, and what killed parents left: the
            left.unlink(missing_ok=True)  # lock on hosts lets no two crawls of a source overlap
        queue.adopt(spool)
        if archive.is_dir():
            warc.adopt(archive)
    path = spool / f"{key}.jsonl"
    if outcome is None and not path.exists():
        # It died before its first word, or another crawl's stages have what it left: by a key of
        # its own what we leave is written over by nothing, and over nothing.
        key = new_key(source, mode, queue.key_start(key))
        path = Writer(spool, key).close()
    error = None if outcome and outcome.outcome in {"ok", "quiet"} else words
    return Crawl(key=key, path=path, outcome=outcome, error=error)


def mails(address: str, cache: Path, name: str, take: Callable[[bytes], None]) -> None:
    """Let each message at an address be taken that was not yet, the oldest first.

    `address` is maildir:/path, or imaps://user:password@host/folder; what was taken is remembered
    under a name in `cache`. Raise InboxError where they cannot be read; what was taken stays so.
    """
    from crawlers import mailbox  # noqa: PLC0415  what reads web pages, which few callers need
    from crawlers.memory import Memory  # noqa: PLC0415  likewise

    memory = Memory(cache)
    try:
        with mailbox.opened(address, memory.of(name)) as box:
            for letter in box.waiting():
                with suppress(FileNotFoundError):  # moved meanwhile: it is there the next time
                    take(box.whole(letter))
                    box.done(letter)
    except (OSError, IMAP4.error) as error:
        raise InboxError(f"{name}: {mailbox.without_secret(str(error), address)}") from error
    finally:
        memory.keep(name)


def rehearsal(base: str, facts: "Facts", answer: "Answer") -> "Rehearsal":
    """Return a source of our making, whose crawls need neither a network nor a child."""
    from crawlers.rehearsal import Rehearsal  # noqa: PLC0415  Scrapy, which is the child's

    return Rehearsal(base, facts, answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """Where items brought as JSON lines lie, and which lines could not be taken."""

    path: Path  # the completed spool file
    errors: tuple[str, ...]  # one line each, naming the number


def ingest(  # noqa: PLR0913  where it comes from, what is said of it, where it goes
    files: Iterable[Path],
    *,
    source: str,
    caption: Mapping[str, str | None],
    parties: Collection[str],
    spool: Path,
    archive: Path,
    now: datetime,
) -> Path:
    """Put files of plain text or HTML into a spool file; return its path. All go in, or none.

    `caption` holds fields of a Caption; `parties` are those a speaker can speak for. Raise
    CallError for a wrong call, ItemError naming the file that cannot be read.
    """
    paths, told = list(files), Caption(**caption)
    if told.url is not None and len(paths) != 1:
        raise CallError(f"{len(paths)} files cannot share the address {told.url}; bring one")
    texts = []
    for path in paths:
        try:
            body = path.read_bytes()
        except OSError as error:
            raise CallError(f"{path} cannot be read: {error.strerror}") from error
        kind = byhand.media_type(str(path), body)
        address = told.url or byhand.declared_address(body)
        if address is None:
            raise CallError(f"{path} declares no address of its own; give --url")
        texts.append(
            byhand.brought(
                body,
                media_type=kind,
                source=source,
                caption=replace(told, url=address),
                parties=parties,
                now=now,
            )
        )
    return _bring(texts, source, spool, archive, now)


def ingest_jsonl(  # noqa: PLR0913  where it comes from, and where it goes
    lines: Iterable[bytes],
    *,
    source: str,
    parties: Collection[str],
    spool: Path,
    archive: Path,
    now: datetime,
) -> Ingested:
    """Put objects with "text", "url" and what else a Caption has into a spool file.

    A line that is none is named in the errors; the others go in.
    """
    texts, errors = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            texts.append(_from_line(line, source, parties, now))
        except (CallError, ItemError) as error:
            errors.append(f"line {number}: {error}")
            log.warning("line %d: %s", number, error)
    path = _bring(texts, source, spool, archive, now)
    return Ingested(path=path, errors=tuple(errors))


def _from_line(
    line: bytes, source: str, parties: Collection[str], now: datetime
) -> byhand.Brought:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise ItemError(f"no JSON: {error}") from error
    if not isinstance(value, dict) or not {"url", "text"} <= value.keys():
        raise ItemError('no object with "url" and "text"')
    if unknown := value.keys() - {"text", *_CAPTION}:
        known = ", ".join(("text", *_CAPTION))
        raise ItemError(f"unknown: {', '.join(sorted(unknown))}; known: {known}")
    if wrong := [name for name, one in value.items() if not isinstance(one, str | None)]:
        raise ItemError(f"no text: {', '.join(wrong)}")
    if not re.fullmatch("[a-z]{2}", value.get("language") or "hy"):
        raise ItemError(f"language {value['language']!r} is no code of ISO 639-1")
    return byhand.brought(
        (value.pop("text") or "").encode("utf-8", "replace"),
        media_type="text/plain; charset=utf-8",
        source=source,
        caption=Caption(**value),
        parties=parties,
        now=now,
    )


def _bring(
    texts: list[byhand.Brought], source: str, spool: Path, archive: Path, now: datetime
) -> Path:
    key = new_key(source, "ingest", now)
    writer, kept = Writer(spool, key), warc.Archive(archive, key)
    for text in texts:
        url = text.item.address
        writer.write(ListedAddress(url=url, listing="by hand", seen_at=now))
        place = kept.resource(url, text.media_type, text.body, now)
        writer.write(place.as_page(url, text.media_type, now))
        writer.write(text.item)
    kept.close()
    writer.write(
        Outcome(
            outcome="ok",
            reason=f"{len(texts)} brought by hand",
            started_at=now,
            ended_at=now,
            counts={"items": len(texts)},
        )
    )
    return writer.close()


def _told(path: Path, what: Iterable[KnownAddresses | KnownPage | KnownSpan]) -> str:
    """Write what a child is told as JSON, each a list of its fields in their order; return where.

    All of it by json itself, without a line of ours for each.
    """
    path.write_text(json.dumps(list(what), default=datetime.isoformat), encoding="utf-8")
    return str(path)


def _ended(said: Sequence[str]) -> tuple[str, Outcome | None]:
    """Return in a line of words how a crawl ended, and the outcome it told; None when it died.

    Its spool file is not asked: the stages of another crawl may have taken it on already.
    """
    try:
        record = queue.from_json(json.loads(said[-1]))
    except (ValueError, TypeError, ItemError):
        return said[-1], None
    return (said[-2], record) if isinstance(record, Outcome) else (said[-1], None)
