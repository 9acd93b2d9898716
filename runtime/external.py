"""An operator's server: checked, and Airflow's database beside ours in it."""

from typing import LiteralString
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from pipeline.errors import DatabaseError
from runtime.address import conninfo, one_line, shown
from runtime.postgres import make_database

OLDEST = 15  # of an operator's server
EXTENSIONS = ("pg_trgm", "unaccent")


def check(url: str) -> None:
    """Return when an operator's server and database can hold ours; raise DatabaseError."""
    where = shown(url)
    try:
        connection = psycopg.connect(conninfo(url), connect_timeout=10)
    except psycopg.OperationalError as error:
        raise DatabaseError(
            f"VEILLE_DATABASE {where} cannot be reached: {one_line(error, url)}"
        ) from None  # the chain would show what the driver was given
    try:
        with connection, connection.transaction(force_rollback=True):
            _check_server(connection, where)
    except psycopg.Error as error:
        raise DatabaseError(
            f"VEILLE_DATABASE {where} cannot be checked: {one_line(error, url)}"
        ) from None


def airflow_beside(url: str) -> str:
    """Return the address of Airflow's database beside an operator's; make it when it is absent.

    It is named after ours: a database called `airflow` may be another installation's. Raise
    DatabaseError when it can be neither reached nor made.
    """
    parts = urlsplit(url)
    name = f"{parts.path.removeprefix('/')}_airflow"
    beside = urlunsplit(parts._replace(path=f"/{name}"))
    try:
        with psycopg.connect(conninfo(url), connect_timeout=10, autocommit=True) as connection:
            make_database(connection, name)
        psycopg.connect(conninfo(beside), connect_timeout=10).close()
    except psycopg.Error as error:
        raise DatabaseError(
            f"Airflow's database {shown(beside)} can be neither reached nor made "
            f"({one_line(error, url)}); make it, or set VEILLE_AIRFLOW_DATABASE"
        ) from None
    return beside


def _check_server(connection: psycopg.Connection[tuple[object, ...]], where: str) -> None:
    """Raise DatabaseError with the first thing that is wrong; leaves work to be rolled back."""
    if connection.info.server_version < OLDEST * 10000:
        raise DatabaseError(
            f"VEILLE_DATABASE {where} is PostgreSQL {connection.info.server_version // 10000}; "
            f"{OLDEST} or later is needed"
        )
    if (encoding := _value(connection, "SHOW server_encoding")) != "UTF8":
        raise DatabaseError(
            f"VEILLE_DATABASE {where} is encoded {encoding}; make one with ENCODING 'UTF8'"
        )
    if not _value(connection, "SELECT has_schema_privilege(current_schema(), 'CREATE')"):
        raise DatabaseError(
            f"VEILLE_DATABASE {where}: its role may not create tables; make it the owner"
        )
    for extension in EXTENSIONS:
        try:
            with connection.transaction():
                connection.execute(
                    sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
                )
        except psycopg.Error as error:
            reason = one_line(error, "")
            raise DatabaseError(
                f"VEILLE_DATABASE {where} lacks the extension {extension} and it cannot be made "
                f"({reason}); install postgresql-contrib and CREATE EXTENSION {extension}"
            ) from error
    if _value(connection, "SELECT show_trgm('Ղարաբաղ') = '{}'"):
        raise DatabaseError(
            f"VEILLE_DATABASE {where} is blind to Armenian and Cyrillic (its LC_CTYPE is C); "
            "make one with TEMPLATE template0 LC_CTYPE 'C.UTF-8'"
        )


def _value(connection: psycopg.Connection[tuple[object, ...]], query: LiteralString) -> object:
    row = connection.execute(query).fetchone()
    return row[0] if row else None
