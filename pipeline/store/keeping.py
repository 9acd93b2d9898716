"""The database as a whole, for backup, restore and housekeeping."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import column, func, inspect, select, table
from sqlalchemy.orm import Session

from pipeline.store.connection import any_of, sessions
from pipeline.tables import Crawl, Page


@contextmanager
def snapshot(url: str | None) -> Iterator[tuple[Session, str]]:
    """Yield a session that sees one moment, and the name under which others can see it too."""
    with sessions(url)() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield session, session.scalars(select(func.pg_export_snapshot())).one()


def schema(session: Session) -> str:
    """Return the migration the tables are at."""
    return session.scalars(
        select(column("version_num")).select_from(table("alembic_version"))
    ).one()


def row_counts(session: Session) -> dict[str, int]:
    """Return how many rows every table of the database has, those of later code included."""
    names = inspect(session.connection()).get_table_names()
    counts = {name: select(func.count()).select_from(table(name)) for name in sorted(names)}
    return {name: session.scalars(question).one() for name, question in counts.items()}


def archive_files(session: Session) -> set[str]:
    """Return the files of the archive that pages lie in."""
    return set(session.scalars(select(Page.file).distinct()))


def stored_among(session: Session, keys: Collection[str]) -> set[str]:
    """Return those of some crawls that are stored."""
    return set(session.scalars(select(Crawl.key).where(Crawl.key == any_of(keys))))
