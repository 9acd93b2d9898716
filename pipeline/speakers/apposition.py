"""Mentions that are one: a title and its name, a spokesman and his ministry. Pure."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from pipeline.clauses.declension import cased
from pipeline.grammar import Grammar
from pipeline.people import people
from pipeline.quotations.vocabulary import plain
from pipeline.speakers.lexicon import Words
from pipeline.speakers.mention import Mention
from pipeline.speakers.naming import title_words
from pipeline.speakers.speaker import ever_held

_TITLES = frozenset({"office", "noun"})
_OF = frozenset({"de", "du", "des", "d", "of", "for", "from", "au"})
_PARTING = frozenset('։!?…,;:.՝()«»“”"—–')
_ALONE = frozenset({"pronoun", "relative"})
_PAUSES = frozenset({",", "՝"})  # a title and its name may stand on both sides of
_TO = frozenset({*_OF, "to", "à", "a", "auprès"})  # an aide to the minister
_ARTICLES = frozenset({"the", "le", "la", "l", "les"})
_DEFINITE = "ը"  # Armenian: what has the article belongs to nothing behind it
_BEFORE_VOWELS = re.compile("[^աեէըիոօւ]ն$")  # the article, too; not of պաշտպան
_BY = "tarafindan"  # as compared
_ISSUING = 8  # words between who sends out a text, and the text
_FAR = 2  # words between a title and what it is of
_FARTHER = 4  # to a deputy's, an aide's: the president's foreign policy aide
_WHOSE = frozenset({"office", "noun", "person"})


def joined(found: Iterable[Mention], words: Words, known: Grammar) -> list[Mention]:
    """Return mentions in their order, those written as one joined."""
    whole: list[Mention] = []
    head_last = known.head_last
    for one in found:
        left = whole[-1] if whole and not _is_told_to(one, words, known) else None
        if left and (other := _another(left, one, words, known)):
            whole[-1] = other
            continue
        if left and (sent := _sent_out(left, one, words, known)):
            whole[-1] = sent
            continue
        gap = _gap(left, one, words, known) if left else None
        if left is None or gap is None:
            whole.append(one)
            continue
        if gap in _PAUSES:
            open_ended = known.words["finite"] and not _is_closed(one, words)
            apart = head_last and (gap == "," or left.case != one.case)  # Ըստ X-ի՝ Y-ը ...
            both = None if apart or open_ended else _apposed(left, one)
        elif (
            head_last
            and known.stands_alone
            and left.metonym
            and _is_place(words, left.last - 1, known)
        ):
            both = None  # Երևանում արտգործնախարարը
        elif head_last:
            issued = one.kind == "document" and not any(
                word in known.words["and"] for word in gap.split()
            )  # the statement that the ministry sent out
            both = _head_last(left, one, words) if not gap or issued else None
        elif not gap and (longer := _run_on(left, one, words, known)):
            both = longer
        else:
            both = _headed(left, one, gap, words, known)
        whole[-1:] = [both] if both else [left, one]
    whole = _of_two(whole, words, known)
    return [one for one in whole if one.role != "acting" or one.of or one.kind == "person"]


def _headed(
    left: Mention, right: Mention, gap: str, words: Words, known: Grammar
) -> Mention | None:
    """Return two mentions as one where what belongs to the first stands behind it."""
    by_case = known.owner_by_case
    both = _head_first(left, right, _by(left, gap, words, known).split(), owner_by_case=by_case)
    if both and both.kind == "person" and left.case == "other":
        return cased(both, words, known)
    return _staff(left, right, words, known) if both is None and by_case and not gap else both


def _is_told_to(one: Mention, words: Words, known: Grammar) -> bool:
    """Return whether something is told to somebody who no title before them is of: журналистам."""
    noun = one.kind in {"noun", "institution"} and not one.metonym and one.case == "other"
    to = noun and not known.head_last and bool(known.endings["hearer"])
    return to and words.keys[one.last - 1].endswith(known.endings["hearer"])


def _another(left: Mention, right: Mention, words: Words, known: Grammar) -> Mention | None:
    """Return whom a word beside a title makes another of: the minister's deputy, his office.

    What is said of an acting minister stays the minister's, for a while.
    """
    far = right.first - left.last > _FARTHER or _is_where(left, right, words, known)
    if far or not (_is_head(left) or _is_head(right)):
        return None
    between = range(left.last, right.first)
    gap = words.text[words.ends[left.last - 1] : words.starts[right.first]]
    if left.role == "acting":
        gap = gap.removeprefix(".")  # и.о. министра
    if not _PARTING.isdisjoint(gap):
        return None
    told = (at for at in between if words.facts[at].cue)
    cues = any(words.keys[at] not in known.words["after"] for at in told)  # X's: no cue
    if cues or any(words.capital[at] for at in between):
        return None
    pair = _whose(left, right, words.keys[left.last : right.first], known)
    if pair is None:
        return None
    head, of = pair
    if head.role == "acting":
        return _acting(of, head, left.first, right.last)
    return replace(_as_one(left, right, head, of=of), case=head.case)


def _whose(
    left: Mention, right: Mention, between: list[str], known: Grammar
) -> tuple[Mention, Mention] | None:
    """Return which of two mentions is the other's: first that one, then whose."""
    beside = not between
    if known.head_last:
        head, of = right, left
        belongs = left.case == "other" or (beside and left.kind != "person")
    else:
        head, of = right, left
        role = beside and bool(right.role) and left.kind != "person"
        belongs = _is_head(right) and left.speaks and (between[:1] == ["s"] or role)
        if not belongs:
            head, of = left, right
            belongs = _is_of(left, right, between, known)
    if not belongs or not _is_head(head) or of.kind not in {*_WHOSE, "institution"}:
        return None
    if of.kind == "institution" and not (head.role and between != ["s"]):
        return None
    return head, of


