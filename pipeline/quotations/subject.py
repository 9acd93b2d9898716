"""Whether a subject stands apart from what follows, or none is named, as in Turkish. Pure."""

from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.vocabulary import plain
from pipeline.speakers.mention import Mention

_TOPIC = 7  # words of whoever stands before a comma, and is nobody we know
_NOUN = 3  # words from a country to what is its: Ermənistan silahlı qüvvələrinin
_OPENING = 3  # words of a sentence that tell whether it begins with no subject
_LEADING = frozenset({"person", "office"})
_OPENS_MARKS = frozenset(",\"“«‘'")
_PLURAL = ("lar", "ler")  # as compared


def stands_apart(passage: Passage, one: Mention) -> bool:
    """Return whether a comma, marks or a word like "ise" part a mention from what follows."""
    if one.last >= passage.last:
        return True
    gap = passage.words.between(one.last - 1, one.last)
    if is_stranger(one) and gap.strip() == ",":
        behind = passage.mentions_in(one.last, one.last + 1)
        if behind and behind[0].speaks and is_stranger(behind[0]):
            return False  # a list
    topic = passage.known.words["topic"]
    return gap.lstrip()[:1] in _OPENS_MARKS or passage.words.keys[one.last] in topic


def is_stranger(one: Mention) -> bool:
    """Return whether a mention is a name that nobody told us, without a title."""
    return one.kind == "person" and not one.persons and one.head == one.first


def modifies(passage: Passage, one: Mention) -> bool:
    """Return whether a mention belongs to what is behind it: Tovuz bölgesinde, o anları.

    So may a name nobody told us, a noun, a title in small letters, and an institution before a
    longer name. Of a channel a name is the speaker's own: X konuşmasında.
    """
    words, known = passage.words, passage.known
    owned, last = known.endings["owned"], one.last
    if not owned or last >= passage.last or words.between(last - 1, last).strip():
        return known.stands_alone and _is_of_noun(passage, one)
    key = words.keys[last]
    if one.kind == "pronoun":
        small = not words.capital[last] and not known.cues.begins(key)
        determines = words.keys[one.first] in known.words["determining"]
        return determines and small and key not in known.words["topic"]
    if one.kind == "institution":
        return _is_body_of(passage, one, key)
    leads = one.kind in _LEADING and known.words["under"].at(words.keys, last)  # X hükümeti
    owner = is_stranger(one) or one.kind == "noun" or _is_bare_title(passage, one, key)
    if leads or not owner:
        return bool(leads)
    if last - one.first > 1 and key.endswith(known.endings["object"]):
        return False  # her tears: Elnara Memmedova gözyaşlarını
    beside = key in known.words["around"] or key in known.channels
    return key.endswith(owned) and not beside


def _is_body_of(passage: Passage, one: Mention, key: str) -> bool:
    """Return whether an institution belongs to a longer name, or a capital to what is there."""
    words, endings = passage.words, passage.known.endings
    if one.metonym and key.endswith(endings["owned"]):  # Bakü ziyaretinde
        return not key.endswith(endings["object"] + endings["whose"])
    short = words.text[words.starts[one.last - 1] : words.ends[one.last - 1]].isupper()
    if short and one.of and one.of.case == "other" and key.endswith(endings["owned"]):
        return True  # Erivan'ın NATO üyeliğini
    behind = passage.mentions_in(one.last, one.last + 1)
    if any(m.kind == "person" and m.case == "other" for m in behind):
        return False  # müxalifət Paşinyanı
    longer = words.capital[one.last] and not one.metonym and one.last not in words.parted
    longer = longer and not _is_where(passage, one.last)
    return longer and not _is_another_s(passage, one.last)


def _is_where(passage: Passage, word: int) -> bool:
    """Return whether a capital is where a body says something: Nazirlik Facebook səhifəsində."""
    words, known = passage.words, passage.known
    outlet = known.words["agencies"].at(words.keys, word) is not None
    return outlet or words.keys[word].endswith(known.endings["place"])


def _is_bare_title(passage: Passage, one: Mention, key: str) -> bool:
    """Return whether a title is but a noun before another: in small letters, or of a genitive."""
    if one.kind != "office" or one.last - one.first > 1:
        return False
    if not passage.words.capital[one.first]:
        return True
    opens = one.first == passage.word(passage.sentence(passage.words.starts[one.first])[0])
    return opens and key.endswith(passage.known.endings["whose"] or ("\n",))  # Lider heyetlerinin


def is_of_subject(passage: Passage, one: Mention) -> bool:
    """Return whether an institution belongs to a noun that is a subject: ԵԽԽՎ զեկուցողները."""
    whose = passage.known.stands_alone and _is_of_noun(passage, one)
    return whose and passage.words.cases[one.last] == "subject"


