"""What must stay secret: generated once, one file each, readable by this user only."""

import base64
import contextlib
import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import SettingsError

ADMIN_PASSWORD = "admin_password"  # noqa: S105  a file's name
POSTGRES_PASSWORD = "postgres_password"  # noqa: S105  a file's name
DATABASE = "database"  # address of ours, password included
AIRFLOW_DATABASE = "airflow_database"  # address of Airflow's metadata


def _fernet_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _token() -> str:
    return secrets.token_urlsafe(32)


_MAKERS: dict[str, Callable[[], str]] = {
    "fernet": _fernet_key,  # Airflow's connections and variables at rest
    "jwt": lambda: secrets.token_urlsafe(
        64
    ),  # 512 bits: what HS512, Airflow's algorithm, asks for
    "api_secret": _token,  # Airflow's sessions
    ADMIN_PASSWORD: lambda: secrets.token_urlsafe(12),
    POSTGRES_PASSWORD: _token,
}


def folder(home: Path) -> Path:
    """Return `home`/secrets, made 0700; raise SettingsError when `home` is another user's."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        if home.stat().st_uid != os.geteuid():
            raise SettingsError(
                f"VEILLE_HOME={home} belongs to uid {home.stat().st_uid}; "
                "run as that user or name another folder"
            )
        path = home / "secrets"
        path.mkdir(exist_ok=True)
        path.chmod(0o700)
    except OSError as error:
        raise SettingsError(f"VEILLE_HOME={home} cannot be used: {error.strerror}") from error
    return path


def path(home: Path, name: str) -> Path:
    """Return where a secret lies, made or not."""
    return home / "secrets" / name


def read(home: Path, name: str) -> str:
    """Return a generated secret, made at the first call and the same ever after."""
    target = folder(home) / name
    if not target.exists():
        made = _written_beside(target, _MAKERS[name]())
        with contextlib.suppress(
            FileExistsError
        ):  # another command was quicker: its secret counts
            target.hardlink_to(made)
        made.unlink()
    return target.read_text(encoding="utf-8")


def keep(home: Path, name: str, value: str) -> Path:
    """Write a secret that comes from elsewhere (a database's address); return its file."""
    target = folder(home) / name
    return _written_beside(target, value).replace(target)


def make_all(home: Path) -> None:
    """Generate every secret that does not exist yet."""
    for name in _MAKERS:
        read(home, name)


def _written_beside(target: Path, value: str) -> Path:
    """Return a complete 0600 file next to `target`, so that no reader meets half a secret."""
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
