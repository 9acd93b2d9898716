"""A sentence in somebody's words: according to X, as X said, in X's words. Pure."""

from dataclasses import replace

from pipeline.clauses.declension import cased as cased_name
from pipeline.clauses.ending import of_a_person
from pipeline.clauses.led import led_by_source
from pipeline.clauses.nominal import LEAST, NEAR, least, source
from pipeline.clauses.reported import Clause, begins, is_colon, is_no_small_word
from pipeline.clauses.unmarked import is_marked
from pipeline.grammar import SAYING
from pipeline.quotations.beside import name_in_case, name_of
from pipeline.quotations.credit import made, own
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.published import text_told_of
from pipeline.quotations.role import hangs_on, is_agency, is_comma, is_subject, runs_on
from pipeline.quotations.teller import subject_of
from pipeline.speakers.mention import Mention

_ARTICLES = 2  # words up to whose view it is: in the minister's
_DESCRIBED = 14  # words between commas of who somebody is
_NOUN = 4  # of these, up to their noun
_FAR = 6  # words from a comma to the verb behind it, and from there to the end
_DOTS = frozenset({".", "․"})  # Armenian, where another sentence follows
_ARTICLE = "ը"  # Armenian, of a subject


def according(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return the sentence that "According to X," begins, ends or stands amid."""
    first = _behind_colon(passage, cue, _behind_dot(passage, cue, first))
    behind = cue.first - first > 1 or _opens_with_subject(passage, cue, first)
    relative = _is_of_relative(passage, cue, last)
    if relative and passage.known.owner_by_case:
        return _read_out(passage, cue, first, last)
    if relative:  # X որոշում է ընդունել, ըստ որի՝
        before = passage.mentions_in(first, cue.first)
        found, edge = [one for one in before if is_subject(passage, one)][:1], cue.last + 1
    elif cue.kind == "according_after":
        found = _before(passage, cue, first)
        edge = _behind_relative(passage, _behind_topic(passage, cue.last, last), last)
    elif behind and passage.known.endings["finite"]:
        return led_by_source(passage, cue, first, last)
    else:
        found = [own(cue)] if cue.kind == "own" else _of_whom(passage, cue, last)
        edge = _closing(passage, found[0].last, last) if found else last
        if behind:
            return _amid(passage, cue, found, (first, edge, last))
    return _behind(passage, cue, found[0], (first, edge, last)) if found else None


def _opens_with_subject(passage: Passage, cue: Cue, first: int) -> bool:
    """Return whether one word before a cue and its comma is a noun: Отставка, по его словам."""
    one = passage.known.owner_by_case and cue.first - first == 1
    return one and is_no_small_word(passage, first) and is_comma(passage, cue.first)


def _is_of_relative(passage: Passage, cue: Cue, last: int) -> bool:
    """Return whether a relative behind a cue says in whose words a sentence is."""
    relative = passage.mentions_in(cue.last, min(cue.last + 1, last))
    if not relative or is_comma(passage, cue.last):
        return False
    return relative[0].kind == "relative" and cue.kind != "own"


def _read_out(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return what a text says that somebody gave: X зачитал заявление, согласно которому ..."""
    said = [one for one in passage.cues_in(first, cue.first) if one.says]
    texts = passage.mentions_in(first, cue.first)[-1:]
    if not said or not texts or texts[0].kind != "document" or last - cue.last <= LEAST:
        return None
    by = subject_of(passage, said[-1], first, cue.first, "according")
    return Clause.of(passage, cue.last + 1, last, by) if by and by.who else None


def _before(passage: Passage, cue: Cue, first: int) -> list[Mention]:
    """Return in whose words a sentence is, before a cue: X-ի խոսքով."""
    before = passage.mentions_in(first, cue.first)
    found = [one for one in before if _is_beside(passage, one, cue)][-1:]
    if found and found[0].kind == "relative":  # X հայտարարություն է տարածել, որի համաձայն՝
        found = [one for one in before[:-1] if is_subject(passage, one)][:1]
        found = found or text_told_of(passage, cue.first, first)
    return [one for one in found if _may_open(passage, one, first)]


def _is_beside(passage: Passage, who: Mention, cue: Cue) -> bool:
    """Return whether somebody stands right before a cue, but for an outlet told between marks.

    X-dən "Report"a verilən məlumata görə
    """
    told = who.case == "other" and len(passage.outside(who.last, cue.first)) <= 1
    return told or cue.first - who.last <= 1


def _behind(
    passage: Passage, cue: Cue, who: Mention, edges: tuple[int, int, int]
) -> Clause | None:
    """Return the sentence behind an "according to X", where something parts them."""
    first, edge, last = edges
    words, known = passage.words, passage.known
    leads = edge < last and words.keys[edge] in known.words["that"]  # со слов X, что
    edge += leads
    if last - edge < least(passage) or _is_told_behind(passage, who, edges):
        return None
    article = who.last == cue.first and words.keys[cue.first - 1].endswith(_ARTICLE)
    if is_agency(passage, who) or (article and known.stands_alone):
        return None  # who brings it is not who says it; X-ը համաձայն չէ
    gap = words.between(edge - 1, edge).strip().lstrip('»”"')
    parted = leads or gap.startswith((",", "՝", "`"))
    because = words.keys[cue.first] in known.words["because"]  # X-ə görə, no comma
    if not parted and known.stands_alone and cue.kind == "according_after":
        opens = runs_on(passage, first, who.first)  # X-ի խոսքով էլ ...
        parted = opens and not passage.cues_in(edge, last)
        edge += words.keys[edge] in known.words["adverbs"]
    if not parted and (because or not known.endings["clause"]):
        return None
    if known.owner_by_case:
        others = (of_a_person(passage, edge, one) for one in passage.cues_in(edge, last))
        last = next((at for at in others if at is not None), last)
    whole = _is_amid(passage, first, min(cue.first, who.first))
    return Clause.of(passage, first if whole else edge, last, made(who, cue, "according"))


def _is_told_behind(passage: Passage, who: Mention, edges: tuple[int, int, int]) -> bool:
    """Return whether a verb tells whose words stand before: ..., ՏԱՍՍ-ի փոխանցմամբ՝ ասել է X."""
    first, edge, last = edges
    verb = passage.cues_in(edge, min(edge + 2, last))
    if not passage.known.stands_alone or not verb or verb[0].first != edge:
        return False
    parted = any(is_comma(passage, at) for at in range(max(first, who.first - 1), who.last))
    told = [
        one for one in passage.mentions_in(edge, last) if is_subject(passage, one, behind=True)
    ]
    return parted and who.first - first > LEAST and bool(told) and told[0].last == last


def _is_amid(passage: Passage, first: int, word: int) -> bool:
    """Return whether but a subject stands before a comma: Իրավիճակը, X-ի խոսքով, բարդ է."""
    if not passage.known.stands_alone or word == first or not is_comma(passage, word):
        return False
    keys, verbs = passage.words.keys, passage.known.words["auxiliaries"]
    return word - first <= NEAR and not any(key in verbs for key in keys[first:word])


def _may_open(passage: Passage, who: Mention, first: int) -> bool:
    """Return whether whose view it is may open a sentence: in X's view, ...; not amid one."""
    if not passage.known.endings["finite"]:
        return True
    keys, before = passage.words.keys, passage.known.words["before"]
    return keys[first] in before and who.first - first <= _ARTICLES


def _behind_dot(passage: Passage, cue: Cue, first: int) -> int:
    """Return where a part of a sentence begins: X-ը դեմ է. նրա խոսքով՝ ..."""
    if not passage.known.stands_alone or cue.first - first <= 1:
        return first
    return next((at for at in range(cue.first, first, -1) if _is_dot(passage, at)), first)


def _behind_colon(passage: Passage, cue: Cue, first: int) -> int:
    """Return where what a colon leads to begins: X dément : selon Y, ...; ... : ..., selon Y."""
    if not passage.known.inverts:
        return first
    return next((at for at in range(cue.first, first, -1) if is_colon(passage, at)), first)


def _is_dot(passage: Passage, word: int) -> bool:
    """Return whether an Armenian colon stands before a word."""
    gap = passage.words.between(word - 1, word)
    return gap != gap.strip() and gap.strip() in _DOTS


def _behind_topic(passage: Passage, edge: int, last: int) -> int:
    """Return the word behind an "on the other hand": X'e göre ise."""
    while edge < last and passage.words.keys[edge] in passage.known.words["topic"]:
        edge += 1
    return edge


def _behind_relative(passage: Passage, edge: int, last: int) -> int:
    """Return the word behind a clause on whose words they are: X-ի խոսքով, որը նա ասաց, ..."""
    relative = passage.mentions_in(edge, min(edge + 1, last))
    if not passage.known.head_last or not relative or relative[0].kind != "relative":
        return edge
    return next((at for at in range(edge + 1, last) if is_comma(passage, at)), edge)


def _of_whom(passage: Passage, cue: Cue, last: int) -> list[Mention]:
    """Return by whose words something is; his colleague's, not his."""
    cased, edge = passage.known.owner_by_case, min(cue.last + NEAR - 1, last)
    if cased:  # по словам бывавшего на переговорах дипломата
        far = range(cue.last + 1, min(cue.last + _FAR, last))
        edge = next((at for at in far if is_comma(passage, at)), far.stop)
    found = passage.mentions_in(cue.last, edge)
    if found and (named := name_in_case(passage, found[0])):
        return [cased_name(named, passage.words, passage.known)]
    if not found and passage.known.inverts:
        return _of_what(passage, cue, last)
    named = name_of(passage, found[0]) if found and passage.known.inverts else None
    if named and (named.last == last or is_comma(passage, named.last)):
        return [named]  # selon le maire de Goris, X, ...
    if cased and found and found[0].kind == "document" and _is_verb(passage, cue):
        behind = passage.mentions_in(found[0].last, edge)  # как заявил в обращении X
        found = [one for one in behind if is_subject(passage, one, behind=True)] or found
    if cased and found and found[0].kind == "noun" and found[0].first - cue.last > 1:
        return [replace(found[0], unnamed=True)]
    if found and found[0].kind == "pronoun":
        his = passage.mentions_in(found[0].last, min(found[0].last + NEAR, last))
        if his and not any(
            is_comma(passage, at) for at in range(found[0].last, min(his[0].first + 1, last))
        ):
            return his
    return found


def _is_verb(passage: Passage, cue: Cue) -> bool:
    """Return whether an "as X says" ends in its verb: как заявил."""
    verb = passage.known.cues.at([passage.words.keys[cue.last - 1]], 0)
    return verb is not None and verb[0] in SAYING


def _of_what(passage: Passage, cue: Cue, last: int) -> list[Mention]:
    """Return whose count something is by: selon un décompte de X, selon un bilan donné par X."""
    words, known = passage.words, passage.known.words
    found = passage.mentions_in(cue.last, min(cue.last + _FAR, last))
    if not found or any(
        words.between(at - 1, at).strip(" .'’") for at in range(cue.last, found[0].first)
    ):
        return []
    at = words.end_without(cue.last, found[0].first, known["articles"], known["respect"])
    led = any(words.keys[at - 1] in known[kind] for kind in ("from_whom", "given_by"))
    return found if at > cue.last and led else []


def _closing(passage: Passage, edge: int, last: int) -> int:
    """Return where the words end that tell by whom: behind them, where no ending tells it."""
    if passage.known.endings["clause"] or passage.known.head_last:
        return edge
    ends = range(edge, min(edge + _FAR + 1, last))
    comma = next((at for at in ends if is_comma(passage, at)), edge)
    aside = next((one for one in passage.cues_in(comma, last) if one.first == comma), None)
    goes_on = aside is not None and aside.kind == "participle"  # as X said, answering a question,
    relative = passage.known.words["who"].begins_in(passage.words.keys[comma : comma + 2])
    relative = relative or _tells_where(passage, comma) or _tells_who(passage, comma, last)
    if not (goes_on or relative):
        return comma
    behind = range(comma + 1, last)  # selon X, à qui la question était posée, ...
    return next((at for at in behind if is_comma(passage, at)), comma)


def _tells_who(passage: Passage, word: int, last: int) -> bool:
    """Return whether words between commas tell who somebody is: according to X, an analyst, ..."""
    keys, known = passage.words.keys, passage.known.words
    if not known["finite"] or not known["articles"]:
        return False
    commas = (at for at in range(word + 1, min(word + _DESCRIBED, last)) if is_comma(passage, at))
    edge = next(commas, word)
    nouns = passage.mentions_in(word, min(word + _NOUN, edge))
    noun = any(one.kind in {"noun", "office"} for one in nouns)
    return noun and not any(key in known["finite"] for key in keys[word:edge])


def _tells_where(passage: Passage, word: int) -> bool:
    """Return whether words behind a comma tell where: по мнению X, высказанному в Y."""
    small = [passage.known.words[kind] for kind in ("meanwhile", "said_by")]
    return passage.known.owner_by_case and any(
        those.begins_in(passage.words.keys[word : word + 1]) for those in small
    )


def _amid(
    passage: Passage, cue: Cue, found: list[Mention], edges: tuple[int, int, int]
) -> Clause | None:
    """Return the sentence that an "according to X" stands amid, between commas, or behind."""
    first, edge, last = edges
    if _hangs_to_end(passage, edge, last):
        edge = last
    closed = edge == last or is_comma(passage, edge)
    if found and edge < last and passage.words.keys[edge] in passage.known.words["that"]:
        return Clause.of(passage, edge + 1, last, made(found[0], cue, "according"))
    if found and _begins_again(passage, cue, first) and last - edge >= LEAST:
        return Clause.of(passage, edge, last, made(found[0], cue, "according"))
    if not found or not closed or not is_comma(passage, cue.first):
        return None
    if is_agency(passage, found[0]) or last - edge + cue.first - first <= LEAST:
        return None
    end = cue.first if edge == last or _hangs(passage, edge) else last
    begun = begins(passage, first, found[0], cue)
    led = passage.mentions_in(first, begun) if cue.kind == "own" else []
    led = [m for m in led if m.kind == "person" and is_subject(passage, m, behind=True)]
    who = led[0] if len(led) == 1 else found[0]  # X раскритиковал доклад: он, по его мнению, ...
    clause = Clause.of(passage, begun, end, made(who, cue, "according, amid"))
    return None if is_marked(passage, clause) and not _is_whole(passage, cue) else clause


def _hangs_to_end(passage: Passage, edge: int, last: int) -> bool:
    """Return whether what ends a sentence tells where somebody spoke: selon X devant la presse."""
    if not passage.known.inverts or edge >= last or passage.cues_in(edge, last):
        return False
    parted = any(is_comma(passage, at) for at in range(edge, last))
    return passage.words.keys[edge] in passage.known.words["before"] and not parted


def _is_whole(passage: Passage, cue: Cue) -> bool:
    """Return whether a sentence is somebody's, marks and all, and not what they call something."""
    calls = passage.known.words["calling"].at(passage.words.keys, cue.first)
    return passage.known.owner_by_case and calls is None


def _begins_again(passage: Passage, cue: Cue, first: int) -> bool:
    """Return whether an "and" behind a comma stands before a cue: ..., и, по данным X, ..."""
    at, known = cue.first - 1, passage.known.words
    joins = any(passage.words.keys[at] in known[kind] for kind in ("and", "breaking"))
    return at > first and joins and is_comma(passage, at)


def _hangs(passage: Passage, word: int) -> bool:
    """Return whether words behind a view are of whose it is: d'après X, qui fait état de ..."""
    return passage.known.inverts and hangs_on(passage, word)


def as_said(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return the sentence behind an "as X said,": ինչպես նշել է X, ..."""
    words, known = passage.words, passage.known
    before = range(first, cue.first if known.stands_alone else first + 1)
    at = next((at for at in before if words.keys[at] in known.words["as"]), None)
    if at is None or cue.first - at > _FAR:
        return None
    amid = at > first and known.stands_alone and is_comma(passage, at)
    if at > first and not amid:
        return None
    commas = (at for at in range(cue.last, last) if "," in words.between(at - 1, at))
    edge = next(commas, None)
    if edge is None or last - edge < LEAST:
        return None
    by = subject_of(passage, cue, at, edge, "as-clause")
    if by is None or "document" in by.rule:
        by = source(passage, cue, at, edge) or by
    if by is None or by.who is None:
        return None
    return Clause.of(passage, first if amid else edge, last, by)
