"""veille bench language: what reading texts gets right, and what it costs."""

import json
from dataclasses import asdict

import click
from rich.console import Console
from rich.table import Table

from pipeline.errors import CallError
from runtime.bench import language as languages


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def language(*, as_json: bool) -> None:
    """Languages told apart, beside stock langdetect and py3langid, on lines never trained on.

    Exit 1 when what must hold (LEAST in runtime/bench/language.py) does not.
    """
    found = languages.measured(lambda step: click.echo(f"{step} ...", err=True))
    if as_json:
        click.echo(json.dumps(asdict(found)))
    else:
        _show(found)
    speed = found.seconds[languages.LANGDETECT] / found.seconds[languages.VEILLE]
    slow = [f"speed {speed:.1f}x, at least {languages.SPEED}x"] if speed < languages.SPEED else []
    if missed := [*languages.missed(found.right), *slow]:
        raise CallError("does not hold: " + "; ".join(missed))


def _show(found: languages.Found) -> None:
    names = list(found.seconds)
    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("share right", "of", *names):
        table.add_column(title, justify="left" if title == "share right" else "right")
    for asked, shares in found.right.items():
        of = next(iter(shares.values())).of
        cells = (f"{shares[name].value:.3f}" if name in shares else "-" for name in names)
        table.add_row(asked, str(of), *cells)
    spent = found.seconds[languages.LANGDETECT]
    speeds = (f"{spent / found.seconds[name]:.1f}x" for name in names)
    table.add_row("speed, beside langdetect", "", *speeds)
    Console().print(table)
    for sign, (given, right) in found.confident.items():
        click.echo(
            f"{sign}: {given.value:.1%} of {given.of} lines, {right.value:.2%} of them right"
        )
