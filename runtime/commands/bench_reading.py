"""veille bench language, search: what is read right, and how soon it is found."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.errors import CallError
from runtime.bench import language as languages
from runtime.bench import search as searches
from runtime.bench.meter import percentile
from runtime.commands.table import figures, shown


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
    table = figures(["share right"], ["of", *names])
    for asked, shares in found.right.items():
        of = next(iter(shares.values())).of
        cells = (f"{shares[name].value:.3f}" if name in shares else "-" for name in names)
        table.add_row(asked, str(of), *cells)
    spent = found.seconds[languages.LANGDETECT]
    speeds = (f"{spent / found.seconds[name]:.1f}x" for name in names)
    table.add_row("speed, beside langdetect", "", *speeds)
    shown(table)
    for sign, (given, right) in found.confident.items():
        click.echo(
            f"{sign}: {given.value:.1%} of {given.of} lines, {right.value:.2%} of them right"
        )


@click.command()
@click.option("--documents", type=click.IntRange(1000), default=200_000, show_default=True)
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep what is generated in this folder, or take what was.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one a kind of query.")
def search(*, documents: int, home: Path | None, as_json: bool) -> None:
    """How soon a search answers, on documents generated into a database of its own.

    Wall clock of the whole answer, snippets included, 20 texts at most. Exit 1 when the 95th
    percentile of all queries exceeds 100 ms.
    """
    found = searches.measured(
        documents, lambda step: click.echo(f"{step} ...", err=True), kept=home
    )
    every = [second for one in found for second in one.seconds]
    hits = sum(one.hits for one in found)
    found.append(searches.Found(title="together", seconds=tuple(every), hits=hits))
    titles = ("queries", "texts each", "median ms", "p95 ms", "longest ms")
    table = figures([f"{documents:,} documents"], titles)
    for one in found:
        times = [percentile(one.seconds, share) * 1000 for share in (50, 95, 100)]
        count = len(one.seconds)
        if as_json:
            named = dict(zip(("median", "p95", "longest"), times, strict=True))
            row = {"kind": one.title, "queries": count, "texts": one.hits, "ms": named}
            click.echo(json.dumps(row))
        table.add_row(
            one.title, str(count), f"{one.hits / count:.1f}", *(f"{ms:.1f}" for ms in times)
        )
    if not as_json:
        shown(table)
    p95 = percentile(found[-1].seconds, 95)
    if p95 > searches.P95:
        raise CallError(f"p95 is {p95:.3f} s, at most {searches.P95} s")
