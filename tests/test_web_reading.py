"""The reading pages: who may read, what is shown, and never more than a source allows."""

import base64
import html as markup
from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import html
from served import Answer, Site, link, serving
from sqlalchemy import select
from visits import READER, START, TALKS, WEATHER, Visit, address, after, crawled, rows, stored

from pipeline import settings, stages, store
from pipeline.citation import MEDIA_TYPES
from pipeline.errors import SettingsError
from pipeline.item import Moment
from pipeline.settings import Settings
from pipeline.store import carried, merging, readers, withholding
from pipeline.subscriptions import token
from pipeline.subscriptions.preferences import LANGUAGES
from pipeline.tables import Document, Event, Page, Source, Statement, Tie
from pipeline.titles import dossier_title
from pipeline.words import day_in, words

pytestmark = pytest.mark.server

EDITIONS = {"en": address(1), "hy": address(1, "hy")}
HOSTILE = (
    "Talks <script>alert(1)</script>\n\nThe foreign minister of Armenia said that the people of "
    "Nagorno-Karabakh need <img src=x onerror=alert(2)> rights and security.\n\n"
    "The weather in Washington was fine."
)

SAID = (
    "On the talks\n\nThe delegations negotiated for four days.\n\nOn several articles the "
    "wordings were brought closer together. On others the approaches remain apart."
)
ARTICLE = "https://civilnet.am/en/news/7/talks"
REPORT = (
    "Talks end\n\n“On several articles the wordings were brought much closer together,” Armenia’s "
    "Foreign Minister Ararat Mirzoyan said on Thursday."
)


@pytest.fixture
def site(house: Settings) -> Iterator[Site]:
    """Serve pages everybody may read until the test ends."""
    with serving(replace(house, web_reading="open")) as served:
        yield served


@pytest.fixture
def closed(house: Settings) -> Iterator[Site]:
    """Serve pages that ask for a link until the test ends."""
    with serving(house) as served:
        yield served


def editions(house: Settings) -> int:
    """Let a communiqué come in two languages; return the number of its statement."""
    crawled(house, (EDITIONS["en"], TALKS["en"]), (EDITIONS["hy"], TALKS["hy"]), edition="4711")
    [one] = rows(house, Statement)
    return one.id


def allow(house: Settings, source: str, rights: str) -> None:
    with store.sessions(house.database).begin() as session:
        session.get_one(Source, source).rights = rights


def texts(page: Answer) -> list[str]:
    """Return the passages of a page."""
    found = html.fromstring(page.text).xpath('//p[@class="text"]')
    return [one.text_content().strip() for one in found]


# who may read


def test_who_has_no_link_is_told_how_to_get_one_and_learns_nothing(closed: Site) -> None:
    number = editions(closed.house)
    for path in (f"/en/s/{number}", "/en/s/999", "/en/d/1", "/en/r/nothing/d/1"):
        page = closed.get(path)
        assert (page.status, page.title) == (403, words()["en"].read["closed_title"])
        assert "Karabakh" not in page.text


def test_a_readers_link_reads_and_does_nothing_else(closed: Site) -> None:
    number = editions(closed.house)
    manage = closed.subscribed().rsplit("/", 1)[-1]
    key = token.reading(manage)
    page = closed.get(f"/en/r/{key}/s/{number}")
    assert page.status == 200
    assert closed.get(f"/en/r/{manage}/s/{number}").status == 403
    for what in ("preferences", "unsubscribe", "erase"):
        assert closed.get(f"/en/{what}/{key}").status == 404
    for to in html.fromstring(page.text).xpath("//a/@href"):
        assert f"/r/{key}/" in to or to.startswith(("#", "https://www.mfa.am/", "/en/"))


