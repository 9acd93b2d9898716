"""Attributing words: who its mention is by all that stands before, and what that tells. Pure."""

from collections.abc import Sequence

from pipeline.clauses.reported import is_colon
from pipeline.quotations.channel import channel
from pipeline.quotations.credit import Attribution
from pipeline.quotations.joint import joint
from pipeline.quotations.meeting import Meeting
from pipeline.quotations.passage import Passage
from pipeline.quotations.quote import Kind, Quotation
from pipeline.speakers.agreement import of_verb
from pipeline.speakers.issuer import is_this
from pipeline.speakers.mention import Mention
from pipeline.speakers.relative import antecedent
from pipeline.speakers.speaker import Speaker
from pipeline.speakers.together import together
from pipeline.speakers.unnamed import meant, name_given, wording
from pipeline.text import Span


def attributed(meeting: Meeting, span: Span, kind: Kind, by: Attribution) -> Quotation:
    """Return words of a paragraph with their speakers, who are remembered."""
    if by.cue:
        meeting.issue(by.cue[0])
    if by.who is None:
        return quotation(meeting.passage, span, kind, by, written=_chunk(meeting.passage, by))
    passage = meeting.passage
    who = antecedent(passage, meant(passage, by.who))
    row = joint(passage, who) if who.kind == "document" else []
    if row:  # all of them are met before
        meeting.meet(row[-1].first + 1)
    several = meeting.who_are(row)
    row = [who] if row else _outside(passage, together(passage, who, by.cue), who, span)
    amid = "amid" in by.rule and who.kind == "pronoun"
    meeting.meet(_clause_of(passage, row[0]) if amid else row[0].first)
    speakers = several or _agreeing(meeting, who, by, meeting.who_are(row))
    written = _written(meeting, who, row, by, speakers)
    meeting.meet(row[-1].first + 1)
    if not speakers and (name := name_given(passage, who)):
        speakers = meeting.who_are([name])
    _tell_gender(meeting, who, by, speakers)
    _remember(meeting, who, by, speakers)
    return quotation(passage, span, kind, by, speakers, written)


def _outside(passage: Passage, row: list[Mention], who: Mention, span: Span) -> list[Mention]:
    """Return who speak together; one alone where another is told of: как сообщил X, Y и Z ..."""
    starts = (passage.words.starts[one.first] for one in row if one.first != who.first)
    return [who] if any(span[0] <= start < span[1] for start in starts) else row


def quotation(  # noqa: PLR0913, PLR0917  one thought
    passage: Passage,
    span: Span,
    kind: Kind,
    by: Attribution,
    speakers: Sequence[Speaker] = (),
    written: str | None = None,
) -> Quotation:
    """Return words of a paragraph as a quotation."""
    start, end = span
    return Quotation(
        start=start,
        end=end,
        text=passage.words.text[start:end],
        kind=kind,
        as_written=written,
        speakers=tuple(speakers),
        channel=_channel(passage, start),
        cue=_stretch(passage, *by.cue) if by.cue else None,
        confidence=round(by.confidence, 2),
        rule=by.rule,
    )


def _channel(passage: Passage, start: int) -> str | None:
    """Return the channel that the sentence names, or the one before it."""
    at = passage.sentences.index(passage.sentence(start))
    for span in passage.sentences[at::-1][:2]:
        first, last = map(passage.word, span)
        if not passage.words.beginning("channel", first, last):
            continue
        if named := channel(passage.words, passage.known, passage.outside(first, last)):
            return named
    return None


def _stretch(passage: Passage, first: int, last: int) -> str:
    words = passage.words
    return words.text[words.starts[first] : words.ends[last - 1]]


def _chunk(passage: Passage, by: Attribution) -> str | None:
    """Return how somebody is called whom no mention is."""
    return _stretch(passage, *by.chunk) if by.chunk else None


