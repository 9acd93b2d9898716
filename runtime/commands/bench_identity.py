"""veille bench identity: reprints, formulas, corrections, editions, and what looking up costs."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.errors import CallError
from runtime.bench import embeddings as embedding_bench
from runtime.bench import identity as likeness
from runtime.bench import lookup
from runtime.bench.meter import interval
from runtime.commands.table import figures, shown


@click.command()
@click.option(
    "--documents",
    type=click.IntRange(1000),
    multiple=True,
    default=(200_000, 2_000_000),
    show_default=True,
    help="Sizes of the store a text is looked up in; the larger needs 6 GB of disk.",
)
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep what is generated in this folder, or take what was.",
)
@click.option("--embeddings", is_flag=True, help="Only what an embedding adds to editions.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def identity(
    *, documents: tuple[int, ...], home: Path | None, embeddings: bool, as_json: bool
) -> None:
    """Texts found again, texts kept apart, editions joined; a look-up's time, a document's bytes.

    Shares are with their 95 % intervals (Wilson). Exit 1 when what must hold (LEAST in
    runtime/bench/identity.py) does not.
    """
    if embeddings:
        _show_joins(embedding_bench.measured(), as_json=as_json)
        return
    counts = likeness.measured()
    every = [*likeness.together(counts), *counts]
    if not as_json:
        _show(every)
    found = lookup.measured(
        list(documents), lambda step: click.echo(f"{step} ...", err=True), kept=home
    )
    if as_json:
        sizes = [asdict(one) for one in found]
        click.echo(json.dumps({"shares": [asdict(one) for one in every], "lookups": sizes}))
    else:
        for one in found:
            click.echo(
                f"{one.documents:,} documents: look-up {one.median * 1000:.2f} ms, p95 "
                f"{one.p95 * 1000:.2f} ms, CPU {one.cpu * 1000:.2f} ms; "
                f"{one.weight:,.0f} bytes of bands a document"
            )
    if missed := likeness.missed(counts):
        raise CallError("does not hold: " + "; ".join(missed))


def _show(counts: list[likeness.Count]) -> None:
    table = figures(["right", "language"], ["n", "share", "95 %"])
    for one in counts:
        low, high = interval(one.right, one.of)
        cells = (f"{one.share:.4f}", f"{low:.3f}-{high:.3f}")
        table.add_row(one.what, one.language, str(one.of), *cells)
    shown(table)


def _show_joins(joins: list[embedding_bench.Joins], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"editions": [asdict(one) for one in joins]}))
        return
    table = figures(["texts", "their editions", "joined by"], ["n", "right", "wrong"])
    for one in joins:
        there = "there" if one.there else "missing"
        table.add_row(one.texts, there, one.by, str(one.of), str(one.right), str(one.wrong))
    shown(table)
