"""Deliveries: claim a message, send it, stamp it.

Sending is at least once: a sender that dies between the server's 250 and the stamp leaves a
lease that runs out, and that one message goes again with the same Message-ID.
"""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import NamedTuple

from sqlalchemy.orm import Session, sessionmaker

from pipeline import digest, invitation, letter, mail, store, telling, token
from pipeline.alignment import Piece
from pipeline.edit import edits
from pipeline.errors import PostError, RefusedError
from pipeline.invitation import LINKS
from pipeline.item import Moment, moment
from pipeline.letter import Letter, Mark, Passage
from pipeline.party import party_title
from pipeline.post import Post
from pipeline.preferences import Preferences
from pipeline.store import carried, readers, succession
from pipeline.tables import Delivery, Document, Flag, Line, Revision, Source, Subscriber
from pipeline.text import sentences
from pipeline.titles import dossier_title
from pipeline.words import words

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)  # longer than any one message takes
RETRY = (timedelta(minutes=1), timedelta(hours=1))  # after the first temporary failure, at most


def run(  # noqa: PLR0913  what every mail has in common
    sessions: sessionmaker[Session],
    post: Post,
    *,
    sender: str,
    returns: str | None = None,
    web_url: str | None = None,
    kinds: Collection[str] = (),
) -> Counter[str]:
    """Send what is due, of some kinds or all; raise PostError when the post takes nothing now.

    Nothing is lost then. Each message is claimed in one transaction, sent outside any, and
    stamped in another. Without the address of our pages, mails carry no link of ours; without one
    they come back to, no way to leave by mail.
    """
    counts: Counter[str] = Counter(sent=0, refused=0, void=0)
    watch = digest.Watch()
    while True:
        now = datetime.now(UTC)
        with sessions.begin() as session:
            delivery = store.claim(session, now, now + LEASE, kinds)
            if delivery is None:
                return counts
            reader = session.get_one(Subscriber, delivery.subscriber_id)
            if not _may_be_sent(delivery, reader):
                reason = f"the subscriber is {reader.state}"
                store.settle(session, delivery.id, {"failed_at": now, "reason": reason})
                counts["void"] += 1
                continue
            if delivery.kind in LINKS and web_url is None:
                reason = "VEILLE_WEB_URL is not set: no link can be mailed"
                store.settle(session, delivery.id, {"due_at": now + RETRY[0], "reason": reason})
                log.warning("message %s waits: %s", delivery.key, reason)
                counts["waiting"] += 1
                continue
            unflagged = _unflagged(session, delivery)
            if unflagged is not None:
                counts[_held_back(session, delivery, unflagged, now)] += 1
                continue
            message = _message(
                session,
                delivery,
                sender=sender,
                returns=returns,
                web_url=web_url,
                watch=watch,
                now=now,
            )
        try:
            post.send(message())
        except RefusedError as error:
            log.warning("message %s refused for good: %s", delivery.key, error)
            _settle(sessions, delivery, {"failed_at": now, "reason": str(error)})
            counts["refused"] += 1
        except PostError as error:
            wait = min(RETRY[0] * 2 ** min(delivery.attempts - 1, 10), RETRY[1])
            _settle(sessions, delivery, {"due_at": now + wait, "reason": str(error)})
            raise PostError(
                f"{error} ({counts['sent']} sent before; the rest stays due)"
            ) from error
        else:
            _settle(sessions, delivery, {"sent_at": datetime.now(UTC), "reason": None})
            counts["sent"] += 1


def _may_be_sent(delivery: Delivery, reader: Subscriber) -> bool:
    """Whether a reader still wants a message; the links they ask for come whatever their state."""
    if delivery.kind in LINKS:
        return reader.state != "suppressed"
    return reader.state == "confirmed"


def _message(  # noqa: PLR0913  what a mail is made of
    session: Session,
    delivery: Delivery,
    *,
    sender: str,
    returns: str | None,
    web_url: str | None,
    watch: digest.Watch,
    now: datetime,
) -> Callable[[], EmailMessage]:
    """Return what makes a message, of what is read from the database now."""
    reader = session.get_one(Subscriber, delivery.subscriber_id)
    if delivery.kind in LINKS and web_url is not None:
        asked = invitation.invitation(
            session, delivery, reader, sender=sender, returns=returns, web_url=web_url, now=now
        )
        return lambda: invitation.compose(asked)
    own = _letter(
        session,
        delivery,
        sender=sender,
        returns=returns,
        web_url=web_url,
        watch=watch,
        now=now,
    )
    return lambda: mail.compose(own)


