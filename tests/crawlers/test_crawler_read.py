"""Reading: paragraphs and titles."""

import pytest
from parsel import Selector

from crawlers import read
from pipeline.errors import PageError


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("one<br>still one<br><br>two", ["one still one", "two"]),
        ("one<br> <br>\n<br>two", ["one", "two"]),
        ("<h3>head</h3>text<ul><li>a</li><li>b</li></ul>", ["head", "text", "a", "b"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("a<script>x<p>y</p></script>b<style>z</style>", ["ab"]),
        ("<!-- no -->yes<?php no ?>", ["yes"]),
        ("<p>so\u00adft ze\u200bro \ufeffblank\u00a0 s\n\tx</p>", ["soft zero blank s x"]),
        ("<p>cafe\u0301</p>", ["café"]),
        ("<p>می\u200cخ a\u200cb</p>", ["می\u200cخ ab"]),
        ("<p>և 1 &lt; 2 &amp; «ё»</p>", ["և 1 < 2 & «ё»"]),
        ("", []),
    ],
)
def test_paragraphs_of_bare_html(html: str, expected: list[str]) -> None:
    assert read.paragraphs([read.fragment(html)]) == expected


def test_markup_is_told_of_a_paragraph() -> None:
    html = (
        "<p id=a><b>Bold</b> <i>x</i></p><h2>Head</h2>"
        "<p><a href='#a'>up</a></p><p><a href='/a'>out</a></p>"
    )
    first, head, back, out = read.marked_paragraphs([read.fragment(html)])
    assert (first.ids, first.bold, first.is_heading) == (("a",), "Bold", False)
    assert head.is_heading
    assert back.links == (read.Link(to="a", words="up"),)
    assert out.links == ()


def test_text_below_two_chosen_nodes_is_read_once() -> None:
    page = Selector(text="<div class=a>x<p class=a>y</p></div>")
    assert read.paragraphs(page.css(".a")) == ["x", "y"]


def test_a_page_may_be_deeper_than_the_stack() -> None:
    page = Selector(text="<div>" * 1_500 + "deep" + "</div>" * 1_500)
    assert read.paragraphs(page.css("body")) == ["deep"]


@pytest.mark.parametrize("html", ["", "<h2></h2>", "<h2>a</h2><h2>b</h2>"])
def test_there_is_exactly_one_title(html: str) -> None:
    with pytest.raises(PageError, match="titles where one was declared"):
        read.title(Selector(text=f"<body>{html}</body>").css("h2"))
