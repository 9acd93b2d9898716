"""Press lists read from a mailbox.

Which messages a source is done with is remembered from crawl to crawl; lost, all are read again,
which makes no document twice.
"""

import imaplib
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawlers import catalog, mailbox, message, press_list, subscription
from crawlers.journal import Journal
from crawlers.loss import Loss, misread, one_line
from crawlers.mailbox import Letter, Mailbox
from crawlers.memory import Memory
from crawlers.message import Head
from crawlers.page import Page
from crawlers.subscription import UnverifiedError
from pipeline.errors import PageError

if TYPE_CHECKING:
    from crawlers.base import SourceSpider


def read(
    spider: "type[SourceSpider]",
    journal: Journal,
    memory: Memory,
    inbox: str | None,
    verifier: str | None,
) -> None:
    """Read what has come for a source; what goes wrong is in the journal.

    `inbox` is maildir:/path, or imaps://user:password@host/folder; it never gets into a message.
    """
    if inbox is None:
        if not spider.series():
            journal.tally.fault(
                "unreachable", "VEILLE_INBOX is not set, and it comes by mail only"
            )
        return
    if verifier is None and any(one.signed_by for one in spider.subscriptions):
        why = "VEILLE_INBOX_VERIFIER is not set, and its mails must be signed: they wait"
        journal.tally.fault("unreachable", why)
        return
    journal.tally.listings += 1
    facts = memory.of(f"inbox.{spider.name}")
    lists = catalog.subscriptions()
    try:
        with mailbox.opened(inbox, facts) as box:
            for letter in box.waiting():
                with suppress(FileNotFoundError):  # moved meanwhile: it is there the next time
                    _take(spider, lists, journal, box, letter, verifier)
                    box.done(letter)
    except (OSError, imaplib.IMAP4.error) as error:
        journal.tally.lost_listings += 1
        journal.tally.fault("unreachable", mailbox.without_secret(one_line(error), inbox))
    finally:
        memory.keep(f"inbox.{spider.name}")


def _take(  # noqa: PLR0913, PLR0917  one message, and what decides about it
    spider: "type[SourceSpider]",
    lists: subscription.Lists,
    journal: Journal,
    box: Mailbox,
    letter: Letter,
    verifier: str | None,
) -> None:
    """Write down what a message says, or why it says nothing; leave alone what is not its own.

    What is nobody's is told of once, by the first source that has a list, and not kept.
    """
    first = box.start(letter)
    if not first:
        return  # somebody deleted it
    try:
        head = message.head(first)
    except PageError as error:
        if spider.name == min(lists):
            _drop(journal, box, message.address(first), "malformed", one_line(error))
        return
    owner = subscription.owner(head, lists)
    if owner is None and spider.name == min(lists):
        detail = f"from somebody at {head.sender.rpartition('@')[2]}, whom no source declares"
        _drop(journal, box, head.address, "unknown_sender", detail)
    if owner != spider.name:
        return
    journal.listed([head.address], box.name)
    journal.asked(head.address)
    if letter.size > message.LARGEST:
        detail = f"{letter.size} bytes, more than the {message.LARGEST} that are read"
        journal.drop(head.address, Loss(reason="too_big", detail=detail, final=True))
        return
    page = Page(
        address=letter.place,
        body=box.whole(letter),
        media_type=message.MEDIA_TYPE,
        seen_at=datetime.now(UTC),
    )
    journal.message(page)
    _write(spider, lists[spider.name], journal, page, head, verifier)


def _write(  # noqa: PLR0913, PLR0917  one message, and what decides about it
    spider: "type[SourceSpider]",
    lists: tuple[subscription.Subscription, ...],
    journal: Journal,
    page: Page,
    head: Head,
    verifier: str | None,
) -> None:
    [own, *_] = (one for one in lists if one.sends(head))
    try:
        came = subscription.came(head, own, verifier)
        for item in press_list.items(spider, page):
            journal.item(replace(item, came=came), asked=head.address)
    except UnverifiedError as error:
        journal.drop(head.address, Loss(reason="unverified", detail=one_line(error), final=True))
    except message.MalformedError as error:
        journal.drop(head.address, Loss(reason="malformed", detail=one_line(error), final=True))
    except Exception as error:  # noqa: BLE001  hostile mail, or our reading of it, costs itself
        journal.drop(head.address, replace(misread(error), final=True))


def _drop(journal: Journal, box: Mailbox, address: str, reason: str, detail: str) -> None:
    journal.listed([address], box.name)
    journal.drop(address, Loss(reason=reason, detail=detail, final=True))
