"""Migrations: up to the tables of today, down to nothing, and up again."""

import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from urllib.parse import urlsplit

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from psycopg import sql
from sqlalchemy import CheckConstraint, inspect, text
from visits import TALKS, Visit, address, clean, rows

from pipeline import settings, stages, store
from pipeline.errors import DatabaseError
from pipeline.settings import Settings
from pipeline.tables import Base, Document
from runtime.database import migrate

pytestmark = pytest.mark.server


@pytest.fixture
def empty(server: str) -> Iterator[str]:
    """Return the address of a database without a table."""
    name = "test_migrations"
    server = server.replace("+psycopg", "")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    url = urlsplit(server)._replace(scheme="postgresql+psycopg", path=f"/{name}").geturl()
    yield url
    store.engine(url).dispose()
    with psycopg.connect(server, autocommit=True) as connection:
        drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
        connection.execute(drop.format(sql.Identifier(name)))


def alembic(url: str) -> Config:
    config = Config(toml_file=settings.REPOSITORY / "pyproject.toml", stdout=StringIO())
    config.attributes["url"] = url
    return config


def is_left_alone(url: str) -> bool:
    """Return whether nobody else is connected to a database; who hangs up takes a moment."""
    others = (
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
        " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    for _ in range(100):
        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            if connection.execute(others).fetchone() is None:
                return True
        time.sleep(0.1)
    return False


def tables(url: str) -> set[str]:
    return set(inspect(store.engine(url)).get_table_names())


def test_the_migrations_climb_to_the_tables_of_the_code_down_and_up_again(empty: str) -> None:
    config = alembic(empty)
    migrate(empty)
    assert tables(empty) == {*Base.metadata.tables, "alembic_version"}
    with redirect_stdout(StringIO()):
        command.check(config)  # raises where the tables of the code differ
        command.downgrade(config, "base")
    store.engine(empty).dispose()
    assert tables(empty) == {"alembic_version"}
    migrate(empty)
    with redirect_stdout(StringIO()):
        command.check(config)
    assert tables(empty) == {*Base.metadata.tables, "alembic_version"}


def test_every_constraint_has_the_name_the_code_gives_it(empty: str) -> None:
    migrate(empty)
    found = inspect(store.engine(empty))
    for name, table in Base.metadata.tables.items():
        checks = {one["name"] for one in found.get_check_constraints(name)}
        declared = {one.name for one in table.constraints if isinstance(one, CheckConstraint)}
        assert checks == declared
        assert found.get_pk_constraint(name)["name"] == table.primary_key.name
        for key in found.get_foreign_keys(name):
            assert key["name"].startswith(f"fk_{name}_")


def test_there_is_one_way_up_and_its_names_are_dated(empty: str) -> None:
    script = ScriptDirectory.from_config(alembic(empty))
    assert len(script.get_heads()) == len(script.get_bases()) == 1
    for one in script.walk_revisions():
        assert one.revision.startswith(one.path.rsplit("/", 1)[-1][:10])


def test_migrating_twice_changes_nothing_and_keeps_what_is_there(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(address(1), TALKS["en"])
    stages.after_crawl(house, clean)
    migrate(house.database)
    assert len(rows(house, Document)) == 1


def test_a_database_newer_than_the_code_is_refused_with_what_to_do(empty: str) -> None:
    migrate(empty)
    with store.engine(empty).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '2099_01_01'"))
    before = tables(empty)
    with pytest.raises(DatabaseError) as refused:
        migrate(empty)
    said = str(refused.value)
    assert "newer than this code" in said
    assert "2099_01_01" in said
    assert "update the code, or restore a backup of the day before" in said
    assert "\n" not in said
    assert tables(empty) == before
    store.engine(empty).dispose()
    assert is_left_alone(empty)  # a refused migration leaves no connection open


def test_a_database_that_does_not_answer_is_an_error_of_one_line(empty: str) -> None:
    nowhere = urlsplit(empty)._replace(path="/test_no_such_database").geturl()
    with pytest.raises(
        DatabaseError, match=r"does not answer: .*test_no_such_database"
    ) as refused:
        migrate(nowhere)
    assert "\n" not in str(refused.value)
    assert (urlsplit(empty).password or "") not in str(refused.value)
