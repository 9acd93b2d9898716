"""What an outlet reported that another names as its source: the same statement, likely."""

from collections.abc import Collection
from datetime import datetime

from pipeline.statements.act import Key
from pipeline.statements.desk import Desk


def relayed(
    desk: Desk, key: Key, outlets: Collection[str], at: datetime
) -> tuple[int, str] | None:
    """Return the one statement of some speakers that an outlet reported around then, and why.

    None where it reported none of them, or several: which one it is words would have to tell.
    """
    if not outlets:
        return None
    carriers = desk.carriers([statement for statement, _ in desk.made({key}, at)])
    found = {
        (statement, document.address)
        for statement, those in carriers.items()
        for carriage, document, _, source in those
        if carriage.role == "report" and source.name in outlets
    }
    if len({statement for statement, _ in found}) != 1:
        return None
    statement, address = min(found)
    return statement, f"quoted by way of {address}"
