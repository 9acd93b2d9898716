"""The words that stand where a speaker stands, when we know none of them. Pure."""

from pipeline.people import people
from pipeline.quotations.beside import NEAR
from pipeline.quotations.credit import Attribution, made
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import BESIDE, is_comma, is_run_on
from pipeline.speakers.land import country_ending
from pipeline.speakers.mention import Mention

_NEAR = 3  # words from a "who" to its verb
_SMALL = ("perfect", "clitics", "negations", "adverbs")  # between a subject and its verb
_BODIES = {"european_union": "eeas", "united_states": "state_department", "osce": "osce"}


def named_by_words(passage: Passage, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the words that stand where a speaker stands, when we know none of them."""
    words, known = passage.words, passage.known
    first, least = cue.first, max(floor, cue.first - NEAR)
    while first > least and is_run_on(passage, first - 1, first, first - 1):
        first -= 1
    begins = first
    first = words.start_without(first, cue.first, known.words["adverbs"], known.words["and"])
    first -= first > begins and words.keys[first - 1] in known.words["groups"]  # both sides
    if first < cue.first:
        if known.inverts and (country := _countries(passage, first, cue.first)):
            return made(country, cue, "words before the verb, a country")
        chunk = _bare_chunk(passage, first, cue.first)
        return made(None, cue, "words before the verb", chunk) if chunk else None
    opens = cue.first == floor and known.subject_follows
    return _behind(passage, cue, ceiling) if opens else None


def _behind(passage: Passage, cue: Cue, ceiling: int) -> Attribution | None:
    """Return the words behind a verb that opens its sentence, where they may be its subject."""
    words, known = passage.words, passage.known
    last, most = cue.last, min(ceiling, cue.last + BESIDE)
    while last < most and is_run_on(passage, last - 1, last, last):
        last += 1
    first = words.start_without(cue.last, last, known.words["adverbs"])
    plural = words.keys[cue.last - 1].endswith(passage.known.endings["plural"] or ("\n",))
    if first < last and plural and words.keys[first] in known.words["there"]:
        there = Mention(first=first, last=first + 1, kind="pronoun", head=first)
        return made(there, cue, "words after the verb")
    outlets = any(key in known.words["agencies"] for key in words.keys[first:last])
    if first == last or (known.stands_alone and outlets):
        return None
    return made(None, cue, "words after the verb", (first, last))


def _bare_chunk(passage: Passage, first: int, last: int) -> tuple[int, int] | None:
    """Return words before a verb without what leads to them; None: they name nobody."""
    words, known = passage.words, passage.known.words
    groups = words.keys[first] in known["groups"]
    last = words.end_without(first + groups, last, known["adverbs"])
    if words.keys[first] in known["breaking"] or words.keys[first] in known["asking"]:
        first += 1  # after campaign aides insisted
    if first >= last or (known["breaking"] and words.keys[first] in known["before"]):
        return None  # of Republican claims
    if passage.known.stands_alone and words.keys[last - 1].endswith(passage.known.endings["whom"]):
        return None  # X-ին հարցրել են: of whom, not who
    converb = passage.known.endings["converb"]
    if converb and words.keys[last - 1].endswith(converb):
        return None  # əlavə edərək bildirib
    nobody = last - first == 1 and words.keys[first] in known["inverted"]  # côté russe, on dit
    named = (
        groups
        or nobody
        or words.keys[first] in known["articles"]
        or any(words.capital[first:last])
    )
    named = named or _are_several(passage, first, last)
    return (first, last) if named else None


def _are_several(passage: Passage, first: int, last: int) -> bool:
    """Return whether small words behind a comma are a noun of several beside its verb."""
    words, endings = passage.words, passage.known.endings
    if not (passage.known.owner_by_case and passage.first < first and last < passage.last):
        return False
    led = words.keys[first] in passage.known.words["before"]
    comma = words.between(first - 1, first).strip() == ","
    noun = words.keys[last - 1].endswith(endings["many"])
    return comma and noun and not led and words.keys[last].endswith(endings["plural"])


def country_apart(passage: Passage, cue: Cue, floor: int, rule: str) -> Attribution | None:
    """Return countries that a sentence begins with, an aside behind them: X, qui nie, dit."""
    words = passage.words
    if not passage.known.inverts or floor >= cue.first:
        return None
    if floor != passage.word(passage.sentence(words.starts[floor])[0]):
        return None
    one = _named(passage, floor, cue.first)
    if one is None or one.last >= cue.first or not is_comma(passage, one.last):
        return None
    small = (passage.known.words[kind] for kind in _SMALL)
    at = words.end_without(one.last, cue.first, *small)
    who = passage.known.words["who"]
    within = (words.keys[max(cue.first - _NEAR, one.last) : cue.first]
        for cue in passage.cues_in(one.last, at))  # fmt: skip
    alone = is_comma(passage, at) and all(any(key in who for key in keys) for keys in within)
    return made(one, cue, f"{rule}, a country") if alone else None


def _countries(passage: Passage, first: int, last: int) -> Mention | None:
    """Return countries that stand alone before their verb, for their governments.

    L'Arménie a dit; l'Arménie et l'Azerbaïdjan ont dit.
    """
    one, known = _named(passage, _row(passage, first), last), passage.known.words
    behind = passage.words.keys[one.last : last] if one else ()
    small = all(any(key in known[kind] for kind in _SMALL) for key in behind)
    return one if small else None


def _named(passage: Passage, first: int, last: int) -> Mention | None:
    """Return the countries in a row that begins at a word, for their governments."""
    words, known = passage.words, passage.known.words
    found: list[tuple[int, str, str]] = []  # word after it, party, body
    at = first
    while at < last and (one := _country(passage, at, last)):
        found.append(one)
        at = words.start_without(one[0], last, known["and"])
        if at == one[0] and "," not in words.between(at - 1, at):
            break
    if not found:
        return None
    begins = first + (words.keys[first] in known["articles"])
    return Mention(
        first=begins, last=found[-1][0], kind="institution", head=begins,
        institutions=frozenset(body for *_, body in found), metonym=True,
        parties=tuple(party for _, party, _ in found), plural=len(found) > 1,
    )  # fmt: skip


def _row(passage: Passage, first: int) -> int:
    """Return where a row of countries begins whose last ones begin at a word: A, B et C."""
    words, floor, edge = passage.words, passage.first, first
    while first > floor and words.between(first - 1, first).strip() == ",":
        before = country_ending(words, first, floor)
        if before is None:
            break
        first = before[1]
        first -= first > floor and words.keys[first - 1] in passage.known.words["articles"]
    led = first > floor and words.keys[first - 1] in passage.known.words["before"]
    return edge if led else first


def _country(passage: Passage, first: int, last: int) -> tuple[int, str, str] | None:
    """Return the word after a country that begins at a word, its party and its government."""
    words, known = passage.words, passage.known.words
    first += words.keys[first] in known["articles"]
    party = words.party(first) if first < last else None
    if party is None or not words.capital[first]:
        return None
    bodies = (f"government_{party[0]}", f"mfa_{party[0]}", _BODIES.get(party[0], ""))
    body = next((one for one in bodies if one in people().institutions), None)
    return (first + party[1], party[0], body) if body else None
