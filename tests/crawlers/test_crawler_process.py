"""The process that crawls are forked from."""

from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from crawlers import process

WRONG = ["no_such_source"]


def zygotes() -> list[int]:
    return [one.pid for one in psutil.Process().children() if "crawlers.zygote" in one.cmdline()]


def crawl(seconds: float = 60) -> str:
    return process.run(WRONG, "{}", timedelta(seconds=seconds))[-1]


def test_it_is_kept_for_the_next_crawl_unless_it_died_or_the_environment_is_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "invalid choice: 'no_such_source'" in crawl()
    (first,) = zygotes()
    assert "invalid choice" in crawl()  # and nothing of what the one before said
    assert zygotes() == [first]
    psutil.Process(first).kill()
    psutil.wait_procs([psutil.Process(first)], timeout=1)  # it is a zombie, and ours
    assert "invalid choice" in crawl()
    (second,) = zygotes()
    assert second != first
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert "invalid choice" in crawl()
    (third,) = zygotes()
    assert third != second


def test_a_crawl_is_killed_in_time() -> None:
    assert crawl(seconds=0).startswith("killed after 0 s")
    assert "invalid choice" in crawl()
