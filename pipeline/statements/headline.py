"""Whose words a whole text is, by its title or the line above it. Pure."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from pipeline.people import people
from pipeline.speakers.cast import Cast
from pipeline.speakers.herald import spokespersons
from pipeline.speakers.lexicon import Lexicon, Words, lexicon
from pipeline.speakers.mention import Mention
from pipeline.speakers.mentioned import mentions
from pipeline.speakers.reference import meet
from pipeline.speakers.speaker import Speaker
from pipeline.text import TURKIC, paragraphs, sentences

_KINDS = frozenset({"person", "office", "institution"})
_BY = frozenset({"by", "par", "от"})
_FROM = frozenset({"from", "от"})
_ABLATIVE = ("dan", "dən", "tan", "tən", "den", "ten")
_WHOSE = frozenset({"of", "de", "du", "des", "d"})
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.\s?){1,2}(?=[^\W\d_]{3})")  # М.В.Захаровой is Захаровой
_NUMBER = re.compile(r"^\s*(?:No|N|№)[.:\s]*\d[\d/-]*[\s,.:]*", re.IGNORECASE)  # No:211/23,
_PARTED = re.compile(r"[:|(]|\s[–—-]\s")
_LEAD = 16  # words of the longest line that says whose words follow


def headline(title: str | None, body: str, language: str, day: date | None) -> list[Speaker]:
    """Return whose statement, speech or joint declaration a title announces.

    "Statement by X" and "X's speech" name one, "Statement by X, Y and Z" three; a title that
    says "joint" and names nobody leaves it to the first sentence. Nobody where one is unsure.
    """
    forms = lexicon(language)
    if forms is None:
        return []
    words = Words(_INITIALS.sub("", _NUMBER.sub("", title or "")), forms)
    for head in _heads(words, forms):
        if chain := _without_place(list(_chain(words, forms, head)), words):
            return _who(chain, words, forms, day)
    if found := _who(_owner(words, forms), words, forms, day):
        return found
    if any(key in forms.known.words["joint"] for key in words.keys):
        return _signatories(body, forms, day)
    return _attributed(body, forms, day)


def herald(
    title: str | None, language: str, day: date | None, institution: str | None
) -> list[Speaker]:
    """Return an institution's spokesperson, where a title of its own announces their words.

    "Answer of the spokesperson to a question" names nobody, for the page says whose; nobody where
    somebody else's may be meant, or no row says who it was that day.
    """
    forms = lexicon(language)
    if forms is None or institution is None or not title:
        return []
    words = Words(title, forms)
    cast = Cast(words=words, known=forms.known, day=day)
    held = spokespersons({institution}, day)
    is_own = any(_is_by_herald(words, forms, head) for head in _heads(words, forms))
    return [cast.named(held[0].person)] if is_own and len(held) == 1 else []


def _is_by_herald(words: Words, forms: Lexicon, head: int) -> bool:
    """Return whether a spokesperson of nobody stands beside the word for a statement."""
    if forms.known.head_last:
        length = _herald_at(words, forms, 0)
        return 0 < length <= head and _are_little(words, forms, length, head)
    end = len(words.keys)
    for at in range(head + 1, end):
        if length := _herald_at(words, forms, at):
            after = at + length
            return after == end or not (words.capital[after] or words.keys[after] in _WHOSE)
        if not _are_little(words, forms, at, at + 1):
            return False
    return False


def _herald_at(words: Words, forms: Lexicon, at: int) -> int:
    """Return how many words from one on are a spokesperson; none where it is none."""
    found = forms.known.others.at(words.keys, at)
    return found[1] if found and found[0] == "heralds" else 0


def sender(title: str | None, language: str, day: date | None) -> list[Speaker]:
    """Return whose letter a title announces, on whoever's page: "From X, President of Y", X-dən.

    Nobody where it is no such title.
    """
    forms = lexicon(language)
    if forms is None or not title:
        return []
    words = Words(title, forms)
    found = [one for one in _mentions(words, forms) if one.kind == "person"]
    if not found:
        return []
    if forms.known.head_last:
        who, ends = found[-1], words.text[: words.ends[-1]].casefold().endswith(_ABLATIVE)
        is_sent = ends and who.last == len(words.keys) and language in TURKIC
    else:
        who = found[0]
        is_sent = words.keys[0] in _FROM and _are_little(words, forms, 1, who.first)
    return _who([who], words, forms, day) if is_sent else []


def _heads(words: Words, forms: Lexicon) -> list[int]:
    """Return the words for a statement that may be the text's own, the likeliest first.

    What follows the first one is mostly what the text is about, "Statement on X's speech", but
    behind a colon; where what belongs stands before, what goes before the last one.
    """
    found = list(_announced(words, forms))
    if forms.known.head_last:
        return found[::-1]
    return [
        at
        for at in found
        if at == found[0]
        or _PARTED.search(words.text, words.ends[found[0]], words.starts[at])
        or _are_little(words, forms, found[0] + 1, at)
    ]


def _announced(words: Words, forms: Lexicon) -> Iterator[int]:
    """Yield where what may be words for a statement end: "briefing", "point de presse"."""
    at = 0
    while at < len(words.keys):
        phrase = forms.known.words["turn"].at(words.keys, at)
        at += phrase[1] if phrase else 1
        if phrase:
            yield at - 1


def _chain(words: Words, forms: Lexicon, head: int) -> Iterator[Mention]:
    """Yield who stands beside the word for a statement, parted by little words alone."""
    found = list(_mentions(words, forms))
    after = [one for one in found if one.first > head]
    at = head + 1
    for one in after if not forms.known.head_last else ():
        if not _are_little(words, forms, at, one.first):
            break
        yield one
        at = one.last
    if at > head + 1:
        return
    at = head
    for one in reversed([one for one in found if one.last <= head]):
        if not _are_little(words, forms, one.last, at):
            return
        yield one
        at = one.first


def _owner(words: Words, forms: Lexicon) -> list[Mention]:
    """Return who opens a title that ends in the word for their statement, whatever it is on.

    Where what belongs stands before, as in "X-in Y-nin sözlərinə dair şərhi".
    """
    if not forms.known.head_last or not words.keys:
        return []
    last = words.keys[-1]
    if last not in forms.known.words["turn"] or forms.known.stem(last)[1] != "subject":
        return []  # bəyanatı is somebody's, bəyanat nobody's
    every = (one for one in _mentions(words, forms) if one.persons or one.kind != "person")
    first = next(every, None)
    opens = first is not None and _are_little(words, forms, 0, first.first)
    return [first] if first and opens and first.case == "other" else []


def _without_place(chain: list[Mention], words: Words) -> list[Mention]:
    """Return who is named without what follows the last of them behind a comma: where, mostly.

    Beside somebody we know, neither a single word we do not nor a capital is one of them.
    """
    if any(one.persons or one.kind != "person" for one in chain if not one.metonym):
        chain = [
            one
            for one in chain
            if not one.metonym and (one.persons or one.kind != "person" or one.last - one.head > 1)
        ]
    while len(chain) > 1 and not (last := chain[-1]).persons and last.kind == "person":
        if words.between(chain[-2].last - 1, last.first).strip() != ",":
            break
        chain = chain[:-1]
    return chain


def _mentions(words: Words, forms: Lexicon) -> Iterator[Mention]:
    """Yield the people and bodies of a title, whatever else its word for a statement took in."""
    at = 0
    for head in (*_announced(words, forms), None):
        end = len(words.keys) if head is None else head
        yield from (one for one in mentions(words, at, end) if one.kind in _KINDS)
        at = end + 1


def _are_little(words: Words, forms: Lexicon, first: int, last: int) -> bool:
    """Return whether nothing stands between two words but "by the", "and", a country ..."""
    vocabulary = forms.known.words
    little = [vocabulary[kind] for kind in ("function", "articles", "joint", "and")]
    at = first
    while at < last:
        phrase = forms.known.parties.at(words.keys, at) or vocabulary["asked"].at(words.keys, at)
        key = words.keys[at]
        if phrase:
            at += phrase[1]
        elif key in _BY or any(key in those for those in little):
            at += 1
        else:
            return False
    return True


def _signatories(body: str, forms: Lexicon, day: date | None) -> list[Speaker]:
    """Return who declares something jointly, by the first sentence: of two parties at least.

    They stand in a row, as in "We, X, President of A, and Y": who follows later is a witness, and
    a name we do not know may be a town's.
    """
    start, end = next(iter(sentences(body)), (0, 0))
    words = Words(body[start:end], forms)
    who = [one for one in mentions(words, 0, len(words.keys)) if one.kind in {"person", "office"}]
    row = who[:1] + [
        one
        for at, one in enumerate(who[1:], 1)
        if all(
            _are_little(words, forms, left.last, right.first)
            for left, right in pairwise(who[: at + 1])
        )
    ]
    for some in (row, who):
        found = [one for one in _who(some, words, forms, day) if one.party is not None]
        if len({one.party for one in found}) > 1:
            return found
    return []


def _attributed(body: str, forms: Lexicon, day: date | None) -> list[Speaker]:
    """Return whom a first line gives the text to: "attributable to Spokesperson X:"."""
    spans = paragraphs(body)
    line = body[slice(*spans[0])].rstrip() if len(spans) > 1 else ""
    words = Words(line, forms)
    if not line.endswith(":") or len(words.keys) > _LEAD:
        return []
    who = [one for one in mentions(words, 0, len(words.keys)) if one.kind == "person"]
    return _who(who, words, forms, day) if len(who) == 1 else []


def _who(
    chain: Sequence[Mention], words: Words, forms: Lexicon, day: date | None
) -> list[Speaker]:
    """Return who some mentions are; nobody when one of them is unsure."""
    cast = Cast(words=words, known=forms.known, day=day)
    found: dict[str, Speaker] = {}
    for one in (each for some in chain for each in some.each):
        meant = meet(cast, one) or _office(one)
        if not meant:
            return []
        found |= {who.id or who.name: who for who in meant}
    return list(found.values())


def _office(one: Mention) -> list[Speaker]:
    """Return an office as a speaker, where no holder of that day is sure; its party is."""
    offices = people().offices
    if one.former or one.acting or (one.of and one.of.kind != "institution"):
        return []
    meant = [offices[name] for name in sorted(one.offices) if offices[name].party in one.parties]
    single = [office for office in meant if office.single_holder]
    if len(single) != 1:
        return []
    [office] = single
    title = office.title["en"][0]
    return [Speaker(id=office.id, name=title, office=office.id, party=office.party)]
