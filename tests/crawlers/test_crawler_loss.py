"""The names of failures."""

import pytest
from scrapy import exceptions
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectionDone
from twisted.python.failure import Failure

from crawlers import loss
from pipeline.errors import PageError


@pytest.mark.parametrize(
    ("error", "reason", "final"),
    [
        (HttpError(Response("https://a.example", status=404)), "http_404", True),
        (HttpError(Response("https://a.example", status=410)), "http_410", True),
        (HttpError(Response("https://a.example", status=400)), "http_400", False),
        (HttpError(Response("https://a.example", status=503)), "http_503", False),
        (loss.BlockedError("x"), "blocked", False),
        (loss.LeftAloneError("x"), "unreachable", False),
        (exceptions.CannotResolveHostError("x"), "dns", False),
        (exceptions.DownloadTimeoutError("x"), "timeout", False),
        (exceptions.ResponseDataLossError("x"), "connection", False),
        (exceptions.IgnoreRequest("Forbidden by robots.txt"), "robots", False),
        (exceptions.IgnoreRequest("max redirections reached"), "redirects", False),
        (exceptions.IgnoreRequest("something new"), "failed", False),
        (RuntimeError("two\nlines and \x00"), "failed", False),
    ],
)
def test_every_failure_has_a_name_and_few_are_final(
    error: BaseException,
    reason: str,
    final: bool,  # noqa: FBT001  a table
) -> None:
    found = loss.loss(error)
    assert (found.reason, found.final) == (reason, final)
    assert not set("\n\x00") & set(found.detail)


def test_a_page_misread_is_layout_or_our_mistake() -> None:
    assert loss.misread(PageError("x")).reason == "layout"
    assert loss.misread(KeyError("x")).reason == "raised"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (loss.BlockedError("a.example answered HTTP 403"), "a.example answered HTTP 403"),
        (PageError("a listing without a single item"), "a listing without a single item"),
        (KeyError("title"), "KeyError: 'title'"),
        (PageError(""), "PageError:"),
    ],
)
def test_a_failure_is_named_unless_it_speaks_for_itself(error: Exception, words: str) -> None:
    assert loss.one_line(error) == words


def test_what_twisted_wraps_is_told_in_words() -> None:
    found = loss.loss(exceptions.DownloadFailedError([Failure(ConnectionDone())]))
    assert found.reason == "connection"
    assert found.detail == "Connection was closed cleanly."
