"""The mails that carry a link a reader asked for: to confirm, or to their choices."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage

from sqlalchemy.orm import Session

from pipeline import mail, store
from pipeline.mails.envelope import enveloped
from pipeline.mails.letter import Links
from pipeline.mails.letters import Sending
from pipeline.mails.plain import plain
from pipeline.store import readers
from pipeline.subscriptions import token
from pipeline.tables import Delivery, Subscriber
from pipeline.words import words

LINKS = ("confirm", "manage", "webhook")
PAUSE = timedelta(minutes=10)  # between two of them to one address
A_DAY = 4  # of them to one address at most: a form must be no weapon


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One mail with one link."""

    kind: str  # confirm, manage, or webhook: theirs was switched off
    address: str
    key: str  # of the delivery
    language: str
    link: str
    links: Links
    sender: str
    returns: str | None = None  # address mails come back to
    sent_at: datetime


def ask(session: Session, subscriber: Subscriber, kind: str, now: datetime) -> bool:
    """Let a link be mailed; return False where the address was written to just now."""
    lately = readers.links_since(session, subscriber.id, LINKS, now - timedelta(days=1))
    if len(lately) >= A_DAY or any(at > now - PAUSE for at in lately):
        return False
    store.add_delivery(session, subscriber.id, now, kind)
    return True


def invitation(
    session: Session, delivery: Delivery, subscriber: Subscriber, ours: Links, sending: Sending
) -> Invitation:
    """Return a mail with the link asked for, and others of its reader."""
    link = ours.manage
    if delivery.kind == "confirm":
        [one] = token.issue(session, subscriber.id, "confirm", now=sending.now)
        link = f"{sending.web_url}/{subscriber.language}/confirm/{one}"
    return Invitation(
        kind=delivery.kind,
        address=subscriber.address,
        key=delivery.key,
        language=subscriber.language,
        link=link,
        links=ours,
        sender=sending.sender,
        returns=sending.returns,
        sent_at=sending.now,
    )


def compose(one: Invitation) -> EmailMessage:
    """Return the message; raise as `envelope.enveloped` does."""
    said = words()[one.language].mail
    written = mail.write(
        "link",
        language=one.language,
        subject=said[f"{one.kind}_subject"],
        text=said[f"{one.kind}_text"].format(address=plain(one.address)),
        button=said[f"{one.kind}_button"],
        after=said[f"{one.kind}_after"],
        link=one.link,
    )
    return enveloped(
        written,
        sender=one.sender,
        recipient=f"<{one.address}>",
        key=one.key,
        sent_at=one.sent_at,
        topic="news",
        languages=(one.language,),
        unsubscribe=one.links.unsubscribe,
        returns=one.returns,
    )