def test_the_operator_logs_in_with_the_password_of_the_airflow_ui(closed: Site) -> None:
    number = editions(closed.house)
    there = f"en/s/{number}"
    assert f'href="/login?to=en%2Fs%2F{number}"' in closed.get(f"/{there}").text
    asked = closed.get(f"/login?to={there}")
    assert (asked.status, asked.headers["www-authenticate"][:5]) == (401, "Basic")
    file = closed.house.operator_password
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("open sesame", encoding="utf-8")
    for said, login, page in (
        ("admin:open sesame", 303, 200), ("admin:", 401, 403), ("admin:no", 401, 403),
        ("other:open sesame", 401, 403), ("no colon", 401, 403),
    ):  # fmt: skip
        basic = "Basic " + base64.b64encode(said.encode()).decode()
        assert closed.get(f"/login?to={there}", Authorization=basic).status == login
        assert closed.get(f"/{there}", Authorization=basic).status == page
    assert closed.get("/login?to=//evil.example/").status == 404
    basic = "Basic " + base64.b64encode(b"admin:guess").decode()
    guesses = [closed.get(f"/{there}", Authorization=basic).status for _ in range(30)]
    assert guesses[-1] == 429  # no more are tried this hour


def test_the_setting_is_safe_unless_said_and_refused_when_wrong() -> None:
    assert settings.read({}).web_reading == "link"
    assert settings.read({"VEILLE_WEB_READING": "open"}).web_reading == "open"
    with pytest.raises(SettingsError, match="VEILLE_WEB_READING: 'all' is none of link, open"):
        settings.read({"VEILLE_WEB_READING": "all"})


# what is shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_editions_stand_side_by_side_the_readers_language_first(site: Site, language: str) -> None:
    number = editions(site.house)
    page = site.get(f"/{language}/s/{number}")
    tree = html.fromstring(page.text)
    shown = [one.get("lang") for one in tree.xpath('//div[@class="editions"]//p[@class="text"]')]
    assert shown == (["hy", "en"] if language == "hy" else ["en", "hy"])
    said = words()[language]
    assert f'<html lang="{language}"' in page.text
    assert said.read["not_yet"].split("{")[0] in page.text  # ru and fr
    assert "script-src" not in page.headers["content-security-policy"]  # none at all
    others = tree.xpath("//nav//a/@href")
    assert others == [f"/{one}/s/{number}" for one in words()]


def test_the_words_are_the_publishers_and_what_matched_is_marked(site: Site) -> None:
    number = editions(site.house)
    page = site.get(f"/en/s/{number}")
    assert TALKS["en"].split("\n\n")[1] in texts(page)
    assert TALKS["hy"].split("\n\n")[1] in texts(page)
    marked = [one.text_content() for one in html.fromstring(page.text).xpath("//mark")]
    assert "Nagorno-Karabakh" in marked
    title = dossier_title("karabakh", "en")
    assert words()["en"].alert["about"].format(dossier=title) in markup.unescape(page.text)


def test_nothing_from_a_source_becomes_markup(site: Site) -> None:
    crawled(site.house, (address(1), HOSTILE))
    [one] = rows(site.house, Statement)
    for path in (f"/en/s/{one.id}", "/en/d/1"):
        page = site.get(path)
        assert html.fromstring(page.text).xpath("//script | //img | //@onerror") == []
        assert "<img src=x onerror=alert(2)>" in " ".join(texts(page))


@pytest.mark.parametrize("path", ["/en/s/1", "/en/d/1"])
def test_no_more_is_shown_than_a_source_allows(site: Site, path: str) -> None:
    sentences = " ".join(f"Karabakh is named for the {n} time." for n in ("1st", "2nd", "3rd"))
    crawled(site.house, (address(1), f"Talks on Karabakh\n\nRain fell. {sentences}"))
    for rights, shown, said in (
        ("full", [f"Rain fell. {sentences}"], None),
        ("excerpt", sentences.split(". ")[:2], words()["en"].alert["withheld"].format(n=2)),
        ("link", [], words()["en"].alert["link_only"]),
    ):
        allow(site.house, "am_mfa", rights)
        page = site.get(path)
        assert [one.rstrip(".") for one in texts(page)] == [one.rstrip(".") for one in shown]
        assert said is None or said in page.text
        assert ("3rd" in page.text) is (rights == "full")
        assert rows(site.house, Document)[0].address in page.text


