"""Senders killed at random points, and the mail server and the database with them."""

import multiprocessing
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

import psycopg
from sqlalchemy.exc import SQLAlchemyError

from pipeline import store
from pipeline.errors import CrawlError, VeilleError
from pipeline.settings import Settings
from runtime import postgres
from runtime.address import conninfo
from runtime.bench import mailing
from runtime.bench.letterbox import Letterbox

FAULTS = ("server killed", "server hangs", "421 midway", "database restarted", *["none"] * 4)
_REFUSED = 0.3  # share of the messages answered with 421, where that is the fault
_MOST = 8  # messages a sender sends before it is killed, at most
_THEN = 0.3  # seconds it works on after the last of them, at most
_LONGEST = 20.0  # seconds that is waited for them
_TEXTS = 20  # told two at a time, so that none share a message
_ENOUGH = 50  # senders that are left alone in the end, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Survived:
    """What came of it."""

    kills: int
    working: int  # senders that still had something to send when they were killed
    faults: dict[str, int]  # of the server or the database, while one worked
    messages: int
    lost: int  # messages that never came
    repeats: int  # that came again, under the same Message-ID
    mailed: mailing.Mailed

    @property
    def is_well(self) -> bool:
        """Whether nothing was lost, and repeated only what rule 4 allows: one a death at most."""
        faults = self.mailed.missing + self.mailed.unexpected + self.mailed.twice + self.lost
        return not faults and self.repeats <= self.kills


def survived(  # noqa: PLR0913  how much of everything
    ours: Settings,
    home: Path,
    box: Letterbox,
    *,
    kills: int,
    people: int,
    say: Callable[[str], None],
) -> Survived:
    """Send to so many people while so many senders are killed; return what came of it."""
    dice = random.Random(2)  # noqa: S311  the same every time
    chosen = mailing.subscribe(ours, people, dice)
    of: dict[int, str] = {}
    for first in range(1, _TEXTS + 1, 2):
        of |= mailing.publish(ours, range(first, first + 2), dice)
        mailing.write(ours, datetime.now(UTC) - timedelta(minutes=6 * (_TEXTS + 1 - first)))
    expected = {(who, n) for who, own in chosen.items() for n, by in of.items() if by in own}
    say(f"{len(expected)} messages to send")
    faults, working = Counter[str](), 0
    for number in range(kills):
        fault = dice.choice(FAULTS)
        faults[fault] += 1
        working += _killed(ours, home, box, fault, dice)
        if number % 10 == 9:  # noqa: PLR2004  a word now and then
            say(f"{number + 1} senders killed, {_unsent(ours)} messages left")
    _drained(ours)
    taken = list(box.taken())
    times = Counter(one.key for one in taken)
    return Survived(
        kills=kills,
        working=working,
        faults=dict(faults),
        messages=len(times),
        lost=len(_keys(ours) - times.keys()),
        repeats=sum(number - 1 for number in times.values()),
        mailed=mailing.counted(taken, expected, seconds=0.0, cpu=0.0),
    )


def _killed(ours: Settings, home: Path, box: Letterbox, fault: str, dice: random.Random) -> bool:
    """Let one sender work and kill it, with a fault on the way; return whether it still worked."""
    if fault == "421 midway":
        box.kill()
        box.start(_REFUSED)
    sender = multiprocessing.get_context("fork").Process(target=_send, args=(ours,))
    sender.start()
    _wait(sender, box, dice.randrange(_MOST))
    time.sleep(dice.uniform(0, _THEN))
    if fault == "server killed":
        box.kill()
    elif fault == "server hangs":
        box.hang()
    elif fault == "database restarted":
        postgres.stop(home)
        store.engine(ours.database or "").dispose()
        postgres.ensure(home)
    time.sleep(dice.uniform(0, _THEN))
    worked = sender.is_alive()
    sender.kill()
    sender.join()
    if fault.startswith("server") or fault == "421 midway":
        box.kill()
        box.start()
    _let_time_pass(ours)
    return worked


def _wait(sender: BaseProcess, box: Letterbox, number: int) -> None:
    """Return when so many more messages were taken, or none will be."""
    wanted = len(list(box.taken())) + number
    until = time.monotonic() + _LONGEST
    while sender.is_alive() and time.monotonic() < until and len(list(box.taken())) < wanted:
        time.sleep(0.01)


def _send(ours: Settings) -> None:
    """Send what is due, in a process of its own that ends without a word."""
    store.engine(ours.database or "").dispose(close=False)  # our parent's connections
    try:
        mailing.send(ours)
    except (VeilleError, SQLAlchemyError):
        os._exit(1)


def _let_time_pass(ours: Settings) -> None:
    """Let five minutes pass for leases, and an hour for what waits to be tried again."""
    _execute(ours, "UPDATE delivery SET leased_until = now() WHERE leased_until > now()")
    _execute(ours, "UPDATE delivery SET due_at = now() - interval '1 hour' WHERE due_at > now()")


def _drained(ours: Settings) -> None:
    """Send all that is left, nothing in the way."""
    for _ in range(_ENOUGH):
        _let_time_pass(ours)
        mailing.send(ours)
        if not _unsent(ours):
            return
    raise CrawlError(f"{_unsent(ours)} messages are not sent after {_ENOUGH} senders")


def _unsent(ours: Settings) -> int:
    rows = _execute(ours, "SELECT count(*) FROM delivery WHERE sent_at IS NULL")
    return int(str(rows[0][0]))


def _keys(ours: Settings) -> set[str]:
    return {str(row[0]) for row in _execute(ours, "SELECT key FROM delivery")}


def _execute(ours: Settings, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(conninfo(ours.database or ""), autocommit=True) as connection:
        done = connection.execute(query.encode())
        return done.fetchall() if done.description else []
