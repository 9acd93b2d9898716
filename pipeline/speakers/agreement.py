"""Whether "he" or "she" may mean somebody: by their name, and by a verb that was theirs. Pure."""

from pipeline.grammar import Grammar
from pipeline.quotations.vocabulary import plain
from pipeline.speakers.lexicon import Words
from pipeline.speakers.mention import JOINTS, Mention

FEMALE, MALE, SEVERAL = "feminine", "masculine", "several"


def of_pronoun(known: Grammar, keys: list[str]) -> str:
    """Return whom some words with a pronoun may mean; empty where they tell nothing."""
    kinds = (FEMALE, MALE, SEVERAL)
    return next((kind for kind in kinds if any(key in known.words[kind] for key in keys)), "")


def of_article(words: Words, one: Mention) -> str:
    """Return whether a body is "he" or "she" by its article: le ministère, la présidence."""
    known, at = words.known, one.first - 1
    if one.kind != "institution" or one.metonym or at < 0 or not known.inverts:
        return ""
    beside = words.between(at, one.first) in JOINTS and words.keys[at] in known.words["articles"]
    return of_pronoun(known, [words.keys[at]]) if beside else ""


def of_name(known: Grammar, name: str) -> str:
    """Return whether a name in the nominative is a woman's or a man's; empty: it may be both."""
    parts = plain(name, known.language).replace("-", " ").split()
    if not parts:
        return ""
    if parts[-1].endswith(known.endings["her_name"]):
        return FEMALE
    if parts[-1].endswith(known.endings["his_name"]):
        return MALE
    if len(parts) > 1 and parts[0] in known.words["men"]:
        return MALE
    given = len(parts) > 1 and parts[0].endswith(known.endings["her_given"])
    return FEMALE if given or parts[0] in known.words["women"] else ""


def of_verb(known: Grammar, key: str) -> str:
    """Return whether a verb, or how somebody is minded, is a woman's or a man's by its ending."""
    if key.endswith((*known.endings["her_verb"], *known.endings["her_mood"])):
        return FEMALE
    return MALE if key.endswith((*known.endings["his_verb"], *known.endings["his_mood"])) else ""
