"""What the templates of a mail show of a line: clean, allowed, in the reader's language. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale

from pipeline.carriages.divergence import Divergence
from pipeline.flags.why import reason
from pipeline.item import Moment
from pipeline.mails.letter import Letter, Line, Links, Mark, Passage, Voice
from pipeline.mails.plain import ADDRESS, link, plain, shortened
from pipeline.words import channel_in, day_in, words

View = dict[str, Any]  # Any: what a template reads, names to plain values

_EXCERPT = 2  # sentences an excerpt may show
_TITLE = 300  # characters; a longer one is hostile, and ends with an ellipsis
_FOLLOWED = 3  # speakers of a line who can be followed from it
_LISTED = 20  # reasons or editions; what exceeds them is counted

_VERBS = {"changed": "now_says", "moved": "now_says", "withdrawn": "said"}  # keys of our words
_RIGHT_TO_LEFT = {"ar", "fa", "he"}
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def views(letter: Letter, most: int) -> list[View]:
    """Return what the templates show of each line, of each at most so many sentences."""
    return [
        {
            **_view(line, most, letter.language),
            "reading": _reading(line, letter.links),
            "answers": list(_answers(line, letter.links, letter.language)),
        }
        for line in letter.lines
    ]


def _view(line: Line, most: int, language: str) -> View:
    """Return what the templates show of a line: clean, allowed, at most so many sentences."""
    allowed = {"full": len(line.passages), "excerpt": _EXCERPT, "link": 0}[line.rights]
    shown = line.passages[: min(allowed, most)]
    said = words()[language].alert
    verb = said[_VERBS.get(line.corrects or line.kind, "says")]
    about = said["about"] if line.grade == "core" else said["mentions"]
    return {
        "kind": line.corrects or line.kind,
        "notice": _notice(line, language),
        "is_first": line.is_first,
        "wrong": line.wrong and shortened(plain(line.wrong).strip(), _TITLE),
        "title": shortened(plain(line.title or "").strip(), _TITLE) or None,
        "source": plain(line.source),
        "source_title": plain(line.source_title),
        "party": line.party and plain(line.party),
        "speaker": line.speaker and plain(line.speaker),
        "office": line.office and plain(line.office),
        "channel": line.channel and plain(channel_in(line.channel, language)),
        "said": line.said and written(line.said, language),
        "published": written(line.published, language)
        if line.published or not line.by_hand
        else None,
        "by_hand": line.by_hand,
        "came": line.came and plain(line.came),
        "language": language_of(line.language, language),
        "passages": [
            {
                "language": language_of(passage.language, language),
                "segments": segments(passage),
                "pieces": [piece._replace(text=plain(piece.text)) for piece in passage.pieces],
            }
            for passage in shown
        ],
        "withheld": len(line.passages) - min(allowed, len(line.passages)),
        "left_out": min(allowed, len(line.passages)) - len(shown),
        "link": link(line.address),
        "address": shortened(plain(line.address), ADDRESS),
        "editions": [
            {"language": language_of(edition.language, language), "link": link(edition.address)}
            for edition in line.editions[:_LISTED]
        ],
        "reports": [
            {"outlet": plain(one.outlet), "link": link(one.address)}
            for one in line.reports[:_LISTED]
        ],
        "more_editions": len(line.editions[_LISTED:]),
        "voices": [_spoken(one, language) for one in line.voices[:_LISTED]],
        "divergences": [parted(one, language) for one in line.divergences[:_LISTED]],
        "awaited": line.awaits_transcript,
        "digest": plain(line.digest),
        "file": plain(line.file),
        "dossier_title": plain(line.dossier_title),
        "says": verb.format(who=plain(line.speaker or line.source_title)),
        "why": about.format(dossier=plain(line.dossier_title)),
        "reasons": [
            shortened(plain(reason(one, language)), _TITLE) for one in line.reasons[:_LISTED]
        ],
        "more_reasons": len(line.reasons[_LISTED:]),
        "rights": line.rights,
        "brief": False,
    }


def _notice(line: Line, language: str) -> str | None:
    """Return what befell a text, to a reader who knew of it or did not; None of what is new."""
    said, kind = words()[language].alert, line.corrects or line.kind
    if kind == "new":
        return None
    if line.is_first:
        return said[f"first_{'correction' if kind == 'moved' else kind}"]
    return said["notice_was_gone" if line.was_gone and kind == "restored" else f"notice_{kind}"]


def _reading(line: Line, links: Links | None) -> str | None:
    """Return the address of a line's reading page, if readers can reach it."""
    return f"{links.reading}/{line.place}" if links and line.place else None


