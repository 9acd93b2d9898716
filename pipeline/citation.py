"""A citation of a statement or a document: as Markdown, CSV, RIS or JSON."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline import markdown
from pipeline.item import Moment
from pipeline.mails import view
from pipeline.mails.plain import link as web_link
from pipeline.mails.plain import plain
from pipeline.words import channel_in, words

MEDIA_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "json": "application/json",
}
_FORMULA = re.compile(r"\s*[=+\-@\t\r|%]")  # how a cell begins that a spreadsheet computes


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Who made a statement."""

    name: str
    office: str | None  # held that day
    party: str | None  # it speaks for, as it is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What is said of one text that is cited."""

    speakers: tuple[Cited, ...]  # none: we cannot tell, or nobody's in particular
    by_report: bool  # the text is another's, who tells what they said
    channel: str | None
    said: Moment | None
    published: Moment | None
    title: str | None
    language: str | None  # ISO 639-1, of the text
    publisher: str
    address: str  # of the original
    digest: str  # SHA-256 of the archived page, hexadecimal
    fetched_at: datetime
    veille: str  # address of our own page

    @property
    def who(self) -> str:
        """The speakers, as one line."""
        return "; ".join(one.name for one in self.speakers)


def written(one: Citation, form: str, language: str) -> str:
    """Return a citation in a form of MEDIA_TYPES; Markdown has our own words in a language."""
    forms = {"csv": _csv, "ris": _ris, "json": _json}
    return _markdown(one, language) if form == "md" else forms[form](one)


def _markdown(one: Citation, language: str) -> str:
    said, told = words()[language].read, words()[language].alert
    title = one.title or told["untitled"]
    link = web_link(one.address)
    channel = one.channel and channel_in(one.channel, language)
    parts = [
        told["semicolon"].join(_spoken(each) for each in one.speakers),
        markdown.linked(title, link) if link else markdown.plain(f"{title}, {one.address}"),
        markdown.plain(one.publisher) + (f" ({said['role_report']})" if one.by_report else ""),
        f"{told['channel']}{told['colon']}{markdown.plain(channel)}" if channel else "",
        f"{told['said_at']}{told['colon']}{view.written(one.said, language)}" if one.said else "",
        f"{told['published']}{told['colon']}{view.written(one.published, language)}",
        f"{told['archived']} `{one.digest}`, {_utc(one.fetched_at)}",
        f"Veille{told['colon']}<{one.veille}>",
    ]
    return ". ".join(filter(None, parts)) + "\n"


def _spoken(one: Cited) -> str:
    known = filter(None, (one.name, one.office))
    return markdown.plain(", ".join(known) + (f" ({one.party})" if one.party else ""))


def _csv(one: Citation) -> str:
    """Return a head and a row, as spreadsheets open it; no cell is a formula."""
    row = {
        "speaker": one.who,
        "office": _each(one, "office"),
        "party": _each(one, "party"),
        "by report": "yes" if one.by_report else "no",
        "channel": one.channel,
        **_moments("said", one.said),
        **_moments("published", one.published),
        "title": one.title,
        "language": one.language,
        "publisher": one.publisher,
        "address": one.address,
        "sha256": one.digest,
        "fetched": _utc(one.fetched_at),
        "veille": one.veille,
    }
    out = io.StringIO()
    writer = csv.writer(out)  # RFC 4180: CRLF, quotes doubled
    writer.writerow(row)
    writer.writerow(_cell(value or "") for value in row.values())
    return out.getvalue()


def _each(one: Citation, what: str) -> str:
    return "; ".join(getattr(each, what) or "" for each in one.speakers).strip("; ")


def _moments(what: str, moment: Moment | None) -> dict[str, str]:
    return {
        what: _at(moment) if moment else "",
        f"{what} precision": moment.precision if moment else "",
        f"{what} zone": moment.zone if moment else "",
    }


def _cell(value: str) -> str:
    line = _line(value)
    return f"'{line}" if _FORMULA.match(value) else line


def _ris(one: Citation) -> str:
    """Return a record of RIS: a web page, what RIS has no tag for as notes."""
    lines = [f"{tag}  - {_line(value)}" for tag, value in _tags(one) if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _tags(one: Citation) -> Iterator[tuple[str, str | None]]:
    yield "TY", "ELEC"
    for each in one.speakers:
        yield "AU", each.name
    if not one.speakers:
        yield "AU", one.publisher
    yield "TI", one.title
    yield "PB", one.publisher
    yield "LA", one.language
    if one.published is not None:
        yield "PY", f"{one.published.at:%Y}"
        time = f"{one.published.at:%H:%M} {one.published.zone}"
        other = time if one.published.precision == "minute" else ""
        yield "DA", f"{one.published.at:%Y/%m/%d}/{other}"
    yield "UR", one.address
    yield "Y2", f"{one.fetched_at.astimezone(UTC):%Y/%m/%d/%H:%M} UTC"
    yield "AN", f"sha256:{one.digest}"
    yield "DB", "Veille"
    yield "L2", one.veille
    yield from (("N1", note) for note in _notes(one))


def _notes(one: Citation) -> Iterator[str]:
    for each in one.speakers:
        known = ", ".join(filter(None, (each.office, each.party)))
        yield f"{each.name}: {known}" if known else ""
    if one.by_report:
        yield f"by report of {one.publisher}"
    if one.channel:
        yield f"channel: {one.channel}"
    for what, moment in (("said", one.said), ("published", one.published)):
        if moment is not None:
            yield f"{what}: {_at(moment)} {moment.zone}, known to the {moment.precision}"
    yield f"archived copy: sha256 {one.digest}, fetched {_utc(one.fetched_at)}"


def _json(one: Citation) -> str:
    found = {
        "speakers": [
            {"name": each.name, "office": each.office, "party": each.party}
            for each in one.speakers
        ],
        "by_report": one.by_report,
        "channel": one.channel,
        "said": _object(one.said),
        "published": _object(one.published),
        "title": one.title,
        "language": one.language,
        "publisher": one.publisher,
        "address": one.address,
        "archived": {"sha256": one.digest, "fetched_at": _utc(one.fetched_at)},
        "veille": one.veille,
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _object(moment: Moment | None) -> dict[str, str] | None:
    if moment is None:
        return None
    return {"at": _at(moment), "precision": moment.precision, "zone": moment.zone}


def _at(moment: Moment) -> str:
    """Return a moment as precise as it is known."""
    if moment.precision == "day":
        return f"{moment.at:%Y-%m-%d}"
    return moment.at.isoformat(timespec="minutes")


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _line(value: str) -> str:
    return " ".join(plain(value).split())
