"""The catalogue of sources: their names, cheaply; their declarations, checked."""

import re
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from crawlers.declaration import Declaration, wrong
from pipeline.errors import CallError

if TYPE_CHECKING:
    from crawlers.base import SourceSpider
    from crawlers.subscription import Lists

_FOLDER = Path(__file__).parent / "spiders"
_ENDED = _FOLDER / "archive"  # their files say so by where they lie, without being imported
_CRAWLABLE = re.compile(r"([a-z]{2}|int)_[a-z0-9_]+")  # int: of no country
_WAY_BACK = re.compile(r"^    archives\b|^    linked = True|\{page\}|\{index\}", re.MULTILINE)
MANUAL = "manual"


@cache
def names() -> tuple[str, ...]:
    """Return the sources that can be crawled, from file names alone."""
    return _stems(_FOLDER)


@cache
def archives() -> tuple[str, ...]:
    """Return the sources that have ended: never crawled, but known, and read when brought."""
    return _stems(_ENDED)


@cache
def reaching_back() -> tuple[str, ...]:
    """Return the sources that have a way back, as `ways` says, from the words of their files."""
    files = sorted((*_FOLDER.glob("*.py"), *_ENDED.glob("*.py")), key=lambda one: one.stem)
    known = {*names(), *archives()}
    return tuple(
        one.stem
        for one in files
        if one.stem in known and _WAY_BACK.search(one.read_text(encoding="utf-8"))
    )


def declarations() -> dict[str, Declaration]:
    """Return what every source declares; raise DeclarationError at the first that is wrong."""
    return {name: spider(name).declaration() for name in (*names(), *archives(), MANUAL)}


def spider(name: str) -> "type[SourceSpider]":
    """Return the spider of a source; raise CallError when there is no such source.

    Raise DeclarationError when its file does not hold the class its name promises.
    """
    ended = archives()
    if name not in {*names(), *ended, MANUAL}:
        known = ", ".join((*names(), *ended, MANUAL))
        raise CallError(f"source {name!r} is unknown; known: {known}")
    expected = "".join(part.title() for part in name.split("_")) + "Spider"
    folder = "crawlers.spiders.archive" if name in ended else "crawlers.spiders"
    found: type[SourceSpider] | None = getattr(import_module(f"{folder}.{name}"), expected, None)
    if found is None or found.name != name:
        raise wrong(name, "name", f"the file must hold class {expected} with name {name!r}")
    return found


def listings(name: str) -> dict[str, tuple[str, str]]:
    """Return language and shape (listing or feed) of what a source is read from, by address."""
    found = spider(name)
    return {one.address(1): (one.language, found.shape_of(one.url)) for one in found.series()}


def ways(name: str) -> dict[str, str]:
    """Return the ways back a source has, by address as declared, each with its language.

    The language is empty of one that is of several.
    """
    from crawlers import way  # noqa: PLC0415  Scrapy, which most callers do not need

    return {one.url: one.language for one in way.ways(spider(name))}


def archive_pages(name: str, day: date) -> dict[str, str]:
    """Return an address of each archive of a source, such as that of a day, with its language."""
    from crawlers import way  # noqa: PLC0415  as above

    return {url: one.language for url, one in way.pages_of(spider(name), day).items()}


def subscriptions() -> "Lists":
    """Return the press lists of the sources that have one, in the order of their names."""
    found = ((name, spider(name).subscriptions) for name in names())
    return {name: lists for name, lists in found if lists}


def _stems(folder: Path) -> tuple[str, ...]:
    stems = (path.stem for path in folder.glob("*.py"))
    return tuple(sorted(stem for stem in stems if _CRAWLABLE.fullmatch(stem)))
