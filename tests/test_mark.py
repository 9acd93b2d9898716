"""What stands between marks, however they are set."""

import pytest

from pipeline.quotations.mark import Marked, marked


def inside(text: str) -> list[str]:
    return [text[one.start : one.end] for one in marked(text, (0, len(text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("« Oui », dit-il. « Non. »", ["Oui", "Non."]),
        ("“ Yes,” he said, “no.”", ["Yes,", "no."]),
        ('"Evet" dedi, "hayır" dedi.', ["Evet", "hayır"]),
        ("„Ja“, sagte er.", ["Ja"]),
        ("''Yes,'' he said.", ["Yes,"]),
        ("She said ”so it is”.", ["so it is"]),
        ("an odd “ mark that never closes", ["mark that never closes"]),
        ("a closing” mark without its like", []),
        ("nothing “” inside", []),
        ("“ one : “ two ”", ["one", "two"]),  # the second opens before the first closed
        ("", []),
    ],
)
def test_marks_are_paired(text: str, found: list[str]) -> None:
    assert inside(text) == found


def test_a_mark_left_open_within_costs_only_itself() -> None:
    [one] = marked("« он сказал « нет, и ушел » там", (0, 31))
    assert "нет" in "« он сказал « нет, и ушел » там"[one.start : one.end]


def test_voices_within_are_kept_inside() -> None:
    text = "«Он сказал: «нет», и ушел»"
    [one] = marked(text, (0, len(text)))
    assert text[one.start : one.end] == "Он сказал: «нет», и ушел"
    [voice] = one.inner
    assert text[voice.start : voice.end] == "нет"


def test_an_apostrophe_is_no_mark() -> None:
    text = "“I don’t know what he’s after; it’s Ankara’s,” she said."
    assert inside(text) == ["I don’t know what he’s after; it’s Ankara’s,"]


@pytest.mark.parametrize("text", ["«" * 2000, "“ : “ : " * 500, "»" * 2000, "'’\"" * 700])
def test_hostile_marks_end(text: str) -> None:
    found = marked(text, (0, len(text)))
    assert all(isinstance(one, Marked) and one.start < one.end for one in found)
