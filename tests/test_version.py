"""The versions of a document, and what of their differences may be shown."""

from datetime import UTC, datetime

import pytest

from pipeline.revisions.version import versions
from pipeline.tables import Page, Revision

AT = datetime(2023, 5, 5, 8, tzinfo=UTC)


def revision(number: int, title: str, body: str) -> Revision:
    page = Page(
        url="https://a.example/1", digest=f"{number:064}", file="a.warc.gz", length=1,
        fetched_at=AT,
    )  # fmt: skip
    return Revision(
        number=number, title=title, body=body, seen_at=AT, confirmed_at=None, page=page
    )


THREE = [
    revision(1, "Talks", "They met for four days. It rained."),
    revision(2, "Talks", "They met for five days. It rained."),
    revision(3, "The talks", "They met for five days. It rained."),
]


def test_the_newest_comes_first_each_beside_the_one_before() -> None:
    found = versions(THREE, "en", "full")
    assert [one.number for one in found] == [3, 2, 1]
    assert [one.is_confirmed for one in found] == [False, False, True]
    assert found[2].changes == ()
    [number] = found[1].changes
    assert (number.kinds, number.is_substantive) == (("number",), True)
    assert [piece.text.strip() for piece in number.words if piece.op != "same"] == ["four", "five"]
    [title] = found[0].changes
    assert title.in_title


@pytest.mark.parametrize("rights", ["excerpt", "link"])
def test_words_that_may_not_be_shown_are_not_there(rights: str) -> None:
    title, number = (one.changes[0] for one in versions(THREE, "en", rights)[:2])
    assert number.kinds == ("number",)
    assert number.words == ()
    assert title.words  # a title may always be shown
