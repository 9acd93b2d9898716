"""What the press carries: whom a text quotes, how faithfully, as positions show it."""

from collections.abc import Sequence

from pipeline.excerpt import excerpt
from pipeline.mails import telling
from pipeline.mails.told import outlet, published
from pipeline.people import people
from pipeline.positions.column import Carrier, Passage
from pipeline.speakers.speaker import Speaker
from pipeline.store.quoted import Quoted
from pipeline.traces.compared import differences_of, verdict_of
from pipeline.traces.sought import sought
from pipeline.words import words as ours


def speakers_of(one: Quoted) -> list[Speaker]:
    """Return whom a text quotes."""
    return [Speaker(**who) for who in one.quotation.speakers]


def carrier(one: Quoted, told_in: str | None) -> Carrier:
    """Return a text that quotes somebody, as our own words have it in a language."""
    words = excerpt(one.quotation.words, one.source.rights)
    return Carrier(
        document=one.document.id,
        outlet=outlet(one.source, one.document, told_in or "en"),
        at=published(one.document),
        address=one.document.address,
        words=Passage(text=words, language=one.document.language),
        kind=verdict_of(one),
        verdict=_verdict(one),
        is_reported=one.quotation.kind == "indirect",
        looked=_looked(one, told_in or "en"),
        compared=tuple(differences_of(one)) if words else (),
        original=one.original.address if one.original else None,
    )


def _verdict(one: Quoted) -> str:
    """Return how faithfully words are carried, as it is told."""
    told = _found(one)
    return f"reported speech, {told}" if one.quotation.kind == "indirect" else told


def _found(one: Quoted) -> str:
    trace = one.trace
    if trace is None:
        return "not compared"
    if trace.verdict == "not found":
        return sought(trace.searched, ", ".join(who["name"] for who in one.quotation.speakers))
    if trace.verdict == "translated" and one.original is not None:
        return f"translated, likely, from {one.original.language}"
    return {"reworded": "in other words"}.get(trace.verdict, trace.verdict)


def _looked(one: Quoted, told_in: str) -> str | None:
    """Return where words that are not found were looked for."""
    if one.trace is None or one.trace.verdict != "not found":
        return None
    names = [_named(who, told_in)[0] for who in speakers_of(one)]
    return sought(one.trace.searched, ", ".join(names), told_in)


def outside(one: Quoted, told_in: str | None) -> str:
    """Return how who is in no column is called, and why they are in none."""
    inside, unsure = "a voice inside another's words", "speaker unsure"
    if told_in is not None:
        inside, unsure = (ours()[told_in].read[key] for key in ("inside", "unsure"))
    if one.quotation.embedded_in is not None:
        return inside
    return called(speakers_of(one), told_in) or one.quotation.as_written or unsure


def called(who: Sequence[Speaker], told_in: str | None) -> str:
    """Return speakers as they are called in a language, each with the office of that day."""
    return ", ".join(_called(one, told_in) for one in who)


def _called(one: Speaker, told_in: str | None) -> str:
    """Return a speaker with the office of that day; an institution by one name for all."""
    name, office = _named(one, told_in)
    return f"{name}, {office}" if office and one.office != one.id else name


def _named(one: Speaker, told_in: str | None) -> tuple[str, str | None]:
    """Return name and office as a language has them; persons as commands do, as they were met."""
    called = telling.voice(one, None, told_in or "en")
    is_as_met = told_in is None and one.id not in people().institutions
    return one.name if is_as_met else called.name, called.office
