"""Who speaks for a body on a day: the ministry's spokesman, the premier's secretary. Pure."""

from collections.abc import Collection
from datetime import date

from pipeline.people import Tenure, people


def speaks_for(office: str) -> bool:
    """Return whether an office is a spokesperson's."""
    return office.endswith(("spokesperson", "spokesman"))


def spokespersons(bodies: Collection[str | None], day: date | None) -> list[Tenure]:
    """Return who holds the offices of spokespersons of some institutions; nobody without a day."""
    table = people()
    speaking = [
        office.id
        for office in table.offices.values()
        if speaks_for(office.id) and office.institution in bodies
    ]
    return [held for one in speaking if day for held in table.holders_on(one, day)]
