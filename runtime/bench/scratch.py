"""A PostgreSQL for one benchmark, gone afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from runtime import postgres
from runtime.database import declare_sources, migrate


@contextmanager
def server() -> Iterator[tuple[Path, str]]:
    """Yield the home of a PostgreSQL that does nothing on its own, and its address."""
    with tempfile.TemporaryDirectory(prefix="veille-bench-") as folder:
        home = Path(folder)
        url = postgres.ensure(home).url
        try:
            with psycopg.connect(postgres.conninfo(url), autocommit=True) as connection:
                connection.execute("ALTER SYSTEM SET autovacuum = off")
                connection.execute("SELECT pg_reload_conf()")
            yield home, url
        finally:
            postgres.stop(home)
            shutil.rmtree(postgres.base(home), ignore_errors=True)


def database(url: str, name: str) -> str:
    """Return the address of a new database on a server, migrated, which knows the sources."""
    with psycopg.connect(postgres.conninfo(url), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    own = urlsplit(url)._replace(path=f"/{name}").geturl()
    migrate(own)
    declare_sources(own)
    return own
