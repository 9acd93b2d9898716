"""Subscribing, confirming, unsubscribing: a GET shows a button, a POST does it."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from pipeline import dossier, store
from pipeline.errors import CallError
from pipeline.store import readers
from pipeline.subscriptions import choosing, invitation, roll, token
from pipeline.subscriptions.preferences import LANGUAGES, Preferences, changed
from pipeline.subscriptions.wanted import Wanted
from pipeline.titles import dossier_title
from pipeline.words import words
from web import guard, house, pages
from web.guard import Fields

RHYTHMS = ("at_once", "hourly", "daily", "weekly")
TRAP = "website"  # no person sees it; who fills it is no person


def known_language(request: Request) -> None:
    """Refuse an address whose language we do not speak."""
    if request.path_params["language"] not in LANGUAGES:
        raise HTTPException(404)


router = APIRouter(prefix="/{language}", dependencies=[Depends(known_language)])
Form = Annotated[Fields, Depends(guard.form)]


def notice(
    request: Request, kind: str, *, status: int = 200, link: tuple[str, str] | None = None,
    **filled: str,
) -> Response:  # fmt: skip
    """Return a page that says one thing, and where to go from there."""
    language = pages.language_of(request)
    said = words()[language].page
    base = house.of(request).base
    return pages.page(
        request,
        "notice",
        status=status,
        base=base,
        title=said[f"{kind}_title"],
        text=said[f"{kind}_text"].format(**filled),
        link=link or (f"{base}/{language}/", said["home"]),
    )


def gone(request: Request) -> Response:
    """Return the page of a link that is unknown, used or expired, with the way to a new one."""
    return pages.page(request, "gone", status=404, base=house.of(request).base)


@router.get("")
def without_slash(request: Request) -> Response:
    """Lead to the form."""
    language = pages.language_of(request)
    return RedirectResponse(f"{house.of(request).base}/{language}/", 303)


@router.get("/")
def form_page(request: Request) -> Response:
    """Show the form."""
    return _form(request)


@router.post("/subscribe")
def subscribe(request: Request, fields: Form, tasks: BackgroundTasks) -> Response:
    """Note what somebody asks for and mail them a link; say the same whoever it is."""
    ours = house.of(request)
    language = pages.language_of(request)
    said = words()[language].page
    if not ours.gate.lets(request):
        raise HTTPException(429)
    if any(fields.get(TRAP, ())):
        return notice(request, "sent")
    known = [one.slug for one in dossier.all_dossiers()]
    followed = [one for one in fields.get("dossier", []) if one in known]
    address = fields.get("address", [""])[-1]
    try:
        mailbox = roll.mailbox(address, public=True)
    except CallError:
        wrong = said["wrong_address"]
        return _form(request, address, wrong=wrong, followed=followed, status=422)
    if not followed:
        nothing = said["no_dossier"]
        return _form(request, address, followed=followed, no_dossier=nothing, status=422)
    asked = {name: value for name, value in fields.items() if name == "rhythm"}
    try:
        how = changed(Preferences(language=language, zone=words()[language].zone), asked)
    except ValueError as error:
        raise HTTPException(400) from error
    with ours.sessions.begin() as session:
        _asked(session, mailbox, how, {one: Wanted() for one in followed})
    tasks.add_task(ours.send_links)
    return notice(request, "sent")


@router.post("/link")
def link(request: Request, fields: Form, tasks: BackgroundTasks) -> Response:
    """Mail a new link to who is subscribed, or has not confirmed yet; say the same to all."""
    ours = house.of(request)
    if not ours.gate.lets(request):
        raise HTTPException(429)
    if any(fields.get(TRAP, ())):
        return notice(request, "sent")
    try:
        mailbox = roll.mailbox(fields.get("address", [""])[-1], public=True)
    except CallError:
        said = words()[pages.language_of(request)].page
        return _form(request, fields.get("address", [""])[-1], wrong=said["wrong_address"],
                     status=422)  # fmt: skip
    now = datetime.now(UTC)
    with ours.sessions.begin() as session:
        one = readers.reader_at(session, mailbox)
        if one is not None and one.state not in {"suppressed", "unsubscribed"}:
            kind = "confirm" if one.state == "pending" else "manage"
            invitation.ask(session, one, kind, now)
    tasks.add_task(ours.send_links)
    return notice(request, "sent")


def _asked(session: Session, mailbox: str, how: Preferences, what: dict[str, Wanted]) -> None:
    """Keep what somebody asks for until they confirm; who is told already keeps what they had."""
    now = datetime.now(UTC)
    store.hold(session, f"veille reader {mailbox.lower()}")
    one = readers.reader_at(session, mailbox)
    if one is None:
        one = readers.add_reader(session, mailbox, "pending", now)
    if one.state in {"confirmed", "paused"}:
        invitation.ask(session, one, "manage", now)
    elif one.state != "suppressed" and invitation.ask(session, one, "confirm", now):
        one.state, one.state_at = "pending", now
        choosing.keep(session, one, how, what, now)


@router.get("/confirm/{key}")
def ask_to_confirm(request: Request, key: str) -> Response:
    """Show the button; mail scanners that follow the link change nothing."""
    return _asks(request, key, "confirm", "confirm")


@router.post("/confirm/{key}")
def confirm(request: Request, key: str) -> Response:
    """Tell the bearer from now on; the link is good once."""
    ours, now = house.of(request), datetime.now(UTC)
    language = pages.language_of(request)
    with ours.sessions.begin() as session:
        one = token.bearer(session, key, "confirm", now=now)
        if one is None or one.state == "suppressed":
            return gone(request)
        readers.set_state(session, one, "confirmed", now)
        readers.drop_tokens(session, one.id, "confirm")
        [manage] = token.issue(session, one.id, "manage", now=now)
    address = f"{ours.base}/{language}/preferences/{manage}"
    to = (address, words()[language].page["to_preferences"])
    return notice(request, "confirmed", link=to, address=one.address)


@router.get("/unsubscribe/{key}")
def ask_to_unsubscribe(request: Request, key: str) -> Response:
    """Show the button."""
    return _asks(request, key, "unsubscribe", "unsubscribe", "manage")


@router.post("/unsubscribe/{key}")
def unsubscribe(request: Request, key: str) -> Response:
    """Tell the bearer nothing more: from the page, or from a mail program (RFC 8058)."""
    now = datetime.now(UTC)
    with house.of(request).sessions.begin() as session:
        one = token.bearer(session, key, "unsubscribe", "manage", now=now)
        if one is None:
            return gone(request)
        if one.state != "suppressed":
            readers.set_state(session, one, "unsubscribed", now)
    return notice(request, "unsubscribed")


@router.get("/erase/{key}")
def ask_to_erase(request: Request, key: str) -> Response:
    """Show the button."""
    return _asks(request, key, "erase", "manage")


@router.post("/erase/{key}")
def erase(request: Request, key: str) -> Response:
    """Forget the bearer, with all that was kept of them."""
    with house.of(request).sessions.begin() as session:
        one = token.bearer(session, key, "manage", now=datetime.now(UTC))
        if one is None:
            return gone(request)
        readers.erase_reader(session, one.id)
    return notice(request, "erased")


def _asks(request: Request, key: str, what: str, *purposes: str) -> Response:
    """Show a button that does something for the bearer of a link."""
    ours = house.of(request)
    said = words()[pages.language_of(request)].page
    with ours.sessions() as session:
        one = token.bearer(session, key, *purposes, now=datetime.now(UTC))
    if one is None:
        return gone(request)
    return pages.page(
        request,
        "ask",
        base=ours.base,
        title=said[f"{what}_title"],
        text=said[f"{what}_text"].format(address=one.address),
        button=said[f"{what}_button"],
    )


def _form(  # noqa: PLR0913  what was filled in, and what was wrong with it
    request: Request,
    address: str = "",
    *,
    wrong: str = "",
    followed: list[str] | None = None,
    no_dossier: str = "",
    status: int = 200,
) -> Response:
    said = words()[pages.language_of(request)].page
    language = pages.language_of(request)
    dossiers = [(one.slug, dossier_title(one.slug, language)) for one in dossier.all_dossiers()]
    return pages.page(
        request,
        "subscribe",
        status=status,
        base=house.of(request).base,
        value=address[:254],
        wrong=wrong,
        dossiers=dossiers,
        followed=[slug for slug, _ in dossiers] if followed is None else followed,
        no_dossier=no_dossier,
        rhythms=[(one, said[one]) for one in RHYTHMS],
        rhythm="at_once",
    )
