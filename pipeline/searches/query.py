"""What a person looks for, as a query of PostgreSQL over the words of texts. Pure.

All words must be there, in any order; "words between marks" stand side by side; a leading `-`
keeps texts out. A word is looked for as each language of its script stems it; as the beginning of
a word in texts of languages that are not stemmed here; and by its key as a name, so that Mirzoyan
finds Միրզոյան, and Мирзояном too. A place is found by its other names as well, but where it stands
between marks. Little words that one of the languages leaves out are not insisted on. What is typed
in plain Latin letters finds what is written with others, never the other way round: sulh finds
sülh. Words with a joiner are found as two words, and as one: می‌روند.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from pipeline.errors import CallError
from pipeline.searches.inflection import bases, forms
from pipeline.searches.toponym import Names, other_names
from pipeline.searches.typed import PLAIN, is_typed_plainly
from pipeline.speakers.namekey import keys, sought
from pipeline.text import JOINER, SIGNS, bare, normalise, plain_letters, script

CONFIGURATIONS = {  # of PostgreSQL's full text search, by language
    "hy": "armenian",
    "ru": "russian",
    "tr": "turkish",
    "en": "english",
    "fr": "french",
}
SIMPLE = "simple"  # of every other language
UNSTEMMED = "=unstemmed"  # lexeme of their texts

LONGEST = 1000  # characters of a query
MOST = 32  # words of a query

_BY_SCRIPT = {"armenian": ("hy",), "cyrillic": ("ru",), "latin": ("en", "fr", "tr")}
_UNCASED = ("georgian", "arabic")  # scripts whose names have no capital
_BEGINNING = 3  # letters, from which a word may be the beginning of another
_PLAIN_BEGINNING = 4  # letters, likewise where they are plain ones: these are found anywhere
_NAME_BEGINNING = 6  # symbols of a key, likewise: names take endings we do not know
_SKELETON = 4  # consonants that a key has at least which is but of what a name may be
_LONGEST_NAME = 40  # letters

WORD = re.compile(rf"[^\W_](?:[^\W_]|[{SIGNS}])*")  # of a text, as it is written
_WORD = re.compile(r"[^\W_]+")
_ASKED_WORD = re.compile(rf"[^\W_]+(?:{JOINER}+[^\W_]+)*")
_MARKS = str.maketrans("«»“”„‟〝〞＂", '"' * 9)
_BESIDE = re.compile(r"<(?:-|\d+)>")  # of PostgreSQL; no word holds such signs
_TOKEN = re.compile(r'(-?)"([^"]*)"?|(-?)([^\s"]+)')

Asked = tuple[str, str]  # configuration, words as they are compared
Lookup = Mapping[Asked, str]  # what PostgreSQL makes of them; empty: nothing but little words


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word, or words side by side."""

    words: tuple[str, ...]
    excluded: bool
    marked: bool  # it stood between marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A query in PostgreSQL's own notation."""

    whole: str  # what a text must match
    loose: str  # what it must match for that, though its words need not stand side by side
    words: str  # what a word of it must match to be marked; also what ranks
    names: frozenset[str]  # or the keys it must have as a name; `*`: what a key begins with
    initials: frozenset[str]  # of any word that is marked for what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a text must be, beside saying something; None: whatever."""

    source: str | None = None
    party: str | None = None  # whom the source, or a statement in the text, speaks for
    language: str | None = None
    dossier: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def terms(text: str) -> tuple[Term, ...]:
    """Return what a query asks for; raise CallError when it cannot be asked."""
    if len(text) > LONGEST:
        raise CallError(f"a query has at most {LONGEST} characters, this one has {len(text)}")
    if not text.isprintable() and re.search(r"[\x00\ud800-\udfff]", text):
        raise CallError("the query is no text: it holds a NUL or half a letter")
    found = []
    for minus, phrase, dash, loose in _TOKEN.findall(bare(text).translate(_MARKS)):
        excluded = "-" in {minus, dash}
        words = tuple(_ASKED_WORD.findall(phrase or loose))
        if phrase and words:
            found.append(Term(words=words, excluded=excluded, marked=True))
        else:
            found += [Term(words=(word,), excluded=excluded, marked=False) for word in words]
    count = sum(len(term.words) for term in found)
    if count > MOST:
        raise CallError(f"a query has at most {MOST} words, this one has {count}")
    if all(term.excluded for term in found):
        raise CallError(f"nothing to look for in {text!r}: give at least one word")
    return tuple(found)


def asked(found: Sequence[Term]) -> list[Asked]:
    """Return what PostgreSQL is to be asked before the query can be composed."""
    pairs = [
        pair
        for term in found
        for words in {term.words, *((word,) for word in term.words)}
        for pair in _stemmed(words)
    ]
    pairs += (pair for term in found for pair in _stemmed_others(term))
    return list(dict.fromkeys(pairs))


