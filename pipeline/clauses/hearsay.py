"""What somebody is told to have said: X'in ... olduğunu söylediği bildirildi. Pure."""

from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import ACTING
from pipeline.quotations.subject import is_passive
from pipeline.speakers.mention import Mention

_LONGEST = 3  # words of a verb that became a noun: dile getirdiği


def hearsay(passage: Passage, cue: Cue, first: int, edge: int) -> tuple[Mention, int] | None:
    """Return whose words a verb before a passive one tells of, and at which word it begins."""
    if not passage.known.reported or not is_passive(passage, cue):
        return None
    keys, known = passage.words.keys, passage.known
    if not keys[edge - 1].endswith(known.endings["told"]):
        return None
    for at in range(max(first, edge - _LONGEST), edge):
        verb = known.reported.at(keys, at)
        if verb is None or at + verb[1] != edge:
            continue
        clause = known.endings["clause"] + known.endings["beside"]
        who = _whose(passage, first, at) if keys[at - 1].endswith(clause) else None
        return (who, at) if who else None
    return None


def _whose(passage: Passage, first: int, edge: int) -> Mention | None:
    """Return whose words are told: the first genitive of somebody who may speak."""
    whose = passage.known.endings["whose"]
    for one in passage.mentions_in(first, edge):
        if one.kind in ACTING and one.case == "other":
            genitive = bool(whose) and passage.words.written(one.last - 1).endswith(whose)
            return one if genitive else None
    return None
