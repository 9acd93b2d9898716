"""Is what stands between marks speech, or a title, a name, a word held at arm's length. Pure."""

from pipeline.quotations import few
from pipeline.quotations.inversion import verb
from pipeline.quotations.mark import Marked
from pipeline.quotations.passage import Passage
from pipeline.quotations.role import only_adverbs
from pipeline.quotations.utterance import is_led, is_noun, is_utterance

_ENDING = 3  # letters of an ending behind a hyphen
_HYPHENS = frozenset({"-", "‑", "–"})
_FEW = 4  # words below which marks alone are no speech
_NAME = 3  # words of the longest name in small letters behind its noun
_REACH = 12  # words from a few marked ones to the verb of saying
_OBJECT = 7  # words from a verb of saying to a marked one that is its object
_BEHIND = 6  # words from marks to who stands behind a dash
_WHOM = 4  # words of whom an "according to" before marks is of
_NAMED = frozenset({"person", "office", "institution"})
_TITLE = 14  # words of the longest title
_JUDGING = 3  # words from a verb that judges to what it judges


def is_speech(one: Marked, passage: Passage) -> bool:
    """Return whether a marked passage may be speech."""
    words = passage.words
    if one.told:
        return True
    first, last = passage.word(one.start), passage.word(one.end)
    before = words.text[words.ends[first - 1] : one.opens] if first > passage.first else "."
    after = words.text[one.closes : words.starts[last]] if last < passage.last else "."
    if last - first <= _TITLE and _is_named(passage, first, last, before, after):
        return False
    if last - first <= _FEW and is_name(passage, first, before):
        return False
    if last - first < _FEW and passage.known.words["titled"]:
        return few.is_said(passage, one, (first, last), after)
    if last - first >= _FEW or is_led(passage, first - 1, one.opens):
        return True  # X-ի պատասխանը՝ «Այո»
    judged = _is_judged(passage, first, last)
    return judged or _is_said(passage, one, (first, last), (before, after))


def speech_behind_colon(passage: Passage, first: int, last: int) -> int | None:
    """Return the word with which speech begins that a colon of a sentence leads to: A: «B»."""
    words = passage.words
    for one in passage.marks if passage.known.owner_by_case else ():
        at = passage.word(one.opens)
        if first < at < last and passage.announces(words.starts[first], one.opens):
            return at if words.capital[at] and is_speech(one, passage) else None
    return None


def is_name(passage: Passage, first: int, before: str) -> bool:
    """Return whether marked words with a capital go on with a sentence, where that is a name."""
    if not passage.known.capitals_name or before.strip(" \u00a0") or first == passage.first:
        return False
    words = passage.words
    told = words.keys[first - 1] in passage.known.words["that"]
    return words.capital[first] and not told and words.party(first) is None


def is_fragment(one: Marked, passage: Passage) -> bool:
    """Return whether a marked passage in what is reported is of its words, no name or title."""
    words, first = passage.words, passage.word(one.start)
    name = first in words.parted and not words.capital[first + 1]  # "NATO'nun gözü kulağı"
    return (name or not words.capital[first]) and not is_titled(one, passage)


def is_titled(one: Marked, passage: Passage) -> bool:
    """Return whether a word beside marks says that they hold a title or a name."""
    words = passage.words
    first, last = passage.word(one.start), passage.word(one.end)
    before = words.text[words.ends[first - 1] : one.opens] if first > passage.first else "."
    after = words.text[one.closes : words.starts[last]] if last < passage.last else "."
    return _is_named(passage, first, last, before, after)


def _is_named(passage: Passage, first: int, last: int, before: str, after: str) -> bool:
    """Return whether a word beside the marks says that they hold a title or a name."""
    keys, naming = passage.words.keys, passage.known.words["naming"]
    beside = last < passage.last and passage.words.ends[last] - passage.words.starts[last]
    if after in _HYPHENS and beside <= _ENDING:
        return True  # «Ազատություն»-ը: a name takes endings, words do not
    if few.is_titled(passage, first, last) or _is_teller(passage, first, last, after):
        return True
    leads = not passage.known.endings["clause"]  # there the noun stands behind its name
    small = passage.known.stands_alone and not passage.words.capital[first]
    leads = leads and not (small and last - first > _NAME)  # հռչակագիրը «նոր էջ է բացում»
    if leads and not before.strip(" \u00a0,") and not few.is_clause(passage, first, last):
        for length in (1, 2):
            at = first - length
            if at >= passage.first and (found := naming.at(keys, at)) and found[1] == length:
                return not (
                    few.is_called(passage, at, first) or _is_judgement(passage, at, first, last)
                )
    return not after.strip(" \u00a0,-'’") and naming.at(keys, last) is not None


