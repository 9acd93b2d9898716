"""The command line: every command, every wrong call, and what each says."""

import email
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import policy
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from visits import (
    OTHER,
    READER,
    START,
    TALKS,
    WEATHER,
    Visit,
    address,
    crawled,
    rows,
    stored,
    subscribe,
)

from pipeline import settings, stages, store
from pipeline.errors import CallError
from pipeline.settings import REPOSITORY, Settings
from pipeline.tables import Document, Line, Revision, Statement, Subscriber, Subscription
from runtime import cli, database
from runtime.bench.silence import MADE

PAGE = (
    "<!doctype html><html lang='en'><head><title>Talks in Washington</title>"
    "<link rel='canonical' href='https://press.example/en/talks'></head><body><article>"
    "<h1>Talks in Washington</h1>"
    "<p>The foreign minister of Armenia said that the rights and security of the people of "
    "Nagorno-Karabakh must be addressed within an international mechanism.</p>"
    "<p>«The talks with Azerbaijan will go on tomorrow», he told the journalists.</p>"
    "</article></body></html>"
)
URL = "https://press.example/en/talks"
OFFICIAL = address(1)
POST = ["--speaker", "Nikos Dendias", "--channel", "post", "--zone", "Europe/Athens"]


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """The objects of its JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Call = Callable[..., Said]


@pytest.fixture
def veille(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Call]:
    """Return what runs a command in a home without a database."""
    for name in settings.NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    monkeypatch.setenv("VEILLE_HOME", str(tmp_path / "home"))

    def call(*arguments: object, stdin: str | bytes = "") -> Said:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        settings.current.cache_clear()
        database.opened.cache_clear()
        status = cli.run([str(one) for one in arguments])
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    yield call
    settings.current.cache_clear()
    database.opened.cache_clear()


@pytest.fixture
def at_home(veille: Call, house: Settings, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Return what runs a command on the database of a house."""
    monkeypatch.setenv("VEILLE_HOME", str(house.home))
    monkeypatch.setenv("VEILLE_DATABASE", str(house.database))
    return veille


def file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# calls


def test_every_command_is_there_and_says_what_it_does(veille: Call) -> None:
    overview = veille("--help")
    assert overview.status == 0
    for name in cli.COMMANDS:
        assert re.search(rf"^  {name} +\S", overview.out, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(cli.COMMANDS.keys() - {"test"}))
def test_every_command_has_a_help_that_begins_with_a_sentence(veille: Call, name: str) -> None:
    for option in ("--help", "-h"):
        said = veille(name, option)
        assert (said.status, said.err) == (0, "")
        usage, sentence = said.out.split("\n\n")[:2]
        assert usage.startswith(f"Usage: veille {name}")
        assert sentence.strip().endswith((".", "."))


def test_every_listing_command_can_answer_in_json_lines(veille: Call) -> None:
    for name in ("addresses", "documents", "flags", "lines", "revisions", "sources", "statements"):
        assert "--json" in veille(name, "--help").out


def test_the_arguments_of_test_are_those_of_pytest() -> None:
    call = [sys.executable, "-P", "-m", "runtime.cli", "test", "--version"]
    done = subprocess.run(  # noqa: S603  our own interpreter, arguments as a list
        call, env={"PYTHONPATH": str(REPOSITORY)}, capture_output=True, text=True, check=True
    )
    assert f"pytest {pytest.__version__}" in done.stdout


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["nonsense"], "No such command 'nonsense'. See `veille --help`."),
        (["--colour"], "No such option '--colour'."),
        (["crawl"], "Missing argument 'SOURCES...'. See `veille crawl --help`."),
        (["crawl", "zz_none"], "zz_none: no such source; known: "),
        (["crawl", "manual"], "manual: no such source"),
        (["documents", "--limit", "0"], "0 is not in the range"),
        (["documents", "--limit", "x"], "'x' is not a valid int"),
        (["documents", "--colour"], "No such option '--colour'."),
        (["documents", "extra"], "unexpected extra argument (extra)"),
        (["ingest"], "name a file to ingest"),
        (["read", "/nowhere/at/all"], "/nowhere/at/all cannot be read: No such file"),
        (["read", "/"], "/ cannot be read: Is a directory"),
        (["subscribe", READER], "Missing option '--dossier'. See `veille subscribe --help`."),
        (["subscribe", "reader", "--dossier", "karabakh"], "'reader' is no mail address"),
        (["subscribe", READER, "--dossier", "moon"], "no dossier 'moon'; known: karabakh"),
        (["subscribe", READER, "--dossier", "karabakh", "--grade", "x"], "'x' is not one of"),
        (["trace"], "Missing argument 'URL'."),
    ],
)
def test_a_wrong_call_is_told_in_one_line_with_status_2(
    veille: Call, call: list[str], told: str
) -> None:
    said = veille(*call)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("veille: ")
    assert told in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("VEILLE_COLOUR", "red", 2),
        ("VEILLE_TICK", "soon", 2),
        ("VEILLE_DATABASE", "postgresql://x", 2),
        ("VEILLE_DATABASE", "postgresql+psycopg://u:hush@127.0.0.1:1/x", 1),
    ],
)
def test_a_wrong_setting_or_a_dead_database_is_told_in_one_line(
    veille: Call, monkeypatch: pytest.MonkeyPatch, name: str, value: str, status: int
) -> None:
    monkeypatch.setenv(name, value)
    said = veille("documents")
    assert said.status == status
    assert said.err.count("\n") == 1
    assert "hush" not in said.err


