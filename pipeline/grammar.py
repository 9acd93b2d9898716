"""How a language says who speaks: grammar/<language>.toml, read and validated. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline import toml
from pipeline.errors import DeclarationError
from pipeline.quotations.conjugation import alternatives, conjugated
from pipeline.quotations.shape import Declared, declared
from pipeline.quotations.vocabulary import Forms, Vocabulary, plain, vocabulary_of

FOLDER = Path(__file__).parent / "grammar"
LANGUAGES = tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))
SAYING = frozenset({"say", "write"})  # kinds of cues that are verbs with a subject
_WHO = ("documents", "institutions", "persons", "pronouns", "relatives")
_SHORTEST = 3  # letters that stay when an ending is cut


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grammar:
    """One language."""

    language: str
    home: str | None  # party of an office or institution named without a country
    subject_follows: bool  # "», a déclaré X": the speaker may stand after the verb
    head_last: bool  # what belongs to somebody stands before them: the ministry's spokesman
    verb_last: bool  # the verb ends the sentence, its subject stands before
    joins_endings: bool  # a hyphen or an apostrophe may join an ending: Ankara'da, ՏԱՍՍ-ը
    articled_names: bool  # a name that is a subject ends in the article: Փելոսին
    owner_by_case: bool  # whose something is stands behind it, in a case: министр Армении
    respells_names: bool  # persons' names are in its own letters, Latin ones are outlets'
    colon_ends: bool  # a colon ends a sentence
    capital_adjectives: bool  # adjectives of countries have a capital: an Armenian official
    adjective_follows: bool  # an adjective stands behind its noun: une source proche
    shortest_case: int  # letters of the shortest ending that puts an unlisted name in a case
    fragments_in_reports: bool  # what is reported is a quotation around its marked fragments
    drops_subject: bool  # who was spoken of last may say something without being named
    capitals_name: bool  # a few marked words with a capital are a name: саммит «Большой двадцатки»
    leads_with_verb: bool  # "Об этом заявил X: «": the same before the quotation
    inverts: bool  # "», sourit X": whatever stands so behind a quotation is a verb of saying
    parts_endings: bool  # a name's ending stands behind an apostrophe: Erdoğan'ın
    trails_alone: bool  # behind a comma a verb of saying alone is of the words before it
    stands_alone: bool  # a quotation alone is of whom the sentence before is about
    cues: Vocabulary  # kinds of SHAPE["cues"], but for those reported
    reported: Vocabulary
    speakers: Vocabulary  # documents, institutions, persons, pronouns
    unnamed: Vocabulary
    others: Vocabulary  # others, heralds, acting
    parties: Vocabulary
    countries: Vocabulary  # institutions
    channels: Vocabulary
    words: Mapping[str, Vocabulary]
    endings: Mapping[str, Forms]
    titles: Mapping[str, Forms]  # kind of office or institution, or id -> forms
    called: Mapping[str, Vocabulary]  # kind of office -> nouns
    plurals: Mapping[str, Forms]  # kind of office or institution -> forms

    def titles_of(self, office: str) -> Forms:
        """Return the titles of an office beside those of people.toml: of its kind, and its own."""
        kind = office.partition("_")[2]
        return *self.titles.get(kind, ()), *self.titles.get(office, ())

    def stem(self, word: str) -> tuple[str, str]:
        """Return a word without its ending, and the case: "", "subject" or "other"."""
        return next(self.stems(word), (word, ""))

    def stems(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield what a word may be without an ending, and its case, the longest ending first."""
        for case in ("other", "subject"):
            for ending in self.endings[case]:
                if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                    yield word[: -len(ending)], case


@cache
def grammar(language: str) -> Grammar | None:
    """Return the grammar of a language, None when we have none."""
    return read(FOLDER / f"{language}.toml") if language in LANGUAGES else None


def read(path: Path) -> Grammar:
    """Return a grammar; raise DeclarationError naming the file, the key and the reason."""
    value = toml.read(path).value
    try:
        return _grammar(path.stem, declared(value))
    except ValueError as error:
        raise DeclarationError(f"{path.name}: {error}") from error


def _grammar(language: str, said: Declared) -> Grammar:
    """Return a grammar as its file declares it."""

    def vocabulary(forms: Mapping[str, Forms]) -> Vocabulary:
        return vocabulary_of(forms, language)

    def each(forms: Mapping[str, Forms]) -> dict[str, Vocabulary]:
        return {key: vocabulary({key: those}) for key, those in forms.items()}

    tables, speakers = said.tables, said.tables["speakers"]
    others = {key: speakers[key] for key in ("acting", "heralds", "others")}
    persons = [one for forms in (speakers["persons"], *others.values()) for one in forms]
    who = {key: speakers[key] for key in _WHO} | {"persons": tuple(dict.fromkeys(persons))}
    who["institutions"] += tables["words"]["sides"]
    verbs = {
        kind: tuple(one for form in forms for one in alternatives(form))
        for kind, forms in tables["verbs"].items()
    }
    cues = _conjugated(tables["cues"], verbs)
    reported = {"reported": cues.pop("reported")}
    return Grammar(
        language=language,
        home=said.home,
        **said.flags,
        shortest_case=said.shortest_case,
        cues=vocabulary(cues),
        reported=vocabulary(reported),
        parties=vocabulary(tables["parties"]),
        countries=vocabulary(tables["countries"]),
        channels=vocabulary(tables["channels"]),
        endings={
            key: tuple(sorted((plain(one, language) for one in forms), key=len, reverse=True))
            for key, forms in tables["endings"].items()
        },
        titles=tables["titles"],
        called=each(tables["called"]),
        plurals=tables["plurals"],
        words=each(tables["words"]),
        speakers=vocabulary(who),
        others=vocabulary(others),
        unnamed=vocabulary({"unnamed": speakers["unnamed"]}),
    )


def _conjugated(cues: Mapping[str, Forms], endings: Mapping[str, Forms]) -> dict[str, Forms]:
    """Return cues with every form of their verbs and of their alternatives."""
    found: dict[str, dict[str, None]] = {kind: {} for kind in cues}
    for kind, those in cues.items():
        for written in those:
            for one in alternatives(written):
                for of_kind, form in conjugated(one, kind, endings):
                    found[of_kind][form] = None
    return {kind: tuple(those) for kind, those in found.items()}
