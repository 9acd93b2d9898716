"""Draining: all the work of a stage, one transaction a batch; a text it fails at costs itself.

Pages hold what nobody thought of. Where a batch fails, its texts are taken one by one, and the
one that fails alone is set aside: the stage goes on, operators are told which and why, and
`veille retry`, or the next version, takes it up again.
"""

import logging
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from pipeline import store
from pipeline.errors import VeilleError
from pipeline.garbage import seldom_collected
from pipeline.settings import Settings
from pipeline.store import failing

log = logging.getLogger(__name__)

Work = Callable[[Session, int], Counter[str]]  # a session, texts at most -> what was done

PATIENCE = 10  # texts that fail in a row, and it is no text's fault
_OTHERS = (VeilleError, OperationalError, InterfaceError)  # no text's fault: an operator's


def drained(
    settings: Settings, work: Work, batch: int, *, unit: str = "revisions"
) -> Counter[str]:
    """Run a stage until nothing is left to do; return what was done; `unit`: of its work.

    Raise what it failed with where that is no text's fault: the database is gone, a declaration
    is wrong, or ten texts failed in a row.
    """
    counts: Counter[str] = Counter()
    alone = in_a_row = 0  # texts still to be taken one by one; of them, that failed last
    while True:
        session = store.sessions(settings.database)()
        try:
            with seldom_collected(), session.begin():
                done = work(session, 1 if alone else batch)
        except _OTHERS:
            raise
        except Exception as error:
            mark, revisions = failing.at_work(session)
            in_a_row += bool(alone)
            if not revisions or in_a_row >= PATIENCE:
                raise
            if not alone and len(revisions) > 1:
                log.warning("%s: a text of %d fails; one by one now", mark, len(revisions))
                alone = len(revisions)
                continue
            _set_aside(settings, mark, min(revisions), error)
            alone = max(0, alone - 1)
            continue
        finally:
            session.close()
        worked = done.pop(unit)
        counts += done
        alone, in_a_row = max(0, alone - worked), 0
        if not worked:
            return counts


def _set_aside(settings: Settings, mark: str, revision: int, error: Exception) -> None:
    """Let the stage go on without a text; why is told without the text's words."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    why = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}, {last.name}"
    with store.sessions(settings.database).begin() as session:
        url = failing.set_aside(session, mark, revision, why)
    log.error("%s: %s is set aside: %s", mark, url, why, exc_info=error)
