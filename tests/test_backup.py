"""Backups and restores: nothing kept is lost, damage is named, mail waits for the operator."""

import gzip
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql
from started import command, said
from visits import READER, TALKS, WEATHER, Visit, address, clean, contents, rows, stored, subscribe

from crawlers.archive import Archive
from pipeline import archive, document, stages, store
from pipeline.errors import BackupError, CallError, DatabaseError
from pipeline.settings import Settings
from pipeline.spool import Writer, new_key
from pipeline.tables import Crawl, Document, Page
from runtime import backup, database, dump, postgres, restore, secrets

pytestmark = pytest.mark.server

NOW = datetime(2026, 11, 27, 7, 30, tzinfo=UTC)
OPERATORS = "postgresql+psycopg://root@127.0.0.1:5432/test"
NEWS = "https://www.mfa.am/en/news?page=1"
_numbers = count()

Home = Callable[[str], Settings]


@pytest.fixture
def empty(server: str, house: Settings) -> Iterator[Home]:
    """Return a function that names another home, absent so far, with an empty database."""
    made: list[str] = []
    admin = server.replace("+psycopg", "")

    def home(name: str) -> Settings:
        made.append(f"restored_{next(_numbers)}")
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(made[-1])))
        url = urlsplit(server)._replace(path=f"/{made[-1]}").geturl()
        place = house.home.with_name(name)
        return replace(
            house, home=place, archive=place / "archive", spool=place / "spool", database=url
        )

    yield home
    for name in made:
        store.engine(urlsplit(server)._replace(path=f"/{name}").geturl()).dispose()
        drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(drop)


@pytest.fixture
def lived(house: Settings) -> Settings:
    """Return a house where something was crawled, flagged and told, some of it not sent yet."""
    secrets.make_all(house.home)
    (house.home / "state").mkdir()
    (house.home / "state" / "demo").touch()
    (house.home / "state" / "ui_port").write_text("8080")
    subscribe(house)
    with Visit(house, mode="announce") as visit:
        visit.fetches(NEWS, "a listing", role="listing")
        visit.reads(address(1), TALKS["en"])
    stages.after_crawl(house, clean)  # one mail is sent
    with Visit(house, mode="announce", hours=1) as visit:
        visit.reads(address(2), TALKS["ru"])
    stored(house)
    for stage in (stages.join_statements, stages.raise_flags, stages.write_lines):
        stage(house)
    return house


def made(house: Settings, folder: Path, *, days: float = 0) -> backup.Made:
    return backup.make(house, folder, NOW + timedelta(days=days))


def bodies(house: Settings) -> list[bytes]:
    return [
        archive.body(house.archive, page.file, page.offset, page.digest)
        for page in rows(house, Page)
    ]


def mails(house: Settings) -> list[str]:
    return [path.name for path in (house.mail / "new").iterdir()]


# whole


def test_a_home_that_was_lost_comes_back_whole_and_its_mail_waits(
    lived: Settings, empty: Home, tmp_path: Path
) -> None:
    before, pages, sent = contents(lived), bodies(lived), mails(lived)
    kept = secrets.read(lived.home, secrets.ADMIN_PASSWORD)
    counts = made(lived, tmp_path / "backups").rows
    shutil.rmtree(lived.home)
    again = empty("again")
    taken = restore.take(again, tmp_path / "backups")
    found = contents(again)
    [(what, _, reason)] = found.pop("held")
    assert (what, reason) == ("mail", f"restored from the backup of {reason.split('of ')[1]}")
    assert found == {name: values for name, values in before.items() if name != "held"}
    assert taken.rows == counts
    assert (counts["document"], counts["page"], counts["delivery"]) == (2, 3, 2)
    assert bodies(again) == pages
    assert mails(again) == sent
    assert secrets.read(again.home, secrets.ADMIN_PASSWORD) == kept
    assert (again.home / "state" / "demo").exists()
    assert not (again.home / "state" / "ui_port").exists()  # of the other machine
    assert not secrets.path(again.home, secrets.DATABASE).exists()
    assert stages.send(again) == {"held": 1}
    assert mails(again) == sent
    with store.sessions(again.database).begin() as session:
        assert store.resume_mail(session)
    assert stages.send(again)["sent"] == 1
    assert len(mails(again)) == 2


