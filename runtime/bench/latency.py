"""From a text that appears on a site to the mail that tells of it, under a real `up --demo`.

The press room shows texts at moments chosen by chance; everything after that is the house itself:
its scheduler, its crawls, its stages, its post. No figure is of a clock of ours.
"""

import email
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from json import dumps
from pathlib import Path

from pipeline import store
from pipeline.errors import CrawlError
from pipeline.settings import REPOSITORY, duration
from pipeline.store import Row, listing
from runtime import house, secrets, supervisor
from runtime.bench import mailing
from runtime.demo import READER

OWN = 240  # seconds after which the press room's own texts are all out, and told
PATIENCE = timedelta(minutes=15)  # beyond which a text is not waited for, after three ticks
STEPS = {  # name of a step -> the moments it lies between
    "appeared -> fetched": ("appeared", "fetched"),
    "fetched -> crawl ended": ("fetched", "ended"),
    "crawl ended -> stored": ("ended", "stored"),
    "stored -> flagged": ("stored", "flagged"),
    "flagged -> line": ("flagged", "lined"),
    "line -> mail": ("lined", "mailed"),
    "together": ("appeared", "mailed"),
}
_AS_IN_LIFE = {"VEILLE_RECHECKS": "15m,1h,6h,24h,7d"}  # the demo's own are of seconds
_ONLY = {  # sites on which texts appear; what a text there must declare besides
    "am_civilnet": "",
    "am_mfa": 'slug = "bench-{number}"\nid = {number}\n',
    "az_president": 'category = "events"\nid = {number}\n',
    "us_state": 'slug = "bench-{number}"\nid = {number}\nauthor = "Office of the Spokesperson"\n',
}
SITES = tuple(_ONLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that is to appear on a site."""

    number: int
    source: str
    title: str
    at: datetime  # when it appears


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What came of it."""

    told: Sequence[Mapping[str, datetime]]  # moments by name, each from `appeared` to `mailed`
    missing: Sequence[Text]
    mails: int
    waiting: float  # load average of the minute, in the middle of it

    def seconds(self, step: str) -> list[float]:
        """Return what a step took, text by text."""
        since, until = STEPS[step]
        return [(one[until] - one[since]).total_seconds() for one in self.told]


def measured(
    home: Path, *, tick: str, items: int, over: timedelta, say: Callable[[str], None]
) -> Found:
    """Let so many texts appear over a time, at moments by chance; return when each was told.

    Raise CrawlError when the house does not start.
    """
    texts = home / "texts"
    texts.mkdir(parents=True)
    with _running(home / "house", texts, tick, say) as house:
        chosen = _published(house, texts, items, over)
        end = max(one.at for one in chosen) + PATIENCE + 3 * duration("--tick", tick)
        waiting = []
        while True:
            time.sleep(10)
            told = list(_told(house, chosen))
            waiting.append(os.getloadavg()[0])
            now = datetime.now(UTC)
            say(f"{sum(one.at <= now for one in chosen)} appeared, {len(told)} told")
            if len(told) == len(chosen) or now > end:
                break
    known = {title for title, _, _ in told}
    return Found(
        told=[moments for _, moments, _ in told],
        missing=[one for one in chosen if one.title not in known],
        mails=len({key for _, _, key in told}),
        waiting=statistics.median(waiting),
    )


@contextmanager
def _running(home: Path, texts: Path, tick: str, say: Callable[[str], None]) -> Iterator[Path]:
    """Yield the home of a demo whose sources have all been crawled once; stop it in the end."""
    ours = ("VEILLE", "AIRFLOW")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    environment |= {"VEILLE_HOME": str(home), "VEILLE_TICK": tick, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-P", "-m", "runtime.cli", "up", "--demo", "--texts", str(texts)]
    began = time.monotonic()
    with (texts.parent / "said").open("wb") as said:
        house = subprocess.Popen(  # noqa: S603  our own program
            command, env=environment | _AS_IN_LIFE, stdout=said, stderr=said
        )
    try:
        left = set(SITES)
        while left or time.monotonic() - began < OWN:
            if house.poll() is not None:
                raise CrawlError((texts.parent / "said").read_text(encoding="utf-8"))
            time.sleep(5)
            left = set(SITES) - set(_settled(home))
            say(f"not crawled whole yet: {', '.join(sorted(left))}" if left else "all crawled")
        yield home
    finally:
        house.send_signal(signal.SIGINT)
        house.wait()
        supervisor.down(home)


def _address(home: Path) -> str | None:
    kept = secrets.path(home, secrets.DATABASE)
    return kept.read_text(encoding="utf-8") if kept.exists() else None


def _settled(home: Path) -> Iterable[str]:
    """Return the sources whose next texts are news."""
    url = _address(home)
    if url is None or not supervisor.status(home).healthy:
        return []
    with store.sessions(url)() as session:
        return [name for name in SITES if store.source_of(session, name).settled_at is not None]


def _published(home: Path, texts: Path, items: int, over: timedelta) -> list[Text]:
    """Declare texts that appear from now on, at moments by chance; return them."""
    state = (home / "state" / house.PRESSROOM).read_text(encoding="utf-8")
    opened = datetime.fromisoformat(state.strip())
    dice = random.Random(items)  # noqa: S311  the same every time
    begin = int((datetime.now(UTC) - opened).total_seconds()) + 2
    chosen = []
    for number in range(1, items + 1):
        release = begin + dice.randrange(int(over.total_seconds()))
        one = Text(
            number=number,
            source=dice.choice(SITES),
            title=f"{mailing.title(dice)} {number}",
            at=opened + timedelta(seconds=release),
        )
        body = declared(one, release, dice)
        making = texts / f"bench_{number}.making"
        making.write_text(body, encoding="utf-8")
        making.rename(making.with_suffix(".toml"))
        chosen.append(one)
    return chosen


def declared(text: Text, release: int, dice: random.Random) -> str:
    """Return a text on the dossier, like no other, as the press room declares it."""
    number = 900_000 + text.number
    own = f"id = {number}\n" if text.source == "am_civilnet" else ""
    return (
        f'source = "{text.source}"\npublished = {text.at.isoformat(timespec="seconds")}\n'
        f"release = {release}\n{_ONLY[text.source].format(number=number)}"
        f"\n[en]\n{own}title = {dumps(text.title)}\nparagraphs = {dumps(mailing.said(dice))}\n"
    )


def _told(home: Path, chosen: Sequence[Text]) -> Iterator[tuple[str, dict[str, datetime], str]]:
    """Yield title, moments and message of each text that the reader was mailed of."""
    came = _came(home / "mail" / "new")
    at = {one.title: one.at for one in chosen}
    with store.sessions(_address(home))() as session:
        rows: list[Row] = list(listing.passed(session, READER, list(at)))
    for row in rows:
        key = str(row["key"])
        if key in came:
            moments = {name: value for name, value in row.items() if isinstance(value, datetime)}
            title = str(row["title"])
            yield title, moments | {"appeared": at[title], "mailed": came[key]}, key


def _came(box: Path) -> dict[str, datetime]:
    """Return when each message was put into a Maildir, by the left part of its Message-ID."""
    found = {}
    for path in box.glob("*"):
        head = email.message_from_bytes(path.read_bytes())
        key = str(head["Message-ID"]).strip("<>").partition("@")[0]
        found[key] = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return found