def test_the_archived_copy_is_named_by_hash_moment_and_file(site: Site) -> None:
    number = editions(site.house)
    page = site.get(f"/en/s/{number}")
    with store.sessions(site.house.database)() as session:
        kept = store.current_revision(session, 1).page
    for fact in (kept.digest, "2023-05-05 08:00:00 UTC", kept.file):
        assert fact in page.text


def quoted(house: Settings) -> None:
    """Let a communiqué come, change, and be quoted by the press: not as it stands."""
    published = Moment(at=after(-16), precision="minute", zone="Asia/Yerevan")
    for hours, text in enumerate((SAID, SAID.replace("four", "five"))):
        with Visit(house, hours=hours, mode="announce") as visit:
            visit.reads(address(1), text, published=published)
        stored(house)
    with Visit(house, source="am_civilnet", mode="announce", hours=3) as visit:
        visit.reads(ARTICLE, REPORT, published=replace(published, at=after(2)))
    stored(house)
    stages.keep_quotations(house)
    stages.join_statements(house)
    stages.trace_quotations(house)


def test_who_quotes_it_stands_beside_the_official_words(site: Site) -> None:
    quoted(site.house)
    said = words()["en"].read
    for path in ("/en/s/1", "/en/d/2"):
        tree = html.fromstring(site.get(path).text)
        both = [one.text_content().strip() for one in tree.xpath("//blockquote")]
        assert both == [
            "On several articles the wordings were brought much closer together,",
            "On several articles the wordings were brought closer together",
        ]
        assert tree.xpath('string(//*[@class="verdict"])') == said["verdict_differs"]
        assert [one.text_content() for one in tree.xpath("//li//ins")] == ["much"]
    allow(site.house, "am_mfa", "link")  # the press may be quoted, the ministry may not
    tree = html.fromstring(site.get("/en/d/2").text)
    assert len(tree.xpath("//blockquote")) == 1
    assert tree.xpath("//li//ins") == []


def test_versions_differ_word_by_word_where_they_may_be_shown(site: Site) -> None:
    quoted(site.house)
    allow(site.house, "am_mfa", "full")
    tree = html.fromstring(site.get("/en/d/1").text)
    assert [one.text_content().strip() for one in tree.xpath("//del | //ins")] == ["four", "five"]
    assert words()["en"].read["kind_number"] in tree.text_content()
    allow(site.house, "am_mfa", "excerpt")
    page = site.get("/en/d/1")
    assert html.fromstring(page.text).xpath("//del | //ins") == []
    assert words()["en"].read["not_compared_here"] in page.text


def test_the_archived_page_is_handed_out_as_nothing_a_browser_runs(site: Site) -> None:
    crawled(site.house, (address(1), HOSTILE))
    refused = site.get("/en/d/1/kept/1")
    assert (refused.status, refused.title) == (451, words()["en"].page["rights_title"])
    allow(site.house, "am_mfa", "full")
    kept = site.get("/en/d/1/kept/1")
    assert (kept.status, kept.text) == (200, HOSTILE)
    assert kept.headers["content-type"] == "application/octet-stream"
    assert kept.headers["content-disposition"].startswith("attachment;")
    assert kept.headers["x-content-type-options"] == "nosniff"
    assert site.get("/en/d/1/kept/2").status == 404


