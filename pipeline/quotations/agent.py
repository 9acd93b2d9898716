"""By whom a passive says something: was rejected as "..." by X; or that nobody does. Pure."""

from pipeline.quotations.beside import NEAR
from pipeline.quotations.credit import Attribution, made
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import ACTING, BESIDE

_PASSIVE = frozenset({"that-clause", "before"})  # where a passive has no other verb's subject


def agent(passage: Passage, cue: Cue, floor: int, rule: str) -> Attribution | None:
    """Return by whom a passive says something: was rejected as "..." by X; or that nobody does.

    Its subject is who or what was told of. None: it is no passive.
    """
    keys, known, at = passage.words.keys, passage.known.words, cue.first - 1
    if not cue.says or not known["agents"]:
        return None
    while at > floor and keys[at] in known["adverbs"] and keys[at] not in known["being"]:
        at -= 1
    if at < floor or keys[at] not in known["being"]:
        return None
    participle = keys[cue.first].endswith(passage.known.endings["finite"])
    if keys[cue.first] in known["active"] or not (participle or keys[cue.first] in known["told"]):
        return None  # was worried that
    end = passage.word(passage.sentence(passage.words.starts[cue.first])[1])
    marked = passage.outside(cue.last, end)
    by = (word for word in marked if keys[word] in known["agents"])
    for word in by:
        found = passage.mentions_in(word + 1, min(word + BESIDE, end))
        if found and found[0].kind in ACTING and found[0].first - word <= NEAR:
            return made(found[0], cue, f"{rule}, by")
    return made(None, cue, f"{rule}, passive", (at, cue.last)) if rule in _PASSIVE else None
