"""From whom words come, in the case of from where: X'ten yanıt geldi, X'ten uyarı: ... Pure."""

from pipeline.credit import Attribution, made
from pipeline.mention import Mention
from pipeline.passage import Cue, Passage
from pipeline.role import ACTING

_COMES = 3  # words from a noun of saying to the end of what leads to words: yanıt bugün geldi


def giver(passage: Passage, first: int, last: int) -> Mention | None:
    """Return from whom something comes, told between two words; who is named last."""
    endings = passage.known.endings["from"]
    if not endings:
        return None
    words = passage.words
    found = (one for one in reversed(passage.mentions_in(first, last)) if one.last <= last)
    cased = (one for one in found if one.kind in ACTING and one.case == "other")
    agents = passage.known.words["agents"]
    for one in cased:
        by = one.last < last and words.keys[one.last] in agents  # X-ի կողմից
        if by or words.written(one.last - 1).endswith(endings):
            return one
    return None


def came(passage: Passage, cue: Cue, first: int, rule: str) -> Attribution | None:
    """Return from whom words came, where that is what a verb says: X'ten "..." yanıtı geldi."""
    keys, coming = passage.words.keys, passage.known.words["coming"]
    if not is_learnt(passage, cue) and coming.at(keys, cue.last - 1) is None:
        return None
    who = giver(passage, first, cue.first)
    return made(who, cue, f"{rule}, from") if who else None


def is_learnt(passage: Passage, cue: Cue) -> bool:
    """Return whether a verb tells what its subject heard, and does not say: X-ից լսել է, որ."""
    learning, keys = passage.known.words["learning"], passage.words.keys
    return bool(learning) and any(keys[at] in learning for at in range(cue.first, cue.last))


def sent(passage: Passage, first: int, edge: int) -> Mention | None:
    """Return from whom a noun of saying comes that leads to words: X'ten sert tepki geldi: ..."""
    keys, known = passage.words.keys, passage.known.words
    near = range(max(first + 1, edge - _COMES), edge)
    noun = next((at for at in near if known["replies"].at(keys, at)), None)
    if noun is None or not (noun == edge - 1 or known["coming"].at(keys, edge - 1)):
        return None
    return giver(passage, first, edge)
