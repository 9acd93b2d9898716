"""Shapes of access: each crawled whole, in a child process, against a site on loopback."""

import json
from urllib.parse import quote, urlencode

import pytest
from played import Answer, Crawler, Site

from pipeline.item import Item
from pipeline.spool import Drop, FetchedPage, ListedAddress

KREMLIN = "http://kremlin.ru"
FEEDS = {"ru": f"{KREMLIN}/events/all/feed", "en": "http://en.kremlin.ru/events/all/feed"}
TEXT = "".join(
    f"<p>The {n} sides agreed to go on with the work of the commission in the autumn of {n}.</p>"
    for n in range(2020, 2026)
)


def transcript(number: int, site: str = KREMLIN) -> str:
    return f"{site}/events/president/transcripts/{number}"


def atom(*numbers: int, after: str = "", site: str = KREMLIN) -> bytes:
    entries = "".join(
        f"<entry><id>{n}</id><title>Text {n}</title><link href='{transcript(n, site)}'/>"
        f"<published>2023-05-04T10:{n % 60:02}:00+03:00</published>"
        f"<content type='html'>&lt;p&gt;&lt;b&gt;В.Путин:&lt;/b&gt; {n}&lt;/p&gt;</content>"
        "</entry>"
        for n in numbers
    )
    behind = f"<link rel='next' href='{after}'/>" if after else ""
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{behind}{entries}</feed>".encode()


def test_a_feed_is_read_back_by_the_links_it_names(site: Site, crawler: Crawler) -> None:
    site[FEEDS["ru"]] = atom(9, 8, after="/events/all/feed/page/2")
    site[f"{FEEDS['ru']}/page/2"] = atom(7, 6, after="/events/all/feed/page/3")
    site[f"{FEEDS['ru']}/page/3"] = atom(6, 5, after="/events/all/feed/page/4")
    site[FEEDS["en"]] = atom(1, site="http://en.kremlin.ru")
    ended = crawler("ru_kremlin", {transcript(n): False for n in (5, 6)})
    assert ended.outcome == "ok", ended.crawl.error
    russian = [item for item in ended.of(Item) if item.language == "ru"]
    assert [item.address for item in russian][:4] == [transcript(n) for n in (9, 8, 7, 6)]
    assert {item.edition for item in russian} == {"9", "8", "7", "6", "5"}
    assert {item.sections[0].speaker for item in russian} == {"В.Путин"}
    assert site.asked_for("page/4") == []
    listed = [one.url for one in ended.of(ListedAddress) if "/en." not in one.url]
    assert listed == [transcript(n) for n in (7, 8, 9)]
    assert {page.role for page in ended.of(FetchedPage)} == {"document"}


def test_a_feed_that_ends_before_anything_known_is_a_gap(site: Site, crawler: Crawler) -> None:
    site[FEEDS["ru"]] = atom(9, 8, after="?page=2")
    site[f"{FEEDS['ru']}?page=2"] = atom(7)
    site[FEEDS["en"]] = atom(1, site="http://en.kremlin.ru")
    ended = crawler("ru_kremlin", {transcript(1): False})
    assert ended.outcome == "gap"
    assert len(ended.of(Item)) == 4


def test_what_is_due_and_has_left_the_feed_is_read_from_its_page(
    site: Site, crawler: Crawler
) -> None:
    site[FEEDS["ru"]] = atom(9)
    site[FEEDS["en"]] = atom(9, site="http://en.kremlin.ru")
    site[transcript(3)] = (
        "<h1 class='entry-title p-name'>Three</h1><time class='dt-published' "
        "datetime='2023-05-03T12:00:00+03:00'>3 мая</time>"
        "<div itemprop='articleBody'><p><b>В.Путин:</b> Три.</p></div>"
    )
    due = {transcript(3): True, transcript(9): True, f"{KREMLIN}/about": True}
    ended = crawler("ru_kremlin", due)
    assert ended.outcome == "ok"
    texts = {item.address: item.text for item in ended.of(Item)}
    assert texts[transcript(3)] == "В.Путин: Три."
    assert site.asked_for("transcripts/") == [transcript(3)]
    assert [(one.url, one.reason) for one in ended.of(Drop)] == [(f"{KREMLIN}/about", "left_feed")]