def _is_teller(passage: Passage, first: int, last: int, after: str) -> bool:
    """Return whether marks hold who says something: "Human Rights Watch" bildirib ki, ..."""
    words = passage.words
    name = passage.known.drops_subject and all(words.capital[first:last]) and not after.strip()
    verb = passage.cues_in(last, min(last + 3, passage.last)) if name else []
    if not verb or verb[0].first != last or verb[0].last >= passage.last:
        return False
    return words.keys[verb[0].last] in passage.known.words["that"]


def _is_reported(passage: Passage, sentence: tuple[int, int], span: tuple[int, int]) -> bool:
    """Return whether a few words in small letters stand in a sentence of somebody's saying."""
    near = (max(sentence[0], span[0] - _REACH), min(sentence[1], span[1] + _REACH))
    cues = passage.cues_in(*near)
    after = passage.known.inverts and any(cue.kind == "according" for cue in cues)
    return after or any(cue.says for cue in cues)


def _is_called(passage: Passage, sentence: tuple[int, int], span: tuple[int, int]) -> bool:
    """Return whether somebody calls something a marked word: որակել է «անընդունելի»."""
    keys, known = passage.words.keys, passage.known.words
    small = (known["adverbs"], known["as"], known["auxiliaries"])
    first, last = span
    if first == last or passage.words.capital[first]:
        return False
    if keys[last - 1].endswith(passage.known.endings["judged"]):  # назвал миссию «фарсом»
        return any(known["calling"].at(keys, at) for at in range(sentence[0], first))
    while first > passage.first and any(keys[first - 1] in one for one in small):
        first -= 1
    while last < passage.last and any(keys[last] in one for one in small):
        last += 1
    around = [at for at in (first - 1, last) if passage.first <= at < passage.last]
    return any(known["calling"].at(keys, at) is not None for at in around)


def _is_judgement(passage: Passage, noun: int, first: int, last: int) -> bool:
    """Return whether a verb before a noun says what it is called: назвал учения «угрозой»."""
    judged = passage.known.endings["judged"]
    if (
        not judged
        or passage.words.capital[first]
        or not passage.words.keys[last - 1].endswith(judged)
    ):
        return False
    near = range(max(passage.first, noun - _JUDGING), noun)
    return any(passage.known.words["calling"].at(passage.words.keys, at) for at in near)


def _is_judged(passage: Passage, first: int, last: int) -> bool:
    """Return whether a verb behind says what something is called, and no name: X's own affair."""
    if last - first <= 1 or passage.words.capital[last - 1]:
        return False
    return passage.known.words["calling"].at(passage.words.keys, last) is not None


def _is_object(passage: Passage, start: int, first: int, last: int, end: int) -> bool:
    """Return whether a marked word is what a verb of saying before it has: un « miracle »."""
    if not passage.known.inverts or passage.words.capital[first]:
        return False
    if any(cue.first == last and cue.kind == "according" for cue in passage.cues_in(last, end)):
        return True  # une « provocation », selon X
    cues = passage.cues_in(max(start, first - _OBJECT), first)
    return bool(cues) and not any(
        passage.words.between(at - 1, at).strip(" \u00a0'’«“\"-")
        or passage.words.keys[at] in passage.known.words["that"]
        for at in range(cues[-1].last, first + 1)
    )


def _is_said(passage: Passage, one: Marked, span: tuple[int, int], gaps: tuple[str, str]) -> bool:
    """Return whether a verb of saying stands right by a few marked words."""
    (first, last), (_before, after) = span, gaps
    start, end = (passage.word(edge) for edge in passage.sentence(one.start))
    if last - first <= 1 and passage.words.text[one.end - 1] not in "!?":
        called = _is_called(passage, (start, end), (first, last))
        small = not passage.words.capital[first]  # X-in “xəyanət” ittihamı
        whose = (m for m in passage.mentions_in(start, first) if m.case == "other")
        beside = small and any(m.last == first for m in whose)
        called = called or (beside and _is_uttered(passage, one, (start, first, last)))
        return called or _is_object(passage, start, first, last, end)
    if not passage.words.capital[first] and _is_reported(passage, (start, end), (first, last)):
        return True
    this = last < passage.last and passage.known.words["this"].at(passage.words.keys, last)
    if this or _is_uttered(passage, one, (start, first, last)):
        return True
    apart = after.lstrip().startswith((",", "–", "—", "-"))
    far = _REACH if "-" in after or "–" in after or "—" in after else 3
    near = passage.cues_in(last, min(last + far, end))
    inverted = passage.words.capital[first] and _is_inverted(passage, one, last, end)
    inverted = inverted or _is_dashed(passage, last, end, after)
    joined = near and (near[0].first == last or only_adverbs(passage, last, near[0].first))
    if inverted or (near and (joined or apart)):
        return True
    if _is_by_words(passage, start, first) or _goes_on(passage, one, first):
        return True
    announced = first > passage.first and passage.announces(
        passage.words.starts[first - 1], one.opens
    )
    may = passage.known.leads_with_verb and passage.words.capital[first]
    direct = may and last - first >= _FEW - 1  # X был краток: «Договор согласован целиком»
    direct = direct or _is_done(passage, first, last)
    led = direct or passage.cues_in(max(passage.first, first - _REACH), first)
    return announced and bool(led)


