"""veille verify and savepage: does a source still look as its declaration says?"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from crawlers import catalog, reread, run
from pipeline import archive, language, settings, spool
from pipeline.errors import CallError, CrawlError, PageError
from pipeline.item import Item
from pipeline.settings import REPOSITORY, Settings
from pipeline.spool import Drop, FetchedPage
from runtime import demo
from runtime.commands.listings import AS_JSON
from runtime.commands.progress import going_on

PAGES = REPOSITORY / "tests" / "crawlers" / "pages"
LEAST = 200  # characters of an article; a shorter one may be cut
_ENDINGS = {"html": ".html", "xml": ".xml", "json": ".answer.json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A page as a site gives it now."""

    url: str
    body: bytes
    media_type: str | None
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was looked at, and what no longer holds."""

    language: str
    shape: str  # listing, feed, article, archive or mail
    url: str
    holds: bool
    found: str  # what was found, or what is wrong


@click.command()
@click.argument("source")
@click.option("--archives", is_flag=True, help="Look at its archives, and at nothing else.")
@AS_JSON
def verify(source: str, *, archives: bool, as_json: bool) -> None:
    """Check the declaration of SOURCE against its site, live or replayed.

    Every listing is asked for once, then the newest article of each language; of a source that
    comes by mail alone the inbox is read. With --archives one page of each archive is asked for.
    Nothing is stored.
    """
    known = (*catalog.names(), *(catalog.archives() if archives else ()))
    if source not in known:
        raise CallError(f"no source {source!r} to crawl; known: {', '.join(known)}")
    broken = 0
    house = demo.played(settings.current())
    for check in _archives(source, house) if archives else _checks(source, house):
        broken += not check.holds
        if as_json:
            facts = {name: getattr(check, name) for name in Check.__slots__}
            click.echo(json.dumps({"source": source, **facts}, ensure_ascii=False))
        else:
            state = "holds " if check.holds else "BROKEN"
            click.echo(
                f"{state} {check.language} {check.shape:8} {check.url}\n       {check.found}"
            )
    if broken:
        raise CrawlError(f"{source}: {broken} declared facts do not hold")


@click.command()
@click.argument("source")
@click.argument("url")
@click.option("--as", "name", help="Shape in the file's name, where it is not the usual one.")
def savepage(source: str, url: str, *, name: str | None) -> None:
    """Save the page of SOURCE at URL among the tests, with what is read in it today."""
    listed = catalog.listings(source).get(url) if source in catalog.names() else None
    if listed is None:
        address = catalog.spider(source).canonical(url)
        if address is None:
            raise CallError(f"{url} is neither a listing nor an article of {source}")
        listed = (catalog.spider(source).language_of(address) or "und", "article")
    found, lost = _fetched(source, [url], demo.played(settings.current()))
    if url not in found:
        raise CrawlError(f"{url} did not come: {lost.get(url, 'no word of it')}")
    page = found[url]
    tag, shape = listed[0], name or listed[1]
    case = f"{source}.{tag}.{shape}"
    path = PAGES / f"{case}{_ending(page)}"
    for old in PAGES.glob(f"{case}.*"):  # a synthetic one, perhaps with another ending
        old.unlink()
    path.write_bytes(page.body)
    told = {"synthetic": False, "address": url, "media_type": page.media_type}
    if listed[1] != "article":
        told["listed"] = reread.listed(
            source, url, page.body, media_type=page.media_type, language=tag
        )
    told["items"] = [item.to_json() for item in _items(source, page)]
    (PAGES / f"{case}.json").write_text(
        json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    click.echo(f"{path.relative_to(REPOSITORY)} and what is read in it beside; now read both")


def _checks(source: str, house: Settings) -> Iterator[Check]:
    listings = catalog.listings(source)
    if not listings:
        yield from _mails(source, house)
        return
    with going_on(f"{source}: {len(listings)} listings"):
        pages, lost = _fetched(source, list(listings), house)
    newest: dict[str, str] = {}  # language -> address
    for url, (tag, shape) in listings.items():
        if url not in pages:
            yield Check(language=tag, shape=shape, url=url, holds=False, found=lost[url])
            continue
        check, addresses = _listing(source, tag, shape, pages[url])
        for address in addresses:
            newest.setdefault(catalog.spider(source).language_of(address) or tag, address)
        yield check
        if catalog.spider(source).in_listing and check.holds:
            yield _article(source, tag, pages[url])
    if catalog.spider(source).in_listing:
        return
    with going_on(f"{source}: {len(newest)} articles"):
        pages, lost = _fetched(source, list(newest.values()), house)
    for tag, url in newest.items():
        if url in pages:
            yield _article(source, tag, pages[url])
        else:
            yield Check(language=tag, shape="article", url=url, holds=False, found=lost[url])


def _archives(source: str, house: Settings) -> Iterator[Check]:
    """Yield a check of a page of each archive; of days, that of a day two weeks ago."""
    day = (datetime.now(UTC) - timedelta(days=14)).date()
    looked_at = catalog.archive_pages(source, day)
    if not looked_at:
        raise CallError(f"{source} declares no archive")
    with going_on(f"{source}: {len(looked_at)} archives"):
        pages, lost = _fetched(source, list(looked_at), house)
    for url, tag in looked_at.items():
        if url not in pages:
            yield Check(language=tag, shape="archive", url=url, holds=False, found=lost[url])
            continue
        page = pages[url]
        try:
            found = reread.archived(source, url, page.body, media_type=page.media_type, day=day)
            why = f"{len(found)} articles or sitemaps" if found else "not a single article in it"
        except PageError as error:
            found, why = [], str(error)
        yield Check(language=tag, shape="archive", url=url, holds=bool(found), found=why)


def _mails(source: str, house: Settings) -> Iterator[Check]:
    """Yield a check of every mail in the inbox that says it is of a source."""
    with going_on(f"{source}: its mails"), tempfile.TemporaryDirectory(prefix="veille-") as place:
        crawled = run.crawl(
            source,
            known=(),
            spool=Path(place) / "spool",
            archive=Path(place) / "archive",
            inbox=house.inbox,
            verifier=house.verifier,
            now=datetime.now(UTC),
        )
        records = list(spool.records(crawled.path))
    found = 0
    for one in records:
        if isinstance(one, Item):
            found += 1
            yield _reading(one.language or "und", "mail", one.address, [one])
        elif isinstance(one, Drop) and one.reason != "unknown_sender":
            found += 1
            why = f"{one.reason}: {one.detail}"
            yield Check(language="und", shape="mail", url=one.url, holds=False, found=why)
    if not found:
        why = crawled.error or "no mail of its own in it"
        yield Check(language="und", shape="mail", url="VEILLE_INBOX", holds=False, found=why)


def _listing(source: str, tag: str, shape: str, page: Kept) -> tuple[Check, list[str]]:
    try:
        found = reread.listed(
            source, page.url, page.body, media_type=page.media_type, language=tag
        )
    except PageError as error:
        found, why = [], str(error)
    else:
        why = f"{len(found)} articles" if found else "not a single article in it"
    return Check(language=tag, shape=shape, url=page.url, holds=bool(found), found=why), found


def _article(source: str, tag: str, page: Kept) -> Check:
    """Return whether an article, or the first entry of a feed, reads as declared."""
    try:
        items = _items(source, page)
    except PageError as error:
        return Check(language=tag, shape="article", url=page.url, holds=False, found=str(error))
    return _reading(tag, "article", page.url, items)


def _reading(tag: str, shape: str, url: str, items: Sequence[Item]) -> Check:
    """Return whether the first text read at an address is as declared."""
    faults = _faults(items[0], tag) if items else ["nothing is read in it"]
    said = _shown(items[0]) if items else ""
    return Check(
        language=tag,
        shape=shape,
        url=url,
        holds=not faults,
        found="; ".join([*faults, said] if said else faults),
    )


def _faults(item: Item, tag: str) -> list[str]:
    """Return what in an item is not as its source declares it."""
    written = language.detect(item.text, declared=[tag]).language
    checks = {
        "its selectors find nothing: read by the fallback": item.extraction == "declared",
        "no moment is read": item.published is not None,
        f"only {len(item.text)} characters": len(item.text) >= LEAST,
        f"written in {written}, not {tag}": written in {tag, "und"},
    }
    return [fault for fault, holds in checks.items() if not holds]


def _shown(item: Item) -> str:
    moment = item.published
    at = f"{moment.at:%Y-%m-%d %H:%M} ({moment.precision})" if moment else "no moment"
    editions = ", ".join(sorted(item.alternates)) or "none"
    return f"{item.title!r}, {at}, {len(item.text)} characters, other editions: {editions}"


def _items(source: str, page: Kept) -> list[Item]:
    return reread.items(
        source, page.url, page.body, media_type=page.media_type, seen_at=page.fetched_at
    )


def _fetched(
    source: str, urls: Sequence[str], house: Settings
) -> tuple[dict[str, Kept], dict[str, str]]:
    """Return the pages that came by address, and why the others did not."""
    with tempfile.TemporaryDirectory(prefix="veille-") as folder:
        place = Path(folder)
        crawled = run.crawl(
            source,
            known=(),
            spool=place / "spool",
            archive=place / "archive",
            replay=house.replay,
            only=urls,
            now=datetime.now(UTC),
        )
        records = list(spool.records(crawled.path))
        pages = {
            one.url: Kept(
                url=one.url,
                body=archive.body(place / "archive", one.file, one.offset, one.digest),
                media_type=one.media_type,
                fetched_at=one.fetched_at,
            )
            for one in records
            if isinstance(one, FetchedPage) and one.status == 200  # noqa: PLR2004  OK
        }
    lost = {one.url: f"{one.reason}: {one.detail}" for one in records if isinstance(one, Drop)}
    said = crawled.error or "no word of it"
    return pages, {url: lost.get(url, said) for url in urls if url not in pages}


def _ending(page: Kept) -> str:
    kind = (page.media_type or "").partition(";")[0]
    return next((end for word, end in _ENDINGS.items() if word in kind), ".html")