def compose(found: Sequence[Term], lookup: Lookup, fixed: Sequence[str]) -> Composed:
    """Return a query for terms, and for lexemes that a text must have besides."""
    wanted = [term for term in found if not term.excluded]
    insisted = [term for term in wanted if not _is_little(term, lookup)] or wanted
    parts = [f"({_any(term, lookup)})" for term in insisted]
    parts += [f"!({_any(term, lookup)})" for term in found if term.excluded]
    parts += map(lexeme, fixed)
    apart = [term for term in found if term.excluded and len(list(_parts(term.words))) == 1]
    loose = [f"({_any(term, lookup)})" for term in insisted]
    loose += [f"!({_any(term, lookup)})" for term in apart]
    loose += map(lexeme, fixed)
    words = dict.fromkeys(
        Term(words=(word,), excluded=False, marked=term.marked)
        for term in insisted
        for word in (*term.words, *(one for one in _parts(term.words) if len(one) >= _BEGINNING))
    )
    return Composed(
        whole=" & ".join(parts),
        loose=_BESIDE.sub("&", " & ".join(loose)),
        words=" | ".join(_any(word, lookup) for word in words),
        names=frozenset(key for word in words for key in _names(word)),
        initials=frozenset(
            initial(name)
            for word in words
            for name in (*word.words, *(name for name, _ in _others(word)))
        ),
    )


