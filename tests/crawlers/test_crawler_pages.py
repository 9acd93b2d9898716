"""Saved pages, and what today's extractors read in them; APPROVE=1 rewrites what is expected.

A page is `<source>.<language>.<shape>.html` (or `.xml`, or `.answer.json`), its expectation the
same with `.json`. The pages are made from the declared structure of each site until its first
live capture: `"synthetic": true`.
"""

import json
import os

import pytest
from saved import FOLDER, languages_and_shapes, reading

from crawlers import catalog

CASES = sorted(path.stem for path in FOLDER.glob("*.json") if path.name.count(".") == 3)


@pytest.mark.parametrize("case", CASES)
def test_a_saved_page_reads_as_approved(case: str) -> None:
    path = FOLDER / f"{case}.json"
    expected = json.loads(path.read_text(encoding="utf-8"))
    found = json.loads(json.dumps(reading(case, expected)))
    if os.environ.get("APPROVE") == "1":
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return
    assert found == expected


@pytest.mark.parametrize("case", CASES)
def test_a_saved_page_says_something(case: str) -> None:
    expected = json.loads((FOLDER / f"{case}.json").read_text(encoding="utf-8"))
    _, language, shape = case.split(".")
    assert expected.get("listed") or expected["items"]
    for item in expected["items"]:
        text = item["title"] + "".join(one["text"] for one in item["sections"])
        assert "\ufffd" not in text
        assert item["extraction"] == "declared"
        assert item["language"] == (None if shape == "bilingual" else language)


@pytest.mark.parametrize("name", catalog.declarations())
def test_every_language_and_shape_of_a_source_has_a_saved_page(name: str) -> None:
    saved = {tuple(case.split(".")[1:]) for case in CASES if case.split(".")[0] == name}
    assert saved
    assert languages_and_shapes(catalog.spider(name)) <= saved
