"""The public log: what was withheld, shown again or erased, and why; not what it said."""

from datetime import datetime

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse, Response

from pipeline.mails.plain import plain
from pipeline.store import readers, withholding
from pipeline.words import day_in
from web import house, pages
from web.subscribing import known_language

short = APIRouter()
router = APIRouter(prefix="/{language}", dependencies=[Depends(known_language)])


@short.get("/log")
def in_lines(request: Request) -> Response:
    """Say it to machines: a line each, the latest first."""
    with house.of(request).sessions() as session:
        entries = withholding.log(session)
    lines = (
        f"{one.at:%Y-%m-%dT%H:%MZ} {one.kind}, {one.source}: {plain(one.why)} "
        f"(SHA-256 {', '.join(one.digests)})\n"
        for one in entries
    )
    return PlainTextResponse("".join(lines) or "Nothing was ever withheld.\n")


@router.get("/log")
def log(request: Request) -> Response:
    """Say it to people, in their language."""
    language = pages.language_of(request)
    ours = house.of(request)
    with ours.sessions() as session:
        entries = withholding.log(session)
        titles = {name: one.title for name, one in readers.source_titles(session).items()}

    def day(at: datetime) -> str:
        return day_in(at, language, "medium")

    return pages.page(request, "log", base=ours.base, entries=entries, titles=titles, day=day)
