"""What a reader answers to a line of a mail: a GET asks them again, a POST does it."""

from dataclasses import replace
from datetime import UTC, datetime

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from pipeline import dossier
from pipeline.reading import LARGEST
from pipeline.store import readers
from pipeline.subscriptions import choosing, token
from pipeline.subscriptions.wanted import Wanted
from pipeline.tables import Line, Subscriber
from pipeline.titles import dossier_title
from pipeline.words import words
from web import house, pages
from web.subscribing import gone, known_language, notice

router = APIRouter(prefix="/{language}/preferences/{key}", dependencies=[Depends(known_language)])


@router.get("/line/{number:int}")
def ask_whether_irrelevant(request: Request, key: str, number: int) -> Response:
    """Show the button."""
    with house.of(request).sessions() as session:
        one = token.bearer(session, key, "manage", now=datetime.now(UTC))
        if one is None:
            return gone(request)
        title = _title(request, one, _line(session, one, number).dossier)
    return _asks(request, "irrelevant", dossier=title)


@router.post("/line/{number:int}")
def irrelevant(request: Request, key: str, number: int) -> Response:
    """Keep that a line is not about its dossier, for who keeps the dossier."""
    now = datetime.now(UTC)
    with house.of(request).sessions.begin() as session:
        one = token.bearer(session, key, "manage", now=now)
        if one is None:
            return gone(request)
        line = _line(session, one, number)
        line.irrelevant_at = line.irrelevant_at or now
        title = _title(request, one, line.dossier)
    return notice(request, "thanked", dossier=title)


@router.get("/follow/{slug}/{speaker}")
def ask_to_follow(request: Request, key: str, slug: str, speaker: str) -> Response:
    """Show the button."""
    with house.of(request).sessions() as session:
        one = token.bearer(session, key, "manage", now=datetime.now(UTC))
        if one is None:
            return gone(request)
        name = _speaker(session, slug, speaker, pages.language_of(request))
        title = _title(request, one, slug)
    return _asks(request, "follow", who=name, dossier=title)


@router.post("/follow/{slug}/{speaker}")
def follow(request: Request, key: str, slug: str, speaker: str) -> Response:
    """Tell the bearer of a speaker whatever else they chose in a dossier."""
    now = datetime.now(UTC)
    with house.of(request).sessions.begin() as session:
        one = token.bearer(session, key, "manage", now=now)
        if one is None:
            return gone(request)
        name = _speaker(session, slug, speaker, pages.language_of(request))
        before = readers.choices_of(session, one.id)
        wanted = before.get(slug, Wanted(always=(), speakers=(speaker,)))
        always = tuple(dict.fromkeys([*wanted.always, speaker]))
        what = {**before, slug: replace(wanted, always=always)}
        choosing.keep(session, one, readers.preferences(one), what, now)
        title = _title(request, one, slug)
    return notice(request, "followed", who=name, dossier=title)


def _line(session: Session, one: Subscriber, number: int) -> Line:
    """Return a line of the bearer; refuse another's."""
    line = readers.line_of(session, one.id, number) if number <= LARGEST else None
    if line is None:
        raise HTTPException(404)
    return line


def _speaker(session: Session, slug: str, speaker: str, language: str) -> str:
    """Return what a language calls a speaker of a dossier; refuse whom we do not know."""
    for each in dossier.all_dossiers():
        known = choosing.choices(session, each, language).speakers
        if each.slug == slug and speaker in known:
            return known[speaker]
    raise HTTPException(404)


def _title(request: Request, one: Subscriber, slug: str) -> str:
    names = readers.preferences(one).place_names
    return dossier_title(slug, pages.language_of(request), names)


def _asks(request: Request, what: str, **filled: str) -> Response:
    said = words()[pages.language_of(request)].page
    return pages.page(
        request,
        "ask",
        base=house.of(request).base,
        title=said[f"{what}_title"],
        text=said[f"{what}_text"].format(**filled),
        button=said[f"{what}_button"],
    )
