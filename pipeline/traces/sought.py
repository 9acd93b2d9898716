"""What "not found" rests on, in words: which texts were looked at, and who could not be. Pure.

A quotation that is not found is never called invented: its original may be where we do not look.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from babel import Locale

from pipeline.silence.state import READ
from pipeline.words import day_in, words

Searched = Mapping[str, Any]  # as table trace keeps it


def sought(searched: Searched, who: str, language: str | None = None) -> str:
    """Return where some words were looked for and not found, and which sources were not read.

    In a language with its days and names of languages; None: as commands say it, in English.
    """
    told = words()[language or "en"].coverage
    sources, texts = searched["sources"], searched["texts"]
    if not sources and not texts:
        return told["sought_nobody"].format(who=who)
    tongues = ", ".join(_language(one, language) for one in searched["languages"])
    languages = f" ({tongues})" if tongues else ""
    days = {name: _day(searched[name], language) for name in ("since", "until")}
    said = told["sought_one" if texts == 1 else "sought"]
    return (
        words()[language or "en"]
        .alert["semicolon"]
        .join(
            [said.format(n=texts, who=who, languages=languages, **days), *_unread(sources, told)]
        )
    )


def _language(tag: str, told_in: str | None) -> str:
    return tag if told_in is None else str(Locale(told_in).languages.get(tag, tag))


def _day(written: str, told_in: str | None) -> str:
    return written if told_in is None else day_in(date.fromisoformat(written), told_in, "long")


def _unread(sources: Iterable[Mapping[str, Any]], told: Mapping[str, str]) -> list[str]:
    """Return who was not read since then: how the last visit ended, by outcome."""
    of: dict[str, list[str]] = {}
    for one in sources:
        if one["read"] is None:
            outcome = one["outcome"]
            state = "unvisited" if outcome is None or outcome in READ else outcome
            of.setdefault(told.get(state, state), []).append(one["name"])
    return [
        told["unread"].format(names=", ".join(names), state=state) for state, names in of.items()
    ]
