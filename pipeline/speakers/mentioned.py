"""Whom a text mentions: names, titles, institutions, documents, nouns, pronouns. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.people import people
from pipeline.quotations.vocabulary import plain
from pipeline.speakers.apposition import joined
from pipeline.speakers.land import with_country
from pipeline.speakers.lexicon import Entry, Hit, Words
from pipeline.speakers.mention import JOINTS, Mention
from pipeline.speakers.noun import noun
from pipeline.speakers.unlisted_body import is_local, unlisted_body
from pipeline.speakers.unlisted_name import after_country, is_given, unlisted_name

_INITIAL = 2  # letters of a given name cut short: Дж. Байрамов
_DOTS = frozenset({".", ". ", ".-"})  # behind an initial: Ж.-И. Ле Дриан
_INITIALS = 3  # of a name: most


def mentions(words: Words, first: int, last: int) -> list[Mention]:
    """Return whom a stretch of words mentions, a title and its name as one."""
    return joined(mentioned(words, first, last), words, words.known)


def mentioned(words: Words, first: int, last: int) -> Iterator[Mention]:
    """Yield the mentions between two words, in their order, each with its country."""
    done = floor = first
    for index in words.beginning("mention", first, last):
        if index < done:
            continue
        one = _atom(words, index, first, last)
        if one is None:
            party = words.party(index)
            done = index + party[1] if party else done
            continue
        one = after_country(words, with_country(words, one, floor, last), floor)
        if one.kind == "office" and one.role and _is_anyones(words, one):
            one = replace(one, kind="noun", offices=frozenset())  # "the spokesman": anyone's
        if one.kind == "office" and _is_former(words, one, first):
            one = replace(one, former=True)
        done = floor = one.last
        yield one


def _atom(words: Words, index: int, first: int, last: int) -> Mention | None:
    """Return what a word begins to mention."""
    fact = words.facts[index]
    generic = noun(words, index) if fact.speaker else None
    for many in (True, False) if fact.entry else ():
        hit = words.lexicon.at(words, index, many=many)
        if hit and hit.entry.named and hit.last - index == 1 and fact.small:
            break  # Քանի դեռ: no Կանի
        if hit and _is_another_s_name(words, hit):
            break  # Zərifə Quliyeva: no Zərif
        if hit and hit.entry.metonym and is_local(words, hit.last):
            break  # Bakı şəhər prokurorluğu
        if hit and hit.entry.metonym and _is_compound(words, hit.last, last):
            return None  # Baku-based
        if hit and _is_of_next(words, hit, last):
            return None  # UN Security Council
        if hit and hit.last <= last and (generic is None or generic.last <= hit.last):
            found = _known(words, hit)
            if hit.entry.one or with_country(words, found, first, last).of_several:
                return found
        if hit is None or hit.entry.one:
            break
    known = _noun_or_body(words, index, last, generic) or _initialled(words, index, last)
    return known or unlisted_name(words, index, first, last)


def _noun_or_body(words: Words, index: int, last: int, generic: Mention | None) -> Mention | None:
    """Return a noun, or the longer name of a body that begins with one: Genelkurmay Başkanlığı."""
    body = unlisted_body(words, index, last)
    longer = body and generic and generic.kind == "institution" and generic.last < body.last
    return body if longer else generic or body


def _is_another_s_name(words: Words, hit: Hit) -> bool:
    """Return whether a family name in a case is the given name of who follows."""
    named = hit.entry.named and not hit.exact and hit.last < len(words.keys)
    name = named and words.known.drops_subject and is_given(words, hit.last - 1)
    return name and words.capital[hit.last] and words.between(hit.last - 1, hit.last) == " "


def _known(words: Words, hit: Hit) -> Mention:
    """Return what a form of people.toml mentions."""
    if entry := _his(words, hit):
        hit = replace(hit, entry=entry, exact=False)
    entry = hit.entry
    word = hit.last - 1 if words.known.head_last or entry.named else hit.first
    while word + 1 < hit.last and words.between(word, word + 1) == "-":
        word += 1  # премьер-министра
    bare = hit.exact or words.known.speakers.is_bare(words.keys[word])  # missiya is no dative
    bare = bare and word not in words.parted
    metonym = entry.metonym and not entry.offices
    there = bare and metonym and words.known.articled_names  # Վաշինգտոն մեկնած: no subject
    there = there or (entry.named and not bare and words.known.drops_subject)  # Paşinyanı
    return Mention(
        first=hit.first,
        last=hit.last,
        kind="person" if entry.named else "office" if entry.offices else "institution",
        head=hit.first,
        persons=entry.persons,
        offices=entry.offices,
        institutions=frozenset() if entry.named else entry.institutions,
        parties=hit.parties,
        case="other" if there else "subject" if bare else words.cases[word] or "subject",
        metonym=metonym,
        plural=entry.many,
        role=_role(words, hit.first, hit.last) if entry.offices and not entry.named else "",
    )


def _his(words: Words, hit: Hit) -> Entry | None:
    """Return a man's family name that is written as a woman's, but for its case, and the reverse.

    по словам Алиева, по словам Алиевой; but Алиева сказала, Алиева считает.
    """
    at, known = hit.first, words.known
    key, stem = words.keys[at], words.stems[at]
    named = hit.entry.named and hit.last - at == 1 and key[:-1] in {stem, f"{stem}о"}
    if not named or not f"{stem}а".endswith(known.endings["her_name"] or "\n"):
        return None
    beside = (words.keys[one] for one in (at - 1, at + 1) if 0 <= one < len(words.keys))
    acts = any(one.endswith(known.endings["her_verb"]) for one in beside)
    acts = acts or (at + 1 < len(words.keys) and known.cues.at(words.keys, at + 1) is not None)
    if key == f"{stem}а" and acts:
        return None
    meant = f"{stem}а" if key == f"{stem}ой" else stem
    every = words.lexicon.entries.get(stem, ())
    return next((one for one in every if one.named and one.keys == (meant,)), None)


def _role(words: Words, first: int, last: int) -> str:
    """Return the role of the noun that heads a title: the spokesperson, the special envoy."""
    starts = range(first, last) if words.known.head_last else (first,)
    meant = (words.known.others.at(words.keys, at) for at in starts)
    return next((one[0] for one in meant if one), "")


def _is_compound(words: Words, word: int, last: int) -> bool:
    """Return whether a hyphen joins a word in small letters to a place: Moscow-backed.

    Or where a place is but that of somebody's branch.
    """
    if word < last and words.known.words["branches"].at(words.keys, word):
        return words.between(word - 1, word) == " "
    if not words.known.words["finite"] or word >= last:
        return False
    return words.between(word - 1, word) == "-" and not words.capital[word]


def _is_of_next(words: Words, hit: Hit, last: int) -> bool:
    """Return whether a body that is a party too is but whose the next is: UN Security Council."""
    party = words.party(hit.first)
    if not party or party[1] != hit.last - hit.first or hit.last >= last:
        return False
    behind = words.lexicon.at(words, hit.last) if words.capital[hit.last] else None
    body = behind is not None and bool(behind.entry.institutions) and not behind.entry.offices
    body = body or (words.known.speakers.at(words.keys, hit.last) or ("",))[0] == "institutions"
    finite = bool(words.known.words["finite"])
    return body and finite and words.between(hit.last - 1, hit.last) == " "


def _initialled(words: Words, index: int, last: int) -> Mention | None:
    """Return somebody known, by the initial of a given name: R.Məmmədov."""
    name = index
    while _is_initial(words, name, last) and name - index < _INITIALS:
        name += 1
    hit = words.lexicon.at(words, name) if name > index else None
    if hit is None or not hit.entry.named or hit.last > last:
        return None
    language, table = words.known.language, people().persons
    own = frozenset(
        one
        for one in hit.entry.persons
        for name in table[one].names.get(language, ())
        if plain(name, language).startswith(words.keys[index])
    )
    return replace(_known(words, hit), first=index, head=index, persons=own) if own else None


def _is_initial(words: Words, index: int, last: int) -> bool:
    """Return whether a word is the beginning of a given name: R. or Дж."""
    short = words.capital[index] and words.ends[index] - words.starts[index] <= _INITIAL
    return short and index + 1 < last and words.between(index, index + 1) in _DOTS


def _is_anyones(words: Words, one: Mention) -> bool:
    """Return whether a title is but a noun, or its country's none: the Russian spokesman."""
    offices = people().offices
    generic = noun(words, one.first)
    if one.last - one.first == 1 or (generic and generic.last == one.last):
        return True
    theirs = any(offices[name].party in one.parties for name in one.offices)
    return bool(one.parties) and not theirs


def _is_former(words: Words, one: Mention, floor: int) -> bool:
    """Return whether a title says that it was held once: the former minister, экс-глава."""
    keys, small = words.keys, words.known.words
    at = one.first - 1
    while at >= floor and words.between(at, at + 1) in JOINTS:
        if keys[at] in small["former"]:
            return True
        if keys[at] not in small["function"]:
            break
        at -= 1
    return any(key in small["former"] for key in keys[one.first : one.last])