def lexeme(text: str) -> str:
    """Return a lexeme as it is written in a query."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def of_source(name: str) -> str:
    """Return the lexeme that all texts of a source have."""
    return f"=source {name}"


def of_language(code: str) -> str:
    """Return the lexeme that all texts of a language have."""
    return f"=language {code}"


@lru_cache(maxsize=1 << 15)
def names(word: str, language: str) -> frozenset[str]:
    """Return the lexemes of a word of a text that may be a name, with and without its ending."""
    if not begins_name(word[0]):
        return frozenset()
    plain = bare(word)[:_LONGEST_NAME]
    found = {plain, *_parts((plain,)), *bases(plain, language)}
    return frozenset(f"~{key}" for one in found for key in keys(one, language))


@lru_cache(maxsize=4096)
def begins_name(letter: str) -> bool:
    """Return whether a name may begin with a letter: a capital, where a script has any."""
    return letter.isupper() or script(letter) in _UNCASED


def is_name(word: str, language: str, wanted: frozenset[str]) -> bool:
    """Return whether a word of a text is a name that is looked for by its keys."""
    found = names(word, language)
    return bool(found) and any(
        key.startswith(one[:-1]) if one[-1] == "*" else key == one
        for key in (name[1:] for name in found)
        for one in wanted
    )


@lru_cache(maxsize=1 << 15)
def compared_word(word: str, language: str) -> str:
    """Return one word of a text as it is compared."""
    return compared(word, language)


def initial(word: str) -> str:
    """Return the first letter of a word, the same for whatever its forms begin with."""
    return _initial(word[0])


@lru_cache(maxsize=4096)
def _initial(letter: str) -> str:
    return plain_letters(compared(letter, "en"))


def compared(text: str, language: str) -> str:
    """Return the words of a text as they are compared, a blank between them."""
    return " ".join(_WORD.findall(normalise(text, language).text))


def _parts(words: Sequence[str]) -> Iterator[str]:
    """Yield the parts of words that a joiner keeps apart."""
    yield from (part for word in words for part in word.split(JOINER) if part)


def _stemmed(
    words: tuple[str, ...], *, as_is: bool = False, of: str | None = None
) -> Iterator[Asked]:
    """Yield the ways the languages of a script may stem some words; of one, its forms too.

    `of`: only that language's.
    """
    text = " ".join(words)
    languages = (of,) if of else _BY_SCRIPT.get(script(words[0][0]) or "", ())
    for language in languages:
        found = [text] if as_is or len(words) > 1 else forms(text, language)
        for form in found:
            yield CONFIGURATIONS[language], compared(form, language)
    if len(words) > 1:
        for form in _forms(text):
            yield SIMPLE, form


def _forms(text: str) -> list[str]:
    """Return the ways some words may be compared where no language is known."""
    return list(dict.fromkeys(compared(text, language) for language in ("en", "az")))


def _is_little(term: Term, lookup: Lookup) -> bool:
    """Return whether a term is made of words that some language leaves out."""
    pairs = _stemmed(term.words, as_is=True)
    return any(not lookup[pair] for pair in pairs if pair[0] != SIMPLE)


def _any(term: Term, lookup: Lookup) -> str:
    """Return what finds a term in any language."""
    found = [f"({lookup[pair]})" for pair in _stemmed(term.words) if lookup[pair]]
    if len(term.words) > 1 or JOINER in term.words[0]:
        found += _side_by_side(tuple(_parts(term.words)), lookup)
        if any(JOINER in word for word in term.words):
            found += _side_by_side([word.replace(JOINER, "") for word in term.words], lookup)
    else:
        found += _anywhere(term.words[0], found)
    if len(term.words) > 1:
        return " | ".join(dict.fromkeys(found))
    found += (f"({lookup[pair]})" for pair in _stemmed_others(term) if lookup[pair])
    for name, language in sorted(_others(term)):
        if language not in CONFIGURATIONS:
            found.append(f"({lexeme(compared(name, language))}:* & {lexeme(UNSTEMMED)})")
    found += (
        lexeme(f"~{key[:-1]}") + ":*" if key[-1] == "*" else lexeme(f"~{key}")
        for key in sorted(_names(term))
    )
    return " | ".join(dict.fromkeys(found))


def _anywhere(word: str, found: Sequence[str]) -> Iterator[str]:
    """Yield what finds a word beside its stems."""
    guard = f" & {lexeme(UNSTEMMED)}" if script(word[0]) in _BY_SCRIPT else ""
    for form in _forms(word):
        one = _begun(form)
        if one != lexeme(form) or f"({one})" not in found:  # else it is found in any language
            yield f"({one}{guard})"  # a beginning would find other words where these are stemmed
    yield from _plain(word)


def _side_by_side(words: Sequence[str], lookup: Lookup) -> Iterator[str]:
    """Yield what finds words side by side, each by itself: in its forms, or as it begins."""
    plain = [list(_plain(word)) for word in words]
    for language in _BY_SCRIPT.get(script(words[0][0]) or "", ()):
        if language == "hy" or any(plain):
            stems = (
                [f"({lookup[one]})" for one in _stemmed((word,), of=language) if lookup[one]]
                for word in words
            )
            each = zip(stems, plain, strict=True)
            if row := _row([some and [*some, *others] for some, others in each]):
                yield row
    begun = ([*map(_begun, _forms(word))] for word in words)
    row = _row([[*some, *others] for some, others in zip(begun, plain, strict=True)])
    yield f"({row} & {lexeme(UNSTEMMED)})"


def _row(each: Sequence[Sequence[str]]) -> str:
    """Return what finds words side by side, any of some each; of a little word there is none."""
    row, gap = "", 0
    for some in each:
        gap += 1
        if some:
            row += f"{f' <{gap}> ' if row else ''}({' | '.join(dict.fromkeys(some))})"
            gap = 0
    return row


def _plain(word: str) -> Iterator[str]:
    """Yield what finds a word where it is written with other letters, or with a joiner."""
    of = script(word[0])
    for form in _forms(word) if of in {"latin", "arabic"} else ():
        if of == "arabic" or is_typed_plainly(form):
            yield _begun(f"{PLAIN}{form}", len(PLAIN) + _PLAIN_BEGINNING)


def _begun(form: str, least: int = _BEGINNING) -> str:
    """Return what finds a word, or what it begins where it has so many letters."""
    return lexeme(form) + (":*" if len(form) >= least and not form.isdigit() else "")


def _others(term: Term) -> Names:
    """Return the other names of the place one word names."""
    return frozenset() if term.marked or len(term.words) > 1 else other_names(term.words[0])


def _stemmed_others(term: Term) -> Iterator[Asked]:
    """Yield the other names of a place in Latin letters, whose keys would be those of many."""
    for name, language in sorted(_others(term)):
        if language in _BY_SCRIPT["latin"]:
            yield CONFIGURATIONS[language], compared(name, language)


def _names(term: Term) -> set[str]:
    """Return the keys one word has as a name, or what they begin with; of its bases too."""
    [word] = term.words
    others = [name for name, _ in _others(term) if script(name[0]) != "latin"]
    found = {*sought(word)}.union(*map(sought, others))
    if begins_name(word[0]):
        based = {key for name in bases(word) for key in sought(name)}
        found |= {key for key in based if not key.startswith("=") or len(key) > _SKELETON}
    found = {_beginning(key) for key in found}
    begun = tuple(key[:-1] for key in found if key[-1] == "*")
    return {key for key in found if not key.startswith(begun) or key[:-1] in begun}


def _beginning(key: str) -> str:
    """Return a key, with `*` where it is long enough to be but the beginning of another."""
    return f"{key}*" if len(key) >= _NAME_BEGINNING and not key.startswith("=") else key
