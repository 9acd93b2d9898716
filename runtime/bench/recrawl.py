"""A page as it is served again: its text the same, everything around it another. Pure.

Where the text stands is found by its words, so nothing here knows what an extractor goes by. What
is put in or changed is drawn from furniture.toml by a generator the caller seeds.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path

from lxml import html as parser
from lxml.html import HtmlElement

from pipeline import toml

_FILE = Path(__file__).with_name("furniture.toml")
FEWEST, MOST = 3, 7  # things that are another at a visit
_FIRST = datetime(2024, 1, 1, tzinfo=UTC)  # of the moments pages are served at
_QUOTES = (("«", "»"), ("“", "”"), ("„", "“"), ('"', '"'), ("« ", " »"))
_ANY_QUOTE = re.compile('«\\s?|\\s?»|[“”„"]')
_OPENS = re.compile(r"(?:^|[\s(\[—–-])$")
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "title", "textarea"})

Change = Callable[["Visit"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a page says, by whose words it is found there."""

    title: str
    paragraphs: Sequence[str]
    language: str


@dataclass(slots=True)
class Visit:
    """A page on its way to be served again."""

    root: HtmlElement
    body: HtmlElement  # the least element that holds the whole text
    story: HtmlElement  # that holds the title as well
    heading: HtmlElement | None  # that holds the title
    lines: list[HtmlElement]  # of the text, one a paragraph
    told: Told
    chance: random.Random


def served_again(html: str, told: Told, chance: random.Random) -> tuple[str, list[str]]:
    """Return a page as another visit gets it, and what is another in it.

    Raise ValueError when the text it is said to hold is not there.
    """
    root = parser.document_fromstring(html)
    visit = _found(root, told, chance)
    names = chance.sample(sorted(_CHANGES), chance.randint(FEWEST, MOST))
    for name in names:
        _CHANGES[name](visit)
    return parser.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"), names


def _found(root: HtmlElement, told: Told, chance: random.Random) -> Visit:
    holding = (_holding(root, text, reversed) for text in told.paragraphs)
    lines = list(dict.fromkeys(one for one in holding if one is not None))
    if not lines:
        raise ValueError(f"not a paragraph of it is in the page: {told.title!r}")
    body = _common(lines)
    heading = _holding(root, told.title, iter)
    story = body if heading is None else _common([body, heading])
    return Visit(
        root=root,
        body=body,
        story=story,
        heading=heading,
        lines=lines,
        told=told,
        chance=chance,
    )


def _holding(
    root: HtmlElement, text: str, order: Callable[[HtmlElement], Iterator[HtmlElement]]
) -> HtmlElement | None:
    """Return the least element that holds some text, the first in an order of its siblings.

    A title stands above the text; what a paragraph has in common with a table of contents, below.
    """
    wanted = _bare(text)
    found = None
    node = root.find("body")
    while node is not None and wanted in _bare(node.text_content()):
        found = node
        node = next(
            (
                child
                for child in order(node)
                if isinstance(child.tag, str)
                and child.tag not in _SILENT
                and wanted in _bare(child.text_content())
            ),
            None,
        )
    return found


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _common(nodes: Sequence[HtmlElement]) -> HtmlElement:
    """Return the least element all of some are in."""
    ways = [[*reversed([*one.iterancestors()]), one] for one in nodes]
    level = [row for row in zip(*ways, strict=False) if len(set(row)) == 1]
    return level[-1][0]


# What is another


@cache
def _declared() -> Mapping[str, object]:
    return toml.read(_FILE).value


def _block(visit: Visit, kind: str) -> HtmlElement:
    """Return a piece of furniture of a kind, in the language of the page."""
    declared = _declared()
    every: list[dict[str, object]] = declared["block"]  # type: ignore[assignment]  # TOML
    words: dict[str, dict[str, str]] = declared["words"]  # type: ignore[assignment]  # likewise
    (block,) = (one for one in every if one["kind"] == kind)
    markup: list[str] = block["html"]  # type: ignore[assignment]  # likewise
    chance = visit.chance
    at = _FIRST + timedelta(minutes=chance.randrange(1_000_000))
    filled = chance.choice(markup).format(
        **words.get(visit.told.language, words["en"]),
        hash=f"{chance.getrandbits(28):07x}",
        number=chance.randrange(2, 90_000),
        degrees=chance.randrange(-9, 38),
        now=at.strftime(chance.choice(("%d.%m.%Y", "%H:%M, %d/%m/%Y", "%Y-%m-%d %H:%M"))),
        iso=at.isoformat(),
        host="news.example",
    )
    return parser.fragment_fromstring(filled)


