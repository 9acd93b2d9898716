"""Who may import whom: the arrows of the design, read from the sources."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from pipeline import store
from pipeline.settings import REPOSITORY

OURS = {"crawlers", "dags", "migrations", "pipeline", "runtime", "web"}
SQL = (  # where it may be written
    "pipeline/store/",  # every query
    "pipeline/tables.py",  # server defaults of columns
)

# What a package may import of ours, beside itself; a name covers what lies below it.
ARROWS = {
    "pipeline": set(),
    "crawlers": {"pipeline.item", "pipeline.spool", "pipeline.errors"},
    "runtime": {"pipeline", "crawlers.catalog", "crawlers.run", "crawlers.reread"},
    "dags": {"pipeline", "crawlers.catalog", "crawlers.run", "crawlers.reread"},
    "web": {"pipeline"},
    "migrations/versions": set(),
    "migrations/env.py": {"pipeline.tables"},
}
FOREIGN = {  # what a package must not import of others
    "pipeline": {"scrapy", "twisted", "airflow", "alembic", "click", "rich", "fastapi", "psycopg"},
    "crawlers": {"sqlalchemy", "psycopg", "airflow", "alembic", "click"},
    "web": {"airflow", "scrapy", "twisted"},
}
AT_THE_TOP_OF_DAGS = {"airflow", "crawlers.catalog", "pipeline.settings"}


@dataclass(frozen=True)
class Import:
    """One name imported, dotted; in a function or not."""

    name: str
    at_the_top: bool
    line: int = 0


def imports(source: str) -> Iterator[Import]:
    """Yield every import of a module, wherever it stands."""

    def below(node: ast.AST, *, top: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                yield from (Import(one.name, top, child.lineno) for one in child.names)
            elif isinstance(child, ast.ImportFrom):
                origin = "." * child.level + (child.module or "")
                yield from (
                    Import(f"{origin}.{one.name}", top, child.lineno) for one in child.names
                )
            function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from below(child, top=top and not function)

    yield from below(ast.parse(source), top=True)


def covers(allowed: str, name: str) -> bool:
    return name == allowed or name.startswith(f"{allowed}.")


def package(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


@cache
def files(place: str) -> list[Path]:
    path = REPOSITORY / place
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def all_imports(place: str) -> Iterator[tuple[str, Import]]:
    """Yield every import below a place, with file and line."""
    for path in files(place):
        for one in imports(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(REPOSITORY)}:{one.line}", one


def test_the_parser_sees_an_import_wherever_it_stands() -> None:
    source = (
        "import a.b\n"
        "from c import d, e as f\n"
        "from . import g\n"
        "if True:\n"
        "    import h\n"
        "def i():\n"
        "    if True:\n"
        "        from j.k import l\n"
        "class M:\n"
        "    import n\n"
        "    async def o(self):\n"
        "        import p\n"
    )
    found = [(one.name, one.at_the_top) for one in imports(source)]
    assert found == [
        ("a.b", True), ("c.d", True), ("c.e", True), ("..g", True), ("h", True),
        ("j.k.l", False), ("n", True), ("p", False),
    ]  # fmt: skip


@pytest.mark.parametrize("place", ARROWS)
def test_every_place_of_the_design_has_files_to_look_at(place: str) -> None:
    assert files(place)


@pytest.mark.parametrize("place", ARROWS)
def test_nothing_is_imported_against_the_arrows(place: str) -> None:
    allowed = {place.split("/", maxsplit=1)[0], *ARROWS[place]}
    against = [
        f"{where}: {one.name}"
        for where, one in all_imports(place)
        if package(one.name) in OURS and not any(covers(name, one.name) for name in allowed)
    ]
    assert against == []


@pytest.mark.parametrize("place", FOREIGN)
def test_no_package_knows_what_is_another_ones_field(place: str) -> None:
    against = [
        f"{where}: {one.name}"
        for where, one in all_imports(place)
        if package(one.name) in FOREIGN[place]
    ]
    assert against == []


def test_at_its_top_a_dag_file_imports_only_what_is_cheap_to_parse() -> None:
    against = [
        f"{where}: {one.name}"
        for where, one in all_imports("dags")
        if one.at_the_top
        and package(one.name) in {*OURS, "airflow", "sqlalchemy", "scrapy"}
        and not any(covers(name, one.name) for name in AT_THE_TOP_OF_DAGS)
    ]
    assert against == []


def module(name: str) -> str:
    """Return the module of pipeline that an imported name is, or is in: "speakers.person"."""
    below = name.split(".")[1:]
    while below and not (place := REPOSITORY.joinpath("pipeline", *below)).is_dir():
        if place.with_suffix(".py").exists():
            break
        below.pop()
    return ".".join(below)


@cache
def direct(path: Path) -> list[str]:
    """Return the modules of pipeline that a file imports."""
    found = imports(path.read_text(encoding="utf-8"))
    return [module(one.name) for one in found if package(one.name) == "pipeline"]


def reached(name: str) -> set[str]:
    """Return the modules of pipeline that importing one of them imports, itself included."""
    seen: set[str] = set()
    todo = [name]
    while todo:
        one = todo.pop()
        if one in seen:
            continue
        seen.add(one)
        place = REPOSITORY.joinpath("pipeline", *one.split("."))
        here = filter(Path.exists, (place.with_suffix(".py"), *place.glob("*.py")))
        todo += [further for path in here for further in direct(path)]
    return seen


def pure() -> list[str]:
    """Return the modules that say of themselves, in their first line, that they are."""
    lines = {
        ".".join(path.relative_to(REPOSITORY / "pipeline").with_suffix("").parts): line
        for path in files("pipeline")
        for line in path.read_text(encoding="utf-8").split("\n")[:1]
    }
    return sorted(
        name for name, line in lines.items() if line.removesuffix('"""').endswith("Pure.")
    )


def test_most_modules_say_that_they_are_pure() -> None:
    assert {"item", "spool", "text", "quotation", "dossier"} <= set(pure())
    assert {"speakers.person", "quotations.attribution"} <= set(pure())


@pytest.mark.parametrize("name", pure())
def test_a_pure_module_reaches_neither_the_database_nor_the_post(name: str) -> None:
    impure = ("store", "tables", "mail", "deliveries.post", "settings")
    assert [one for one in reached(name) if any(covers(other, one) for other in impure)] == []


def test_what_a_module_reaches_is_followed_through_others() -> None:
    assert {"line", "store", "tables", "errors"} <= reached("line")
    assert {"speakers.person", "people"} <= reached("quotation")


@pytest.mark.parametrize("place", ["pipeline", "runtime"])
def test_queries_are_written_in_store_only(place: str) -> None:
    handed_on = {"sqlalchemy.orm.Session", "sqlalchemy.orm.sessionmaker"}
    against = [
        f"{where}: {one.name}"
        for where, one in all_imports(place)
        if package(one.name) == "sqlalchemy"
        and one.name not in handed_on
        and not covers("sqlalchemy.exc", one.name)
        and not where.startswith(SQL)
    ]
    assert against == []


def test_no_query_has_the_name_of_a_file_beside_it() -> None:
    """The file, once imported, would stand in the query's place."""
    files = {path.stem for path in (REPOSITORY / "pipeline" / "store").glob("*.py")}
    assert files.isdisjoint(store.__all__)


@pytest.mark.parametrize("place", sorted(OURS))
def test_nothing_is_imported_relatively(place: str) -> None:
    assert [where for where, one in all_imports(place) if one.name.startswith(".")] == []
