"""Which act of speech a document carries: one for all editions, none for the press."""

import pytest
from visits import START, TALKS, Visit, address, clean, contents, rows, stored

from pipeline import stages
from pipeline.item import Moment, Section
from pipeline.settings import Settings
from pipeline.tables import Carriage, Document, Statement, StatementSpeaker

pytestmark = pytest.mark.server

EN, RU, HY = (address(1, language) for language in ("en", "ru", "hy"))
SECOND = f"{TALKS['en']}\n\nThe talks will go on tomorrow, the minister said to the journalists."


def carried(house: Settings) -> list[tuple[str, int, str]]:
    """Return language, statement and role of every carriage, in order."""
    languages = {one.id: one.language for one in rows(house, Document)}
    numbers = {one.id: number for number, one in enumerate(rows(house, Statement), 1)}
    return [
        (languages[one.document_id], numbers[one.statement_id], one.role)
        for one in rows(house, Carriage)
    ]


def test_an_official_document_is_a_statement_of_its_party(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(EN, TALKS["en"], genre="communique")
    stored(house)
    assert stages.join_statements(house) == {"statements": 1, "carriages": 1}
    [statement], [carriage] = rows(house, Statement), rows(house, Carriage)
    assert (statement.party, statement.genre) == ("armenia", "communique")
    assert statement.institution == "Ministry of Foreign Affairs of Armenia"
    assert (carriage.role, carriage.certainty, carriage.section) == ("authoritative", "sure", "")
    assert carriage.reason


def test_a_press_article_is_never_a_statement(house: Settings) -> None:
    with Visit(house, source="am_civilnet") as visit:
        visit.reads("https://civilnet.am/en/news/1", TALKS["en"])
    stored(house)
    assert not any(stages.join_statements(house).values())
    assert rows(house, Statement) == rows(house, Carriage) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"edition": "1"}, {"edition": "1"}, id="shared id"),
        pytest.param({"alternates": {"ru": RU}}, {}, id="link from the first"),
        pytest.param({}, {"alternates": {"en": EN}}, id="link from the second"),
    ],
)
@pytest.mark.parametrize("crawls", [1, 2])
def test_language_editions_carry_one_statement(
    house: Settings, first: dict[str, object], second: dict[str, object], crawls: int
) -> None:
    with Visit(house) as visit:
        visit.reads(EN, TALKS["en"], **first)
        if crawls == 1:
            visit.reads(RU, TALKS["ru"], **second)
    stored(house)
    stages.join_statements(house)
    if crawls == 2:
        with Visit(house, hours=1) as visit:
            visit.reads(RU, TALKS["ru"], **second)
        stored(house)
        assert stages.join_statements(house)["statements"] == 0
    assert carried(house) == [("en", 1, "authoritative"), ("ru", 1, "edition")]


