"""veille read: what one text is and says, without a database."""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import click

from pipeline.dossier import Dossier, all_dossiers
from pipeline.errors import CallError, ItemError
from pipeline.flag import verdicts
from pipeline.flags.grade import Verdict
from pipeline.language import detect
from pipeline.quotation import quotations
from pipeline.quotations.quote import Quotation
from pipeline.quotations.relay import Relays

Answer = dict[str, Any]  # Any: JSON

_SURROGATE = re.compile(r"[\ud800-\udfff]")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--jsonl", is_flag=True, help="Objects a line in, one JSON object each out.")
def read(file: Path | None, *, as_json: bool, jsonl: bool) -> None:
    """Read one text or HTML page from FILE, or standard input; no database is needed.

    With --jsonl every line is an object {"id", "text", "title"?, "source"?, "url"?,
    "published"?}; a line that is none is answered with its error, and the status is 1.
    """
    with _opened(file) as stream:
        if jsonl:
            failed = 0
            for number, line in enumerate(stream, 1):
                if line.strip():
                    answer = _answered(number, line)
                    failed += "error" in answer
                    click.echo(_line(answer))
                    sys.stdout.flush()
            if failed:
                raise ItemError(f"{failed} lines could not be read; their answers say why")
            return
        text, title, day = _text(str(file or "standard input"), stream.read())
    answer = answered(text, title=title, source=None, day=day)
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        for shown in _shown(answer, text):
            click.echo(shown)


def answered(text: str, *, title: str | None, source: str | None, day: date | None) -> Answer:
    """Return what a text is: language, dossiers with grade and matches, quotations."""
    found = detect(text)
    flagged = verdicts(
        _dossiers(),
        title=title,
        text=text,
        language=found.language,
        official=source is not None and _is_official(source),
    )
    return {
        "id": None,
        "language": found.language,
        "confidence": found.confidence,
        "dossiers": [_dossier(dossier, verdict) for dossier, verdict in flagged],
        "quotations": list(_quotations(text, found.language, day)),
    }


def _quotations(text: str, language: str, day: date | None) -> Iterator[Answer]:
    """Yield the quotations of a text, each with how it came."""
    found = quotations(text, language, day)
    relays = Relays(text, language, [(one.start, one.end) for one in found])
    for one in found:
        yield _quotation(one) | asdict(relays.way((one.start, one.end)))


def _quotation(one: Quotation) -> Answer:
    return {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "kind": one.kind,
        "as_written": one.as_written,
        "speakers": [asdict(speaker) for speaker in one.speakers],
        "channel": one.channel,
        "cue": one.cue,
        "confidence": one.confidence,
        "rule": one.rule,
        "embedded_in": one.embedded_in,
    }


def _dossier(dossier: Dossier, verdict: Verdict) -> Answer:
    return {
        "dossier": dossier.slug,
        "score": verdict.score,
        "grade": verdict.grade,
        "matches": [
            {"start": one.start, "end": one.end, "term": one.term, "strength": one.strength}
            for one in verdict.matches
        ],
        "reasons": list(verdict.reasons),
    }


def _line(answer: Answer) -> str:
    """Return an answer as one line of JSON; half a letter in a given id stays escaped."""
    line = json.dumps(answer, ensure_ascii=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _answered(number: int, line: bytes) -> Answer:
    """Return the answer to one line; a line that cannot be read is answered with its error."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": f"line {number} is no JSON: {error}"}
    if not isinstance(value, dict):
        return {"id": None, "error": f"line {number} is no JSON object"}
    name, text, title, source = (value.get(key) for key in ("id", "text", "title", "source"))
    published = value.get("published")
    if not isinstance(text, str):
        return {"id": name, "error": f'line {number}: "text" is missing or no string'}
    if not isinstance(title, str | None) or not isinstance(source, str | None):
        return {"id": name, "error": f'line {number}: "title" and "source" must be strings'}
    whole = _SURROGATE.sub("\ufffd", text)  # a letter for half a letter: offsets stay
    head = title and _SURROGATE.sub("\ufffd", title)
    day = _day(published) if isinstance(published, str) else None
    return answered(whole, title=head, source=source, day=day) | {"id": name}


def _day(published: str) -> date | None:
    """Return the day a moment begins with, None when it begins with none."""
    try:
        return date.fromisoformat(published.strip()[: len("2023-05-04")])
    except ValueError:
        return None


def _text(name: str, body: bytes) -> tuple[str, str | None, date | None]:
    """Return text, title and day of a file: plain text as it is, HTML through its extractor."""
    from crawlers import reread  # noqa: PLC0415  only what may be HTML waits for it

    if not body.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        try:
            return body.decode("utf-8-sig"), None, None
        except UnicodeDecodeError as error:
            raise ItemError(f"{name}: no UTF-8 at offset {error.start}; convert it") from error
    now = datetime.now(UTC)
    address = "https://read.invalid/"
    [item] = reread.items("manual", address, body, media_type="text/html", seen_at=now)
    day = item.published.at.date() if item.published else None
    return item.text, item.title, day


def opened_text(file: Path) -> tuple[str, str | None]:
    """Return text and title of a file; raise CallError or ItemError where there are none."""
    with _opened(file) as stream:
        return _text(str(file), stream.read())[:2]


def _opened(file: Path | None) -> BinaryIO:
    if file is None:
        return sys.stdin.buffer
    try:
        return file.open("rb")
    except OSError as error:
        raise CallError(f"{file} cannot be read: {error.strerror}") from error


@cache
def _dossiers() -> tuple[Dossier, ...]:
    return tuple(all_dossiers())


@cache
def _is_official(source: str) -> bool:
    """Return whether a source is declared official; one nobody declared is not."""
    from crawlers import catalog  # noqa: PLC0415  imports Scrapy

    known = source in (*catalog.names(), catalog.MANUAL)
    return known and catalog.spider(source).declaration().kind == "official"


def _shown(answer: Answer, text: str) -> Iterator[str]:
    """Yield what a person wants to know, one line per fact."""
    yield f"language  {answer['language']} ({answer['confidence']:.2f})"
    for one in answer["dossiers"]:
        yield f"dossier   {one['dossier']}: {one['grade']}, score {one['score']:.2f}"
        yield from (f"          {reason}" for reason in one["reasons"])
        for match in one["matches"]:
            words = text[match["start"] : match["end"]]
            span = f"{match['start']}-{match['end']}"
            yield f"          {span:>13}  {words}  ({match['term']}, {match['strength']})"
    if not answer["dossiers"]:
        yield "dossier   none"
    for one in answer["quotations"]:
        who = ", ".join(speaker["name"] for speaker in one["speakers"])
        yield f"{one['kind']:9} {who or one['as_written'] or 'speaker unsure'}: {one['text']}"
