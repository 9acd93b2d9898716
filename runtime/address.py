"""Addresses of databases: as libpq takes them, and as they may be printed."""

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from pipeline.errors import DatabaseError


def conninfo(url: str) -> str:
    """Return libpq's form of an address; raise DatabaseError, quoting nothing of it."""
    try:
        return make_conninfo(url.replace("postgresql+psycopg://", "postgresql://", 1))
    except psycopg.ProgrammingError:
        raise DatabaseError(
            "VEILLE_DATABASE is no address of the form "
            "postgresql+psycopg://USER:PASSWORD@HOST:PORT/NAME (special characters as %XX)"
        ) from None


def shown(url: str) -> str:
    """Return an address as it may be printed: who, where and what, without the password."""
    known = conninfo_to_dict(conninfo(url))
    user = f"{known['user']}@" if "user" in known else ""
    host, port = known.get("host", "localhost"), known.get("port", 5432)
    return f"{user}{host}:{port}/{known.get('dbname', '')}"


def one_line(error: psycopg.Error, url: str) -> str:
    """Return a driver's message on one line, never with the password of `url`."""
    said = " ".join(str(error).split()) or type(error).__name__
    password = conninfo_to_dict(conninfo(url)).get("password") if url else None
    return said.replace(str(password), "***") if password else said
