"""Links we mail to readers: random, kept only as hashes, each for one purpose and a time.

Who may choose may read as well, by a key of its own: it is made of the other, which cannot be
made of it, so that the address of a text may be shown to others.
"""

import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from pipeline.mails.letter import Links
from pipeline.store import readers
from pipeline.tables import Subscriber

LIFETIME = {
    "confirm": timedelta(days=3),
    "manage": timedelta(days=30),
    "unsubscribe": timedelta(days=400),  # who finds an old mail can still end it
    "feed": timedelta(days=400),
    "read": timedelta(days=400),  # and read what it tells of
}
_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


def issue(session: Session, subscriber: int, *purposes: str, now: datetime) -> list[str]:
    """Return a new token for each purpose; only their hashes are kept."""
    return issue_to(session, [subscriber], *purposes, now=now)[subscriber]


def issue_to(
    session: Session, subscribers: Collection[int], *purposes: str, now: datetime
) -> dict[int, list[str]]:
    """Return new tokens for each of some readers, one for each purpose, see `issue`."""
    made = {who: [secrets.token_urlsafe(32) for _ in purposes] for who in subscribers}
    kept = {who: dict(_kept(tokens, purposes, now)) for who, tokens in made.items()}
    readers.keep_tokens_of(session, kept)
    return made


def _kept(
    tokens: Sequence[str], purposes: Sequence[str], now: datetime
) -> Iterator[tuple[str, tuple[str, datetime]]]:
    """Yield what is kept of some tokens and of the keys to read by they hold."""
    for one, purpose in zip(tokens, purposes, strict=True):
        yield _digest(one), (purpose, now + LIFETIME[purpose])
        if purpose == "manage":
            yield _digest(reading(one)), ("read", now + LIFETIME["read"])


def reading(manage: str) -> str:
    """Return the key to read by of who has a key to choose by."""
    return urlsafe_b64encode(sha256(f"read {manage}".encode()).digest()).decode().rstrip("=")


def bearer(session: Session, text: str, *purposes: str, now: datetime) -> Subscriber | None:
    """Return whose token it is; None where it is nobody's, for something else, or expired."""
    if not _FORM.fullmatch(text):
        return None
    found = readers.token(session, _digest(text), purposes)
    if found is None or found.expires_at <= now:
        return None
    return session.get_one(Subscriber, found.subscriber_id)


def links(
    session: Session, subscribers: Collection[Subscriber], web_url: str, now: datetime
) -> dict[int, Links]:
    """Return new links of some readers to our pages, each in their language, by their number."""
    languages = {one.id: one.language for one in subscribers}
    issued = issue_to(session, languages, "manage", "unsubscribe", now=now)
    return {
        who: _links(f"{web_url}/{languages[who]}", manage, unsubscribe)
        for who, (manage, unsubscribe) in issued.items()
    }


def _links(base: str, manage: str, unsubscribe: str) -> Links:
    return Links(
        manage=f"{base}/preferences/{manage}",
        unsubscribe=f"{base}/unsubscribe/{unsubscribe}",
        reading=f"{base}/r/{reading(manage)}",
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
