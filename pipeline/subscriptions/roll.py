"""The roll of readers as a table: what `veille subscribers` exports and takes. Pure.

One row a reader and dossier; lists are separated by spaces, yes and no are written out.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from io import StringIO
from typing import TypeVar

from email_validator import EmailNotValidError, validate_email

from pipeline.errors import CallError
from pipeline.subscriptions.preferences import Fields, Preferences, changed, chosen, written
from pipeline.subscriptions.wanted import Wanted

STATES = ("pending", "confirmed", "paused", "unsubscribed", "suppressed")
_HOW = tuple(field.name for field in fields(Preferences))
# A text's languages and those of our own words are two columns.
_WHAT = {"text_languages" if f.name == "languages" else f.name: f.name for f in fields(Wanted)}
COLUMNS = ("address", "state", *_HOW, "dossier", *_WHAT)
Faults = Callable[[str, Wanted], Iterable[str]]  # of a choice in a dossier, by its slug
Chosen = TypeVar("Chosen", Preferences, Wanted)


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
            raise ValueError(_no_state(self.state))


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


def entries(text: str, faults: Faults) -> list[Entry]:
    """Return the readers of a CSV; raise CallError naming all that is wrong, by line and column.

    `faults` yields what of a choice in a dossier cannot be made.
    """
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")), strict=True)
    found: dict[str, Entry] = {}
    wrong: list[tuple[int, str]] = []
    try:
        columns = _columns(reader.fieldnames or ())
        for row in reader:
            one, said = _read(row, reader.line_num, columns, faults)
            if one is not None:
                before = found.get(one.address.lower(), one)
                said = [] if before is one else list(_disagreeing(before, one))
                found[one.address.lower()] = _with(before, one)
            wrong += [(reader.line_num, each) for each in said]
    except csv.Error as error:
        wrong.append((reader.line_num, str(error)))
    if wrong:
        raise CallError(refusal(wrong))
    return list(found.values())


def refusal(wrong: Sequence[tuple[int, str]]) -> str:
    """Return why a table is not taken: what is wrong with which lines."""
    rows = len({line for line, _ in wrong})
    head = [f"{rows} rows are wrong, and nothing was taken:"] if rows > 1 else []
    return "\n".join([*head, *(f"line {line}: {said}" for line, said in wrong)])


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


def _columns(head: Sequence[str]) -> frozenset[str]:
    """Return the columns of a table; raise CallError for those that are none, or no address."""
    unknown = sorted(set(head) - set(COLUMNS))
    if unknown or "address" not in head:
        named = ", ".join(repr(one) for one in unknown)
        what = f"unknown column {named}" if unknown else "no column 'address'"
        raise CallError(f"{what}; known: {', '.join(COLUMNS)}")
    return frozenset(head)


def _with(before: Entry, one: Entry) -> Entry:
    """Return a reader of several rows, a dossier each."""
    return replace(before, wanted={**before.wanted, **one.wanted})


def _disagreeing(before: Entry, one: Entry) -> Iterator[str]:
    """Yield where a row says of a reader what one before it does not, or says again."""
    pairs = {"state": (one.state, before.state)}
    pairs |= {
        name: (str(getattr(one.preferences, name)), str(getattr(before.preferences, name)))
        for name in _HOW
    }
    for name, (here, there) in pairs.items():
        if here != there:
            yield f"{name}: {here!r} here, {there!r} in line {before.line}"
    for slug in before.wanted.keys() & one.wanted.keys():
        yield f"dossier: {slug!r} stands in line {before.line} already"


def _read(
    row: Mapping[str | None, str | None], line: int, columns: frozenset[str], faults: Faults
) -> tuple[Entry | None, list[str]]:
    """Return what a row says, or all that is wrong with it; of an empty one neither."""
    given = {name: [value] for name, value in row.items() if name and value}
    if not given:
        return None, []
    if None in row:
        return None, ["more values than columns"]  # so that none stands where it should
    wrong: list[str] = []
    address, state = "", (row.get("state") or STATES[1]).strip()
    try:
        address = mailbox((row.get("address") or "").removeprefix("'"))
    except CallError as error:
        wrong.append(f"address: {error}")
    if state not in STATES:
        wrong.append(_no_state(state))
    how = _heeded(changed, Preferences(), given, wrong)
    what = {_WHAT[name]: value for name, value in given.items() if name in _WHAT}
    wanted = _heeded(chosen, Wanted(), what, wrong)
    slug = (row.get("dossier") or "").strip()
    if slug:
        wrong += [_of_column(one) for one in faults(slug, wanted)]
    elif what:
        wrong.append(f"dossier: none, so that {next(iter(what))} is of nothing")
    if wrong:
        return None, wrong
    wants = {slug: wanted} if slug else {}
    one = Entry(
        address=address, state=state, preferences=how, wanted=wants, columns=columns, line=line
    )
    return one, []


def _heeded(
    read: Callable[[Chosen, Fields], Chosen], default: Chosen, given: Fields, wrong: list[str]
) -> Chosen:
    """Return what those of some columns say that can be read; add to `wrong` why others cannot."""
    said: list[str] = []
    while True:
        try:
            found = read(default, given)
        except ValueError as error:
            name = str(error).partition(":")[0]
            if name in given:
                said.append(str(error))
                given = {one: value for one, value in given.items() if one != name}
                continue
            said = said or [str(error)]  # of several columns: maybe only by what was left out
            found = default
        wrong += said
        return found


def _of_column(fault: str) -> str:
    """Return what is wrong with a choice, after the name of its column."""
    name, _, what = fault.partition(":")
    named = {field: column for column, field in _WHAT.items()}
    return f"{named[name]}:{what}" if name in named else f"dossier: {fault}"


def _no_state(state: str) -> str:
    return f"state: {state!r} is none of {', '.join(STATES)}"


def _tamed(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; `entries` reads it back."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