def test_statements_of_one_event_and_repeated_ones_lead_to_each_other(site: Site) -> None:
    harvest = "Harvest\n\nThe grain of the northern valleys is brought in before the end of July."
    told = (TALKS["en"], WEATHER, harvest)
    crawled(site.house, *((address(number), text) for number, text in enumerate(told)))
    one, other, third = (each.id for each in rows(site.house, Statement))
    said = words()["en"].read
    assert said["related"] not in site.get(f"/en/s/{one}").text
    with store.sessions(site.house.database).begin() as session:
        repeat = session.get_one(Statement, third)
        repeat.published_at, repeat.published_precision = START, "day"
        repeat.published_zone = "UTC"
        session.add(Event(kind="talks", day=START.date(), participants=[]))
        session.flush()
        [event] = session.scalars(select(Event))
        for number in (one, other):
            session.get_one(Statement, number).event_id = event.id
        link = {"later_id": third, "earlier_id": one, "kind": "repeats", "certainty": "likely",
                "reason": "told"}  # fmt: skip
        carried.link(session, [link])
    shown = html.fromstring(site.get(f"/en/s/{one}").text)
    found = [str(to) for to in shown.xpath("//main//li/a/@href")]
    assert found == [f"/en/s/{other}", f"/en/s/{third}"]
    assert said["link_event"] in shown.text_content()
    assert said["link_repeats"] in shown.text_content()
    day = day_in(START, "en", "long")  # two of one speaker are told apart
    assert [day in one for one in shown.xpath("//main//li[a]/text()")] == [False, True]


def test_a_statement_known_by_report_says_so(site: Site) -> None:
    page = (
        "Talks end\n\n“On several articles of the treaty the wordings were brought closer "
        "together,” Armenia’s Foreign Minister Ararat Mirzoyan said of Nagorno-Karabakh."
    )
    with Visit(site.house, source="am_civilnet", mode="announce") as visit:
        visit.reads(ARTICLE, page)
    stored(site.house)
    stages.join_statements(site.house)
    [one] = rows(site.house, Statement)
    shown = site.get(f"/en/s/{one.id}")
    assert shown.title == "Ararat Mirzoyan, Minister of Foreign Affairs of Armenia"
    assert words()["en"].read["by_report"] in shown.text
    assert words()["en"].read["role_report"] in shown.text


def test_a_citation_can_be_copied_and_fetched_and_holds_no_key(closed: Site) -> None:
    number = editions(closed.house)
    key = token.reading(closed.subscribed().rsplit("/", 1)[-1])
    for kind in ("s", "d"):
        place = f"/en/r/{key}/{kind}/{number}"
        boxes = html.fromstring(closed.get(place).text).xpath("//textarea")
        for box, form in zip(boxes, MEDIA_TYPES, strict=True):
            file = closed.get(f"{place}/cite.{form}")
            assert (file.status, file.headers["content-type"]) == (200, MEDIA_TYPES[form])
            assert file.text.lstrip("\ufeff").replace("\r\n", "\n") == box.text
            assert f"/{kind}/{number}" in file.text
            assert key not in file.text
    assert closed.get(f"/en/r/{key}/s/{number}/cite.exe").status == 404
    assert closed.get(f"/en/r/{key}/s/999/cite.ris").status == 404
    assert closed.get(f"/en/s/{number}/cite.ris").status == 403


def test_a_mail_leads_from_its_line_to_the_page_that_opens(closed: Site) -> None:
    closed.subscribed()
    with store.sessions(closed.house.database).begin() as session:
        readers.reader_at(session, READER).since = None  # the text is of 2023
    number = editions(closed.house)
    stages.write_lines(closed.house)
    stages.send(closed.house)
    [alert] = closed.mails()[1:]
    page = closed.get(link(alert, "r/[^/]+/s"))
    assert (page.status, page.title) == (200, "Ministry of Foreign Affairs of Armenia")
    assert number == 1
    assert TALKS["en"].split("\n\n")[1] in texts(page)


# numbers


@pytest.mark.parametrize(
    "path", ["/en/s/999", "/en/d/999", "/ru/s/99999999999999999999", "/en/s/x"]
)
def test_an_unknown_number_gets_a_helpful_page(site: Site, path: str) -> None:
    page = site.get(path)
    language = path[1:3]
    assert (page.status, page.title) == (404, words()[language].page["missing_title"])


def test_a_merged_number_leads_to_what_it_turned_out_to_be_for_good(site: Site) -> None:
    crawled(site.house, (address(1), TALKS["en"]), (address(2), TALKS["fr"]))
    one, other = (each.id for each in rows(site.house, Statement))
    with store.sessions(site.house.database).begin() as session:
        carried.merge(session, other, one)
    page = site.get(f"/hy/s/{other}")
    assert (page.status, page.headers["location"]) == (301, f"/hy/s/{one}")


