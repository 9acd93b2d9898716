"""The texts that `bench latency` lets appear are such as the press room plays."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from runtime.bench import latency
from runtime.pressroom.publication import load

OPENED = datetime(2026, 11, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize("source", latency.SITES)
def test_what_is_to_appear_on_a_site_is_a_text_of_it(source: str, tmp_path: Path) -> None:
    text = latency.Text(number=1, source=source, title="Talks on the border", at=OPENED)
    declared = latency.declared(text, 90, random.Random(1))  # noqa: S311  no secret
    (tmp_path / "bench_1.toml").write_text(declared, encoding="utf-8")
    [edition] = load(tmp_path)
    assert (edition.source, edition.title) == (source, text.title)
