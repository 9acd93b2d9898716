"""The command line: finds a command, runs it, and turns what goes wrong into one line."""

import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from pipeline.errors import VeilleError

COMMANDS = {  # name -> module:attribute; imported when it is called
    "addresses": "runtime.commands.listings:addresses",
    "backfill": "runtime.commands.collect:backfill",
    "backup": "runtime.commands.keeping:backup",
    "bench": "runtime.commands.bench:bench",
    "compare": "runtime.commands.compare:compare",
    "crawl": "runtime.commands.collect:crawl",
    "documents": "runtime.commands.listings:documents",
    "dossier": "runtime.commands.dossier:dossier",
    "down": "runtime.commands.up:down",
    "flags": "runtime.commands.listings:flags",
    "health": "runtime.commands.health:health",
    "housekeeping": "runtime.commands.keeping:housekeeping",
    "ingest": "runtime.commands.collect:ingest",
    "judge": "runtime.commands.judge:judge",
    "judgements": "runtime.commands.judge:judgements",
    "ledger": "runtime.commands.health:ledger",
    "retry": "runtime.commands.health:retry",
    "lines": "runtime.commands.listings:lines",
    "mail": "runtime.commands.mail:mail",
    "positions": "runtime.commands.positions:positions",
    "quotes": "runtime.commands.quotes:quotes",
    "read": "runtime.commands.read:read",
    "readdress": "runtime.commands.readdress:readdress",
    "reread": "runtime.commands.reread:reread",
    "respeak": "runtime.commands.respeak:respeak",
    "restore": "runtime.commands.keeping:restore",
    "revisions": "runtime.commands.compare:revisions",
    "search": "runtime.commands.search:search",
    "savepage": "runtime.commands.declaration:savepage",
    "sources": "runtime.commands.sources:sources",
    "statements": "runtime.commands.statements:statements",
    "status": "runtime.commands.up:status",
    "subscribe": "runtime.commands.collect:subscribe",
    "subscribers": "runtime.commands.subscribers:subscribers",
    "test": "runtime.commands.test:test",
    "trace": "runtime.commands.trace:trace",
    "up": "runtime.commands.up:up",
    "verify": "runtime.commands.declaration:verify",
    "webhooks": "runtime.commands.webhooks:webhooks",
    "why": "runtime.commands.trace:why",
    "erase": "runtime.commands.withholding:erase",
    "withhold": "runtime.commands.withholding:withhold",
    "withheld": "runtime.commands.withholding:withheld",
}
INTERRUPTED = 130  # exit status of what a Ctrl-C ended, by the shells' convention
UNREAD = 141  # of what nobody reads any more (SIGPIPE), likewise


class LazyGroup(click.Group):
    """A group that knows its commands by address, so that one command imports only its own."""

    def __init__(
        self,
        *,
        table: Mapping[str, str],
        **attributes: Any,  # noqa: ANN401  click's own, passed through
    ) -> None:
        super().__init__(**attributes)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help."""
        del ctx  # the same everywhere
        return sorted(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now; None when there is none of that name."""
        del ctx  # the same everywhere
        if cmd_name not in self.table:
            return None
        module, attribute = self.table[cmd_name].split(":")
        command = getattr(importlib.import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.table[cmd_name]} is no command of click")
        return command


@click.group(
    cls=LazyGroup, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option("--debug", is_flag=True, help="Show the traceback of what goes wrong.")
@click.pass_obj
def veille(wishes: dict[str, bool], *, debug: bool) -> None:
    """Follow what the parties to a diplomatic file say in public."""
    wishes["debug"] = debug


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status: 2 for a wrong call, 1 for a failed job.

    A command returns None, or leaves by `Context.exit`; with `--debug` an error is raised.
    """
    wishes = {"debug": False}
    try:
        # not veille.main(): it makes of a closed pipe a failed job
        with veille.make_context("veille", _hoisted(arguments), obj=wishes) as context:
            status = veille.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        _show(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:  # `veille documents | head`: the reader has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing left to flush
        return UNREAD
    except VeilleError as error:
        if wishes["debug"]:
            raise
        click.echo(f"veille: {error}", err=True)
        return error.exit_status
    return status if isinstance(status, int) else 0


def _show(error: click.ClickException) -> None:
    """Say in one line what was wrong with a call; show the help to who called for nothing."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "veille"
    click.echo(f"veille: {error.format_message()} See `{command} --help`.", err=True)


def _hoisted(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with --debug in front, since it is written at the end as often.

    What follows `test` is pytest's, and what follows `--` is no option.
    """
    end = next((at for at, one in enumerate(arguments) if one in ("--", "test")), len(arguments))
    ours = list(arguments[:end])
    debug = [one for one in ours if one == "--debug"][:1]
    return [*debug, *(one for one in ours if one != "--debug"), *arguments[end:]]


def main() -> None:
    """Run what the process was called with."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
