"""Sitemaps as they are served: gzipped or not, of addresses or of sitemaps, hostile."""

import gzip
from datetime import UTC, date, datetime

import pytest

from crawlers.page import Page
from crawlers.sitemap import sitemap
from pipeline.errors import PageError

NAMESPACE = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"


def page(body: bytes) -> Page:
    return Page(
        address="https://a.example/sitemap.xml",
        body=body,
        media_type="application/xml",
        seen_at=datetime(2023, 5, 5, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("lastmod", "changed"),
    [
        ("<lastmod>2023-05-04</lastmod>", date(2023, 5, 4)),
        ("<lastmod>\n2023-05-04T23:10:00+04:00 </lastmod>", date(2023, 5, 4)),
        ("<lastmod>2023-05</lastmod>", date(2023, 5, 28)),
        ("<lastmod>2023-13-01</lastmod>", None),
        ("<lastmod>4 May</lastmod>", None),
        ("<lastmod/>", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("namespace", ["", NAMESPACE])
@pytest.mark.parametrize("packed", [False, True])
def test_an_entry_has_its_address_and_the_day_of_its_last_change(
    lastmod: str, changed: date | None, namespace: str, *, packed: bool
) -> None:
    url = f"<url><loc> /news/1 </loc>{lastmod}<priority>1</priority></url>"
    body = f"<?xml version='1.0'?>\n<urlset {namespace}>{url}</urlset>".encode()
    [entry] = sitemap(page(gzip.compress(body) if packed else body)).entries
    assert (entry.address, entry.changed) == ("https://a.example/news/1", changed)


def test_an_index_names_sitemaps() -> None:
    body = f"<sitemapindex {NAMESPACE}><sitemap><loc>https://a.example/1.xml.gz</loc></sitemap>"
    shown = sitemap(page(f"{body}</sitemapindex>".encode()))
    assert [one.address for one in shown.maps] == ["https://a.example/1.xml.gz"]
    assert shown.entries == ()


def test_a_torn_one_gives_what_is_whole() -> None:
    body = b"<urlset><url><loc>/news/1</loc></url><url><loc>/news/2</loc></url><url><lo"
    assert len(sitemap(page(body)).entries) == 2


def test_entities_are_not_expanded() -> None:
    bomb = (
        b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
        b"<!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
        b"<urlset><url><loc>/x&b;&f;</loc></url><url><loc>/news/2</loc></url></urlset>"
    )
    assert not any("aaa" in one.address for one in sitemap(page(bomb)).entries)


@pytest.mark.parametrize(
    "body", [b"", b"\x1f\x8b\x08", b"no", b"<html><body>Moved</body></html>", b"\x00\xff<"]
)
def test_what_is_no_sitemap_is_said(body: bytes) -> None:
    with pytest.raises(PageError, match="no sitemap"):
        sitemap(page(body))


def test_one_that_unpacks_without_end_costs_itself() -> None:
    with pytest.raises(PageError):
        sitemap(page(gzip.compress(b"<urlset>" + b" " * (80 * 1024 * 1024))))
