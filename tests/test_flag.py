"""Which revisions matter to a dossier, and that each flag keeps its evidence."""

import pytest
from visits import TALKS, WEATHER, Visit, address, clean, contents, rows, stored, whole

from pipeline import dossier, flag, stages, store
from pipeline.dossier import DOSSIERS
from pipeline.item import Section
from pipeline.settings import Settings
from pipeline.tables import DossierText, Flag, Revision

pytestmark = pytest.mark.server

A = address(1)
KARABAKH = DOSSIERS / "karabakh.toml"


def flagged(house: Settings) -> list[Flag]:
    """Take the spool as far as flags and return them."""
    stored(house)
    stages.join_statements(house)
    stages.raise_flags(house)
    return rows(house, Flag)


@pytest.mark.parametrize("language", TALKS)
def test_what_concerns_the_dossier_is_flagged_in_every_language(
    house: Settings, language: str
) -> None:
    with Visit(house) as visit:
        visit.reads(A, TALKS[language])
    [found] = flagged(house)
    assert (found.dossier, found.grade) == ("karabakh", "core")
    assert 0 < found.score <= 1


def test_what_does_not_concern_it_is_looked_at_and_not_flagged(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(A, WEATHER)
    assert flagged(house) == []
    assert [one.flagged_by for one in rows(house, Revision)] == [flag.VERSION]


def test_a_flag_keeps_terms_spans_strengths_reasons_and_the_dossier_by_digest(
    house: Settings,
) -> None:
    with Visit(house) as visit:
        visit.reads(A, TALKS["en"])
    [found], [revision], [kept] = flagged(house), rows(house, Revision), rows(house, DossierText)
    matches = found.evidence["matches"]
    spans = {revision.body[one["start"] : one["end"]] for one in matches}
    assert "Nagorno-Karabakh" in spans
    assert all(one["term"] and one["strength"] in {"file", "context", "weak"} for one in matches)
    assert found.evidence["reasons"]
    assert found.digest == kept.digest == dossier.load(KARABAKH).digest
    assert kept.text.encode() == KARABAKH.read_bytes()


def test_a_place_name_that_nobody_speaks_of_is_a_mention_in_the_press(house: Settings) -> None:
    text = (
        "A road is repaired\n\n"
        "The road that leads to Nagorno-Karabakh will be closed for repairs until the end of the "
        "week, and buses will take the old one along the river."
    )
    with Visit(house, source="am_civilnet") as visit:
        visit.reads("https://civilnet.am/en/news/1", text)
    assert [one.grade for one in flagged(house)] == ["mention"]


def test_the_sections_of_a_briefing_are_flagged_apart_with_spans_of_the_whole(
    house: Settings,
) -> None:
    talks, weather = (text.split("\n\n")[1] for text in (TALKS["en"], WEATHER))
    with Visit(house) as visit:
        visit.reads(
            A,
            TALKS["en"],
            title="Briefing",
            sections=(
                Section(text=weather, anchor="post-1-RAIN"),
                Section(text=talks, anchor="post-1-ARM", heading="Armenia"),
            ),
        )
    [found], [revision] = flagged(house), rows(house, Revision)
    assert found.section == "post-1-ARM"
    for match in (*found.evidence["matches"], *found.evidence["context"]):
        assert match["start"] > len(weather)
    spans = [revision.body[one["start"] : one["end"]] for one in found.evidence["matches"]]
    assert "Nagorno-Karabakh" in spans


def test_every_revision_has_its_own_flag(house: Settings) -> None:
    for hours, text in ((0, TALKS["en"]), (1, f"{TALKS['en']}\n\nThe talks on Artsakh go on.")):
        with Visit(house, hours=hours) as visit:
            visit.reads(A, text)
        stored(house)
    assert len({one.revision_id for one in flagged(house)}) == 2


def test_nothing_is_flagged_before_its_statement_is_known(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(A, TALKS["en"])
    stored(house)
    assert not any(stages.raise_flags(house).values())
    assert rows(house, Flag) == []


def test_what_was_looked_at_is_not_looked_at_again(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(A, TALKS["en"])
    flagged(house)
    before = contents(house)
    assert not any(stages.raise_flags(house).values())
    assert contents(house) == before


def test_a_run_that_died_before_its_mark_raises_no_flag_twice(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(A, TALKS["en"])
    [before] = flagged(house)
    with store.sessions(house.database).begin() as session:
        session.get_one(Revision, before.revision_id).flagged_by = None
    assert [one.id for one in flagged(house)] == [before.id]


def test_a_text_our_extractor_reads_otherwise_is_flagged_anew_with_spans_that_fit(
    house: Settings,
) -> None:
    title, body = TALKS["en"].split("\n\n")
    page = f"{title}\n\nShare with everybody\n\n{body}"
    with Visit(house) as visit:
        visit.reads(A, page, by=whole)
    [before] = flagged(house)
    with Visit(house, hours=1) as visit:
        visit.reads(A, page, by=clean)
    [now] = flagged(house)
    [revision] = rows(house, Revision)
    assert now.id != before.id
    shift = len("Share with everybody\n\n")
    for old, new in zip(before.evidence["matches"], now.evidence["matches"], strict=True):
        assert new["start"] == old["start"] - shift
    spans = [revision.body[one["start"] : one["end"]] for one in now.evidence["matches"]]
    assert "Nagorno-Karabakh" in spans
