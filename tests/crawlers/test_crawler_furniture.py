"""What stands in an article and is no part of it is left out, and nothing else."""

import pytest
from lxml import html

from crawlers import furniture, read

TEXT = "<p>The ministers met on Thursday and agreed to meet again.</p>"
TITLE = "Ministers of five countries meet in Geneva"


def left(block: str) -> str:
    """Return what is left of an article with a block between its paragraphs."""
    node = read.fragment(f"<div class='story'>{TEXT}{block}{TEXT}</div>").css("div.story")
    without = furniture.below([one.root for one in node])
    first, *between, last = [one.text for one in read.marked_paragraphs(node, without)]
    assert first == last
    return " | ".join(between)


@pytest.mark.parametrize(
    "block",
    [
        '<div class="adsbygoogle"><span>Advertisement</span></div>',
        '<div class="td-ad-box">Advertisement</div>',
        '<div id="SocialShareBar"><a href="/s">Tell others</a></div>',
        f'<div class="article__related"><h4>Read also</h4><p>{TITLE}</p></div>',
        f'<p><b>Read also:</b> <a href="/news/1">{TITLE}</a></p>',
        f'<ul><li><a href="/1">{TITLE}</a></li><li><a href="/2">{TITLE}</a> 4 May</li></ul>',
        "<aside><p>Two nights for the price of one</p></aside>",
        '<div role="complementary">Two nights for the price of one</div>',
        '<p class="views">1204 views</p>',
        '<span class="post-views">1204 views</span>',
        '<form action="/nl"><p>Letters every week</p></form>',
    ],
)  # fmt: skip
def test_a_block_of_furniture_is_left_out(block: str) -> None:
    assert left(block) == ""


@pytest.mark.parametrize(
    ("block", "kept"),
    [
        ('<p>As <a href="/news/1">the ministry said on Monday</a>, talks go on in Vienna.</p>',
         "As the ministry said on Monday, talks go on in Vienna."),
        ('<p><b><a href="/en/minister">Foreign Minister</a>:</b></p>', "Foreign Minister:"),
        ('<p><a href="/people/12">Ararat Mirzoyan</a></p>', "Ararat Mirzoyan"),
        ('<p><a href="#2">Talks in Vienna and what came of them</a></p>',
         "Talks in Vienna and what came of them"),
        ('<p><a href="/f/text.pdf">The full text of the joint statement</a></p>',
         "The full text of the joint statement"),
        ('<h3><a href="/vienna">Talks in Vienna and what came of them</a></h3>',
         "Talks in Vienna and what came of them"),
        ('<p>Vienna – <a href="https://art.example/1">https://art.example/1</a></p>',
         "Vienna – https://art.example/1"),
        ('<div class="css-5563ad sc-kAdQrT">The talks go on.</div>', "The talks go on."),
        ('<div class="comment-text">The talks go on.</div>', "The talks go on."),
        ('<p>The talks <span class="shared-term">go on</span> today.</p>',
         "The talks go on today."),
        ('<div class="loads shade badges">The talks go on.</div>', "The talks go on."),
    ],
)  # fmt: skip
def test_words_of_the_article_are_kept(block: str, kept: str) -> None:
    assert left(block) == kept


def test_what_is_longer_than_the_text_around_it_is_the_text() -> None:
    long = "<p>The talks go on.</p>" * 60
    assert left(f'<div class="share-frame">{long}</div>').count("The talks go on.") == 60


def test_a_text_that_is_named_like_furniture_as_a_whole_is_kept() -> None:
    page = html.fromstring(f"<form><div class='promo'>{TEXT}</div></form>")
    assert furniture.below([page]) == set()


def test_paragraphs_chosen_one_by_one_lose_those_in_furniture() -> None:
    nodes = read.fragment(
        f"<article>{TEXT}<aside><p>{TITLE}</p></aside>{TEXT}"
        f"<p><a href='/1'>{TITLE}</a></p></article>"
    ).css("article p")
    without = furniture.below([one.root for one in nodes])
    assert [one.text for one in read.marked_paragraphs(nodes, without)] == [
        "The ministers met on Thursday and agreed to meet again."
    ] * 2


def test_what_stands_in_a_strip_of_the_page_is_beside_the_article() -> None:
    page = html.document_fromstring(
        "<body class='has-sidebar'><div class='topbar'><time>5 May</time></div>"
        "<article><time>4 May</time></article></body>"
    )
    assert [furniture.is_beside(one) for one in page.iter("time")] == [True, False]


@pytest.mark.parametrize(
    "block",
    ["<div>" * 200 + "The talks go on." + "</div>" * 200, "<span class='ad'>1</span>" * 20_000],
)
def test_what_is_deep_or_wide_is_looked_through_once(block: str) -> None:
    assert left(block) in {"The talks go on.", ""}
