"""docs/map.md names every module of pipeline, once, with its own first line."""

import ast
import re

from pipeline.settings import REPOSITORY


def test_the_map_says_of_each_module_what_it_says_of_itself() -> None:
    text = (REPOSITORY / "docs" / "map.md").read_text(encoding="utf-8")
    drawn = re.findall(r"^\* `([\w.]+)`: (.+)$", text, re.MULTILINE)
    pipeline = REPOSITORY / "pipeline"
    own = {}
    for path in (*pipeline.glob("*.py"), *pipeline.glob("*/*.py")):
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        name = ".".join(path.relative_to(pipeline).with_suffix("").parts)
        own[name] = said.partition("\n")[0].removesuffix(" Pure.")
    modules = {name for name in own if not name.endswith("__init__")}
    assert sorted(name for name, _ in drawn) == sorted(modules)
    assert {name: line for name, line in drawn if line != own[name]} == {}
    folders = re.findall(r"^## `(\w+)/`: (.+)$", text, re.MULTILINE)
    inits = {name.removesuffix(".__init__") for name in own if name.endswith(".__init__")}
    assert dict(folders) == {name: own[f"{name}.__init__"] for name in inits - {"store"}}
