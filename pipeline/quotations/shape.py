"""The shape of a grammar's file: its tables, keys and flags; and whether a file has it. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.quotations.vocabulary import Forms

PARTIES = frozenset(
    {"armenia", "azerbaijan", "nagorno_karabakh", "russia", "turkiye", "iran", "georgia"}
    | {"united_states", "france", "european_union", "united_nations", "osce"}
)
CHANNELS = (
    "communiqué", "statement", "briefing", "speech", "conference", "interview", "post",
    "call", "meeting", "live", "weekly",
)  # fmt: skip
_FLAGS = ("subject_follows", "leads_with_verb", "fragments_in_reports")
_MAY = (
    "head_last",
    "verb_last",
    "joins_endings",
    "articled_names",
    "owner_by_case",
    "respells_names",
    "colon_ends",
    "capital_adjectives",
    "adjective_follows",
    "capitals_name",
    "inverts",
    "drops_subject",
    "parts_endings",
    "stands_alone",
    "trails_alone",
)  # flags false unless said
_SHORTEST_CASE = "shortest_case"  # a number
_LETTERS = 3  # of it, unless said
SHAPE = {  # table -> its keys; each a list of forms, where a starred one may go on
    "cues": (
        "own",
        "according",
        "according_after",
        "participle",
        "converb",
        "say",
        "write",
        "for",
        "reported",  # verbs that became nouns, no cues: X'in "..." dediği
    ),
    "verbs": (
        "finite",
        "participle",
        "converb",
        "according_after",
        "reported",
    ),  # endings of "~", by kind
    "speakers": (
        "documents",
        "institutions",
        "persons",
        "pronouns",
        "relatives",
        "unnamed",
        "others",  # beside a title they make it another person's: a deputy, an aide, a wife
        "heralds",  # the same, and they speak for their institution
        "acting",  # who holds the office beside it for a while
    ),
    "words": (
        "articles",
        "function",
        "before",
        "after",
        "that",
        "naming",
        "not_names",
        "both",
        "adverbs",
        "turn",
        "joint",
        "texts",  # nouns of what several send out together: a joint statement
        "during",  # behind a channel, when something is said: görüş zamanı
        "pausing",  # verbs behind which a comma stands for a "that": deyir, yol açılacaq
        "remarking",  # behind a "that" what the outlet remarks: bəyan edib ki, bu da ...
        "agencies",
        "talks",
        "and",
        "asked",
        "auxiliaries",
        "former",
        "concerning",  # behind a clause that is a noun: olduğu barədə məlumat verib
        "as",  # before who says it and what: ինչպես նշել է X, ...
        "recalling",  # cues of who repeats another's words
        "quoting",  # of them, whose object is who said it: цитирует X
        "sides",  # nouns for a country that speaks: Ermənistan tərəfi
        "bodies",  # nouns for any institution: the agency, գերատեսչություն
        "owners",  # pronouns that say whose: his
        "by_this",  # of them, by which somebody does something: bu sözlerle oturumu açtı
        "we_ask",  # how an outlet says that it asks: հարցրինք
        "asks",  # what the question of an interview begins with, before a dot or a colon: Հարց
        "answers",  # and the answer
        "because",  # that behind a name means according as well: X-ə görə
        "learning",  # of those of what comes, where nobody but whom it comes from says it
        "coming",  # verbs of what comes from somebody: geldi, gecikmedi
        "this",  # what stands before it is what was said: об этом заявил X
        "inside",  # before where somebody says it: в МИД заявили, in X's words
        "particles",  # small words amid a name: Tomas de Vaal
        "cities",  # no names of persons, nor the beginning of one
        "feminine",  # pronouns by whom they mean: she, her
        "masculine",
        "several",
        "referring",  # before whom an outlet refers to: со ссылкой на X
        "its",  # behind an institution of the country named last: МИД республики
        "republic",  # of these, that of a republic alone: МИД республики
        "trades",  # nouns for persons that nobody who holds an office is called: an expert
        "posts",  # of those, for whom the text called so alone: a teacher, a mayor
        "there",  # behind a verb of several, in the body that spoke last: отметили там
        "oblique",  # relatives that are no subjects: которую
        "indefinite",  # before a noun of somebody not met before: un diplomate, другой житель
        "men",  # given names, those that end as a woman's among them
        "women",
        "about",  # between a name and its colon: X о договоре: ...
        "citing",  # behind whom an outlet refers to: հղումով
        "calling",  # cues of what something is called: անվանել
        "named_bodies",  # nouns that end an institution's name in capitals, and its initials
        "local",  # small words in the name of a local body: rayon icra hakimiyyəti
        "patronymics",  # behind a father's name: Elşad Mirbəşir oğlu
        "branches",  # nouns of what a body has in a place: Bakı ofisi
        "name_openers",  # words that begin such a name, and no other: Daxili İşlər Nazirliyi
        "strange",  # nouns of institutions that are themselves, though we know none of them
        "demanding",  # cues of what somebody is to do: կոչ է արել
        "claims",  # nouns of saying before a "that": հայտարարությունը, թե
        "tidings",  # nouns of what anybody says before one: տեղեկությունները, թե
        "said_by",  # participles that behind a genitive are an "according to": X-ի ասելով
        "turning",  # verbs of a sentence whose subject speaks in the next: անդրադարձել
        "many",  # before a noun that means several, and no one of them: les, deux
        "termed",  # behind words and a colon, before whose they are: c'est en ces termes que
        "voices",  # before by whom somebody speaks: par la voix de X
        "confirming",  # verbs of who says what stands before: X l'a annoncé
        "it",  # pronouns for it
        "news",  # nouns for it: l'information, donnée par X
        "given_by",  # before by whom they were given
        "learned",  # verbs of an outlet that heard something: a appris l'AFP
        "from",  # before from whom
        "having",  # before a participle without a tense: X ayant affirmé que
        "therein",  # before a verb: in the text told of: y lit-on
        "impersonal",  # before a pronoun that means nobody: est-il écrit
        "governing",  # between two verbs of which the second says: s'est borné à rappeler
        "resuming",  # nouns for somebody unnamed that alone mean who was named: պաշտոնյան
        "refusals",  # verbs before an infinitive: nobody says it
        "negations",  # before a cue: nobody says it
        "denials",  # cues that say it where they are negated: չի բացառել
        "settlements",  # nouns before the name of a village: село Киранц
        "towns",  # before a town's, or whose it is: мэр города Абовян Анна Юсян, мэр города Анна
        "places",  # nouns that make the name before them a place or a thing: X rayonunda
        "issuing",  # between who sends out a text, and the text: տարածած, yayımladığı
        "topic",  # behind a subject that stands apart from what follows: ise
        "answering",  # verbs of what somebody is asked, who speaks next: soruldu
        "under",  # nouns of what somebody leads, behind their name: Paşinyan hükümeti
        "around",  # nouns that no name before them modifies: yanında
        "alike",  # nouns that look like the end of a clause: açıklamasını
        "calls",  # nouns that begin a cue of who wants something: çağrısında
        "utterances",  # nouns of saying, as they are somebody's: X's answer, X'in sözleri
        "echoes",  # what a sentence opens with before who says the like: même ton à Bakou
        "replies",  # the same where they are nobody's: X'ten yanıt geldi
        "determining",  # pronouns that may belong to a noun: o anları, bu sözleri
        "speaking",  # ends of a sentence before words of its subject: konuştu. "..."
        "belonging",  # behind whose the words are: bu sözler X'e ait
        "active",  # verbs that look like passives: kullandı
        "judging",  # cues of who judges what another said: eleştirdi
        "together",  # nouns for those who met: the parties, the leaders
        "wishing",  # cues of what is to be: called on, demanded
        "appealed",  # of whom something is asked, in several words: the public of the world
        "respect",  # behind a given name: Sevil Hanım
        "ranks",  # of a title: who it is goes with them
        "determiners",  # before a word that they make a noun: une annonce
        "clitics",  # small words before a verb: l', leur, se
        "perfect",  # auxiliaries of the perfect: a, ont
        "inverted",  # pronouns that a hyphen joins to their verb: -il
        "not_verbs",  # what looks like a verb and is none
        "his",  # before a noun: it is of whom the last sentence was about
        "at",  # before where something is
        "who",  # before the verb of a clause that belongs to a name: qui
        "no_clause",  # cues that report nothing by a "that" behind them: a rejeté l'idée que
        "conjoined",  # before a "that" that they make a conjunction: alors que
        "of_several",  # articles of several, that mean of as well: des
        "of",  # before what a verb is about, and no circumstance of it
        "latter",  # pronouns for who was named last: ce dernier
        "clausal",  # verbs with a clause and no "that" behind them: said the road was open
        "clausal_too",  # that take a noun as well: confirmed the deal, confirmed it was done
        "telling",  # verbs with whom it is told behind them
        "listeners",  # nouns for them
        "objects",  # pronouns for them: told her
        "when",  # a day, a month, a time of the day
        "where",  # before a day, a channel or a place in which something is said
        "finite",  # forms that only the verb of a clause has
        "doubting",  # what a clause inside another begins with, where a comma ends it: թե արդյոք
        "opening",  # what a sentence may open with before its subject: մինչդեռ, իսկ ահա
        "both_and",  # behind a comma, between two who speak together: թե՛ X-ը, թե՛ Y-ը
        "unnaming",  # what somebody asks who is not to be named: չհրապարակել
        "voicing",  # verbs of others in somebody's words, behind which theirs may follow
        "breaking",  # what begins another clause, whose verb is not the first one's
        "stances",  # nouns between a verb and its clause: expressed hope that
        "titled",  # small words that titles keep small: Tavush for the Homeland
        "counterparts",  # nouns for another than who was told of: his counterpart
        "seated",  # between a body and its capital: the ministry in Baku
        "partitive",  # between one, some or many and what they are of
        "things",  # pronouns that mean no person: it
        "outlets",  # nouns for who brings what others say: news agencies
        "named_so",  # behind somebody unnamed, before the name they gave
        "colleges",  # nouns for a body of several, by its name or without it: the co-chairs
        "groups",  # pronouns that mean several: they
        "agents",  # before who does what a passive tells: was rejected by X
        "told",  # participles that no ending tells
        "being",  # auxiliaries of a passive, and what says what something is: X's answer was
        "joining",  # before a second verb of the same subject
        "nouns",  # cues that are nouns behind a preposition or with a capital
        "unsaid",  # before a verb that tells what is not said: would not say
        "wished_that",  # before a clause of what is demanded: потребовал, чтобы
        "hailing",  # between a noun and where somebody is from: учитель из Еленовки
        "whether",  # in a clause that asks: спросил, готов ли X
        "whose",  # relatives of whom something is: X, чьи слова
        "asking",  # before a clause whose verb lacks what it says: what he says
        "foreign",  # adjectives of countries we know nobody of: Ukrainian
        "from_whom",  # between a noun of saying and whose it is: the reply of X
        "amounts",  # before a number that begins a clause: said at least one had died
        "comments",  # nouns of what an outlet makes of words: a charge X denies
        "commenting",  # behind a comma, before that: referring to
        "who_says",  # relatives of persons, whose verb may be one of saying
        "apart",  # words that tell when or why something is asked for, and end it
        "accusing",  # cues before an "of" and what is done: accused X of shelling
        "denying",  # right before what is done: denied shelling
        "claiming",  # before an infinitive: claimed to have
        "pleading",  # before whom it is asked of, and an infinitive: appealed to X to
        "marker",  # before an infinitive: to
        "fielded",  # nouns for a body named by its field alone: առողջապահության նախարարություն
        "own_bodies",  # nouns for the body of whoever heads it: Pashinyan's office
        "singular",  # pronouns whose verb has an ending: he provides, they provide
        "meanwhile",  # verbs of what somebody does who says something: выступая, комментируя
        "as_saying",  # behind who is quoted: quoted X as saying
    ),
    "endings": (
        "subject",
        "other",
        "clause",
        "told",  # of a clause that is told by nobody: olduğu bildirildi
        "passive",  # of the verb that tells it
        "time",  # of a clause that says when
        "called",  # of what somebody is called to do: dönmesi
        "beside",  # of a clause right before its verb: olduğuna dikkat çekti
        "joined",  # of a subject, behind an apostrophe; where it is not said, those of any
        "nouns",  # that a noun has and no name
        "object",  # of a noun that something is done to
        "owned",  # of a noun that one before it modifies: bölgesindeki
        "converb",
        "aside",  # of words that say where and when, never who
        "done",  # of a verb that ends its clause: geldi
        "doing",  # of a verb that is a noun: shelling
        "hearer",  # of whom something is told to: Paşinyana
        "whose",  # of the subject of a clause that is a noun: yolun açıldığını
        "meanwhile",  # of what somebody does while they say something, without a comma
        "copula",  # of who or what somebody is
        "accused",  # of whom it is wished
        "wished",  # of what is wished, beside verbs of wishing: qayıtmağa çağırıb
        "place",
        "from",  # of whom words come from: X'ten yanıt geldi
        "by",  # of by whom something is said: bakanlığınca
        "source",
        "adjective",  # of what is called after a place, behind a capital: Минской
        "her_name",  # of a family name, that tells a woman
        "his_name",
        "her_given",  # of a given name
        "her_verb",  # of a past tense
        "her_mood",  # of how she is minded: уверена
        "his_mood",
        "his_verb",
        "judged",  # of what somebody calls something: «фарсом»
        "idle",  # of a word that is no cue by it: an infinitive, называть
        "family",  # of family names that look like a case: Əlizadə
        "declined",  # of family names in a case, which no subject has: Царукяна
        "surname",  # of family names: with them a capital that opens a sentence is a name
        "genitive",  # of a country whose an office is
        "undone",  # of a name in a case, and in none: Аркадия, Аркадий
        "unsure",  # of names, in which a subject may end, or whom something is told
        "infinitive",  # of a verb
        "whom",  # of whom something is asked of
        "many",  # of nouns that mean several
        "several",  # of nouns for persons that are subjects: спасатели
        "plural",  # of a verb that those of an institution say something by: заявили
        "verb",  # of a verb before its subject: souffle, balaie
        "participle",  # of one in the perfect: a souri
        "told_infinitive",  # of a verb that stands for a clause: a dit espérer ...
        "finite",  # of verbs in the past
        "present",  # of verbs that their object tells from a noun: links the two
        "adverb",
    ),
    "titles": None,  # kind of office or institution, or id -> forms beside those of people.toml
    "called": None,  # kind of office -> nouns that mean its holder, and nobody of another kind
    "plurals": None,  # kind of office or institution, or id -> forms for those of several
    "parties": None,  # party -> forms
    "countries": None,  # institution -> names of the country or the capital for which it speaks
    "channels": None,  # channel -> forms
}
_OPTIONAL = ("countries", "verbs")  # tables
_INFLECTED = "inflected"  # table: name -> endings; `affirm~er` is a form for each of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a file declares."""

    home: str | None
    flags: dict[str, bool]  # each of them
    shortest_case: int  # letters
    tables: dict[str, dict[str, Forms]]  # each of them -> each of its keys -> forms


