"""Citations: who, in which office, when, where, and the archived copy; nothing a reader runs."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from pipeline.citation import MEDIA_TYPES, Citation, Cited, written
from pipeline.item import Moment
from pipeline.subscriptions.preferences import LANGUAGES
from pipeline.words import words

YEREVAN = timezone(timedelta(hours=4))
ONE = Citation(
    speakers=(
        Cited(
            name="Ararat Mirzoyan", office="Minister of Foreign Affairs of Armenia",
            party="Armenia",
        ),
    ),
    by_report=False,
    channel="press conference",
    said=Moment(at=datetime(2023, 5, 4, tzinfo=YEREVAN), precision="day", zone="Asia/Yerevan"),
    published=Moment(
        at=datetime(2023, 5, 4, 20, tzinfo=YEREVAN), precision="minute", zone="Asia/Yerevan"
    ),
    title="On the talks",
    language="en",
    publisher="Ministry of Foreign Affairs of Armenia",
    address="https://www.mfa.am/en/press-releases/2023/05/04/talks/1",
    digest="ab" * 32,
    fetched_at=datetime(2023, 5, 5, 8, tzinfo=UTC),
    veille="https://veille.example/s/12",
)  # fmt: skip
HOSTILE = replace(
    ONE,
    speakers=(Cited(name='=HYPERLINK("http://evil")', office="\t@SUM(A1)", party=None),),
    title="+1\r\nER  - \r\nTY  - BOOK <b>[x](javascript:y) `c` *d*",
    publisher="-2+3",
    channel="|cmd",
)


def record(text: str) -> list[tuple[str, str]]:
    """Return the lines of a RIS record; every one of them has a tag."""
    assert text.endswith("\r\n")
    lines = text[:-2].split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for line in lines)
    return [(line[:2], line[6:]) for line in lines]


def row(text: str) -> dict[str, str]:
    [found] = csv.DictReader(io.StringIO(text))
    return found


@pytest.mark.parametrize("form", MEDIA_TYPES)
def test_every_form_says_all_of_it(form: str) -> None:
    text = written(ONE, form, "en")
    for fact in (
        "Ararat Mirzoyan", "Minister of Foreign Affairs of Armenia", "Armenia",
        "press conference", "On the talks", ONE.address, ONE.digest, "2023-05-05T08:00:00Z",
        ONE.veille, "Asia/Yerevan",
    ):  # fmt: skip
        assert fact in text


def test_moments_are_as_precise_as_their_publisher_was() -> None:
    found = json.loads(written(ONE, "json", "en"))
    assert found["said"] == {"at": "2023-05-04", "precision": "day", "zone": "Asia/Yerevan"}
    assert found["published"]["at"] == "2023-05-04T20:00+04:00"
    unsaid = json.loads(written(replace(ONE, said=None, published=None), "json", "en"))
    assert (unsaid["said"], unsaid["published"]) == (None, None)
    assert "4 May 2023 (the publisher gives no time)" in written(ONE, "md", "en")


def test_ris_is_one_whole_record_whatever_a_source_writes() -> None:
    for one in (ONE, HOSTILE, replace(ONE, speakers=(), title=None, published=None)):
        lines = record(written(one, "ris", "en"))
        assert (lines[0], lines[-1]) == (("TY", "ELEC"), ("ER", ""))
        assert [tag for tag, _ in lines].count("ER") == 1
    found = dict(record(written(ONE, "ris", "en")))
    assert (found["PY"], found["DA"]) == ("2023", "2023/05/04/20:00 Asia/Yerevan")
    assert dict(record(written(replace(ONE, speakers=()), "ris", "en")))["AU"] == ONE.publisher


def test_no_cell_of_csv_is_a_formula_and_every_value_comes_back() -> None:
    plain, hostile = row(written(ONE, "csv", "en")), row(written(HOSTILE, "csv", "en"))
    assert (plain["speaker"], plain["title"]) == ("Ararat Mirzoyan", "On the talks")
    assert list(plain) == list(hostile)
    for value in hostile.values():
        assert value[:1] not in {"=", "+", "-", "@", "\t", "\r", "|", "%"}
    assert hostile["speaker"] == '\'=HYPERLINK("http://evil")'


def test_markdown_of_a_source_is_no_markup() -> None:
    text = written(HOSTILE, "md", "en")
    assert text.count("\n") == 1
    assert "\\<b\\>\\[x\\](javascript:y) \\`c\\` \\*d\\*" in text
    nowhere = written(replace(ONE, address="javascript:alert(1)"), "md", "en")
    assert "](<" not in nowhere


def test_markdown_names_the_channel_in_the_readers_language() -> None:
    text = written(replace(ONE, channel="communique"), "md", "ru")
    assert "Канал: коммюнике." in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_known_by_report_alone_is_told_so(language: str) -> None:
    text = written(replace(ONE, by_report=True), "md", language)
    assert f"({words()[language].read['role_report']})" in text
    assert words()[language].alert["published"] in text
