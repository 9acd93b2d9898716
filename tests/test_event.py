"""Events: two readouts are one call, parts are one interview, topics are one briefing."""

from datetime import date, timedelta

import pytest
from visits import READER, START, Visit, rows, stored, subscribe

from pipeline import stages
from pipeline.event import held
from pipeline.item import Moment, Section
from pipeline.settings import Settings
from pipeline.statements.act import Act, own_voice
from pipeline.tables import Event, Line, Statement, StatementSpeaker

DAY = date(2023, 5, 4)
OWN = own_voice("Ministry of Foreign Affairs of Armenia", "armenia")
BODY = "The text says what it says.\n\nAnd then it goes on."
CALL = {"blinken_antony", "pashinyan_nikol"}
TALKS = {"government_armenia", "government_azerbaijan"}


@pytest.mark.parametrize(
    ("language", "title", "kind", "who"),
    [
        ("en", "Secretary Blinken’s Call with Armenian Prime Minister Pashinyan", "call", CALL),
        ("hy", "Նիկոլ Փաշինյանի և Էնթոնի Բլինքենի հեռախոսազրույցը", "call", CALL),
        ("ru", "Телефонный разговор Никола Пашиняна с Энтони Блинкеном", "call", CALL),
        ("az", "İlham Əliyev və Vladimir Putin arasında telefon danışığı", "call",
         {"aliyev_ilham", "putin_vladimir"}),
        ("en", "Interview of Ararat Mirzoyan to a newspaper", "interview", {"mfa_armenia"}),
        ("ru", "Брифинг официального представителя МИД", "briefing", {"mfa_armenia"}),
        ("en", "On the negotiations between Armenia and Azerbaijan in Washington", "talks", TALKS),
        ("fr", "Les négociations entre l’Arménie et l’Azerbaïdjan", "talks", TALKS),
        ("ru", "О переговорах Армении и Азербайджана в Вашингтоне", "talks", TALKS),
        ("hy", "Հայաստանի և Ադրբեջանի բանակցությունների մասին", "talks", TALKS),
        ("az", "Azərbaycan və Ermənistan arasında danışıqların yekunu", "talks", TALKS),
        ("tr", "Azerbaycan ve Ermenistan arasındaki görüşmeler", "talks", TALKS),
    ],
)  # fmt: skip
def test_a_title_says_at_what_something_was_said(
    language: str, title: str, kind: str, who: set[str]
) -> None:
    act = Act(anchor="", topic=None, speakers=(OWN,), spans=((0, len(BODY)),), own=True)
    assert held(title, BODY, language, [act], DAY) == (kind, who)


def test_a_text_that_names_no_occasion_was_made_at_none() -> None:
    act = Act(anchor="", topic=None, speakers=(OWN,), spans=((0, len(BODY)),), own=True)
    assert held("On the talks in Washington", BODY, "en", [act], DAY) is None
    lonely = "Secretary Blinken spoke by telephone with his staff."
    assert held("A readout", f"{lonely}\n\nHe did.", "en", [act], DAY) is None


def reads(
    house: Settings, source: str, url: str, page: str, hours: float = 0, **facts: object
) -> None:
    with Visit(house, source, "announce", hours=hours) as visit:
        moment = Moment(at=START + timedelta(hours=hours), precision="minute", zone="UTC")
        visit.reads(url, page, published=moment, **facts)
    stored(house)
    stages.join_statements(house)
    stages.raise_flags(house)
    stages.write_lines(house)


@pytest.mark.server
def test_two_readouts_of_one_call_are_two_statements_of_one_event(house: Settings) -> None:
    subscribe(house, READER)
    reads(
        house,
        "us_state",
        "https://www.state.gov/call/",
        "Secretary Blinken’s Call with Armenian Prime Minister Pashinyan\n\n"
        "The Secretary repeated that the rights of the people of Nagorno-Karabakh matter to the "
        "United States, and thanked Armenia for its flexibility.",
    )
    reads(
        house,
        "am_pm",
        "https://www.primeminister.am/en/press-release/item/1",
        "Phone call of Nikol Pashinyan and Antony Blinken\n\n"
        "The Prime Minister of Armenia stressed that the rights of the people of Nagorno-Karabakh "
        "are to be addressed between Baku and Stepanakert.",
        hours=2,
    )
    [event] = rows(house, Event)
    assert (event.kind, event.participants) == ("call", sorted(CALL))
    assert [one.event_id for one in rows(house, Statement)] == [event.id, event.id]
    assert len({one.speaker for one in rows(house, StatementSpeaker)}) == 2
    assert [one.kind for one in rows(house, Line)] == ["new", "new"]


@pytest.mark.server
def test_two_calls_of_others_are_two_events(house: Settings) -> None:
    for number, other in enumerate(("Armenian Prime Minister Pashinyan", "President Aliyev")):
        title = f"Secretary Blinken’s Call with {other}"
        url = f"https://www.state.gov/call-{number}/"
        reads(house, "us_state", url, f"{title}\n\nThey spoke of {other} and of peace.", number)
    assert len(rows(house, Event)) == 2


@pytest.mark.server
def test_the_topics_of_a_briefing_are_statements_of_one_event(house: Settings) -> None:
    sections = (
        Section(text="On Ukraine\n\nNothing new was said.", anchor="a", heading="On Ukraine"),
        Section(text="On Karabakh\n\nThe road must be open.", anchor="b", heading="On Karabakh"),
    )
    body = "\n\n".join(one.text for one in sections)
    url = "https://mid.ru/ru/press_service/spokesman/briefings/1/"
    reads(house, "ru_mid", url, f"Briefing\n\n{body}", sections=sections)
    [event] = rows(house, Event)
    assert (event.kind, event.participants) == ("briefing", ["mfa_russia"])
    assert [one.event_id for one in rows(house, Statement)] == [event.id, event.id]