def test_what_was_crawled_but_not_stored_is_stored_after_the_restore(
    lived: Settings, empty: Home, tmp_path: Path
) -> None:
    with Visit(lived, hours=2) as visit:
        visit.reads(address(3), WEATHER)
    with Visit(lived, hours=3) as visit:
        visit.reads(address(4), WEATHER)
    document.deduplicate(lived)
    document.detect_language(lived)
    one, other = sorted((lived.spool / document.DETECTED).glob("*.jsonl"))
    other.rename(lived.spool / document.STORED / other.name)  # after the database was copied
    made(lived, tmp_path / "backups")
    again = empty("again")
    restore.take(again, tmp_path / "backups")
    assert len(rows(again, Document)) == 2
    assert stored(again)["files"] == 2
    assert len(rows(again, Document)) == 4
    assert {one.stem, other.stem} <= {crawl.key for crawl in rows(again, Crawl)}
    assert len(bodies(again)) == 5
    assert stored(again)["files"] == 0


def test_files_in_progress_are_no_business_of_a_backup(
    lived: Settings, empty: Home, tmp_path: Path
) -> None:
    key = new_key("am_mfa", "crawl", NOW)
    running, writer = Archive(lived.archive, key), Writer(lived.spool / "new", key)
    running.record(NEWS, 200, {}, b"half a crawl", NOW)
    assert made(lived, tmp_path / "backups").missing == []
    running.close()
    writer.close()
    again = empty("again")
    restore.take(again, tmp_path / "backups")
    assert not list(again.home.rglob(f"*{key}*"))


def test_what_a_dead_crawl_left_at_the_root_of_the_archive_is_copied(
    lived: Settings, empty: Home, tmp_path: Path
) -> None:
    page = rows(lived, Page)[-1]
    (lived.archive / page.file).rename(lived.archive / f"{Path(page.file).name}.part")
    assert made(lived, tmp_path / "backups").missing == []
    again = empty("again")
    restore.take(again, tmp_path / "backups")
    assert bodies(again) == bodies(lived)


# again and again


