"""veille bench simulate: sixty days of every shape of access, and what became of each text."""

import json
from dataclasses import asdict

import click

from pipeline import settings
from pipeline.errors import CrawlError
from runtime.bench import scratch
from runtime.bench.shapes import SHAPES
from runtime.bench.simulation import Fate, simulated
from runtime.commands.table import figures, shown

WIDE = 120  # columns of the table
_COLUMNS = (
    *("published", "reachable", "missed", "duplicated", "reannounced", "moved", "old", "invented"),
    *("gaps", "unfilled", "crawls", "killed"),
)


@click.command()
@click.option("--items", type=click.IntRange(100), default=10_000, show_default=True)
@click.option("--shape", "shapes", type=click.Choice(list(SHAPES)), multiple=True, help="All.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one a shape.")
def simulate(*, items: int, shapes: tuple[str, ...], seed: int, as_json: bool) -> None:
    """Sixty days of an outlet of our making, by every shape of access: is anything missed?

    Reachable: in a listing we could read at a visit. Missed: told to nobody, although reachable or
    without a recorded gap. Duplicated: announced as two documents. Reannounced: with two lines of
    kind new. Moved: those that were either because their address changed. Old: from before we
    came, found later and told. Invented: lines of a change that nobody made. Unfilled: gaps that
    are open at the end. All that goes wrong is in runtime/bench/world.py. What is known of a
    text that did not come through once is told on standard error. Exit 1 when there is one, or a
    change is invented.
    """
    found = []
    with scratch.server() as (home, url):
        for number, shape in enumerate(shapes or SHAPES):
            click.echo(f"{shape} ...", err=True)
            own = scratch.database(url, f"simulated_{number}")
            place = {"VEILLE_HOME": str(home / str(number)), "VEILLE_DATABASE": own}
            found.append(simulated(settings.read(place), shape, items=items, seed=seed))
            for trace in found[-1].traces:
                click.echo(trace, err=True)
            if as_json:
                click.echo(json.dumps(asdict(found[-1])))
    if not as_json:
        _show(found)
    if wrong := [one.shape for one in found if not one.is_well]:
        raise CrawlError(f"missed, or told twice: {', '.join(wrong)}")


def _show(found: list[Fate]) -> None:
    table = figures([f"seed {found[0].seed}"], [*_COLUMNS, "seconds"])
    for one in found:
        cells = (str(getattr(one, name)) for name in _COLUMNS)
        table.add_row(one.shape, *cells, f"{one.seconds:.0f}")
    shown(table, wide=WIDE)