def _unflagged(session: Session, delivery: Delivery) -> Revision | None:
    """Return what a message tells and no flag says why: our extractor changed it meanwhile.

    While it is to be flagged yet the message waits; otherwise it is left out of what else is told.
    """
    leads = [row for row in store.lines_in(session, delivery.id) if row[0].role == "lead"]
    gone = [revision for line, _, revision in leads if not _is_flagged(session, line)]
    waiting = [revision for revision in gone if revision.flagged_by is None]
    if waiting or (gone and len(gone) == len(leads)):
        return next(iter(waiting or gone))
    return None


def _is_flagged(session: Session, line: Line) -> bool:
    flags = store.flags_of(session, line.revision_id)
    return line.dossier in {one.dossier for one in flags}


def _held_back(session: Session, delivery: Delivery, revision: Revision, now: datetime) -> str:
    """Let a message wait for the flags of what was read again; void it when there are none."""
    if revision.flagged_by is None:
        reason = f"revision {revision.id} was read again and is not flagged yet"
        store.settle(session, delivery.id, {"due_at": now + RETRY[0], "reason": reason})
        log.warning("message %s waits: %s", delivery.key, reason)
        return "waiting"
    reason = f"revision {revision.id} was read again and is on the dossier no more"
    store.settle(session, delivery.id, {"failed_at": now, "reason": reason})
    log.warning("message %s is void: %s", delivery.key, reason)
    return "void"


def _settle(sessions: sessionmaker[Session], delivery: Delivery, values: store.Row) -> None:
    with sessions.begin() as session:
        store.settle(session, delivery.id, values)


def _letter(  # noqa: PLR0913  what a mail is made of
    session: Session,
    delivery: Delivery,
    *,
    sender: str,
    returns: str | None,
    web_url: str | None,
    watch: digest.Watch,
    now: datetime,
) -> Letter:
    """Return a message as the mail shows it, from the database."""
    subscriber = session.get_one(Subscriber, delivery.subscriber_id)
    told = [one for one in _told(session, delivery) if _is_flagged(session, one.lead[0])]
    slugs = [one.lead[0].dossier for one in told] or list(
        readers.choices_of(session, subscriber.id)
    )
    how = readers.preferences(subscriber)
    lines = [_line(session, delivery, one, how) for one in told]
    is_digest = delivery.kind == "digest"
    if is_digest:
        lines.sort(key=lambda one: (one.party is None, one.party or "", _who(one)))
    return Letter(
        address=subscriber.address,
        key=delivery.key,
        lines=tuple(lines),
        sent_at=now,
        sender=sender,
        returns=returns,
        dossier=slugs[0],
        dossier_title=dossier_title(slugs[0], how.language, how.place_names),
        coverage=watch.lines(session, now, delivery, subscriber, len(lines)) if is_digest else (),
        links=token.links(session, subscriber, web_url, now) if web_url else None,
        discreet=subscriber.discreet,
        language=subscriber.language,
    )


def _who(line: letter.Line) -> str:
    """Return who speaks in a line, to sort by."""
    return line.voices[0].name if line.voices else line.speaker or ""


def letter_of(
    session: Session, delivery: Delivery, *, watch: digest.Watch, now: datetime
) -> Letter | None:
    """Return a message as it is told elsewhere than by mail; None where it is not to be told now.

    Why not is kept, as it is of a mail.
    """
    reader = session.get_one(Subscriber, delivery.subscriber_id)
    if not _may_be_sent(delivery, reader):
        reason = f"the subscriber is {reader.state}"
        store.settle(session, delivery.id, {"failed_at": now, "reason": reason})
        return None
    unflagged = _unflagged(session, delivery)
    if unflagged is not None:
        _held_back(session, delivery, unflagged, now)
        return None
    return _letter(session, delivery, sender="", returns=None, web_url=None, watch=watch, now=now)


class _Told(NamedTuple):
    """One line of a message, and the other editions that are told with it."""

    lead: tuple[Line, Document, Revision]
    editions: list[letter.Edition]


def _told(session: Session, delivery: Delivery) -> list[_Told]:
    """Return the lines of a message as they were written, each with what follows it."""
    told: list[_Told] = []
    for row in sorted(store.lines_in(session, delivery.id), key=lambda row: row[0].id):
        line, document, _ = row
        if line.role == "lead":
            told.append(_Told(row, []))
        elif told:
            edition = letter.Edition(language=document.language, address=document.address)
            told[-1].editions.append(edition)
    return told


