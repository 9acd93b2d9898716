"""What is erased is gone: from tables, files, the archive and backups; the rest is untouched."""

import gzip
import shutil
import time
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from called import said
from served import serving
from sqlalchemy import update
from test_delivery import Box, sent
from visits import (
    TALKS,
    WEATHER,
    Visit,
    address,
    clean,
    contents,
    crawled,
    rows,
    stored,
    subscribe,
)
from warcio.archiveiterator import ArchiveIterator

from pipeline import archive, erasure, housekeeping, ledger, stages, store
from pipeline.errors import ArchiveError, CallError
from pipeline.settings import Settings
from pipeline.store import tally
from pipeline.tables import Address, Band, Carriage, Document, Page, Revision, Withholding
from runtime import backup
from runtime.commands import keeping
from runtime.commands import withholding as commands

QUOTE = '"We will not speak of Nagorno-Karabakh again," said Ararat Mirzoyan, the minister.'
TEXT = f"{TALKS['en']}\n\n{QUOTE}"
TITLE = "Talks in Washington"
WORDS = ("must be addressed", "not speak of", TITLE)
WHY = "asked for by somebody named"
LISTING = f'<a href="{address(1)}">{TITLE}</a> <a href="{address(2)}">Rain in the capital</a>'
NOW = datetime(2026, 11, 27, 7, 30, tzinfo=UTC)
pytestmark = pytest.mark.server