def _is_of(left: Mention, right: Mention, between: list[str], known: Grammar) -> bool:
    """Return whether what stands first is of what follows: an aide to the minister."""
    if known.owner_by_case:
        named = right.kind == "person" and left.case == "other" and not between
        if named and (left.of or left.offices or left.institutions):
            return False  # it is his name
        if right.case == "other":
            return True
    if not between:
        return bool(left.role) and right.kind in {"office", "noun"}
    return bool(_TO & {*between}) and between[-1] in _TO | _ARTICLES


def _is_head(one: Mention) -> bool:
    """Return whether a mention may be somebody else's: a deputy, or an office without a name."""
    return bool(one.role) or (one.kind == "institution" and not one.institutions)


def _acting(of: Mention, head: Mention, first: int, last: int) -> Mention:
    """Return an office with the word that says who holds it does so for a while."""
    return replace(
        of,
        first=first,
        last=last,
        case=head.case,
        parties=of.parties + head.parties,
        acting=of.kind == "office",
    )


def _is_body(left: Mention, right: Mention, known: Grammar) -> bool:
    """Return whether a noun behind a name nobody told us makes it a body's: Hayastan bloc."""
    stranger = left.kind == "person" and not (left.persons or left.offices)
    body = right.kind == "institution" and not (right.institutions or right.parties)
    return bool(known.words["things"]) and stranger and body and left.head == left.first


def _by(left: Mention, gap: str, words: Words, known: Grammar) -> str:
    """Return the small words of "a statement by X" as those of one of his; no title's."""
    titled = left.first == 0 or words.keys[left.first - 1] not in known.words["articles"]
    if left.kind != "document" or titled:
        return gap
    return gap.replace("by", "of", 1) if gap.startswith("by") else gap


def _gap(left: Mention, right: Mention, words: Words, known: Grammar) -> str | None:
    """Return the small words between two mentions, or a pause; None: too much stands there."""
    if left.kind in _ALONE or right.kind in _ALONE or _is_where(left, right, words, known):
        return None
    gap = words.text[words.ends[left.last - 1] : words.starts[right.first]]
    between = words.keys[left.last : right.first]
    if gap.strip() in _PAUSES or _is_of_a_land(left, right, gap, words, known):
        return gap.strip()[:1]
    if len(between) > _FAR or not _PARTING.isdisjoint(gap):
        return None
    if right.kind == "document" and any(one in known.words["topic"] for one in between):
        return None  # bakanlık ise açıklamasında: who says it, and where
    branch = _is_branch(right, between, words, known)
    by = branch or (left.kind == "document" and between == ["by"])
    if not by and not all(one in known.words["function"] for one in between):
        return None
    return "" if branch else " ".join(between)


def _is_branch(right: Mention, between: list[str], words: Words, known: Grammar) -> bool:
    """Return whether a body is another's in some place: BMT-nin Bakı ofisi."""
    branch = known.words["branches"].at(words.keys, right.first) is not None
    return branch and len(between) == 1 and words.capital[right.first - 1]


def _sent_out(left: Mention, right: Mention, words: Words, known: Grammar) -> Mention | None:
    """Return a text and who sent it out, where a participle joins them."""
    if _is_published(left, right, words, known):
        return _as_one(left, right, left, of=right)
    return _as_one(left, right, right, of=left) if _is_issued(left, right, words, known) else None


