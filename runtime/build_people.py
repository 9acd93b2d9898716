"""Makes pipeline/people.toml of a vocabulary: python -m runtime.build_people PEOPLE_YAML.

The vocabulary repeats an office's title in every row of its holders; the table says it once.
Running it twice writes the same bytes.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from pipeline.people import FILE, people

HEAD = """\
# Who speaks on the file, in which office, from when to when. Made by runtime/build_people.py from
# a vocabulary compiled on {compiled}; a correction by hand is welcome, and checked when read.
#
# `from` and `to` are a year, a month or a day; `to` is the day the successor or the gap begins. Of
# a year or a month only the days that are sure count. `certainty`: high, medium, or verify, which
# is never shown as a fact. `source`: a page, or general knowledge. Names and titles: the
# preferred form first. Party nagorno_karabakh: the unrecognised authorities, dissolved on
# 1 January 2024 by a decree that bodies in exile contest.
"""

Table = Mapping[str, Any]  # Any: YAML


def written(vocabulary: Table) -> Iterator[str]:
    """Yield the lines of people.toml."""
    yield from HEAD.format(compiled=vocabulary["compiled"]).splitlines()
    for one in _rows(vocabulary["institutions"]):
        yield f"\n[institution.{one['id']}]"
        yield f"party = {_text(one['party'])}"
        for kind in ("names", "abbreviations", "metonyms", "spokesperson_titles"):
            yield from _forms(kind, one.get(kind, {}))
    for one in _rows(vocabulary["offices"]):
        yield f"\n[office.{one['id']}]"
        yield from (f"{key} = {_text(one[key])}" for key in ("institution", "party"))
        yield f"single_holder = {_text(one['single_holder'])}"
        yield from _forms("title", one["title"])
    for one in vocabulary["people"]:
        yield "\n[[person]]"
        yield f"id = {_text(one['id'])}"
        yield from _forms("names", one["names"])
        if one.get("misspellings"):
            yield f"misspellings = {_text(one['misspellings'])}"
        yield "tenures = ["
        yield from (f"    {_tenure(row)}," for row in one["offices"])
        yield "]"


def _rows(value: Any) -> list[Table]:  # noqa: ANN401  YAML
    if isinstance(value, list):
        return value
    return [{"id": name, **row} for name, row in value.items()]


def _tenure(row: Table) -> str:
    keys = ("office", "from", "to", "acting", "certainty", "source", "note")
    said = (f"{key} = {_text(row[key])}" for key in keys if row.get(key) is not None)
    return "{ " + ", ".join(said) + " }"


def _forms(kind: str, forms: Table) -> Iterator[str]:
    yield from (f"{kind}.{language} = {_text(names)}" for language, names in forms.items())


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def main(vocabulary: Path) -> None:
    """Write the table, and read it as everybody will."""
    lines = written(yaml.safe_load(vocabulary.read_text(encoding="utf-8")))
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    people()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
