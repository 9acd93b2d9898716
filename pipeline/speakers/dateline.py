"""The dateline that a text may begin with, and whose capital it names: BAKOU (AFP) -. Pure."""

import re

from pipeline.people import people
from pipeline.speakers.lexicon import Lexicon, Words
from pipeline.text import Span

_DATELINE = re.compile(  # YEREVAN, Aug 8 (Reuters) - ; Paris (AFP) — ; STEPANAKERT —
    r"(?:[A-Z][^.!?:;\"“«\n]{1,50}\([A-Z][^()\n]{1,30}\)"
    r"|[A-Z]{4,}(?:[/ ,]+[A-Z][\w.]*){0,5}(?: \d+)?)"
    r"\s*(?:[-–—]|--)\s+"
    # BAKU, Azerbaijan, May 3. YEREVAN, MAY 3, ARMENPRESS. Baku, May 3, AZERTAC YEREVAN. -
    r"|[A-Z][\w/-]{2,20}(?:, [A-Z]\w+)?, [A-Z][A-Za-z]{2,8}\.? \d{1,2}(?:, \d{4})?"
    r"(?:[.,]? /?[A-Z]{3,}/?\.?|\.)(?: ?[-–—])?\s+(?=[A-Z“\"])"
    r"|[A-Z]{4,}\. ?[-–—]\s+"
    # БАКУ, 10 авг - РИА Новости. МОСКВА, 6 апреля. /ТАСС/. ЕРЕВАН/БАКУ, 19 апреля.
    r"|[А-ЯЁ-]{4,}(?:[/, ]+[А-ЯЁ-]{4,})*, \d{1,2} [а-яё]{3,8}\.?(?: \d{4}(?: г\.?)?)?"
    r"(?:\.?\s*/[^/\n]{2,30}/\.?|,? ?[-–—] ?[^.:;\"«\n]{2,30}\.|[.,] ?[-–—]|\.| [-–—])\s+"
)


def dateline(text: str, span: Span) -> Span | None:
    """Return the dateline that a paragraph begins with, its dash included."""
    found = _DATELINE.match(text, *span)
    return found.span() if found else None


def seat(words: Words, forms: Lexicon, span: Span) -> str | None:
    """Return the party whose capital a dateline names; None where it names none, or two."""
    institutions, parties = people().institutions, set[str]()
    for at in words.beginning("mention", *words.within(span)):
        hit = forms.at(words, at)
        if hit and hit.entry.metonym:
            parties |= {institutions[one].party for one in hit.entry.institutions}
    return parties.pop() if len(parties) == 1 else None