def _line(session: Session, delivery: Delivery, told: _Told, how: Preferences) -> letter.Line:
    line, document, revision = told.lead
    source = session.get_one(Source, document.source)
    flags = [one for one in store.flags_of(session, revision.id) if one.dossier == line.dossier]
    flags = [one for one in flags if one.digest == flags[-1].digest]
    best = max(flags, key=lambda one: one.score)
    places = [document.id, *succession.superseded_by(session, document.id)]
    first = store.first_delivery(session, delivery.subscriber_id, places)
    party = document.party if document.speaker else source.party
    return letter.Line(
        kind=line.kind,  # type: ignore[arg-type]  # the table's check knows the same words
        title=revision.title,
        source=source.name,
        source_title=source.title,
        party=party and party_title(party, how.language, how.place_names),
        speaker=document.speaker,
        channel=document.genre if document.speaker else None,
        said=moment(document.said_at, document.said_precision, document.said_zone),
        published=published(document),
        language=None if document.language == "und" else document.language,
        passages=_passages(session, delivery, told, flags),
        address=original_of(document),
        place=_place(session, document),
        came=document.came,
        editions=tuple(told.editions),
        voices=telling.voices(session, document, how.language),
        divergences=tuple(telling.parting_of(session, document)),
        number=line.id,
        dossier=line.dossier,
        speakers=telling.known(session, document, how.language),
        awaits_transcript=telling.awaits_transcript(session, document),
        digest=revision.page.digest,
        file=revision.page.file,
        dossier_title=dossier_title(line.dossier, how.language, how.place_names),
        grade=best.grade,  # type: ignore[arg-type]  # likewise
        reasons=tuple(best.evidence["reasons"]),
        rights=source.rights,  # type: ignore[arg-type]  # the declaration checked it
        by_hand=store.came_by_hand(session, revision.page),
        corrects=_corrects(session, line, places),
        thread=first.key if first and first.id != delivery.id else None,
    )


def _place(session: Session, document: Document) -> str:
    """Return where a reading page tells of a document: its one statement, or itself."""
    held = {one.id for _, one in carried.carriages_of(session, document.id)}
    return f"s/{held.pop()}" if len(held) == 1 else f"d/{document.id}"


def _corrects(session: Session, line: Line, places: Sequence[int]) -> letter.Corrects | None:
    """Return what a correction says; None when it is that words were wrong, or is none.

    `places` are its document, then those in whose place it stands.
    """
    if line.kind != "correction":
        return None
    if store.was_told_withdrawn(session, line.subscriber_id, line.document_id, line.id):
        return "restored"
    return "moved" if places[1:] else None


def _passages(
    session: Session, delivery: Delivery, told: _Told, flags: list[Flag]
) -> tuple[Passage, ...]:
    """Return what a mail shows of a text: what changed since it was told, or what was matched."""
    line, document, revision = told.lead
    changed = line.kind == "changed" or (
        line.kind == "correction" and revision.number > 1 and not document.restored_at
    )
    found = _changes(session, delivery, document, revision) if changed else ()
    return found or passages(revision.body, document.language, flags)


def _changes(
    session: Session, delivery: Delivery, document: Document, revision: Revision
) -> tuple[Passage, ...]:
    """Return what is not as the subscriber was told, with the words: sentences, or the moment."""
    told = store.told_before(session, delivery.subscriber_id, revision)
    if told is None:
        return ()
    tag = None if document.language == "und" else document.language
    ours = session.get_one(Subscriber, delivery.subscriber_id).language
    label = Piece("same", f"{words()[ours].alert['published']}: ")
    found = [one for one in edits(told, revision, document.language) if one.is_substantive]
    shown = [
        ((label, *one.words), ours) if one.is_of_moment else (one.words, tag) for one in found
    ]
    return tuple(
        Passage(text="".join(piece.text for piece in pieces), language=language, pieces=pieces)
        for pieces, language in shown
    )


def original_of(document: Document) -> str:
    """Return where a reader finds the original: of a mail, the article it links to, if any."""
    if document.came is None:
        return document.address
    return next(iter(document.alternates.values()), document.address)


def published(document: Document) -> Moment | None:
    """Return when a document was published, in its publisher's zone."""
    return moment(document.published_at, document.published_precision, document.published_zone)


def passages(body: str, language: str, flags: list[Flag]) -> tuple[Passage, ...]:
    """Return the sentences in which something was matched, with the spans marked."""
    marks = sorted(
        (match["start"], match["end"], match["form"])
        for flag in flags
        for match in flag.evidence["matches"]
    )
    found = []
    for start, end in sentences(body):
        inside = [
            Mark(max(first, start) - start, min(last, end) - start, form)
            for first, last, form in marks
            if first < end and last > start
        ]
        if inside:
            tag = None if language == "und" else language
            found.append(Passage(text=body[start:end], language=tag, marks=tuple(inside)))
    return tuple(found)
