"""Sections: a briefing cut by topic, a joint statement by speaker's turn. Pure.

Nobody's words become another's: what may be somebody else's is a section without a speaker.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal
from urllib.parse import quote

from crawlers import read
from crawlers.read import Paragraph
from pipeline.errors import PageError
from pipeline.item import Section

# What begins a topic: a link of the page's table of contents leads there, it is a heading, "**"
# stands before it, or an element's id has this form.
Topics = Literal["contents", "headings", "asterisks"] | re.Pattern[str]

_LONGEST = 100  # characters of a label or a heading
_OPENING = 6  # words that tell a turn from the others on its page
_CONTENTS = re.compile(
    r"(?i)(содержание|оглавление|(table of )?contents|sommaire|i̇?çindekiler|mündəricat|"
    r"բովանդակություն|inhalt|índice|სარჩევი)\s*:?"
)
_LABEL = re.compile(r"(?P<name>\S[^:։\n]*?)\s*(?::|։|\s[–—-]\s)")
_ASIDE = re.compile(r"\s*\([^)]*\)")  # (via interpreter)
_ASKED = re.compile(  # whoever asks or answers, by no name
    r"(?i)(question|answer|q|a|вопрос|ответ|реплика|вопрос\s*№?\s*\d+|հարց|պատասխան|sual|cavab|"
    r"soru|cevap|réponse|frage|antwort|pregunta|respuesta|კითხვა|პასუხი)"
)
# fmt: off
_PARTICLES = frozenset({  # small words of names and offices
    "of", "the", "for", "to", "de", "du", "des", "la", "le", "von", "der", "van", "zu", "al", "el",
    "bin", "по", "при", "и.о.", "оглу", "oğlu",
})
_ABOUT = frozenset({  # a statement on something; what follows is no name
    "on", "about", "over", "in", "at", "regarding", "following", "о", "об", "по", "в", "во", "на",
    "с", "со", "sur", "à", "au", "haqqında", "hakkında", "üzrə", "մասին", "վերաբերյալ", "შესახებ",
})
_JOINTLY = frozenset({"and", "и", "et", "və", "ve", "և", "und", "y", "და", "joint", "совместное"})
# fmt: on
_OF_THE_CHAIR = re.compile(r"(The|Le|La) [A-ZÀ-Þ]{4,}")  # The PRESIDENT, Le PRÉSIDENT
_INITIALS = re.compile(r"([^\W\d_]\.-?)+([^\W\d_][\w'’-]*)?")
_BREAK = re.compile(r"(?i)([xх]\s?){3}|[*＊•.\s]{3,}|[-–—_]{3,}")
_DASH = re.compile(r"[-–—]\s?\S")
_GOES_ON = (",", " və", " and", " и", " et", " ve", " և")
_STATEMENT = re.compile(  # around the name of whoever makes it
    r"(?i)^(?:(?:press )?(?:statement|remarks|speech|address)(?: (?:by|of|from)) (?:the )?|"
    r"(?:заявлени[ея]|выступлени[ея]|слово|речь)(?: для (?:прессы|сми))? |"
    r"(?:déclaration|discours|allocution|propos)(?: à la presse)? (?:de la |de |du |d['’]))"
    r"(?P<after>.+)$"
    r"|^(?P<before>.+?)(?:['’]s)? (?:(?:press )?(?:statement|remarks|speech)|"
    r"(?:mətbuata )?bəyanatı|çıxışı|nitqi|açıklaması|konuşması|"
    r"հայտարարությունը|ելույթը|խոսքը|განცხადება|სიტყვა)$"
)


@dataclass(slots=True)
class _Part:
    anchor: str = ""
    heading: str | None = None
    speaker: str | None = None
    texts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Turn:
    speaker: str | None  # None: somebody else's, or nobody knows whose
    heading: str | None = None


def sections(
    paragraphs: Sequence[Paragraph], *, topics: Topics | None = None, turns: bool = False
) -> tuple[Section, ...]:
    """Return the whole as one section, or cut by topics, by turns, or by turns within topics.

    Raise PageError when there is not a single paragraph.
    """
    begins, furniture = _topics(paragraphs, topics)
    begun = _turns(paragraphs) if turns else {}
    parts = [_Part()]
    topic: str | None = None
    for index, one in enumerate(paragraphs):
        if index in begins:
            anchor, topic = begins[index]
            parts.append(_Part(anchor, topic))
        if index in furniture:
            continue
        if turn := begun.get(index):
            if parts[-1].texts:
                parts.append(_Part(next(iter(one.ids), "")))
            parts[-1].speaker = turn.speaker
            own = None if index in begins and turn.speaker is None else turn.heading
            parts[-1].heading = own or topic or turn.heading
        parts[-1].texts.append(one.text)
    found = [part for part in parts if part.texts]
    if not found:
        raise PageError("not a single paragraph where they were declared")
    return tuple(_named(found))


def _named(parts: Sequence[_Part]) -> Iterator[Section]:
    """Yield the sections, each but what precedes the first with an anchor of its own."""
    taken: set[str] = set()
    for index, part in enumerate(parts):
        anchor = part.anchor
        if (not anchor and index) or anchor in taken:
            anchor = _found_by_text(part.texts[0], taken)
        taken.add(anchor)
        text = "\n\n".join(part.texts)
        yield Section(text=text, anchor=anchor, heading=part.heading, speaker=part.speaker)


def _found_by_text(text: str, taken: set[str]) -> str:
    """Return a fragment by which a browser finds a paragraph without an id, unlike the taken."""
    words = text.split()
    directive = ":~:text=" + quote(" ".join(words[:_OPENING]), safe="").replace("-", "%2D")
    if directive not in taken:
        return directive
    number = sum(one.split("&")[0] == directive for one in taken) + 1
    return f"{directive}&turn={number}"  # what browsers do not know, they pass over


def _topics(
    paragraphs: Sequence[Paragraph], topics: Topics | None
) -> tuple[dict[int, tuple[str, str | None]], set[int]]:
    """Return which paragraphs begin a topic, its anchor and heading, and which are no text."""
    if topics is None:
        return {}, set()
    if topics == "contents":
        return _listed_topics(paragraphs)
    begins: dict[int, tuple[str, str | None]] = {}
    for index, one in enumerate(paragraphs):
        if isinstance(topics, re.Pattern):
            anchor = next((id_ for id_ in one.ids if topics.fullmatch(id_)), None)
            if anchor is not None:
                begins[index] = (anchor, one.text if one.is_heading else None)
        elif topics == "asterisks":
            if one.text.startswith("**") and len(one.text) <= _LONGEST:
                begins[index] = (next(iter(one.ids), ""), one.text.strip("* "))
        elif one.is_heading and len(one.text) <= _LONGEST:
            begins[index] = (next(iter(one.ids), ""), one.text)
    return begins, set()


def _listed_topics(
    paragraphs: Sequence[Paragraph],
) -> tuple[dict[int, tuple[str, str | None]], set[int]]:
    """Return the topics a table of contents leads to, and its paragraphs with the links back."""
    place: dict[str, int] = {}
    for index, one in enumerate(paragraphs):
        for id_ in one.ids:
            place.setdefault(id_, index)
    forward = [
        (place[link.to], link, index)
        for index, one in enumerate(paragraphs)
        for link in one.links
        if place.get(link.to, -1) > index
    ]
    if len(forward) < 2:  # noqa: PLR2004  a table; a single link is a remark
        return {}, set()
    begins: dict[int, tuple[str, str | None]] = {
        at: (link.to, link.words) for at, link, _ in reversed(forward)
    }
    furniture = {index for index, one in enumerate(paragraphs) if one.links}
    first = min(index for _, _, index in forward)
    if first and _CONTENTS.fullmatch(paragraphs[first - 1].text):
        furniture.add(first - 1)
    return begins, furniture


def _turns(paragraphs: Sequence[Paragraph]) -> dict[int, _Turn]:
    """Return where somebody begins to speak, and where it is no longer sure that he goes on."""
    labels = {
        index: name for index, one in enumerate(paragraphs) if (name := label(one)) is not None
    }
    spoken = _headed(paragraphs)
    sure = _sure(paragraphs, labels, [turn.speaker for turn in spoken.values() if turn.speaker])
    if not spoken and len(sure) < 2 and not any(paragraphs[index].bold for index in sure):  # noqa: PLR2004  a dialogue has two
        return {}
    begun: dict[int, _Turn] = {}
    speaking = dashed = False
    for index, one in enumerate(paragraphs):
        if index in spoken:
            begun[index], speaking, dashed = spoken[index], True, False
        elif index in sure:
            begun[index], speaking, dashed = _Turn(sure[index]), True, True
        elif index in labels or (one.is_heading and len(one.text) <= _LONGEST):
            begun[index], speaking = _Turn(None, one.text if one.is_heading else None), False
        elif speaking and (_broken(paragraphs, index) or (dashed and _DASH.match(one.text))):
            begun[index], speaking = _Turn(None), False
        else:
            dashed = speaking  # one dash may open the words below a heading
    return begun


def _broken(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Return whether what precedes a paragraph is "* * *": who goes on is anybody's guess."""
    return index > 0 and _BREAK.fullmatch(paragraphs[index - 1].text) is not None


