"""Addresses: nothing is asked of a machine beside ours, whatever a name or a redirect says.

The address is looked at when a connection is made, so that a name cannot mean one machine when
it is checked and another when it is asked.
"""

from collections.abc import Sequence
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Request, Response
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.base import ReactorBase
from twisted.internet.error import DNSLookupError

from crawlers.loss import PrivateAddressError

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred

_refused: dict[
    str, str
] = {}  # host -> its address; the resolver can tell the handler no other way


def is_public(address: str) -> bool:
    """Return whether an address belongs to nobody's own network, machine or group."""
    found = ip_address(address)
    return found.is_global and not found.is_multicast


class PublicResolver(CachingThreadedResolver):
    """Finds no machine that is not public, but the operator's own proxies."""

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        """Note the proxies, which are where the operator says."""
        super().__init__(reactor, cache_size, timeout)
        self._proxies = {urlsplit(one).hostname for one in getproxies().values()}

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":  # noqa: N802  Twisted's
        """Return the address of a host; fail with DNSLookupError when it is not public."""
        found = super().getHostByName(name, timeout)
        return found.addCallback(self._public, name)

    def _public(self, address: str, name: str) -> str:
        if name not in self._proxies and not is_public(address):
            _refused[name] = address
            raise DNSLookupError(f"{name} is {address}")
        return address


class PublicHandler(HTTP11DownloadHandler):
    """Says of a host that is not public that it is none."""

    async def download_request(self, request: Request) -> Response:
        """Return the answer; raise PrivateAddressError for a machine beside ours."""
        try:
            return await super().download_request(request)
        except CannotResolveHostError as error:
            host = urlparse_cached(request).hostname or ""
            if host in _refused:
                told = f"{host} is {_refused[host]}, which is no public address"
                raise PrivateAddressError(told) from error
            raise
