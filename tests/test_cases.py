"""Situations that must come out right, from the spool to the mail: who said what, told once."""

from datetime import timedelta

import pytest
from visits import READER, START, Visit, rows, stored, subscribe

from pipeline import stages
from pipeline.item import Moment, Section
from pipeline.settings import Settings
from pipeline.tables import Carriage, Document, Event, Line, Statement, StatementSpeaker

pytestmark = pytest.mark.server

ABOUT = "Nagorno-Karabakh, Armenia and Azerbaijan were what the whole of it was about."


@pytest.fixture
def read(house: Settings) -> Settings:
    """Return a house with a reader."""
    subscribe(house, READER)
    return house


def comes(  # noqa: PLR0913, PLR0917  what an article is
    house: Settings, source: str, url: str, title: str, body: str, hours: float, **facts: object
) -> None:
    """Let a text come, from the spool to the mail."""
    with Visit(house, source, "announce", hours=hours) as visit:
        moment = Moment(at=START + timedelta(hours=hours), precision="minute", zone="UTC")
        visit.reads(url, f"{title}\n\n{body}", **{"published": moment, **facts})
    stored(house)
    for stage in (stages.join_statements, stages.raise_flags, stages.write_lines, stages.send):
        stage(house)


def carriages(house: Settings) -> list[tuple[str, int, str]]:
    """Return source, statement and role of every carriage, in order."""
    sources = {one.id: one.source for one in rows(house, Document)}
    return [
        (sources[one.document_id], one.statement_id, one.role) for one in rows(house, Carriage)
    ]


def told(house: Settings) -> list[tuple[str, str]]:
    """Return source and kind of each line that leads a mail; there is a mail for each."""
    sources = {one.id: one.source for one in rows(house, Document)}
    leads = [one for one in rows(house, Line) if one.role == "lead"]
    assert len(list((house.mail / "new").iterdir())) == len(leads)
    return [(sources[one.document_id], one.kind) for one in leads]


def test_1_a_joint_declaration_of_three_capitals_is_one_statement(read: Settings) -> None:
    three = {
        "am_pm": (
            "https://www.primeminister.am/en/press-release/item/1",
            (
                "Statement by the Prime Minister of the Republic of Armenia, the President of the "
                "Republic of Azerbaijan and the President of the Russian Federation"
            ),
            "A complete ceasefire in Nagorno-Karabakh begins at 00:00 on 10 November.",
        ),
        "az_president": (
            "https://president.az/en/articles/view/45923",
            (
                "Statement by the President of the Republic of Azerbaijan, the Prime "
                "Minister of the "
                "Republic of Armenia and the President of the Russian Federation"
            ),
            (
                "All hostilities in the area of Karabakh are suspended from midnight, 1960 troops "
                "are deployed, and Armenia returns Kalbajar to Azerbaijan until 15 November."
            ),
        ),
        "ru_kremlin": (
            "http://kremlin.ru/events/president/news/64384",
            (
                "Заявление Президента Азербайджанской Республики, Премьер-министра Республики "
                "Армения и Президента Российской Федерации"
            ),
            (
                "Объявляется о полном прекращении огня в зоне нагорно-карабахского "
                "конфликта между "
                "Арменией и Азербайджаном."
            ),
        ),
    }
    for hours, (source, (url, title, body)) in enumerate(three.items()):
        comes(read, source, url, title, f"{body}\n\n{body}", hours)
    [statement] = rows(read, Statement)
    assert carriages(read) == [(one, statement.id, "authoritative") for one in three]
    parties = {one.party for one in rows(read, StatementSpeaker)}
    assert parties == {"armenia", "azerbaijan", "russia"}
    assert statement.party is None
    assert told(read) == [("am_pm", "new")]


def test_2_a_transcript_brings_each_turn_and_its_edit_changes_no_statement(
    read: Settings,
) -> None:
    url = "https://mid.ru/ru/press_service/spokesman/briefings/1/"
    comes(read, "ru_mid", url, "Брифинг", "Состоится брифинг о Нагорном Карабахе.", 0)
    topics = {
        "a": ("Об Украине", "Ничего нового сказано не было."),
        "b": ("О Нагорном Карабахе", "Лачинский коридор между Арменией и Карабахом открыт."),
    }
    for hours in (3, 24, 25):
        sections = tuple(
            Section(text=f"{heading}\n\n{words}", anchor=anchor, heading=heading)
            for anchor, (heading, words) in topics.items()
        )
        body = "\n\n".join(one.text for one in sections)
        comes(read, "ru_mid", url, "Брифинг", body, hours, sections=sections)
        topics["b"] = (topics["b"][0], "Лачинский коридор между Арменией и Карабахом закрыт.")
    assert {one.kind for one in rows(read, Event)} == {"briefing"}
    assert len(rows(read, Event)) == 1
    [held] = rows(read, Document)
    anchors = [one.section for one in rows(read, Carriage) if one.document_id == held.id]
    assert anchors[-2:] == ["a", "b"]
    assert {one.event_id for one in rows(read, Statement)} == {rows(read, Event)[0].id}
    assert told(read)[0] == ("ru_mid", "new")
    assert {kind for _, kind in told(read)[1:]} <= {"changed"}