@pytest.mark.parametrize(
    "call", [["--debug", "read", "/nowhere"], ["read", "/nowhere", "--debug"]]
)
def test_debug_shows_where_it_went_wrong(veille: Call, call: list[str]) -> None:
    with pytest.raises(CallError, match="cannot be read"):
        veille(*call)


def test_debug_is_the_texts_own_behind_two_dashes(veille: Call) -> None:
    assert veille("read", "--", "--debug").status == 2


def test_nothing_runs_in_an_empty_home(veille: Call) -> None:
    said = veille("status")
    assert said.status == 1
    assert "does not run; `veille up` starts it" in said.out
    as_json = veille("status", "--json")
    assert (as_json.out, "does not run" in as_json.err) == ("", True)
    assert veille("down").out == "nothing was running\n"


def test_texts_for_a_press_room_that_does_not_play_are_refused(
    veille: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    call = ("up", "--demo", "--texts", str(tmp_path))
    assert "say --demo" in veille("up", *call[2:]).err
    monkeypatch.setenv("VEILLE_REPLAY", "http://127.0.0.1:1")  # where nobody answers
    said = veille(*call)
    assert (said.status, "VEILLE_REPLAY=http://127.0.0.1:1 takes its place" in said.err) == (
        2,
        True,
    )
    assert not (tmp_path / "home").exists()


# read


def test_a_text_is_read_without_a_database(veille: Call, tmp_path: Path) -> None:
    said = veille("read", file(tmp_path, "text.txt", TALKS["hy"]))
    assert said.status == 0
    first, *rest = said.out.splitlines()
    assert re.fullmatch(r"language  hy \(\d\.\d\d\)", first)
    assert rest[0].startswith("dossier   karabakh: mention, score 0.")
    span = re.compile(r" +\d+-\d+  Լեռնային Ղարաբաղի հայերի իրավունքների  \(\w+, context\)")
    assert any(span.fullmatch(line) for line in rest)


def test_a_text_about_something_else_is_on_no_dossier(veille: Call) -> None:
    assert veille("read", stdin=WEATHER).out.splitlines()[1:] == ["dossier   none"]


def test_an_html_page_is_read_through_its_article(veille: Call, tmp_path: Path) -> None:
    page = file(tmp_path, "page.html", f"\n{PAGE}")
    [answer] = veille("read", "--json", page).lines
    assert answer["language"] == "en"
    [found] = answer["dossiers"]
    assert (found["dossier"], found["grade"]) == ("karabakh", "core")


@pytest.mark.parametrize("text", [TALKS["en"], "\ufeff" + TALKS["en"]])
def test_json_is_one_object_with_offsets_in_the_given_text(veille: Call, text: str) -> None:
    said = veille("read", "--json", stdin=text)
    [answer] = said.lines
    assert said.out.count("\n") == 1
    assert set(answer) == {"id", "language", "confidence", "dossiers", "quotations"}
    assert (answer["id"], answer["language"]) == (None, "en")
    [found] = answer["dossiers"]
    read = text.removeprefix("\ufeff")
    [quoted] = answer["quotations"]
    assert (quoted["kind"], quoted["as_written"]) == (
        "indirect",
        "The foreign minister of Armenia",
    )
    assert quoted["text"] == read[quoted["start"] : quoted["end"]]
    assert quoted["text"].startswith("the rights and security of the people")
    spans = {read[one["start"] : one["end"]] for one in found["matches"]}
    assert "Nagorno-Karabakh" in spans
    assert all({"start", "end", "term", "strength"} == set(one) for one in found["matches"])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"abc\xff", "no UTF-8 at offset 3; convert it"),
        (b"<html><body></body></html>", "no article found"),
    ],
)
def test_what_cannot_be_read_is_named(veille: Call, content: bytes, told: str) -> None:
    said = veille("read", stdin=content)
    assert (said.status, said.out) == (1, "")
    assert told in said.err
    assert said.err.count("\n") == 1