def declared(value: Mapping[str, Any]) -> Declared:  # Any: TOML
    """Return what a file declares; raise ValueError naming the key that is wrong, and why."""
    for key in value:
        if key not in {*SHAPE, _INFLECTED, "home", _SHORTEST_CASE, *_FLAGS, *_MAY}:
            raise ValueError(f"{key}: is unknown")
    home = value.get("home", "")
    if home and home not in PARTIES:
        raise ValueError(f"home: {home!r} is no party")
    shortest = value.get(_SHORTEST_CASE, _LETTERS)
    if type(shortest) is not int or shortest < 1:
        raise ValueError(f"{_SHORTEST_CASE}: {shortest!r} is no number of letters")
    flags: dict[str, Any] = {name: value.get(name) for name in _FLAGS}  # Any: TOML
    flags |= {name: value.get(name, False) for name in _MAY}
    for name, flag in flags.items():
        if not isinstance(flag, bool):
            raise ValueError(f"{name}: {flag!r} is neither true nor false")  # noqa: TRY004  one kind for all
    endings = _table(value.get(_INFLECTED, {}), _INFLECTED, None, {})
    tables = {
        name: _table(value.get(name, {} if name in _OPTIONAL else None), name, keys, endings)
        for name, keys in SHAPE.items()
    }
    for name, known in (("parties", PARTIES), ("channels", CHANNELS)):
        for key in tables[name]:
            if key not in known:
                raise ValueError(f"{name}.{key}: is unknown")
    return Declared(home=home or None, flags=flags, shortest_case=shortest, tables=tables)


def _table(
    value: object, name: str, keys: tuple[str, ...] | None, endings: Mapping[str, Forms]
) -> dict[str, Forms]:
    if not isinstance(value, dict):
        raise ValueError(f"{name}: is missing")  # noqa: TRY004  one kind for all
    for key in value:
        if keys is not None and key not in keys:
            raise ValueError(f"{name}.{key}: is unknown")
    found = {}
    for key in keys or value:
        forms = value.get(key, [])
        if not isinstance(forms, list) or not all(isinstance(o, str) and o.strip() for o in forms):
            raise ValueError(f"{name}.{key}: {forms!r} is no list of words")
        try:
            found[key] = tuple(form for one in forms for form in _inflected(one, endings))
        except KeyError as error:
            raise ValueError(f"{name}.{key}: no {_INFLECTED}.{error.args[0]}") from error
    return found


def _inflected(form: str, endings: Mapping[str, Forms]) -> Iterator[str]:
    """Yield a form with each of the endings it names: affirm~er; raise KeyError for others."""
    stem, tilde, rest = form.partition("~")
    name, _, tail = rest.partition(" ")
    if not tilde or not name:
        yield form
        return
    for ending in endings[name]:
        yield f"{stem}{ending} {tail}".rstrip()