FIRST = {
    "en": "Nothing was promised to anybody in Prague on 6 October 2022, and the checkpoint on the "
    "Lachin road stands where the border of Azerbaijan with Armenia is",
    "ru": "Никому ничего не обещали в Праге 6 октября 2022 года, а пункт на Лачинской дороге "
    "стоит там, где проходит граница Азербайджана с Арменией",
}
SECOND = {
    "en": "The railway to Nakhchivan will be built by 2025, and 43 kilometres of it will lie in "
    "the Syunik region of Armenia near Meghri",
    "fr": "Le chemin de fer vers le Nakhitchevan sera construit d’ici 2025, et 43 kilomètres en "
    "traverseront la région arménienne du Syunik, près de Meghri",
}
INTERVIEW = [  # source, address, title, text, hours
    ("am_civilnet", "https://civilnet.am/en/news/1", "Aliyev, first part",
     f"“{FIRST['en']},” Azerbaijani President Ilham Aliyev said in an interview.", 0),
    ("am_newsam", "https://news.am/rus/news/2", "Первая часть",
     f"«{FIRST['ru']}», — сказал президент Азербайджана Ильхам Алиев в интервью.", 1),
    ("am_panorama", "https://www.panorama.am/en/news/2023/05/04/talks/3", "Nothing promised",
     f"In an interview, President of Azerbaijan Ilham Aliyev said: “{FIRST['en']}.”", 2),
    ("am_civilnet", "https://civilnet.am/en/news/4", "Aliyev, second part",
     f"“{SECOND['en']},” Azerbaijani President Ilham Aliyev said in an interview.", 26),
    ("am_civilnet", "https://civilnet.am/fr/news/5", "Deuxième partie",
     f"« {SECOND['fr']} », a déclaré Ilham Aliyev dans un entretien.", 27),
]  # fmt: skip


def test_3_an_interview_in_two_parts_is_one_event_two_statements_and_two_lines(
    read: Settings,
) -> None:
    around = (
        ABOUT,
        "Речь шла о Нагорном Карабахе, Армении и Азербайджане.",
        (
            "Yerevan read of Nagorno-Karabakh at breakfast: a page and a half, with two "
            "photographs "
            "of a garden, and not a question that anybody in Armenia would have asked."
        ),
        "The rest of it came a day later, and Nagorno-Karabakh with it.",
        "Il y fut question du Haut-Karabakh, de l’Arménie et de l’Azerbaïdjan.",
    )
    for lead, (source, url, title, said, hours) in zip(around, INTERVIEW, strict=True):
        comes(read, source, url, title, f"{lead}\n\n{said}", hours)
    [event] = rows(read, Event)
    assert (event.kind, event.participants) == ("interview", ["aliyev_ilham"])
    first, second = rows(read, Statement)
    assert [one[1] for one in carriages(read)] == [first.id] * 3 + [second.id] * 2
    assert {role for _, _, role in carriages(read)} == {"report"}
    assert told(read) == [("am_civilnet", "new"), ("am_civilnet", "new")]


def test_6_a_report_that_mixes_two_speakers_gives_each_their_own(read: Settings) -> None:
    said = (
        "“The road through Lachin must be open to everybody,” said U.S. Secretary of State Antony "
        "Blinken. “The talks will be held in Moscow next month,” said Russian Foreign Minister "
        "Sergey Lavrov."
    )
    comes(read, "am_civilnet", "https://civilnet.am/en/news/1", "Two", f"{ABOUT}\n\n{said}", 0)
    whose = {one.statement_id: one.speaker for one in rows(read, StatementSpeaker)}
    assert sorted(whose.values(), key=str) == ["blinken_antony", "lavrov_sergey"]
    assert {one for _, one, _ in carriages(read)} == set(whose)
    assert told(read) == [("am_civilnet", "new")]


def test_9_an_agencys_correction_is_of_the_same_statement_and_told(read: Settings) -> None:
    words = "The prisoners will go home on {} May, all {} of them, and their families know it"
    said = f"“{words},” said U.S. Secretary of State Antony Blinken in Washington."
    text = f"{ABOUT} The mediators spoke to both delegations for two hours.\n\n{said}"
    wrong, right = text.format(14, 32), text.format(15, 33)
    comes(read, "am_newsam", "https://news.am/en/news/1", "Blinken speaks", wrong, 0)
    comes(read, "am_newsam", "https://news.am/en/news/2", "CORRECTED: Blinken speaks", right, 1)
    [statement] = rows(read, Statement)
    assert [one for _, one, _ in carriages(read)] == [statement.id] * 2
    assert told(read) == [("am_newsam", "new"), ("am_newsam", "correction")]


def test_12_a_spokesperson_who_quotes_a_president_speaks_alone(read: Settings) -> None:
    said = (
        "“We heard Aliyev say: ‘there will be no autonomy for anybody in Karabakh’, and we took "
        "note of it,” said Russian Foreign Ministry spokeswoman Maria Zakharova."
    )
    comes(read, "am_civilnet", "https://civilnet.am/en/news/1", "She", f"{ABOUT}\n\n{said}", 0)
    assert {one.speaker for one in rows(read, StatementSpeaker)} == {"zakharova_maria"}
    assert {one.party for one in rows(read, StatementSpeaker)} == {"russia"}
    assert told(read) == [("am_civilnet", "new")]
