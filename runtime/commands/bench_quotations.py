"""veille bench quotations: how right quotations and their speakers are, and how fast."""

import json
from dataclasses import dataclass
from pathlib import Path

import click

from runtime.bench import quotations as bench
from runtime.bench.meter import interval
from runtime.commands.table import figures, shown

WIDE = 110  # columns of the table


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    corpus: str
    annotated: int
    found: int
    f1: float
    joint_f1: float  # span and speaker
    speakers_shown: int
    speakers_right: int
    at_least: float  # of the share right, 95 %
    at_most: float


@click.command()
@click.option(
    "--seed",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with article.fr.txt and quotations.json.",
)
@click.option(
    "--polnear",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="PolNeAR, gzip.",
)
@click.option(
    "--misses", is_flag=True, help="What was missed or wrong; never of what is held out."
)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one a corpus.")
def quotations(*, seed: Path | None, polnear: Path | None, misses: bool, as_json: bool) -> None:
    """Quotations found and given to the right speaker, on annotated texts.

    Our passages (hy az ru fr tr) are self-written. A quotation is right when it shares half of
    the longer one's characters with the annotated one; its speakers when they are the same.
    PolNeAR: what stands between marks, of four words or more; a speaker is right who shares a
    content word.
    """
    scores = []
    if seed:
        texts = bench.seed(seed)
        scores.append(bench.scored("seed article", texts, bench.resolved, marks=False))
    if polnear:
        texts = bench.polnear(polnear)
        scores.append(bench.scored("PolNeAR dev", texts, bench.shares_word, marks=True))
    for language in bench.OURS:
        scores += [
            bench.scored(name, texts, bench.resolved, marks=False)
            for name, texts in bench.halves(language)
        ]
    rows = [_row(one) for one in scores]
    pace = bench.speed(bench.polnear(polnear) if polnear else bench.passages("fr"))
    if as_json:
        for row in rows:
            click.echo(json.dumps({name: getattr(row, name) for name in _Row.__slots__}))
        click.echo(json.dumps({"texts_per_cpu_second": pace}))
    else:
        _show(rows)
        what = "articles of the median length" if polnear else "passages"
        click.echo(f"{pace:.0f} {what} per CPU second")
    if misses:
        for score in scores:
            if "," not in score.corpus or score.corpus.endswith(bench.MENDED_BY):
                for miss in score.misses:
                    click.echo(f"{score.corpus}: {miss}", err=True)


def _row(score: bench.Score) -> _Row:
    least, most = interval(score.speaker_right, score.with_speaker)
    return _Row(
        corpus=score.corpus,
        annotated=score.annotated,
        found=score.found,
        f1=score.f1,
        joint_f1=score.joint,
        speakers_shown=score.with_speaker,
        speakers_right=score.speaker_right,
        at_least=least,
        at_most=most,
    )


def _show(rows: list[_Row]) -> None:
    names = ("annotated", "found", "F1", "F1 with speaker", "shown", "right", "share", "95 %")
    table = figures(["corpus"], names)
    for row in rows:
        share = row.speakers_right / row.speakers_shown if row.speakers_shown else 0.0
        table.add_row(
            row.corpus,
            str(row.annotated),
            str(row.found),
            f"{row.f1:.3f}",
            f"{row.joint_f1:.3f}",
            str(row.speakers_shown),
            str(row.speakers_right),
            f"{share:.3f}",
            f"{row.at_least:.2f}-{row.at_most:.2f}",
        )
    shown(table, wide=WIDE)
