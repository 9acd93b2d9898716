"""The roll of readers as a table: what `veille subscribers` exports and takes. Pure.

One row a reader and dossier; lists are separated by spaces, yes and no are written out.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from io import StringIO

from email_validator import EmailNotValidError, validate_email

from pipeline.errors import CallError
from pipeline.preferences import Preferences, changed, chosen, written
from pipeline.wanted import Wanted

STATES = ("pending", "confirmed", "paused", "unsubscribed", "suppressed")
_HOW = tuple(field.name for field in fields(Preferences))
# A text's languages and those of our own words are two columns.
_WHAT = {"text_languages" if f.name == "languages" else f.name: f.name for f in fields(Wanted)}
COLUMNS = ("address", "state", *_HOW, "dossier", *_WHAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One reader of the roll."""

    address: str
    state: str
    preferences: Preferences
    wanted: Mapping[str, Wanted]  # by dossier

    def __post_init__(self) -> None:
        """Raise ValueError for a state that is none."""
        if self.state not in STATES:
            raise ValueError(f"state: {self.state!r} is none of {', '.join(STATES)}")


def mailbox(address: str, *, public: bool = False) -> str:
    """Return an address as it is kept, its domain in small letters; raise CallError for none.

    An operator may name mailboxes of this machine; the public may not.
    """
    try:
        found = validate_email(
            address.strip(),
            check_deliverability=False,
            globally_deliverable=public,
            strict=True,
        )
    except EmailNotValidError as error:
        raise CallError(f"{address.strip()!r} is no mail address: {error}") from error
    return found.normalized


def table(entries: Iterable[Entry]) -> str:
    """Return the roll as CSV with a head."""
    kept = StringIO()
    writer = csv.DictWriter(kept, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for one in entries:
        head = {"address": _tamed(one.address), "state": one.state} | written(one.preferences)
        for slug, wanted in one.wanted.items() or [("", None)]:
            row = head | {"dossier": slug}
            if wanted is not None:
                values = written(wanted)
                row |= {column: values[name] for column, name in _WHAT.items()}
            writer.writerow(row)
    return kept.getvalue()


def entries(text: str) -> list[Entry]:
    """Return the readers of a CSV; raise CallError naming the line and what is wrong with it."""
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")), strict=True)
    found: dict[str, Entry] = {}
    try:
        unknown = sorted(set(reader.fieldnames or ()) - set(COLUMNS))
        if unknown or "address" not in (reader.fieldnames or ()):
            what = f"unknown column {unknown[0]!r}" if unknown else "no column 'address'"
            raise CallError(f"{what}; known: {', '.join(COLUMNS)}")
        for row in reader:
            for one in _read(row, reader.line_num):
                before = found.get(one.address.lower())
                wanted = {**before.wanted, **one.wanted} if before else one.wanted
                found[one.address.lower()] = Entry(
                    address=one.address,
                    state=one.state,
                    preferences=one.preferences,
                    wanted=wanted,
                )
    except csv.Error as error:
        raise CallError(f"line {reader.line_num}: {error}") from error
    return list(found.values())


def _read(row: dict[str, str | None], line: int) -> Iterator[Entry]:
    given = {name: [value] for name, value in row.items() if name and value}
    if not given:
        return
    if None in row:
        raise CallError(f"line {line}: more values than columns")
    try:
        what = {_WHAT[name]: value for name, value in given.items() if name in _WHAT}
        slug = (row.get("dossier") or "").strip()
        yield Entry(
            address=mailbox((row.get("address") or "").removeprefix("'")),
            state=(row.get("state") or "confirmed").strip(),
            preferences=changed(Preferences(), given),
            wanted={slug: chosen(Wanted(), what)} if slug else {},
        )
    except (ValueError, CallError) as error:
        raise CallError(f"line {line}: {error}") from error


def _tamed(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; `entries` reads it back."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
