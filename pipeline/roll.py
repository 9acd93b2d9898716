"""The roll of readers as a table: what `veille subscribers` exports and takes. Pure.

One row a reader and dossier; lists are separated by spaces, yes and no are written out.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
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
_NAMED = 20  # wrong rows in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One reader of the roll."""

    address: str
    state: str
    preferences: Preferences
    wanted: Mapping[str, Wanted]  # by dossier
    columns: frozenset[str] = frozenset(COLUMNS)  # of the table; what others say is not known
    line: int = 0  # of the table, where it was read

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
    """Return the readers of a CSV; raise CallError naming every wrong line and what is wrong."""
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")), strict=True)
    found: dict[str, Entry] = {}
    wrong: list[str] = []
    try:
        columns = frozenset(reader.fieldnames or ())
        unknown = sorted(columns - set(COLUMNS))
        if unknown or "address" not in columns:
            what = f"unknown column {unknown[0]!r}" if unknown else "no column 'address'"
            raise CallError(f"{what}; known: {', '.join(COLUMNS)}")
        for row in reader:
            try:
                for one in _read(row, reader.line_num, columns):
                    before = found.get(one.address.lower())
                    found[one.address.lower()] = _with(before, one) if before else one
            except (ValueError, CallError) as error:
                wrong.append(f"line {reader.line_num}: {error}")
    except csv.Error as error:
        wrong.append(f"line {reader.line_num}: {error}")
    if wrong:
        raise CallError(refusal(wrong))
    return list(found.values())


def refusal(wrong: Sequence[str]) -> str:
    """Return why a table is not taken: what is wrong with which lines."""
    more = [f"and {len(wrong) - _NAMED} more"] if len(wrong) > _NAMED else []
    head = [f"{len(wrong)} rows are wrong, and nothing was taken:"] if len(wrong) > 1 else []
    return "\n".join([*head, *wrong[:_NAMED], *more])


def over(entry: Entry, state: str, how: Preferences, wanted: Mapping[str, Wanted]) -> Entry:
    """Return what a reader who is there already becomes: what no column says stays as it is."""
    said = {name: getattr(entry.preferences, name) for name in _HOW if name in entry.columns}
    names = [name for column, name in _WHAT.items() if column in entry.columns]
    chosen_now = {
        slug: replace(wanted.get(slug, one), **{name: getattr(one, name) for name in names})
        for slug, one in entry.wanted.items()
    }
    return replace(
        entry,
        state=entry.state if "state" in entry.columns else state,
        preferences=replace(how, **said),
        wanted=chosen_now if "dossier" in entry.columns else wanted,
    )


def _with(before: Entry, one: Entry) -> Entry:
    """Return a reader of several rows, a dossier each; raise ValueError where these disagree."""
    if before.state != one.state:
        raise ValueError(f"state: {one.state!r} here, {before.state!r} in line {before.line}")
    for name in _HOW:
        values = (getattr(each.preferences, name) for each in (before, one))
        here, there = (str(value) for value in reversed(list(values)))
        if here != there:
            raise ValueError(f"{name}: {here!r} here, {there!r} in line {before.line}")
    if again := before.wanted.keys() & one.wanted.keys():
        raise ValueError(f"dossier: {again.pop()!r} stands in line {before.line} already")
    return replace(before, wanted={**before.wanted, **one.wanted})


def _read(
    row: Mapping[str | None, str | None], line: int, columns: frozenset[str]
) -> Iterator[Entry]:
    given = {name: [value] for name, value in row.items() if name and value}
    if not given:
        return
    if None in row:
        raise CallError("more values than columns")
    what = {_WHAT[name]: value for name, value in given.items() if name in _WHAT}
    slug = (row.get("dossier") or "").strip()
    if what and not slug:
        raise ValueError(f"dossier: none, so that {next(iter(what))} is of nothing")
    yield Entry(
        address=mailbox((row.get("address") or "").removeprefix("'")),
        state=(row.get("state") or "confirmed").strip(),
        preferences=changed(Preferences(), given),
        wanted={slug: chosen(Wanted(), what)} if slug else {},
        columns=columns,
        line=line,
    )


def _tamed(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; `entries` reads it back."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
