"""`verify` says what of a declaration no longer holds; `savepage` keeps a page and its reading."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from called import called

from pipeline import settings
from runtime.commands import declaration
from runtime.pressroom.server import PressRoom

PAGES = declaration.PAGES
LISTING = "https://www.mfa.am/en/news?page=1"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PressRoom]:
    """Open a press room and make it play every site."""
    with PressRoom(lambda: 0.0, pages=PAGES) as room:
        monkeypatch.setenv("VEILLE_HOME", str(tmp_path))
        monkeypatch.setenv("VEILLE_REPLAY", room.url)
        settings.current.cache_clear()
        yield room
        settings.current.cache_clear()


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("source", ["am_mfa", "az_apa", "us_state"])
def test_what_holds_is_said_of_each_listing_and_language(source: str) -> None:
    said = called("verify", source, "--json")
    assert said.exit_code == 0, said.output
    checks = [json.loads(line) for line in said.stdout.splitlines()]
    assert all(one["holds"] for one in checks)
    assert {"article"} < {one["shape"] for one in checks}


def test_what_no_longer_holds_is_named_and_fails(room: PressRoom) -> None:
    room.replace(LISTING, b"<html><p>redesigned</p></html>", "text/html")
    said = called("verify", "am_mfa", "--json")
    assert said.exit_code == 1
    broken = [one for one in map(json.loads, said.stdout.splitlines()) if not one["holds"]]
    assert [(one["url"], one["found"]) for one in broken] == [
        (LISTING, "not a single article in it")
    ]


def test_an_article_read_by_the_fallback_alone_does_not_hold(room: PressRoom) -> None:
    words = "".join(
        f"<p>The ministers met again and spoke of peace, part {n}.</p>" for n in range(9)
    )
    page = f"<html><body><article><h1>Talks</h1>{words}</article></body></html>".encode()
    for url in {one for one in room_articles(room) if "/en/" in one}:
        room.replace(url, page, "text/html")
    said = called("verify", "am_mfa")
    assert said.exit_code == 1
    assert "its selectors find nothing: read by the fallback" in said.output


def room_articles(room: PressRoom) -> list[str]:
    """Return the articles the ministry lists now."""
    called("verify", "am_mfa")
    return [one for one in room.requests if "/press-releases/" in one]


@pytest.mark.usefixtures("room")
def test_a_page_is_saved_with_what_is_read_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declaration, "PAGES", tmp_path)
    monkeypatch.setattr(declaration, "REPOSITORY", tmp_path)
    (tmp_path / "am_mfa.en.listing.xml").write_text("an older one")
    said = called("savepage", "am_mfa", LISTING)
    assert said.exit_code == 0, said.output
    kept = json.loads((tmp_path / "am_mfa.en.listing.json").read_text())
    assert (kept["synthetic"], kept["address"]) == (False, LISTING)
    assert len(kept["listed"]) > 2
    assert "news-list" in (tmp_path / "am_mfa.en.listing.html").read_text()
    assert not (tmp_path / "am_mfa.en.listing.xml").exists()


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("verify", "zz_none"), "no source 'zz_none' to crawl"),
        (("savepage", "am_mfa", "https://example.org/"), "neither a listing nor an article"),
        (("savepage", "am_mfa", f"{LISTING[:-1]}999"), "neither a listing nor an article"),
    ],
)
def test_a_wrong_call_says_why(words: tuple[str, ...], told: str) -> None:
    assert told in str(called(*words).exception)
