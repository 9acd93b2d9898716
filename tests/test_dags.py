"""The DAGs: they parse cheaply, hold exactly the tasks an operator knows, and do the work."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from played import FEED, MFA, OLD, Answer, Site, place, play_mfa, play_past, play_state
from sqlalchemy import update
from visits import OTHER, READER, TALKS, Visit, address, contents, crawled, rows, subscribe

from pipeline import stages, store
from pipeline.settings import REPOSITORY, Settings
from pipeline.tables import Crawl, Delivery, Document, Flag, Source, Subscriber

pytestmark = pytest.mark.airflow

DAGS = REPOSITORY / "dags"
TOLD = Path(__file__).parent / "dags_told.py"
TASKS = {  # in order
    "collect": ["due", "crawl", "deduplicate", "detect_language", "store"],
    "flag": ["quotations", "statements", "flags", "searchable", "traces"],
    "alert": ["lines", "deliveries"],
    "digest": ["digests", "deliveries"],
    "bounces": ["taken"],
    "health": ["tell"],
    "housekeeping": ["kept", "airflows"],
    "backfill": ["read_back"],
}
RETURNED = Path(__file__).parent / "returned"
ITS_KEY = b"5f1d0c7b9a3e48d2b6c4a1f07e9d3b52"  # of the message these mails came back for
HEAVY = {"scrapy", "twisted", "sqlalchemy", "psycopg", "langdetect", "trafilatura"}

Told = dict[str, Any]


def ask(question: str, home: Path, **more: str) -> list[Told]:
    """Ask Airflow in a process of its own, on a metadata database of its own."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    place = home / "airflow.db"
    ours = {
        "PYTHONPATH": str(REPOSITORY),
        "AIRFLOW_HOME": str(home),
        "AIRFLOW_CONFIG": str(REPOSITORY / "airflow.cfg"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
        "AIRFLOW__CORE__FERNET_KEY": "",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{place}",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC": f"sqlite+aiosqlite:///{place}",
        "AIRFLOW__API__SECRET_KEY": "known to this test only",
        "AIRFLOW__API_AUTH__JWT_SECRET": "known to this test only",
        "VEILLE_HOME": str(home),
    }
    done = subprocess.run(  # noqa: S603  our own interpreter, arguments as a list
        [sys.executable, "-P", str(TOLD), question, str(DAGS)],
        env=kept | ours | more,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told: list[Told] = json.loads(done.stdout.rsplit("\n", 2)[1])
    return told


@pytest.fixture(scope="module")
def dags(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    """Return what every DAG declares, by name."""
    errors, *found = ask("parsed", tmp_path_factory.mktemp("airflow"))
    assert errors == {"errors": {}}
    return {one["dag"]: one for one in found}


def test_every_file_is_one_dag_of_its_name(dags: dict[str, Told]) -> None:
    assert sorted(dags) == sorted(path.stem for path in DAGS.glob("*.py")) == sorted(TASKS)
    for name, dag in dags.items():
        assert Path(dag["file"]) == DAGS / f"{name}.py"


def test_an_operator_reads_in_the_ui_what_a_dag_is_for(dags: dict[str, Told]) -> None:
    for name, dag in dags.items():
        assert dag["doc"].startswith(f"{name.title()}: ")


def test_a_dag_never_runs_beside_itself_and_makes_up_for_no_past(dags: dict[str, Told]) -> None:
    assert {name: dag["max_active_runs"] for name, dag in dags.items()} == dict.fromkeys(TASKS, 1)
    assert not any(dag["catchup"] for dag in dags.values())


@pytest.mark.parametrize("name", TASKS)
def test_the_tasks_are_those_of_the_design_one_behind_the_other(
    dags: dict[str, Told], name: str
) -> None:
    tasks = dags[name]["tasks"]
    assert list(tasks) == TASKS[name]
    assert [tasks[one]["next"] for one in TASKS[name]] == [[one] for one in TASKS[name][1:]] + [[]]


def test_a_crawl_is_one_square_per_source_that_is_not_tried_again(dags: dict[str, Told]) -> None:
    crawl = dags["collect"]["tasks"]["crawl"]
    assert crawl["mapped"] == {"source": "due"}
    assert "source" in crawl["named"]
    assert crawl["retries"] == 0


def test_every_other_task_is_tried_again(dags: dict[str, Told]) -> None:
    for dag in dags.values():
        retries = {name: one["retries"] for name, one in dag["tasks"].items() if name != "crawl"}
        assert set(retries.values()) == {2}


@pytest.mark.parametrize(("dag", "task"), [("collect", "deduplicate"), ("alert", "deliveries")])
def test_what_failed_before_holds_up_neither_storing_nor_sending(
    dags: dict[str, Told], dag: str, task: str
) -> None:
    assert dags[dag]["tasks"][task]["rule"] == "all_done"


def test_dags_wake_each_other_by_assets(dags: dict[str, Told]) -> None:
    assert dags["collect"]["tasks"]["crawl"]["outlets"] == ["news"]
    assert dags["collect"]["tasks"]["store"]["outlets"] == ["veille://documents"]
    assert dags["flag"]["tasks"]["flags"]["outlets"] == ["veille://flags"]


def test_parsing_a_dag_file_imports_nothing_heavy(tmp_path: Path) -> None:
    found = {one["file"]: one["modules"] for one in ask("imported", tmp_path)}
    assert sorted(found) == sorted(f"{name}.py" for name in TASKS)
    for modules in found.values():
        assert not HEAVY & {module.split(".")[0] for module in modules}
        assert not {"pipeline.store", "pipeline.tables"} & set(modules)
    assert "pipeline.settings" in {module for modules in found.values() for module in modules}


@pytest.mark.server
def test_one_failing_source_is_one_red_square_and_the_others_work_goes_on(
    house: Settings,
) -> None:
    subscribe(house)
    with Visit(house, mode="announce") as visit:
        visit.reads(address(1), TALKS["en"])
    with store.sessions(house.database).begin() as session:
        session.execute(update(Source).where(Source.name != "am_mfa").values(paused=True))
    place = {
        "VEILLE_HOME": str(house.home),
        "VEILLE_DATABASE": str(house.database),
        "VEILLE_REPLAY": "http://127.0.0.1:1",  # where nobody answers
    }
    collect, flag, alert, digest, health, housekeeping = ask("run", house.home, **place)
    assert collect["tasks"] == {
        "due": "success",
        "am_mfa": "failed",
        "deduplicate": "success",
        "detect_language": "success",
        "store": "success",
    }
    done = dict.fromkeys(TASKS["flag"], "success")
    assert flag["tasks"] == done
    assert digest["tasks"] == {"digests": "success", "deliveries": "success"}
    assert alert["tasks"] == {"lines": "success", "deliveries": "success"}
    assert health["tasks"] == {"tell": "success"}
    assert (house.home / "state" / "heartbeat").exists()
    assert housekeeping["tasks"] == {"kept": "success", "airflows": "success"}
    assert [one.outcome for one in rows(house, Crawl)] == ["ok", "unreachable"]
    assert [one.address for one in rows(house, Document)] == [address(1)]
    assert [one.grade for one in rows(house, Flag)] == ["core"]
    [mail] = (house.mail / "new").iterdir()
    assert f"To: {READER}" in mail.read_text(encoding="utf-8")
    before = contents(house)
    with store.sessions(house.database).begin() as session:
        session.execute(update(Source).values(paused=True))
    for ended in ask("run", house.home, **place):
        assert set(ended["tasks"].values()) <= {"success", "skipped"}
    assert len(list((house.mail / "new").iterdir())) == 1
    assert contents(house) | {"source": []} == before | {"source": []}


def _counting(
    house: Settings, met: dict[str, int], url: str, answer: Answer | Callable[[], Answer]
) -> Callable[[], Answer]:
    """Return an answer that notes how many documents there were when it was first asked for."""
    assert isinstance(answer, Answer)

    def counted() -> Answer:
        met.setdefault(url, len(rows(house, Document)))
        return answer

    return counted


@pytest.mark.server
def test_what_a_crawl_brought_is_stored_and_told_of_before_the_next_has_ended(
    house: Settings, site: Site
) -> None:
    met: dict[str, int] = {}  # documents there when a site was first asked, in their order
    listing = f"{MFA}/en/news?page=1"
    play_mfa(site, [OLD, 1])
    play_state(site, [OLD, 1])
    for url in (FEED, listing):
        site[url] = _counting(house, met, url, site.answers[url])
    with store.sessions(house.database).begin() as session:
        session.execute(update(Source).values(paused=True))
        for name, hours in (("am_mfa", 2), ("us_state", 1)):
            due = {"paused": False, "due_at": datetime.now(UTC) - timedelta(hours=hours)}
            session.execute(update(Source).where(Source.name == name).values(due))
    place = {
        "VEILLE_HOME": str(house.home),
        "VEILLE_DATABASE": str(house.database),
        "VEILLE_REPLAY": site.replay,
        "DAGS": "collect",
    }
    [collect] = ask("run", house.home, **place)
    assert (collect["tasks"]["am_mfa"], collect["tasks"]["us_state"]) == ("success", "success")
    brought = {FEED: 2, listing: 5}
    first, second = met
    assert (met[first], met[second]) == (0, brought[first])
    assert len(rows(house, Document)) == sum(brought.values())
    assert collect["events"] == ["crawl", "crawl", "store"]
    with store.sessions(house.database).begin() as session:
        past = datetime.now(UTC) - timedelta(hours=1)
        session.execute(update(Source).where(Source.name == "am_mfa").values(due_at=past))
    [collect] = ask("run", house.home, **place)
    assert collect["tasks"]["am_mfa"] == "success"
    assert collect["events"] == ["store"]  # a quiet crawl wakes nobody


@pytest.mark.server
def test_the_numbers_of_health_go_to_statsd_where_it_is_asked_for(house: Settings) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.settimeout(10)
        asked = {
            "DAGS": "health",
            "VEILLE_DATABASE": str(house.database),
            "AIRFLOW__METRICS__STATSD_ON": "True",
            "AIRFLOW__METRICS__STATSD_HOST": "127.0.0.1",
            "AIRFLOW__METRICS__STATSD_PORT": str(listener.getsockname()[1]),
        }
        [ended] = ask("run", house.home, **asked)
        assert ended["tasks"] == {"tell": "success"}
        name = ""
        while not name.startswith("airflow.veille."):  # else a timeout: none came
            name = listener.recv(1 << 16).decode()
    assert name.endswith("|g")


def test_a_backfill_is_started_by_hand_with_a_form(dags: dict[str, Told]) -> None:
    form = dags["backfill"]["form"]
    assert list(form) == ["source", "from", "to", "limit"]
    assert form["source"] is None  # who asks chooses
    offered = dags["backfill"]["offered"]["source"]
    assert "am_mfa" in offered
    assert not {"us_state", "am_civilnet"} & set(offered)  # they have no way back
    assert date.fromisoformat(form["from"]) <= date.fromisoformat(form["to"])
    assert dags["backfill"]["timetable"] == "NullTimetable"


@pytest.mark.server
def test_a_backfill_brings_in_what_its_form_asks_for(house: Settings, site: Site) -> None:
    play_past(site, 20)
    for day in range(10, 14):  # what the source has beside its listing
        link = f"<a href='{place(day)}'>x</a>"
        site[f"{MFA}/en/press-releases/archive/2023/04/{day}/"] = link
    at = {
        "VEILLE_HOME": str(house.home),
        "VEILLE_DATABASE": str(house.database),
        "VEILLE_REPLAY": site.replay,
    }
    form = {"source": "am_mfa", "from": "2023-04-10", "to": "2023-04-13", "limit": 50}
    [ended] = ask("backfill", house.home, FORM=json.dumps(form), **at)
    assert ended["tasks"] == {"read_back": "success"}
    assert ended["said"] == {"read_back": "am_mfa: 4 articles read; nothing is left to do."}
    assert len(rows(house, Document)) == 4
    wrong = form | {"from": "2023-04-14"}
    [ended] = ask("backfill", house.home, FORM=json.dumps(wrong), **at)
    assert ended["tasks"] == {"read_back": "failed"}


@pytest.mark.server
def test_who_is_gone_is_suppressed_before_the_next_mail(house: Settings, tmp_path: Path) -> None:
    """A Maildir of what came back: a failure, an absence, a complaint, and mail of strangers."""
    back = tmp_path / "back"
    for folder in ("new", "cur", "tmp"):
        (back / folder).mkdir(parents=True)
    came = {"postfix_unknown_user": READER, "outlook_en": OTHER, "arf_abuse": "third@example.org"}
    for who in came.values():
        subscribe(house, who)
    crawled(house, (address(1), TALKS["en"]))
    stages.write_lines(house)
    stages.send(house)
    sent = {one.subscriber_id: one.key for one in rows(house, Delivery)}
    readers = {one.address: one.id for one in rows(house, Subscriber)}
    for name, who in came.items():
        raw = (RETURNED / f"{name}.eml").read_bytes()
        key = sent[readers[who]].encode()
        raw = raw.replace(ITS_KEY, key).replace(ITS_KEY.upper(), key.upper())
        (back / "new" / name).write_bytes(raw)
    (back / "new" / "spam").write_bytes(b"Subject: buy\n\nThis is about nothing of ours.\n")
    crawled(house, (address(2), TALKS["ru"]), hours=1)
    place = {
        "VEILLE_HOME": str(house.home),
        "VEILLE_DATABASE": str(house.database),
        "VEILLE_BOUNCES": f"maildir:{back}",
        "VEILLE_RETURN": "bounces@veille.example",
    }
    read, alert = ask("run", house.home, DAGS="bounces alert", **place)
    assert read["tasks"] == {"taken": "success"}
    assert read["said"]["taken"] == {"hard": 1, "auto_reply": 1, "complaint": 1, "not ours": 1}
    assert alert["tasks"] == {"lines": "success", "deliveries": "success"}
    states = {one.address: one.state for one in rows(house, Subscriber)}
    assert states == {
        READER: "suppressed",
        OTHER: "confirmed",
        "third@example.org": "unsubscribed",
    }
    told = [one for one in rows(house, Delivery) if one.key not in sent.values() and one.sent_at]
    assert [one.subscriber_id for one in told] == [readers[OTHER]]
    [again, _] = ask("run", house.home, DAGS="bounces alert", **place)
    assert again["said"]["taken"] == {}  # what is read is remembered
