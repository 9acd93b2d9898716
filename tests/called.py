"""A command called from a test as a shell calls it: through the group, by its words."""

from click.testing import CliRunner, Result

from runtime import cli


def called(*words: str, given: str | None = None) -> Result:
    """Return what a command answered; a refusal of ours is the result's `exception`.

    Never its function alone: click keeps the help options of whoever called it first.
    """
    return CliRunner().invoke(cli.veille, words, input=given, obj={"debug": False})


def said(*words: str, given: str | None = None) -> str:
    """Return what a command says; raise what it raises."""
    ran = called(*words, given=given)
    if ran.exception:
        raise ran.exception
    return ran.output
