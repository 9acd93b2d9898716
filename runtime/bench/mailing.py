"""Readers of our making with overlapping choices, and what they must be told of which texts."""

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawlers import reread, run
from pipeline import delivery, document, line, settings, stages, store
from pipeline.deliveries import post
from pipeline.errors import CrawlError
from pipeline.settings import Settings
from pipeline.store import readers
from pipeline.subscriptions.wanted import Wanted
from runtime.bench.letterbox import Letterbox, Taken

PARTIES = ("armenia", "azerbaijan", "russia", "united_states", "turkey", "france")
DOSSIER = "karabakh"
SENDER = "Veille <veille@veille.example>"
_WORDS = (  # noqa: SIM905  of texts no two of which are alike; words are written as words
    "autumn bridge committee delegation evening factory garden harvest island journey kitchen "
    "ladder meadow neighbour orchard parliament quarter railway school theatre university village "
    "window yesterday archive budget council doctor engineer festival glacier hospital institute "
    "library museum newspaper observatory pension river station teacher valley workshop"
).split()

_SUBJECT = "The rights and security of the people of Nagorno-Karabakh must be addressed."

Told = set[tuple[str, int]]  # reader's address, number of a text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """What came of it."""

    mails: int
    lines: int
    expected: int  # lines
    missing: int  # of them
    unexpected: int  # told to who did not ask
    twice: int  # told more than once
    seconds: float  # of rendering and sending
    cpu: float  # seconds, of the sender's process


def house(home: Path, database: str, smtp: int) -> Settings:
    """Return the settings of an empty house that mails to a port on loopback."""
    return settings.read(
        {
            "VEILLE_HOME": str(home),
            "VEILLE_DATABASE": database,
            "VEILLE_SMTP": f"smtp://127.0.0.1:{smtp}",
            "VEILLE_SENDER": SENDER,
            "VEILLE_WEB_URL": "https://veille.example",
        }
    )


def subscribe(ours: Settings, number: int, dice: random.Random) -> dict[str, frozenset[str]]:
    """Let so many readers each choose some of the parties; return who chose which."""
    chosen = {}
    with store.sessions(ours.database).begin() as session:
        now = datetime.now(UTC) - timedelta(days=1)
        for one in range(number):
            of = dice.sample(PARTIES, dice.randint(1, len(PARTIES)))
            who = readers.add_reader(session, f"reader{one}@reader.example", "confirmed", now)
            readers.choose(session, who.id, {DOSSIER: Wanted(parties=tuple(sorted(of)))})
            chosen[who.address] = frozenset(of)
    return chosen


def publish(ours: Settings, numbers: Sequence[int], dice: random.Random) -> dict[int, str]:
    """Let texts be published and flagged; return who said which."""
    of = {number: PARTIES[number % len(PARTIES)] for number in numbers}
    brought = run.ingest_jsonl(
        [_text(number, party, dice).encode() for number, party in of.items()],
        source="manual",
        parties=PARTIES,
        spool=ours.spool / "new",
        archive=ours.archive,
        now=datetime.now(UTC),
    )
    if brought.errors:
        raise CrawlError(brought.errors[0])
    document.take_over(ours, reread.items)
    stages.join_statements(ours)
    stages.raise_flags(ours)
    return of


def said(dice: random.Random) -> list[str]:
    """Return the paragraphs of a text on the dossier, like no other."""
    found = [" ".join(dice.choices(_WORDS, k=14)).capitalize() + "." for _ in range(8)]
    found.insert(3, _SUBJECT)
    return found


def title(dice: random.Random) -> str:
    """Return a title like no other."""
    return " ".join(dice.choices(_WORDS, k=6)).capitalize()


def _text(number: int, party: str, dice: random.Random) -> str:
    """Return a text as JSON, on the dossier, like no other."""
    paragraphs = said(dice)
    return json.dumps(
        {
            "url": f"https://generated.example/{number}",
            "title": title(dice),
            "text": "\n\n".join(paragraphs),
            "language": "en",
            "speaker": f"Speaker {number}",
            "party": party,
            "channel": "post",
        }
    )


def measured(  # noqa: PLR0913  how much of everything
    ours: Settings,
    box: Letterbox,
    *,
    people: int,
    texts: int,
    together: int,
    say: Callable[[str], None],
) -> Mailed:
    """Tell so many people of so many texts, some at a time, minutes apart; return what came."""
    dice = random.Random(1)  # noqa: S311  the same every time
    chosen = subscribe(ours, people, dice)
    expected: Told = set()
    seconds = cpu = 0.0
    now = datetime.now(UTC) - timedelta(hours=20)
    for first in range(1, texts + 1, together):
        of = publish(ours, range(first, min(first + together, texts + 1)), dice)
        expected |= {(who, n) for who, own in chosen.items() for n, by in of.items() if by in own}
        now += timedelta(minutes=6)
        write(ours, now)
        began, spent = time.perf_counter(), time.process_time()
        sent = send(ours)
        seconds += time.perf_counter() - began
        cpu += time.process_time() - spent
        say(f"{first + len(of) - 1} of {texts} texts told, {sent} mails in this round")
    return counted(list(box.taken()), expected, seconds=seconds, cpu=cpu)


def write(ours: Settings, now: datetime) -> None:
    """Write every line that is due, at a moment."""
    while True:
        with store.sessions(ours.database).begin() as session:
            if not line.run(session, line.BATCH, now)["revisions"]:
                return


def send(ours: Settings) -> int:
    """Send what is due; return how many messages that were."""
    with post.opened(ours) as open_post:
        counts = delivery.run(
            store.sessions(ours.database), open_post, sender=ours.sender, web_url=ours.web_url
        )
    return counts["sent"]


def counted(taken: Sequence[Taken], expected: Told, *, seconds: float, cpu: float) -> Mailed:
    """Return what was told beside what had to be; a message that came again counts once."""
    messages = {one.key: one for one in taken}
    lines = Counter((one.to, number) for one in messages.values() for number in one.texts)
    return Mailed(
        mails=len(taken),
        lines=lines.total(),
        expected=len(expected),
        missing=len(expected - lines.keys()),
        unexpected=len(lines.keys() - expected),
        twice=sum(number > 1 for number in lines.values()),
        seconds=seconds,
        cpu=cpu,
    )


def repeats(taken: Sequence[Taken]) -> Iterator[tuple[str, int]]:
    """Yield the messages that came more than once, and how often."""
    times = Counter(one.key for one in taken)
    yield from ((key, number) for key, number in times.items() if number > 1)
