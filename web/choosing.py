"""The page of choices: what a reader is told, how, and whether at all just now."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, get_args

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from pipeline import dossier
from pipeline.errors import CallError
from pipeline.party import party_title
from pipeline.store import readers
from pipeline.subscriptions import choosing, token
from pipeline.subscriptions.preferences import PlaceNames, Preferences, changed, chosen, zones
from pipeline.subscriptions.wanted import LISTS, Wanted
from pipeline.tables import Subscriber
from pipeline.titles import dossier_title, section_titles
from pipeline.words import words
from web import house, pages
from web.guard import Fields
from web.subscribing import RHYTHMS, Form, gone, known_language

router = APIRouter(prefix="/{language}/preferences", dependencies=[Depends(known_language)])
_TICKS = ("discreet", "empty_digest", "by_feed")  # what is not ticked is not sent
_QUIET = ("quiet_from", "quiet_until")
_LABELS = {name: name for name in LISTS} | {"languages": "text_languages"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Followed:
    """One dossier, as the page shows it."""

    slug: str
    title: str
    is_followed: bool
    wanted: dict[str, Any]  # Any: the fields of Wanted
    always: list[tuple[str, str]]  # speakers told of whatever else is chosen
    lists: list[tuple[str, str, list[tuple[str, str]]]]  # name, label, options


@router.get("/{key}")
def show(request: Request, key: str) -> Response:
    """Show what the bearer of a link has chosen."""
    with house.of(request).sessions() as session:
        one = token.bearer(session, key, "manage", now=datetime.now(UTC))
        return gone(request) if one is None else _page(request, session, one, key)


@router.post("/{key}")
def keep(request: Request, key: str, fields: Form) -> Response:
    """Keep what the bearer chooses, all of it or nothing."""
    said = words()[pages.language_of(request)].page
    now = datetime.now(UTC)
    with house.of(request).sessions.begin() as session:
        one = token.bearer(session, key, "manage", now=now)
        if one is None:
            return gone(request)
        ticked = fields | {name: fields.get(name, [""]) for name in _TICKS}
        wrong = said["no_dossier"]
        if not _is_quiet(fields):
            wrong = said["wrong_choice"].format(reason=said["wrong_quiet"])
            ticked |= {name: [""] for name in _QUIET}
        try:
            how, what = changed(Preferences(), ticked), _chosen(fields)
            if what and _is_quiet(fields):
                choosing.keep(session, one, how, what, now)
                return _page(request, session, one, key, notice=said["saved"])
            choosing.check(session, what)
            shown = what or readers.choices_of(session, one.id)
        except (ValueError, CallError) as error:
            wrong = said["wrong_choice"].format(reason=error)
            return _page(request, session, one, key, wrong=wrong, status=422)
        return _page(request, session, one, key, wrong=wrong, asked=(how, shown), status=422)


@router.post("/{key}/feed")
def new_feed(request: Request, key: str) -> Response:
    """Give the bearer a new private address; the one before leads nowhere any more."""
    now = datetime.now(UTC)
    ours = house.of(request)
    with ours.sessions.begin() as session:
        one = token.bearer(session, key, "manage", now=now)
        if one is None:
            return gone(request)
        readers.drop_tokens(session, one.id, "feed")
        [feed] = token.issue(session, one.id, "feed", now=now)
        address = f"{ours.settings.web_url}/{pages.language_of(request)}/own/{feed}"
        return _page(request, session, one, key, feed=address)


@router.post("/{key}/pause")
def pause(request: Request, key: str) -> Response:
    """Tell the bearer nothing until they come back."""
    return _set(request, key, "paused")


@router.post("/{key}/resume")
def resume(request: Request, key: str) -> Response:
    """Tell the bearer again, of what is seen from now on."""
    return _set(request, key, "confirmed")


def _set(request: Request, key: str, state: str) -> Response:
    now = datetime.now(UTC)
    with house.of(request).sessions.begin() as session:
        one = token.bearer(session, key, "manage", now=now)
        if one is None:
            return gone(request)
        if one.state in {"confirmed", "paused"}:
            readers.set_state(session, one, state, now)
        return _page(request, session, one, key)


def _is_quiet(fields: Fields) -> bool:
    """Whether quiet hours are none, or begin and end, and not at once."""
    begin, end = (fields.get(name, [""])[-1].strip() for name in _QUIET)
    return not begin and not end if "" in {begin, end} else begin != end


def _chosen(fields: Fields) -> dict[str, Wanted]:
    """Return what a form asks for, by dossier; raise ValueError naming what is wrong."""
    return {
        slug: chosen(
            Wanted(),
            {
                name: fields.get(f"{slug}.{name}", [""] if name == "press" else [])
                for name in ("press", "always", *LISTS)
            }
            | {
                "grade": fields.get(f"{slug}.grade", ["mention"]),
                "own_rhythm": fields.get(f"{slug}.own_rhythm", [""]),
            },
        )
        for slug in fields.get("follow", [])
    }


def _page(  # noqa: PLR0913  what was done, and what was wrong with it
    request: Request,
    session: Session,
    one: Subscriber,
    key: str,
    *,
    notice: str = "",
    wrong: str = "",
    feed: str = "",
    asked: tuple[Preferences, dict[str, Wanted]] | None = None,
    status: int = 200,
) -> Response:
    """Return the page with what is kept, or with what was `asked` and could not be kept."""
    how, what = asked or (readers.preferences(one), readers.choices_of(session, one.id))
    base = house.of(request).base
    language = pages.language_of(request)
    said = words()[language].page
    hours = [(str(hour), f"{hour:02}:00") for hour in range(24)]
    here = f"{base}/{language}"
    return pages.page(
        request,
        "preferences",
        status=status,
        base=base,
        here=f"{here}/preferences/{key}",
        leave=f"{here}/unsubscribe/{key}",
        forget=f"{here}/erase/{key}",
        reading=f"{here}/r/{token.reading(key)}",
        notice=notice,
        wrong=wrong,
        feed=feed,
        address=one.address,
        is_paused=one.state == "paused",
        how=how,
        dossiers=list(_dossiers(session, what, language, how.place_names)),
        place_names=[(names, said[names]) for names in get_args(PlaceNames)],
        grades=[(grade, said[grade]) for grade in ("mention", "core")],
        rhythms=[(rhythm, said[rhythm]) for rhythm in RHYTHMS],
        own_rhythms=[("", said["as_all"]), *((rhythm, said[rhythm]) for rhythm in RHYTHMS)],
        hours=hours,
        quiet=[("", said["no_quiet"]), *hours],
        weekdays=list(enumerate(pages.days(language))),
        zones=[(zone, zone.replace("_", " ")) for zone in sorted(zones())],
        names=[(tag, each.name) for tag, each in words().items()],
    )


def _dossiers(
    session: Session, followed: Mapping[str, Wanted], language: str, names: PlaceNames
) -> list[_Followed]:
    said = words()[language].page
    shown = []
    for each in dossier.all_dossiers():
        options = asdict(choosing.choices(session, each, language))
        options["sections"] = section_titles(each.slug, language, names)
        options["languages"] = {
            tag: pages.language_name(tag, language) for tag in options["languages"]
        }
        options["parties"] = {
            party: party_title(party, language, names) for party in options["parties"]
        }
        shown.append(
            _Followed(
                slug=each.slug,
                title=dossier_title(each.slug, language, names),
                is_followed=each.slug in followed,
                wanted=asdict(followed.get(each.slug, Wanted())),
                always=[
                    (speaker, options["speakers"].get(speaker, speaker))
                    for speaker in followed.get(each.slug, Wanted()).always
                ],
                lists=[
                    (name, said[_LABELS[name]], pages.in_order(options[name].items()))
                    for name in LISTS
                ],
            )
        )
    return shown
