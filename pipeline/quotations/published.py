"""The document or institution that words stand in: in X's statement it is said. Pure."""

from pipeline.quotations.credit import Attribution, made
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_source, opens_clause, within
from pipeline.quotations.subject import is_of_subject, is_passive


def who_published(
    passage: Passage, cue: Cue, first: int, last: int, rule: str
) -> Attribution | None:
    """Return the document or institution the words stand in, in whatever case."""
    kinds = {"document", "institution"}
    found = [m for m in passage.mentions_in(first, last) if m.kind in kinds]
    if passage.known.drops_subject and not is_passive(passage, cue):
        # an institution that says something is its subject there, or from where it is told
        found = [m for m in found if m.kind == "document" or is_source(passage, m)]
    told = passage.known.stands_alone and _is_of_several(passage, cue)
    # Bakıdakı: where, not who; Բաքվում պնդում են: those there
    found = [m for m in found if m.speaks or not m.metonym or (told and opens_clause(passage, m))]
    found = [m for m in found if not is_of_subject(passage, m)]
    found = [m for m in found if within(passage, m, cue)] or found
    if passage.known.endings["her_verb"]:  # обвинил Ереван: whom, not who
        found = [m for m in found if m.kind == "document" or not m.metonym]
    found.sort(key=lambda one: (one.kind != "document", abs(cue.first - one.last)))
    return made(found[0], cue, rule) if found else None


def _is_of_several(passage: Passage, cue: Cue) -> bool:
    """Return whether a verb is of several, by itself or its auxiliary: պնդում են, պնդեցին."""
    keys, plural = passage.words.keys, passage.known.endings["plural"]
    near = keys[max(cue.first - 1, passage.first) : min(cue.last + 1, passage.last)]
    return any(key.endswith(plural) for key in near)
