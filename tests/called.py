"""A command called from a test as a shell calls it: through the group, by its words."""

from click.testing import CliRunner, Result

from runtime import cli


def called(*words: str) -> Result:
    """Return what a command answered; a refusal of ours is the result's `exception`.

    Never its function alone: click keeps the help options of whoever called it first.
    """
    return CliRunner().invoke(cli.veille, words, obj={"debug": False})
