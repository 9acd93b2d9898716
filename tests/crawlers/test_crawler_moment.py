"""Moments: zone, precision, every month as pages write it, and nothing invented."""

from datetime import UTC, datetime, timedelta

import pytest

from crawlers import moment


@pytest.mark.parametrize(
    ("language", "text", "expected", "precision"),
    [
        ("az", "25 aprel 2023, 10:34", "2023-04-25T10:34:00+04:00", "minute"),
        ("az", "1 İyun 2023", "2023-06-01T00:00:00+04:00", "day"),
        ("ru", "4 май, 2023", "2023-05-04T00:00:00+04:00", "day"),
        ("ru", "04 мая, 2023", "2023-05-04T00:00:00+04:00", "day"),
        ("hy", "04 Մայիս, 2023", "2023-05-04T00:00:00+04:00", "day"),
        ("hy", "2026 թ. նոյեմբերի 24", "2026-11-24T00:00:00+04:00", "day"),
        ("fr", "1er mai 2023", "2023-05-01T00:00:00+04:00", "day"),
        ("en", "03.04.2023", "2023-04-03T00:00:00+04:00", "day"),
        ("en", "2026-05-31 11:20:00", "2026-05-31T11:20:00+04:00", "minute"),
        ("en", "2026-05-31T11:20:00+01:00", "2026-05-31T14:20:00+04:00", "minute"),
        ("en", "2026-05-31", "2026-05-31T00:00:00+04:00", "day"),
    ],
)
def test_a_moment_keeps_zone_and_precision(
    language: str | None, text: str, expected: str, precision: str
) -> None:
    found = moment.moment(text, zone="Asia/Yerevan", language=language)
    assert found is not None
    assert (found.at.isoformat(), found.precision) == (expected, precision)
    assert found.zone == "Asia/Yerevan"


@pytest.mark.parametrize(
    "text", ["", "yesterday", "May 2023", "12 May", "10:34", "31.02.2023", "2023-13-45"]
)
def test_no_moment_is_guessed(text: str, caplog: pytest.LogCaptureFixture) -> None:
    assert moment.moment(text, zone="Asia/Yerevan", language="en") is None
    assert "no moment, left out" in caplog.text


def test_past_offsets_are_those_of_their_day() -> None:
    found = moment.moment("1 июля 2010, 12:00", zone="Europe/Moscow", language="ru")
    assert found is not None
    assert found.at.utcoffset() == timedelta(hours=4)


def test_the_clock_of_a_feed() -> None:
    assert moment.feed_clock("Mon, 02 May 2022 23:36:04 +0000") == datetime(
        2022, 5, 2, 23, 36, 4, tzinfo=UTC
    )
    assert moment.feed_clock("Mon, 02 May 2022 23:36:04 -0000") == datetime(
        2022, 5, 2, 23, 36, 4, tzinfo=UTC
    )
    assert moment.feed_clock("whenever") is None
    assert moment.feed_moment("whenever", zone="UTC") is None


@pytest.mark.parametrize("seconds", [None, "soon", 10**30, {}])
def test_what_is_no_unix_time_is_no_moment(seconds: object) -> None:
    assert moment.unix_moment(seconds, zone="UTC") is None