def _sure(
    paragraphs: Sequence[Paragraph], labels: Mapping[int, str], known: Sequence[str]
) -> dict[int, str]:
    """Return the labels that name who speaks: "Date:" and "Contact:" do not."""
    often = Counter(labels.values())
    surnames = {word for name in known for word in name.split()}

    def is_sure(index: int, name: str) -> bool:
        tokens = name.split()
        return bool(
            _ASKED.fullmatch(name)
            or often[name] > 1
            or any(_INITIALS.fullmatch(one) for one in tokens)
            or (len(tokens) > 1 and (paragraphs[index].bold or name.isupper()))
            or any(one.startswith(tokens[-1]) for one in surnames)
        )

    return {index: name for index, name in labels.items() if is_sure(index, name)}


def label(paragraph: Paragraph) -> str | None:
    """Return the name a paragraph opens with, without asides, as before words; None without."""
    match = _LABEL.match(paragraph.text)
    if match is None or len(match["name"]) > _LONGEST:
        return None
    name = match["name"].strip()
    dashed = not match[0].rstrip().endswith((":", "։"))
    in_bold = paragraph.bold.startswith(name) and len(paragraph.bold) <= match.end()
    if (dashed or match[0].rstrip().endswith("։")) and not in_bold:
        return None
    bare = _ASIDE.sub("", name)
    return bare if _ASKED.fullmatch(bare) or (bare and _is_name(bare)) else None


