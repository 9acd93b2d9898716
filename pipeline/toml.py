"""Our data files: what they declare, or which of them cannot be read and why. Pure."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.errors import DeclarationError


class Declared(NamedTuple):
    """A file of ours."""

    value: dict[str, Any]  # Any: TOML
    content: bytes


def read(path: Path) -> Declared:
    """Return what a file declares; raise DeclarationError naming it where it cannot be read."""
    try:
        content = path.read_bytes()
        return Declared(tomllib.loads(content.decode("utf-8")), content)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DeclarationError(f"{path.name}: cannot be read: {error}") from error
