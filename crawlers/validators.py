"""Validators: when a listing may be asked for only if it has changed. Pure, but for the memory.

A server is taken at its word once it has changed its ETag or Last-Modified together with a
listing, and never again once it has sent the same for two different ones. A listing is read again
whatever a server says when a day has passed, when we do not know all its addresses (what it held
may never have reached the database), and when it was read but once: an edit it holds is believed
after a second look.
"""

from collections.abc import Container, Sequence
from datetime import datetime, timedelta

from scrapy.http import Response

from crawlers.agent import USER_AGENT
from crawlers.memory import Facts, Memory
from crawlers.page import host_of

NOT_MODIFIED = 304
_SENT = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
_READS = 2
_READ_AGAIN = timedelta(days=1)


def conditions(memory: Memory, url: str, known: Container[str], now: datetime) -> dict[str, str]:
    """Return the headers that ask for a listing only if it has changed, or no headers."""
    facts = memory.of(host_of(url))
    kept: Facts = facts.get("listings", {}).get(url, {})
    if not kept.get("trusted") or "distrusted" in facts or kept["reader"] != USER_AGENT:
        return {}
    if kept["reads"] < _READS or now - datetime.fromisoformat(kept["at"]) > _READ_AGAIN:
        return {}
    if any(address not in known for address in kept["addresses"]):
        return {}
    return {_SENT[name]: value for name, value in kept["validators"].items()}


def unchanged(memory: Memory, url: str) -> list[str]:
    """Return the addresses a listing held when it was read last."""
    return list(memory.of(host_of(url))["listings"][url]["addresses"])


def learn(  # noqa: PLR0913  the facts of one answer
    memory: Memory,
    url: str,
    response: Response,
    *,
    digest: str,
    addresses: Sequence[str],
    now: datetime,
) -> None:
    """Keep what a listing was sent with, and whether its server can be taken at its word."""
    facts = memory.of(host_of(url))
    listings: Facts = facts.setdefault("listings", {})
    validators = {
        name: value.decode("latin-1") for name in _SENT if (value := response.headers.get(name))
    }
    before: Facts = listings.pop(url, {})
    changed = bool(before) and before["digest"] != digest
    reads = 1 if changed else before.get("reads", 0) + 1
    if changed and (same := _same(before["validators"], validators)):
        facts["distrusted"] = f"{url} changed under {same}"
    if validators:
        listings[url] = {
            "validators": validators,
            "digest": digest,
            "addresses": list(addresses),
            "at": now.isoformat(),
            "reads": reads,
            "reader": USER_AGENT,
            "trusted": bool(before.get("trusted")) or changed,
        }
    if validators or before:
        memory.keep(host_of(url))


def _same(before: Facts, now: Facts) -> str | None:
    """Return what two answers have in common of their validators; an ETag outranks a date."""
    for name in _SENT:
        if name in before and name in now:
            return f"{name} {now[name]}" if before[name] == now[name] else None
    return None