def _is_name(words: str) -> bool:
    """Return whether words can be somebody's name and office: in capitals, where there are any."""
    tokens = words.split()
    if _OF_THE_CHAIR.fullmatch(words):
        return True
    if len(tokens) > 9 or tokens[0].lower() in _PARTICLES:  # noqa: PLR2004  words of an office and a name
        return False
    return all(
        one.lower() in _PARTICLES or _INITIALS.fullmatch(one) or not one[0].islower()
        for one in tokens
    ) and all(any(letter.isalpha() for letter in one) for one in tokens)


def _maker(words: str) -> str | None:
    """Return whose statement a heading announces, None when it names a matter, or several."""
    tokens = words.lower().split()
    several = not _JOINTLY.isdisjoint(tokens) or any(one.endswith(",") for one in tokens)
    named = any(one[0].isupper() for one in words.split())
    return words if named and not several and _ABOUT.isdisjoint(tokens) else None


def _headed(paragraphs: Sequence[Paragraph]) -> dict[int, _Turn]:
    """Return the headings that say whose statement follows.

    At least one must look like a heading; one that goes over several lines names several.
    """
    found: dict[int, _Turn] = {}
    is_sure = False
    for index, (one, after) in enumerate(pairwise(paragraphs)):
        match = _STATEMENT.match(one.text)
        if match is None or len(one.text) > _LONGEST or one.text.endswith((".", ",", ":")):
            continue
        before = paragraphs[index - 1] if index else None
        if before is not None and (
            before.text.endswith(_GOES_ON) or (before.is_heading and one.is_heading)
        ):
            continue
        found[index] = _Turn(_maker((match["after"] or match["before"]).strip()), one.text)
        is_sure = is_sure or one.is_heading or _DASH.match(after.text) is not None
    return found if is_sure else {}


def plain_sections(text: str) -> tuple[Section, ...]:
    """Return plain text as one section; raise PageError when there is nothing to read."""
    found = read.plain_paragraphs(text)
    if not found:
        raise PageError("no text")
    return (Section(text="\n\n".join(found)),)
