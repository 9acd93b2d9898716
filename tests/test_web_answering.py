"""What a reader answers to a line: a GET changes nothing, and nobody answers for another."""

import re
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from served import Site, serving
from sqlalchemy import update
from visits import OTHER, READER, TALKS, Visit, address, contents, crawled, rows, stored

from pipeline import stages, store
from pipeline.flags.bearing import Bearing
from pipeline.people import people
from pipeline.settings import Settings
from pipeline.subscriptions.preferences import LANGUAGES
from pipeline.subscriptions.wanted import Wanted, is_wanted
from pipeline.tables import Line, Subscriber, Subscription
from pipeline.words import words

TEXT = Bearing(
    grade="mention",
    parties=frozenset({"armenia"}),
    speakers=frozenset({"mirzoyan_ararat"}),
    source="am_mfa",
    language="en",
    is_spoken=False,
)


@pytest.fixture
def site(house: Settings) -> Iterator[Site]:
    """Serve the pages of a house until the test ends."""
    with serving(house) as served:
        yield served


def told(site: Site, who: str = READER, number: int = 1) -> EmailMessage:
    """Let a reader subscribe and be told of a text; return the mail."""
    site.subscribed(who)
    with store.sessions(site.house.database).begin() as session:
        session.execute(update(Subscriber).values(since=None))
    crawled(site.house, (address(number), TALKS[("en", "fr")[number - 1]]), hours=number)
    stages.write_lines(site.house)
    stages.send(site.house)
    return site.mails(who)[-1]


def answer(mail: EmailMessage, what: str) -> str:
    """Return the page of an answer that a mail offers."""
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    found = re.findall(rf"http\S+/preferences/\S+?/{what}/\S+", text)
    return str(found[0])


@pytest.mark.server
def test_a_line_is_called_irrelevant_by_a_post_only(site: Site) -> None:
    page = answer(told(site), "line")
    before = contents(site.house)
    asked = site.get(page)
    assert (asked.status, asked.title) == (200, words()["en"].page["irrelevant_title"])
    assert contents(site.house) == before
    assert site.post(page).status == 200
    [line] = rows(site.house, Line)
    assert line.irrelevant_at is not None
    assert site.post(page).status == 200  # again: the same
    assert rows(site.house, Line)[0].irrelevant_at == line.irrelevant_at


@pytest.mark.server
def test_nobody_answers_for_another(site: Site) -> None:
    first = answer(told(site), "line")
    second = answer(told(site, OTHER, number=2), "line")
    crossed = f"{first.rsplit('/', 1)[0]}/{second.rsplit('/', 1)[1]}"
    assert [site.get(crossed).status, site.post(crossed).status] == [404, 404]
    assert site.post(f"{first.rsplit('/', 1)[0]}/{2**40}").status == 404
    assert all(one.irrelevant_at is None for one in rows(site.house, Line))


@pytest.mark.server
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_speaker_is_followed_whatever_else_was_chosen(site: Site, language: str) -> None:
    choices = site.subscribed()
    chosen = {"follow": "karabakh", "karabakh.parties": "russia", "karabakh.grade": "core"}
    site.post(choices, chosen)
    page = f"{choices.replace('/en/', f'/{language}/')}/follow/karabakh/mirzoyan_ararat"
    asked = site.get(page)
    assert asked.title == words()[language].page["follow_title"]
    assert people().persons["mirzoyan_ararat"].names[language][0] in asked.text
    assert rows(site.house, Subscription)[0].always == []
    assert site.post(page).status == 200
    [one] = rows(site.house, Subscription)
    assert (one.always, one.parties, one.grade) == (["mirzoyan_ararat"], ["russia"], "core")
    site.post(choices, chosen | {"karabakh.always": "mirzoyan_ararat"})  # the form keeps them
    assert rows(site.house, Subscription)[0].always == ["mirzoyan_ararat"]
    assert site.post(page.replace("mirzoyan_ararat", "nobody")).status == 404


@pytest.mark.server
def test_a_mail_offers_to_follow_who_speaks_in_it(site: Site) -> None:
    site.subscribed()
    with store.sessions(site.house.database).begin() as session:
        session.execute(update(Subscriber).values(since=None))
    with Visit(site.house, mode="announce") as visit:
        visit.reads(
            address(1),
            "Remarks of Foreign Minister Ararat Mirzoyan\n\nArarat Mirzoyan: The rights and "
            "security of the people of Nagorno-Karabakh must be addressed by Armenia and "
            "Azerbaijan within an international mechanism.",
        )
    stored(site.house)
    for stage in (stages.join_statements, stages.raise_flags, stages.write_lines, stages.send):
        stage(site.house)
    page = answer(site.mails()[-1], "follow")
    assert page.endswith("/follow/karabakh/mirzoyan_ararat")
    assert site.post(page).status == 200


def test_whom_a_reader_follows_is_wanted_whatever_else_they_chose() -> None:
    strict = Wanted(grade="core", parties=("russia",), press=False)
    assert not is_wanted(TEXT, strict)
    assert is_wanted(TEXT, Wanted(grade="core", press=False, always=("mirzoyan_ararat",)))
    assert not is_wanted(TEXT, Wanted(grade="core", press=False, always=("lavrov_sergey",)))
