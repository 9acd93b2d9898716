"""What a revision quotes is kept with it, and read anew when its text is."""

import pytest
from sqlalchemy import update
from visits import TALKS, Visit, address, rows, stored

from pipeline import stages, store
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
