"""The demo: a home whose sites are played by the press room, and which is never crawled for real.

Its documents are invented, so one home holds either them or what was really said.
"""

import os
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from crawlers import catalog
from pipeline import store
from pipeline.errors import CallError
from pipeline.settings import Settings, read
from runtime import postgres, supervisor
from runtime.pressroom import publication, saved

OPERATOR = "operator@demo.example"
SETTINGS = {  # where nobody says otherwise; its texts come out in minutes
    "VEILLE_TICK": "30s",
    "VEILLE_RECHECKS": "45s,90s,3m",
    "VEILLE_OPERATORS": OPERATOR,
}
READER = "reader@demo.example"
DOSSIER = "karabakh"
AT_ONCE = 10  # sources that begin at one tick


def is_demo(home: Path) -> bool:
    """Whether a home was made by `up --demo`."""
    return _mark(home).exists()


def claim(home: Path, *, demo: bool) -> None:
    """Mark a new home as the demo's; raise CallError where one kind would run as the other."""
    if is_demo(home) and not demo:
        raise CallError(
            f"VEILLE_HOME={home} holds the invented texts of a demo: `veille down --erase` "
            "removes it, or name another folder"
        )
    if demo and not is_demo(home):
        if (postgres.base(home) / "data").exists():
            raise CallError(
                f"VEILLE_HOME={home} holds real documents, a demo's are invented: "
                "name another folder"
            )
        _mark(home).parent.mkdir(parents=True, exist_ok=True)
        _mark(home).touch()


def stagger(session: Session, tick: timedelta, now: datetime) -> None:
    """Let the sources with texts of their own, or a fault, come first, the others by and by."""
    first = {*publication.LANGUAGES, *(one.source for one in saved.planted())}
    others = [name for name in catalog.names() if name not in first]
    for number, name in enumerate(others):
        found = store.source_of(session, name)
        if found.settled_at is None:
            found.due_at = now + tick * (2 + number // AT_ONCE)


def played(settings: Settings) -> Settings:
    """Return the settings, in a demo's home its own, with the press room that plays every site.

    Raise CallError for a demo that does not run: the real sites are not its own.
    """
    if settings.replay is not None or not is_demo(settings.home):
        return settings
    room = supervisor.status(settings.home).replay
    if room is None:
        raise CallError(f"VEILLE_HOME={settings.home} is a demo's; `veille up --demo` first")
    own = read(SETTINGS | os.environ)
    return replace(
        settings, replay=room, tick=own.tick, rechecks=own.rechecks, operators=own.operators
    )


def erase(home: Path) -> None:
    """Remove a stopped demo with its database; raise CallError for any other home."""
    if not is_demo(home):
        raise CallError(f"VEILLE_HOME={home} is no demo's; remove what is real by hand")
    shutil.rmtree(postgres.base(home), ignore_errors=True)
    shutil.rmtree(home)


def _mark(home: Path) -> Path:
    return home / "state" / "demo"
