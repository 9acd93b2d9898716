"""Versions: what a document said from when on, and how each differs from the one before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from pipeline.revisions.alignment import Piece
from pipeline.revisions.difference import Kind
from pipeline.revisions.edit import Edit, edits
from pipeline.shown import Archived, archived
from pipeline.tables import Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One sentence, or the title, that is not what it was."""

    in_title: bool
    kinds: tuple[Kind, ...]
    is_substantive: bool
    words: tuple[Piece, ...]  # empty: nothing but marks, or no more than a count may be shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a document said from a moment on."""

    number: int
    seen_at: datetime
    is_confirmed: bool  # by a second fetch; the first needs none
    archived: Archived
    changes: tuple[Change, ...]  # since the version before; none: it is the first


def versions(revisions: Sequence[Revision], language: str, rights: str) -> list[Version]:
    """Return the versions of a document, the newest first; its revisions are oldest first.

    Of a source that is not shown whole the words of its title alone are compared in public.
    """
    changes = {revisions[0].number: tuple[Change, ...]()} | {
        new.number: tuple(_changes(edits(old, new, language), rights))
        for old, new in pairwise(revisions)
    }
    return [
        Version(
            number=one.number,
            seen_at=one.seen_at,
            is_confirmed=one.number == 1 or one.confirmed_at is not None,
            archived=archived(one.page),
            changes=changes[one.number],
        )
        for one in reversed(revisions)
    ]


def _changes(found: Sequence[Edit], rights: str) -> Iterator[Change]:
    for one in found:
        yield Change(
            in_title=one.in_title,
            kinds=tuple(sorted(one.kinds)),
            is_substantive=one.is_substantive,
            words=one.words if rights == "full" or one.in_title else (),
        )
