"""What `veille up` shows while it runs."""

from crawlers import catalog
from runtime.commands.up import uncrawled


def test_who_was_not_crawled_yet_takes_one_line_of_the_screen() -> None:
    names = catalog.names()
    told = uncrawled(names)
    assert told.startswith(f"not crawled yet, {len(names)}: {names[0]}, ")
    assert len(told) <= 100
    assert uncrawled(["am_mfa", "ru_mid"]) == "not crawled yet, 2: am_mfa, ru_mid"