@pytest.fixture(autouse=True)
def this_house(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands work on the house of the test."""
    for module in (commands, keeping):
        monkeypatch.setattr(module, "opened", lambda: house)


def erase(*more: str) -> str:
    return said("erase", address(1), "--why", WHY, *more, "--yes")


@pytest.fixture
def told(house: Settings) -> Settings:
    """Return a house that knows, told, searched and traced a text, and another beside it."""
    subscribe(house)
    with Visit(house, mode="announce") as visit:
        visit.fetches("https://www.mfa.am/en/news", LISTING, role="listing")
        visit.fetches("https://www.mfa.am/en/speeches", "another listing", role="listing")
        visit.reads(address(1), TEXT)
        visit.reads(address(2), WEATHER)
    stored(house)
    stages.after_crawl(house, clean)
    stages.make_searchable(house)
    return house


def unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def holding(root: Path, *words: str) -> list[str]:
    """Return the files under a folder that hold any of some words, packed or not."""
    kept = [path for path in root.rglob("*") if path.is_file()]
    return [
        str(path.relative_to(root))
        for path in kept
        if any(word.encode() in unpacked(path) for word in words)
    ]


def test_without_yes_it_only_says_what_would_go(told: Settings) -> None:
    before = contents(told)
    answer = said("erase", address(1), "--why", WHY)
    assert f"{address(1)}: 1 texts, " in answer
    assert ", 2 pages, 1 spool items, 1 mails" in answer
    assert "nothing is erased yet" in answer
    assert contents(told) == before
    assert holding(told.home, *WORDS)


def test_no_word_of_it_is_left_in_home_tables_or_backups(told: Settings, tmp_path: Path) -> None:
    """Grep the whole home, a dump of the database, and backups made before."""
    folder = tmp_path / "backups"
    backup.make(told, folder, NOW)
    for root in (told.home, folder):
        assert len(holding(root, *WORDS)) >= 4  # spool, mail, two files of the archive
    assert any(word in repr(contents(told)) for word in WORDS)
    answer = erase("--backup", str(folder))
    assert "1 backups were amended" in answer
    assert not any(word in repr(contents(told)) for word in WORDS)
    assert holding(told.home, *WORDS) == []
    assert holding(folder, *WORDS) == []
    assert not rows(told, Band) or rows(told, Document)[0].id not in {
        one.document_id for one in rows(told, Band)
    }
    [place] = backup.latest(folder)
    for path, digest in backup.sums(place).items():
        assert backup.digest(place / path) == digest
    assert backup.facts(place).erased == [rows(told, Document)[0].canonical]
    assert "light rain" in unpacked(place / backup.DATABASE).decode()  # the other text stays


def test_a_forgotten_folder_of_backups_is_reached_by_the_next_backup(
    told: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    backup.make(told, folder, NOW)
    erase()
    assert holding(folder, *WORDS)
    assert "erased from 1 earlier backups" in said("backup", str(folder))
    assert holding(folder, *WORDS) == []
    for place in backup.latest(folder):
        assert {p for p, d in backup.sums(place).items() if backup.digest(place / p) != d} == set()
    time.sleep(1)  # a backup is named by its second
    assert "earlier backups" not in said("backup", str(folder))


def test_a_change_of_places_that_died_is_put_right(told: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    place = backup.make(told, folder, NOW).place
    place.rename(place.with_name(f"{place.name}.old"))
    erase("--backup", str(folder))
    assert backup.latest(folder) == [place]
    assert holding(folder, *WORDS) == []


def test_other_records_stay_byte_for_byte_and_the_files_verify(told: Settings) -> None:
    pages = rows(told, Page)
    before = {
        one.id: archive.body(told.archive, one.file, one.offset, one.digest) for one in pages
    }
    raw = {one.file: (told.archive / one.file).read_bytes() for one in pages}
    erase()
    gone = {one.id for one in rows(told, Page) if one.erased_at}
    assert gone == {one.id for one in pages if any(w.encode() in before[one.id] for w in WORDS)}
    for one in pages:
        if one.id in gone:
            with pytest.raises(ArchiveError, match=f"the page {one.digest} was erased"):
                archive.body(told.archive, one.file, one.offset, one.digest)
        else:
            assert archive.body(told.archive, one.file, one.offset, one.digest) == before[one.id]
    for file, was in raw.items():
        now = (told.archive / file).read_bytes()
        assert len(now) == len(was)
        with (told.archive / file).open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.content_stream().read()
        tombs = unpacked(told.archive / file).decode(errors="replace").count("\r\nwas: sha256:")
        assert tombs == sum(one.file == file and one.id in gone for one in pages)


def test_the_answer_that_there_is_nothing_stays_where_it_is_of_another_text(
    told: Settings,
) -> None:
    with Visit(told, hours=2) as visit:
        for number in (1, 2):
            visit.fetches(address(number), "no such page")
    stored(told)
    with store.sessions(told.database).begin() as session:
        gone = Page.digest == sha256(b"no such page").hexdigest()
        session.execute(update(Page).where(gone).values(status=404))
    erase()
    erased = {one.url for one in rows(told, Page) if one.erased_at and one.status == 404}
    assert erased == {address(1)}


def test_hash_and_reason_stay_and_the_log_tells_everybody(told: Settings) -> None:
    page = next(one for one in rows(told, Page) if one.url == address(1))
    erase()
    [entry] = rows(told, Withholding)
    assert (entry.kind, entry.why, entry.digests) == ("erased", WHY, [page.digest])
    assert page.digest == sha256(TEXT.encode()).hexdigest()
    with store.sessions(told.database)() as session:
        assert ledger.unexplained(ledger.entries(tally.counts(session))) == []
    with serving(told) as site:
        [line] = site.get("/log").text.splitlines()
    assert f"erased, am_mfa: {WHY} (SHA-256 {page.digest})" in line
    assert rows(told, Address)[0].reason == "erased"


def test_its_page_says_that_it_is_erased_and_hands_out_nothing(told: Settings) -> None:
    number = rows(told, Document)[0].id
    [statement] = [one.statement_id for one in rows(told, Carriage) if one.document_id == number]
    erase()
    with serving(replace(told, web_reading="open")) as site:
        pages = [site.get(f"/en/{one}") for one in (f"d/{number}", f"s/{statement}")]
        ends = (f"d/{number}/kept/1", f"d/{number}/cite.md", f"s/{statement}/cite.json")
        files = [site.get(f"/en/{one}") for one in ends]
    assert {one.status for one in (*pages, *files)} == {410}
    for page in pages:
        assert f"We erased this text: {WHY}" in page.text
        assert not any(word in page.text for word in WORDS)
    assert all("erased the text for good" in one.text and "/en/log" in one.text for one in files)


@pytest.mark.parametrize("changed", [False, True])
def test_a_crawl_does_not_bring_it_back(told: Settings, changed: bool) -> None:  # noqa: FBT001
    erase()
    text = TEXT.replace("again", "ever again") if changed else TEXT
    with Visit(told, hours=2) as visit:
        visit.reads(address(1), text)
        visit.reads(address(3), TALKS["ru"])
    stored(told)
    stages.after_crawl(told, clean)
    [before] = [one for one in rows(told, Revision) if one.document_id == 1]
    assert (before.title, before.body) == (None, "")
    assert rows(told, Address)[0].reason == "erased"
    assert rows(told, Address)[0].due_at is None
    with store.sessions(told.database)() as session:
        assert ledger.unexplained(ledger.entries(tally.counts(session))) == []
    assert len(holding(told.home, *WORDS)) == 2  # the page, and the file of the spool
    assert housekeeping.drop_erased(told, NOW) == {"erased pages": 1}
    assert holding(told.home, *WORDS) == []
    assert housekeeping.drop_erased(told, NOW) == {}
    assert "Карабаха" in repr(contents(told))


def test_what_waits_in_the_spool_is_dropped_too(told: Settings) -> None:
    with Visit(told, hours=2) as visit:
        visit.reads(address(1), TEXT.replace("again", "ever again"))
    erase()
    assert holding(told.home, *WORDS) == []
    stored(told)
    assert rows(told, Address)[0].reason == "erased"
    assert housekeeping.drop_erased(told, NOW) == {"erased pages": 1}  # a tombstone already


def test_what_a_run_that_died_left_is_finished_by_saying_it_again(told: Settings) -> None:
    page = next(one for one in rows(told, Page) if one.url == address(1))
    file = told.archive / page.file
    away = shutil.move(file, told.home.with_name("away"))
    with pytest.raises(ArchiveError, match="bytes are left in 1 files"):
        erase()
    shutil.move(away, file)
    assert "was erased on" in erase()
    assert holding(told.home, *WORDS) == []


def test_a_text_hidden_before_leaves_no_copy_to_show_again(told: Settings) -> None:
    said("withhold", address(1), "--why", WHY)
    erase()
    assert not any(word in repr(contents(told)) for word in WORDS)
    with pytest.raises(CallError, match="is not withheld: there is nothing"):
        said("withhold", address(1), "--why", WHY, "--lift")


def test_a_mail_not_sent_yet_says_nothing_of_it(house: Settings) -> None:
    subscribe(house)
    crawled(house, (address(1), TEXT))
    stages.write_lines(house)
    erase()
    assert sent(house, Box())["sent"] == 0


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (("erase", address(9), "--why", WHY), "is no document"),
        (("erase", address(1), "--why", " "), "--why says nothing"),
    ],
)
def test_what_cannot_be_erased_is_refused(
    told: Settings, call: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(CallError, match=reason):
        said(*call, "--yes")
    assert rows(told, Withholding) == []


@pytest.mark.parametrize(
    "page",
    [
        b'{"title": "Talks in \\u0053alzburg of ministers"}',
        b"<b>Talks in Salzburg\n of  ministers</b>",
        b"<title>Talks in Salzburg of&#32;ministers</title>",
        b"&lt;p&gt;Talks in Salzburg of ministers&amp;nbsp;&lt;/p&gt;",
    ],
)
def test_words_are_known_however_a_page_writes_them(page: bytes) -> None:
    assert erasure.shows(page, {"Talks in Salzburg of ministers"})
    assert erasure.shows("Переговоры в Москве".encode("cp1251"), {"Переговоры в Москве"})
    assert not erasure.shows(page, {"Talks in Vienna of ministers"})
