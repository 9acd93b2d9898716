"""Have we met this text: canonical addresses and fingerprints. Pure."""

import hashlib
import re
import unicodedata
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

TRACKING = re.compile(  # what links carry for those who count visitors
    r"utm_\w+|itm_\w+|pk_\w+|mtm_\w+|at_(?:medium|campaign|custom\d|format|link\w*)|xtor"
    r"|\w*clid|[gw]braid|igsh(?:id)?|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|vero_id|_ga|_gl|cmpid|s_cid"
    r"|wt\.mc_id|ito|ref_src|_openstat"
)
_VARIANTS = re.compile(r"amp|print(?:able)?|print-?version|version-?imprimable")
_VARIED = re.compile(r"output(?:type)?|view|format|mode|tmpl")  # =amp, =print
_PREFIXES = ("www", "m", "mobile", "mob", "amp", "wap", "print")  # of hosts
_PORTS = {"http": ":80", "https": ":443"}
_PATH_SAFE = "/:@!$&'()*+,;=-._~"
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_COPIES = (  # addresses that hold the one they are a copy of
    re.compile(r"https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(?P<plain>https?://.+)"),
    re.compile(r"https?://[\w-]+\.cdn\.ampproject\.org/[a-z]/s/(?P<host>[^/]+/.*)"),
    re.compile(r"https?://(?:www\.)?google\.[a-z.]+/amp/s/(?P<host>[^/]+/.*)"),
)


def canonical(address: str) -> str:
    """Return the one form of an address by which documents are told apart.

    https, host in lower case without `www.`, path in one percent-encoding without a trailing
    slash, query sorted and without what only counts visitors, no fragment; of a form for mobiles
    or printers (`m.`, `/amp`, `?print=1`), or an archived copy, the plain one. What is no address
    at all, such as "http://[", and that of a mail, stay as they are.
    """
    if address.startswith("mid:"):
        return address
    original = _original(address)
    try:
        parts = urlsplit(original)
    except ValueError:
        return address
    host = (parts.netloc.rpartition("@")[2]).lower().removesuffix(_PORTS.get(parts.scheme, ":"))
    path = quote(unicodedata.normalize("NFC", unquote(parts.path)), safe=_PATH_SAFE)
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _is_for_counting_or_form(name.lower(), value.lower())
    )
    return urlunsplit(("https", _plain_host(host), _plain_path(path), urlencode(query), ""))


def _original(address: str) -> str:
    """Return the address one is an archived or cached copy of; most are of none."""
    for form in _COPIES:
        if match := form.fullmatch(address):
            found = match.groupdict()
            return _original(found.get("plain") or f"https://{found['host']}")
    return address


def _plain_host(host: str) -> str:
    """Return a host without what names a form of its pages; `m.am` is a site of its own."""
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _PREFIXES:  # noqa: PLR2004  a name and its country
        labels = labels[1:]
    return ".".join(labels)


def _plain_path(path: str) -> str:
    """Return a path without a trailing slash, or the form for mobiles or printers it ends with."""
    plain = path.rstrip("/")
    head, _, last = plain.rpartition("/")
    if head and _VARIANTS.fullmatch(last.lower()):
        return head.rstrip("/") or "/"
    return re.sub(r"\.amp(?=(?:\.html?)?$)", "", plain) or "/"


def _is_for_counting_or_form(name: str, value: str) -> bool:
    """Return whether a parameter only counts visitors, or asks for another form of the page."""
    if TRACKING.fullmatch(name) or _VARIANTS.fullmatch(name):
        return True
    return bool(_VARIED.fullmatch(name) and _VARIANTS.fullmatch(value))


def fingerprint(title: str | None, body: str) -> str:
    """Return the SHA-256 of what a reader sees of a text: not its spacing or invisible signs."""
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFC", f"{title or ''}\n{body}"))
    return hashlib.sha256(" ".join(seen.split()).encode()).hexdigest()
