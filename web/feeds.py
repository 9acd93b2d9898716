"""Feeds: what is new on a dossier, of a section, a party or a speaker; and one a reader's own."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from pipeline import atom, dossier
from pipeline.dossier import Dossier
from pipeline.party import party_title
from pipeline.store import readers
from pipeline.store.news import News
from pipeline.subscriptions import choosing, token
from pipeline.subscriptions.preferences import PlaceNames
from pipeline.subscriptions.wanted import is_wanted
from pipeline.titles import dossier_title, section_titles
from pipeline.words import words
from web import access, house, pages
from web.recent import KEPT
from web.subscribing import gone, known_language

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)  # a feed without entries was updated then
_TYPE = "application/atom+xml; charset=utf-8"

router = APIRouter(
    prefix="/feed/{slug}", dependencies=[Depends(known_language), Depends(access.may_read)]
)
listed = APIRouter(
    prefix="/feeds", dependencies=[Depends(known_language), Depends(access.may_read)]
)
own = APIRouter(prefix="/{language}/own", dependencies=[Depends(known_language)])


@listed.get("")
def addresses(request: Request) -> Response:
    """Show where every feed is."""
    language = pages.language_of(request)
    shown = []
    with house.of(request).sessions() as session:
        for each in dossier.all_dossiers():
            known = choosing.choices(session, each, language)
            parties = {one: party_title(one, language) for one in known.parties}
            sections = section_titles(each.slug, language)
            kinds = (("section", sections), ("party", parties), ("speaker", known.speakers))
            lists = [(kind, pages.in_order(titles.items())) for kind, titles in kinds]
            shown.append((each.slug, dossier_title(each.slug, language), lists))
    here = pages.here(request)
    return pages.page(request, "feeds", base=house.of(request).base, here=here, dossiers=shown)


@router.get("")
def whole(request: Request, slug: str) -> Response:
    """Give what is new on a dossier."""
    return _feed(request, slug, [], lambda _: True)


@router.get("/section/{one}")
def section(request: Request, slug: str, one: str) -> Response:
    """Give what is new in a section."""
    title = section_titles(_known(slug).slug, pages.language_of(request)).get(one)
    return _feed(request, slug, [title], lambda text: one in text.bearing.sections)


@router.get("/party/{one}")
def party(request: Request, slug: str, one: str) -> Response:
    """Give what is new from a party."""
    language = pages.language_of(request)
    title = party_title(one, language) if one in _choices(request, slug, "parties") else None
    return _feed(request, slug, [title], lambda text: one in text.bearing.parties)


@router.get("/speaker/{one}")
def speaker(request: Request, slug: str, one: str) -> Response:
    """Give what is new in which a person or an institution is heard."""
    title = _choices(request, slug, "speakers").get(one)
    return _feed(request, slug, [title], lambda text: one in text.bearing.speakers)


def _choices(request: Request, slug: str, what: str) -> dict[str, str]:
    with house.of(request).sessions() as session:
        found: dict[str, str] = getattr(
            choosing.choices(session, _known(slug), pages.language_of(request)), what
        )
    return found


def _known(slug: str) -> Dossier:
    for one in dossier.all_dossiers():
        if one.slug == slug:
            return one
    raise HTTPException(HTTPStatus.NOT_FOUND)


def _feed(
    request: Request, slug: str, of: list[str | None], is_of_it: Callable[[News], bool]
) -> Response:
    """Return a feed of a dossier, or of what is called so in it; refuse what is not there."""
    ours, language = house.of(request), pages.language_of(request)
    _known(slug)
    titles = [dossier_title(slug, language), *(one for one in of if one is not None)]
    if None in of:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    with ours.sessions() as session:
        found = [one for one in ours.recent.of(session, slug) if is_of_it(one)]
    key = f"{slug} {request.url.path.partition('/feed/')[2]} {language}"
    return _answer(
        request,
        found,
        title=" · ".join(titles),
        key=key,
        private=ours.settings.web_reading != "open",
    )


@own.get("/{key}")
def private(request: Request, key: str) -> Response:
    """Give the bearer of a private address what they asked for; nothing is kept of that."""
    ours, language = house.of(request), pages.language_of(request)
    with ours.sessions() as session:
        one = token.bearer(session, key, "feed", now=datetime.now(UTC))
        if one is None or one.state != "confirmed":
            return gone(request)
        how, chosen = readers.preferences(one), readers.choices_of(session, one.id)
        found = [
            text
            for slug, wanted in chosen.items()
            for text in ours.recent.of(session, slug)
            if is_wanted(text.bearing, wanted)
        ]
    found = list({text.canonical: text for text in found}.values())  # on two dossiers, once
    said = words()[language]
    titles = [dossier_title(slug, language, how.place_names) for slug in chosen]
    title = said.mail["discreet_subject"] if how.discreet else " · ".join(titles)
    return _answer(request, found, title=title, key=key, private=True, names=how.place_names)


def _answer(  # noqa: PLR0913  what a feed is
    request: Request,
    found: Sequence[News],
    *,
    title: str,
    key: str,
    private: bool,
    names: PlaceNames = "paired",
) -> Response:
    """Return a feed, or that it is what the reader's program has already."""
    ours, language = house.of(request), pages.language_of(request)
    web_url = ours.settings.web_url or ""
    body = atom.feed(
        found,
        address=f"{web_url}{request.url.path}",
        home=f"{web_url}/{language}/",
        title=title,
        language=language,
        names=names,
        begun_at=BEGUN,
        key=sha256(key.encode()).hexdigest(),
    )
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    kept = "private, no-store" if private else f"public, max-age={KEPT}"
    headers = {"Cache-Control": kept, "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, media_type=_TYPE, headers=headers)
