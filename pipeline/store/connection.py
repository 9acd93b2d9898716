"""Reach the database: engines, sessions, and the locks that processes share."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import (
    CollectionAggregate,
    Engine,
    String,
    any_,
    create_engine,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from pipeline.errors import DatabaseError

Row = dict[str, Any]  # Any: a row for a person, column titles to plain values


@cache
def engine(url: str) -> Engine:
    """Return the engine of a database, one per process."""
    try:
        return create_engine(make_url(url), pool_pre_ping=True, pool_size=4)
    except (ArgumentError, ValueError):
        raise DatabaseError("VEILLE_DATABASE is no database address") from None  # no password


@cache  # to make one takes longer than many a question
def sessions(url: str | None) -> sessionmaker[Session]:
    """Return what opens sessions; raise DatabaseError when no database is known."""
    if url is None:
        raise DatabaseError(
            "no database is known here: set VEILLE_DATABASE, or start with `veille up`"
        )
    return sessionmaker(engine(url), expire_on_commit=False)


@contextmanager
def host_lock(url: str | None, hosts: Collection[str]) -> Iterator[bool]:
    """Hold the politeness lock on hosts; yield False at once when another crawl has one."""
    with _lock(url, [f"veille host {host}" for host in sorted(hosts)], wait=False) as alone:
        yield alone


@contextmanager
def keeping_lock(url: str | None, *, wait: bool) -> Iterator[bool]:
    """Hold the right to drop or to copy what is kept; yield False when another does either."""
    with _lock(url, ["veille keeping"], wait=wait) as alone:
        yield alone


@contextmanager
def _lock(url: str | None, names: Sequence[str], *, wait: bool) -> Iterator[bool]:
    """Hold advisory locks of the server: they end with this connection, however that ends."""
    take = func.pg_advisory_lock if wait else func.pg_try_advisory_lock
    with sessions(url)() as session:
        session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
        taken: list[str] = []
        try:
            for name in names:
                if session.scalar(select(take(func.hashtextextended(name, 0)))) is False:
                    yield False
                    return
                taken.append(name)
            yield True
        finally:
            for name in taken:
                try:
                    session.scalar(select(func.pg_advisory_unlock(func.hashtextextended(name, 0))))
                except OperationalError:
                    break  # the connection is gone, and its locks with it


def any_of(values: Collection[str]) -> CollectionAggregate[bool]:
    """Return what equals any of some values; one parameter, however many they are."""
    return any_(literal(list(values), ARRAY(String)))