def _put(kind: str, *, inside: bool) -> Change:
    """Return a change that puts some furniture of a kind in."""

    def change(visit: Visit) -> None:
        places = _places(visit, inside=inside)
        for place in visit.chance.sample(places, min(len(places), visit.chance.randint(1, 2))):
            place(_block(visit, kind))

    return change


def _places(visit: Visit, *, inside: bool) -> list[Callable[[HtmlElement], None]]:
    """Return where furniture may come to stand; an element's tail stays behind it."""
    page = visit.root.find("body")
    assert page is not None  # the text was found in it
    places: list[Callable[[HtmlElement], None]] = [partial(page.insert, 0), page.append]
    if visit.story is not page:
        places += [visit.story.addprevious, partial(_after, visit.story)]
    if inside:
        places += [partial(_after, at) for at in (visit.body, *visit.lines) if at is not page]
    return places


def _after(node: HtmlElement, one: HtmlElement) -> None:
    one.tail, node.tail = node.tail, None
    node.addnext(one)


def _classes(visit: Visit) -> None:
    """Let every element have names more, as built style sheets and tests of variants give."""
    for node in visit.root.iter("div", "p", "article", "section", "ul", "li", "span", "body"):
        if visit.chance.random() < 0.5:  # noqa: PLR2004  every second
            node.set(
                "class", f"{node.get('class', '')} css-{visit.chance.getrandbits(24):x}".strip()
            )
        node.set("data-v", f"{visit.chance.getrandbits(24):x}")


def _scripts(visit: Visit) -> None:
    """Put in a script and a comment that are others at every visit."""
    page = visit.root.find("body")
    assert page is not None
    nonce = f"{visit.chance.getrandbits(40):x}"
    page.append(parser.fragment_fromstring(f'<script nonce="{nonce}">var v="{nonce}";</script>'))
    page.append(parser.HtmlComment(f" served by cache-{nonce} "))


def _menu(visit: Visit) -> None:
    """Let every list of links outside the text have other links."""
    text = {*visit.body.iterancestors(), *visit.body.iter()}
    for node in visit.root.iter("ul", "nav", "footer"):
        if node not in text:
            for link in node.iter("a", "li"):
                if not len(link):
                    link.text = f"{link.text or ''} {visit.chance.randrange(100)}"


def _spacing(visit: Visit) -> None:
    """Let blanks be others: broken lines, several, those that do not break, unseen signs."""
    blanks = ("  ", "\n    ", "\u00a0", " \u200b", "\t")
    for text, put in _texts(visit):
        words = text.split(" ")
        put("".join(_joined(words, blanks, visit.chance)))


def _joined(words: list[str], blanks: Sequence[str], chance: random.Random) -> Iterator[str]:
    for at, word in enumerate(words):
        if at:
            yield chance.choice(blanks) if chance.random() < 0.2 else " "  # noqa: PLR2004  a fifth
        yield word


def _quotes(visit: Visit) -> None:
    """Let quotation marks and apostrophes be of another style."""
    style = visit.chance.choice(_QUOTES)
    apostrophe = visit.chance.choice("'’")
    for text, put in _texts(visit):
        put(_quoted(text, style).replace("’", apostrophe).replace("'", apostrophe))


def _quoted(text: str, style: tuple[str, str]) -> str:
    def other(match: re.Match[str]) -> str:
        sign = match[0].strip()
        opens = sign in "«„" or (sign != "»" and _OPENS.search(text[: match.start()]) is not None)
        return style[0] if opens else style[1]

    return _ANY_QUOTE.sub(other, text)


def _texts(visit: Visit) -> Iterator[tuple[str, Callable[[str], None]]]:
    """Yield the texts of title and paragraphs, and how to put others in their place."""
    for line in [one for one in (visit.heading, *visit.lines) if one is not None]:
        for node in [*line.iter()]:
            if not isinstance(node.tag, str) or node.tag in _SILENT:
                continue
            if node.text:
                yield node.text, partial(setattr, node, "text")
            if node.tail and node is not line:
                yield node.tail, partial(setattr, node, "tail")


_CHANGES: dict[str, Change] = {
    "advertisement": _put("advertisement", inside=True),
    "related": _put("related", inside=True),
    "share": _put("share", inside=True),
    "counter": _put("counter", inside=True),
    "now": _put("now", inside=False),
    "cookies": _put("cookies", inside=False),
    "classes": _classes,
    "scripts": _scripts,
    "menu": _menu,
    "spacing": _spacing,
    "quotes": _quotes,
}
