"""The public pages: asked, confirmed, chosen, left; what a GET never does, what nobody learns."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html
from served import ASKED, ONE_CLICK, Site, link, serving
from sqlalchemy import update
from visits import OTHER, READER, TALKS, address, contents, crawled, rows, subscribe

from pipeline import settings, stages, store
from pipeline.errors import DeclarationError, SettingsError
from pipeline.settings import Settings
from pipeline.store import readers
from pipeline.subscriptions import token
from pipeline.subscriptions.preferences import LANGUAGES
from pipeline.tables import Delivery, Subscriber, Subscription, Token
from pipeline.words import words
from web import pages
from web.app import OFTEN

pytestmark = pytest.mark.server


def state(house: Settings) -> str:
    [one] = rows(house, Subscriber)
    return one.state


@pytest.fixture
def site(house: Settings) -> Iterator[Site]:
    """Serve the pages of a house until the test ends."""
    with serving(house) as served:
        yield served


# from the form to the first mail, and out again


def test_a_reader_subscribes_confirms_is_told_and_leaves_by_one_click(site: Site) -> None:
    asked = site.post("/en/subscribe", ASKED)
    assert (asked.status, asked.title) == (200, words()["en"].page["sent_title"])
    assert state(site.house) == "pending"
    [invitation] = site.mails()
    confirmed = site.post(link(invitation, "confirm"))
    assert (confirmed.status, state(site.house)) == (200, "confirmed")
    with store.sessions(site.house.database).begin() as session:
        readers.reader_at(session, READER).since = None  # the text is of 2023
    crawled(site.house, (address(1), TALKS["en"]))
    stages.write_lines(site.house)
    assert stages.send(site.house)["sent"] == 1
    alert = site.mails()[-1]
    target = str(alert["List-Unsubscribe"]).strip("<>")
    assert target == link(alert, "unsubscribe")
    left = site.post(target, ONE_CLICK)
    assert (left.status, state(site.house)) == (200, "unsubscribed")
    crawled(site.house, (address(2), TALKS["fr"]), hours=1)
    stages.write_lines(site.house)
    assert stages.send(site.house)["sent"] == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_and_mail_are_in_the_readers_language(site: Site, language: str) -> None:
    said = words()[language]
    form = site.get(f"/{language}/")
    assert form.title == said.page["subscribe_title"]
    assert f'<html lang="{language}" dir="ltr">' in form.text
    site.post(f"/{language}/subscribe", ASKED)
    [invitation] = site.mails()
    assert invitation["Subject"] == said.mail["confirm_subject"]
    assert invitation["Content-Language"] == language
    assert f"/{language}/confirm/" in link(invitation, "confirm")
    [one] = rows(site.house, Subscriber)
    assert (one.language, one.zone) == (language, said.zone)


def test_every_mail_can_be_left_the_confirmation_too(site: Site) -> None:
    site.post("/en/subscribe", ASKED)
    [invitation] = site.mails()
    assert invitation["List-Unsubscribe-Post"] == ONE_CLICK
    assert invitation["Auto-Submitted"] == "auto-generated"
    assert "veille" in invitation["List-Id"]
    site.post(str(invitation["List-Unsubscribe"]).strip("<>"), ONE_CLICK)
    assert state(site.house) == "unsubscribed"


def test_a_get_changes_nothing_whatever_link_it_follows(site: Site) -> None:
    choices = site.subscribed()
    unsubscribe, erase = (
        choices.replace("preferences", what) for what in ("unsubscribe", "erase")
    )
    site.post("/en/subscribe", ASKED | {"address": OTHER})
    confirm = link(site.mails(OTHER)[0], "confirm")
    before = contents(site.house)
    for path in (choices, unsubscribe, erase, confirm):
        assert site.get(path).status == 200
    assert site.get(f"{choices}/pause").status in {404, 405}
    assert contents(site.house) == before


def test_a_link_is_confirmed_once_and_serves_its_purpose_only(site: Site) -> None:
    site.post("/en/subscribe", ASKED)
    confirm = link(site.mails()[0], "confirm")
    for what in ("preferences", "unsubscribe", "erase"):
        assert site.post(confirm.replace("/confirm/", f"/{what}/"), {"x": "y"}).status == 404
    assert state(site.house) == "pending"
    assert site.post(confirm).status == 200
    again = site.post(confirm)
    assert (again.status, again.title) == (404, words()["en"].page["gone_title"])


@pytest.mark.parametrize("purpose", ["confirm", "manage", "unsubscribe"])
def test_an_expired_link_does_nothing_and_says_how_to_get_another(
    site: Site, purpose: str
) -> None:
    subscribe(site.house)
    with store.sessions(site.house.database).begin() as session:
        one = readers.reader_at(session, READER)
        [key] = token.issue(session, one.id, purpose, now=datetime.now(UTC))
        session.execute(update(Token).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
    page = {"manage": "preferences"}.get(purpose, purpose)
    for answer in (site.get(f"/fr/{page}/{key}"), site.post(f"/fr/{page}/{key}", {"x": "y"})):
        assert (answer.status, answer.title) == (404, words()["fr"].page["gone_title"])
        assert html.fromstring(answer.text).xpath(
            "//form[@action='/fr/link']//input[@type='email']"
        )
    assert state(site.house) == "confirmed"


@pytest.mark.parametrize("key", ["x", "A" * 43, "../../etc", "\x00", "é", "A" * 5000])
def test_a_made_up_link_leads_to_a_helpful_page(site: Site, key: str) -> None:
    answer = site.get(f"/en/preferences/{quote(key, safe='')}")
    assert answer.status == 404


# what is kept, and what is not


def test_tokens_are_kept_as_hashes_only(site: Site) -> None:
    site.subscribed()
    [mail] = site.mails()
    links = (link(mail, "confirm"), str(mail["List-Unsubscribe"]).strip("<>"))
    keys = {one.rsplit("/", 1)[1] for one in links}
    assert {len(one) for one in keys} == {43}
    everything = str(contents(site.house))
    assert not [one for one in keys if one in everything]


def test_choices_are_kept_all_or_none(site: Site) -> None:
    choices = site.subscribed()
    asked = {
        "follow": "karabakh",
        "karabakh.grade": "core",
        "karabakh.own_rhythm": "daily",
        "karabakh.parties": ["armenia", "france"],
        "karabakh.sections": "courts",
        "rhythm": "weekly",
        "hour": "7",
        "weekday": "4",
        "zone": "Asia/Tehran",
        "quiet_from": "22",
        "quiet_until": "6",
        "language": "hy",
        "discreet": "yes",
    }
    page = site.post(choices, asked)
    assert (page.status, words()["en"].page["saved"] in page.text) == (200, True)
    [one] = rows(site.house, Subscriber)
    kept = (one.rhythm, one.hour, one.weekday, one.zone, one.quiet_from, one.quiet_until)
    assert kept == ("weekly", 7, 4, "Asia/Tehran", 22, 6)
    assert (one.language, one.discreet, one.empty_digest) == ("hy", True, False)
    [choice] = rows(site.house, Subscription)
    assert (choice.grade, choice.press, choice.own_rhythm) == ("core", False, "daily")
    assert (choice.parties, choice.sections) == (["armenia", "france"], ["courts"])
    shown = html.fromstring(site.get(choices).text)
    ticked = shown.xpath("//input[@checked]/@id")
    assert {"karabakh.parties-armenia", "karabakh.sections-courts", "discreet-yes"} <= set(ticked)
    before = contents(site.house)
    for wrong in ({"zone": "Nowhere"}, {"hour": "99"}, {"karabakh.parties": "mars"},
                  {"follow": "nothing"}, {"follow": []}, {"quiet_until": ""}):  # fmt: skip
        assert site.post(choices, asked | wrong).status == 422
    assert contents(site.house) == before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("quiet", [("22", ""), ("", "6"), ("7", "7")])
def test_quiet_hours_that_are_none_are_told_and_nothing_else_is_lost(
    site: Site, language: str, quiet: tuple[str, str]
) -> None:
    choices = site.subscribed().replace("/en/", f"/{language}/")
    asked = {"follow": "karabakh", "karabakh.parties": "armenia", "hour": "11"}
    page = site.post(choices, asked | dict(zip(("quiet_from", "quiet_until"), quiet, strict=True)))
    assert page.status == 422
    shown = html.fromstring(page.text)
    [wrong] = shown.xpath("//p[@class='wrong']/text()")
    assert words()[language].page["wrong_quiet"] in wrong
    assert "quiet_from" not in wrong
    assert shown.xpath("//select[@id='hour']/option[@selected]/@value") == ["11"]
    assert "karabakh.parties-armenia" in shown.xpath("//input[@checked]/@id")
    [one] = rows(site.house, Subscriber)
    assert one.hour != 11


def test_who_pauses_comes_back_and_who_is_erased_is_gone(site: Site) -> None:
    choices = site.subscribed()
    site.post(f"{choices}/pause")
    assert state(site.house) == "paused"
    site.post(f"{choices}/resume")
    assert state(site.house) == "confirmed"
    assert site.post(choices.replace("preferences", "erase")).status == 200
    assert READER not in str(contents(site.house))
    assert rows(site.house, Token) == []


# what nobody learns


def test_the_answer_is_the_same_whether_an_address_is_known(site: Site) -> None:
    subscribe(site.house, OTHER)
    answers = {site.post(path, ASKED | {"address": who}).text
               for path in ("/en/subscribe", "/en/link") for who in (READER, OTHER)}  # fmt: skip
    assert len(answers) == 1


def test_a_form_changes_nothing_for_who_is_told_already_but_mails_them_their_link(
    site: Site,
) -> None:
    subscribe(site.house, grade="core")
    site.post("/ru/subscribe", ASKED | {"rhythm": "weekly", "address": READER.upper()})
    [one] = rows(site.house, Subscriber)
    assert (one.state, one.rhythm, one.language) == ("confirmed", "at_once", "en")
    [mail] = site.mails()
    assert site.get(link(mail, "preferences")).status == 200


def test_an_address_is_not_written_to_again_and_again(site: Site) -> None:
    for _ in range(5):
        site.post("/en/subscribe", ASKED)
    assert len(site.mails()) == 1


def test_who_is_suppressed_is_never_written_to(site: Site) -> None:
    subscribe(site.house)
    with store.sessions(site.house.database).begin() as session:
        one = readers.reader_at(session, READER)
        readers.set_state(session, one, "suppressed", datetime.now(UTC))
    for path in ("/en/subscribe", "/en/link"):
        assert site.post(path, ASKED).title == words()["en"].page["sent_title"]
    assert site.mails() == []
    assert state(site.house) == "suppressed"


def test_a_network_may_post_so_often_and_its_neighbour_still_may(site: Site) -> None:
    often = int(OFTEN.split("/", maxsplit=1)[0])
    known = {site.post("/en/link", {"address": "x"}, X_Forwarded_For="2001:db8:1::1").status
             for _ in range(often)}  # fmt: skip
    assert known == {422}
    assert site.post("/en/subscribe", ASKED, X_Forwarded_For="2001:db8:1::2").status == 429
    assert rows(site.house, Subscriber) == []
    assert site.post("/en/subscribe", ASKED, X_Forwarded_For="198.51.100.7").status == 200


def test_who_fills_the_field_no_person_sees_gets_no_mail(site: Site) -> None:
    answer = site.post("/en/subscribe", ASKED | {"website": "https://spam.example"})
    assert answer.title == words()["en"].page["sent_title"]
    assert rows(site.house, Subscriber) == []


# hostile input


@pytest.mark.parametrize(
    "wrong",
    ["", "nobody", "a@b", "a@localhost", "a@b.example\r\nBcc: c@d.example",
     "<script>@x.example", "a b@c.example", "x" * 65 + "@y.example"],
)  # fmt: skip
def test_what_is_no_address_is_told_and_kept_nowhere(site: Site, wrong: str) -> None:
    answer = site.post("/en/subscribe", ASKED | {"address": wrong})
    assert answer.status == 422
    assert words()["en"].page["wrong_address"] in answer.text
    assert "<script>" not in answer.text
    assert rows(site.house, Subscriber) == []


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("a=" + "x" * 70_000, "application/x-www-form-urlencoded", 413),
        ("&".join(["a=b"] * 3_000), "application/x-www-form-urlencoded", 400),
        ('{"address": 1}', "application/json", 415),
        ("address=a%00b@c.org", "application/x-www-form-urlencoded", 422),
    ],
)
def test_a_form_that_is_none_is_refused(site: Site, body: str, kind: str, status: int) -> None:
    assert site.post("/en/subscribe", body, Content_Type=kind).status == status
    assert rows(site.house, Subscriber) == []


def test_no_page_runs_a_script_or_tells_another_site_its_address(site: Site) -> None:
    choices = site.subscribed()
    for path in ("/en/", choices, "/en/preferences/x", "/nowhere", "/xx/", "/style.css"):
        answer = site.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in answer.headers
        assert "server" not in answer.headers
        assert "<script" not in answer.text
    assert site.get(choices).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/openapi.json", "/docs", "/redoc", "/xx/", "/en/nowhere"])
def test_there_is_nothing_but_the_pages(site: Site, path: str) -> None:
    answer = site.get(path, Accept_Language="tr")
    language = "en" if path.startswith("/en/") else "tr"
    assert (answer.status, answer.title) == (404, words()[language].page["missing_title"])


# for everybody


def test_every_field_has_a_label_and_every_page_one_heading(site: Site) -> None:
    choices = site.subscribed()
    for path in ("/hy/", choices, "/tr/confirm/x"):
        page = html.fromstring(site.get(path).text)
        assert len(page.xpath("//h1")) == 1
        assert page.xpath("//html/@lang | /html/@lang")
        ids = page.xpath("//*[@id]/@id")
        assert len(ids) == len(set(ids))
        for field in page.xpath("//input | //select"):
            assert page.xpath("//label[@for=$id]", id=field.get("id")), field.get("name")
        for described in page.xpath("//@aria-describedby"):
            assert set(described.split()) <= set(ids)
        assert all(one.text_content().strip() for one in page.xpath("//button | //label | //a"))


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2 of #rgb or #rrggbb."""
    digits = colour.lstrip("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1])
def test_what_is_written_stands_out_from_its_ground(scheme: int) -> None:
    colours = [dict(re.findall(r"--(\w+): (#\w+);", one)) for one in re.findall(
        r":root \{[^}]*--page[^}]*\}", pages.STYLE)][scheme]  # fmt: skip
    grounds = [luminance(colours[one]) for one in ("page", "card")]
    for name, least in (("ink", 7), ("quiet", 4.5), ("link", 4.5), ("mark", 4.5), ("good", 4.5),
                        ("line", 2.7)):  # fmt: skip
        for ground in grounds:
            light, dark = sorted((luminance(colours[name]), ground), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= least, name


@pytest.mark.parametrize(
    ("header", "language"),
    [("hy", "hy"), ("de, tr;q=0.5, ru;q=0.7", "ru"), ("az-Latn-AZ,en;q=0.9", "az"),
     ("fr;q=0", "en"), ("", "en"), ("ru;q=x, fr", "fr"), ("*", "en")],
)  # fmt: skip
def test_the_first_page_speaks_what_the_browser_asks_for(
    site: Site, header: str, language: str
) -> None:
    answer = site.get("/", Accept_Language=header)
    assert (answer.status, answer.headers["location"]) == (303, f"/{language}/")


# words and settings


def test_every_language_says_everything() -> None:
    assert tuple(words()) == LANGUAGES
    for one in words().values():
        for name, said in one.page.items() | one.mail.items():
            assert not re.search(r"\bTODO\b|\?\?", said), name


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ('save = "', 'saev = "', "fr.toml: page: 'saev' is only here"),
        ("Pour {address}", "Pour vous", "page: for_address has other {fields} than en.toml"),
        ("Europe/Paris", "Europe/Lutetia", "zone 'Europe/Lutetia' is no time zone"),
        ('"Suspendre"', '""', "says nothing"),
    ],
)
def test_words_that_are_missing_or_wrong_are_named(
    tmp_path: Path, before: str, after: str, reason: str
) -> None:
    folder = settings.REPOSITORY / "pipeline" / "words"
    for one in folder.glob("*.toml"):
        text = one.read_text(encoding="utf-8")
        if one.stem == "fr":
            assert before in text
            text = text.replace(before, after)
        (tmp_path / one.name).write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError, match=re.escape(reason)):
        words(tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("VEILLE_WEB_URL", "http://veille.example", "must be https"),
        ("VEILLE_WEB_URL", "ftp://veille.example", "is no address of the form"),
        ("VEILLE_WEB_URL", "https://veille.example/?a=b", "is no address of the form"),
        ("VEILLE_WEB_PORT", "0", "is no port"),
        ("VEILLE_WEB_PORT", "70000", "is no port"),
        ("VEILLE_WEB_PROXIES", "10.0.0.1/8", "is no address or network"),
        ("VEILLE_WEB_PROXIES", "proxy.example", "is no address or network"),
    ],
)
def test_a_wrong_setting_of_the_pages_is_refused(name: str, value: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason):
        settings.read({name: value})


def test_links_wait_where_nobody_knows_the_address_of_the_pages(house: Settings) -> None:
    subscribe(house)
    with store.sessions(house.database).begin() as session:
        one = readers.reader_at(session, READER)
        row = {"key": "0" * 32, "subscriber_id": one.id, "kind": "manage"}
        session.add(Delivery(**row, created_at=datetime.now(UTC), due_at=datetime.now(UTC)))
    crawled(house, (address(1), TALKS["en"]))
    stages.write_lines(house)
    assert stages.send(house) == {"sent": 1, "refused": 0, "void": 0, "waiting": 1}
    [waiting, _] = rows(house, Delivery)
    assert "VEILLE_WEB_URL" in (waiting.reason or "")