def _is_published(left: Mention, right: Mention, words: Words, known: Grammar) -> bool:
    """Return whether a text is told by whom it was published: le texte diffusé lundi par X."""
    between = words.keys[left.last : right.first]
    if left.kind != "document" or not known.words["given_by"] or not between:
        return False
    if right.kind in _ALONE or len(between) > _ISSUING:
        return False
    if not _PARTING.isdisjoint(words.text[words.ends[left.last - 1] : words.starts[right.first]]):
        return False
    by = any(key in known.words["given_by"] for key in between[-2:])
    return by and any(key in known.words["issuing"] for key in between)


def _is_of_a_land(left: Mention, right: Mention, gap: str, words: Words, known: Grammar) -> bool:
    """Return whether a comma and of what country somebody is part two: son chef, l'Allemand X."""
    between = range(left.last, right.first)
    if len(between) != 2 or not gap.startswith(","):  # noqa: PLR2004  an article and a noun
        return False
    article, noun = between
    of = words.facts[noun].small and words.capital[noun]
    return of and words.keys[article] in known.words["articles"]


def _is_issued(left: Mention, right: Mention, words: Words, known: Grammar) -> bool:
    """Return whether somebody sent out a text: bakanlığın sitesinde yayımlanan belgede."""
    if right.kind != "document" or left.kind in _ALONE or left.kind == "document":
        return False
    between = range(left.last, right.first)
    if not between or len(between) > _ISSUING:
        return False
    if not _PARTING.isdisjoint(words.text[words.ends[left.last - 1] : words.starts[right.first]]):
        return False
    if left.metonym and _is_place(words, left.last - 1, known):
        return False  # Moskova'da imzalanan bildiride
    by = left.case == "other" or words.keys[left.last] == _BY
    return by and any(words.keys[at] in known.words["issuing"] for at in between)


def _of_two(found: list[Mention], words: Words, known: Grammar) -> list[Mention]:
    """Return mentions with the texts of two capitals as one."""
    if not known.parts_endings or all(one.kind != "document" for one in found):
        return found
    whole = found[:1]
    for left, one in pairwise(found):
        pair = _of_both(left, one, words, known)
        whole[-1:] = [pair] if pair else [*whole[-1:], one]
    return whole


def _of_both(left: Mention, right: Mention, words: Words, known: Grammar) -> Mention | None:
    """Return the text of two capitals: Bakü ile Erivan'ın ortak açıklaması."""
    of = right.of
    if right.kind != "document" or of is None or not (left.metonym and of.metonym):
        return None
    between = words.keys[left.last : right.first]
    if len(between) != 1 or between[0] not in known.words["and"]:
        return None
    bodies = left.institutions | of.institutions
    parties = tuple(people().institutions[name].party for name in sorted(bodies))
    named = [one for one in parties if one]
    return replace(right, first=left.first, institutions=bodies, parties=tuple(named), plural=True)


def _is_place(words: Words, word: int, known: Grammar, behind: str = "") -> bool:
    """Return whether a word says where something is, perhaps with an ending: mecliste-ki."""
    written = words.text[words.starts[word] : words.ends[word]]
    places = known.endings["place"]
    return bool(places) and plain(written, known.language).removesuffix(behind).endswith(places)


def _is_where(left: Mention, right: Mention, words: Words, known: Grammar) -> bool:
    """Return whether a body is but where somebody says something: X'in mecliste söylediği."""
    body = right.kind == "institution" and left.kind == "person"
    return body and known.drops_subject and _is_place(words, right.last - 1, known, "ki")


def _apposed(left: Mention, right: Mention) -> Mention | None:
    """Return a title with the name behind its comma."""
    return _as_one(left, right, right) if _names(left, right) else None


def _run_on(left: Mention, right: Mention, words: Words, known: Grammar) -> Mention | None:
    """Return a mention that goes on with the next word: whose aide, or what a body is."""
    body = replace(left, last=right.last) if _is_body(left, right, known) else None
    return _principal(left, right, words) or body


def _principal(left: Mention, right: Mention, words: Words) -> Mention | None:
    """Return somebody's aide with the name of whose: an adviser to President X."""
    of = left.of
    if of is None or of.kind not in _TITLES or right.kind != "person" or of.last != left.last:
        return None
    by_case = words.known.owner_by_case and left.kind == "institution" and right.case == "other"
    if not by_case and (of.kind == "noun" or not words.capital[of.first]):
        return None  # the adviser to the president X: the name is his own
    return replace(left, last=right.last, of=_as_one(of, right, right))


def _is_closed(one: Mention, words: Words) -> bool:
    """Return whether a mark stands behind a name: about the prisoners, X said, is none."""
    if one.last >= len(words.keys):
        return True
    gap = words.between(one.last - 1, one.last)
    return bool(gap.strip(" -'’")) or "\n" in gap


def _names(left: Mention, right: Mention) -> bool:
    return left.kind in _TITLES and right.kind == "person"


