"""Notify: tell operators by what they read besides mail; apprise knows a hundred of these."""

import logging
from collections.abc import Sequence
from typing import Any

log = logging.getLogger(__name__)


def is_known(address: str) -> bool:
    """Return whether an address names a service, with all that service needs."""
    return _apprise().Apprise.instantiate(address, suppress_exceptions=True) is not None


def notify(addresses: Sequence[str], title: str, text: str) -> int:
    """Tell each address; return how many took it. An address holds a secret: none is logged."""
    taken = 0
    for number, address in enumerate(addresses, 1):
        service = _apprise().Apprise()
        service.add(address)
        if service.notify(title=title, body=text):
            taken += 1
        else:
            log.warning("service %d of VEILLE_OPERATORS_NOTIFY did not take an alarm", number)
    return taken


def _apprise() -> Any:  # noqa: ANN401  a module
    import apprise  # noqa: PLC0415  most of a second, for who uses it

    return apprise