def test_the_number_of_a_document_that_is_another_leads_there(site: Site) -> None:
    crawled(site.house, (address(1), TALKS["en"]), (address(2), TALKS["en"]))
    with store.sessions(site.house.database).begin() as session:
        one, into = session.get_one(Document, 2), session.get_one(Document, 1)
        merging.merge(session, one, into, START)
    page = site.get("/en/d/2")
    assert (page.status, page.headers["location"]) == (301, "/en/d/1")
    assert site.get("/en/d/2/kept/1").status == 404  # its version 1 is no version 1 any more


def test_a_statement_that_nothing_carries_any_more_is_none(site: Site) -> None:
    crawled(site.house, (address(1), TALKS["en"]))
    [one] = rows(site.house, Statement)
    with store.sessions(site.house.database).begin() as session:
        new = carried.part(session, 1, session.get_one(Statement, one.id))
    for path in (f"/en/s/{one.id}", f"/en/s/{one.id}/cite.ris"):
        assert site.get(path).status == 404
    assert site.get(f"/en/s/{new}").status == 200


def test_what_is_withheld_says_why_and_shows_its_hash_and_not_a_word(site: Site) -> None:
    number = editions(site.house)
    with store.sessions(site.house.database).begin() as session:
        for one in session.scalars(select(Document)):
            withholding.withhold(session, one, "a court said so", after(9))
    said = words()["en"].read["withheld"].format(why="a court said so")
    for path in ("/en/d/1", f"/en/s/{number}"):
        page = site.get(path)
        assert (page.status, said in page.text) == (451, True)
        assert "mechanism" not in page.text
        assert "/cite." not in page.text
    for path in ("/en/d/1/kept/1", "/en/d/1/cite.json", f"/en/s/{number}/cite.ris"):
        page = site.get(path)
        assert (page.status, page.title) == (451, words()["en"].page["hidden_title"])
    assert rows(site.house, Page)[0].digest in site.get("/en/d/1").text
    assert site.get("/en/d/1").title == words()["en"].page["hidden_title"]


def test_of_a_statement_with_one_edition_withheld_another_is_shown_and_cited(site: Site) -> None:
    number = editions(site.house)
    with store.sessions(site.house.database).begin() as session:
        hidden = session.scalars(select(Document).where(Document.language == "en")).one()
        withholding.withhold(session, hidden, "a court said so", after(9))
        address = hidden.address
    page, cited = (site.get(f"/en/s/{number}{end}") for end in ("", "/cite.json"))
    assert (page.status, cited.status) == (200, 200)
    assert address not in cited.text


def test_what_was_withdrawn_or_moved_says_so(site: Site) -> None:
    crawled(site.house, (address(1), TALKS["en"]), (address(2), WEATHER))
    with store.sessions(site.house.database).begin() as session:
        session.get_one(Document, 1).withdrawn_at = after(1)
        session.add(Tie(document_id=2, kind="supersedes", earlier_id=1, reason="told"))
    said = words()["en"]
    page = site.get("/en/d/1")
    assert said.read["withdrawn"] in page.text
    assert said.alert["where_original"] in page.text
    ways = html.fromstring(page.text).xpath(f'//a[text()="{said.read["moved"]}"]/@href')
    assert ways == ["/en/d/2"]


def test_an_address_without_a_language_leads_to_the_readers(site: Site) -> None:
    number = editions(site.house)
    page = site.get(f"/s/{number}", Accept_Language="hy-AM,hy;q=0.9")
    assert (page.status, page.headers["location"]) == (303, f"/hy/s/{number}")


def test_reading_changes_nothing(site: Site) -> None:
    number = editions(site.house)
    before = rows(site.house, Document)
    site.get(f"/en/s/{number}")
    assert [one.last_seen_at for one in rows(site.house, Document)] == [
        one.last_seen_at for one in before
    ]
    assert READER not in site.get(f"/en/s/{number}").text
