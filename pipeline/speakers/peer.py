"""Who holds the same office in another country: his Azerbaijani counterpart. Pure."""

from datetime import date

from pipeline.people import Tenure, people

_SAME = {"secretary_of_state": "fm"}  # where an office is named otherwise


def peers(offices: list[str], parties: tuple[str, ...], day: date | None) -> list[Tenure]:
    """Return who holds, in a country, the office that the last of some holders has in his."""
    table = people().offices
    if day is None or not parties or not offices:
        return []
    kind = _kind(offices[0])
    same = (one for one in table.values() if one.party == parties[-1] and _kind(one.id) == kind)
    held = [tenure for office in same for tenure in people().holders_on(office.id, day)]
    return held if len({tenure.person for tenure in held}) == 1 else []


def _kind(office: str) -> str:
    kind = office.partition("_")[2]
    return _SAME.get(kind, kind)
