"""Sections: briefings cut by topic, joint statements by turn, and nobody's words another's."""

import re

import pytest

from crawlers import read
from crawlers.read import Paragraph
from crawlers.section import plain_sections, sections
from pipeline.errors import PageError


def paragraphs(html: str) -> list[Paragraph]:
    return list(read.marked_paragraphs([read.fragment(html)]))


def test_sections_begin_where_their_ids_are() -> None:
    html = "<p>0</p><p><a name='t-a'></a>A</p><p>a <b id='other'>b</b></p><h2 id='t-c'>C</h2>"
    found = sections(paragraphs(html), topics=re.compile("t-.*"))
    assert [(one.anchor, one.text) for one in found] == [
        ("", "0"),
        ("t-a", "A\n\na b"),
        ("t-c", "C"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\n\nc\r\nd", "a b\n\nc d"),
        ("a\nb\n  c ", "a\n\nb\n\nc"),
        ("a\n \t\nb", "a\n\nb"),
    ],
)
def test_plain_text_ends_paragraphs_at_blank_lines_or_else_at_lines(
    text: str, expected: str
) -> None:
    assert plain_sections(text)[0].text == expected


def test_nothing_is_no_text() -> None:
    with pytest.raises(PageError):
        plain_sections(" \n ")
    with pytest.raises(PageError):
        sections(paragraphs("<p> </p>"))
