"""What an outlet of our making publishes in sixty days, and everything that goes wrong meanwhile.

Of the texts: 10 % carry the day before or after, and stand there in the listing; 15 % get another
title within two days, 3 % another address, where the old one leads. The order within a day is
new every hour. Two texts are pinned, others every week. Twice the site is gone for 36 hours, once
with refused connections and once with HTTP 503; at other times one request in a hundred fails.
In the middle it looks otherwise, and for two days our declaration does not know. One visit in
twenty-five is killed. All of it follows from the seed.
"""

import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from zlib import crc32

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BEGIN, SPAN = datetime(2023, 5, 1, tzinfo=UTC), 60 * DAY
BEFORE = 60  # texts that are there when we come
PINS, PINNED_FOR = 2, 7 * DAY
SKEWED, TITLED, MOVED = 0.10, 0.15, 0.03
OUTAGE = 36 * HOUR
REDESIGNED, DECLARED = BEGIN + 30 * DAY, BEGIN + 32 * DAY
WINDOW = 4 * DAY  # in which the order of a listing moves

_NAMES = ("Aram", "Leyla", "Nino", "Sergei", "Claire", "Murad", "Anahit", "Rauf", "Tamar", "Paul")
_PLACES = ("Washington", "Brussels", "Moscow", "Tbilisi", "Geneva", "Prague", "Vienna", "Berlin")
_SUBJECTS = ("prisoners", "the border", "a treaty", "the road", "mines", "monitors", "water")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One published thing."""

    number: int
    at: datetime  # when it appears
    day: datetime  # midnight of the day it carries
    words: tuple[str, str, str]  # who, where, of what
    titled_at: datetime | None  # from then on it has another title
    moved_at: datetime | None  # from then on another address

    def title(self, now: datetime) -> str:
        """Return what it is called at a moment."""
        _, place, subject = self.words
        edited = self.titled_at is not None and self.titled_at <= now
        return f"Talks in {place} on {subject}, {self.number}{', updated' if edited else ''}"

    def slug(self, now: datetime) -> str:
        """Return the end of its address at a moment."""
        moved = self.moved_at is not None and self.moved_at <= now
        return f"{'moved-' if moved else ''}talks-{self.words[1].lower()}-{self.number}"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """What it says, which never changes."""
        name, place, subject = self.words
        first = (
            f"The foreign minister {name} said in {place} that Armenia and Azerbaijan had spoken "
            f"of {subject}, and of the rights and security of the people of Nagorno-Karabakh."
        )
        second = (
            f"This is statement number {self.number} of the ministry. It recalls that both sides "
            "agreed to go on with the work on a peace treaty within an international mechanism, "
            "and it thanks the host country for its hospitality and for its efforts."
        )
        return first, second


class World:
    """The outlet at any moment."""

    def __init__(self, seed: int, items: int) -> None:
        """Let it publish so many texts in the sixty days."""
        self.chance = chance = random.Random(seed)  # noqa: S311  no secret
        self._seed = seed
        old = (BEGIN - chance.random() * 6 * DAY for _ in range(BEFORE))
        new = (BEGIN + chance.random() * SPAN for _ in range(items))
        self.texts = [self._text(number, at) for number, at in enumerate(sorted([*old, *new]))]
        self._moments = [one.at for one in self.texts]
        self._ordered: tuple[datetime, int, list[Text]] = BEGIN, -1, []  # as it was shown last
        first = BEGIN + chance.uniform(8, 20) * DAY
        self.outages = (first, first + chance.uniform(30, 35) * DAY)
        self.by_slug = {
            one.slug(at): one for one in self.texts for at in (one.at, BEGIN + 2 * SPAN)
        }

    def _text(self, number: int, at: datetime) -> Text:
        chance = self.chance
        skew = chance.choice((-1, 1)) if chance.random() < SKEWED else 0
        soon = chance.uniform(0.1, 48) * HOUR
        late = chance.uniform(2, 72) * HOUR
        return Text(
            number=number,
            at=at,
            day=(at + skew * DAY).replace(hour=0, minute=0, second=0, microsecond=0),
            words=(chance.choice(_NAMES), chance.choice(_PLACES), chance.choice(_SUBJECTS)),
            titled_at=at + soon if chance.random() < TITLED else None,
            moved_at=at + late if chance.random() < MOVED else None,
        )

    def published(self, now: datetime) -> Sequence[Text]:
        """Return what has appeared, oldest first."""
        return self.texts[: bisect_right(self._moments, now)]

    def outage(self, now: datetime) -> int | None:
        """Return which outage it is, None when it is none."""
        found = (n for n, at in enumerate(self.outages) if at <= now < at + OUTAGE)
        return next(found, None)

    def pinned(self, now: datetime) -> list[Text]:
        """Return what stands above everything else."""
        week = BEGIN + (now - BEGIN) // PINNED_FOR * PINNED_FOR
        old = self.published(week - DAY)[-20:]
        return random.Random(f"{self._seed} {week}").sample(old, PINS)  # noqa: S311  no secret

    def order(self, now: datetime) -> list[Text]:
        """Return everything as a listing shows it: by days, within one at random."""
        until = bisect_right(self._moments, now)
        since = bisect_right(self._moments, now - WINDOW)
        if (self._ordered[0], self._ordered[1]) != (now, until):  # each page of it is asked for
            some = self._shuffled(self.texts[since:until], now)
            self._ordered = now, until, [*some, *reversed(self.texts[:since])]
        return self._ordered[2]

    def newest(self, now: datetime, number: int) -> list[Text]:
        """Return the last that appeared, in that order: what a listing without pages shows."""
        return self._shuffled(self.published(now)[-number:], now)

    def _shuffled(self, texts: Sequence[Text], now: datetime) -> list[Text]:
        hour = int(now.timestamp() // 3600)

        def place(one: Text) -> tuple[float, int]:
            return -one.day.timestamp(), crc32(f"{self._seed} {hour} {one.number}".encode())

        return sorted(texts, key=place)

    @cached_property
    def news(self) -> list[Text]:
        """What appears after we came."""
        return [one for one in self.texts if one.at > BEGIN]