def test_lines_are_answered_in_order_and_a_bad_one_by_its_error(veille: Call) -> None:
    lines = [
        json.dumps({"id": "a", "text": TALKS["ru"], "title": "x", "source": "am_mfa"}),
        "",
        "no json",
        "[1]",
        json.dumps({"id": 2, "title": "no text"}),
        json.dumps({"id": 3, "text": "x", "title": 7}),
        json.dumps({"id": 4, "text": "x", "source": ["am_mfa"]}),
        "[" * 100_000,
        json.dumps({"id": "half \ud83d", "text": f"half \ud83d {TALKS['en']}"}),
        json.dumps({"text": TALKS["fr"], "url": "https://x.example", "published": "2023-05-05"}),
    ]
    said = veille("read", "--jsonl", stdin="\n".join(lines))
    answers = said.lines
    assert [one.get("language") for one in answers] == ["ru", *[None] * 6, "en", "fr"]
    assert [one["id"] for one in answers] == ["a", None, None, 2, 3, 4, None, "half \ud83d", None]
    errors = [one["error"] for one in answers if "error" in one]
    assert [error.split(" ")[1].rstrip(":") for error in errors] == ["3", "4", "5", "6", "7", "8"]
    [found] = answers[-2]["dossiers"]
    start = len("half ? ") + TALKS["en"].index("Nagorno-Karabakh")
    assert (start, start + 16) in {(one["start"], one["end"]) for one in found["matches"]}
    assert said.status == 1
    assert said.err == "veille: 6 lines could not be read; their answers say why\n"


@pytest.mark.parametrize(
    ("source", "grade"), [("am_mfa", "core"), ("am_civilnet", "mention"), ("nobody", "mention")]
)
def test_an_official_source_speaks_without_quotation_marks(
    veille: Call, source: str, grade: str
) -> None:
    line = json.dumps({"id": 1, "text": TALKS["ru"], "source": source})
    [answer] = veille("read", "--jsonl", stdin=line).lines
    assert [one["grade"] for one in answer["dossiers"]] == [grade]


