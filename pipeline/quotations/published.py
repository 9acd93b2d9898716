"""The document or institution that words stand in: in X's statement it is said. Pure."""

from pipeline.quotations.credit import Attribution, made
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_comma, is_source, opens_clause, within
from pipeline.quotations.subject import is_of_subject, is_passive
from pipeline.speakers.mention import Mention

_NEAR = 3  # words from the comma behind a text to the verb that tells what stands in it


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
    inside = [m for m in found if within(passage, m, cue)]  # отметили в Кремле
    found = [
        m
        for m in found
        if m.speaks or not m.metonym or m in inside or (told and opens_clause(passage, m))
    ]
    found = [m for m in found if not is_of_subject(passage, m)]
    found = [m for m in found if m in inside] or found
    if passage.known.endings["her_verb"]:  # обвинил Ереван: whom, not who
        found = [m for m in found if m.kind == "document" or not m.metonym or m in inside]
    found.sort(key=lambda one: (one.kind != "document", abs(cue.first - one.last)))
    led = [] if found or not is_passive(passage, cue) else text_told_of(passage, cue.first, first)
    return made((*found, *led)[0], cue, rule) if found or led else None


def text_told_of(passage: Passage, word: int, first: int) -> list[Mention]:
    """Return the text that a clause is about: ընդունվել է հայտարարություն, որում ասվում է."""
    if not passage.known.stands_alone:
        return []
    near = range(word, max(word - _NEAR, first), -1)
    at = next((at - 1 for at in near if is_comma(passage, at)), None)
    if at is None or passage.words.keys[at] not in passage.known.words["texts"]:
        return []
    return [Mention(first=at, last=at + 1, kind="document", head=at)]


def _is_of_several(passage: Passage, cue: Cue) -> bool:
    """Return whether a verb is of several, by itself or its auxiliary: պնդում են, պնդեցին."""
    keys, plural = passage.words.keys, passage.known.endings["plural"]
    near = keys[max(cue.first - 1, passage.first) : min(cue.last + 1, passage.last)]
    return any(key.endswith(plural) for key in near)
