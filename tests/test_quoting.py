"""What a revision quotes is kept with it, and read anew when its text is."""

import pytest
from sqlalchemy import update
from visits import START, TALKS, Visit, address, rows, stored

from pipeline import stages, store
from pipeline.item import Moment, Section
from pipeline.settings import Settings
from pipeline.tables import Quotation, Revision

pytestmark = pytest.mark.server

EN = address(1, "en")


def test_quotations_are_kept_once_with_words_and_speakers(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(EN, TALKS["en"])
    stored(house)
    assert stages.keep_quotations(house) == {"quotations": 1}
    assert not any(stages.keep_quotations(house).values())
    [revision], [one] = rows(house, Revision), rows(house, Quotation)
    assert one.words == revision.body[one.start : one.end]
    assert (one.kind, one.as_written) == ("indirect", "The foreign minister of Armenia")


def test_a_revision_read_anew_replaces_its_quotations(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(EN, TALKS["en"])
    stored(house)
    stages.keep_quotations(house)
    with store.sessions(house.database).begin() as session:
        session.execute(update(Revision).values(quoted_by=None))
    assert stages.keep_quotations(house)["quotations"] == 1
    assert len(rows(house, Quotation)) == 1


def test_quotations_are_told_in_the_order_of_the_text(house: Settings) -> None:
    text = "“We want peace,” said Antony Blinken. “We work on it every day,” said Sergey Lavrov."
    with Visit(house) as visit:
        visit.reads(EN, f"{TALKS['en']}\n\n{text}")
    stored(house)
    stages.keep_quotations(house)
    with store.sessions(house.database)() as session:
        found = store.quotations_of(session, rows(house, Revision)[0].id)
        assert [speaker["id"] for one in found for speaker in one.speakers] == [
            "blinken_antony",
            "lavrov_sergey",
        ]


JOINT = (
    Section(text="President Ilham Aliyev met Charles Michel, who said: “Peace is near at last”."),
    Section(
        text="Press statement by President Ilham Aliyev\n\nWe want peace. I said so to Pashinyan.",
        anchor="a",
        heading="Press statement by President Ilham Aliyev",
        speaker="President Ilham Aliyev",
    ),
    Section(
        text="Charles Michel (via interpreter): Thank you, Mr President. “Peace” is a fine word.",
        anchor="b",
        speaker="Charles Michel",
    ),
    Section(text="Who applauded then, nobody wrote down.", anchor="c"),
    Section(text="Question: And the border?", anchor="d", speaker="Question"),
)


def test_what_the_page_says_of_who_speaks_outranks_the_source_and_the_text(
    house: Settings,
) -> None:
    body = "\n\n".join(one.text for one in JOINT)
    published = Moment(at=START, precision="minute", zone="Asia/Baku")
    with Visit(house, source="az_president") as visit:
        visit.reads(
            "https://president.az/en/articles/view/1",
            f"Statements\n\n{body}",
            sections=JOINT,
            published=published,
        )
    stored(house)
    stages.keep_quotations(house)
    turns = [one for one in rows(house, Quotation) if one.rule == "turn"]
    assert [(one.words, [who["id"] for who in one.speakers]) for one in turns] == [
        ("We want peace. I said so to Pashinyan.", ["aliyev_ilham"]),
        ("Thank you, Mr President. “Peace” is a fine word.", ["michel_charles"]),
        ("And the border?", []),
    ]
    others = [one for one in rows(house, Quotation) if one.rule != "turn"]
    assert [one.words for one in others] == ["Peace is near at last"]
    assert all(body[one.start : one.end] == one.words for one in (*turns, *others))


def test_a_turn_in_a_language_without_grammar_is_nobodys_rather_than_the_hosts(
    house: Settings,
) -> None:
    sections = (
        Section(text="ჩვენ გვინდა მშვიდობა მთელ რეგიონში.", speaker="ბაირამოვი"),
        Section(text="დიდი მადლობა მასპინძლობისთვის და გულთბილი მიღებისთვის.", anchor="b"),
    )
    body = "\n\n".join(one.text for one in sections)
    with Visit(house, source="ge_mfa") as visit:
        visit.reads("https://mfa.gov.ge/ka/news/1", f"განცხადება\n\n{body}", sections=sections)
    stored(house)
    stages.keep_quotations(house)
    [one] = rows(house, Quotation)
    assert (one.as_written, one.speakers, one.words) == ("ბაირამოვი", [], sections[0].text)
