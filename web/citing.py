"""Citations of what the reading pages show: to copy from the page, or as files."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from pipeline import citation, reading
from pipeline.citation import MEDIA_TYPES, Citation, Cited
from pipeline.item import Moment
from pipeline.party import party_title
from pipeline.reading import TEXTS, Said, Voice, Written
from pipeline.shown import Hidden, Shown
from web import access, house, pages
from web.subscribing import known_language

router = APIRouter(dependencies=[Depends(known_language), Depends(access.may_read)])


@router.get("/s/{number:int}/cite.{form}")
def statement(request: Request, number: int, form: str) -> Response:
    """Hand out a citation of a statement."""
    language = pages.language_of(request)
    with house.of(request).sessions() as session:
        found = reading.statement_at(session, number)
        if found is None or form not in MEDIA_TYPES:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        said = reading.said(session, found, language)
    return _file(of_statement(request, said), form, language, f"s{said.number}", said.hidden)


@router.get("/d/{number:int}/cite.{form}")
def document(request: Request, number: int, form: str) -> Response:
    """Hand out a citation of a document."""
    language = pages.language_of(request)
    with house.of(request).sessions() as session:
        found = reading.document_at(session, number)
        if found is None or form not in MEDIA_TYPES:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        written = reading.written(session, found, language)
    cited = of_document(request, written)
    return _file(cited, form, language, f"d{number}", written.text.hidden)


def of_statement(request: Request, said: Said) -> Citation | None:
    """Return a citation of a statement by its edition for this reader, or by who reports it.

    None where nothing carries it any more, or we hide all that does.
    """
    carrying = (*said.editions, *said.others)
    one = next((one for one in carrying if one.text.hidden is None), None)
    return (
        None
        if one is None
        else _citation(
            request,
            one.text,
            said.voices,
            place=f"s/{said.number}",
            by_report=not said.editions,
            channel=said.channel,
            said=said.said,
        )
    )


def of_document(request: Request, written: Written) -> Citation | None:
    """Return a citation of a document; its speakers' where it is one statement's words.

    None where we hide it.
    """
    if written.text.hidden is not None:
        return None
    own = [one for one in written.acts if one.role in TEXTS]
    voices = own[0].voices if len(own) == 1 else ()
    return _citation(request, written.text, voices, place=f"d/{written.text.number}")


def texts(one: Citation | None, language: str) -> Mapping[str, str]:
    """Return a citation in every form, to be copied."""
    return {form: citation.written(one, form, language) for form in MEDIA_TYPES} if one else {}


def _citation(  # noqa: PLR0913  what a citation says
    request: Request,
    text: Shown,
    voices: tuple[Voice, ...],
    *,
    place: str,
    by_report: bool = False,
    channel: str | None = None,
    said: Moment | None = None,
) -> Citation:
    return Citation(
        speakers=tuple(
            Cited(
                name=one.name,
                office=one.office,
                party=one.party and party_title(one.party, pages.language_of(request)),
            )
            for one in voices
        ),
        by_report=by_report,
        channel=channel,
        said=said,
        published=text.published,
        title=text.title,
        language=text.language,
        publisher=text.source_title,
        address=text.address,
        digest=text.archived.digest,
        fetched_at=text.archived.fetched_at,
        veille=f"{house.of(request).settings.web_url}/{place}",
    )


def _file(
    one: Citation | None, form: str, language: str, name: str, hidden: Hidden | None
) -> Response:
    if hidden is not None:
        raise HTTPException(pages.status_of(hidden))
    if one is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    headers = {"Content-Disposition": f'attachment; filename="veille-{name}.{form}"'}
    written = citation.written(one, form, language)
    if form == "csv":
        written = f"\ufeff{written}"  # without the mark Excel takes it for Latin
    return Response(written, media_type=MEDIA_TYPES[form], headers=headers)
