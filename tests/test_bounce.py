"""What mails that come back are: written from documented formats before anything read them."""

import tomllib
from pathlib import Path

import pytest

from pipeline.deliveries import bounce

FOLDER = Path(__file__).parent / "returned"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
KEY = "5f1d0c7b9a3e48d2b6c4a1f07e9d3b52"


def returned(name: str) -> bounce.Returned:
    return bounce.returned((FOLDER / f"{name}.eml").read_bytes())


def test_every_mail_of_the_folder_is_expected_to_be_something() -> None:
    assert {path.stem for path in FOLDER.glob("*.eml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_mail_that_came_back_is_told_apart(name: str) -> None:
    assert returned(name).kind == EXPECTED[name]["kind"]


@pytest.mark.parametrize("name", EXPECTED)
def test_whose_it_was_is_told_by_our_key_and_by_nothing_else(name: str) -> None:
    assert returned(name).keys == ((KEY,) if EXPECTED[name]["ours"] else ())


@pytest.mark.parametrize(
    ("answer", "kind", "status"),
    [
        ("550 5.1.1 <a@b.example>: Recipient address rejected: User unknown", "hard", "5.1.1"),
        ("550 No such user here", "hard", None),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found", "hard", "5.1.10"),
        ("552 5.2.2 mailbox is over quota", "soft", "5.2.2"),
        ("554 5.7.1 <a@b.example>: Relay access denied", "unknown", "5.7.1"),
        ("550 5.7.26 unauthenticated mail; no such user may be told", "unknown", "5.7.26"),
        ("550 relay not permitted", "unknown", None),
        ("553 sorry, that domain isn't in my rcpthosts (#5.7.1)", "unknown", "5.7.1"),
        ("554 5.3.0 our system does not like you", "unknown", "5.3.0"),
    ],
)  # fmt: skip
def test_what_a_server_says_to_a_recipient_is_told_apart(
    answer: str, kind: str, status: str | None
) -> None:
    assert bounce.refused(answer) == bounce.Returned(kind=kind, status=status, reason=answer)  # type: ignore[arg-type]  # as the cases have it
