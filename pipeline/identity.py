"""Have we met this text: canonical addresses and fingerprints. Pure."""

import hashlib
import re
import unicodedata
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|yclid|msclkid|mc_[ce]id|_ga|igshid|cmpid|ito|ref_src|_openstat"
)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_PORTS = {"http": ":80", "https": ":443"}
_PATH_SAFE = "/:@!$&'()*+,;=-._~"


def canonical(address: str) -> str:
    """Return the one form of an address by which documents are told apart.

    https, host in lower case without `www.`, path in one percent-encoding without a trailing
    slash, query sorted and without what only counts visitors, no fragment. What is no address at
    all, such as "http://[", and that of a mail, stay as they are.
    """
    if address.startswith("mid:"):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = (parts.netloc.rpartition("@")[2]).lower().removesuffix(_PORTS.get(parts.scheme, ":"))
    host = host.removeprefix("www.")
    path = quote(unicodedata.normalize("NFC", unquote(parts.path)), safe=_PATH_SAFE)
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not TRACKING.fullmatch(name.lower())
    )
    return urlunsplit(("https", host, path.rstrip("/") or "/", urlencode(query), ""))


def fingerprint(title: str | None, body: str) -> str:
    """Return the SHA-256 of what a reader sees of a text: not its spacing or invisible signs."""
    seen = unicodedata.normalize("NFC", f"{title or ''}\n{body}").translate(_INVISIBLE)
    return hashlib.sha256(" ".join(seen.split()).encode()).hexdigest()
