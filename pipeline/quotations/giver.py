"""From whom words come, in the case of from where: X'ten yanıt geldi, X'ten uyarı: ... Pure."""

from pipeline.quotations.credit import Attribution, made
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import ACTING
from pipeline.speakers.mention import Mention


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
