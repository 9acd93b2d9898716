"""What a word or a name may be in its sentence: a subject, a source, an aside. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.subject import modifies
from pipeline.quotations.vocabulary import plain
from pipeline.speakers.mention import Mention

BESIDE = 5  # words a speaker may stand after the cue
AUXILIARIES = 2  # words between a subject and its verb: has also said
_ADJECTIVES = 3  # words from a preposition to its noun
_PARTING = frozenset(',;:!?«»“”"')
_OPENING = frozenset({"«", "“", '"', "„"})
_CLAUSE_ENDS = frozenset({",", ".", "!", "?", "։"})
ACTING = frozenset({"person", "office", "institution", "pronoun", "noun"})


def has_object(passage: Passage, first: int, last: int) -> bool:
    """Return whether words behind a verb are its object, or a clause, and no subject's own."""
    keys, known = passage.words.keys[first:last], passage.known.words
    if any(key in known["that"] for key in keys):
        return True
    if last - first > 1 and _is_part(passage, last - 1):
        return False  # promet l'un des organisateurs
    named = keys[:1] and (keys[0] in known["determiners"] or keys[0] in known["articles"])
    return bool(named) and any(key in known["before"] for key in keys[1:])


def words_apart(passage: Passage, first: int, last: int) -> int:
    """Return how many words stand between two, those of whom they mention left out."""
    return last - first - sum(one.last - one.first for one in passage.mentions_in(first, last))


def hangs_on(passage: Passage, word: int) -> bool:
    """Return whether words behind a teller are of him, no rest of what he says: évoquant, lors."""
    cues = passage.cues_in(word, min(word + 2, passage.last))
    if any(cue.kind in {"participle", "according"} for cue in cues):
        return True
    cited = passage.words.keys[word].endswith(passage.known.endings["participle"] or ("\n",))
    behind = passage.words.keys[word + 1 : word + 2]
    if cited and any(key in passage.known.words["before"] for key in behind):
        return True  # cité par l'agence, réuni à Paris
    small = ("before", "who", "conjoined")
    return any(passage.words.keys[word] in passage.known.words[kind] for kind in small)


def is_comma(passage: Passage, word: int) -> bool:
    """Return whether a comma parts a word from the one before, perhaps with a dash."""
    gap = passage.words.between(word - 1, word)
    return "," in gap and gap.strip(' \u00a0–—-»”"') == ","


def tells_more(passage: Passage, word: int) -> bool:
    """Return whether words behind a teller are of him or his outlet: сказал X, выступая в Баку.

    So are a relative, and who brings it: сказал X, передает ТАСС.
    """
    words, known = passage.words, passage.known
    if words.keys[word] in known.words["meanwhile"]:
        return True
    if any(one.kind == "relative" for one in passage.mentions_in(word, word + 2)):
        return True
    cue = next((one for one in passage.cues_in(word, word + 3) if one.first == word), None)
    if cue is None or not cue.says or cue.last >= passage.last:
        return False
    agency = known.words["agencies"].begins_in(words.keys[cue.last : cue.last + 3])
    return agency or words.between(cue.last - 1, cue.last).strip() in _OPENING


def within(passage: Passage, one: Mention, cue: Cue) -> bool:
    """Return whether a verb without a subject is of those inside an institution: в МИД заявили."""
    words, plural = passage.words, passage.known.endings["plural"]
    if one.kind != "institution" or not words.keys[cue.first].endswith(plural):
        return False
    at = one.first - 1
    while at > max(passage.first, one.first - _ADJECTIVES) and words.cases[at] == "other":
        at -= 1
    return at >= passage.first and words.keys[at] in passage.known.words["inside"]


def without_objects(subjects: Sequence[Mention]) -> list[Mention]:
    """Return who may speak, without the texts spoken of behind them: X called the statement ..."""
    who = next((at for at, one in enumerate(subjects) if one.kind != "document"), None)
    return [m for at, m in enumerate(subjects) if who is None or at <= who or m.kind != "document"]


def is_source(passage: Passage, one: Mention) -> bool:
    """Return whether a mention is in the case of from where: nazirlikdən bildiriblər."""
    words, endings = passage.words, passage.known.endings["source"]
    written = words.text[words.starts[one.last - 1] : words.ends[one.last - 1]]
    return bool(endings) and plain(written, passage.known.language).endswith(endings)


def is_agency(passage: Passage, who: Mention) -> bool:
    """Return whether somebody is an agency that brings words, and says none."""
    agencies = passage.known.words["agencies"]
    whose = who.of if who.kind == "document" and who.of else who  # not whom it was told
    return any(passage.words.keys[at] in agencies for at in range(whose.first, whose.last))


