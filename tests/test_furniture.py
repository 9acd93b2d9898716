"""Pages served again with other furniture are not told as edits."""

import json
import random

import pytest
from called import called

from pipeline.item import Item
from runtime.bench import furniture
from runtime.bench.recrawl import Told, served_again

TOLD = Told(title="A title", paragraphs=["One paragraph.", "Two of them."], language="en")
PAGE = (
    "<html><body><ul class=menu><li><a href=/>Home</a></li></ul><h1>A title</h1>"
    "<div class=text><p>One paragraph.</p><p>Two of them.</p></div></body></html>"
)


def chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  no secret


def test_saved_pages_served_again_are_left_alone() -> None:
    pages = list(furniture.saved())
    found = list(furniture.measured(pages, recrawls=60, seed=7))
    assert len(pages) >= 150
    assert [one for one in found if one.is_told] == []
    assert any(one.outcome == "cosmetic" for one in found)  # marks and blanks do change


def test_a_page_is_another_at_each_visit_and_holds_its_text_still() -> None:
    visits = [served_again(PAGE, TOLD, chance(seed)) for seed in range(40)]
    assert len({html for html, _ in visits}) == 40
    assert len({name for _, changed in visits for name in changed}) == 11
    for html, changed in visits:
        if "spacing" not in changed:
            assert all(text in html for text in (TOLD.title, *TOLD.paragraphs))
    assert visits[0] == served_again(PAGE, TOLD, chance(0))


def test_a_text_that_is_not_in_its_page_is_an_error() -> None:
    absent = Told(title="A title", paragraphs=["Not there."], language="en")
    with pytest.raises(ValueError, match="A title"):
        served_again(PAGE, absent, chance(1))


def test_whatever_an_extractor_takes_in_is_counted() -> None:
    """An extractor that takes the whole page for the text must be found out."""
    (page, *_) = furniture.saved()

    def careless(body: bytes) -> list[Item]:
        (item,) = page.read(body)
        whole = body.decode().split("<body", 1)[1]
        sections = (type(item.sections[0])(text=f"{item.text}\n\n{whole}"),)
        values = {name: getattr(item, name) for name in item.__slots__} | {"sections": sections}
        return [Item(**values)]

    found = furniture.measured(
        [furniture.Saved(name="careless", html=page.html, read=careless)], recrawls=20, seed=1
    )
    assert sum(one.is_told for one in found) >= 15


def test_every_recrawl_is_told_as_json_and_counted_in_a_table() -> None:
    said = called("bench", "furniture", "--recrawls", "12", "--json")
    assert said.exit_code == 0
    assert len([json.loads(line) for line in said.output.splitlines()]) == 12
    shown = called("bench", "furniture", "--recrawls", "12", "--misses")
    assert shown.exit_code == 0
    assert "all re-crawls" in shown.output
