"""The embedded server starts, is adopted, survives kill -9; what cannot hold ours is refused."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg
import pytest

from pipeline.errors import DatabaseError, SettingsError
from pipeline.settings import REPOSITORY
from runtime import external, postgres, secrets
from runtime.postgres import Cluster

pytestmark = pytest.mark.server
OPERATORS = "postgresql+psycopg://root@127.0.0.1:5432/test"


def forget(home: Path) -> None:
    """Leave nothing of a home behind, in or outside its folder."""
    postgres.stop(home)
    shutil.rmtree(postgres.base(home), ignore_errors=True)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Name a home with a blank in its path, and clear it away afterwards."""
    path = tmp_path / "ho me"
    yield path
    forget(path)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Keep one server for the tests that only ask it."""
    path = tmp_path_factory.mktemp("cluster")
    yield postgres.ensure(path)
    forget(path)


def ask(url: str, query: str) -> object:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        answer = connection.execute(query.encode())
        row = answer.fetchone() if answer.description else None
        return row[0] if row else None


def database(cluster: Cluster, name: str, options: str) -> str:
    """Make a database in the embedded server; return its address."""
    ask(cluster.url, f"CREATE DATABASE {name} TEMPLATE template0 {options}")
    return urlsplit(cluster.url)._replace(path=f"/{name}").geturl()


def test_every_script_is_seen(cluster: Cluster) -> None:
    external.check(cluster.url)
    assert ask(cluster.url, "SELECT lower('ԱՐՑԱԽ КАРАБАХ')") == "արցախ карабах"
    assert ask(cluster.url, "SHOW server_encoding") == "UTF8"
    assert ask(cluster.airflow_url, "SELECT current_database()") == "airflow"


def test_nobody_gets_in_without_the_password(cluster: Cluster) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host="127.0.0.1", port=cluster.port, user="veille", dbname="veille")
    listening = {
        one.laddr.ip
        for one in psutil.Process(cluster.pid).net_connections()
        if one.status == "LISTEN"
    }
    assert listening == {"127.0.0.1"}
    assert "@" not in repr(cluster)


def test_the_second_start_adopts_the_first(home: Path) -> None:
    first = postgres.ensure(home)
    assert postgres.running(home) == first.pid
    assert postgres.ensure(home) == first
    assert secrets.path(home, secrets.DATABASE).read_text() == first.url
    assert secrets.path(home, secrets.DATABASE).stat().st_mode & 0o777 == 0o600


def test_two_commands_at_once_start_one_server(home: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from runtime import postgres; "
        "print(postgres.ensure(Path(sys.argv[1])).pid)"
    )
    both = [
        subprocess.Popen(  # noqa: S603  this Python
            [sys.executable, "-c", code, home],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        )
        for _ in range(2)
    ]  # fmt: skip
    said = [one.communicate(timeout=60)[0] for one in both]
    assert said[0] == said[1] == f"{postgres.running(home)}\n"


def test_kill_9_loses_nothing(home: Path) -> None:
    first = postgres.ensure(home)
    ask(first.url, "CREATE TABLE kept AS SELECT 'committed' AS word")
    os.kill(first.pid, signal.SIGKILL)
    second = postgres.ensure(home)
    assert second.pid != first.pid
    assert second.url == first.url  # the same port: who knew the address may go on
    assert ask(second.url, "SELECT word FROM kept") == "committed"


def test_a_number_that_went_to_another_program_is_not_the_server(home: Path) -> None:
    first = postgres.ensure(home)
    left = (first.data / "postmaster.pid").read_text()
    postgres.stop(home)
    with subprocess.Popen(["sleep", "60"]) as stranger:  # noqa: S607  any program
        lines = left.splitlines()
        (first.data / "postmaster.pid").write_text("\n".join([str(stranger.pid), *lines[1:], ""]))
        assert postgres.running(home) is None
        assert postgres.ensure(home).pid != stranger.pid
        stranger.kill()


def test_stopping_leaves_no_process(home: Path) -> None:
    server = psutil.Process(postgres.ensure(home).pid)
    all_of_it = [server, *server.children(recursive=True)]
    assert postgres.stop(home) is True
    assert postgres.running(home) is None
    psutil.wait_procs(all_of_it, timeout=5)
    left = [one for one in all_of_it if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
    assert left == []
    assert postgres.stop(home) is False


def test_two_homes_run_side_by_side(home: Path, cluster: Cluster) -> None:
    mine = postgres.ensure(home)
    assert mine.port != cluster.port
    assert ask(mine.url, "SELECT 1") == ask(cluster.url, "SELECT 1") == 1


def test_a_taken_port_is_left_to_its_owner(home: Path, cluster: Cluster) -> None:
    home.mkdir()
    (home / "state").mkdir()
    (home / "state" / "postgres_port").write_text(str(cluster.port))
    assert postgres.ensure(home).port != cluster.port


def test_what_a_dead_start_left_is_cleared(home: Path) -> None:
    secrets.folder(home)
    (postgres.base(home) / "data.new" / "base").mkdir(parents=True)
    assert ask(postgres.ensure(home).url, "SELECT 1") == 1


def older(data: Path, _home: Path) -> None:
    (data / "PG_VERSION").write_text("17\n")


def foreign(data: Path, _home: Path) -> None:
    (data / "PG_VERSION").unlink()


def orphaned(_data: Path, home: Path) -> None:
    secrets.path(home, secrets.POSTGRES_PASSWORD).unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (older, "was written by PostgreSQL 17 and this is 18: .*pg_dumpall of PostgreSQL 17"),
        (foreign, "is not a data folder of PostgreSQL"),
        (orphaned, "its password is gone: move the folder away"),
    ],
)
def test_a_folder_that_is_not_ours_is_refused(
    home: Path, spoil: Callable[[Path, Path], None], said: str
) -> None:
    data = postgres.ensure(home).data
    postgres.stop(home)
    spoil(data, home)
    with pytest.raises(DatabaseError, match=said) as error:
        postgres.ensure(home)
    assert str(data) in str(error.value)
    assert postgres.running(home) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_home_of_another_user_is_refused(home: Path) -> None:
    home.mkdir()
    os.chown(home, 12345, 12345)
    with pytest.raises(SettingsError, match="belongs to uid 12345"):
        postgres.ensure(home)


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("blind", "LOCALE_PROVIDER libc LOCALE 'C'", "blind to Armenian and Cyrillic"),
        ("latin", "ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'", "is encoded LATIN1"),
    ],
)
def test_a_database_of_another_locale_is_refused(
    cluster: Cluster, name: str, options: str, said: str
) -> None:
    with pytest.raises(DatabaseError, match=said):
        external.check(database(cluster, name, options))


def test_the_check_leaves_no_trace(cluster: Cluster) -> None:
    url = database(cluster, "untouched", "")
    external.check(url)
    assert ask(url, "SELECT count(*) FROM pg_extension") == 1  # plpgsql


def test_a_role_that_may_not_create_is_refused(cluster: Cluster) -> None:
    ask(cluster.url, "CREATE ROLE reader LOGIN PASSWORD 'readers-secret'")
    url = f"postgresql+psycopg://reader:readers-secret@127.0.0.1:{cluster.port}/veille"
    with pytest.raises(DatabaseError, match="may not create tables"):
        external.check(url)


@pytest.mark.parametrize(
    "where",
    [
        "127.0.0.1:{port}/veille",
        "127.0.0.1:{port}/absent",
        "127.0.0.1:9/veille",
        "a b:99999/x",
        "",
    ],
)
def test_no_message_shows_a_password(cluster: Cluster, where: str) -> None:
    url = f"postgresql+psycopg://veille:hush%20hush@{where.format(port=cluster.port)}"
    for refuse in (external.check, external.airflow_beside):
        with pytest.raises(DatabaseError) as error:
            refuse(url)
        assert "hush" not in str(error.value)
        assert "\n" not in str(error.value)
        assert error.value.__cause__ is None


def test_airflow_gets_a_database_beside_ours(cluster: Cluster) -> None:
    url = database(cluster, "theirs", "")
    beside = external.airflow_beside(url)
    assert beside == external.airflow_beside(url)
    assert ask(beside, "SELECT current_database()") == "theirs_airflow"


@pytest.mark.external
def test_an_operators_server_is_accepted() -> None:
    try:
        psycopg.connect(OPERATORS.replace("+psycopg", ""), connect_timeout=2).close()
    except psycopg.OperationalError as error:
        pytest.skip(f"no PostgreSQL of this machine: {error}")
    external.check(OPERATORS)


def test_secrets_are_made_once_for_this_user_only(tmp_path: Path) -> None:
    secrets.make_all(tmp_path)
    first = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    secrets.make_all(tmp_path)
    assert first == {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    assert len(set(first.values())) == len(first) == 5
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "secrets").iterdir()} == {0o600}
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700
