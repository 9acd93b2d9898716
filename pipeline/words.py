"""Our own words, in pages and mails, in every language we speak: words/*.toml. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from babel.dates import format_date

from pipeline import toml
from pipeline.errors import DeclarationError
from pipeline.subscriptions.preferences import LANGUAGES, zones

FOLDER = Path(__file__).parent / "words"
MODEL = "en"  # its keys and fields are what every other language must have

_LOCALES = {"en": "en_GB"}  # "5 May 2023"; the others are called as their language
_KEYS = {"communiqué": "communique"}
_FIELD = re.compile(r"\{(\w*)\}")
_SPACED = re.compile("(?<=«) | (?=[:;?!»])")  # in French, where these signs stand off their words


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Our words in one language."""

    language: str
    name: str  # in itself
    zone: str  # where its readers probably live
    page: Mapping[str, str]
    read: Mapping[str, str]  # what the reading pages say
    mail: Mapping[str, str]  # what every mail says
    alert: Mapping[str, str]  # what a mail of lines says
    coverage: Mapping[str, str]  # where we looked, and where not
    channel: Mapping[str, str]  # through which something was said
    party: Mapping[str, str]  # those who are no country
    why: Mapping[str, str]  # a text was flagged


def day_in(at: date, language: str, length: Literal["medium", "long"]) -> str:
    """Return a day as it is written in a language, in the zone of a moment."""
    written = format_date(at, length, locale=_LOCALES.get(language, language))
    # CLDR has 1 mai; whoever writes French has 1er mai
    return written.replace("1", "1er", 1) if language == "fr" and at.day == 1 else written


def channel_in(channel: str, language: str) -> str:
    """Return a channel in a language; one we have no word for is returned as it is."""
    return words()[language].channel.get(_KEYS.get(channel, channel.replace(" ", "_")), channel)


@cache
def words(folder: Path = FOLDER) -> dict[str, Words]:
    """Return our words by language; raise DeclarationError naming the file and the key."""
    read = {tag: toml.read(folder / f"{tag}.toml").value for tag in LANGUAGES}
    for tag, value in read.items():
        _check(f"{tag}.toml", value, read[MODEL])
        if value["zone"] not in zones():
            raise DeclarationError(f"{tag}.toml: zone {value['zone']!r} is no time zone")
    return {tag: Words(language=tag, **_set(value, tag)) for tag, value in read.items()}


def typeset(said: str, language: str) -> str:
    """Return words of ours as a language sets them: no line of French begins with a colon."""
    return _SPACED.sub("\u00a0", said) if language == "fr" else said


def _set(value: Mapping[str, Any], language: str) -> dict[str, Any]:  # Any: TOML
    return {
        key: _set(said, language) if isinstance(said, dict) else typeset(said, language)
        for key, said in value.items()
    }


def _check(file: str, value: Mapping[str, Any], model: Mapping[str, Any]) -> None:  # Any: TOML
    """Raise DeclarationError where a language has not what the model has."""
    if differing := sorted(set(value) ^ set(model)):
        raise DeclarationError(f"{file}: {differing[0]!r} is only here, or only in {MODEL}.toml")
    for key, said in value.items():
        if not isinstance(said, type(model[key])):
            raise DeclarationError(f"{file}: {key} is a {type(said).__name__}")
        if isinstance(said, dict):
            _check(f"{file}: {key}", said, model[key])
        elif not said.strip():
            raise DeclarationError(f"{file}: {key} says nothing")
        elif set(_FIELD.findall(said)) != set(_FIELD.findall(model[key])):
            raise DeclarationError(f"{file}: {key} has other {{fields}} than {MODEL}.toml")
