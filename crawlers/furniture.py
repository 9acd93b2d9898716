"""What stands in an article and is no part of it: advertisements, counters, other articles. Pure.

Such blocks are others at every visit; taken for text they would pass for edits of the publisher.
They are told by how sites name them (furniture.toml), by what their element is for, or by being
nothing but links to other pages. What is longer than the text around it is never left out.
"""

import re
import tomllib
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from lxml.etree import _Element

from pipeline.errors import DeclarationError

_FILE = Path(__file__).with_suffix(".toml")
_KEYS = {"parts", "beginnings", "roles", "tags"}
_PART = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"[A-Z]?[a-z]{3,}")  # of camel case; shorter ones are in many a random name
_WORD = re.compile(r"\w+")
_WHOLE = frozenset({"body", "form", "html", "main"})  # may hold all of a page
_BLOCKS = frozenset({"blockquote", "div", "dl", "li", "ol", "p", "section", "table", "ul"})
_LABEL = 5  # words beside links, at most: "Read also:", a date
_TITLE = 4  # words of a link that may be another article's title; fewer may be a name
_SHORT = 500  # characters a block may have, however short the text is
_ADDRESS = re.compile(r"(?i)(?:https?://|www\.)\S+")
_FILES = re.compile(r"(?i)\.(?:pdf|docx?|rtf|odt)(?:[?#]|$)")  # belong to the text they stand in


@dataclass(slots=True)
class _Weight:
    """What stands below an element."""

    words: int = 0
    linked: int = 0  # words of links to other pages
    links: int = 0
    longest: int = 0  # words of a link
    speaks: bool = False  # whether words stand in it that are in no element below

    def add(self, other: "_Weight") -> None:
        """Count what stands below a child as well."""
        self.words += other.words
        self.linked += other.linked
        self.links += other.links
        self.longest = max(self.longest, other.longest)


def below(roots: Sequence[_Element]) -> set[_Element]:
    """Return the furniture in or around the elements that hold a text."""
    top = _common(roots)
    found = list(_candidates(top, _weights(top)))
    inside = set(found)
    rest = sum(_length(root, inside) for root in roots if not is_inside(root, inside))
    return {one for one in found if _length(one, ()) <= max(rest, _SHORT)} if rest else set()


def is_inside(node: _Element, furniture: set[_Element]) -> bool:
    """Return whether an element is one of some, or below one."""
    return node in furniture or any(parent in furniture for parent in node.iterancestors())


def is_beside(node: _Element) -> bool:
    """Return whether an element stands in what is named as furniture of the page."""
    line = (node, *node.iterancestors())
    return any(_is_named(one) for one in line if one.tag not in _WHOLE)


def _common(roots: Sequence[_Element]) -> _Element:
    """Return the least element all of some are in."""
    first, *others = roots
    line = [first, *first.iterancestors()]
    for other in others:
        above = {other, *other.iterancestors()}
        line = [one for one in line if one in above]
    return line[0]


def _weights(top: _Element) -> dict[_Element, _Weight]:
    """Return what stands below each element, in one pass: pages may be deep, and wide."""
    weights = {node: _Weight() for node in top.iter("*")}
    for node in reversed(weights):
        weight = weights[node]
        said = [node.text or "", *(child.tail or "" for child in node)]
        own = sum(len(_WORD.findall(text)) for text in said)
        weight.speaks = own > 0
        weight.words += own
        if node.tag == "a" and _leads_away(node.get("href", "")) and not _is_written_out(node):
            weight.linked = weight.longest = weight.words
            weight.links = 1
        parent = node.getparent()
        if node is not top and parent is not None:
            weights[parent].add(weight)
    return weights


def _candidates(top: _Element, weights: Mapping[_Element, _Weight]) -> Iterator[_Element]:
    """Yield the outermost elements below one that look like furniture; words of a line do not."""
    stack = [(child, top) for child in top.iterchildren("*")]
    while stack:
        node, parent = stack.pop()
        alone = node.tag in _BLOCKS or not weights[parent].speaks
        if (alone and _is_named(node)) or (node.tag in _BLOCKS and _is_linked(weights[node])):
            yield node
        else:
            stack.extend((child, node) for child in node.iterchildren("*"))


def _is_linked(weight: _Weight) -> bool:
    """Return whether there is nothing but links to other pages, and a label."""
    if weight.links == 0 or (weight.links == 1 and weight.longest < _TITLE):
        return False
    return weight.words - weight.linked <= min(_LABEL, weight.linked)


def _is_named(node: _Element) -> bool:
    """Return whether it is furniture by its tag, role, class or id."""
    known = _declared()
    if node.tag in known["tags"] or node.get("role") in known["roles"]:
        return True
    names = f"{node.get('class', '')} {node.get('id', '')}"
    return names != " " and _is_name(names)


@lru_cache(maxsize=1 << 12)  # a site's pages have their names in common
def _is_name(names: str) -> bool:
    known = _declared()
    parts = _PART.findall(names)
    parts += [hump for part in parts if part.isalpha() for hump in _HUMP.findall(part)]
    return any(
        part in known["parts"] or part.startswith(known["beginnings"])
        for part in map(str.lower, parts)
    )


def _is_written_out(link: _Element) -> bool:
    """Return whether a link shows its address: authors write so, other articles have titles."""
    return _ADDRESS.fullmatch("".join(map(str, link.itertext())).strip()) is not None


def _leads_away(href: str) -> bool:
    return href.startswith(("/", "http://", "https://")) and not _FILES.search(href)


def _length(node: _Element, without: Container[_Element]) -> int:
    """Return how many characters that are no blanks stand in an element, but for some below it."""
    length, stack = 0, [node]
    while stack:
        one = stack.pop()
        if one is not node:
            length += len("".join((one.tail or "").split()))
        if one not in without and isinstance(one.tag, str):
            length += len("".join((one.text or "").split()))
            stack.extend(one)
    return length


@cache
def _declared() -> Mapping[str, tuple[str, ...]]:
    """Return furniture.toml; raise DeclarationError naming the key that is wrong."""
    declared = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    if declared.keys() != _KEYS:
        raise DeclarationError(f"{_FILE.name}: has {sorted(declared)}, not {sorted(_KEYS)}")
    for key, names in declared.items():
        if not isinstance(names, list) or not all(
            isinstance(one, str) and one and one == one.lower() for one in names
        ):
            raise DeclarationError(f"{_FILE.name} {key}: no list of names in small letters")
    return {key: tuple(names) for key, names in declared.items()}
