"""Who stands right beside a verb of saying: behind it, amid the sentence, bare or titled. Pure."""

import re
from collections.abc import Sequence

from pipeline.clauses.aside import goes_on
from pipeline.quotations.credit import Attribution, made
from pipeline.quotations.inversion import verb
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import (
    BESIDE,
    all_run_on,
    hangs_on,
    has_object,
    is_agency,
    is_comma,
    is_subject,
    only_adverbs,
    tells_more,
    within,
)
from pipeline.speakers.mention import Mention

NEAR = 7  # words a cue may stand from the mark, a speaker before the cue
_INTERPOSED = 10  # words between the commas that hold a teller
_INVERTED = 9  # where it is sure to stand there: a dit à la presse, lundi, un haut responsable
_TITLE = 14  # words from the noun of a title to the name behind it
_TITLE_GAPS = " \u00a0-'’«»“”„\""  # what may stand between its words
_RIGHT_BEHIND = 2  # behind a verb of any meaning: sourit le ministre
_PLACES = frozenset({"institution", "document"})
_PERSONS = frozenset({"person", "office", "noun"})
_SHORT = re.compile(r"\b[A-ZÀ-Ý]{1,2}\.")


def inverted(passage: Passage, at: int, ceiling: int, rule: str) -> Attribution | None:
    """Return who stands behind a verb that begins at a word, with small words before it."""
    found = verb(passage.words, passage.known, at, ceiling)
    if found is None:
        return None
    cue = Cue(first=found.first, last=found.last, kind="say")
    if found.pronoun is not None:
        there = _told_there(passage, cue, found.pronoun, (at, ceiling))
        return made(there[0], cue, rule) if there else None
    behind = those_behind(passage, cue, ceiling)
    known = passage.known.cues.at(passage.words.keys, found.first) is not None
    least = _INVERTED if known else BESIDE if found.compound else _RIGHT_BEHIND
    if not behind or behind[0].first - found.last > least:
        return None
    if has_object(passage, found.last, behind[0].first):
        return None
    return made(teller(passage, behind), cue, rule)


def _told_there(passage: Passage, cue: Cue, pronoun: int, span: tuple[int, int]) -> list[Mention]:
    """Return who a pronoun behind its verb is, or where nobody is said to say it.

    y lit-on, est-il précisé dans le texte, dit-on à Bakou; somebody unnamed: dit-on.
    """
    keys, known = passage.words.keys, passage.known
    meant = passage.mentions_in(pronoun, pronoun + 1)
    if meant and keys[pronoun - 1] not in known.words["impersonal"]:
        return meant
    where = passage.mentions_in(cue.last, min(cue.last + NEAR, span[1]))
    there = [m for m in where if m.kind in _PLACES]
    reflexive = any(key in ("s", "se") for key in keys[span[0] : pronoun])
    if meant and (reflexive or not (there or _text(passage, *span[:1], cue.first))):
        return meant
    there = _text(passage, span[0], cue.first) or there
    nobody = Mention(first=pronoun, last=pronoun + 1, kind="noun", head=pronoun, unnamed=True)
    return there or [nobody]


def _text(passage: Passage, first: int, verb: int) -> list[Mention]:
    """Return the text told of last, where a small word before a verb means it: y lit-on."""
    therein = passage.known.words["therein"]
    if not any(key in therein for key in passage.words.keys[first:verb]):
        return []
    return [m for m in passage.mentions_in(passage.first, first) if m.kind == "document"][-1:]


def interposed(passage: Passage, cue: Cue, last: int) -> tuple[Mention, int, int] | None:
    """Return who tells amid a sentence, from which word to before which: ..., заявил X, ..."""
    first = cue.first
    if not cue.says or not passage.known.leads_with_verb:
        return None
    if passage.known.inverts:
        return _incised(passage, cue, last)
    if first == passage.first or not is_comma(passage, first) or goes_on(passage, cue):
        return None
    behind = passage.mentions_in(cue.last, min(cue.last + BESIDE, last))
    who = next(
        (m for m in behind if is_subject(passage, m, behind=True) or within(passage, m, cue)), None
    )
    if who is None or any(is_comma(passage, at) for at in range(cue.last, who.last)):
        return None
    who = name_of(passage, who) or who
    edges = range(who.last, min(first + _INTERPOSED, last))
    edge = next((at for at in edges if is_comma(passage, at)), None)
    leads = edge is not None and passage.words.keys[edge] in passage.known.words["that"]
    leads = leads or (
        edge is not None and bool(passage.known.words["meanwhile"]) and tells_more(passage, edge)
    )
    return None if edge is None or leads else (who, first, edge)