def test_every_line_is_answered_before_the_next_one_comes() -> None:
    call = [sys.executable, "-P", "-m", "runtime.cli", "read", "--jsonl"]
    with subprocess.Popen(  # noqa: S603  our own interpreter, arguments as a list
        call,
        env={"PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdin
        assert child.stdout
        for number in range(3):
            child.stdin.write(json.dumps({"id": number, "text": TALKS["en"]}) + "\n")
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["id"] == number
        child.stdin.close()
    assert child.returncode == 0


def test_a_reader_who_has_enough_ends_it_quietly(tmp_path: Path) -> None:
    lines = file(tmp_path, "lines", json.dumps({"text": WEATHER}) + "\n" + "{}\n" * 20_000)
    call = [sys.executable, "-P", "-m", "runtime.cli", "read", "--jsonl", str(lines)]
    with subprocess.Popen(  # noqa: S603  our own interpreter, arguments as a list
        call,
        env={"PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout
        assert child.stderr
        assert child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == ""
    assert child.returncode == cli.UNREAD


def test_reading_a_text_imports_neither_scrapy_nor_airflow(tmp_path: Path) -> None:
    text = file(tmp_path, "text.txt", TALKS["en"])
    heavy = "{'scrapy', 'twisted', 'airflow', 'trafilatura', 'alembic'}"
    code = f"from runtime import cli; cli.run(['read', {str(text)!r}]); import sys"
    done = subprocess.run(  # noqa: S603  our own interpreter, arguments as a list
        [sys.executable, "-P", "-c", f"{code}; print({heavy} & sys.modules.keys())"],
        env={"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "set()"


# ingest


@pytest.mark.server
def test_a_text_brought_by_hand_goes_all_the_way_to_the_post_once(
    at_home: Call, house: Settings, tmp_path: Path
) -> None:
    assert at_home("subscribe", READER, "--dossier", "karabakh").status == 0
    text = file(tmp_path, "article.txt", TALKS["fr"])
    call = ["ingest", text, "--url", URL, "--published", "2023-05-05", "--title", "Pourparlers"]
    said = at_home(*call)
    assert said.status == 0
    assert said.out == (
        "1 attributed, 1 carriages, 1 files, 1 lead new, 1 mention, 1 new, 1 not found, 1 pages, "
        "1 quotations, 1 searched, 1 sent, 1 statements\n"
    )
    [found] = rows(house, Document)
    assert (found.source, found.language, found.published_precision) == ("manual", "fr", "day")
    assert [one.title for one in rows(house, Revision)] == ["Pourparlers"]
    assert len(list((house.mail / "new").iterdir())) == 1
    assert at_home(*call).out == "1 files, 1 pages, 1 same\n"
    assert len(list((house.mail / "new").iterdir())) == 1


@pytest.mark.server
def test_an_html_page_may_say_itself_where_it_stands(
    at_home: Call, house: Settings, tmp_path: Path
) -> None:
    assert at_home("ingest", file(tmp_path, "page.html", PAGE)).status == 0
    assert [one.address for one in rows(house, Document)] == [URL]


@pytest.mark.server
@pytest.mark.parametrize("by", ["file", "stdin"])
def test_items_a_line_go_in_and_a_bad_one_fails_the_job_by_its_number(
    at_home: Call, house: Settings, tmp_path: Path, by: str
) -> None:
    lines = [
        json.dumps({"url": URL, "text": TALKS["en"], "published": "2023-05-05T10:00+04:00"}),
        json.dumps({"url": f"{URL}/2"}),
        json.dumps({"url": f"{URL}/3", "text": WEATHER, "title": "Rain", "language": "en"}),
    ]
    content = "\n".join(lines)
    files = [file(tmp_path, "items.jsonl", content)] if by == "file" else []
    said = at_home("ingest", "--jsonl", *files, stdin=content if by == "stdin" else "")
    assert said.status == 1
    assert "veille: 1 lines were not taken; the first: line 2: no object with" in said.err
    assert [one.address for one in rows(house, Document)] == [URL, f"{URL}/3"]


@pytest.mark.server
@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["--jsonl", "--url", URL], "is a key of the objects with --jsonl"),
        (["--jsonl", "/nowhere"], "/nowhere cannot be read"),
        (["/nowhere", "--url", URL], "/nowhere cannot be read"),
        (["--source", "zz_none", "{text}", "--url", URL], "source 'zz_none' is unknown"),
        (["{text}"], "declares no address of its own; give --url"),
        (["{text}", "--url", "press"], "no address of an article"),
        (["{text}", "--url", "http://["], "no address of an article"),
        (["{text}", "--url", URL, "--published", "soon"], "'soon' is no moment"),
        (["{text}", "{text}", "--url", URL], "2 files cannot share the address"),
        (["{text}", "--url", URL, "--speaker", "X", "--channel", "x"], "'x' is not one of 'comm"),
        (["{text}", "--url", URL, *POST, "--party", "moon"], "'moon' is none of armenia, az"),
    ],
)
def test_a_text_that_is_called_wrongly_is_not_taken(
    at_home: Call, house: Settings, tmp_path: Path, call: list[str], told: str
) -> None:
    text = str(file(tmp_path, "text.txt", WEATHER))
    said = at_home("ingest", *(one.format(text=text) for one in call))
    assert said.status == 2
    assert told in said.err
    assert said.err.count("\n") == 1
    assert rows(house, Document) == []


@pytest.mark.server
@pytest.mark.parametrize("by", ["file", "jsonl"])
def test_what_somebody_is_said_to_have_said_is_that_speakers_statement(
    at_home: Call, house: Settings, tmp_path: Path, by: str
) -> None:
    at_home("subscribe", READER, "--dossier", "karabakh")
    call = [*POST, "--party", "greece", "--said", "2023-05-04T21:40+03:00", "--url", URL]
    if by == "jsonl":
        names = (one.removeprefix("--") for one in call[::2])
        item = dict(zip(names, call[1::2], strict=True)) | {"text": TALKS["en"]}
        said = at_home("ingest", "--jsonl", stdin=json.dumps(item))
    else:
        said = at_home("ingest", file(tmp_path, "post.txt", TALKS["en"]), *call)
    assert (said.status, "1 statements" in said.out, "1 sent" in said.out) == (0, True, True)
    [told] = at_home("statements", "--json").lines
    assert (told["speaker"], told["party"], told["institution"], told["genre"]) == (
        "Nikos Dendias", "greece", None, "post",
    )  # fmt: skip
    assert (told["said"], told["published"]) == ("2023-05-04 21:40 Europe/Athens", None)
    [sent] = (house.mail / "new").iterdir()
    message = email.message_from_bytes(sent.read_bytes(), policy=policy.default)
    assert message["Subject"].startswith("Greece, Nikos Dendias (post): ")
    mail = message.get_body(("plain",)).get_content()
    for line in (
        "Speaker:   Nikos Dendias\n",
        "Channel:   post\n",
        "Said:      4 May 2023, 21:40 Europe/Athens (UTC+03:00)\n",
        "Published: not given\n",
        "Brought:   by hand, by an operator;",
    ):
        assert line in mail


@pytest.mark.server
def test_an_operator_may_say_later_and_otherwise_whose_words_a_text_is(
    at_home: Call, house: Settings, tmp_path: Path
) -> None:
    text = file(tmp_path, "post.txt", TALKS["en"])
    at_home("ingest", text, "--url", URL)
    assert rows(house, Statement) == []  # an article, for all we know
    assert "1 statements" in at_home("ingest", text, "--url", URL, *POST).out
    assert "1 corrected" in at_home("ingest", text, "--url", URL, *POST, "--party", "greece").out
    assert [one.party for one in rows(house, Statement)] == ["greece"]
    again = at_home("ingest", text, "--url", URL, *POST, "--party", "greece")
    assert again.out == "1 files, 1 pages, 1 same\n"
    assert at_home("ingest", text, "--url", URL).out == "1 files, 1 pages, 1 same\n"
    assert [one.speaker for one in rows(house, Statement)] == ["Nikos Dendias"]


# subscribe


@pytest.mark.server
def test_a_reader_subscribes_and_may_ask_for_another_grade(at_home: Call, house: Settings) -> None:
    said = at_home("subscribe", READER, "--dossier", "karabakh")
    assert said.out == f"{READER} now follows karabakh (mention and above)\n"
    said = at_home("subscribe", READER, "--dossier", "karabakh", "--grade", "core")
    assert said.out == f"{READER} follows karabakh (core and above)\n"
    [reader], [asked] = rows(house, Subscriber), rows(house, Subscription)
    assert reader.since is not None
    assert asked.grade == "core"


@pytest.mark.server
def test_who_subscribes_with_announce_is_told_of_what_was_seen_before(
    at_home: Call, house: Settings, tmp_path: Path
) -> None:
    at_home("subscribe", OTHER, "--dossier", "karabakh")
    page = file(tmp_path, "page.html", PAGE)
    at_home("ingest", page)
    at_home("subscribe", READER, "--dossier", "karabakh")
    assert at_home("ingest", page).out == "1 files, 1 pages, 1 same\n"
    assert len(rows(house, Line)) == 1
    at_home("subscribe", READER, "--dossier", "karabakh", "--announce")
    assert at_home("ingest", page).out == "1 files, 1 pages, 1 same, 1 sent\n"
    assert len(rows(house, Line)) == 2
    at_home("subscribe", READER, "--dossier", "karabakh", "--announce")
    assert len(rows(house, Line)) == 2


# crawl


@pytest.mark.server
def test_a_source_that_fails_is_named_with_its_outcome_and_fails_the_job(
    at_home: Call, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VEILLE_REPLAY", "http://127.0.0.1:1")  # where nobody answers
    with Visit(house) as visit:
        visit.reads(OFFICIAL, TALKS["en"])
    said = at_home("crawl", "us_state")
    assert said.status == 1
    outcome, done = said.out.splitlines()
    assert outcome.startswith("us_state: unreachable: ")
    assert "1 new" in done  # what lay in the spool is stored all the same
    crawling, *_, error = said.err.splitlines()
    assert crawling == "us_state: crawling ..."
    assert error == "veille: 1 of 1 sources failed: us_state"


# listings, why, trace


@pytest.fixture
def full(at_home: Call, house: Settings) -> Call:
    """Return what runs a command on a database where something of everything is."""
    subscribe(house)
    with Visit(house, mode="announce") as visit:
        visit.reads(OFFICIAL, TALKS["en"], genre="communique")
        visit.loses(address(2))
    assert at_home("crawl", "zz_none").status == 2
    at_home("ingest", "--jsonl", stdin="")
    return at_home


@pytest.mark.server
@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (["addresses"], {"url": address(2), "reason": "http_500", "document": None}),
        (["addresses", "--due"], {"url": address(2), "seen": START.isoformat()}),
        (["addresses", "--source", "am_mfa", "--limit", "1"], {"url": address(2)}),
        (["documents"], {"address": OFFICIAL, "revisions": 1, "published": None}),
        (["documents", "--source", "am_mfa"], {"title": "Talks in Washington"}),
        (["revisions", OFFICIAL], {"number": 1, "source": "am_mfa", "confirmed": None}),
        (["statements"], {"party": "armenia", "carried by": [f"authoritative en {OFFICIAL}"]}),
        (["flags"], {"dossier": "karabakh", "grade": "core", "section": ""}),
        (["flags", "--dossier", "karabakh"], {"address": OFFICIAL}),
        (["lines"], {"subscriber": READER, "kind": "new", "role": "lead"}),
    ],
)
def test_a_listing_is_json_lines_with_json_and_a_table_without(
    full: Call, call: list[str], expected: dict[str, object]
) -> None:
    said = full(*call, "--json")
    assert (said.status, said.err) == (0, "")
    found = [row for row in said.lines if row.items() >= expected.items()]
    assert len(found) == 1
    table = full(*call)
    assert table.status == 0
    header, *cells = table.out.splitlines()
    assert re.split(r"  +", header.strip()) == list(found[0])
    assert len(cells) == len(said.lines)


@pytest.mark.server
def test_sources_are_told_in_short_as_a_table_and_in_full_as_json(full: Call) -> None:
    said = full("sources", "--json")
    [found] = [row for row in said.lines if row["source"] == "am_mfa"]
    assert found.items() >= {"outcome": "ok", "due addresses": 2}.items()
    header, *cells, counted, _ = full("sources").out.splitlines()
    assert header.split()[:2] == ["source", "state"]
    assert len(cells) == len(said.lines)
    assert counted.startswith(f"{len(said.lines)} sources: ")


@pytest.mark.server
@pytest.mark.parametrize(
    "call",
    [
        ["documents", "--source", "us_state"],
        ["flags", "--dossier", "caucasus"],
    ],
)
def test_an_empty_listing_is_said_and_is_no_line(full: Call, call: list[str]) -> None:
    assert full(*call).out == "nothing\n"
    assert full(*call, "--json").out == ""


@pytest.mark.server
def test_why_shows_reasons_and_every_span(full: Call) -> None:
    said = full("why", f"{OFFICIAL}#top")
    first, *rest = said.out.splitlines()
    assert re.fullmatch(r"revision 1, karabakh: core, 0\.\d\d", first)
    assert "  Places of the dossier: Nagorno-Karabakh (file)." in rest
    assert any(
        re.fullmatch(r" +\d+-\d+  Nagorno-Karabakh  \(place_nagorno_karabakh, file\)", line)
        for line in rest
    )
    [answer] = full("why", OFFICIAL, "--json").lines
    assert (answer["dossier"], answer["grade"], answer["revision"]) == ("karabakh", "core", 1)
    assert answer["reasons"]
    assert answer["matches"]


@pytest.mark.server
def test_why_a_text_has_no_flag_is_said(full: Call, house: Settings) -> None:
    with Visit(house, mode="announce", hours=1) as visit:
        visit.reads(address(3), WEATHER)
    stored(house)
    assert "nobody has looked yet whether it is on a dossier" in full("why", address(3)).err
    stages.join_statements(house, START)
    stages.raise_flags(house)
    assert "no dossier has it" in full("why", address(3)).err


@pytest.mark.server
def test_trace_shows_every_step(full: Call) -> None:
    steps = [line.split()[0] for line in full("trace", OFFICIAL).out.splitlines()]
    assert steps == [
        "address", "visit", "due", "page", "document", "revision", "flag", "statement", "editions",
        "line",
    ]  # fmt: skip
    answer = full("trace", OFFICIAL, "--json").lines
    assert [one["step"] for one in answer] == steps
    assert "http_500: as told" in full("trace", address(2)).out


@pytest.mark.server
@pytest.mark.parametrize(
    ("command", "url", "told"),
    [
        ("why", address(2), "has no flag, no text of it is stored; `veille trace"),
        ("trace", "https://www.mfa.am/never", "was never seen"),
        ("trace", "http://[", "was never seen"),
        ("why", "no address", "was never seen"),
    ],
)
def test_an_address_that_leads_nowhere_is_a_wrong_call(
    full: Call, command: str, url: str, told: str
) -> None:
    said = full(command, url)
    assert (said.status, said.out) == (2, "")
    assert told in said.err


@pytest.mark.server
def test_a_title_is_shown_as_it_is_whatever_signs_it_holds(at_home: Call, house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(OFFICIAL, TALKS["en"], title="[red]Briefing[/red] [/x] \\[y]")
    stored(house)
    assert "[red]Briefing[/red] [/x] \\[y]" in at_home("documents").out


# for operators


@pytest.mark.server
def test_sources_show_the_state_of_each_and_why(full: Call) -> None:
    rows = {row["source"]: row for row in full("sources", "--json").lines}
    mfa = rows["am_mfa"]
    assert (mfa["rhythm"], mfa["gap"], mfa["state"]) == ("not learnt yet", None, "ok")
    assert (mfa["reason"], mfa["last success"]) == ("as told", "2023-05-05T08:01:00+00:00")
    assert mfa["last new"] == START.isoformat()
    assert rows["manual"]["state"] == "archive"
    assert {"since", "next", "cadence", "outcome"} <= mfa.keys()


@pytest.mark.server
def test_a_source_is_paused_resumed_and_paced_without_a_release(
    full: Call, house: Settings
) -> None:
    def row() -> dict[str, Any]:
        [found] = [one for one in full("sources", "--json").lines if one["source"] == "am_mfa"]
        return dict(found)

    declared = row()["cadence"]
    assert full("sources", "pause", "am_mfa").out == "am_mfa is paused\n"
    assert row()["state"] == "paused"
    assert full("sources", "pace", "am_mfa", "6h").out.endswith(
        ", once it is resumed: it is paused\n"
    )
    assert full("sources", "resume", "am_mfa").out == "am_mfa is due at the next tick\n"
    assert row()["state"] == "ok"
    assert full("sources", "pace", "am_mfa", "6h").status == 0
    assert row()["cadence"] == "6:00:00"
    assert full("sources", "pace", "am_mfa").status == 0
    assert row()["cadence"] == declared
    with store.sessions(house.database)() as session:
        due = store.source_of(session, "am_mfa").due_at
    assert due is not None


@pytest.mark.server
@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["sources", "pause", "zz_none"], "zz_none: no such source to crawl"),
        (["sources", "resume", "manual"], "manual: no such source to crawl"),
        (["sources", "pace", "am_mfa", "often"], "DURATION: 'often' is no duration"),
        (["sources", "stop"], "No such command 'stop'"),
        (["ledger", "--since", "yesterday"], "--since yesterday: write 24h"),
        (["ledger", "--since", "0d"], "--since: '0d' is no duration"),
    ],
)
def test_a_wrong_call_of_an_operator_is_one_line_and_changes_nothing(
    full: Call, call: list[str], words: str
) -> None:
    before = full("sources", "--json").lines
    said = full(*call)
    assert said.status == 2
    assert words in said.err
    assert len(said.err.splitlines()) == 1
    assert [one["cadence"] for one in full("sources", "--json").lines] == [
        one["cadence"] for one in before
    ]