def test_pages_copied_before_are_not_copied_again(
    lived: Settings, empty: Home, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    first = made(lived, folder)
    assert (first.copied, first.there) == (3, 0)
    before = {path: path.stat().st_ino for path in (folder / "archive").rglob("*.gz")}
    with Visit(lived, hours=5) as visit:
        visit.reads(address(5), WEATHER)
    stored(lived)
    second = made(lived, folder, days=1)
    assert (second.copied, second.there) == (1, 3)
    after = {path: path.stat().st_ino for path in (folder / "archive").rglob("*.gz")}
    assert before.items() < after.items()
    again = empty("again")
    restore.take(again, folder)
    assert len(rows(again, Document)) == 3
    assert bodies(again) == bodies(lived)


def test_seven_backups_are_kept_with_the_pages_they_need(lived: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    made(lived, folder)
    listing = next(page for page in rows(lived, Page) if page.role == "listing")
    key = Path(listing.file).name.removesuffix(".listings.warc.gz")
    with store.sessions(lived.database).begin() as session:
        store.drop_listings(session, key, listing.file)
    (lived.archive / listing.file).unlink()
    for day in range(1, 7):
        made(lived, folder, days=day)
    assert (folder / "archive" / listing.file).exists()
    made(lived, folder, days=7)
    assert not (folder / "archive" / listing.file).exists()
    assert [path.name for path in reversed(backup.latest(folder))] == [
        f"{NOW + timedelta(days=day):%Y%m%dT%H%M%SZ}" for day in range(1, 8)
    ]
    assert len(list((folder / "archive").rglob("*.gz"))) == 2


def test_a_backup_that_died_is_none_and_is_cleared_away(lived: Settings, tmp_path: Path) -> None:
    dead = tmp_path / "backups" / "20261126T073000Z.part"
    dead.mkdir(parents=True)
    (dead / "database.sql.gz").write_bytes(b"half")
    assert backup.latest(dead.parent) == []
    made(lived, dead.parent)
    assert not dead.exists()
    assert len(backup.latest(dead.parent)) == 1


def test_the_digests_are_those_sha256sum_checks(lived: Settings, tmp_path: Path) -> None:
    place = made(lived, tmp_path / "backups").place
    said = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],  # noqa: S607  the system's
        cwd=place,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    assert len(said) == len(backup.sums(place)) > 8
    assert place.stat().st_mode & 0o077 == 0


# refused


def test_a_page_missing_from_the_archive_is_named_and_the_rest_is_backed_up(
    lived: Settings, empty: Home, tmp_path: Path
) -> None:
    lost = rows(lived, Page)[-1].file
    (lived.archive / lost).unlink()
    found = made(lived, tmp_path / "backups")
    with pytest.raises(BackupError, match=f"1 files of the archive are missing, {lost} first"):
        backup.refuse_missing(found)
    again = empty("again")
    restore.take(again, tmp_path / "backups")
    assert len(rows(again, Document)) == 2


def spoilt(path: Path) -> Path:
    """Change one byte of a file, and nothing else of it."""
    body = bytearray(path.read_bytes())
    body[len(body) // 2] ^= 1
    path.write_bytes(body)
    return path


def test_a_damaged_page_is_named_with_the_reason_and_can_be_left_out(
    lived: Settings, empty: Home, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    made(lived, folder)
    page = rows(lived, Page)[-1]
    path = spoilt(folder / "archive" / page.file)
    again = empty("again")
    with pytest.raises(BackupError, match=f"damaged: {path}: its bytes changed") as refused:
        restore.take(again, folder)
    assert str(refused.value).endswith("or leave such pages out: --despite-damage")
    assert not again.home.exists()
    taken = restore.take(again, folder, despite_damage=True)
    assert [reason.split(":")[0] for reason in taken.damaged] == [str(path)]
    assert not (again.archive / page.file).exists()
    assert len(rows(again, Page)) == 3


@pytest.mark.parametrize("name", ["database.sql.gz", "secrets/admin_password"])
def test_what_cannot_be_left_out_is_refused_when_it_is_damaged(
    lived: Settings, empty: Home, tmp_path: Path, name: str
) -> None:
    place = made(lived, tmp_path / "backups").place
    path = spoilt(place / name)
    again = empty("again")
    with pytest.raises(BackupError, match=f"damaged: {path}: .*; restore an earlier one"):
        restore.take(again, tmp_path / "backups", despite_damage=True)
    path.unlink()
    with pytest.raises(BackupError, match=f"damaged: {path}: No such file"):
        restore.take(again, tmp_path / "backups")
    assert not again.home.exists()


def changed(place: Path, **facts: object) -> None:
    path = place / "backup.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | facts))


@pytest.mark.parametrize("facts", [{"schema": "2099_01_01"}, {"format": 2}])
def test_a_backup_of_newer_code_is_refused(
    lived: Settings, empty: Home, tmp_path: Path, facts: dict[str, object]
) -> None:
    changed(made(lived, tmp_path / "backups").place, **facts)
    again = empty("again")
    with pytest.raises(BackupError, match=r"is newer than this code .*: update the code"):
        restore.take(again, tmp_path / "backups")
    assert not again.home.exists()


@pytest.mark.parametrize("where", ["home", "archive", "spool"])
def test_nothing_is_restored_over_what_is_there(
    lived: Settings, empty: Home, tmp_path: Path, where: str
) -> None:
    made(lived, tmp_path / "backups")
    full = tmp_path / "full"
    full.mkdir()
    (full / "file").touch()
    with pytest.raises(CallError, match=f"{full} is not empty"):
        restore.take(replace(empty("again"), **{where: full}), tmp_path / "backups")
    assert list(full.iterdir()) == [full / "file"]


def test_nothing_is_restored_into_a_database_that_holds_tables(
    lived: Settings, empty: Home, tmp_path: Path
) -> None:
    made(lived, tmp_path / "backups")
    full = replace(empty("again"), database=lived.database)
    with pytest.raises(CallError, match="holds tables already"):
        restore.take(full, tmp_path / "backups")
    assert not full.home.exists()


def test_a_folder_without_a_backup_is_a_wrong_call(empty: Home, tmp_path: Path) -> None:
    with pytest.raises(CallError, match="holds no complete backup"):
        restore.take(empty("again"), tmp_path / "none")


def test_a_backup_goes_nowhere_into_what_it_copies(lived: Settings) -> None:
    with pytest.raises(CallError, match="is part of what is backed up"):
        made(lived, lived.archive / "backups")


# interrupted


def test_a_restore_that_failed_midway_is_run_again_and_nothing_runs_before(
    lived: Settings, empty: Home, tmp_path: Path
) -> None:
    place = made(lived, tmp_path / "backups").place
    changed(place, server=99)
    again = empty("again")
    with pytest.raises(DatabaseError, match="is of PostgreSQL 99 and this server is 18"):
        restore.take(again, tmp_path / "backups")
    with pytest.raises(CallError, match="did not end: run `veille restore` again"):
        database.refuse_half_restored(again.home)
    changed(place, server=18)
    restore.take(again, tmp_path / "backups")
    database.refuse_half_restored(again.home)
    assert bodies(again) == bodies(lived)


def test_a_restore_that_failed_after_the_database_was_loaded_goes_on(
    lived: Settings, empty: Home, tmp_path: Path
) -> None:
    place = made(lived, tmp_path / "backups").place
    counted = json.loads((place / "backup.json").read_text())["rows"]
    changed(place, rows=counted | {"page": 9})
    again = empty("again")
    with pytest.raises(BackupError, match="table page has 3 rows, 9 were backed up"):
        restore.take(again, tmp_path / "backups")
    assert stages.send(again) == {"held": 1}
    changed(place, rows=counted)
    restore.take(again, tmp_path / "backups")
    database.refuse_half_restored(again.home)
    assert len(rows(again, Page)) == 3


def test_half_a_file_of_sql_loads_nothing(lived: Settings, empty: Home, tmp_path: Path) -> None:
    place = made(lived, tmp_path / "backups").place
    whole = gzip.decompress((place / "database.sql.gz").read_bytes())
    again = empty("again")
    for half in (whole[: len(whole) // 2], whole.replace(b"CREATE INDEX", b"CREATE NONSENSE", 1)):
        path = tmp_path / "half.sql.gz"
        path.write_bytes(gzip.compress(half))
        with pytest.raises(DatabaseError, match="psql failed"):
            dump.load(str(again.database), path, server=18, after="SELECT 1")
        assert dump.is_empty(str(again.database))
    path.write_bytes((place / "database.sql.gz").read_bytes()[:-2000])
    with pytest.raises(BackupError, match="cannot be read"):
        dump.load(str(again.database), path, server=18, after="SELECT 1")
    assert dump.is_empty(str(again.database))


def test_a_server_newer_than_every_pg_dump_is_named_with_what_to_install() -> None:
    with pytest.raises(DatabaseError, match="pg_dump of PostgreSQL 99 or later is needed") as no:
        dump._program("pg_dump", 99)  # noqa: SLF001  no such server can be started here
    assert "pginstall/bin/pg_dump is 18" in str(no.value)
    assert str(no.value).endswith("install postgresql-client-99")


# an operator's server, older than ours


@pytest.fixture
def older(house: Settings) -> Iterator[tuple[Settings, ...]]:
    """Return two houses on the server of this machine: one that knows the sources, one empty."""
    made = [f"veille_test_{os.getpid()}_{next(_numbers)}" for _ in range(2)]
    urls = [f"{OPERATORS.removesuffix('/test')}/{name}" for name in made]
    try:
        admin = psycopg.connect(OPERATORS.replace("+psycopg", ""), autocommit=True)
    except psycopg.OperationalError as error:
        pytest.skip(f"no PostgreSQL of this machine: {error}")
    with admin:
        for name in made:
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        database.migrate(urls[0])
        database.declare_sources(urls[0])
        yield tuple(
            replace(house, database=url, home=home, archive=home / "archive", spool=home / "spool")
            for url, home in zip(urls, (house.home, house.home.with_name("like")), strict=True)
        )
        for name, url in zip(made, urls, strict=True):
            store.engine(url).dispose()
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            admin.execute(drop)


@pytest.mark.external
@pytest.mark.parametrize("tools", ["the server's own", "ours"])
def test_an_older_server_is_backed_up_and_restored_into_its_like_and_into_ours(
    older: tuple[Settings, Settings],
    empty: Home,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tools: str,
) -> None:
    if tools == "ours":
        monkeypatch.setenv("PATH", str(tmp_path))
    elif shutil.which("pg_dump") is None:
        pytest.skip("no pg_dump on PATH")
    house, like = older
    with Visit(house) as visit:
        visit.reads(address(1), TALKS["en"])
    stored(house)
    place = made(house, tmp_path / "backups").place
    facts = json.loads((place / "backup.json").read_text())
    expected = postgres.MAJOR if tools == "ours" else facts["server"]
    assert (facts["server"] < postgres.MAJOR, facts["pg_dump"]) == (True, expected)
    for again in (like, empty("ours")):
        restore.take(again, tmp_path / "backups")
        assert bodies(again) == bodies(house)
        assert contents(again).keys() == contents(house).keys()


# by command, on the embedded server


@pytest.fixture
def homes(house: Settings) -> Iterator[tuple[Settings, Settings]]:
    """Return two homes with servers of their own."""
    both = [replace(house, home=house.home.with_name(one), database=None) for one in ("a", "b")]
    yield both[0], both[1]
    for one in both:
        postgres.stop(one.home)
        shutil.rmtree(postgres.base(one.home), ignore_errors=True)


def test_an_embedded_home_is_backed_up_erased_and_restored_by_command(
    homes: tuple[Settings, Settings], tmp_path: Path
) -> None:
    first, second = homes
    folder, text = str(tmp_path / "backups"), tmp_path / "text.txt"
    text.write_text(TALKS["en"], encoding="utf-8")
    said(command(first, "subscribe", READER, "--dossier", "karabakh"))
    said(command(first, "ingest", str(text), "--url", "https://press.example/en/a"))
    assert "1 documents, 1 revisions, 1 pages" in said(command(first, "backup", folder))
    refused = said(command(first, "restore", folder), status=2)
    assert f"{first.home} is not empty: move it away" in refused
    said(command(first, "down"))
    shutil.rmtree(first.home)
    shutil.rmtree(postgres.base(first.home), ignore_errors=True)
    told = said(command(second, "restore", folder))
    assert f"{second.home}: 1 documents, 1 revisions, 1 pages" in told
    assert "mail is held" in told
    [document] = said(command(second, "documents", "--json")).splitlines()
    assert json.loads(document)["address"] == "https://press.example/en/a"
    assert "mail goes again; 0 messages are due" in said(command(second, "mail", "resume"))
    assert "mail was not held" in said(command(second, "mail", "resume"))
    assert "dropped: nothing" in said(command(second, "housekeeping"))