def _is_done(passage: Passage, first: int, last: int) -> bool:
    """Return whether a few words are a sentence in Turkish: by its verb, or whose colon leads."""
    done, words = passage.known.endings["done"], passage.words
    if not done or last - first <= 1 or words.capital[last - 1]:
        return False
    before = passage.mentions_in(max(passage.first, first - _BEHIND), first)
    named = any(one.last == first and one.kind in _NAMED for one in before)
    named = named or is_noun(passage, first - 1)  # Rusya'dan uyarı: "Taviz vermeyin"
    return named or words.keys[last - 1].endswith(done)  # Aliyev: "Taviz vermeyeceğiz"


def _is_by_words(passage: Passage, start: int, first: int) -> bool:
    """Return whether it is told before marks by whose words they are."""
    for cue in passage.cues_in(max(start, first - _REACH), first):
        if cue.last == first and cue.kind in {"own", "according_after"}:
            return True  # X-in sözlərinə görə, "..."
        if cue.kind == "according" and first - cue.last <= _WHOM:
            return True  # по словам X, «...»
    nouns = passage.known.words["utterances"]
    return first > start and passage.words.keys[first - 1] in nouns  # чьи слова — «...»


def _is_uttered(passage: Passage, one: Marked, span: tuple[int, int, int]) -> bool:
    """Return whether a noun of saying behind a few words tells whose they are, or they are cried.

    X'in "..." sözleri
    """
    start, first, last = span
    if last >= passage.last or not is_utterance(passage, last):
        return False
    if passage.words.text[one.closes : passage.words.starts[last]].strip():
        return False
    if any(cue.says for cue in passage.cues_in(last + 1, last + 2)):
        return True  # "..." çağrısını yineledi
    whose = passage.mentions_in(max(start, first - _OBJECT), first)
    return passage.words.text[one.end - 1] in "!?" or any(m.case == "other" for m in whose)


def _goes_on(passage: Passage, one: Marked, first: int) -> bool:
    """Return whether marks go on behind a dash and who tells the words before: "A", — X. — "B"."""
    earlier = next((m for m in reversed(passage.marks) if m.closes <= one.opens), None)
    gap = passage.words.text[passage.words.ends[first - 1] : one.opens] if first else ""
    if earlier is None or not gap.rstrip().endswith(("-", "–", "—")):
        return False
    told = passage.word(earlier.closes)
    return any(cue.says and first - cue.last <= 1 for cue in passage.cues_in(told, first))


def _is_dashed(passage: Passage, last: int, end: int, after: str) -> bool:
    """Return whether somebody stands behind a comma and a dash: «Не думаю», — качает головой X."""
    known, gap = passage.known, after.strip(" \u00a0")
    verb = known.leads_with_verb and last < end and not passage.words.capital[last]
    if known.inverts or last >= end or not (verb or known.drops_subject):
        return False
    dashed = gap.startswith(",") and gap.endswith(("-", "–", "—"))
    return dashed and any(m.speaks for m in passage.mentions_in(last, min(last + _BEHIND, end)))


def _is_inverted(passage: Passage, one: Marked, last: int, end: int) -> bool:
    """Return whether a verb of any meaning follows the marks: « Pas question », a souri X."""
    if not passage.known.inverts or last >= passage.last:
        return False
    gap = passage.words.text[one.closes : passage.words.starts[last]].strip(" \u00a0")
    if gap != "," and passage.words.text[one.end - 1] not in "?!…":
        return False
    told = verb(passage.words, passage.known, last, end)
    reflexive = passage.words.keys[last] in passage.known.words["clitics"]  # s'étrangle X
    return told is not None and (told.compound or reflexive)
