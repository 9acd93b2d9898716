"""The queue between crawlers and pipeline: whole files, dead parts, broken lines."""

import fcntl
import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pytest

from pipeline import spool
from pipeline.errors import ItemError
from pipeline.item import Item, Section
from pipeline.spool import Drop, FetchedPage, ListedAddress, Outcome, Record, Writer

NOW = datetime(2023, 5, 5, 8, 0, 0, 250, tzinfo=UTC)
URL = "https://www.mfa.am/hy/press-releases/2023/05/04/talks/1"
KEY = "am_mfa.20230505T080000000250Z.abcdef.crawl"
RECORDS: tuple[Record, ...] = (
    ListedAddress(url=URL, listing="https://www.mfa.am/hy/news?page=1", seen_at=NOW),
    FetchedPage(
        url=URL,
        status=200,
        digest="0" * 64,
        file="am_mfa/2023/05/x.warc.gz",
        offset=17,
        length=170_000,
        fetched_at=NOW,
        media_type=None,
        role="document",
    ),
    Item(
        source="am_mfa",
        address=URL,
        title="Լուր",
        sections=(Section(text="Առաջին։"),),
        published=None,
        seen_at=NOW,
        page="0" * 64,
    ),
    Drop(url=URL, reason="http_500", detail="HTTP 500", at=NOW, final=False),
    Outcome(outcome="ok", reason="1 new", started_at=NOW, ended_at=NOW, counts={"items": 1}),
)


def written(directory: Path, *records: Record) -> Path:
    writer = Writer(directory, KEY)
    for record in records:
        writer.write(record)
    return writer.close()


def left_by_a_dead_crawl(directory: Path, content: str) -> Path:
    part = directory / f"{KEY}.jsonl.part"
    part.write_text(content, encoding="utf-8")
    return part


def test_records_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = written(tmp_path / "new", *RECORDS)
    assert path.name == f"{KEY}.jsonl"
    assert tuple(spool.records(path)) == RECORDS
    assert list((tmp_path / "new").iterdir()) == [path]


def test_texts_lie_in_the_file_as_a_human_reads_them(tmp_path: Path) -> None:
    assert "Առաջին։" in written(tmp_path, *RECORDS).read_text(encoding="utf-8")


def test_a_file_has_its_name_only_when_it_is_complete(tmp_path: Path) -> None:
    writer = Writer(tmp_path, KEY)
    writer.write(RECORDS[0])
    assert not writer.path.exists()
    assert writer.close().exists()


def test_two_crawls_never_share_a_file(tmp_path: Path) -> None:
    writer = Writer(tmp_path, KEY)
    with pytest.raises(FileExistsError):
        Writer(tmp_path, KEY)
    writer.close()


def test_the_part_of_a_living_crawl_is_left_alone(tmp_path: Path) -> None:
    writer = Writer(tmp_path, KEY)
    writer.write(RECORDS[0])
    assert spool.adopt(tmp_path) == []
    assert list(spool.records(writer.close())) == [RECORDS[0]]


def test_a_part_is_locked_before_anybody_sees_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = fcntl.flock

    def adopting(file: IO[bytes], how: int) -> None:
        """Lock a file after somebody looked for what dead crawls left."""
        monkeypatch.undo()
        assert spool.adopt(tmp_path) == []
        lock(file, how)

    monkeypatch.setattr(fcntl, "flock", adopting)
    writer = Writer(tmp_path, KEY)
    writer.write(RECORDS[0])
    assert list(spool.records(writer.close())) == [RECORDS[0]]
    assert [one.name for one in tmp_path.iterdir()] == [f"{KEY}.jsonl"]


@pytest.mark.parametrize("torn", ["", '{"kind":"item","title":"Լո', "{"])
def test_what_a_dead_crawl_left_is_adopted_up_to_its_last_whole_line(
    tmp_path: Path, torn: str
) -> None:
    whole = "".join(map(spool.to_line, RECORDS[:3]))
    part = left_by_a_dead_crawl(tmp_path, whole + torn)
    [path] = spool.adopt(tmp_path)
    assert path == tmp_path / f"{KEY}.jsonl"
    assert path.read_text(encoding="utf-8") == whole
    assert not part.exists()
    assert spool.adopt(tmp_path) == []


def test_a_crawl_that_died_in_its_first_line_leaves_an_empty_file(tmp_path: Path) -> None:
    left_by_a_dead_crawl(tmp_path, '{"kind":"addr')
    [path] = spool.adopt(tmp_path)
    assert list(spool.records(path)) == []


@pytest.mark.parametrize(
    "broken",
    [
        "no json",
        "[1, 2]",
        '"text"',
        '{"kind": "rumour"}',
        '{"url": "https://www.mfa.am/"}',
        '{"kind": "drop", "url": "https://www.mfa.am/"}',
        '{"kind": "drop", "at": "soon"}',
        '{"kind": "drop", "at": null}',
        '{"kind": "item"}',
        '{"kind": ["item"]}',
        "\\",
        "[" * 100_000,
    ],
)
def test_a_broken_line_costs_itself_and_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, broken: str
) -> None:
    path = tmp_path / f"{KEY}.jsonl"
    first, last = map(spool.to_line, (RECORDS[0], RECORDS[-1]))
    path.write_text(f"{first}{broken}\n{last}", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert list(spool.records(path)) == [RECORDS[0], RECORDS[-1]]
    assert path.name in caplog.text


def test_bytes_that_are_no_utf_8_cost_their_line(tmp_path: Path) -> None:
    path = tmp_path / f"{KEY}.jsonl"
    whole = spool.to_line(RECORDS[0]).encode()
    path.write_bytes(b'{"kind": "drop\xff\n' + whole)
    assert list(spool.records(path)) == [RECORDS[0]]


def test_keys_of_one_source_sort_by_their_start() -> None:
    moments = [NOW, NOW.replace(microsecond=251), NOW.replace(hour=9), NOW.replace(year=2024)]
    keys = [spool.new_key("am_mfa", "crawl", moment) for moment in moments]
    assert keys == sorted(keys)


def test_two_crawls_of_one_moment_have_two_keys() -> None:
    assert len({spool.new_key("am_mfa", "crawl", NOW) for _ in range(3)}) == 3


@pytest.mark.parametrize("mode", ["crawl", "announce", "fill", "backfill", "ingest"])
def test_a_key_names_its_source_and_mode(mode: spool.Mode) -> None:
    key = spool.new_key("am_mfa", mode, NOW)
    assert (spool.key_source(key), spool.key_mode(key)) == ("am_mfa", mode)


def test_an_unknown_mode_is_refused_when_written_and_when_read() -> None:
    with pytest.raises(ItemError, match="wander"):
        spool.new_key("am_mfa", "wander", NOW)  # type: ignore[arg-type]  on purpose
    with pytest.raises(ItemError, match="names no mode"):
        spool.key_mode("am_mfa.20230505T080000000250Z.abcdef.wander")


def test_every_line_is_one_json_object_that_names_its_kind() -> None:
    lines = [spool.to_line(record) for record in RECORDS]
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
    kinds = [json.loads(line)["kind"] for line in lines]
    assert kinds == ["address", "page", "item", "drop", "outcome"]
