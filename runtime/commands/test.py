"""veille test: the whole suite."""

import os
import sys

import click

from pipeline.settings import REPOSITORY


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def test(arguments: tuple[str, ...]) -> None:
    """Run the tests; every argument is pytest's."""
    sys.stdout.flush()
    os.chdir(REPOSITORY)
    os.execv(  # noqa: S606  no shell; pytest answers instead of us
        sys.executable, [sys.executable, "-P", "-m", "pytest", *arguments]
    )
