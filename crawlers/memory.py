"""What is remembered of a host from crawl to crawl: one small file of JSON each.

Crawls of a host never overlap, so nobody else writes it meanwhile. Lost, it is learnt again.
"""

import json
import logging
from pathlib import Path
from typing import Any
from urllib.parse import quote

log = logging.getLogger(__name__)

Facts = dict[str, Any]  # Any: JSON


class Memory:
    """The facts of hosts, in a folder; without one, of this crawl alone."""

    def __init__(self, folder: Path | None = None) -> None:
        """Remember what lies in the folder; it is made when there is something to keep."""
        self._folder = folder
        self._hosts: dict[str, Facts] = {}

    def of(self, host: str) -> Facts:
        """Return what is known of a host, to be changed in place and then kept."""
        if host not in self._hosts:
            self._hosts[host] = self._read(host)
        return self._hosts[host]

    def keep(self, host: str) -> None:
        """Write down what is known of a host, whole or not at all."""
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(self._folder, host)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(self.of(host), ensure_ascii=False), encoding="utf-8")
        part.replace(path)

    def _read(self, host: str) -> Facts:
        if self._folder is None:
            return {}
        path = self._path(self._folder, host)
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            log.warning("%s cannot be read, and is learnt again: %s", path.name, error)
            return {}
        return facts if isinstance(facts, dict) else {}

    @staticmethod
    def _path(folder: Path, host: str) -> Path:
        return folder / f"{quote(host, safe='')}.json"
