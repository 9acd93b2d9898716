"""A crawl starts quickly: what it imports is as without, and nothing stays changed."""

import subprocess
import sys

LOOK = """
import gc, inspect, json
from contextlib import nullcontext
from crawlers.starting import quickly
stack = inspect.stack
with {how}():
    from scrapy.core.downloader import contextfactory, tls
assert inspect.stack is stack and gc.isenabled()
print(json.dumps(sorted(
    [name, one.__module__]
    for module in (contextfactory, tls)
    for name, one in vars(module).items()
    if type(one).__name__ == "DeprecatedClass"
)))
"""


def declared(how: str) -> str:
    """Return the deprecated classes of Scrapy and their modules, as imported in such a way."""
    command = [sys.executable, "-c", LOOK.replace("{how}", how)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  ours
    return run.stdout


def test_deprecated_classes_of_scrapy_stand_where_they_did() -> None:
    found = declared("quickly")
    assert "scrapy.core.downloader" in found
    assert found == declared("nullcontext")