def _is_of_noun(passage: Passage, one: Mention) -> bool:
    """Return whether a short name without an article belongs to a noun: ԱԳՆ շենքի."""
    words, last = passage.words, one.last
    if one.kind != "institution" or last >= passage.last or last - 1 in words.parted:
        return False
    short = words.text[words.starts[last - 1] : words.ends[last - 1]].isupper()
    if not short or words.capital[last] or words.between(last - 1, last).strip():
        return False
    small = (passage.known.words[kind] for kind in ("adverbs", "auxiliaries", "function", "after"))
    key = words.keys[last]
    noun = bool(words.cases[last]) and not words.facts[last].cue
    return noun and not any(key in kind for kind in small)


def _is_another_s(passage: Passage, word: int) -> bool:
    """Return whether a place or country of a noun in a case begins at a word: XİN Fransanın."""
    words, known = passage.words, passage.known
    end = next((end for at, _, end in passage.countries if at == word), None)
    if end is None:
        behind = word + 1 < passage.last and not words.capital[word + 1]
        return behind and known.words["places"].at(words.keys, word + 1) is not None
    last = end
    while last < min(end + _NOUN, passage.last) and not words.capital[last]:
        last += 1
    written = plain(words.text[words.starts[word] : words.ends[end - 1]], known.language)
    endings = known.endings["other"]
    return any(one.endswith(endings) for one in (written, *words.keys[end:last]))


def is_inside(passage: Passage, one: Mention, cue: Cue, floor: int) -> bool:
    """Return whether a mention is in a clause that is over before a verb: X, asked if Y ..., said.

    In a language whose grammar lists what such a clause begins with.
    """
    words, doubting = passage.words, passage.known.words["doubting"]
    if not doubting:
        return False
    begun = [at for at in range(floor + 1, one.first) if words.keys[at] in doubting]
    if not any("," in words.between(at - 1, at) for at in begun):
        return False
    after = range(one.last, cue.first + 1)
    return any("," in words.between(at - 1, at) for at in after)


def is_passive(passage: Passage, cue: Cue) -> bool:
    """Return whether a verb tells what is said by nobody it names: bildirildi."""
    key, known = passage.words.keys[cue.last - 1], passage.known
    return key.endswith(known.endings["passive"] or ("\n",)) and key not in known.words["active"]


def is_asked(passage: Passage, one: Mention) -> bool:
    """Return whether somebody is asked, as a sentence tells, who speaks next: X'e ... soruldu."""
    words, known = passage.words, passage.known
    last = passage.word(passage.sentence(words.starts[one.first])[1])
    if one.speaks or words.keys[last - 1] not in known.words["answering"]:
        return False
    return words.written(one.last - 1).endswith(known.endings["hearer"] or ("\n",))


def is_dropped(passage: Passage, cue: Cue, floor: int, ceiling: int) -> bool:
    """Return whether no subject stands from the beginning of a sentence on to a word.

    Who said one thing in it says the next; and a verb in the passive or the plural is of others.
    """
    words, known = passage.words, passage.known
    verb = words.keys[cue.last - 1]
    if not known.drops_subject or verb.endswith(_PLURAL) or is_passive(passage, cue):
        return False
    if floor != passage.word(passage.sentence(words.starts[floor])[0]):
        return False
    if ceiling > floor and words.keys[ceiling - 1].endswith(_PLURAL):
        return False  # adamlar deyib
    opening = range(floor, min(floor + _OPENING, ceiling))
    return ceiling == floor or any(_is_aside(passage, at) for at in opening)


def topic(passage: Passage, first: int, edge: int) -> int | None:
    """Return where words end that stand where a speaker stands: without a case, before a comma."""
    words, known = passage.words, passage.known
    if not known.drops_subject:
        return None
    for at in range(first, min(first + _TOPIC, edge)):
        follows = at + 1 < edge and words.keys[at + 1] in known.words["topic"]
        after = words.text[words.ends[at] : words.starts[at + 1]] if at + 1 < passage.last else ""
        if follows or "," in after:
            return None if _is_aside(passage, at) else at + 1
    return None


def _is_aside(passage: Passage, word: int) -> bool:
    """Return whether a word is in a case of its own, or an adverb: no subject ends in it."""
    words, known = passage.words, passage.known
    key = words.keys[word]
    small = any(key in known.words[one] for one in ("after", "adverbs", "not_names", "around"))
    if small or (word in words.parted and not known.endings["source"]):
        return True
    endings = known.endings
    return words.written(word).endswith(endings["aside"] + endings["converb"] + endings["clause"])
