"""veille bench furniture: pages served again with other furniture, and what passes for an edit."""

import json
from collections import Counter
from dataclasses import asdict

import click

from pipeline.errors import CallError
from runtime.bench import furniture as again
from runtime.bench.meter import interval
from runtime.commands.table import figures, shown


@click.command()
@click.option("--recrawls", type=click.IntRange(1), default=300, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--misses", is_flag=True, help="Each one that is no text left alone.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one a re-crawl.")
def furniture(*, recrawls: int, seed: int, misses: bool, as_json: bool) -> None:
    """Saved pages served again: other advertisements, counters, links, dates, marks, blanks.

    Three to seven things are another at each visit (runtime/bench/furniture.toml), put around and
    into the text by chance. Exit 1 when more than one of a hundred is told as an edit of
    substance, has another moment, or cannot be read.
    """
    found = list(again.measured(list(again.saved()), recrawls=recrawls, seed=seed))
    told = [one for one in found if one.is_told]
    if as_json:
        for one in found:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
    else:
        _show(found)
    for one in told if misses and not as_json else ():
        click.echo(f"{one.name} ({', '.join(one.changed)}): {one.outcome}: {one.why:.300}")
    if len(told) > again.MOST * recrawls:
        raise CallError(f"{len(told)} of {recrawls} are told, at most {again.MOST:.0%} may be")


def _show(found: list[again.Recrawl]) -> None:
    table = figures(["what is another"], ["of", *again.OUTCOMES, "told", "95 %"])
    names = sorted({name for one in found for name in one.changed})
    rows = {name: [one for one in found if name in one.changed] for name in names}
    for name, some in (*rows.items(), ("all re-crawls", found)):
        counts = Counter(one.outcome for one in some)
        told = sum(one.is_told for one in some)
        low, high = interval(told, len(some))
        cells = (str(counts[outcome]) for outcome in again.OUTCOMES)
        table.add_row(name, str(len(some)), *cells, str(told), f"{low:.3f}-{high:.3f}")
    shown(table, wide=100)
