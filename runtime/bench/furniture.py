"""Whether pages served again with other furniture pass for edited texts.

Every page is read twice by its own source: as saved, and as another visit gets it. What is
another then is ours, not the publisher's: an edit of substance would be told to readers.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from crawlers import reread
from pipeline.errors import PageError
from pipeline.identity import fingerprint
from pipeline.item import Item
from pipeline.revisions.edit import Version, edits
from pipeline.settings import REPOSITORY
from runtime.bench.recrawl import Told, served_again

PAGES = REPOSITORY / "tests" / "crawlers" / "pages"
MOST = 0.01  # share of re-crawls that may be told as edits
_SEEN_AT = datetime(2023, 5, 5, 12, 0, tzinfo=UTC)

Outcome = Literal["same", "cosmetic", "substantive", "moment", "unread"]
OUTCOMES: tuple[Outcome, ...] = ("same", "cosmetic", "substantive", "moment", "unread")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A page there is, and how it is read."""

    name: str
    html: str
    read: Callable[[bytes], list[Item]]  # by its own source


@dataclass(frozen=True, slots=True, kw_only=True)
class Recrawl:
    """What came of one page served again."""

    name: str
    changed: tuple[str, ...]  # what was another around the text
    outcome: Outcome
    why: str  # the words that differ

    @property
    def is_told(self) -> bool:
        """Whether readers or operators would hear of it."""
        return self.outcome not in {"same", "cosmetic"}


def saved(folder: Path = PAGES) -> Iterator[Saved]:
    """Yield the saved pages that hold one article; `<source>.<language>.<shape>.html`."""
    for path in sorted(folder.glob("*.html")):
        given = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if len(given["items"]) == 1:
            read = partial(
                reread.items,
                path.name.split(".")[0],
                given["address"],
                media_type=given["media_type"],
                seen_at=_SEEN_AT,
            )
            charset = given["media_type"].rpartition("charset=")[2]
            yield Saved(name=path.stem, html=path.read_text(encoding=charset), read=read)


def measured(pages: Sequence[Saved], *, recrawls: int, seed: int) -> Iterator[Recrawl]:
    """Yield what comes of so many pages served again, taken in turns."""
    chance = random.Random(seed)  # noqa: S311  no secret
    order = chance.sample(range(len(pages)), len(pages))
    for number in range(recrawls):
        yield _recrawl(pages[order[number % len(pages)]], chance)


def _recrawl(one: Saved, chance: random.Random) -> Recrawl:
    (before,) = one.read(one.html.encode())
    told = Told(
        title=before.title or "",
        paragraphs=before.text.split("\n\n"),
        language=before.language or "en",
    )
    html, changed = served_again(one.html, told, chance)
    try:
        (after,) = one.read(html.encode())
    except PageError as error:
        return Recrawl(name=one.name, changed=tuple(changed), outcome="unread", why=str(error))
    outcome, why = _compared(before, after)
    return Recrawl(name=one.name, changed=tuple(changed), outcome=outcome, why=why)


def _compared(before: Item, after: Item) -> tuple[Outcome, str]:
    if before.published != after.published:
        return "moment", f"{before.published} -> {after.published}"
    if fingerprint(before.title, before.text) == fingerprint(after.title, after.text):
        return "same", ""
    found = edits(_version(before), _version(after), before.language or "und")
    words = "; ".join(
        f"{','.join(sorted(one.kinds))}: {one.words}" for one in found if one.is_substantive
    )
    return ("substantive", words) if words else ("cosmetic", "")


def _version(item: Item) -> Version:
    return Version(title=item.title, body=item.text)
