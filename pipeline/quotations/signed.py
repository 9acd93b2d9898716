"""Whom a title means that signs a headline, ... – PM, by whom the next paragraph quotes. Pure."""

from dataclasses import replace

from pipeline.quotations.passage import Passage
from pipeline.quotations.quote import Quotation
from pipeline.speakers.cast import Cast
from pipeline.speakers.mention import Mention
from pipeline.speakers.naming import is_called
from pipeline.speakers.speaker import Speaker, body, body_of


def signed(
    headline: Passage, found: list[Quotation], told: list[Quotation], cast: Cast
) -> list[Quotation]:
    """Return the words of a headline, found nobody's, with who alone of those told has its title.

    `told` are the quotations of the paragraph behind it.
    """
    if len(found) != 1 or found[0].rule != "colon" or found[0].speakers:
        return found
    one = next((m for m in headline.mentions if cast.text(m) == found[0].as_written), None)
    who = {by.id: by for each in told for by in each.speakers if by.id}
    meant = [by for each in who.values() if one and (by := _as_titled(cast, one, each))]
    alone = len({by.id for by in meant}) == 1
    return [replace(found[0], speakers=tuple(meant[:1]))] if alone else found


def _as_titled(cast: Cast, one: Mention, who: Speaker) -> Speaker | None:
    """Return who has a title, or whose body it is: the Defence Ministry, by its spokesman."""
    if who.office in one.offices:
        return who
    name = who.id if cast.is_body(who) else body_of(who)
    noun = {cast.words.keys[one.last - 1]} if one.kind == "institution" else set()
    bare = not one.institutions and is_called(name, noun, cast.known.language)
    return body(name) if name and (name in one.institutions or bare) else None
