"""Atom (RFC 4287): news as a feed, in our own words of a language.

Written with the standard library's XML: a feed is twenty elements of plain text, which it escapes;
a library for feeds would bring its own model and two dependencies for these.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from pipeline.mails.plain import link, plain, shortened
from pipeline.party import party_title
from pipeline.store.news import News
from pipeline.subscriptions.preferences import PlaceNames
from pipeline.titles import section_titles
from pipeline.words import words

NUMBER = 50  # entries of a feed
_ATOM = "http://www.w3.org/2005/Atom"
_TITLE = 300  # characters
_UNKEPT = re.compile("[\ufffe\uffff]")  # no characters of XML; the rest of those is not plain
register_namespace("", _ATOM)


def feed(  # noqa: PLR0913  what a feed is
    news: Sequence[News],
    *,
    address: str,
    home: str,
    title: str,
    language: str,
    names: PlaceNames = "paired",
    begun_at: datetime,
    key: str | None = None,
) -> bytes:
    """Return news as a feed; its ids never change, wherever it is served.

    `address` is the feed's own, `home` the page it belongs to, `key` what stands for the address
    where that is secret. A feed without entries was updated when it was begun.
    """
    root = Element(_of("feed"), {"xml:lang": language})
    _add(root, "id", _urn(f"feed {key or address}"))
    _add(root, "title", title)
    _add(root, "updated", _moment(max((one.updated_at for one in news), default=begun_at)))
    _add(root, "link", rel="self", type="application/atom+xml", href=address)
    _add(root, "link", rel="alternate", type="text/html", href=home)
    _add(root, "generator", "Veille")
    for one in sorted(news, key=lambda one: one.updated_at, reverse=True)[:NUMBER]:
        _entry(SubElement(root, _of("entry")), one, language, names)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(entry: Element, one: News, language: str, names: PlaceNames) -> None:
    said, shown = words()[language].alert, one.shown
    title = shortened(_plain(shown.title or said["untitled"]), _TITLE)
    if shown.withdrawn_at is not None:
        title = f"{said['label_withdrawn']}{said['colon']}{title}"
    _add(entry, "id", _urn(f"document {one.canonical}"))
    _add(entry, "title", title)
    _add(entry, "updated", _moment(one.updated_at))
    if shown.published is not None and shown.published.precision == "minute":
        _add(entry, "published", _moment(shown.published.at))
    _add(SubElement(entry, _of("author")), "name", shown.source_title)
    if (place := link(shown.address)) is not None:
        of = {"hreflang": shown.language} if shown.language else {}
        _add(entry, "link", rel="alternate", href=place, **of)
    parties = {each: party_title(each, language, names) for each in one.bearing.parties}
    _categories(entry, "party", parties)
    titles = section_titles(one.dossier, language, names)
    sections = {each: titles.get(each, each) for each in one.bearing.sections}  # one may be gone
    _categories(entry, f"section {one.dossier}", sections)  # each dossier has its own
    content = _add(entry, "content", _words(one, language), type="text")
    if shown.language and not _is_withheld(one):
        content.set("xml:lang", shown.language)


def _categories(entry: Element, kind: str, titles: Mapping[str, str]) -> None:
    """Add what an entry is of; a kind has a scheme, for a party and a section may be called so."""
    for term, label in sorted(titles.items()):
        _add(entry, "category", term=term, scheme=_urn(f"category {kind}"), label=_plain(label))


def _words(one: News, language: str) -> str:
    """Return what may be shown of a text; why nothing is, where it is nothing."""
    if one.shown.withdrawn_at is not None:
        return words()[language].read["withdrawn"]  # the mails' notice speaks to who was told
    if _is_withheld(one):
        return words()[language].alert["link_only"]
    return "\n\n".join(_plain(passage.text) for passage in one.shown.passages)


def _is_withheld(one: News) -> bool:
    return one.shown.withdrawn_at is not None or not one.shown.passages


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    added = SubElement(parent, _of(name), attributes)
    added.text = None if text is None else text if name == "content" else _plain(text)
    return added


def _of(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _urn(name: str) -> str:
    """Return the same id for the same thing, always."""
    return uuid5(NAMESPACE_URL, f"veille {name}").urn


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _plain(text: str) -> str:
    """Return a text as one line that XML can hold."""
    return _UNKEPT.sub("\ufffd", plain(text)).strip()
