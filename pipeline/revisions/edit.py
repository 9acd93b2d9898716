"""What a publisher changed in a text, and whether it matters. Pure.

An edit is of substance when a number, a date, a name, a negation, a place name (for its twin) or
the one who speaks is another, or when a sentence came or went; all else, such as spelling, marks,
another word for the same or a sentence that moved, is cosmetic.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from pipeline.item import Moment
from pipeline.revisions.alignment import Pair, Piece, aligned, pieces, said
from pipeline.revisions.difference import Kind, Texts, kinds
from pipeline.text import Span

COSMETIC: frozenset[Kind] = frozenset({"wording", "marks", "moved", "redated"})
OF_MOMENT: frozenset[Kind] = frozenset({"backdated", "redated"})


class Text(Protocol):
    """What has a title and a body: a revision, or two files compared."""

    @property
    def title(self) -> str | None:
        """Return its title, None when it has none."""

    @property
    def body(self) -> str:
        """Return its text, paragraphs separated by one blank line."""

    @property
    def published(self) -> Moment | None:
        """Return the moment it gives itself, None when it gives none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a document said at one time."""

    title: str | None
    body: str
    published: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One sentence, the title, or the moment of publication, that is not what it was."""

    kinds: frozenset[Kind]
    in_title: bool
    before: Span | None  # in the old title or body; None: added, or it is the moment
    after: Span | None  # in the new; None: gone, or it is the moment
    words: tuple[Piece, ...]

    @property
    def is_of_moment(self) -> bool:
        """Whether it is the moment of publication that is another."""
        return bool(self.kinds & OF_MOMENT)

    @property
    def is_substantive(self) -> bool:
        """Whether a reader who was told the old words must be told the new ones."""
        return bool(self.kinds - COSMETIC)


def edits(before: Text, after: Text, language: str) -> list[Edit]:
    """Return how a text differs from what it was: its moment, its title, then in its own order."""
    dated = list(_moment(before.published, after.published))
    found = list(_title(before.title or "", after.title or "", language))
    texts = Texts(before.body, after.body, language)
    for pair in aligned(before.body, after.body, language):
        old = before.body[slice(*pair.before)] if pair.before else ""
        new = after.body[slice(*pair.after)] if pair.after else ""
        found.append(
            Edit(
                kinds=_kinds(pair, old, new, texts),
                in_title=False,
                before=pair.before,
                after=pair.after,
                words=tuple(pieces(old, new, language)),
            )
        )
    if not found and (before.title, before.body) != (after.title, after.body):
        found.append(_marks(before.body, after.body))
    return dated + found


def _moment(before: Moment | None, after: Moment | None) -> Iterator[Edit]:
    """Yield how a text is dated otherwise; an earlier day is of substance."""
    if before is None or after is None or not after.differs(before):
        return
    found: Kind = "backdated" if after.day < before.day else "redated"
    words = Piece("gone", f"{_dated(before)} "), Piece("new", _dated(after))
    yield Edit(kinds=frozenset({found}), in_title=False, before=None, after=None, words=words)


def _dated(moment: Moment) -> str:
    at = moment.at.astimezone(ZoneInfo(moment.zone))
    return f"{at:%Y-%m-%d}" if moment.precision == "day" else f"{at:%Y-%m-%d %H:%M} ({at:%Z})"


def _marks(before: str, after: str) -> Edit:
    """Return an edit of spacing, case or punctuation alone, which has no sentence to show."""
    return Edit(
        kinds=frozenset({"marks"}),
        in_title=False,
        before=(0, len(before)),
        after=(0, len(after)),
        words=(),
    )


def _title(old: str, new: str, language: str) -> Iterator[Edit]:
    if said(old, language) == said(new, language):
        return
    words = tuple(pieces(old, new, language))
    if not old or not new:
        found: frozenset[Kind] = frozenset({"gone" if old else "added"})
    else:
        found = kinds(old, new, Texts(old, new, language))
    yield Edit(kinds=found, in_title=True, before=(0, len(old)), after=(0, len(new)), words=words)


def _kinds(pair: Pair, old: str, new: str, texts: Texts) -> frozenset[Kind]:
    if pair.moved:
        return frozenset({"moved"})
    if not pair.before or not pair.after:
        return frozenset({"added" if pair.after else "gone"})
    return kinds(old, new, texts)
