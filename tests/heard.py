"""Who says what in a text, as tests of the reading of quotations ask it."""

from datetime import date

from pipeline.quotation import quotations


def said(text: str, language: str, day: date) -> list[tuple[str, list[str]]]:
    """Return the words quoted in a text, each with its speakers: ids, else names."""
    found = quotations(text, language, day)
    assert all(text[one.start : one.end] == one.text for one in found)
    return [(one.text, [who.id or who.name for who in one.speakers]) for one in found]
