"""What somebody who means ill tries: guesses, forged headers, other sites' forms and addresses."""

import base64
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from served import ASKED, Site, serving
from sqlalchemy import text
from visits import TALKS, address, contents, crawled

from pipeline import store
from pipeline.settings import Settings
from runtime import secrets
from web.app import GUESSES, OFTEN

pytestmark = pytest.mark.server

TRIES = int(GUESSES.split("/", maxsplit=1)[0])
THERE = "en/d/1"


def basic(password: str, name: str = "admin") -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


@pytest.fixture
def site(house: Settings) -> Iterator[Site]:
    """Serve the pages of a house with a text that its operator may read."""
    secrets.make_all(house.home)
    crawled(house, (address(1), TALKS["en"]))
    with serving(house) as served:
        yield served


# guesses at the operator's password


@pytest.mark.parametrize("first", [f"/login?to={THERE}", f"/{THERE}", "/en/search?query=peace"])
@pytest.mark.parametrize("then", [f"/login?to={THERE}", f"/{THERE}"])
def test_guesses_are_counted_on_all_pages_together(site: Site, first: str, then: str) -> None:
    right = site.house.operator_password.read_text(encoding="utf-8").strip()
    assert site.get(f"/{THERE}", Authorization=basic(right)).status == 200
    for number in range(TRIES):
        assert site.get(first, Authorization=basic(str(number))).status in {401, 403}
    assert site.get(then, Authorization=basic("one more")).status == 429
    assert site.get(then, Authorization=basic(right)).status == 429  # else guessing goes on
    assert site.get(then, Authorization=basic(right, "root")).status == 429
    elsewhere = site.get(f"/{THERE}", Authorization=basic(right), X_Forwarded_For="198.51.100.7")
    assert elsewhere.status == 200
    assert site.post("/en/subscribe", ASKED).status == 200  # its readers are not shut out


def test_the_right_password_may_be_sent_as_often_as_pages_are_read(site: Site) -> None:
    right = site.house.operator_password.read_text(encoding="utf-8").strip()
    for _ in range(TRIES + 2):
        assert site.get(f"/{THERE}", Authorization=basic(right)).status == 200


@pytest.mark.parametrize("header", ["Basic", "Basic %%%", "Basic /w==", "Bearer x", "x" * 5000])
def test_what_is_no_password_lets_nobody_in_and_breaks_nothing(site: Site, header: str) -> None:
    assert site.get(f"/{THERE}", Authorization=header).status == 403


# headers somebody may forge


def test_a_forwarded_address_is_believed_of_a_declared_proxy_only(house: Settings) -> None:
    with serving(house, proxies=()) as site:
        for number in range(int(OFTEN.split("/", maxsplit=1)[0])):
            site.post("/en/link", {"address": "x"}, X_Forwarded_For=f"198.51.100.{number}")
        forged = site.post("/en/link", {"address": "x"}, X_Forwarded_For="203.0.113.9")
        assert forged.status == 429
        secure = site.get("/en/", X_Forwarded_Proto="https")
        assert "strict-transport-security" not in secure.headers


def test_a_forged_host_stands_in_no_page_and_in_no_mail(site: Site) -> None:
    for path in ("/", "/en/", f"/login?to={THERE}", "/en/nowhere"):
        answer = site.get(path, Host="evil.example", X_Forwarded_Host="evil.example")
        assert "evil.example" not in answer.text + str(answer.headers)
    site.post("/en/subscribe", ASKED, Host="evil.example", X_Forwarded_Host="evil.example")
    [invitation] = site.mails()
    assert "evil.example" not in invitation.as_string()


# addresses that lead away, and other sites' forms


@pytest.mark.parametrize(
    "to",
    [
        *("https://evil.example", "//evil.example", "/\\evil.example", "en/d/1//evil.example"),
        *("en/d/1\r\nSet-Cookie: a=b", "en/../../evil", "javascript:alert(1)", "xx/d/1", ""),
    ],
)
def test_the_login_leads_to_our_own_pages_only(site: Site, to: str) -> None:
    right = site.house.operator_password.read_text(encoding="utf-8").strip()
    answer = site.get(f"/login?to={quote(to)}", Authorization=basic(right))
    assert answer.status == 404
    assert "location" not in answer.headers
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["//evil.example/", "/en//evil.example", "/%0d%0aX-Evil:%20a/"])
def test_no_path_leads_elsewhere_or_becomes_a_header(site: Site, path: str) -> None:
    answer = site.get(path)
    assert answer.status == 404
    assert {"location", "x-evil"} & set(answer.headers) == set()
    assert 'href="//' not in answer.text


def test_no_form_of_another_site_can_act_for_a_reader_or_the_operator(site: Site) -> None:
    """What acts is named by a key in its address; no cookie and no password makes anybody act."""
    choices = site.subscribed()
    right = site.house.operator_password.read_text(encoding="utf-8").strip()
    before = contents(site.house)
    for path in (
        "/en/preferences/x",
        "/en/unsubscribe/x",
        "/en/erase/x",
        "/en/preferences/x/feed",
    ):
        site.post(
            path, {}, Authorization=basic(right), Cookie="key=x", Origin="https://evil.example"
        )
    assert contents(site.house) == before
    assert "set-cookie" not in site.get(choices).headers


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"])
def test_nothing_but_a_post_changes_anything(site: Site, method: str) -> None:
    choices = site.subscribed()
    before = contents(site.house)
    for what in ("preferences", "unsubscribe", "erase", "confirm"):
        for more in ("", "/pause", "/resume", "/feed", "/follow/karabakh/mirzoyan", "/line/1"):
            place = choices.replace("preferences", what) + more
            assert site.ask(method, place).status < 500
    assert contents(site.house) == before


# what pages give away


def test_a_page_that_fails_says_nothing_of_why(site: Site) -> None:
    with store.sessions(site.house.database).begin() as session:
        session.execute(text("DROP TABLE withholding"))
    answer = site.get("/log")
    assert answer.status == 500
    for word in ("withholding", "psycopg", "Traceback", "SELECT"):
        assert word not in answer.text + str(answer.headers)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path",
    [
        *("/en/d/99999999999999999999", "/en/d/-1", "/en/d/x", "/en/s/1e9", "/login?to=a&to=b"),
        *("/en/search?query=%00", "/en/search?since=%FF", "/en/positions?since=%00&until=x"),
        *("/en/feed/karabakh/party/%00", "/en/d/1/cite/exe"),
    ],
)
def test_a_strange_address_gets_a_page_and_no_innards(site: Site, path: str) -> None:
    right = site.house.operator_password.read_text(encoding="utf-8").strip()
    answer = site.get(path, Authorization=basic(right))
    assert answer.status in {200, 400, 404, 422}
    assert answer.text.startswith("<!DOCTYPE html>")
    for word in ("Traceback", "sqlalchemy", "psycopg", '"detail"'):
        assert word not in answer.text


@pytest.mark.parametrize("path", ["/en/", "/style.css", "/health", "/en/no_such_page", "/"])
def test_head_is_answered_as_get_is_without_a_body(site: Site, path: str) -> None:
    head, whole = site.ask("HEAD", path), site.get(path)
    assert (head.status, head.text) == (whole.status, "")
    for name in ("content-type", "content-length", "content-security-policy"):
        assert head.headers.get(name) == whole.headers.get(name)