def _clause_of(passage: Passage, one: Mention) -> int:
    """Return where what stands around a mention begins: with its sentence, or at a colon."""
    start = passage.word(passage.sentence(passage.words.starts[one.first])[0])
    colons = (at for at in range(one.first, start, -1) if is_colon(passage, at))
    return next(colons, start)


def _written(
    meeting: Meeting,
    who: Mention,
    row: Sequence[Mention],
    by: Attribution,
    speakers: Sequence[Speaker],
) -> str | None:
    """Return how those who speak are called; whom no name tells, by all that is said of them."""
    passage = meeting.passage
    if len(row) > 1:
        return _stretch(passage, row[0].first, row[-1].last)
    if who.kind == "relative":
        who = [who, *passage.mentions_in(passage.first, who.first)][-1]
    if by.rule.endswith("dropped"):
        return speakers[0].name if speakers else None
    return wording(passage, who, by.cue) if who.unnamed else meeting.cast.text(who)


def _agreeing(
    meeting: Meeting, who: Mention, by: Attribution, found: list[Speaker]
) -> list[Speaker]:
    """Return whom a noun means, nobody where its verb is of a man and they are a woman."""
    if who.kind != "noun" or len(found) != 1 or not by.cue or who.case != "subject":
        return found
    told = of_verb(meeting.cast.known, meeting.passage.words.keys[by.cue[0]])
    return found if not told or meeting.cast.gender(found[0]) in {"", told} else []


def _tell_gender(meeting: Meeting, who: Mention, by: Attribution, speakers: list[Speaker]) -> None:
    """Remember whether who says something is a woman or a man, where the verb tells it."""
    cast = meeting.cast
    named = who.kind in {"person", "office", "relative"} and who.case == "subject"
    if named and len(speakers) == 1 and by.cue:
        told = of_verb(cast.known, meeting.passage.words.keys[by.cue[0]])
        if told and not cast.gender(speakers[0]):
            cast.genders[speakers[0].id or speakers[0].name] = told


def _remember(meeting: Meeting, who: Mention, by: Attribution, speakers: list[Speaker]) -> None:
    """Remember who spoke: whom "he", "it" and "they" mean from now, and whose a text is."""
    cast = meeting.cast
    cast.remember(speakers)
    cast.spoke = speakers
    if _has_issued(meeting, who, by, speakers):
        cast.issued = speakers
    if who.kind not in {"pronoun", "relative"}:
        several = len(speakers) > 1 or speakers == cast.college
        cast.group = speakers if several else []
    body = bool(speakers) and cast.is_body(speakers[0])
    if body and len(speakers) == 1:
        cast.body = speakers
    nobody_else = all(cast.is_body(who) for who in cast.focus)
    if speakers and (not body or (cast.known.inverts and nobody_else)):  # il, le ministère
        cast.focus = speakers if len(speakers) == 1 else []
        cast.blurred = False
    elif not speakers and who.kind in {"noun", "office"}:
        cast.focus, cast.blurred = [], True
    meeting.bring_body(who, speakers)


def _has_issued(
    meeting: Meeting, who: Mention, by: Attribution, speakers: Sequence[Speaker]
) -> bool:
    """Return whether who spoke sent out a text: theirs by its own words, or by the sentence."""
    if who.kind == "document":
        return bool(speakers) and (who.of is not None or is_this(meeting.cast, who))
    one = meeting.passage
    return by.cue is not None and (_has_text(one, by.cue[0]) or _is_written(one, by.cue[0]))


def _has_text(passage: Passage, word: int) -> bool:
    """Return whether a sentence tells of a text that is nobody's by its own words."""
    texts = [m for m in passage.mentions if m.kind == "document" and not m.of]
    if not texts:
        return False
    first, last = map(passage.word, passage.sentence(passage.words.starts[word]))
    return any(first <= one.first < last for one in texts)


def _is_written(passage: Passage, word: int) -> bool:
    """Return whether a verb tells that somebody wrote a text, as one word: wrote, tweeted."""
    cue = passage.known.cues.at(passage.words.keys, word)
    return bool(passage.known.words["finite"]) and cue == ("write", 1)
