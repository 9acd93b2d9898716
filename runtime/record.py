"""What a run leaves in state/supervisor.json for `down`, `status` and the next `up`."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from runtime.processes import Identity

WEB_PORT = 8280  # of the public pages, unless VEILLE_WEB_PORT says another


@dataclass(slots=True, kw_only=True)
class Record:
    """What a run leaves in state/supervisor.json for `down`, `status` and the next `up`."""

    run: str
    supervisor: Identity
    port: int
    web: int  # port of the public pages
    replay: str | None
    children: dict[str, Identity] = field(default_factory=dict)

    def keep(self, home: Path) -> None:
        """Write it down, whole or not at all."""
        path = path_of(home)
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(asdict(self)), encoding="utf-8")
        beside.replace(path)


def path_of(home: Path) -> Path:
    """Return where a run leaves it."""
    return home / "state" / "supervisor.json"


def read(home: Path) -> Record | None:
    """Return what the last `up` wrote; None when it ended well."""
    try:
        kept = json.loads(path_of(home).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Record(
        run=kept["run"],
        supervisor=Identity(**kept["supervisor"]),
        port=kept["port"],
        web=kept.get("web", WEB_PORT),  # a run of 2026-11-26 left none
        replay=kept["replay"],
        children={name: Identity(**one) for name, one in kept["children"].items()},
    )
