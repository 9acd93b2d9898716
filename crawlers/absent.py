"""Absent: what says that there is nothing at an address, though its status does not. Pure.

A page whose title is "Page not found"; a redirect to the front of the site, or of its section.
"""

import re
import tomllib
from functools import cache
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from crawlers.page import Page
from crawlers.wall import folded

_FILE = Path(__file__).with_name("absent.toml")
_MOST = 600  # characters beside links; whoever says that there is nothing has little to say
_PARTS = re.compile(r"\s+[|–—-]\s+|\s*[|·»«:!?.…]+\s*")  # of a title: what is said, who says it
_BESIDE = "self::script or self::style or self::noscript or self::template"
_LINKS = "self::a or self::nav or self::header or self::footer or self::form"
_SEEN = f"//body//text()[not(ancestor::*[{_BESIDE} or {_LINKS}])]"
_FRONT = re.compile(r"/?([a-z]{2,3}(-[a-z]{2,4})?/?)?((index|default|home|main)(\.\w{2,5})?/?)?")


def notice(page: Page) -> str | None:
    """Return by what words a page says that there is nothing at its address; None: it does not."""
    if "html" not in (page.media_type or "text/html").lower():
        return None
    titles = page.selector.xpath("//head/title/text()").getall()
    headings = page.selector.xpath("//h1")
    said = [_line(one) for one in titles[:1]]
    if len(headings) == 1:
        said.append(_line(" ".join(headings[0].xpath(".//text()").getall())))
    parts = chain.from_iterable((one, *_PARTS.split(one)) for one in said)
    found = next((one for one in parts if _known().fullmatch(folded(one).strip(" .!?…"))), None)
    if found is None:
        return None
    seen = _line(" ".join(page.selector.xpath(_SEEN).getall()))
    return found if len(seen) <= _MOST else None


def is_front(url: str, asked: str) -> bool:
    """Return whether an address is the front of a site, or what the one asked for stands below."""
    path, place = (urlsplit(one).path.rstrip("/").lower() for one in (url, asked))
    if _FRONT.fullmatch(path):
        return True
    return urlsplit(url).path != urlsplit(asked).path and place.startswith(f"{path}/")


def _line(text: str) -> str:
    return " ".join(text.split())


@cache
def _known() -> re.Pattern[str]:
    titles = tomllib.loads(_FILE.read_text(encoding="utf-8"))["titles"]
    return re.compile("|".join(folded(one) for one in titles))
