"""Press lists: whose mails are a source's, who vouches for them, how they are read. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import PageError

if TYPE_CHECKING:  # every crawl has this module, few read a mail
    from crawlers.message import Head

_ADDRESS = re.compile(r"[^\s<>()\",:;@\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
_RESULT = re.compile(r"(dkim|dmarc)\s*=\s*pass(?=[\s;]|$)", re.IGNORECASE)
_PROPERTY = re.compile(r"(header\.[a-z]+)\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)
_VOUCHES = {"dkim": ("header.d", "header.i"), "dmarc": ("header.from",)}


class UnverifiedError(PageError):
    """A mail must be signed by somebody, and nobody trusted says it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """How the mails of a press list are known, and what is where in them."""

    language: str  # ISO 639-1, of the texts
    senders: tuple[str, ...] = ()  # addresses as in From, in lower case
    lists: tuple[str, ...] = ()  # ids as in List-Id, in lower case
    signed_by: str | None = None  # domain that must have signed; None: unverified mail is marked
    entry_css: str = "body"  # of the HTML part: what holds one text; several in a digest
    title_css: str | None = None  # in an entry; None: the subject
    body_css: str = ":scope"  # in an entry
    drop_css: str | None = None  # in an entry, and no text of it
    ends: re.Pattern[str] | None = None  # what a paragraph below the text begins with

    def faults(self) -> Iterator[str]:
        """Yield what is declared wrong, each naming its field."""
        if not re.fullmatch("[a-z]{2}", self.language):
            yield f"language: {self.language!r} is no code of ISO 639-1"
        if not self.senders and not self.lists:
            yield "senders: neither senders nor lists tell its mails from others"
        for name, form in (("senders", _ADDRESS), ("lists", _DOMAIN)):
            for one in getattr(self, name):
                if not form.fullmatch(one) or one != one.lower():
                    yield f"{name}: {one!r} is none, in lower case"
        if self.signed_by is not None and not _DOMAIN.fullmatch(self.signed_by):
            yield f"signed_by: {self.signed_by!r} is no domain"

    def sends(self, head: "Head") -> bool:
        """Return whether a mail says it comes from this list."""
        return head.sender in self.senders or head.list_id in self.lists


Lists = Mapping[str, tuple[Subscription, ...]]  # by source


def owner(head: "Head", lists: Lists) -> str | None:
    """Return the source whose mail it says it is, None when it is nobody's we follow."""
    found = (name for name, own in lists.items() if any(one.sends(head) for one in own))
    return next(found, None)


def came(head: "Head", subscription: Subscription, verifier: str | None) -> str:
    """Return how a mail came, for readers: who sent it, and whether that is verified.

    `verifier` is the id of the mail server whose Authentication-Results are believed. Raise
    UnverifiedError when a signature is required that nobody trusted has seen.
    """
    domain = subscription.signed_by or head.sender.rpartition("@")[2]
    if verifier and is_signed(head, domain, verifier):
        return f"by mail from {head.sender}; that {domain} signed it is verified"
    if subscription.signed_by:
        raise UnverifiedError(f"{domain} must have signed it, and {verifier} does not say so")
    return f"by mail that names {head.sender} as its sender, which nobody has verified"


def is_signed(head: "Head", domain: str, verifier: str) -> bool:
    """Return whether a mail server says that a domain, or one above or below it, signed a mail.

    Only its topmost word counts: servers put theirs above whatever came with the mail.
    """
    for value in head.results:
        said = _COMMENT.sub(" ", value)
        name, _, results = said.partition(";")
        if name.split()[:1] != [verifier.lower()]:
            continue
        return any(_vouches(one, domain) for one in results.split(";"))
    return False


def _vouches(result: str, domain: str) -> bool:
    """Return whether one result of RFC 8601 is a pass for a domain."""
    match = _RESULT.match(result.strip())
    if match is None:
        return False
    wanted = _VOUCHES[match[1].lower()]
    named = (
        value.lower().rpartition("@")[2]
        for name, value in _PROPERTY.findall(result)
        if name.lower() in wanted
    )
    return any(
        one == domain or domain.endswith(f".{one}") or one.endswith(f".{domain}") for one in named
    )