def _head_last(left: Mention, right: Mention, words: Words) -> Mention | None:
    """Return what belongs, and then what it belongs to: ՀՀ ԱԳՆ խոսնակ, Nazirliyin sözçüsü."""
    if left.kind == "document" and right.kind != "document":
        return None  # bəyanatda nazirlər
    if right.kind == "person":
        apart = left.kind == "person" or (left.kind in _TITLES and _is_definite(left, words))
        apart = apart or (left.kind == "institution" and right.case == "other")  # müxalifət X-i
        apart = apart or _is_told_of(left, right, words)
        return None if apart else _as_one(left, right, right)  # the expert, at Civilnet
    if left.kind == "person" and (right.parties or right.metonym):
        return None  # X-in ... ölkənin naziri, X-lə Bakıda: two
    plain = left.kind == right.kind == "noun" and not (left.role or right.role)
    if plain and left.speaks and left.last == right.first:
        return _as_one(left, right, right)  # müxalifətçi deputat
    apart = right.kind == "institution" and bool(right.institutions)  # İcması Avropa İttifaqının
    whole = left.kind == "institution" and not _is_definite(left, words) and not apart
    return _as_one(left, right, right, of=left) if left.case == "other" or whole else None


def _is_told_of(left: Mention, right: Mention, words: Words) -> bool:
    """Return whether a title before a name in the genitive is of who tells of them, in Turkic.

    Nazir Paşinyanın hazır olmadığını deyib: he is no minister
    """
    known, whose = words.known, words.written(right.last - 1)
    theirs = known.drops_subject and whose.endswith(known.endings["whose"] or ("\n",))
    if not theirs or not right.persons or left.kind not in _TITLES or not left.speaks:
        return False
    held = {office for one in right.persons for office in ever_held(one)}
    titles = {word for office in held for word in title_words(known.language).get(office, ())}
    mine = {
        form for at in range(left.first, left.last) for form in (words.keys[at], words.stems[at])
    }
    return not (left.offices & held if left.offices else mine & titles)


def _is_definite(one: Mention, words: Words) -> bool:
    """Return whether a mention ends in the Armenian article."""
    key, start = words.keys[one.last - 1], words.starts[one.last - 1]
    if words.text[start : start + len(key)].isupper():
        return False  # ԱԳՆ
    return key.endswith(_DEFINITE) or _BEFORE_VOWELS.search(key) is not None


def _head_first(
    left: Mention, right: Mention, between: list[str], *, owner_by_case: bool
) -> Mention | None:
    """Return a title and its name, or what it is of: le président Aliev, глава МИД."""
    generic = left.kind == "institution" and not left.institutions
    if owner_by_case and generic and left.case != right.case:
        return None  # коллега по фракции X
    if not between and right.kind == "person" and (left.kind in _TITLES or generic):
        of = owner_by_case and right.case == "other" and left.case == "subject"
        return _as_one(left, right, left, of=right) if of else _as_one(left, right, right)
    if between[:1] == ["s"] and right.kind in {*_TITLES, "document"}:  # Clinton's spokesman
        return _as_one(left, right, right, of=left)
    if left.kind not in {*_TITLES, "document"}:
        return None
    if owner_by_case:
        body = right.kind == "institution" and left.kind != "office"
        belongs = not between and (right.case == "other" or body)
    else:
        belongs = bool(between) and between[0] in _OF
    return _as_one(left, right, left, of=right) if belongs else None


def _staff(left: Mention, right: Mention, words: Words, known: Grammar) -> Mention | None:
    """Return a body of an institution: its press service or its staff alone speaks for it."""
    if left.kind != "institution" or left.institutions or not right.institutions:
        return None
    if right.kind != "institution":
        return None
    role = known.others.at(words.keys, left.first)
    whole = _as_one(left, right, left, of=right)
    speaks = role and role[0] == "heralds"
    speaks = speaks or words.keys[left.first] in known.words["own_bodies"]
    return whole if speaks else replace(whole, institutions=frozenset())


def _as_one(left: Mention, right: Mention, head: Mention, *, of: Mention | None = None) -> Mention:
    """Return two mentions as one; `of` is the one the head belongs to."""
    other = left if head is right else right
    named = head.kind == "person"
    bodies = (
        frozenset() if named else head.institutions or (of.institutions if of else frozenset())
    )
    return replace(
        head,
        first=left.first,
        last=right.last,
        offices=head.offices or (other.offices if named else frozenset()),
        institutions=bodies,
        parties=left.parties + right.parties,
        both=left.both or right.both,
        plural=(of if of and not head.institutions else head).plural,
        metonym=False,
        of=of,
        acting=left.acting or right.acting,
    )