def test_a_feed_that_did_not_come_drops_nothing(site: Site, crawler: Crawler) -> None:
    site[FEEDS["ru"]] = Answer(b"oops", 500)
    site[FEEDS["en"]] = atom(9, site="http://en.kremlin.ru")
    ended = crawler("ru_kremlin", {transcript(3): True})
    assert ended.outcome == "unreachable"
    assert ended.of(Drop) == []
    assert site.asked_for("transcripts/") == []


ARMENEWS = "https://www.armenews.com"


def posts(*numbers: int) -> bytes:
    return json.dumps(
        [
            {
                "id": n,
                "date_gmt": f"2023-05-04T10:{n:02}:00",
                "link": f"{ARMENEWS}/article-{n}/",
                "title": {"rendered": f"L&rsquo;article {n}"},
                "content": {"rendered": f"<p>Texte {n}.</p>"},
            }
            for n in numbers
        ]
    ).encode()


def test_posts_of_wordpress_are_read_back_page_by_page(site: Site, crawler: Crawler) -> None:
    api = f"{ARMENEWS}/wp-json/wp/v2/posts?per_page=20&page="
    for number, page in enumerate([(9, 8), (8, 7), (6, 5)], 1):
        site[f"{api}{number}"] = Answer(posts(*page), headers={"Content-Type": "application/json"})
    ended = crawler("fr_armenews", {f"{ARMENEWS}/article-{n}/": False for n in (5, 6)})
    assert ended.outcome == "ok"
    found = {item.address: item for item in ended.of(Item)}
    assert set(found) == {f"{ARMENEWS}/article-{n}/" for n in (9, 8, 7, 6, 5)}
    nine = found[f"{ARMENEWS}/article-9/"]
    assert (nine.title, nine.text) == ("L’article 9", "Texte 9.")
    assert nine.published.at.isoformat() == "2023-05-04T12:09:00+02:00"
    assert len(ended.of(ListedAddress)) == 3


@pytest.mark.parametrize("body", ["{}", "[1]", '[{"link": "x"}]', "[" * 100_000])
def test_what_is_no_list_of_posts_is_layout(site: Site, crawler: Crawler, body: str) -> None:
    site[f"{ARMENEWS}/wp-json/wp/v2/posts?per_page=20&page=1"] = body
    assert crawler("fr_armenews").outcome == "layout"


MFA = "https://www.mfa.gov.tr"
STATE = "/wEPDwUK+x="


def mfa_listing(numbers: list[int], behind: int | None) -> str:
    entries = "".join(
        f"<div class='sub_lstitm'><a href='/no_-{n}_-x.en.mfa'>No: {n}</a></div>" for n in numbers
    )
    pager = f'<a href="javascript:__doPostBack(&#39;sb$grd&#39;,&#39;Page${behind}&#39;)">n</a>'
    return (
        f"<form method='post'><input type='hidden' name='__VIEWSTATE' value='{STATE}'>"
        f"{entries}{pager if behind else ''}</form>"
    )


def test_a_listing_of_asp_net_is_read_back_by_posting_its_form(
    site: Site, crawler: Crawler
) -> None:
    listings = {
        language: [f"{MFA}/sub.{language}.mfa?{part}" for part in parts]
        for language, parts in {
            "tr": ("ca94459c-608d-4909-838e-d8cb57fa3ce5", "e5f4c44a-442a-4627-b16d-cb8a42c4feb3"),
            "en": (
                "248a41bb-6744-4d91-91f7-500bd7a2cac1",
                "18f39147-4c68-4352-ad7d-1535f1879b06",
                "b5e241ce-5e51-4ef2-a6e6-f7453d560256",
                "8f787923-31b2-4ba0-92c1-eb548658ce3f",
            ),
        }.items()
    }
    for url in (*listings["tr"], *listings["en"]):
        site[url] = mfa_listing([1], None)
    first = listings["en"][0]
    site[first] = mfa_listing([5, 4], 2)
    form = urlencode(
        {"__VIEWSTATE": STATE, "__EVENTTARGET": "sb$grd", "__EVENTARGUMENT": "Page$2"}
    )
    site[f"{first}?posted={form}"] = mfa_listing([3, 1], 3)
    third = form.replace(quote("Page$2"), quote("Page$3"))
    site[f"{first}?posted={third}"] = mfa_listing([1], None)
    for n in (5, 4, 3):
        site[f"{MFA}/no_-{n}_-x.en.mfa"] = (
            f"<span class='lead'><strong>No: {n}, 4 May 2023, Regarding X</strong></span>"
            f"<span class='mfa-content-text'><p>Text {n}.</p><script>x</script></span>"
        )
    ended = crawler("tr_mfa", {f"{MFA}/no_-1_-x.en.mfa": False})
    assert ended.outcome == "ok", ended.crawl.error
    assert [item.text for item in ended.of(Item)] == ["Text 5.", "Text 4.", "Text 3."]
    assert ended.of(Item)[0].published.precision == "day"
    assert site.asked_for("posted") == [
        f"{first}?posted={form}",
        f"{first}?posted={third}",
    ]