@pytest.mark.server
def test_the_ledger_adds_up_and_says_so_by_its_exit_status(full: Call, house: Settings) -> None:
    said = full("ledger")
    assert said.status == 0
    assert said.out.splitlines()[0].split() == [
        "stage", "in", "out", "waiting", "drops", "unexplained", "counted",
    ]  # fmt: skip
    entries = full("ledger", "--json").lines
    assert {one["unexplained"] for one in entries} == {0}
    [fetched] = [one for one in entries if (one["stage"], one["language"]) == ("fetch", "en")]
    assert (fetched["in"], fetched["out"], fetched["source"]) == (1, 1, "am_mfa")
    assert full("ledger", "--source", "us_state").out == "nothing\n"
    assert full("ledger", "--since", "2023-05-06", "--json").out == ""
    assert full("ledger", "--since", "2023-05-05T08:00", "--json").lines == entries
    with store.sessions(house.database).begin() as session:
        session.execute(text("DELETE FROM flag"))
    lost = full("ledger")
    assert (lost.status, lost.err) == (1, "unexplained: 1 entries\n")
    assert re.search(r"am_mfa +en +evidence +1 +0", lost.out)


@pytest.mark.server
def test_health_by_hand_shows_what_is_not_well_and_tells_operators(
    full: Call, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VEILLE_OPERATORS", "ops@example.org")
    with store.sessions(house.database).begin() as session:
        session.execute(text("UPDATE source SET paused = true WHERE name <> 'am_mfa'"))
        session.execute(text("UPDATE source SET due_at = now() - interval '5 hours'"))
    said = full("health")
    assert said.status == 1
    assert "veille crawl am_mfa" in said.out
    assert said.err == "1 changed; told ops@example.org\n"
    again = full("health", "--json")
    assert [(one["subject"], one["state"]) for one in again.lines] == [("am_mfa", "stale")]
    assert again.err == ""
    full("sources", "pause", "am_mfa")
    over = full("health")
    assert (over.status, over.out) == (0, "all is well\n")
    assert over.err == "1 changed; told ops@example.org\n"


@pytest.mark.server
def test_status_ends_with_the_metrics(full: Call) -> None:
    metrics = full("status", "--json").lines[-1]
    assert metrics["name"] == "metrics"
    assert metrics["metrics"]["ledger.unexplained"] == 0
    assert {"lag.address", "lag.delivery", "sources.archive"} <= metrics["metrics"].keys()


def test_freezes_are_a_table_of_one_line_a_source(veille: Call) -> None:
    said = veille("bench", "silence", "--freezes", "1", "--json")
    assert all(one["late"] in {0, 1} and one["most"] <= 3 for one in said.lines)
    assert len(said.lines) == len(MADE)


# search


@pytest.mark.server
def test_search_finds_by_words_and_marks_them(at_home: Call, house: Settings) -> None:
    crawled(house, (address(1), TALKS["hy"]), (address(2), TALKS["en"]))
    stages.make_searchable(house)
    [hit] = at_home("search", "Armenia's", "minister", "--json").lines
    assert hit["language"] == "en"
    marked = [hit["snippet"][start:end] for start, end in hit["marks"]]
    assert marked == ["minister", "Armenia", "Armenia"]
    said = at_home("search", "Ղարաբաղ", "--language", "hy").out
    assert "*Ղարաբաղի*" in said
    assert address(1) in said
    assert at_home("search", "Karabakh", "--source", "az_mfa").out == "nothing\n"
    assert len(at_home("search", "Karabakh", "--since", "2023-01-01", "--json").lines) == 2
    assert not at_home("search", "Karabakh", "--until", "2023-01-01", "--json").lines


@pytest.mark.server
@pytest.mark.parametrize(
    ("call", "why"),
    [
        (("x" * 10_000,), "at most 1000 characters"),
        (("&|!",), "nothing to look for"),
        (("peace", "--since", "yesterday"), "does not match the format"),
        (("peace", "--until", "9999-12-31"), "the last day there is"),
        (("peace", "--since", "2023-05-05", "--until", "2023-05-04"), "is after --until"),
        (("peace", "--source", "am_mfaa"), "no such source"),
        (("peace", "--party", "atlantis"), "no such party; known: armenia"),
        (("peace", "--language", "armenian"), "no such language"),
        (("peace", "--dossier", "karabagh"), "no such dossier; known: karabakh"),
    ],
)
def test_what_cannot_be_searched_for_is_a_wrong_call(
    at_home: Call, call: tuple[str, ...], why: str
) -> None:
    said = at_home("search", *call)
    assert said.status == 2
    assert why in said.err
    assert said.err.count("\n") == 1


# what a publisher changed


def test_two_files_are_compared_without_a_database(veille: Call, tmp_path: Path) -> None:
    old = file(tmp_path, "old.txt", "Five people were killed.\n\nTalks went on for long.")
    new = file(tmp_path, "new.txt", "Six people were killed.\n\nTalks went on a long time.")
    said = veille("compare", old, new, "--language", "en", "--json")
    assert (said.status, said.err) == (0, "")
    first, second = said.lines
    assert (first["kinds"], first["substantive"], first["where"]) == (["number"], True, "text")
    assert first["before"] == {"start": 0, "end": 24, "text": "Five people were killed."}
    assert first["words"][:2] == [{"op": "gone", "text": "Five "}, {"op": "new", "text": "Six "}]
    assert (second["kinds"], second["substantive"]) == (["wording"], False)
    told = veille("compare", old, new, "--language", "en").out
    assert "substance: number" in told
    assert "[-Five-] {+Six+} people were killed." in told
    assert "nothing differs" in veille("compare", old, old).out
    assert veille("compare", old, tmp_path / "none.txt").status == 2


@pytest.mark.server
def test_revisions_are_compared_one_with_the_next(at_home: Call, house: Settings) -> None:
    edited = TALKS["en"].replace("must be", "must not be")
    for hour, page in enumerate((TALKS["en"], edited, edited)):
        crawled(house, (address(1), page), hours=hour)
    [row] = at_home("revisions", address(1), "--diff", "--json").lines
    assert (row["revision"], row["kinds"], row["substantive"]) == (2, ["negation"], True)
    assert "{+not+}" in at_home("revisions", address(1), "--diff").out
    for more in ((), ("--diff",)):
        assert "is no document" in at_home("revisions", address(9), *more).err


@pytest.mark.server
def test_text_from_the_right_stands_apart_in_lines_of_ours(at_home: Call, house: Settings) -> None:
    said = "دیدار در تهران\n\nوزیر امور خارجه ایران از NATO و صلح با همسایگان سخن گفت."
    for hour, page in enumerate((said, *[said.replace("NATO", "EU")] * 2)):
        crawled(house, (address(1), page), hours=hour)
    shown = at_home("revisions", address(1), "--diff").out
    assert "    \u2067وزیر" in shown
    assert "[-\u2068NATO\u2069-] {+\u2068EU\u2069+}" in shown
    assert "\u2067دیدار در تهران\u2069" in at_home("documents").out
