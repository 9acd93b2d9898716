"""./veille makes its venv once, keeps the caller's folder, and says what is missing."""

import hashlib
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.settings import REPOSITORY

CLI = """\
import os, sys, tiny
print(os.getcwd(), sys.argv[1:], tiny.VERSION, os.environ["PYTHONPATH"], sep="|")
"""
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def wheel(folder: Path, version: str) -> str:
    """Make the smallest package there is; return its line in a lock."""
    path = folder / f"tiny-{version}-py3-none-any.whl"
    about = f"tiny-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tiny.py", f"VERSION = {version!r}\n")
        archive.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n"
        )
        archive.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{about}/RECORD", "")
    return (
        f"tiny=={version} \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"
    )


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Make a clone in a 0700 folder with a blank in its name; its lock has one package."""
    folder = tmp_path / "my clones" / "veille"
    (folder / "runtime").mkdir(parents=True)
    folder.parent.chmod(0o700)
    shutil.copy(REPOSITORY / "veille", folder)
    (folder / "runtime" / "__init__.py").touch()
    (folder / "runtime" / "cli.py").write_text(CLI)
    (folder / "requirements.lock").write_text(wheel(tmp_path, "1.0"))
    return folder


@pytest.fixture
def run(clone: Path, tmp_path: Path) -> Run:
    """Call the launcher; packages come from the test's folder only."""

    def call(
        *arguments: str, cwd: Path = tmp_path, **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        names = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "HOME": str(tmp_path)}
        return subprocess.run(  # noqa: S603  the file under test
            [clone / "veille", *arguments],
            env={"PATH": os.environ["PATH"], **names, **environment},
            cwd=cwd, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    return call


def test_one_command_makes_everything_and_the_next_only_runs(
    clone: Path, run: Run, tmp_path: Path
) -> None:
    first = run("read", "a b")
    assert first.stdout == f"{tmp_path}|['read', 'a b']|1.0|{clone}\n"
    assert "making" in first.stderr

    made = (clone / ".venv" / "stamp").stat().st_mtime_ns
    second = run("read", PYTHONHOME="/nowhere", PYTHONPATH="/nowhere")
    assert (second.stdout, second.stderr) == (f"{tmp_path}|['read']|1.0|{clone}\n", "")
    assert (clone / ".venv" / "stamp").stat().st_mtime_ns == made

    link = tmp_path / "v"
    link.symlink_to(clone / "veille")
    said = subprocess.run([link], capture_output=True, text=True, check=True, cwd="/")  # noqa: S603  ours
    assert said.stdout == f"/|[]|1.0|{clone}\n"

    (clone / "requirements.lock").write_text(wheel(tmp_path, "2.0"))
    assert "|2.0|" in run().stdout  # a changed lock

    (clone / ".venv" / "stamp").unlink()
    (clone / ".venv" / "leftover").touch()
    assert "|2.0|" in run().stdout  # a half-made venv
    assert not (clone / ".venv" / "leftover").exists()


def test_a_moved_clone_makes_its_venv_again(clone: Path, run: Run, tmp_path: Path) -> None:
    run()
    moved = tmp_path / "moved"
    clone.rename(moved)
    clone.symlink_to(moved)
    done = run()
    assert done.stdout.endswith(f"|{moved}\n")
    assert "making" in done.stderr


def test_two_at_once_make_one_venv(clone: Path, run: Run, tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(tmp_path),
    }
    with subprocess.Popen(  # noqa: S603  the file under test
        [clone / "veille"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as other:
        mine = run()
        theirs = other.communicate(timeout=120)
    assert "|1.0|" in mine.stdout
    assert "|1.0|" in theirs[0]
    assert (mine.stderr + theirs[1]).count("making") == 1


def test_what_pip_refuses_is_named_with_its_log(clone: Path, run: Run) -> None:
    lock = clone / "requirements.lock"
    lock.write_text(lock.read_text()[:-5] + "0000\n")
    failed = run()
    assert failed.returncode == 1
    assert failed.stderr.splitlines()[-1].startswith("veille: pip failed (ERROR: ")
    assert str(clone / ".venv" / "log") in failed.stderr
    assert not (clone / ".venv" / "stamp").exists()  # not taken for a whole one


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (None, "no Python 3.11 to 3.13 here; on Debian: apt install python3 python3-venv"),
        (
            "case $* in *ensurepip*) exit 1;; esac",
            "python3.11 lacks venv; on Debian: apt install python3.11-venv",
        ),
    ],
)
def test_a_missing_prerequisite_is_one_line(
    run: Run, tmp_path: Path, script: str | None, said: str
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("cat", "dirname", "flock", "readlink", "sha256sum", "sh"):
        (programs / name).symlink_to(shutil.which(name) or name)
    if script:
        (programs / "python3.11").write_text(f"#!/bin/sh\n{script}\n")
        (programs / "python3.11").chmod(0o755)
    failed = run(PATH=str(programs))
    assert (failed.returncode, failed.stdout, failed.stderr) == (1, "", f"veille: {said}\n")