APA = "https://apa.az"


def rss(*links: str) -> str:
    entries = "".join(f"<item><title>T</title><link>{one}</link></item>" for one in links)
    return f"<rss version='2.0'><channel>{entries}</channel></rss>"


def apa_article(title: str, body: str) -> str:
    return (
        f"<html><head><title>{title}</title></head><body><h2 class='title_news'>{title}</h2>"
        f"<span class='date'>04 may 2023 10:34 (UTC +04:00)</span><div class='texts mb-site'>"
        f"<div class='rek_banner'>Reklam</div>{body}</div></body></html>"
    )


def test_a_feed_of_links_leads_to_pages(site: Site, crawler: Crawler) -> None:
    site[f"{APA}/rss"] = rss(f"{APA}/siyaset/bir-2", f"{APA}/siyaset/kohne-1")
    site["https://en.apa.az/rss"] = rss("https://en.apa.az/politics/old-3")
    site[f"{APA}/siyaset/bir-2"] = apa_article("Başlıq", "<p>Mətn.</p>")
    known = {f"{APA}/siyaset/kohne-1": False, "https://en.apa.az/politics/old-3": False}
    ended = crawler("az_apa", known)
    assert ended.outcome == "ok"
    (item,) = ended.of(Item)
    assert (item.text, item.language) == ("Mətn.", "az")
    assert item.published.at.isoformat() == "2023-05-04T10:34:00+04:00"
    assert item.extraction == "declared"


def test_selectors_that_fail_give_way_to_the_fallback_and_the_outcome_tells(
    site: Site, crawler: Crawler
) -> None:
    redesigned = (
        "<html><head><title>Başlıq</title><meta property='og:title' content='Başlıq'></head>"
        f"<body><article><h1>Başlıq</h1>{TEXT}</article></body></html>"
    )
    links = [f"{APA}/siyaset/x-{n}" for n in (4, 3, 2)]
    site[f"{APA}/rss"] = rss(*links, f"{APA}/siyaset/x-1")
    site["https://en.apa.az/rss"] = rss("https://en.apa.az/politics/old-3")
    known = {f"{APA}/siyaset/x-1": False, "https://en.apa.az/politics/old-3": False}
    site[links[0]] = redesigned
    for link in links[1:]:
        site[link] = apa_article("Başlıq", "<p>Mətn.</p>")
    ended = crawler("az_apa", known)
    assert ended.outcome == "ok"
    assert "3 items, 1 of them without the declared selectors" in ended.crawl.outcome.reason
    assert [item.extraction for item in ended.of(Item)] == ["fallback", "declared", "declared"]
    assert "agreed to go on" in ended.of(Item)[0].text
    site[links[1]] = redesigned
    ended = crawler("az_apa", known)
    assert ended.outcome == "layout"
    assert ended.crawl.outcome.counts["fallbacks"] == 2
    assert "2 of 3 articles do not have the declared layout" in ended.crawl.error


def test_what_is_no_article_is_not_taken_for_one(site: Site, crawler: Crawler) -> None:
    site[f"{APA}/rss"] = rss(f"{APA}/siyaset/x-4", f"{APA}/siyaset/x-1")
    site["https://en.apa.az/rss"] = rss("https://en.apa.az/politics/old-3")
    site[f"{APA}/siyaset/x-4"] = "<html><title>APA</title><p>Bizə yazın.</p></html>"
    known = {f"{APA}/siyaset/x-1": False, "https://en.apa.az/politics/old-3": False}
    ended = crawler("az_apa", known)
    assert ended.outcome == "layout"
    assert ended.of(Item) == []
    assert [(one.reason, one.final) for one in ended.of(Drop)] == [("layout", False)]


