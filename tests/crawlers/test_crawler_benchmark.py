"""Pages as their publishers served them, and the text a human expected of them.

The pages belong to their publishers and are not in the repository.
"""

import gzip
import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers import catalog
from crawlers.charset import decoded
from crawlers.page import Page
from crawlers.pangea import PangeaSpider
from pipeline.item import Item
from runtime.bench import furniture

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "html_pages"
RUN = 4  # words that must stand together to count

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="shared/data/html_pages is not beside this repository"
)


class KommersantSpider(catalog.spider("tr_anadolu")):
    """A source whose selectors have failed: none of them is on Kommersant's pages."""

    name = "kommersant"
    languages = ("ru",)
    timezone = "Europe/Moscow"
    hosts = ("kommersant.ru",)
    site = "https://www.kommersant.ru"
    article = re.compile(r"/doc/\d+")
    title_css = ".article__title"
    body_css = ".article__text"
    date_css = ()


class VoaSpider(PangeaSpider):
    """The Voice of America's English service, on the platform of Azatutyun."""

    name = "voa"
    kind = "press"
    languages = ("en",)
    timezone = "America/New_York"
    hosts = ("voanews.com",)
    genre = "press"
    site = "https://www.voanews.com"


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Return every run of words in a text."""
    words = re.findall(r"\w+", text.lower())
    return Counter(zip(*(words[start:] for start in range(RUN)), strict=False))


def agreement(found: str, expected: str) -> float:
    """Return F1 over runs of words."""
    common = (runs(found) & runs(expected)).total()
    return 2 * common / (runs(found).total() + runs(expected).total())


def expected(file: str, version: str) -> tuple[str, str]:
    value = json.loads((FOLDER / file).read_text(encoding="utf-8"))[version]
    parts = [*value["body"]["summary"]]
    for section in value["body"]["sections"]:
        parts += [*section["headline"], *section["paragraphs"]]
    return value["title"].strip(), "\n\n".join(parts)


def served(page: str) -> bytes:
    return gzip.decompress((FOLDER / f"{page}.html.gz").read_bytes())


def read(spider: type, address: str, body: bytes) -> Item:
    at = datetime(2026, 5, 5, tzinfo=UTC)
    (item,) = spider.items(
        Page(address=address, body=body, media_type="text/html; charset=utf-8", seen_at=at)
    )
    return item


AA = "https://www.aa.com.tr/tr/gundem/baslik"
PAGES = [
    ("tr_anadolu", "AnadoluAjansi_2025_04_05", f"{AA}/3529000", "AnadoluAjansi.json", "V1",
     "declared", 0.99, "2025-04-05T00:00:00+03:00"),
    ("tr_anadolu", "AnadoluAjansi_2026_04_20", f"{AA}/3900000", "AnadoluAjansi.json", "V2",
     "declared", 0.99, "2026-04-20T14:15:30.813000+03:00"),
    (VoaSpider, "VoiceOfAmerica_2024_04_28", "https://www.voanews.com/a/a-b/7588000.html",
     "VoiceOfAmerica.json", "V1", "declared", 0.99, "2024-04-28T03:00:00-04:00"),
    (KommersantSpider, "Kommersant_2025_05_14", "https://www.kommersant.ru/doc/7720000",
     "Kommersant.json", "V1", "fallback", 0.95, "2025-05-14T20:28:12+03:00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "page", "address", "file", "version", "extraction", "least", "at"), PAGES
)
def test_a_page_as_served_gives_the_text_that_was_expected(  # noqa: PLR0913, PLR0917  facts of a page
    source: str | type, page: str, address: str, file: str, version: str, extraction: str,
    least: float, at: str,
) -> None:  # fmt: skip
    spider = catalog.spider(source) if isinstance(source, str) else source
    item = read(spider, address, served(page))
    title, text = expected(file, version)
    assert item.extraction == extraction
    assert item.title == title
    assert item.published is not None
    assert item.published.at.isoformat() == at
    assert agreement(item.text, text) >= least


def test_pages_as_served_are_left_alone_when_their_furniture_is_another() -> None:
    pages = []
    for source, page, address, *_ in PAGES:
        spider = catalog.spider(source) if isinstance(source, str) else source

        def items(body: bytes, spider: type = spider, address: str = address) -> list[Item]:
            return [read(spider, address, body)]

        pages.append(furniture.Saved(name=page, html=decoded(served(page), None), read=items))
    found = list(furniture.measured(pages, recrawls=8, seed=1))
    assert [one for one in found if one.is_told] == []


@pytest.mark.parametrize("page", [one[1] for one in PAGES])
def test_the_fallback_alone_finds_nearly_all_of_it(page: str) -> None:
    from crawlers import fallback  # noqa: PLC0415  trafilatura is slow to import

    file, version = next((one[3], one[4]) for one in PAGES if one[1] == page)
    body, at = served(page), datetime(2026, 5, 5, tzinfo=UTC)
    found = fallback.titled_article(
        Page(address="https://x.example/a", body=body, media_type=None, seen_at=at)
    )
    assert found[0] == expected(file, version)[0]
    assert agreement("\n\n".join(one.text for one in found[1]), expected(file, version)[1]) >= 0.95
