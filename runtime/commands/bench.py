"""veille bench: what our work costs, as ratios within one run."""

import json

import click
from rich.console import Console
from rich.table import Table

from runtime.bench import crawl as whole


@click.group()
def bench() -> None:
    """Measure what our work costs; figures are compared within one run only."""


@bench.command()
@click.option("--pages", type=click.IntRange(8), default=1000, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def crawl(*, pages: int, as_json: bool) -> None:
    """Pages per CPU second from fetch to flag, beside Scrapy fetching them and doing nothing."""
    plain, found = whole.costs(pages, lambda step: click.echo(f"{step} ...", err=True))
    extracted = found.pop(whole.EXTRACT)
    spent = sum(found.values())
    if as_json:
        figures = {"pages": pages, "plain": plain, "veille": spent, "ratio": plain / spent}
        click.echo(json.dumps(figures | {"parts": found | {whole.EXTRACT: extracted}}))
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("part")
    for name in ("CPU s", "ms a page", "share"):
        table.add_column(name, justify="right")
    inside = {
        "  fetch, as plain Scrapy": plain,
        "  extract": extracted,
        "  archive, journal, politeness": found[whole.CRAWL] - plain - extracted,
    }
    rows = [(whole.CRAWL, found.pop(whole.CRAWL)), *inside.items(), *found.items()]
    for name, seconds in [*rows, ("together", spent)]:
        table.add_row(
            name, f"{seconds:.2f}", f"{seconds / pages * 1000:.2f}", f"{seconds / spent:.0%}"
        )
    Console().print(table)
    click.echo(
        f"plain Scrapy {pages / plain:.0f} pages per CPU second, Veille {pages / spent:.0f}: "
        f"ratio {plain / spent:.2f}"
    )
