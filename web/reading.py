"""The reading pages: a statement, or a document, with all that is known of it."""

from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from pipeline import archive, dossier, reading
from pipeline.flags.why import reason
from pipeline.item import Moment
from pipeline.mails import view
from pipeline.party import party_title
from pipeline.reading import Voice
from pipeline.titles import dossier_title
from pipeline.words import channel_in
from web import access, citing, house, pages, subscribing
from web.subscribing import known_language

router = APIRouter(dependencies=[Depends(known_language), Depends(access.may_read)])
short = APIRouter()  # addresses without a language, as citations have them


@short.get("/s/{number:int}")
@short.get("/d/{number:int}")
def in_a_language(request: Request, number: int) -> Response:
    """Lead to the page in the language that a browser likes most."""
    del number  # the path has it
    place = f"{house.of(request).base}/{pages.preferred(request)}{request.url.path}"
    answer = RedirectResponse(place, HTTPStatus.SEE_OTHER)
    answer.headers["Vary"] = "Accept-Language"
    return answer


@router.get("/s/{number:int}")
def statement(request: Request, number: int) -> Response:
    """Show an act of speech; a number that turned out to be another leads there for good."""
    language = pages.language_of(request)
    with house.of(request).sessions() as session:
        found = reading.statement_at(session, number)
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        if found.id != number:
            there = f"{pages.here(request)}/s/{found.id}"
            return RedirectResponse(there, HTTPStatus.MOVED_PERMANENTLY)
        said = reading.said(session, found, language)
    if not (said.editions or said.others):  # all that carried it was parted from it
        raise HTTPException(HTTPStatus.NOT_FOUND)
    missing = [pages.language_name(tag, language) for tag in said.missing]
    return pages.page(
        request,
        "statement",
        status=pages.status_of(said.hidden),
        **_facts(request),
        statement=said,
        missing=", ".join(missing),
        citation=citing.texts(citing.of_statement(request, said), language),
    )


@router.get("/d/{number:int}")
def document(request: Request, number: int) -> Response:
    """Show a document; a number that turned out to be another's leads there for good."""
    language = pages.language_of(request)
    with house.of(request).sessions() as session:
        found = reading.document_at(session, number)
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        if found.id != number:
            there = f"{pages.here(request)}/d/{found.id}"
            return RedirectResponse(there, HTTPStatus.MOVED_PERMANENTLY)
        written = reading.written(session, found, language)
    return pages.page(
        request,
        "document",
        status=pages.status_of(written.text.hidden),
        **_facts(request),
        written=written,
        citation=citing.texts(citing.of_document(request, written), language),
    )


@router.get("/d/{number:int}/kept/{version:int}")
def kept(request: Request, number: int, version: int) -> Response:
    """Hand out the page a version was read from, byte for byte, as something no browser runs."""
    ours = house.of(request)
    with ours.sessions() as session:
        found = reading.kept_at(session, number, version)
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        page = found.page
        if found.hidden is not None:
            raise HTTPException(pages.status_of(found.hidden))
        if found.rights != "full":
            status = HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS
            return subscribing.notice(request, "rights", status=status)
        body = archive.body(ours.settings.archive, page.file, page.offset, page.digest)
    named = f'attachment; filename="{page.digest[:16]}.txt"'
    headers = {"Content-Disposition": named}
    return Response(body, media_type="application/octet-stream", headers=headers)


def _facts(request: Request) -> dict[str, Any]:  # Any: what a template calls or shows
    """Return what every reading page needs."""
    language, zone = pages.language_of(request), pages.zone_of(request)

    def when(moment: Moment | None) -> str:
        return view.written(moment, language)

    def seen(at: datetime) -> str:
        return view.written(Moment(at=at, precision="minute", zone=zone), language)

    def who(voice: Voice) -> str:
        return ", ".join(filter(None, (voice.name, voice.office)))

    def parties(voices: Iterable[Voice]) -> str:
        named = dict.fromkeys(one.party for one in voices)
        return ", ".join(party_title(one, language) for one in named if one)

    def subject(slug: str) -> str:
        known = any(one.slug == slug for one in dossier.all_dossiers())
        return dossier_title(slug, language) if known else slug

    return {
        "base": house.of(request).base,
        "here": pages.here(request),
        "when": when,
        "seen": seen,
        "who": who,
        "tongue": lambda tag: pages.language_name(tag, language) if tag else "",
        "direction": pages.direction,
        "parted": lambda one: view.parted(one, language),
        "parties": parties,
        "because": lambda one: reason(one, language),
        "subject": subject,
        "channel": lambda one: channel_in(one, language),
    }
