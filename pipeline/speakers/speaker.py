"""A speaker: who speaks, the office held that day, the party it speaks for. Pure."""

from dataclasses import dataclass
from datetime import date

from pipeline.people import people


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks, as far as we can say."""

    id: str | None  # of people.toml; None: somebody it does not know
    name: str
    office: str | None  # held that day, or stated by the text
    party: str | None  # it speaks for


def body(institution: str) -> Speaker:
    """Return an institution as a speaker."""
    known = people().institutions[institution]
    return Speaker(id=institution, name=known.names["en"][0], office=None, party=known.party)


def body_of(one: Speaker) -> str | None:
    """Return the institution of the office that somebody holds."""
    return people().offices[one.office].institution if one.office else None


def ever_held(person: str | None) -> set[str]:
    """Return what offices somebody holds or held; none, where nobody knows them."""
    known = people().persons.get(person or "")
    return {tenure.office.id for tenure in known.tenures} if known else set()


def may_hold(person: str | None, day: date | None, *, acting: bool = False) -> set[str]:
    """Return what offices somebody may have held that day, what wants verifying included."""
    known = people().persons.get(person or "")
    return {
        tenure.office.id
        for tenure in (known.tenures if known else ())
        if (day is None or tenure.covers(day)) and (tenure.acting or not acting)
    }
