"""Walls told from pages: the answers of tests/crawlers/walls, and every saved page."""

import pytest
from answers import answers, saved
from scrapy.http import Response

from crawlers.middlewares.gates import is_gate
from crawlers.wall import sign, spoken

WALLS, INNOCENT = answers("walls"), answers("innocent")
ELSEWHERE = {  # walls that are not recognised by what is answered instead of a page
    "arvancloud cookie gate met without cookies",  # crawlers/middlewares/gates.py
    "maintenance with a time to come back",  # crawlers/middlewares/waiting.py
}
URL = "https://press.example/en/news/1"


@pytest.mark.parametrize("name", sorted(WALLS.keys() - ELSEWHERE))
def test_a_wall_is_recognised(name: str) -> None:
    assert sign(WALLS[name]) is not None


def test_a_gate_is_recognised_before_redirects_are_followed() -> None:
    assert is_gate(WALLS["arvancloud cookie gate met without cookies"])
    assert not any(is_gate(response) for response in INNOCENT.values())


@pytest.mark.parametrize("name", sorted(INNOCENT))
def test_a_page_is_none_however_it_speaks_of_walls(name: str) -> None:
    assert sign(INNOCENT[name]) is None


@pytest.mark.parametrize(("name", "response"), saved().items(), ids=saved())
def test_no_saved_page_is_a_wall(name: str, response: Response) -> None:
    assert sign(response) is None, name


def page(body: bytes, status: int = 200, **headers: str) -> Response:
    return Response(URL, status=status, headers={"Content-Type": "text/html"} | headers, body=body)


@pytest.mark.parametrize(
    ("response", "words", "of_host"),
    [
        (page(b"", 403), "HTTP 403", False),
        (page(b"", 429), "HTTP 429", True),
        (page(b"<title>Just a moment...</title>", 503), "a challenge", True),
        (page(b'<p class="g-recaptcha">Go on</p>'), "a challenge", True),
        (page(b"<p>You are not a robot, are you?"), "a captcha", True),
        (page(b"<p>Log in to read"), "a login form", False),
        (page("<p>Доступ ограничен".encode("cp1251")), "a refusal", False),
        (page(b"\n"), "with nothing", False),
        (page(b"<script>location.href='/x'</script>"), "a script instead of a page", True),
    ],
)
def test_a_wall_says_what_it_is_and_what_it_stands_before(
    response: Response,
    words: str,
    of_host: bool,  # noqa: FBT001  a table
) -> None:
    found = sign(response)
    assert found is not None
    assert (found.words, found.of_host) == (words, of_host)


@pytest.mark.parametrize(
    "response",
    [
        page(b'<div class="g-recaptcha"></div>' + b"word " * 100),
        page(b'<div class="g-recaptcha"></div>' + b" " * 70_000),
        page(b"oops", 500),
        page(b"<script>" * 9_000 + b"text"),
    ],
)
def test_a_page_with_more_than_a_wall_has_is_a_page(response: Response) -> None:
    assert sign(response) is None


def test_what_is_to_be_seen_is_counted_to_the_character() -> None:
    mark = b"<script src='/_fs-ch-1'></script>"
    told = b"<!-- not - seen --><style>a < b</style><p>" + b"w" * 1000 + b"</p> \n<p>"
    assert sign(page(told + b"w" * 499 + b"</p>" + mark)) is not None
    assert sign(page(told + b"w" * 500 + b"</p>" + mark)) is None
    assert sign(page(mark + told + b"w" * 499)) is not None
    assert sign(page(mark + told + b"w" * 500)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Please log in to continue reading.",
        "Доступ ограничен",
        "Этот материал доступен только для подписчиков.",
        "Your request has been blocked.",
        "Davam etmək üçün robot olmadığınızı təsdiqləyin.",
    ],
)
def test_a_wall_in_the_place_of_a_text_is_none(text: str) -> None:
    assert spoken(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "The road has been blocked since 12 December. The sides must sign in Brussels.",
        "Доступ ограничен для всех, кроме миротворцев. Только для них.",
        "The ICRC has been given permission to access the detainees.",
        "Il faut avancer avant de poursuivre les négociations.",
        "Прежде чем продолжить переговоры, стороны взяли паузу.",
        "Please log in to continue reading. " * 10,
        "",
    ],
)
def test_a_text_that_has_words_of_walls_is_a_text(text: str) -> None:
    assert spoken(text) is None
