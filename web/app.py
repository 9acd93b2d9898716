"""The application: its pages, what stands before them, and what is said when there is none."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from sqlalchemy import text
from starlette.exceptions import HTTPException

from pipeline import store
from pipeline.settings import Settings
from pipeline.words import words
from web import (
    access,
    answering,
    choosing,
    citing,
    comparing,
    feeds,
    finding,
    guard,
    house,
    logged,
    pages,
    reading,
    subscribing,
)
from web.house import House
from web.recent import Recent

log = logging.getLogger(__name__)
OFTEN = "30/hour"  # forms with an address, from one network
GUESSES = "10/hour"  # wrong passwords of the operator, on all pages together
SEARCHES = "600/hour"  # and questions to the whole of the texts


def application(settings: Settings) -> FastAPI:
    """Return what serves the pages of a house; raise DatabaseError where none is known."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.house = House(
        settings=settings,
        sessions=store.sessions(settings.database),
        gate=guard.Gate(OFTEN),
        recent=Recent(),
        searches=guard.Gate(SEARCHES),
        guesses=guard.Gate(GUESSES),
    )
    app.middleware("http")(guard.with_headers)
    app.add_middleware(guard.HeadAsGet)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(Exception, _broken)
    app.add_api_route("/", _home, methods=["GET"])
    app.add_api_route("/health", _health, methods=["GET"])
    app.add_api_route("/style.css", _style, methods=["GET"])
    app.include_router(access.router)
    app.include_router(logged.short)
    app.include_router(logged.router)
    app.include_router(reading.short)
    app.include_router(subscribing.router)
    app.include_router(choosing.router)
    app.include_router(answering.router)
    app.include_router(feeds.own)
    pages_of_readers = (reading.router, citing.router, finding.router, comparing.router)
    for one in (*pages_of_readers, feeds.listed, feeds.router):
        app.include_router(one, prefix="/{language}")
        app.include_router(one, prefix="/{language}/r/{key}")
    return app


def _home(request: Request) -> Response:
    base = house.of(request).base
    answer = RedirectResponse(f"{base}/{pages.preferred(request)}/", HTTPStatus.SEE_OTHER)
    answer.headers["Vary"] = "Accept-Language"
    return answer


def _health(request: Request) -> Response:
    """Answer `ok` where the database does."""
    with house.of(request).sessions() as session:
        session.execute(text("SELECT 1"))
    return PlainTextResponse("ok")


def _style() -> Response:
    cached = {"Cache-Control": "public, max-age=3600"}
    return Response(pages.STYLE, media_type="text/css; charset=utf-8", headers=cached)


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == HTTPStatus.FORBIDDEN:
        return access.closed(request)
    if status in {HTTPStatus.GONE, HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS}:
        return _hidden(request, status)
    kind = {404: "missing", 405: "missing", 429: "too_many"}.get(status, "broken")
    return subscribing.notice(request, kind, status=status)


def _hidden(request: Request, status: int) -> Response:
    """Say that we hide what was asked for, and where everybody reads why."""
    language = pages.language_of(request)
    log_of_ours = f"{house.of(request).base}/{language}/log"
    link = (log_of_ours, words()[language].page["log_title"])
    return subscribing.notice(request, "hidden", status=status, link=link)


async def _broken(request: Request, error: Exception) -> Response:
    log.error("a page failed: %s", type(error).__name__, exc_info=error)
    answer = subscribing.notice(request, "broken", status=500)
    answer.headers.update(guard.HEADERS)  # this one does not pass the middleware
    return answer
