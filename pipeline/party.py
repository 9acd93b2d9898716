"""How a party is called in a reader's language: a country as CLDR calls it, others by us. Pure."""

import unicodedata
from functools import cache

from babel import Locale

from pipeline.subscriptions.preferences import PlaceNames
from pipeline.titles import places
from pipeline.words import words


def party_title(party: str, language: str, names: PlaceNames = "paired") -> str:
    """Return the title of a party; of one nobody has named yet, its id in capitals."""
    if (ours := words()[language].party.get(party)) is not None:
        return ours.format(**places(language, names))
    title = party.replace("_", " ").title()
    return str(Locale(language).territories.get(_codes().get(party, ""), title))


@cache
def _codes() -> dict[str, str]:
    """Return the code of every country, and union of countries, by the id its party has."""
    return {_id(name): code for code, name in Locale("en").territories.items()}


def _id(name: str) -> str:
    """Return a name without capitals, accents and spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one)).replace(" ", "_")
