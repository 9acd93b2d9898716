"""What is remembered of hosts, and when a server is taken at its word."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.http import Response

from crawlers.memory import Memory
from crawlers.validators import conditions, learn, unchanged

NOW = datetime(2023, 5, 4, 12, tzinfo=UTC)
URL = "https://press.example/feed"
HELD = ("https://press.example/2", "https://press.example/1")
ETAG, DATE = {"ETag": '"2"'}, {"Last-Modified": "Thu, 04 May 2023 10:34:00 GMT"}


def test_what_is_kept_of_a_host_is_there_for_the_next_crawl(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "cache")
    memory.of("press.example")["wait"] = {"times": 1}
    assert Memory(tmp_path / "cache").of("press.example") == {}
    memory.keep("press.example")
    assert Memory(tmp_path / "cache").of("press.example") == {"wait": {"times": 1}}
    assert Memory(tmp_path / "cache").of("other.example") == {}


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00"])
def test_a_file_that_cannot_be_read_is_learnt_again(tmp_path: Path, text: str) -> None:
    (tmp_path / "press.example.json").write_text(text)
    assert Memory(tmp_path).of("press.example") == {}


def test_no_name_of_a_host_leaves_the_folder(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "cache")
    memory.keep("../../x")
    assert [path.name for path in tmp_path.rglob("*.json")] == ["..%2F..%2Fx.json"]
    assert list((tmp_path / "cache").iterdir()) != []


def test_without_a_folder_nothing_is_kept() -> None:
    memory = Memory()
    memory.of("a")["b"] = 1
    memory.keep("a")
    assert memory.of("a") == {"b": 1}


def read(memory: Memory, digest: str, sent: dict[str, str], at: datetime = NOW) -> None:
    learn(
        memory, URL, Response(URL, headers=sent), digest=digest, addresses=HELD, now=at
    )  # fmt: skip


def trusted() -> Memory:
    """Return the memory of a listing that changed once, and was then read twice alike."""
    memory = Memory()
    read(memory, "one", {"ETag": '"1"'})
    read(memory, "two", ETAG | DATE)
    read(memory, "two", ETAG | DATE)
    return memory


def asked(memory: Memory, at: datetime = NOW, known: tuple[str, ...] = HELD) -> dict[str, str]:
    return conditions(memory, URL, known, at)


def test_a_server_that_changed_both_is_taken_at_its_word() -> None:
    memory = trusted()
    assert asked(memory) == {
        "If-None-Match": '"2"', "If-Modified-Since": "Thu, 04 May 2023 10:34:00 GMT",
    }  # fmt: skip
    assert unchanged(memory, URL) == list(HELD)


@pytest.mark.parametrize("times", [1, 2, 9])
def test_a_server_that_never_changed_anything_has_proved_nothing(times: int) -> None:
    memory = Memory()
    for _ in range(times):
        read(memory, "one", ETAG)
    assert asked(memory) == {}


def test_what_was_read_once_is_read_again_to_confirm_an_edit() -> None:
    memory = trusted()
    read(memory, "three", {"ETag": '"3"'})
    assert asked(memory) == {}
    read(memory, "three", {"ETag": '"3"'})
    assert asked(memory) == {"If-None-Match": '"3"'}


@pytest.mark.parametrize(("before", "after"), [(ETAG, ETAG), (DATE, DATE), (ETAG | DATE, ETAG)])
def test_a_server_that_sent_one_validator_for_two_listings_is_never_believed_again(
    before: dict[str, str], after: dict[str, str]
) -> None:
    memory = Memory()
    read(memory, "one", {"ETag": '"1"'})
    read(memory, "two", before)
    read(memory, "three", after)
    for _ in range(3):
        read(memory, "four", {"ETag": '"4"'})
    assert asked(memory) == {}


def test_a_date_that_stays_is_no_lie_beside_an_etag_that_changes() -> None:
    memory = Memory()
    read(memory, "one", {"ETag": '"1"'} | DATE)
    for _ in range(2):
        read(memory, "two", ETAG | DATE)
    assert asked(memory) != {}


def test_after_a_day_a_listing_is_read_whatever_its_server_says() -> None:
    memory = trusted()
    assert asked(memory, NOW + timedelta(hours=23)) != {}
    assert asked(memory, NOW + timedelta(hours=25)) == {}


def test_a_listing_with_an_address_we_do_not_know_is_read() -> None:
    assert asked(trusted(), known=HELD[:1]) == {}


def test_what_another_version_of_ours_read_is_read_again() -> None:
    memory = trusted()
    memory.of("press.example")["listings"][URL]["reader"] = "Veille/0"
    assert asked(memory) == {}


def test_a_listing_without_validators_is_forgotten() -> None:
    memory = trusted()
    read(memory, "two", {})
    assert memory.of("press.example")["listings"] == {}
