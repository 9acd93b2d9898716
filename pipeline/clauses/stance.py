"""In whose view a sentence is: Pour X, la paix est proche; X, pour qui elle l'est. Pure."""

from pipeline.clauses.reported import Clause
from pipeline.quotations.credit import made
from pipeline.quotations.passage import Cue, Passage
from pipeline.speakers.mention import Mention
from pipeline.speakers.relative import viewed

_LEAST = 3  # words of what is reported
_FAR = 4  # words to who has a view: un ancien haut diplomate
_AT = 6  # words of where they are
_HOLDERS = frozenset({"person", "office"})


def in_whose_view(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return what a sentence says in the view of whom a relative or its first words name."""
    if found := viewed(passage, cue, first):
        who, at = found
        rule = "according, relative"
    elif cue.kind == "for" and cue.first == first:
        who, at, rule = None, cue.last, "according, for"
        named = passage.mentions_in(at, min(at + _FAR, last))
        if named and _is_holder(passage, named[0], at):
            who, at = named[0], _behind(passage, named[0].last, last)
    else:
        return _of_a_place(passage, cue, first, last)
    if who is None or last - at < _LEAST:
        return None
    if rule.endswith("for") and (not _is_parted(passage, at) or _is_told(passage, at, last)):
        return None
    return Clause.of(passage, at, last, made(who, cue, rule))


def _of_a_place(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return what is so according to whom we cannot tell: Selon Téhéran, rien ne presse."""
    if cue.kind != "according" or cue.first != first or not passage.known.inverts:
        return None
    edges = range(cue.last + 1, min(cue.last + _LEAST, last))
    edge = next((at for at in edges if _is_parted(passage, at)), None)
    if edge is None or passage.mentions_in(cue.last, edge) or last - edge < _LEAST:
        return None
    by = made(None, cue, "according", (cue.last, edge))
    return Clause.of(passage, edge, last, by) if passage.words.capital[edge - 1] else None


def _is_holder(passage: Passage, one: Mention, first: int) -> bool:
    """Return whether somebody may have a view: named right there, or an expert, a diplomat."""
    words = passage.words.keys[first : one.first]
    if one.kind == "noun":
        return any(key in passage.known.words["indefinite"] for key in words)
    return one.kind in _HOLDERS and not one.unnamed and len(words) <= 1


def _behind(passage: Passage, edge: int, last: int) -> int:
    """Return the word behind what somebody is called, between commas: Pour X, le ministre, ..."""
    keys = passage.words.keys
    commas = [at for at in range(edge, last) if _is_parted(passage, at)]
    if commas and commas[0] - edge <= _AT and keys[edge] in passage.known.words["before"]:
        edge = commas[0]  # un diplomate en poste à Bakou
    named = [
        m for m in passage.mentions_in(edge, min(edge + 2, last)) if m.kind in {"office", "noun"}
    ]
    apposed = bool(named) and len(commas) > 1 and commas[0] == edge
    return commas[1] if apposed else edge


def _is_told(passage: Passage, first: int, last: int) -> bool:
    """Return whether somebody says something in the rest of a sentence: it is no view then."""
    return any(cue.says for cue in passage.cues_in(first, last))


def _is_parted(passage: Passage, word: int) -> bool:
    """Return whether a comma stands before a word, before its marks perhaps."""
    return word < passage.last and passage.words.between(word - 1, word).lstrip().startswith(",")
