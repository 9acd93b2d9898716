"""Absent: pages that say that there is nothing, and redirects to the front of a site."""

from datetime import UTC, datetime

import pytest
from answers import answers, saved
from played import MFA, Answer, Crawler, Site, place, play_past
from scrapy.http import Response

from crawlers.absent import is_front, notice
from crawlers.page import Page
from pipeline.item import Item
from pipeline.spool import Drop

NEWS = "https://press.example/en/news/2023/05/talks-1"
TEXT = "<p>" + "The ministers of Armenia and Azerbaijan spoke of the treaty in Washington. " * 10


def page(body: str | bytes, media_type: str = "text/html; charset=utf-8") -> Page:
    raw = body if isinstance(body, bytes) else body.encode()
    return Page(address=NEWS, body=raw, media_type=media_type, seen_at=datetime.now(UTC))


@pytest.mark.parametrize(
    "title",
    [
        "Page not found",
        "404",
        "404 Not Found | Press",
        "Error 404 - Press",
        "The page you are looking for could not be found.",
        "This page has been removed",
        "Страница не найдена",
        "Ошибка 404 — Пресс",
        "Материал удалён",
        "Səhifə tapılmadı",
        "SƏHİFƏ TAPILMADI",
        "Sayfa bulunamadı | Basın",
        "Aradığınız sayfa bulunamadı",
        "Էջը չի գտնվել",
        "Page introuvable",
        "Cette page n’existe plus",
        "გვერდი ვერ მოიძებნა",
        "صفحه مورد نظر یافت نشد",
        "Seite nicht gefunden",
        "Página no encontrada",
    ],
)
def test_a_page_that_says_so_holds_nothing(title: str) -> None:
    menu = "<nav>" + "<a href='/'>A section of the site</a> " * 60 + "</nav>"
    assert notice(page(f"<head><title>{title}</title></head><body>{menu}<p>Sorry.")) is not None
    assert notice(page(f"<head><title>Press</title></head><body>{menu}<h1>{title}</h1>"))


@pytest.mark.parametrize(
    "title",
    [
        "Talks in Washington",
        "Mines not found on the road to Lachin",
        "Resolution 404 adopted",
        "Resolution 404",
        "Prisoners: page turned",
        "Страница истории закрыта",
        "Тела погибших не найдены",
        "Meyit tapılmadı",
        "Un accord introuvable",
        "Այս էջը փակված է",
        "Document removed from the agenda",
    ],
)
def test_an_article_is_there_whatever_its_title(title: str) -> None:
    assert notice(page(f"<head><title>{title}</title></head><h1>{title}</h1><p>Short.")) is None


def test_who_has_much_to_say_has_something() -> None:
    assert notice(page(f"<head><title>Page not found</title></head><h1>404</h1>{TEXT}")) is None


def test_what_is_no_html_says_nothing() -> None:
    assert notice(page('{"title": "Page not found"}', "application/json")) is None


@pytest.mark.parametrize(
    ("name", "response"), [*saved().items(), *answers("innocent").items()], ids=str
)
def test_no_saved_or_innocent_page_with_an_article_is_absent(
    name: str, response: Response
) -> None:
    media_type = (response.headers.get("Content-Type") or b"").decode()
    said = None if response.status >= 400 else notice(page(response.body, media_type))
    assert said is None, name


@pytest.mark.parametrize(
    "url",
    [
        "https://press.example/",
        "https://press.example",
        "https://press.example/en",
        "https://press.example/en/",
        "https://www.press.example/index.php",
        "https://press.example/en/default.aspx",
        "https://press.example/en/news",
        "https://press.example/en/news/2023/",
        "https://press.example/EN/News/",
    ],
)
def test_the_front_of_a_site_or_of_a_section_is_known(url: str) -> None:
    assert is_front(url, NEWS)


@pytest.mark.parametrize(
    "url",
    [
        "https://press.example/en/news/2023/05/talks-2",
        "https://press.example/login",
        "https://press.example/en/newsletter",
        "https://press.example/maintenance.html",
        "https://press.example/amp/en/news/2023/05/talks-1",
    ],
)
def test_other_places_are_no_front(url: str) -> None:
    assert not is_front(url, NEWS)


@pytest.mark.parametrize(
    ("status", "to", "reason"),
    [
        (302, f"{MFA}/", "led_away"),
        (301, f"{MFA}/en/", "led_away"),
        (302, f"{MFA}/en/news", "led_away"),
        (301, f"{MFA}/en/login", "not_article"),
        (200, "", "said_gone"),
    ],
)
def test_a_known_address_that_leads_to_the_front_or_says_so_is_dropped(
    crawler: Crawler, site: Site, status: int, to: str, reason: str
) -> None:
    play_past(site, 4)
    site[f"{MFA}/"] = site[f"{MFA}/en/"] = site[f"{MFA}/en/login"] = "<h1>Ministry</h1>" + TEXT
    site[f"{MFA}/en/news"] = site.answers[f"{MFA}/en/news?page=1"]
    said = b"<html><head><title>Page not found | MFA</title></head><body><h2>Sorry</h2></body>"
    headers = {"Content-Type": "text/html"} | ({"Location": to} if to else {})
    site[place(2)] = Answer(said, status, headers)
    ended = crawler("am_mfa", {place(one): one == 2 for one in range(1, 5)})
    assert [one.reason for one in ended.of(Drop) if one.url == place(2)] == [reason]
    assert place(2) not in {one.address for one in ended.of(Item)}
