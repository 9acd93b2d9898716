"""One POST to an address somebody gave us, and to nothing beside ours, whatever its name says.

The name is looked up once, what it means is checked, and that very address is asked: a name that
means another machine a moment later leads nowhere. Redirects are not followed.
"""

import http.client
import socket
import ssl
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from pipeline.errors import CallbackError, CallError

TIMEOUT = 10.0  # seconds, for each step
_READ = 2_000  # bytes of an answer
_PORTS = {"https": 443, "http": 80}


def is_public(address: str) -> bool:
    """Return whether an address belongs to nobody's own network, machine or group.

    The crawler has the same rule; a test holds them together.
    """
    found = ip_address(address)
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_global and not (mapped or found).is_multicast


def checked(url: str, *, private: bool) -> SplitResult:
    """Return the parts of an address we may be told to call; raise CallError saying why not.

    `private`: plain http and machines beside ours are allowed.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise CallError(f"{url!r} is no address: {error}") from error
    schemes = ("https", "http") if private else ("https",)
    if parts.scheme not in schemes or not parts.hostname:
        allowed = "" if private else "; VEILLE_WEBHOOKS=any allows http"
        raise CallError(f"{url!r} does not begin with {' or '.join(schemes)}{allowed}")
    if parts.username or parts.password or parts.fragment or port == 0:
        raise CallError(f"{url!r}: a password or a fragment in an address is not taken")
    if not url.isascii() or any(one.isspace() or not one.isprintable() for one in url):
        raise CallError(f"{url!r}: write the address in ASCII, without spaces")
    return parts


def post(url: str, body: bytes, headers: Mapping[str, str], *, private: bool = False) -> None:
    """POST a body; raise CallbackError unless the answer is 2xx."""
    try:
        parts = checked(url, private=private)
        address = _address(parts, private=private)
        status, reason = _answer(parts, address, body, headers)
    except CallError as error:
        raise CallbackError(str(error)) from error
    except (OSError, http.client.HTTPException) as error:
        raise CallbackError(f"{parts.hostname}: {error or type(error).__name__}") from error
    if not 200 <= status < 300:  # noqa: PLR2004  RFC 9110, 15.3
        raise CallbackError(f"{parts.hostname} answered {status} {reason[:100]}")


def _address(parts: SplitResult, *, private: bool) -> str:
    """Return the address a name means; raise CallbackError where one of them is not public."""
    host = parts.hostname or ""
    found = socket.getaddrinfo(host, _port(parts), type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    for one in addresses:
        if not private and not is_public(one):
            raise CallbackError(f"{host} is {one}, which is no public address")
    return addresses[0]


def _answer(
    parts: SplitResult, address: str, body: bytes, headers: Mapping[str, str]
) -> tuple[int, str]:
    """Return the status of the answer to a POST at one address, asked by its name."""
    host, port = parts.hostname or "", _port(parts)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    plain = socket.create_connection((address, port), timeout=TIMEOUT)
    try:
        connection.sock = plain
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(plain, server_hostname=host)
        path = parts._replace(scheme="", netloc="").geturl() or "/"
        connection.request("POST", path, body, {"Host": parts.netloc, **headers})
        answer = connection.getresponse()
        answer.read(_READ)
        return answer.status, answer.reason
    finally:
        connection.close()
        plain.close()


def _port(parts: SplitResult) -> int:
    return parts.port or _PORTS[parts.scheme]
