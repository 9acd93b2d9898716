"""The search page: which texts say something, as far as their sources allow it to be shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from http import HTTPStatus

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from pipeline import dossier
from pipeline.errors import CallError
from pipeline.mails import view
from pipeline.mails.letter import Mark, Passage
from pipeline.mails.plain import plain, shortened
from pipeline.party import party_title
from pipeline.search import Hit, search
from pipeline.searches import query
from pipeline.searches.query import Filters
from pipeline.store import readers
from pipeline.text import Span
from pipeline.titles import dossier_title
from pipeline.words import words
from web import access, house, pages
from web.subscribing import known_language

router = APIRouter(dependencies=[Depends(known_language), Depends(access.may_read)])
MOST = 50  # texts a page
LONGEST = 1000  # characters of a field
_SHORT = 40  # of a day that is none
FIELDS = ("query", "source", "party", "tongue", "dossier", "since", "until")

Options = Mapping[str, str]  # value to title


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A text found, as the page shows it."""

    number: int
    about: str  # source, party, language, moment
    title: Passage
    snippet: Passage


@router.get("/search")
def page(request: Request) -> Response:
    """Show the texts that say what is asked for, the newest first; without a question the form."""
    ours = house.of(request)
    language = pages.language_of(request)
    asked = {name: request.query_params.get(name, "").strip()[:LONGEST] for name in FIELDS}
    found: list[Found] | None = None
    wrong = ""
    with ours.sessions() as session:
        options = _options(session, language)
        if asked["query"]:
            if not ours.searches.lets(request):
                raise HTTPException(HTTPStatus.TOO_MANY_REQUESTS)
            try:
                pages.refuse_strange(request, FIELDS)
                filters = _filters(asked, options, language)
                hits = search(session, asked["query"], filters, limit=MOST)
            except CallError:
                wrong = words()[language].page["wrong_query"].format(n=query.MOST)
            except ValueError as error:
                wrong = str(error)
            else:
                found = [_found(one, options, language) for one in hits]
    return pages.page(
        request,
        "search",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        base=ours.base,
        here=pages.here(request),
        direction=pages.direction,
        asked=asked,
        options=options,
        found=found,
        wrong=wrong,
        most=MOST,
    )


def day(text: str, language: str) -> datetime | None:
    """Return the beginning of a day, UTC; None where none is given; raise ValueError, in words."""
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC) if text else None
    except ValueError as error:
        said = words()[language].page["wrong_day"]
        raise ValueError(said.format(value=shortened(plain(text), _SHORT))) from error


def _options(session: Session, language: str) -> dict[str, Options]:
    """Return what can be chosen in each field, by title."""
    sources = readers.source_titles(session)
    parties = {one.party for one in sources.values() if one.party}
    tongues = {tag for one in sources.values() for tag in one.languages}
    return {
        "source": _sorted((name, one.title) for name, one in sources.items()),
        "party": _sorted((one, party_title(one, language)) for one in parties),
        "tongue": _sorted((tag, pages.language_name(tag, language)) for tag in tongues),
        "dossier": _sorted(
            (one.slug, dossier_title(one.slug, language)) for one in dossier.all_dossiers()
        ),
    }


def _sorted(pairs: Iterable[tuple[str, str]]) -> Options:
    return dict(pages.in_order(pairs))


def _filters(asked: Mapping[str, str], options: Mapping[str, Options], language: str) -> Filters:
    """Return what texts must be; raise ValueError naming what is not known, in our words."""
    for name, known in options.items():
        if asked[name]:
            pages.refuse_unknown(asked[name], known, language)
    since, until = day(asked["since"], language), day(asked["until"], language)
    if since and until and since > until:
        said = words()[language].page["wrong_order"]
        raise ValueError(said.format(first=asked["since"], last=asked["until"]))
    try:
        until = until and until + timedelta(days=1)
    except OverflowError as error:
        said = words()[language].page["wrong_day"]
        raise ValueError(said.format(value=asked["until"])) from error
    return Filters(
        source=asked["source"] or None,
        party=asked["party"] or None,
        language=asked["tongue"] or None,
        dossier=asked["dossier"] or None,
        since=since,
        until=until,
    )


def _found(hit: Hit, options: Mapping[str, Options], language: str) -> Found:
    facts = (
        options["source"].get(hit.source, hit.source),
        options["party"].get(hit.party or ""),
        options["tongue"].get(hit.language),
        view.written(hit.at, language),
    )
    return Found(
        number=hit.document,
        about=" · ".join(filter(None, facts)),
        title=_marked(hit.title or "", hit.language, hit.title_marks),
        snippet=_marked(hit.snippet, hit.language, hit.marks),
    )


def _marked(text: str, language: str, spans: Iterable[Span]) -> Passage:
    marks = tuple(Mark(start, end, text[start:end]) for start, end in spans)
    return Passage(text=text, language=None if language == "und" else language, marks=marks)
