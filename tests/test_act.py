"""Acts of speech in an official text: whose each part is, and which of an edition it is."""

import pytest

from pipeline.speakers.speaker import Speaker
from pipeline.statements.act import Act, Turn, acts, key_of, own_voice, paired
from pipeline.statements.section import Section

HOST = Speaker(id="aliyev_ilham", name="Ilham Aliyev", office="az_president", party="azerbaijan")
GUEST = Speaker(id="michel_charles", name="Charles Michel", office=None, party="european_union")
STRANGER = Speaker(id=None, name="Some Body", office=None, party=None)
OWN = Speaker(id="presidency_azerbaijan", name="President", office=None, party="azerbaijan")
BODY = "x" * 50


def parts(*named: tuple[str, str | None, str | None]) -> list[Section]:
    """Return sections of ten characters, each by anchor, heading and speaker."""
    return [
        Section(anchor=anchor, heading=heading, speaker=speaker, start=10 * at, end=10 * at + 8)
        for at, (anchor, heading, speaker) in enumerate(named)
    ]


def turn(at: int, *speakers: Speaker) -> Turn:
    return Turn(span=(10 * at, 10 * at + 8), speakers=speakers)


def told(found: list[Act]) -> list[tuple[str, list[str | None]]]:
    return [(one.anchor, [who.id or who.name for who in one.speakers]) for one in found]


def test_all_turns_of_one_speaker_are_one_act_and_host_and_guest_are_two() -> None:
    sections = parts(("", None, None), *((str(at), None, "who") for at in range(1, 5)))
    turns = [turn(1, HOST), turn(2, GUEST), turn(3, HOST), turn(4)]
    found = acts(BODY, sections, turns, titled=(), own=OWN)
    assert told(found) == [("1", ["aliyev_ilham"]), ("2", ["michel_charles"])]
    assert found[0].spans == ((10, 18), (30, 38))
    assert not any(one.own for one in found)


def test_a_heading_that_names_its_speaker_is_no_topic_and_another_is() -> None:
    headed = parts(("1", "Statement by A", "A"), ("2", "Statement by A", "A"))
    turns = [turn(0, HOST), turn(1, HOST)]
    assert len(acts(BODY, headed, turns, titled=(), own=OWN)) == 1
    topics = parts(("1", "Ukraine", "A"), ("2", "Karabakh", "A"))
    assert [one.topic for one in acts(BODY, topics, turns, titled=(), own=OWN)] == [
        "Ukraine",
        "Karabakh",
    ]


def test_topics_of_a_briefing_are_acts_of_its_source() -> None:
    sections = parts(("", None, None), ("a", "Ukraine", None), ("b", "Karabakh", None))
    found = acts(BODY, sections, [], titled=(), own=OWN)
    assert told(found) == [(one, ["presidency_azerbaijan"]) for one in ("", "a", "b")]
    assert all(one.own for one in found)


def test_answers_that_name_nobody_are_whose_the_title_announces() -> None:
    spokesman = Speaker(id="hajizada_aykhan", name="Aykhan Hajizada", party=OWN.party, office=None)
    [one] = acts(BODY, parts(("", None, "Answer")), [turn(0)], titled=[spokesman], own=OWN)
    assert told([one]) == [("", ["hajizada_aykhan"])]


def test_turns_that_name_nobody_we_can_tell_are_not_the_sources_own_words() -> None:
    [one] = acts(BODY, parts(("", None, "Question")), [turn(0)], titled=(), own=OWN)
    assert (one.speakers, one.own) == ((), False)


@pytest.mark.parametrize(
    ("titled", "who", "own"),
    [
        ((), ["presidency_azerbaijan"], True),
        ((HOST,), ["aliyev_ilham"], False),
        ((GUEST,), ["presidency_azerbaijan"], True),  # a page of one party about another's speech
        ((HOST, GUEST), ["aliyev_ilham", "michel_charles"], False),
    ],
)
def test_a_whole_text_is_whose_its_title_announces_or_else_its_sources(
    titled: tuple[Speaker, ...], who: list[str], *, own: bool
) -> None:
    [one] = acts(BODY, parts(("", None, None)), [], titled=titled, own=OWN)
    assert ([speaker.id for speaker in one.speakers], one.own) == (who, own)


def act(*speakers: Speaker) -> Act:
    return Act(anchor="", topic=None, speakers=speakers, spans=(), own=False)


@pytest.mark.parametrize(
    ("mine", "theirs", "pairs"),
    [
        ([act(HOST), act(GUEST)], [act(GUEST), act(HOST)], {0: (1, True), 1: (0, True)}),
        ([act(OWN), act(OWN)], [act(OWN), act(OWN)], {0: (0, True), 1: (1, True)}),
        ([act(OWN), act(OWN)], [act(OWN)], {}),  # a topic is missing; which, nobody knows
        ([act(HOST)], [act(GUEST)], {}),
        ([act(STRANGER)], [act(Speaker(id=None, name="Кто-то", office=None, party=None))],
         {0: (0, False)}),
        ([act(STRANGER)], [act(OWN)], {}),
    ],
)  # fmt: skip
def test_speakers_come_first_when_acts_of_two_editions_are_paired(
    mine: list[Act], theirs: list[Act], pairs: dict[int, tuple[int, bool]]
) -> None:
    assert paired(mine, [key_of(one.speakers) for one in theirs]) == pairs


@pytest.mark.parametrize(
    ("title", "party", "who"),
    [
        ("President of the Republic of Azerbaijan", "azerbaijan", "presidency_azerbaijan"),
        ("Prime Minister of the Republic of Armenia", "armenia", "government_armenia"),
        ("Ministry of Foreign Affairs of the Russian Federation", "russia", "mfa_russia"),
        ("U.S. Department of State", "united_states", "state_department"),
        ("Présidence de la République française", "france", "presidency_france"),
        ("Ministry of Foreign Affairs of the Republic of Cyprus", "cyprus", None),
    ],
)
def test_a_source_speaks_as_the_institution_it_is(title: str, party: str, who: str | None) -> None:
    found = own_voice(title, party)
    assert (found.id, found.name, found.party) == (who, title, party)