JAM = "https://jam-news.net"


def texts(*numbers: int) -> bytes:
    entries = "".join(
        f"<item><title>Text {n}</title><link>{JAM}/text-{n}/</link>"
        f"<pubDate>Thu, 04 May 2023 10:{n:02}:00 +0000</pubDate>"
        f"<description>&lt;p&gt;Text {n}.&lt;/p&gt;</description></item>"
        for n in numbers
    )
    return f'<rss version="2.0"><channel>{entries}</channel></rss>'.encode()


def test_a_feed_is_read_back_by_the_numbers_of_its_pages(site: Site, crawler: Crawler) -> None:
    for part in ("ru/", "ge/", "az/", "hy/"):
        site[f"{JAM}/{part}feed/?paged=1"] = texts(1)
    for number, page in enumerate([(9, 8), (7, 6), (5, 4)], 1):
        site[f"{JAM}/feed/?paged={number}"] = texts(*page)
    ended = crawler("ge_jamnews", {f"{JAM}/text-{n}/": False for n in (1, 4, 5)})
    assert ended.outcome == "ok", ended.crawl.error
    assert [one.url for one in ended.of(ListedAddress)] == [
        f"{JAM}/text-{n}/" for n in (6, 7, 8, 9)
    ]
    assert {item.text for item in ended.of(Item)} == {f"Text {n}." for n in (1, *range(4, 10))}
    assert site.asked_for("paged=4") == []


INTERFAX = "https://www.interfax.ru"


def test_pages_in_windows_1251_are_read_whatever_their_header_says(
    site: Site, crawler: Crawler
) -> None:
    feed = f"<rss><channel><item><link>{INTERFAX}/world/899002</link></item></channel></rss>"
    site[f"{INTERFAX}/rss.asp"] = f'<?xml version="1.0" encoding="windows-1251"?>{feed}'.encode()
    page = (
        "<article><h1>Министр принял посла</h1><time datetime='2023-05-04T10:34:00+03:00'>4 мая"
        "</time><p>Стороны договорились провести осенью заседание комиссии.</p></article>"
    )
    site[f"{INTERFAX}/world/899002"] = Answer(
        page.encode("windows-1251"), headers={"Content-Type": "text/html; charset=utf-8"}
    )
    ended = crawler("ru_interfax")
    assert ended.outcome == "ok", ended.crawl.error
    (item,) = ended.of(Item)
    assert item.title == "Министр принял посла"
    assert item.text == "Стороны договорились провести осенью заседание комиссии."
    assert item.extraction == "declared"


ARCHIVES = [
    f"https://{host}/portal/newsarchive/{part}"
    for host, parts in {"mfa.ir": (683, 3179), "en.mfa.ir": (699, 3180)}.items()
    for part in parts
]


def test_who_keeps_the_cookie_of_a_gate_is_let_in_to_robots_txt_listings_and_articles(
    site: Site, crawler: Crawler
) -> None:
    story = "https://en.mfa.ir/portal/newsview/7"
    for archive in ARCHIVES:
        site[archive] = f"<a href='{story}'>x</a>"
    site[story] = (
        "<span class='nv-info'>2023/05/04 - 10:34</span><div class='news-text-full'>"
        f"<h4>Seven</h4>{TEXT}</div>"
    )
    site.cookie = "gate=1"
    ended = crawler("ir_mfa")
    assert ended.outcome == "ok", ended.crawl.error
    assert [item.address for item in ended.of(Item)] == [story]
    robots = "https://mfa.ir/robots.txt"
    assert site.asked[:3] == [robots, robots, ARCHIVES[0]]


def test_who_keeps_no_cookie_is_not_let_in(site: Site, crawler: Crawler) -> None:
    site.cookie = "gate=1"
    site["https://www.osce.org/news"] = "<div class='views-row'><a href='/mg/1'>x</a></div>"
    assert crawler("int_osce").outcome == "blocked"