def test_editions_of_editions_carry_one_statement(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(EN, TALKS["en"], alternates={"ru": RU})
        visit.reads(RU, TALKS["ru"], alternates={"hy": HY})
        visit.reads(HY, TALKS["hy"])
    stored(house)
    stages.join_statements(house)
    assert {statement for _, statement, _ in carried(house)} == {1}


def test_two_documents_without_a_link_are_two_acts_of_speech(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(EN, TALKS["en"], edition="1")
        visit.reads(address(2), TALKS["en"], edition="2")
        visit.reads(address(3), TALKS["en"])
        visit.reads(address(4), TALKS["en"])
    stored(house)
    assert stages.join_statements(house)["statements"] == 4


def test_ids_of_two_sources_are_two_worlds(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(EN, TALKS["en"], edition="59300")
    with Visit(house, source="az_president") as visit:
        visit.reads("https://president.az/ru/articles/view/59300", TALKS["ru"], edition="59300")
    stored(house)
    assert stages.join_statements(house)["statements"] == 2


def test_the_same_language_under_one_id_is_a_reprint(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(EN, TALKS["en"], edition="1")
        visit.reads(address(9), SECOND, edition="1")
    stored(house)
    stages.join_statements(house)
    assert carried(house) == [("en", 1, "authoritative"), ("en", 1, "reprint")]


def test_an_edit_of_a_document_makes_no_second_statement(house: Settings) -> None:
    for hours, text in ((0, TALKS["en"]), (1, SECOND)):
        with Visit(house, hours=hours) as visit:
            visit.reads(EN, text)
        stored(house)
        stages.join_statements(house)
    assert carried(house) == [("en", 1, "authoritative")]


def test_what_was_looked_at_is_not_looked_at_again(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(EN, TALKS["en"], edition="1")
        visit.reads(RU, TALKS["ru"], edition="1")
    stages.after_crawl(house, clean)
    before = contents(house)
    assert not any(stages.join_statements(house).values())
    assert contents(house) == before


BAKU = "https://president.az/{}/articles/view/7"
HOST = {
    "en": ("President Ilham Aliyev", "We want peace in the whole region, and we work for it."),
    "ru": ("Президент Ильхам Алиев", "Мы хотим мира во всём регионе и работаем ради него."),
}
GUEST = {
    "en": ("Charles Michel", "Thank you for the warm welcome, and for the frank talks we had."),
    "ru": ("Шарль Мишель", "Благодарю за тёплый приём и за откровенные переговоры."),
}
INTRO = {"en": "Press statements were made.", "ru": "Состоялись заявления для прессы."}


def joint(visit: Visit, language: str, *turns: tuple[str, str], **facts: object) -> None:
    """Read a press statement of several speakers, each under an anchor of their own."""
    sections = [Section(text=INTRO[language])]
    sections += [
        Section(text=f"{who}: {words}", anchor=f"t{number}", speaker=who)
        for number, (who, words) in enumerate(turns, 1)
    ]
    body = "\n\n".join(one.text for one in sections)
    visit.reads(
        BAKU.format(language),
        f"Press statements\n\n{body}",
        sections=tuple(sections),
        edition="7",
        published=Moment(at=START, precision="minute", zone="Asia/Baku"),
        **facts,
    )


def spoken(house: Settings) -> dict[int, list[tuple[str | None, str | None]]]:
    """Return who made each statement, for whom."""
    found: dict[int, list[tuple[str | None, str | None]]] = {}
    for one in rows(house, StatementSpeaker):
        found.setdefault(one.statement_id, []).append((one.speaker or one.name, one.party))
    return found


def test_host_and_guest_of_a_joint_press_statement_are_two_statements(house: Settings) -> None:
    with Visit(house, source="az_president") as visit:
        joint(visit, "en", HOST["en"], GUEST["en"], HOST["en"])
    stored(house)
    assert stages.join_statements(house) == {"statements": 2, "carriages": 2}
    assert list(spoken(house).values()) == [
        [("aliyev_ilham", "azerbaijan")],
        [("michel_charles", "european_union")],
    ]
    assert [(one.section, one.role) for one in rows(house, Carriage)] == [
        ("t1", "authoritative"),
        ("t2", "authoritative"),
    ]
    assert [one.party for one in rows(house, Statement)] == ["azerbaijan", "european_union"]


def test_an_edition_carries_the_statement_of_each_of_its_speakers(house: Settings) -> None:
    with Visit(house, source="az_president") as visit:
        joint(visit, "en", HOST["en"], GUEST["en"])
        joint(visit, "ru", GUEST["ru"], HOST["ru"])
    stored(house)
    stages.join_statements(house)
    assert carried(house) == [
        ("en", 1, "authoritative"),
        ("en", 2, "authoritative"),
        ("ru", 2, "edition"),
        ("ru", 1, "edition"),
    ]


def test_an_edition_without_turns_still_carries_a_statement_of_the_other(house: Settings) -> None:
    with Visit(house, source="az_president") as visit:
        joint(visit, "en", HOST["en"], GUEST["en"])
        visit.reads(BAKU.format("ru"), TALKS["ru"], edition="7")
    stored(house)
    stages.join_statements(house)
    assert ("ru", 1, "edition") in carried(house)


def test_a_turn_that_an_edit_brings_is_a_statement_of_its_own(house: Settings) -> None:
    for hours, turns in enumerate(([HOST["en"]], [HOST["en"], GUEST["en"]])):
        with Visit(house, source="az_president", hours=hours) as visit:
            joint(visit, "en", *turns)
        stored(house)
        stages.join_statements(house)
    assert carried(house) == [("en", 1, "authoritative"), ("en", 2, "authoritative")]


def test_a_speaker_is_shown_in_the_office_of_that_day(house: Settings) -> None:
    with Visit(house, source="az_president") as visit:
        joint(visit, "en", HOST["en"])
    stored(house)
    stages.join_statements(house)
    [one] = rows(house, StatementSpeaker)
    assert (one.number, one.name, one.office) == (1, "Ilham Aliyev", "az_president")
