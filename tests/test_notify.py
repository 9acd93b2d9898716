"""Operators are told by services too: each by itself, and no secret of theirs is logged."""

import json
import logging
from dataclasses import replace

import pytest
from test_health import REPORTS
from test_webhook import receiving

from pipeline import settings
from pipeline.errors import PostError, SettingsError
from pipeline.settings import Settings
from pipeline.silence import health, notify

REPORT = REPORTS["health_begun"]


def at(url: str) -> str:
    """Return a receiver as apprise writes it."""
    return url.replace("http://", "json://user:s3cret@")


def house(*services: str, operators: tuple[str, ...] = ()) -> Settings:
    known = settings.read({"VEILLE_SMTP": "smtp://127.0.0.1:9"})  # nothing is mailed here
    return replace(known, notify=services, operators=operators)


def test_an_alarm_reaches_every_service_that_takes_it(caplog: pytest.LogCaptureFixture) -> None:
    with receiving() as first, receiving() as second:
        second.status = 500
        with caplog.at_level(logging.WARNING, "pipeline"):
            health.send(house(at(second.url), at(first.url)), REPORT)
        [(_, body)] = first.taken
        told = json.loads(body)
    assert told["title"] == health.report.brief(REPORT)[0]
    assert REPORT.begun[0].subject in told["message"]
    assert "service 1 of VEILLE_OPERATORS_NOTIFY did not take an alarm" in caplog.text
    assert "s3cret" not in "".join(one.getMessage() for one in caplog.records)


def test_an_alarm_nobody_took_is_raised_again() -> None:
    with receiving() as down:
        down.status = 503
        with pytest.raises(PostError, match="no service took it"):
            health.send(house(at(down.url)), REPORT)


def test_a_house_has_operators_by_either_way() -> None:
    assert not house().has_operators
    assert house("ntfy://topic").has_operators
    assert house(operators=("ops@example.org",)).has_operators


@pytest.mark.parametrize("wrong", ["nonsense", "unknown://host", "slack://"])
def test_a_service_apprise_does_not_know_is_refused_without_its_secret(wrong: str) -> None:
    assert not notify.is_known(wrong)
    with pytest.raises(SettingsError, match="VEILLE_OPERATORS_NOTIFY: number 2 is no service"):
        settings.read({"VEILLE_OPERATORS_NOTIFY": f"json://localhost {wrong}"})


def test_no_secret_is_printed() -> None:
    assert "s3cret" not in repr(house("json://user:s3cret@localhost"))
