"""What a run shows of itself: in place on a terminal; elsewhere what changed, line by line."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Self

import click
from rich.live import Live
from rich.text import Text


class Screen:
    """A status that stays in place on a terminal; elsewhere, what changed, line by line."""

    def __init__(self) -> None:
        self.live: Live | None = None
        self.shown: list[str] = []

    def __enter__(self) -> Self:
        if sys.stdout.isatty():
            self.live = Live(auto_refresh=False, transient=True)
            self.live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.live is not None:
            self.live.stop()

    def show(
        self, events: Sequence[str], head: Sequence[str], lines: Callable[[], Sequence[str]]
    ) -> None:
        """Show what happened once, and where things are and how they go until it changes."""
        try:
            body = [*head, *lines()]
        except Exception as error:  # noqa: BLE001  a screen must not stop what it shows
            body = [*head, f"  no status now: {type(error).__name__}"]
        stamped = [f"{datetime.now(UTC):%H:%M:%S} {event}" for event in events]
        if self.live is not None:
            for line in stamped:
                self.live.console.print(Text(line))
            self.live.update(Text("\n".join(body)), refresh=True)
            return
        for line in (*stamped, *(line for line in body if line not in self.shown)):
            click.echo(line)
        self.shown = body