def is_subject(passage: Passage, one: Mention, *, behind: bool = False) -> bool:
    """Return whether a mention may be who speaks; `behind`: it stands after the verb."""
    words, known = passage.words, passage.known
    before = known.words["before"]
    if not one.speaks or modifies(passage, one):
        return False
    at = one.first - 1
    while at > passage.first and words.keys[at] in known.words["function"]:
        if words.keys[at] in before or _parts(words.between(at, at + 1)):
            break
        at -= 1
    if _is_part(passage, at):
        return is_subject(passage, replace(one, first=at - 1))  # one of the protesters
    led = at >= passage.first and words.keys[at] in before and not _begins_clause(passage, at)
    if led and not _leads_to_verb(passage, at, one):
        return not behind and words.between(at, at + 1).strip(" '’\u00a0") != ""
    if one.last < passage.last and known.words["after"].at(words.keys, one.last):
        apostrophes = "'’" if known.words["finite"] else ""  # X's
        return words.between(one.last - 1, one.last).strip(f" {apostrophes}") != ""
    return True


def _is_part(passage: Passage, word: int) -> bool:
    """Return whether a preposition stands between some and what they are of."""
    keys, known = passage.words.keys, passage.known.words
    of = word > passage.first and keys[word] in known["partitive"]
    return of and keys[word - 1] in known["articles"]


def _begins_clause(passage: Passage, word: int) -> bool:
    """Return whether a word is an "and" behind a comma, ", and the report says", or a while."""
    keys, known = passage.words.keys, passage.known.words
    if word > passage.first and keys[word] in known["that"]:
        return keys[word - 1] in known["conjoined"]  # tandis que X
    joins = word > passage.first and keys[word] in known["and"]
    return joins and "," in passage.words.between(word - 1, word)


def _leads_to_verb(passage: Passage, word: int, one: Mention) -> bool:
    """Return whether a preposition is but a conjunction, before who says it: after X said."""
    keys, known = passage.words.keys, passage.known.words
    if keys[word] not in known["breaking"] or keys[word] in known["marker"]:
        return False
    near = passage.cues_in(one.last, min(one.last + 2, passage.last))
    return bool(near) and near[0].says and keys[word] not in known["and"]


def _parts(gap: str) -> bool:
    """Return whether a mark stands between two words that parts what they belong to."""
    return "''" in gap or not _PARTING.isdisjoint(gap)


def is_told_of(passage: Passage, one: Mention) -> bool:
    """Return whether an article behind a comma says who somebody is: X, a spokesman for Y."""
    keys, known = passage.words.keys, passage.known.words
    behind = one.last < passage.last and keys[one.last] in known["indefinite"]
    return behind and one.kind == "person"


def is_aside(gap: str) -> bool:
    """Return whether what stands between two words opens or closes a description."""
    return gap.strip(" \u00a0.)") in {",", "--", "–", "—", "("} or gap.strip().endswith("),")


def opens_clause(passage: Passage, one: Mention) -> bool:
    """Return whether a mention begins its sentence, or follows a comma."""
    words, at, known = passage.words, one.first, passage.known.words
    small = [known["articles"], known["indefinite"]]
    if known["finite"]:  # Turkey's Hakan Fidan
        small += [known["after"], passage.known.parties]
    while at > passage.first and any(words.keys[at - 1] in those for those in small):
        if words.between(at - 1, at).strip(" '’"):
            break
        at -= 1
    if known["opening"]:
        start = passage.word(passage.sentence(words.starts[at])[0])
        at = words.end_without(start, at, known["opening"])
    if at == passage.first:
        return True
    gap = words.between(at - 1, at).strip()
    bare = gap.strip("'’”»\" \u00a0")
    return bare in _CLAUSE_ENDS or bool(gap and not bare)  # behind closing marks


def only_adverbs(passage: Passage, first: int, last: int) -> bool:
    """Return whether nothing but adverbs and small words stands between two words."""
    words, known = passage.words, passage.known
    small = (known.words["adverbs"], known.words["function"])
    gap = words.text[words.ends[first - 1] : words.starts[last]]
    return ";" not in gap and all(
        any(key in one for one in small) for key in words.keys[first:last]
    )


def all_run_on(passage: Passage, first: int, last: int) -> bool:
    """Return whether no mark parts the words from one to before another."""
    return all(is_run_on(passage, at - 1, at, at) for at in range(first, last))


def runs_on(passage: Passage, first: int, last: int) -> bool:
    """Return whether no more than a few words stand from one to another, and no mark."""
    return last - first <= BESIDE and all(
        is_run_on(passage, at, at + 1, at) for at in range(first, last)
    )


def is_run_on(passage: Passage, left: int, right: int, word: int) -> bool:
    """Return whether no mark parts two words, and a word begins no clause."""
    gap = passage.words.between(left, right).strip(" \u00a0-'’")
    return not gap and passage.words.keys[word] not in passage.known.words["that"]
