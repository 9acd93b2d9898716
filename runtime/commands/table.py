"""Tables of figures, as the benchmarks print them."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table


def figures(words: Iterable[str], numbers: Iterable[str]) -> Table:
    """Return an empty table with columns of words, then columns of numbers, flush right."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in words:
        table.add_column(title)
    for title in numbers:
        table.add_column(title, justify="right")
    return table


def shown(table: Table, *, wide: int = 0) -> None:
    """Print a table, at least so many columns wide where nobody looks or the screen is narrow."""
    console = Console()
    console.width = max(console.width, wide)
    console.print(table)
