"""Who sent out a document that says not whose it is: its teller, or the only one who may. Pure."""

from pipeline.speakers.cast import Cast
from pipeline.speakers.mention import Mention
from pipeline.speakers.speaker import Speaker

_SENT = 3  # words at the end of a sentence that tells of a text
_OFFICIAL = frozenset({"communiqué", "statement"})


def issuer(cast: Cast, one: Mention) -> list[Speaker]:
    """Return who may have sent out a document."""
    if cast.known.head_last and _is_owned(cast, one):
        return []
    if cast.issued is not None:
        return cast.issued
    if is_this(cast, one):
        return _spoke(cast)
    if len(cast.issuers) == 1:
        return list(cast.issuers.values()) if _is_official(cast, one) else []
    return _told(cast, one)


def _told(cast: Cast, one: Mention) -> list[Speaker]:
    """Return who may have sent out a document, by who spoke last or is told of."""
    if _is_communique(cast, one) and (body := _spoke(cast)):
        return body
    if cast.issuers or not _is_told_again(cast, one):
        return []
    return [cast.topic] if cast.topic and _is_sent(cast, one) else cast.spoke


def is_this(cast: Cast, one: Mention) -> bool:
    """Return whether a text is called that of who spoke last: Selon ce communiqué, ..."""
    at = one.first - 1
    this = at >= 0 and cast.words.keys[at] in cast.known.words["determining"]
    return this and not (one.of or one.parties or cast.known.head_last)


def _is_communique(cast: Cast, one: Mention) -> bool:
    """Return whether a text is of a kind that bodies announce things by, and nobody else's."""
    found = cast.known.channels.at(cast.words.keys, one.head)
    mine = not (one.of or one.parties or cast.known.head_last)
    return mine and found is not None and found[0] == "communiqué"


def _spoke(cast: Cast) -> list[Speaker]:
    """Return the body that alone spoke last."""
    return cast.spoke if len(cast.spoke) == 1 and cast.is_body(cast.spoke[0]) else []


def may_issue(cast: Cast, one: Mention) -> bool:
    """Return whether an institution may have sent out a text: its name is no other noun's."""
    place = one.metonym and cast.known.owner_by_case
    return one.kind == "institution" and one.speaks and not place and not _is_of_noun(cast, one)


def _is_of_noun(cast: Cast, one: Mention) -> bool:
    """Return whether an institution that has no cases belongs to a noun in one: Уставу ООН."""
    at, words = one.first - 1, cast.words
    if at < 0 or cast.known.head_last or words.between(at, one.first) != " ":
        return False
    return words.cases[at] == "other" and not words.facts[at].cue and not words.party(at)


def _is_owned(cast: Cast, one: Mention) -> bool:
    """Return whether the word before is a name in the genitive, beside it: İcmanın ..."""
    words, at = cast.words, one.first - 1
    theirs = at >= 0 and words.cases[at] == "other" and words.capital[at]
    return theirs and not words.between(at, one.first).strip()


def _is_told_again(cast: Cast, one: Mention) -> bool:
    """Return whether a sentence goes on with the text of whom it told of: Açıklamada, ..."""
    if not cast.known.drops_subject or one.of or not one.first:
        return False
    if not cast.words.opens_sentence(one.first):
        return False
    inside = cast.words.keys[one.last - 1].endswith(cast.known.endings["place"])
    if inside and len(cast.spoke) == 1:
        return True
    cue = cast.known.cues.at(cast.words.keys, one.last)
    by_it = cue is not None and cue[0] == "according_after"  # Açıklamaya göre, ...
    return (inside or by_it) and _is_sent(cast, one)


def _is_sent(cast: Cast, one: Mention) -> bool:
    """Return whether a text was told of right before a sentence: X yazılı açıklama yaptı."""
    texts, keys = cast.known.words["texts"], cast.words.keys
    near = range(max(one.first - _SENT, 0), one.first)
    return any(texts.is_bare(keys[at]) for at in near)  # not the text of another: açıklamasını


def _is_official(cast: Cast, one: Mention) -> bool:
    """Return whether a text is of a kind that institutions send out, where that is told."""
    if not cast.known.words["finite"]:
        return True  # else a report, a post are anybody's
    found = cast.known.channels.at(cast.words.keys, one.head)
    return found is not None and found[0] in _OFFICIAL
