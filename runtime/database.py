"""The database a command works on: started or checked, migrated, its sources declared."""

from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict, replace
from functools import cache
from io import StringIO
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy.exc import OperationalError

from pipeline import settings, source, store
from pipeline.errors import CallError, DatabaseError
from pipeline.settings import Settings


@cache
def opened() -> Settings:
    """Return this process's settings with a database that is ready for use."""
    from runtime import external, postgres  # noqa: PLC0415  `veille read` needs no database

    found = settings.current()
    refuse_half_restored(found.home)
    if found.database is None:
        found = replace(found, database=postgres.ensure(found.home).url)
    else:
        external.check(found.database)
    if found.database is not None:
        migrate(found.database)
    return replace(found, web_url=found.web_url or _pages(found.home))


def _pages(home: Path) -> str | None:
    """Return where `up` serves the public pages of a home on this machine; None: it never did."""
    port = home / "state" / "web_port"
    return f"http://127.0.0.1:{port.read_text(encoding='ascii')}" if port.exists() else None


def migrate(url: str) -> None:
    """Bring the tables up to the code's; raise DatabaseError when they are newer than it."""
    config = _config()
    config.attributes["url"] = url
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            command.upgrade(config, "head")
    except CommandError as error:
        raise DatabaseError(
            f"the database is newer than this code ({error}); update the code, "
            "or restore a backup of the day before"
        ) from error
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise DatabaseError(f"the database does not answer: {reason}") from error


def knows(schema: str) -> bool:
    """Whether the tables at a migration can be brought up to the code's."""
    script = ScriptDirectory.from_config(_config())
    return any(schema == one.revision for one in script.walk_revisions())


def _config() -> Config:
    config = Config()  # not pyproject.toml: an installed wheel has none
    config.set_main_option("script_location", str(settings.REPOSITORY / "migrations"))
    return config


def refuse_half_restored(home: Path) -> None:
    """Raise CallError for a home whose restore did not come to its end."""
    if half_restored(home).exists():
        raise CallError(f"a restore into {home} did not end: run `veille restore` again")


def half_restored(home: Path) -> Path:
    """Return the mark of a restore that has begun; it holds the name of the backup."""
    return home / "state" / "restoring"


def declare_sources(url: str) -> None:
    """Bring table `source` up to date with crawlers/spiders."""
    from crawlers import catalog  # noqa: PLC0415  imports Scrapy

    with store.sessions(url).begin() as session:
        source.declare(session, [asdict(one) for one in catalog.declarations().values()])
