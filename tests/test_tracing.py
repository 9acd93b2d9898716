"""What the press quotes is looked for in the official texts of whom it quotes, of that time."""

from datetime import UTC, datetime, timedelta

import pytest
from visits import Visit, contents, rows, stored

from pipeline import stages, store
from pipeline.item import Moment
from pipeline.settings import Settings
from pipeline.tables import Quotation, Revision, Trace
from pipeline.traces.sought import sought

pytestmark = pytest.mark.server

DAY = datetime(2023, 5, 5, 8, tzinfo=UTC)
SAID = (
    "On several articles the wordings were brought closer together. On others the approaches of "
    "the sides remain apart, and this was stated openly."
)
OFFICIAL = f"On the talks\n\nThe delegations negotiated for four days.\n\n{SAID}"
REPORT = "Talks end\n\n“{}” Armenia’s Foreign Minister Ararat Mirzoyan said on Thursday."
ARTICLE = "https://civilnet.am/en/news/7/talks"
COMMUNIQUE = "https://www.mfa.am/en/press-releases/2023/05/04/talks/1"


def brings(  # noqa: PLR0913  what a crawl is told
    house: Settings, source: str, url: str, page: str, *, days: float = 0, hours: float = 0
) -> None:
    """Let one crawl of a source read a page published some days after the report."""
    published = Moment(at=DAY + timedelta(days=days), precision="minute", zone="Asia/Yerevan")
    with Visit(house, source=source, mode="announce", hours=hours) as visit:
        visit.reads(url, page, published=published)
    stored(house)
    stages.keep_quotations(house)


def press(house: Settings, words: str, **more: float) -> None:
    brings(house, "am_civilnet", ARTICLE, REPORT.format(words), **more)


def found(house: Settings) -> Trace:
    """Trace what is to do, and return the one trace there is."""
    stages.trace_quotations(house)
    [trace] = rows(house, Trace)
    return trace


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("On several articles the wordings were brought closer together,", "verbatim"),
        ("On several articles the wordings were brought closer […] this was stated openly,",
         "cut"),
        ("On several articles the wordings were brought farther apart together,", "differs"),
        ("We shall never come back to this table, whatever they promise us,", "not found"),
    ],
)  # fmt: skip
def test_a_quotation_is_traced_to_the_words_of_its_speaker(
    house: Settings, words: str, verdict: str
) -> None:
    brings(house, "am_mfa", COMMUNIQUE, OFFICIAL, days=-1)
    press(house, words)
    trace = found(house)
    assert trace.verdict == verdict
    report, official = (rows(house, Revision)[at].body for at in (1, 0))
    for start, end, first, last in trace.pairs:
        assert (
            report[start:end].split()[0].casefold() == official[first:last].split()[0].casefold()
        )
    assert (trace.revision_id is None) == (verdict == "not found")


def test_what_comes_later_is_looked_at_too_and_what_was_traced_is_not_traced_again(
    house: Settings,
) -> None:
    press(house, "On several articles the wordings were brought closer together,")
    assert found(house).verdict == "not found"
    brings(house, "am_mfa", COMMUNIQUE, OFFICIAL, days=1, hours=2)
    assert found(house).verdict == "verbatim"
    before = contents(house)
    assert not any(stages.trace_quotations(house).values())
    assert contents(house) == before


@pytest.mark.parametrize(
    ("source", "url", "days"),
    [
        ("az_mfa", "https://mfa.gov.az/en/news/1", -1),  # another speaker's
        ("am_mod", "https://www.mil.am/en/news/1", -1),  # another institution's
        ("am_mfa", COMMUNIQUE, -20),  # another time's
    ],
)
def test_the_same_words_of_somebody_else_or_of_another_time_are_not_the_original(
    house: Settings, source: str, url: str, days: float
) -> None:
    brings(house, source, url, OFFICIAL, days=days)
    press(house, "On several articles the wordings were brought closer together,")
    assert found(house).verdict == "not found"


def test_a_guests_turn_on_an_official_page_is_the_guests(house: Settings) -> None:
    page = (
        "Press statements\n\nStatement by Minister Ararat Mirzoyan\n\n"
        "We are glad to have our guest in Yerevan today and to speak of the road ahead.\n\n"
        f"Statement by Secretary of State Antony Blinken\n\n{SAID}"
    )
    brings(house, "am_mfa", COMMUNIQUE, page, days=-1)
    press(house, "On several articles the wordings were brought closer together,")
    assert found(house).verdict == "not found"
    words = "“On several articles the wordings were brought closer together,” Antony Blinken said."
    other = "https://civilnet.am/en/news/8/talks"
    brings(house, "am_civilnet", other, f"Guest\n\n{words}")
    stages.trace_quotations(house)
    assert [one.verdict for one in rows(house, Trace)] == ["not found", "verbatim"]


def test_reported_speech_is_traced_as_a_wording_of_the_reporters(house: Settings) -> None:
    brings(house, "am_mfa", COMMUNIQUE, OFFICIAL, days=-1)
    page = (
        "Talks\n\nArmenia’s Foreign Minister Ararat Mirzoyan said that the wordings of several "
        "articles had been brought closer.\n\nArmenia’s Foreign Minister Ararat Mirzoyan said "
        "that the talks would be continued in Moscow."
    )
    brings(house, "am_civilnet", ARTICLE, page)
    stages.trace_quotations(house)
    assert [one.verdict for one in rows(house, Trace)] == ["reworded", "not found"]


def test_words_of_nobody_we_know_are_not_traced(house: Settings) -> None:
    page = (
        "Talks\n\nA diplomatic source said that the remaining distance can be covered.\n\n"
        "“We will see what comes of it in the end,” a diplomatic source said."
    )
    brings(house, "am_civilnet", ARTICLE, page)
    stages.trace_quotations(house)
    assert rows(house, Trace) == []
    assert all(one.traced_by for one in rows(house, Quotation))


def test_not_found_says_where_was_looked_and_who_was_not_read(house: Settings) -> None:
    press(house, "We shall never come back to this table, whatever they promise us,")
    said = sought(found(house).searched, "Ararat Mirzoyan")
    assert said == (
        "not found in 0 official texts of Ararat Mirzoyan between 2023-04-27 and 2023-05-13; "
        "not read then: am_mfa (not visited)"
    )
    brings(house, "am_mfa", COMMUNIQUE, OFFICIAL, days=-1, hours=3)
    assert sought(found(house).searched, "Ararat Mirzoyan") == (
        "not found in 1 official text of Ararat Mirzoyan (en) between 2023-04-27 and 2023-05-13"
    )
    assert sought(found(house).searched, "Ararat Mirzoyan", "fr").startswith(
        "introuvable (Ararat Mirzoyan)\u00a0: 1 texte officiel regardé (anglais), du 27 avril 2023"
    )


def test_a_quotation_read_anew_is_traced_anew(house: Settings) -> None:
    brings(house, "am_mfa", COMMUNIQUE, OFFICIAL, days=-1)
    press(house, "On several articles the wordings were brought closer together,")
    stages.trace_quotations(house)
    with store.sessions(house.database).begin() as session:
        for revision in session.query(Revision):
            revision.quoted_by = None
    stages.keep_quotations(house)
    assert found(house).verdict == "verbatim"
