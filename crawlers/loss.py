"""Why a request gave no page: a short name for every way it can fail."""

import re
from dataclasses import dataclass

from scrapy import exceptions
from scrapy.spidermiddlewares.httperror import HttpError

from crawlers.page import TooBigError, WalledError
from pipeline.errors import PageError, VeilleError

GONE = (404, 410)
_WRAPPED = re.compile(r"\[?<twisted\.python\.failure\.Failure (?:\w+\.)*\w+: ([^<>]*)>\]?")
_SPEAKING = (  # these say what happened in words
    VeilleError,
    exceptions.IgnoreRequest,
    exceptions.CannotResolveHostError,
    exceptions.DownloadTimeoutError,
    exceptions.DownloadConnectionRefusedError,
    exceptions.DownloadFailedError,
)


class BlockedError(exceptions.IgnoreRequest):
    """A wall stands before this host; it is not asked again in this crawl."""


class EmptyError(exceptions.IgnoreRequest):
    """A page of the past answered with nothing: there is none, or a wall stands before it."""


class OffsiteError(exceptions.IgnoreRequest):
    """The address, or where it redirects to, is on none of the declared hosts."""


class PrivateAddressError(exceptions.IgnoreRequest):
    """The host is a machine of ours or beside ours; nothing is asked of it."""


class LeftAloneError(exceptions.IgnoreRequest):
    """The host failed too often in a row; it is left alone for the rest of this crawl."""


class PostponedError(exceptions.IgnoreRequest):
    """What was read before is not looked at again in this crawl; that is no loss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What becomes of an address whose request failed."""

    reason: str
    detail: str  # one line
    final: bool


_NAMES: tuple[tuple[type[BaseException], str], ...] = (
    (BlockedError, "blocked"),
    (EmptyError, "empty"),
    (OffsiteError, "offsite"),
    (PrivateAddressError, "private"),
    (LeftAloneError, "unreachable"),
    (exceptions.CannotResolveHostError, "dns"),
    (exceptions.DownloadTimeoutError, "timeout"),
    (exceptions.DownloadCancelledError, "too_big"),
    (exceptions.DownloadConnectionRefusedError, "connection"),
    (exceptions.DownloadFailedError, "connection"),
    (exceptions.ResponseDataLossError, "connection"),
    (OSError, "connection"),
    (MemoryError, "too_big"),
)
_MISREAD: tuple[tuple[type[Exception], str], ...] = (
    (WalledError, "blocked"),
    (TooBigError, "too_big"),
    (MemoryError, "too_big"),
    (PageError, "layout"),
)
_WORDS = {  # Scrapy tells these apart by their message alone
    "Forbidden by robots.txt": "robots",
    "max redirections reached": "redirects",
    "exceeded DOWNLOAD_MAXSIZE": "too_big",
}


def loss(error: BaseException) -> Loss:
    """Return the name of a failure; only 404 and 410 are final."""
    detail = one_line(error)
    if isinstance(error, HttpError):
        status = error.response.status
        return Loss(reason=f"http_{status}", detail=f"HTTP {status}", final=status in GONE)
    for kind, reason in _NAMES:
        if isinstance(error, kind):
            return Loss(reason=reason, detail=detail, final=False)
    for words, reason in _WORDS.items():
        if isinstance(error, exceptions.IgnoreRequest) and words in str(error):
            return Loss(reason=reason, detail=detail, final=False)
    return Loss(reason="failed", detail=detail, final=False)


def misread(error: Exception) -> Loss:
    """Return why a page that came gave nothing: not as declared, too big, or reading it raised."""
    reason = next((name for kind, name in _MISREAD if isinstance(error, kind)), "raised")
    return Loss(reason=reason, detail=one_line(error), final=False)


def one_line(error: BaseException) -> str:
    """Return an exception as one line of at most 300 characters, without NUL.

    It is named unless its message was written to be read.
    """
    says_all = isinstance(error, _SPEAKING) and str(error)
    words = _WRAPPED.sub(r"\1", str(error) if says_all else f"{type(error).__name__}: {error}")
    return " ".join(words.replace("\x00", "").split())[:300]
