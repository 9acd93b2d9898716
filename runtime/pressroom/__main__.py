"""Run the press room in the foreground: python -m runtime.pressroom --port N."""

import signal
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from pipeline.errors import SettingsError, VeilleError
from runtime.pressroom.server import PressRoom

_ENDINGS = {signal.SIGTERM, signal.SIGINT}


def opened_at(state: Path, now: datetime) -> datetime:
    """Return when the room was first opened, as kept in a file made if there is none.

    A restarted room goes on where it was: what was out must not come out again.
    """
    if not state.exists():
        state.write_text(now.isoformat() + "\n", encoding="utf-8")
        return now
    try:
        opened = datetime.fromisoformat(state.read_text(encoding="utf-8").strip())
        return opened.astimezone(UTC)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{state} does not say when the press room opened: {error}") from error


def _seconds_since(opened: datetime) -> float:
    return (datetime.now(UTC) - opened).total_seconds()


@click.command(help=__doc__)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="0: a free one, printed")
@click.option("--state", type=click.Path(path_type=Path), help="keeps the clock over a restart")
@click.option("--pages", type=click.Path(path_type=Path), help="saved pages of other sources")
@click.option("--texts", type=click.Path(path_type=Path), help="more texts; new ones are seen")
def main(port: int, state: Path | None, pages: Path | None, texts: Path | None) -> None:
    """Serve until SIGTERM or SIGINT; exit status 0."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDINGS)  # before threads begin: they inherit it
    now = datetime.now(UTC)
    try:
        opened = opened_at(state, now) if state else now
        room = PressRoom(partial(_seconds_since, opened), port=port, pages=pages, beside=texts)
    except VeilleError as error:
        click.echo(f"pressroom: {error}", err=True)
        sys.exit(error.exit_status)
    except OSError as error:
        click.echo(f"pressroom: cannot serve on 127.0.0.1:{port}: {error}", err=True)
        sys.exit(1)
    with room:
        if port == 0:
            click.echo(room.port)
        signal.sigwait(_ENDINGS)


if __name__ == "__main__":
    main()
