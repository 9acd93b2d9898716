"""veille bench read: what reading an article costs, step by step."""

import json
from statistics import median

import click

from runtime.bench import reading
from runtime.bench.identity import WRITTEN_IN
from runtime.commands.table import figures, shown


@click.command()
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one a step.")
def read(*, as_json: bool) -> None:
    """CPU time of language, identity, revision check, flag and quotations for an article.

    372 articles, 62 in each of six languages, whole; one in five is edited when it is fetched
    again. Medians; the share is of the time of all articles. The aim is 4 ms for the first four
    together, on a machine where stock langdetect alone takes what the last row says.
    """
    some = reading.texts()
    costs = reading.measured(some)
    whole = reading.together(costs, "reading", reading.READING)
    ours = reading.together(costs, "all steps", (*reading.READING, reading.QUOTATIONS))
    stock = costs.pop()
    rows = [*costs, whole, ours, stock]
    if as_json:
        for one in rows:
            by = {tag: one.middle(tag) for tag in WRITTEN_IN}
            click.echo(json.dumps({"step": one.step, "median": one.middle(), "languages": by}))
        return
    table = figures(["ms an article"], ["median", *WRITTEN_IN, "share"])
    spent = sum(ours.seconds)
    for one in rows:
        values = (one.middle(), *(one.middle(tag) for tag in WRITTEN_IN))
        share = "" if one is stock else f"{sum(one.seconds) / spent:.0%}"
        table.add_row(one.step, *(f"{value * 1000:.2f}" for value in values), share)
    shown(table, wide=100)
    length = median(len(one.body) for one in some)
    click.echo(
        f"median article {length:,.0f} characters; reading takes "
        f"{whole.middle() / stock.middle():.2f} of what stock langdetect takes, "
        f"{whole.middle() * 1000:.1f} ms (aim: {reading.MOST * 1000:.0f})"
    )
