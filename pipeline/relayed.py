"""What an outlet reported that another names as its source: the same statement, likely."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline import carried
from pipeline.act import Key, key_of


def relayed(
    session: Session, key: Key, outlets: Collection[str], since: datetime, until: datetime
) -> tuple[int, str] | None:
    """Return the one statement of some speakers that an outlet reported in a time, and why.

    None where it reported none of them, or several: which one it is words would have to tell.
    """
    names = {name.removeprefix("=") for name in key}
    statements = [one.id for one in carried.statements_of(session, names, since, until)]
    speakers = carried.speakers_of(session, statements)
    carriers = carried.carriers_of(session, statements)
    found = {
        (statement, document.address)
        for statement in statements
        if key_of(speakers[statement]) == key
        for carriage, document, _, source in carriers[statement]
        if carriage.role == "report" and source.name in outlets
    }
    if len({statement for statement, _ in found}) != 1:
        return None
    statement, address = min(found)
    return statement, f"quoted by way of {address}"
