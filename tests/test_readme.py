"""What README and docs tell somebody to type: commands that are there, options they know."""

import re
import shlex
from pathlib import Path

import click
import pytest

from pipeline.settings import NAMES, REPOSITORY
from runtime.cli import veille

PAGES = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md"))]
_TYPED = re.compile(
    r"(?:^    (?:[A-Z_]+=\S+ )*|`)(?:\./)?veille ((?:[^`\n\\]|\\\n)+)", re.MULTILINE
)
_LINK = re.compile(r"\]\(([^)#]+?)(?:#[^)]*)?\)")


def typed() -> list[tuple[str, list[str]]]:
    """Return every call of veille in README and docs: where it stands, and its words."""
    found = []
    for page in PAGES:
        for call in _TYPED.findall(page.read_text(encoding="utf-8")):
            line = call.replace("\\\n", " ").split(" #")[0].split(" | ")[0]
            words = shlex.split(line.replace("…", "").replace("'", ""), posix=True)
            if words and re.fullmatch(r"[a-z-]+", words[0]):
                found.append((f"{page.name}: {line.strip()}", words))
    return found


@pytest.mark.parametrize(("said", "words"), typed())
def test_what_one_is_told_to_type_is_there(said: str, words: list[str]) -> None:
    command: click.Command = veille
    rest = list(words)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        below = command.get_command(click.Context(command), rest[0])
        assert below is not None, f"{said}: there is no {rest[0]}"
        command = below
        rest.pop(0)
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    told = {one.split("=")[0] for one in rest if one.startswith("--")}
    assert told - {"--help"} <= known, said


def test_there_are_such_calls() -> None:
    assert len(typed()) > 60


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.name)
def test_every_link_and_setting_of_a_page_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in _LINK.findall(text):
        assert "://" in link or (page.parent / link).exists(), link
    settings = set(re.findall(r"VEILLE_[A-Z_]*[A-Z]", text))
    assert {one.removesuffix("_FILE") for one in settings} <= {*NAMES}