def _incised(passage: Passage, cue: Cue, last: int) -> tuple[Mention, int, int] | None:
    """Return the same where the verb stands before its subject: ..., a-t-il dit, ..."""
    at = cue.first
    while at > passage.first and cue.first - at < NEAR and not is_comma(passage, at):
        at -= 1
    if not is_comma(passage, at):
        return None
    by = inverted(passage, at, last, "amid")
    if by is None or by.who is None or by.cue is None:
        return None
    if by.cue[0] >= cue.last or by.cue[1] <= cue.first:
        return None
    start = max(by.cue[1], by.who.last)
    edges = range(start, min(start + _INTERPOSED, last))
    edge = next((n for n in edges if is_comma(passage, n)), None)
    if edge is None and last < passage.last and start <= last < start + _INTERPOSED:
        leads = passage.words.between(last - 1, last).startswith(",")  # Il y a, dit X, « ... »
        return (by.who, at, last) if leads else None
    if edge is not None and _describes(passage, edge, last):
        return None
    return None if edge is None or hangs_on(passage, edge) else (by.who, at, edge)


def _describes(passage: Passage, word: int, last: int) -> bool:
    """Return whether words behind a teller are but who he is: a dit X, porte-parole de Y."""
    named = passage.mentions_in(word, min(word + _RIGHT_BEHIND, last))
    if not named or named[0].kind not in _PERSONS:
        return False
    edge = named[0].last
    return last - edge <= 1 or (is_comma(passage, edge) and hangs_on(passage, edge))


def those_behind(passage: Passage, cue: Cue, ceiling: int) -> list[Mention]:
    """Return who stands after the verb; an object or an adverb may part them."""
    words, found = passage.words, []
    far = passage.known.inverts or passage.known.owner_by_case
    within = _INVERTED if far else BESIDE
    for one in passage.mentions_in(cue.last, min(cue.last + within, ceiling)):
        gap = words.text[words.ends[cue.last - 1] : words.starts[one.first]]
        gap = _SHORT.sub("", gap)  # M. X
        if any(mark in gap for mark in ",;:.") and not only_adverbs(passage, cue.last, one.first):
            break
        small = passage.known.words
        several = one.unnamed and words.keys[one.first - 1] in small["of_several"]
        several = several and words.keys[one.first - 2] not in small["before"]  # avec des
        if several or is_subject(passage, one, behind=True):  # ont dit des sources
            found.append(one)
    saying = [one for one in found if not is_agency(passage, one)]
    return saying or found


def teller(passage: Passage, behind: Sequence[Mention]) -> Mention:
    """Return who tells, of those behind a verb: not the outlet that somebody unnamed told."""
    first, *others = behind
    if name := name_of(passage, first):
        return name
    stranger = first.kind == "person" and not first.persons
    if others and stranger and (others[0].unnamed or _is_titled_behind(first, others[0])):
        return others[0] if all_run_on(passage, first.last, others[0].first) else first
    return first


def _is_titled_behind(body: Mention, one: Mention) -> bool:
    """Return whether a title and a name stand right behind a body's: Gazprom Armenia CEO X."""
    return one.kind == "person" and one.head > one.first == body.last


def name_of(passage: Passage, one: Mention) -> Mention | None:
    """Return the name behind a noun: the commander of the force Anna, жительница Гориса Анна."""
    if one.kind == "person" and one.first < one.head:
        return _principal_s(passage, one)
    if one.kind not in {"noun", "office"}:
        return None
    if passage.known.inverts:
        found = _name_behind(passage, one)
    else:
        found = _titled_far(passage, one) or _apposed(passage, one)
    return found or (_titled(passage, one) if one.kind == "noun" else None)


def _principal_s(passage: Passage, one: Mention) -> Mention | None:
    """Return who is somebody's: помощник Алиева Хикмет Гаджиев, whose aide, and who."""
    known = passage.known
    if one.head < one.last - 1 and not known.owner_by_case:
        return None
    behind = passage.mentions_in(one.last, one.last + 1)
    named = behind and behind[0].kind == "person" and behind[0].last - one.last > 1
    apart = passage.words.between(one.last - 1, min(one.last, passage.last - 1)).strip()
    alike = known.leads_with_verb and not known.inverts and not apart
    return behind[0] if named and alike else None


def name_in_case(passage: Passage, one: Mention) -> Mention | None:
    """Return the name that ends a title in its case: депутата от «X» Анны Юсян.

    It stands behind marks, initials, a place or a name: an office or a friend may be the name's.
    """
    source = passage.known.unnamed.at(passage.words.keys, one.head) is not None
    titled = one.kind in {"noun", "office"} and not source
    who = _titled_far(passage, one, cased=True) if titled else None
    if who is None:
        return None
    words, known, at = passage.words, passage.known.words, who.head - 1
    written = words.text[words.starts[at] : words.ends[at]]
    towns = any(words.keys[at] in known[kind] for kind in ("towns", "settlements"))
    whole = words.capital[at] and not passage.mentions_in(one.last, who.first)
    marked = words.between(at, who.head).strip(" \u00a0")
    return who if written.isupper() or towns or whole or marked else None


