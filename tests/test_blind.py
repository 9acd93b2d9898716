"""What the rules made of texts written blind, the first time, they make of them still."""

import json
from collections import Counter

import pytest
from called import called

from runtime.bench import blind, matching


def test_edits_are_found_with_their_kind_and_cosmetic_ones_left_alone() -> None:
    first = [one for one in blind.edited() if not one.of]
    right = Counter(one.kind == blind.COSMETIC for one in first if one.is_right)
    assert right[False] >= 59  # of 60
    assert right[True] >= 28  # of 30


def test_texts_on_the_file_are_told_from_those_near_it() -> None:
    counts = blind.confusion([one for one in blind.graded() if not one.of])
    right = counts["core", "core"]
    assert right / sum(counts["core", one] for one in blind.GRADES) >= 0.93
    assert right / sum(counts[one, "core"] for one in blind.GRADES) >= 0.96


@pytest.mark.parametrize(("command", "rows"), [("edits", 180), ("grades", 1350), ("traces", 216)])
def test_every_text_is_told_as_json(command: str, rows: int) -> None:
    said = called("bench", command, "--json")
    assert said.exit_code == 0
    assert len([json.loads(line) for line in said.output.splitlines()]) == rows


@pytest.mark.parametrize(
    ("command", "last"), [("edits", "ru"), ("grades", "all"), ("traces", "all")]
)
def test_a_table_has_a_row_for_each_language(command: str, last: str) -> None:
    said = called("bench", command, "--misses")
    assert said.exit_code == 0
    assert any(line.startswith(last) for line in said.output.splitlines())


def test_thousands_of_forms_are_looked_for_far_sooner_than_by_plain_re() -> None:
    pace = matching.measured()
    assert pace.forms == matching.TERMS
    assert pace.ours > 5 * pace.plain
