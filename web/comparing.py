"""The positions page: what each party said in some days, side by side, and where we looked."""

from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from pipeline import dossier
from pipeline.mails import view
from pipeline.party import party_title
from pipeline.position import positions
from pipeline.store import readers
from pipeline.titles import dossier_title
from pipeline.words import channel_in, day_in, words
from web import access, house, pages
from web.finding import day
from web.subscribing import known_language

router = APIRouter(dependencies=[Depends(known_language), Depends(access.may_read)])
USUAL = timedelta(days=6)  # before today, where nobody says otherwise
MOST = 92  # days a page


@router.get("/positions")
def page(request: Request) -> Response:
    """Show what each party said from a day to another (UTC), those of the last week else."""
    ours, now = house.of(request), datetime.now(UTC)
    language = pages.language_of(request)
    dossiers = {one.slug: one for one in dossier.all_dossiers()}
    asked = {
        "since": request.query_params.get("since") or f"{now - USUAL:%Y-%m-%d}",
        "until": request.query_params.get("until") or f"{now:%Y-%m-%d}",
        "dossier": request.query_params.get("dossier", next(iter(dossiers))),
    }
    found = None
    if not ours.searches.lets(request):
        raise HTTPException(HTTPStatus.TOO_MANY_REQUESTS)
    wrong = ""
    try:
        pages.refuse_strange(request, asked)
        since, until = _days(asked["since"], asked["until"], language)
        if asked["dossier"]:
            pages.refuse_unknown(asked["dossier"], dossiers, language)
    except ValueError as error:
        wrong = str(error)
    else:
        with ours.sessions() as session:
            found = positions(
                session,
                since=since,
                until=until,
                dossier=dossiers.get(asked["dossier"]),
                language=language,
                now=now,
                crawled=list(readers.source_titles(session)),
                told_in=language,
                zone=pages.zone_of(request),
            )
    return pages.page(
        request,
        "positions",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        base=ours.base,
        here=pages.here(request),
        when=lambda one: view.written(one, language),
        channel=lambda one: channel_in(one, language),
        day=lambda one: day_in(date.fromisoformat(one), language, "long"),
        party=lambda one: party_title(one, language),
        asked=asked,
        dossiers=[(slug, dossier_title(slug, language)) for slug in dossiers],
        found=found,
        wrong=wrong,
    )


def _days(first: str, last: str, language: str) -> tuple[datetime, datetime]:
    """Return from when until when some days last; raise ValueError for none, or too many."""
    since, until = day(first, language), day(last, language)
    try:
        if since and until and timedelta() <= until - since < timedelta(days=MOST):
            return since, until + timedelta(days=1)
    except OverflowError:  # the last day there is
        pass
    raise ValueError(words()[language].page["wrong_days"].format(n=MOST))