def _titled(passage: Passage, one: Mention) -> Mention | None:
    """Return the name near behind a noun: жительница Гориса Анна."""
    behind = passage.mentions_in(one.last, min(one.last + BESIDE, passage.last))
    behind = [m for m in behind if is_subject(passage, m, behind=True)]
    if not behind or behind[0].kind != "person":
        return None
    if passage.known.inverts and _is_thing(passage, one, behind[0]):
        return None
    words, between = passage.words, range(one.last, behind[0].first)
    whole = passage.known.owner_by_case and behind[0].last - behind[0].head > 1  # доцент МГИМО X Y
    places, adjective = passage.known.words["cities"], passage.known.endings["adjective"]
    villages = passage.known.words["settlements"]
    small = all(
        not words.capital[at]
        or words.keys[at] in places
        or words.keys[at - 1] in villages
        or words.keys[at].endswith(adjective)
        or whole
        for at in between
    ) and not passage.cues_in(one.last, behind[0].first)
    beside = all_run_on(passage, one.last, behind[0].first + 1)
    return behind[0] if small and beside else None


def _apposed(passage: Passage, one: Mention) -> Mention | None:
    """Return the name behind a comma and a title: их лидер, экс-президент X; сосед, учитель X."""
    words, known = passage.words, passage.known
    behind = passage.mentions_in(one.last, min(one.last + BESIDE, passage.last))[:1]
    if not behind or not known.owner_by_case:
        return None
    who = behind[0]
    at = words.end_without(one.last, who.first, known.words["former"])
    comma = words.between(at - 1, at).strip() == "," and all_run_on(passage, one.last, at)
    if not comma or not who.speaks:
        return None
    if who.kind == "person":
        return who if who.head > who.first else None
    return name_of(passage, who) if who.kind in {"noun", "office"} else None


def _is_thing(passage: Passage, one: Mention, name: Mention) -> bool:
    """Return whether a name is that of a thing before it: le directeur de l'hôtel Ararat."""
    words, known = passage.words, passage.known.words
    if name.persons or name.last - name.first > 1 or name.first - one.last <= 1:
        return False  # la présidente du parti Anna X
    of = words.keys[one.last] in known["from_whom"]
    noun = name.first - 1
    small = words.keys[noun] in known["articles"] or words.capital[noun]
    return of and not (small or words.between(noun, name.first).strip())


def _titled_far(passage: Passage, one: Mention, *, cased: bool = False) -> Mention | None:
    """Return the whole name that ends a title, however long: депутат от фракции «X» Y Z."""
    if not passage.known.owner_by_case:
        return None
    behind = passage.mentions_in(one.last, min(one.last + _TITLE, passage.last))
    named = (m for m in behind if m.kind == "person" and m.last - m.head > 1)
    who = next((m for m in named if m.speaks or cased), None)
    if who is None or passage.cues_in(one.last, who.first) or _is_another(passage, who):
        return None
    parted = (passage.words.between(at - 1, at) for at in range(one.last, who.first + 1))
    apart = any(gap.strip(_TITLE_GAPS) for gap in parted)
    return None if apart else who


def _is_another(passage: Passage, who: Mention) -> bool:
    """Return whether a title of its own parts a name by an "and": deputy and minister X."""
    joined = passage.words.keys[who.first - 1] in passage.known.words["and"]
    return joined and who.head > who.first


def _name_behind(passage: Passage, one: Mention) -> Mention | None:
    """Return the name behind a title and what it is of: le maire de Goris, Anna."""
    words, known = passage.words, passage.known.words
    behind = passage.mentions_in(one.last, min(one.last + NEAR, passage.last))
    named = [m for m in behind if m.kind == "person" and is_comma(passage, m.first)]
    kinds = ("from_whom", "at", "inside")[: 3 if one.kind == "noun" else 1]  # l'envoyé à Paris
    if not named or not any(words.keys[one.last] in known[kind] for kind in kinds):
        return None
    name = named[0].first
    people = any(m.kind == "person" and (m.persons or m.head > m.first) for m in behind
        if m.first < name)  # fmt: skip
    parted = (words.between(at - 1, at).strip(" \u00a0-'’") for at in range(one.last, name))
    ends = named[0].last >= passage.last or words.between(named[0].last - 1, named[0].last).strip()
    alone = named[0].last - name > 1 or (one.unnamed and bool(ends))
    return None if people or any(parted) or not alone else named[0]
