"""Links we mail to readers: random, kept only as hashes, each for one purpose and a time.

Who may choose may read as well, by a key of its own: it is made of the other, which cannot be
made of it, so that the address of a text may be shown to others.
"""

import re
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from pipeline.letter import Links
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
    made = [secrets.token_urlsafe(32) for _ in purposes]
    issued = list(zip(made, purposes, strict=True))
    issued += [(reading(one), "read") for one, purpose in issued if purpose == "manage"]
    kept = {_digest(one): (purpose, now + LIFETIME[purpose]) for one, purpose in issued}
    readers.keep_tokens(session, subscriber, kept)
    return made


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


def links(session: Session, subscriber: Subscriber, web_url: str, now: datetime) -> Links:
    """Return new links of a reader to our pages, in their language."""
    manage, unsubscribe = issue(session, subscriber.id, "manage", "unsubscribe", now=now)
    base = f"{web_url}/{subscriber.language}"
    return Links(
        manage=f"{base}/preferences/{manage}",
        unsubscribe=f"{base}/unsubscribe/{unsubscribe}",
        reading=f"{base}/r/{reading(manage)}",
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
