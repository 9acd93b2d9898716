"""Positions in our own words: as commands have them, or in a language of ours. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.item import Moment
from pipeline.mails import view
from pipeline.positions.column import Carrier, Entry, Positions, written
from pipeline.titles import dossier_title
from pipeline.words import channel_in, day_in, words

_ENGLISH = {
    "silent": "Nothing found",
    "outside": "Outside the columns",
    "speaker": "speaker",
    "said": "said",
    "carried": "carried by",
    "colon": ": ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How positions are told."""

    title: str
    labels: Mapping[str, str]  # of _ENGLISH
    at: Callable[[Moment | None], str]
    channel: Callable[[str], str]
    known: Callable[[Entry], str]  # how we know of it
    verdict: Callable[[Carrier], str]
    differences: Callable[[Carrier], tuple[str, ...]]


def told(found: Positions, language: str | None) -> Told:
    """Return how positions are told in a language; None: as commands tell them."""
    if language is None:
        return _in_english(found)
    read, alert = words()[language].read, words()[language].alert
    colon, semicolon = alert["colon"], alert["semicolon"]
    first, last = (
        day_in(date.fromisoformat(one), language, "long") for one in (found.since, found.until)
    )
    title = f"{read['positions']}, {first} – {last}"

    def known(entry: Entry) -> str:
        if entry.address is None:
            return read["press_only"]
        what = read[f"apart_{entry.apart}"] if entry.apart else read["role_authoritative"]
        return f"{what} ({', '.join(entry.languages)})"

    def verdict(one: Carrier) -> str:
        said = one.looked or read[f"verdict_{one.kind.replace(' ', '_')}"]
        names_it = not one.is_reported or one.kind in {"reported", "reworded"}
        return said if names_it else f"{read['reported_speech']}, {said}"

    def difference(quoted: str, official: str) -> str:
        if not quoted:
            return f"{read['left_out']}{colon}“{official}”"
        if not official:
            return f"{read['put_in']}{colon}“{quoted}”"
        pairs = ((read["as_quoted"], quoted), (read["official_words"], official))
        return semicolon.join(f"{label}{colon}“{text}”" for label, text in pairs)

    return Told(
        title=title + (f", {dossier_title(found.dossier, language)}" if found.dossier else ""),
        labels={
            "silent": read["nothing_found"],
            "outside": read["outside"],
            "speaker": alert["speaker"],
            "said": alert["said_at"],
            "carried": read["carried"],
            "colon": colon,
        },
        at=lambda one: view.written(one, language),
        channel=lambda one: channel_in(one, language),
        known=known,
        verdict=verdict,
        differences=lambda one: tuple(difference(*pair) for pair in one.compared),
    )


def _in_english(found: Positions) -> Told:
    title = f"Positions, {found.since} to {found.until}"
    return Told(
        title=title + (f", {found.dossier}" if found.dossier else ""),
        labels=_ENGLISH,
        at=written,
        channel=str,
        known=lambda one: one.known,
        verdict=lambda one: one.verdict,
        differences=lambda one: one.differences,
    )
