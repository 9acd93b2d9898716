"""veille bench: what our work costs, as ratios within one run."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

import click

from pipeline.errors import CrawlError
from pipeline.silence.rhythm import HOUR
from runtime.bench import crawl as whole
from runtime.bench import cycle as quiet
from runtime.bench import growth as rates
from runtime.bench import silence as freezing
from runtime.commands import (
    bench_blind,
    bench_furniture,
    bench_identity,
    bench_latency,
    bench_mail,
    bench_quotations,
    bench_read,
    bench_reading,
    bench_simulate,
)
from runtime.commands.table import figures, shown
from runtime.database import opened

GROWTH = 1.1  # what a quiet cycle may cost with the largest store, in terms of the smallest
WIDE = 110  # columns of the table of freezes


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
        told = {"pages": pages, "plain": plain, "veille": spent, "ratio": plain / spent}
        click.echo(json.dumps(told | {"parts": found | {whole.EXTRACT: extracted}}))
        return
    table = figures(["part"], ["CPU s", "ms a page", "share"])
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
    shown(table)
    click.echo(
        f"plain Scrapy {pages / plain:.0f} pages per CPU second, Veille {pages / spent:.0f}: "
        f"ratio {plain / spent:.2f}"
    )


@bench.command()
@click.option("--freezes", type=click.IntRange(1), default=40, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one a source.")
def silence(*, freezes: int, seed: int, as_json: bool) -> None:
    """When operators learn of sources frozen on random days, and how often in vain.

    Hours count from the first text that did not come through; allowed is twice the 95th
    percentile of the gaps in the year before, at least 48. The sources are of our making: see
    runtime/bench/silence.py for every parameter.
    """
    titles = ("usual gap h", "allowed h", "learnt h", "longest", "late", "alarms a month", "most")
    table = figures(["source"], titles)
    for made in freezing.MADE:
        row = _row(freezing.judged(made, seed=seed, freezes=freezes))
        if as_json:
            click.echo(json.dumps({"source": made.name} | row))
        else:
            values = (
                f"{one:.2f}" if "alarms" in name else f"{one:.0f}" for name, one in row.items()
            )
            table.add_row(made.name, *values)
    if not as_json:
        shown(table, wide=WIDE)


def _row(one: freezing.Judged) -> dict[str, float]:
    """Return what the freezes of a source came to, under the titles of the table."""
    middle, longest = freezing.in_hours([frozen.from_missed for frozen in one.frozen])
    return {
        "usual gap h": one.usual_gap / HOUR,
        "allowed h": freezing.in_hours([frozen.allowed for frozen in one.frozen])[0],
        "learnt h": middle,
        "longest": longest,
        "late": one.late,
        "alarms a month": sum(one.false_alarms) / len(one.false_alarms),
        "most": max(one.false_alarms),
    }


@bench.command()
@click.option(
    "--documents",
    type=(click.IntRange(100), click.IntRange(100)),
    default=(10_000, 200_000),
    show_default=True,
    help="Two sizes of the store.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def cycle(*, documents: tuple[int, int], as_json: bool) -> None:
    """A cycle that brings nothing, with a small and a large store: it must cost the same.

    Every source that the press room plays is crawled; Airflow is not part of it. Exit 1 when the
    CPU seconds grow by more than a tenth.
    """
    found = quiet.costs(documents, lambda step: click.echo(f"{step} ...", err=True))
    costs: dict[str, quiet.Figure] = {
        "CPU s, crawls": lambda one: one.crawls,
        "CPU s, our stages": lambda one: one.stages,
        "CPU s, PostgreSQL": lambda one: one.postgres,
        "CPU s, together": lambda one: one.cpu,
        "wall s": lambda one: one.wall,
        "requests": lambda one: one.requests,
        "requests per edition": lambda one: one.requests / found.editions,
    }
    grown = found.ratio(costs["CPU s, together"])
    if as_json:
        cycles = {
            n: {name: of(one) for name, of in costs.items()} for n, one in found.cycles.items()
        }
        click.echo(
            json.dumps({"sources": found.sources, "editions": found.editions, "cycles": cycles})
        )
    else:
        sizes = (f"{number:,} documents" for number in found.cycles)
        words = f"{found.sources} sources, {found.editions} editions"
        table = figures([words], [*sizes, "ratio"])
        for name, of in costs.items():
            each = [of(one) for one in found.cycles.values()]
            table.add_row(name, *(f"{one:.2f}" for one in each), f"{found.ratio(of):.2f}")
        shown(table)
        click.echo(
            f"medians of {quiet.ROUNDS} cycles each, in turns; nothing was new, nothing due"
        )
    if grown > GROWTH:
        raise CrawlError(f"a quiet cycle grows with the archive: {grown:.2f}, at most {GROWTH}")


@bench.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a source.")
def growth(*, as_json: bool) -> None:
    """How much this home grows a day, by source: database, archive and spool, as stored."""
    found = rates.measured(opened(), datetime.now(UTC))
    if as_json:
        for one in found:
            click.echo(json.dumps(asdict(one) | {"year": one.year}))
        return
    names = ("measured", "documents", "database", "archive", "listings", "spool", "after a year")
    table = figures(["a day"], names)
    for one in (*found, rates.together(found)):
        sizes = (one.database, one.archive, one.listings, one.spool, one.year)
        table.add_row(
            one.source,
            f"{one.days:.1f} d",
            f"{one.documents:.0f}",
            *(f"{size / 1e6:.2f} MB" for size in sizes),
        )
    shown(table)
    click.echo(
        f"Measured over the last {rates.WINDOW.days} days at most, each source from the end of "
        "its first whole crawl; less than an hour is not told. Database: bytes of its rows, times "
        "what the database needs for one byte of rows (indexes and the other tables included). "
        "After a year: 365 days of database and archive, 30 of listings, 14 of spool."
    )


bench.add_command(bench_blind.edits)
bench.add_command(bench_blind.grades)
bench.add_command(bench_blind.traces)
bench.add_command(bench_furniture.furniture)
bench.add_command(bench_identity.identity)
bench.add_command(bench_latency.latency)
bench.add_command(bench_read.read)
bench.add_command(bench_mail.mail)
bench.add_command(bench_mail.kills)
bench.add_command(bench_reading.language)
bench.add_command(bench_quotations.quotations)
bench.add_command(bench_reading.search)
bench.add_command(bench_simulate.simulate)
