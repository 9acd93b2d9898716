"""Who may read: the bearer of a reader's link, the operator, or everybody, as a setting says."""

import base64
import re
from datetime import UTC, datetime
from http import HTTPStatus
from secrets import compare_digest
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from pipeline.subscriptions import token
from pipeline.subscriptions.preferences import LANGUAGES
from web import house, pages

OPERATOR = "admin"  # as in the Airflow UI
_PLACE = re.compile(rf"({'|'.join(LANGUAGES)})/[a-z]+(/[0-9]{{1,10}})?")
_KEY = re.compile("/r/[^/]*/")
_CHALLENGE = {"WWW-Authenticate": 'Basic realm="Veille", charset="UTF-8"'}

router = APIRouter()


def may_read(request: Request) -> None:
    """Refuse who has no good link and is not the operator, unless a setting lets all read."""
    ours = house.of(request)
    key = request.path_params.get("key")
    if key is not None:
        with ours.sessions() as session:
            reader = token.bearer(session, key, "read", now=datetime.now(UTC))
            if reader is not None:
                request.state.zone = reader.zone
                return
    if ours.settings.web_reading == "open" or _is_operator(request):
        return
    raise HTTPException(HTTPStatus.FORBIDDEN)


def closed(request: Request) -> Response:
    """Return the page of who may not read: how to be mailed a link, and the operator's way in."""
    base = house.of(request).base
    place = _KEY.sub("/", request.url.path.removeprefix("/"), count=1)
    way = f"{base}/login?{urlencode({'to': place})}" if _PLACE.fullmatch(place) else None
    return pages.page(request, "closed", status=HTTPStatus.FORBIDDEN, base=base, login=way)


@router.get("/login")
def login(request: Request, to: str = "") -> Response:
    """Let the operator in, by the name and password of the Airflow UI, and on to a page.

    The browser sends both again to whatever lies beside this address; nothing is set.
    """
    ours = house.of(request)
    if not _PLACE.fullmatch(to):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    if _is_operator(request):
        return RedirectResponse(f"{ours.base}/{to}", HTTPStatus.SEE_OTHER)
    answer = closed(request)
    answer.status_code = HTTPStatus.UNAUTHORIZED
    answer.headers.update(_CHALLENGE)
    return answer


def _is_operator(request: Request) -> bool:
    """Whether a request carries the operator's name and password, whatever page it asks for.

    Wrong ones are few an hour from one network; after them the right one is not looked at either,
    or guessing would go on behind the refusals.
    """
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return False
    guesses = house.of(request).guesses
    if not guesses.is_open(request):
        raise HTTPException(HTTPStatus.TOO_MANY_REQUESTS)
    try:
        name, _, password = base64.b64decode(given, validate=True).decode().partition(":")
        wanted = house.of(request).settings.operator_password.read_text(encoding="utf-8").strip()
    except (ValueError, OSError):  # no Base64, no UTF-8, or no password was made
        return False
    same = compare_digest(password.encode(), wanted.encode())
    if wanted and same and compare_digest(name.encode(), OPERATOR.encode()):
        return True
    guesses.lets(request)
    return False
