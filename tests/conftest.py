"""The embedded PostgreSQL, started once a session; a migrated, empty house for each test."""

import shutil
from collections.abc import Iterator
from dataclasses import asdict
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from crawlers import catalog
from pipeline import settings, source, store
from pipeline.settings import Settings
from runtime import postgres
from runtime.database import migrate

TEMPLATE = "migrated"
_numbers = count()


def _execute(url: str, command: str, *names: str) -> None:
    """Run a command on the server of an address; {} stand for names."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(sql.SQL(command).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server's own database; a migrated template lies beside it."""
    home = tmp_path_factory.mktemp("server")
    url = postgres.ensure(home).url
    _execute(url, "CREATE DATABASE {} TEMPLATE template0", TEMPLATE)
    template = urlsplit(url)._replace(path=f"/{TEMPLATE}").geturl()
    migrate(template)
    with store.sessions(template).begin() as session:
        source.declare(session, [asdict(one) for one in catalog.declarations().values()])
    store.engine(template).dispose()
    yield url
    postgres.stop(home)
    shutil.rmtree(postgres.base(home), ignore_errors=True)


@pytest.fixture
def database(server: str) -> Iterator[str]:
    """Return the address of a database of today's tables that knows the sources, and no more."""
    name = f"test_{next(_numbers)}"
    _execute(server, "CREATE DATABASE {} TEMPLATE {}", name, TEMPLATE)
    url = urlsplit(server)._replace(path=f"/{name}").geturl()
    yield url
    store.engine(url).dispose()
    _execute(server, "DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture
def house(database: str, tmp_path: Path) -> Settings:
    """Return the settings of an empty house: database, spool, archive and a Maildir."""
    return settings.read({"VEILLE_HOME": str(tmp_path / "home"), "VEILLE_DATABASE": database})
