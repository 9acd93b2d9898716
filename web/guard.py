"""What stands before every page: headers, the size of a form, and how often one may post."""

from collections.abc import Awaitable, Callable
from hashlib import blake2b
from ipaddress import ip_address, ip_network
from os import urandom
from urllib.parse import parse_qsl

from fastapi import HTTPException, Request, Response
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FORM_LIMIT = 64 * 1024  # bytes
FIELDS = 2_000  # of a form
_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",  # addresses of our pages are keys
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "X-Robots-Tag": "noindex, nofollow",
}
Fields = dict[str, list[str]]


class HeadAsGet:
    """Answers HEAD as GET is answered, without the body: a GET changes nothing."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer; the server knows by its own scope that it was a HEAD."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            is_body = message["type"] == "http.response.body"
            await send({**message, "body": b""} if is_body else message)

        await self._app({**scope, "method": "GET"}, receive, without_body)


async def with_headers(
    request: Request, call: Callable[[Request], Awaitable[Response]]
) -> Response:
    """Return the answer with what tells a browser to be careful."""
    answer = await call(request)
    for name, value in HEADERS.items():
        answer.headers[name] = value
    answer.headers.setdefault("Cache-Control", "no-store")
    if request.url.scheme == "https":
        answer.headers["Strict-Transport-Security"] = "max-age=31536000"
    return answer


async def form(request: Request) -> Fields:
    """Return the fields of a posted form; refuse one that is too big, or none."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > FORM_LIMIT:
            raise HTTPException(413)
    found: Fields = {}
    try:
        text = body.decode("ascii")
        for name, value in parse_qsl(text, keep_blank_values=True, max_num_fields=FIELDS):
            found.setdefault(name, []).append(value.replace("\x00", ""))
    except ValueError as error:
        raise HTTPException(400) from error
    return found


class Gate:
    """How often one network may ask; kept in memory only, under a key that dies with us."""

    def __init__(self, often: str) -> None:
        """Let a network through so often, such as `20/hour`."""
        self._often = parse(often)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._key = urandom(32)

    def lets(self, request: Request) -> bool:
        """Whether this request may still come through; it counts."""
        return self._limiter.hit(self._often, self._hidden(request))

    def is_open(self, request: Request) -> bool:
        """Whether this request may still come through; it does not count."""
        return self._limiter.test(self._often, self._hidden(request))

    def _hidden(self, request: Request) -> str:
        host = request.client.host if request.client else ""
        return blake2b(_network(host).encode(), key=self._key).hexdigest()


def _network(host: str) -> str:
    """Return the network of an address: what one subscriber of a provider has."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((address, 32 if address.version == 4 else 56), strict=False))  # noqa: PLR2004  IPv4
