"""Saved pages, and what today's extractors read in them; APPROVE=1 rewrites what is expected.

The pages are made from the declared structure of each site until its first live capture.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers import catalog, reread
from crawlers.page import Page

FOLDER = Path(__file__).parent / "pages"
SEEN_AT = datetime(2023, 5, 5, 12, 0, tzinfo=UTC)
CASES = sorted(path.stem for path in FOLDER.glob("*.json"))


def reading(case: str, given: dict[str, object]) -> dict[str, object]:
    """Return a saved page's items, and the addresses it lists where it is a listing."""
    source, language, shape = case.split(".")
    (path,) = (one for one in FOLDER.glob(f"{case}.*") if one.suffix != ".json")
    page = Page(
        address=str(given["address"]),
        body=path.read_bytes(),
        media_type=str(given["media_type"]),
        seen_at=SEEN_AT,
    )
    read = reread.items(
        source, page.address, page.body, media_type=page.media_type, seen_at=SEEN_AT
    )
    kept = {name: given[name] for name in ("synthetic", "address", "media_type")}
    if shape in {"listing", "feed"}:
        kept["listed"] = catalog.spider(source).listed(page, language)
    return kept | {"items": [item.to_json() for item in read]}


@pytest.mark.parametrize("case", CASES)
def test_a_saved_page_reads_as_approved(case: str) -> None:
    path = FOLDER / f"{case}.json"
    expected = json.loads(path.read_text(encoding="utf-8"))
    found = json.loads(json.dumps(reading(case, expected)))
    if os.environ.get("APPROVE") == "1":
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return
    assert found == expected


def test_every_language_of_every_source_has_a_saved_page() -> None:
    saved = {tuple(case.split(".")[:2]) for case in CASES}
    for name, declaration in catalog.declarations().items():
        assert {(name, language) for language in declaration.languages} <= saved
