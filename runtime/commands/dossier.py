"""veille dossier: what a dossier's own examples say of it."""

from pathlib import Path

import click

from pipeline import dossier as files
from pipeline.dossier import Dossier, load
from pipeline.errors import CallError
from pipeline.flags.proof import failing, without


@click.group()
def dossier() -> None:
    """Look after the dossiers, which are files: docs/dossiers.md says how one is written."""


@dossier.command()
@click.argument("names", nargs=-1, metavar="[SLUG|FILE]...")
@click.pass_context
def check(context: click.Context, names: tuple[str, ...]) -> None:
    """Run the examples that dossiers carry: texts a section must find, and must not.

    SLUG is one of those shipped, FILE any other; without either, all that are shipped. What does
    not hold is said with section, language and text, and the exit status is 1.
    """
    wrong = 0
    for one in map(_named, names) if names else files.all_dossiers():
        for example, found in failing(one):
            must = "must be found" if example.on else "must not be found"
            click.echo(
                f"{one.slug}: {example.section}, {example.language}: {must} ({found}): "
                f"{example.text}"
            )
            wrong += 1
        for section, language in without(one):
            click.echo(f"{one.slug}: {section}, {language}: no example of both kinds", err=True)
        click.echo(f"{one.slug}: {_counted(one)}")
    context.exit(1 if wrong else 0)


def _named(name: str) -> Dossier:
    """Return a dossier by its slug or its file; raise CallError or DeclarationError."""
    shipped = files.DOSSIERS / f"{name}.toml"
    path = Path(name)
    if path.suffix != ".toml" and not shipped.exists():
        known = ", ".join(sorted(one.stem for one in files.DOSSIERS.glob("*.toml")))
        raise CallError(f"no dossier {name!r}; known: {known}; or name a file: NAME.toml")
    return load(shipped if shipped.exists() else path)


def _counted(one: Dossier) -> str:
    """Return how many examples there are, and of what."""
    sections = {example.section for example in one.examples}
    languages = {example.language for example in one.examples}
    held = len(one.examples) - sum(1 for _ in failing(one))
    return (
        f"{held} of {len(one.examples)} examples hold, of {len(sections)} sections "
        f"in {len(languages)} languages"
    )