def _answers(line: Line, links: Links | None, language: str) -> Iterator[tuple[str, str]]:
    """Yield what a reader can answer to a line, each with the page that asks them again."""
    if links is None or line.number is None:
        return
    said = words()[language].alert
    for speaker, name in line.speakers[:_FOLLOWED]:
        named = said["follow"].format(who=shortened(plain(name), _TITLE))
        yield named, f"{links.manage}/follow/{line.dossier}/{speaker}"
    yield said["irrelevant"], f"{links.manage}/line/{line.number}"


def _spoken(one: Voice, language: str) -> str:
    """Return a speaker as one line: name, office, and where they spoke."""
    named = f"{one.name}, {one.office}" if one.office else one.name
    channel = one.channel and channel_in(one.channel, language)
    return shortened(plain(f"{named} ({channel})" if channel else named), _TITLE)


def parted(one: Divergence, told_in: str) -> str:
    """Return what texts do not say alike as one line, each form with the texts that have it."""
    texts = {text for _, told in one.forms for text in told}
    several = len({text.source for text in texts}) > 1

    def called(source: str, language: str) -> str:
        name = str(language_of(language, told_in)["name"] or language)
        return f"{source}, {name}" if several else name

    unshown = words()[told_in].alert[f"unshown_{one.kind}"]
    forms = (
        f"{form or unshown} ({'; '.join(called(text.source, text.language) for text in told)})"
        for form, told in one.forms
    )
    return plain(" / ".join(forms))


@lru_cache(maxsize=1024)
def written(moment: Moment | None, language: str = "en") -> str:
    """Return the moment in words of a language, as precise as its publisher was."""
    said = words()[language].alert
    if moment is None:
        return said["no_date"]
    local = moment.at.astimezone(ZoneInfo(moment.zone))
    day = day_in(local, language, "long")
    if moment.precision == "day":
        return said["no_time"].format(day=day)
    if moment.zone == "UTC":
        return f"{day}, {local:%H:%M} UTC"
    offset = f"{local:%z}"
    return f"{day}, {local:%H:%M} {moment.zone} (UTC{offset[:3]}:{offset[3:5]})"


@lru_cache(maxsize=1024)
def language_of(tag: str | None, told_in: str = "en") -> View:
    """Return tag, name and direction of a language; what is no tag is unknown."""
    if tag is None or not _LANGUAGE_TAG.fullmatch(tag):
        return {"tag": "", "name": None, "direction": "auto"}
    primary = tag.lower().split("-")[0]
    direction = "rtl" if primary in _RIGHT_TO_LEFT else "ltr"
    name = Locale(told_in).languages.get(primary, tag)
    return {"tag": tag, "name": name, "direction": direction}


def segments(passage: Passage) -> list[tuple[str, str | None]]:
    """Return the passage in pieces, each with the terms it matched or None."""
    pieces: list[tuple[str, str | None]] = []
    at = 0
    for start, end, terms in _merged(passage.marks):
        pieces += [(plain(passage.text[at:start]), None), (plain(passage.text[start:end]), terms)]
        at = end
    pieces.append((plain(passage.text[at:]), None))
    return [(text, terms) for text, terms in pieces if text]


def _merged(marks: Sequence[Mark]) -> list[tuple[int, int, str]]:
    """Return the marks in order, overlapping ones joined with all their terms."""
    merged: list[tuple[int, int, str]] = []
    for start, end, name in sorted(marks):
        term = plain(name)
        if merged and start < merged[-1][1]:
            before, until, terms = merged[-1]
            joined = terms if term in terms.split(", ") else f"{terms}, {term}"
            merged[-1] = (before, max(until, end), joined)
        else:
            merged.append((start, end, term))
    return merged
