"""A PostgreSQL for one benchmark, gone afterwards unless a folder for it is given."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from pipeline import store
from runtime import postgres
from runtime.address import conninfo
from runtime.database import declare_sources, migrate


@contextmanager
def server(kept: Path | None = None) -> Iterator[tuple[Path, str]]:
    """Yield the home of a PostgreSQL that does nothing on its own, and its address.

    One of `kept` is there again the next time.
    """
    with postgres.lent(kept) as (home, url):
        with psycopg.connect(conninfo(url), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET autovacuum = off")
            connection.execute("SELECT pg_reload_conf()")
        yield home, url


def database(url: str, name: str) -> str:
    """Return the address of a new database on a server, migrated, which knows the sources."""
    return filled(url, name, lambda _: None)


def filled(url: str, name: str, fill: Callable[[str], None]) -> str:
    """Return the address of a database on a server, filled now, or when it was made."""
    with psycopg.connect(conninfo(url), autocommit=True) as connection:
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        if connection.execute(known, [name]).fetchone():
            own = _named(url, name)
            migrate(own)
            return own
        making = f"{name}_making"  # what a killed one left is made again
        for command in ("DROP DATABASE IF EXISTS {}", "CREATE DATABASE {}"):
            connection.execute(sql.SQL(command).format(sql.Identifier(making)))
        own = _named(url, making)
        migrate(own)
        declare_sources(own)
        fill(own)
        store.engine(own).dispose()
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(rename.format(sql.Identifier(making), sql.Identifier(name)))
    return _named(url, name)


def _named(url: str, name: str) -> str:
    return urlsplit(url)._replace(path=f"/{name}").geturl()
