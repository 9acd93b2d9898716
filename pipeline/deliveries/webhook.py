"""Webhooks: what a reader is told, posted as signed JSON to an address of theirs, not mailed.

At least once, as mails are: claimed with a lease, posted, stamped after a 2xx; the key of the
delivery tells a repetition. One that fails for a day is switched off, and its owner is mailed.
"""

import hmac
import json
import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from pipeline import delivery, store
from pipeline.deliveries import callback
from pipeline.errors import CallbackError
from pipeline.excerpt import SENTENCES
from pipeline.flags.why import reason
from pipeline.mails import digest
from pipeline.mails.letter import Letter, Line
from pipeline.store import hooks
from pipeline.tables import Delivery, Webhook

log = logging.getLogger(__name__)

PATIENCE = timedelta(days=1)  # of failures in a row
_LEASE = timedelta(minutes=1)  # longer than one call takes
_SHOWN = {"full": None, "excerpt": SENTENCES, "link": 0}  # passages, by rights


def run(sessions: sessionmaker[Session], *, private: bool) -> Counter[str]:
    """Post what is due to webhooks; return how much was, and what failed."""
    counts: Counter[str] = Counter()
    watch = digest.Watch()
    while True:
        now = datetime.now(UTC)
        with sessions.begin() as session:
            due = hooks.claim(session, now, now + _LEASE)
            if due is None:
                return counts
            found, hook = due
            letter = delivery.letter_of(session, found, watch=watch, now=now)
            if letter is None:
                counts["void"] += 1
                continue
        try:
            call(hook, letter, found.kind, now, private=private)
        except CallbackError as error:
            with sessions.begin() as session:
                counts[_failed(session, found, hook, now, str(error))] += 1
        else:
            with sessions.begin() as session:
                store.settle(session, found.id, {"sent_at": datetime.now(UTC), "reason": None})
                hooks.note(session, hook.id, {"failing_since": None, "reason": None})
            counts["posted"] += 1


def call(hook: Webhook, letter: Letter, kind: str, now: datetime, *, private: bool) -> None:
    """Post a message; raise CallbackError when it was not taken."""
    body = json.dumps(payload(letter, kind), ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Veille",
        "Idempotency-Key": letter.key,
        **signature(hook.secret, body, now),
    }
    callback.post(hook.url, body, headers, private=private)


def signature(secret: str, body: bytes, now: datetime) -> dict[str, str]:
    """Return the headers that prove who sent a body, and when.

    HMAC-SHA256 of the second since 1970, a full stop and the body; refuse what is old.
    """
    second = str(int(now.timestamp()))
    signed = hmac.new(secret.encode(), f"{second}.".encode() + body, sha256).hexdigest()
    return {"Veille-Timestamp": second, "Veille-Signature": f"sha256={signed}"}


def payload(letter: Letter, kind: str) -> dict[str, Any]:  # Any: JSON
    """Return a message as its receiver reads it, with what each source allows to be shown."""
    return {
        "delivery": letter.key,
        "kind": kind,
        "dossier": letter.dossier,
        "language": letter.language,
        "sent_at": letter.sent_at.astimezone(UTC).isoformat(timespec="seconds"),
        "lines": [_line(one, letter.language) for one in letter.lines],
        "coverage": list(letter.coverage),
    }


def _line(line: Line, language: str) -> dict[str, Any]:  # Any: JSON
    kept = (
        *("kind", "title", "source", "source_title", "party", "speaker", "office", "channel"),
        *("language", "address", "digest", "file", "grade", "rights", "came", "by_hand"),
        *("corrects", "wrong", "is_first", "was_gone", "thread", "dossier_title"),
    )
    shown = line.passages[: _SHOWN[line.rights]]
    return {name: getattr(line, name) for name in kept} | {
        "said": _moment(line.said),
        "published": _moment(line.published),
        "passages": [
            {"text": one.text, "language": one.language, "changes": [list(p) for p in one.pieces]}
            for one in shown
        ],
        "withheld": len(line.passages) - len(shown),
        "editions": [asdict(one) for one in line.editions],
        "reasons": [reason(one, language) for one in line.reasons],
    }


def _moment(moment: Any) -> Mapping[str, str] | None:  # noqa: ANN401  an item's, or none
    if moment is None:
        return None
    at = moment.at.isoformat(timespec="minutes")
    return {"at": at, "precision": moment.precision, "zone": moment.zone}


def _failed(session: Session, found: Delivery, hook: Webhook, now: datetime, reason: str) -> str:
    """Let what a webhook did not take wait; after a day of that, let mail tell it."""
    since = hook.failing_since or now
    shortest, longest = delivery.RETRY
    wait = min(shortest * 2 ** min(found.attempts - 1, 10), longest)
    store.settle(session, found.id, {"due_at": now + wait, "reason": reason})
    hooks.put_off(session, hook.subscriber_id, now, now + wait)
    hooks.note(session, hook.id, {"failing_since": since, "reason": reason})
    log.warning("webhook %s did not take %s: %s", hook.id, found.key, reason)
    if now - since < PATIENCE:
        return "refused"
    hooks.note(session, hook.id, {"state": "failed"})
    hooks.put_off(session, hook.subscriber_id, now + longest, now)  # mail tells it now
    store.add_delivery(session, hook.subscriber_id, now, "webhook")
    return "switched off"
