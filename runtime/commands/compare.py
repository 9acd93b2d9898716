"""veille revisions and compare: what a text said before and after, and what of it matters."""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from pipeline import store
from pipeline.errors import CallError
from pipeline.language import detect
from pipeline.mails.plain import isolated, isolated_part
from pipeline.revisions.alignment import Op, Piece, bracketed
from pipeline.revisions.edit import Edit, Version, edits
from pipeline.store import listing
from runtime.commands.listings import AS_JSON, WIDE, show
from runtime.commands.read import opened_text
from runtime.database import opened
from runtime.place import place

STYLES: dict[Op, str] = {"same": "", "gone": "red strike", "new": "green underline"}
INDENT = " " * 4
CONTEXT = 12  # words of what is the same, on either side of what is not


@click.command()
@click.argument("url")
@click.option("--diff", is_flag=True, help="What changed from one to the next, word by word.")
@AS_JSON
def revisions(url: str, *, diff: bool, as_json: bool) -> None:
    """What the document at URL said, from when on, and which page shows it."""
    with store.sessions(opened().database)() as session:
        at = place(session, url)
        documents = listing.readings(session, at)
        if not documents:
            raise CallError(f"{url} is no document; `veille trace {url}` shows where it is")
        if not diff:
            show(list(listing.revisions(session, at)), as_json=as_json)
            return
    for document, said in documents:
        for earlier, later in pairwise(said):
            heading = f"{document.source}, revision {later.number}, seen {later.seen_at:%F %H:%M}"
            found = edits(earlier, later, document.language)
            tell(found, (earlier.body, later.body), heading, later.number, as_json=as_json)
        if len(said) == 1 and not as_json:
            click.echo(f"{document.source}: one revision, nothing to compare")


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--language", help="ISO 639-1; detected in NEW unless given.")
@AS_JSON
def compare(old: Path, new: Path, *, language: str | None, as_json: bool) -> None:
    """What a publisher changed between two files, text or HTML; no database is needed."""
    before, after = (
        Version(title=title, body=body) for body, title in map(opened_text, (old, new))
    )
    found = edits(before, after, language or detect(after.body).language)
    tell(found, (before.body, after.body), f"{old} -> {new}", None, as_json=as_json)


def tell(
    found: Sequence[Edit],
    bodies: tuple[str, str],
    heading: str,
    number: int | None,
    *,
    as_json: bool,
) -> None:
    """Print edits, for a person or as JSON Lines."""
    if as_json:
        for edit in found:
            row = {"revision": number} if number is not None else {}
            click.echo(json.dumps(row | _row(edit, bodies), ensure_ascii=False))
        return
    console = Console()
    if not console.is_terminal:
        console.width = WIDE
    console.print(Text(heading, "bold"))
    for edit in found:
        what = "substance" if edit.is_substantive else "cosmetic"
        where = (
            "title, " if edit.in_title else "moment of publication, " if edit.is_of_moment else ""
        )
        console.print(Text(f"  {what}: {where}{', '.join(sorted(edit.kinds))}"))
        if edit.words:
            shown = _shown(edit, coloured=console.is_terminal)
            for line in shown.wrap(console, console.width - len(INDENT)):
                console.print(Text(INDENT).append_text(_isolated(line)))
    if not found:
        console.print("  nothing differs")


def _row(edit: Edit, bodies: tuple[str, str]) -> dict[str, Any]:  # Any: JSON
    """Return an edit as JSON has it: kinds, spans with their text, and the word diff."""
    spans = zip(("before", "after"), (edit.before, edit.after), bodies, strict=True)
    row: dict[str, Any] = {
        "where": "title" if edit.in_title else "moment" if edit.is_of_moment else "text",
        "kinds": sorted(edit.kinds),
        "substantive": edit.is_substantive,
    }
    for name, span, body in spans:
        row[name] = span and {"start": span[0], "end": span[1]}
        if span and not edit.in_title and edit.words:
            row[name]["text"] = body[slice(*span)]
    row["words"] = [{"op": piece.op, "text": piece.text} for piece in edit.words]
    return row


def _shown(edit: Edit, *, coloured: bool) -> Text:
    """Return the words of an edit: struck and underlined, or in brackets where nobody looks."""
    pieces = list(_shortened(edit))
    if not coloured:
        return Text(bracketed(pieces))
    shown, whole = Text(), "".join(text for _, text in pieces)
    for op, text in pieces:
        words = text.rstrip()
        part = words if op == "same" else isolated_part(words, whole)
        shown.append(part, STYLES[op]).append(text[len(words) :])
    return shown


def _isolated(line: Text) -> Text:
    """Return a line of a text that runs in its own direction, beside what is ours."""
    before, _, after = isolated(line.plain).partition(line.plain)
    return Text(before).append_text(line).append(after)


def _shortened(edit: Edit) -> Iterator[Piece]:
    """Yield the words of an edit; what is the same only next to what is not."""
    last = len(edit.words) - 1
    for at, (op, text) in enumerate(edit.words):
        words = text.split()
        if op != "same" or len(words) <= 2 * CONTEXT:
            yield Piece(op, text)
        elif at == 0:
            yield Piece(op, "… " + " ".join(words[-CONTEXT:]) + " ")
        elif at == last:
            yield Piece(op, " ".join(words[:CONTEXT]) + " …")
        else:
            yield Piece(op, " ".join([*words[:CONTEXT], "…", *words[-CONTEXT:], ""]))
