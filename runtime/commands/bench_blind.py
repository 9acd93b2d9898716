"""veille bench edits, grades, traces: what rules make of texts written without a look at them."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict

import click

from pipeline.traces.faithfulness import VERDICTS
from runtime.bench import blind, matching
from runtime.bench import traces as bench_traces
from runtime.bench.meter import interval
from runtime.commands.table import figures, shown

MISSES = click.option("--misses", is_flag=True, help="Each one that is wrong.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="JSON Lines, one a text.")


@click.command()
@MISSES
@AS_JSON
def edits(*, misses: bool, as_json: bool) -> None:
    """Edits of substance found, with their kind, and cosmetic ones left alone.

    120 and 60 texts in hy az ru en fr, self-written, blind; half of the later ones are held out,
    and their misses never told (tests/edits/README.md).
    """
    found = list(blind.edited())
    if as_json:
        for one in found:
            click.echo(json.dumps(asdict(one) | {"right": one.is_right}, ensure_ascii=False))
        return
    table = figures(["edits"], ["of", "of substance", "of its kind", "95 %"])
    rows: dict[str, list[blind.Edited]] = defaultdict(list)
    for one in found:
        name = f", {one.of}" if one.of else ""
        rows[f"{one.kind}{name}"].append(one)
        if one.kind != blind.COSMETIC:
            rows[f"{one.language}{name}"].append(one)
            rows[f"all planted{name}"].append(one)
    for name, some in sorted(rows.items()):
        right = sum(one.is_right for one in some)
        substantive = sum(one.is_substantive for one in some)
        table.add_row(name, str(len(some)), str(substantive), str(right), _sure(right, len(some)))
    shown(table)
    for one in found if misses else ():
        if not one.is_right and not one.of.endswith(blind.HELD_OUT):
            click.echo(f"{one.language} {one.kind}: {', '.join(one.found) or '-'}: {one.what}")


@click.command()
@MISSES
@AS_JSON
def grades(*, misses: bool, as_json: bool) -> None:
    """Texts on the Karabakh file graded core, mention or none.

    55 texts a language, hy az ru en fr tr, 65 of a second set, 60 of a third and 45 of a fourth,
    written when the rules stood; all self-written, blind (tests/dossiers/README.md). Misses are
    never told of what is held out. Below, how soon a dossier of 5,000 forms is looked for, beside
    plain `re`.
    """
    found = list(blind.graded())
    if as_json:
        for one in found:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
        return
    titles = ("core precision", "95 %", "core recall", "95 %", "mention as core", "none flagged")
    table = figures(["texts"], titles)
    for name, some in _by_set_and_language(found):
        counts = blind.confusion(some)
        given = sum(counts[grade, "core"] for grade in blind.GRADES)
        are = sum(counts["core", grade] for grade in blind.GRADES)
        right = counts["core", "core"]
        flagged = counts["none", "mention"] + counts["none", "core"]
        table.add_row(
            name,
            *(f"{right}/{given}", _sure(right, given), f"{right}/{are}", _sure(right, are)),
            *(str(counts["mention", "core"]), str(flagged)),
        )
    shown(table)
    for one in found if misses else ():
        if one.grade != one.given and not one.of.endswith(blind.HELD_OUT):
            click.echo(f"{one.language} {one.grade} as {one.given}: {one.title}: {one.why}")
    pace = matching.measured()
    click.echo(
        f"{pace.ours:,.0f} articles a CPU second looked through for {pace.forms:,} forms (aim: "
        f"{matching.LEAST:,.0f}), {pace.ours / pace.plain:.0f} times what plain re does"
    )


def _by_set_and_language(found: list[blind.Graded]) -> Iterator[tuple[str, list[blind.Graded]]]:
    held_out = (f"{one}{blind.HELD_OUT}" for one in blind.HALVED)
    for of in (*blind.SETS, *held_out):
        of_set = [one for one in found if one.of == of]
        name = f", {of}" if of else ""
        for language in sorted({one.language for one in of_set}):
            yield f"{language}{name}", [one for one in of_set if one.language == language]
        yield f"all{name}", of_set


@click.command()
@MISSES
@AS_JSON
def traces(*, misses: bool, as_json: bool) -> None:
    """Press quotations beside official texts: verbatim, cut, differs, ..., as they were written.

    36 quotations a language, hy az ru en fr tr, self-written, blind (tests/traces/README.md).
    Misses are never told of what is held out.
    """
    found = list(bench_traces.traced())
    if as_json:
        for one in found:
            click.echo(json.dumps(asdict(one) | {"right": one.is_right}, ensure_ascii=False))
        return
    titles = [*VERDICTS, "right", "95 %"]
    table = figures(["written as, given as"], titles)
    for is_held_out in (False, True):
        of = blind.HELD_OUT if is_held_out else ""
        half = [one for one in found if one.is_held_out == is_held_out]
        for verdict in VERDICTS:
            table.add_row(
                f"{verdict}{of}", *_traced_row([one for one in half if one.verdict == verdict])
            )
        for language in sorted({one.language for one in half}):
            table.add_row(
                f"{language}{of}", *_traced_row([one for one in half if one.language == language])
            )
        table.add_row(f"all{of}", *_traced_row(half))
    shown(table)
    for one in found if misses else ():
        if not one.is_right and not one.is_held_out:
            click.echo(f"{one.language} {one.verdict} as {one.given}: {one.what}: {one.words}")


def _traced_row(some: list[bench_traces.Traced]) -> Iterator[str]:
    given = Counter(one.given for one in some)
    yield from (str(given[verdict] or "") for verdict in VERDICTS)
    right = sum(one.is_right for one in some)
    yield f"{right}/{len(some)}"
    yield _sure(right, len(some))


def _sure(right: int, of: int) -> str:
    low, high = interval(right, of)
    return f"{low:.2f}-{high:.2f}"
