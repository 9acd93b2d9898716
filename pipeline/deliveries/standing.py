"""How our sender stands in DNS: SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489).

Receivers decide by these three records whether a mail arrives.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Literal

import dns.exception
import dns.rdatatype
import dns.resolver

from pipeline.deliveries.post import signature
from pipeline.errors import UnreachableError
from pipeline.settings import Settings

State = Literal["good", "weak", "bad"]
Texts = Callable[[str], list[str]]  # a name in DNS -> its TXT records

_PATIENCE = 5.0  # seconds, for all answers to one question
_LOOKUPS = 10  # that an SPF record may cost (RFC 7208, 4.6.4)
_COSTLY = re.compile(
    r"^[+~?-]?(include:|a(:|/|$)|mx(:|/|$)|ptr(:|$)|exists:)|^redirect=", re.IGNORECASE
)
_TAG = re.compile(r"\s*([a-z]+)\s*=\s*(.*?)\s*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one record says, and what to do about it."""

    record: str  # SPF, DKIM or DMARC
    name: str  # where it is looked for
    state: State
    said: str  # one line


def findings(settings: Settings, texts: Texts) -> list[Finding]:
    """Return how the sender's domain stands; raise UnreachableError where DNS does not answer."""
    domain = _domain(settings.sender)
    returns = _domain(settings.returns or settings.sender)
    if "." not in domain:
        said = (
            f"mail is from {settings.sender}, which is of no domain of yours: nobody can vouch "
            "for it; set VEILLE_SENDER"
        )
        return [Finding(record="SPF", name=domain, state="bad", said=said)]
    return [
        _spf(returns, texts),
        _dkim(settings, domain, texts),
        _dmarc(domain, returns, texts),
    ]


def asker(server: str | None) -> Texts:
    """Return what asks DNS: the server at HOST or HOST:PORT, or this machine's own.

    It raises UnreachableError where nobody answers.
    """
    resolver = _resolver(server)

    def texts(name: str) -> list[str]:
        try:
            found = resolver.resolve(name, dns.rdatatype.TXT, lifetime=_PATIENCE)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, OSError) as error:
            asked = ", ".join(str(one) for one in resolver.nameservers)
            raise UnreachableError(
                f"no DNS answers for {name}: {type(error).__name__}, of {asked}. Nothing was "
                "checked: run it where there is a network, or name a DNS server by --server"
            ) from error
        return [b"".join(one.strings).decode("utf-8", "replace") for one in found]

    return texts


def _resolver(server: str | None) -> dns.resolver.Resolver:
    if server is None:
        try:
            return dns.resolver.Resolver()
        except dns.resolver.NoResolverConfiguration as error:
            raise UnreachableError(
                "this machine knows no DNS server (/etc/resolv.conf): name one by --server"
            ) from error
    host, _, port = server.partition(":")
    resolver = dns.resolver.Resolver(configure=False)
    try:
        resolver.nameservers = [host]
        resolver.port = int(port or 53)
    except ValueError as error:
        raise UnreachableError(f"{server!r} is no address of a DNS server") from error
    return resolver


# The three records


def _spf(domain: str, texts: Texts) -> Finding:
    """Return whether a domain says who may send for it."""

    def found(state: State, said: str) -> Finding:
        return Finding(record="SPF", name=domain, state=state, said=said)

    records = [one for one in texts(domain) if re.match(r"v=spf1( |$)", one, re.IGNORECASE)]
    if not records:
        return found("bad", "no record: publish TXT `v=spf1 a:YOUR.SMTP.SERVER -all`")
    if len(records) > 1:
        return found("bad", f"{len(records)} records, and none counts (RFC 7208, 4.5): keep one")
    terms = records[0].split()[1:]
    lookups = sum(bool(_COSTLY.match(one)) for one in terms)
    if lookups > _LOOKUPS:
        return found("bad", f"{lookups} of its terms ask DNS again, more than {_LOOKUPS}")
    last = next((one for one in terms if one.lower().lstrip("+~?-") == "all"), None)
    if last in {"all", "+all"}:
        return found("bad", f"`{last}` lets the whole world send for it: say `-all`")
    if last in {"-all", "~all"} or any(one.lower().startswith("redirect=") for one in terms):
        return found("good", f"{records[0]} (is your SMTP server among them?)")
    return found("weak", f"{records[0]} ends without `-all`: it forbids nobody")


def _dkim(settings: Settings, domain: str, texts: Texts) -> Finding:
    """Return whether the public key in DNS is that of the key we sign with."""
    key = signature(settings)
    if key is None:
        said = "Veille does not sign (VEILLE_DKIM_SELECTOR): your mail server has to"
        return Finding(record="DKIM", name=f"*._domainkey.{domain}", state="weak", said=said)
    name = f"{key.selector}._domainkey.{domain}"
    state, said = _judged(texts(name), key.public_key)
    return Finding(record="DKIM", name=name, state=state, said=said)


def _judged(records: list[str], ours: str) -> tuple[State, str]:
    """Return what the records of a key are worth, and why; `ours` is what they should hold."""
    wanted = f"publish TXT `v=DKIM1; k=rsa; p={ours}`"
    tags = _tags(records[0]) if len(records) == 1 else {}
    key = re.sub(r"\s", "", tags.get("p", "-"))
    if key != ours:
        found = {"": "the key was revoked", "-": f"{len(records)} records with a key"}
        return "bad", f"{found.get(key, 'another key than ours')}: {wanted}"
    if "y" in tags.get("t", "").split(":"):
        return "weak", "it is being tested (`t=y`): receivers may ignore it"
    return "good", "the key we sign with"


def _dmarc(domain: str, returns: str, texts: Texts) -> Finding:
    """Return whether a domain, or one above it, says what to do with what neither covers."""
    name, records = next(_policies(domain, texts), (f"_dmarc.{domain}", []))

    def found(state: State, said: str) -> Finding:
        return Finding(record="DMARC", name=name, state=state, said=said)

    if not records:
        return found("bad", "no record: publish TXT `v=DMARC1; p=quarantine`")
    if len(records) > 1:
        return found("bad", f"{len(records)} records, and none counts (RFC 7489, 6.6.3): keep one")
    tags = _tags(records[0])
    policy = tags.get("p", "").lower()
    if name != f"_dmarc.{domain}":
        policy = tags.get("sp", policy).lower()
    if policy not in {"none", "quarantine", "reject"}:
        return found("bad", f"{records[0]} has no policy `p=none`, `quarantine` or `reject`")
    if not _is_aligned(domain, returns):
        return found("weak", f"mails come back to {returns}: for {domain} only DKIM counts")
    if policy == "none":
        return found("weak", "`p=none` asks receivers to do nothing")
    return found("good", records[0])


def _policies(domain: str, texts: Texts) -> Iterator[tuple[str, list[str]]]:
    """Yield the policies of a domain and of those above it, down to two labels."""
    labels = domain.split(".")
    for above in range(len(labels) - 1):
        name = f"_dmarc.{'.'.join(labels[above:])}"
        records = [one for one in texts(name) if re.match("v=DMARC1( *;|$)", one)]
        if records:
            yield name, records


def _is_aligned(domain: str, other: str) -> bool:
    """Whether two domains are one, or one is below the other."""
    return domain == other or domain.endswith(f".{other}") or other.endswith(f".{domain}")


def _domain(address: str) -> str:
    return parseaddr(address)[1].rpartition("@")[2].lower().encode("idna").decode("ascii")


def _tags(record: str) -> dict[str, str]:
    pairs = (_TAG.fullmatch(one) for one in record.split(";"))
    return {one[1].lower(): one[2] for one in pairs if one}
