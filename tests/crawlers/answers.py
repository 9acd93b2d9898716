"""Answers of sites, walls and innocent pages alike, as tests/crawlers/walls holds them."""

import tomllib
from pathlib import Path
from typing import Any

from scrapy.http import Response

FOLDER = Path(__file__).parent / "walls"
PAGES = Path(__file__).parent / "pages"
WORDS = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))
URL = "https://press.example/en/news/1"


def answers(kind: str) -> dict[str, Response]:
    """Return the answers of one file, by name."""
    read = tomllib.loads((FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))
    return {one["name"]: answer(one) for one in read["answer"]}


def answer(told: dict[str, Any]) -> Response:
    """Return one answer as Scrapy gives it to us."""
    body = told["body"]
    if "frame" in told:
        body = framed(body, told["frame"])
    return Response(
        told.get("url", URL),
        status=told.get("status", 200),
        headers={"Content-Type": "text/html; charset=utf-8"} | told["headers"],
        body=body.encode(),
    )


def framed(body: str, language: str) -> str:
    """Return a whole page of a language around a piece of HTML; a form alone gets no article."""
    words = WORDS[language]
    menu = "".join(f'<li><a href="/">{one}</a></li>' for one in words["menu"])
    text = (
        ""
        if body.startswith("<main>")
        else "".join(f"<p>{one}</p>" for one in words["paragraphs"])
    )
    title = "" if body.startswith("<title>") else f"<title>{words['titles'][0]}</title>"
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">{title}</head><body>'
        f'<ul class="menu">{menu}</ul>{body}<div class="article">{text}</div>'
        f"<footer>© {words['copyright']}</footer></body></html>"
    )


def saved() -> dict[str, Response]:
    """Return the saved pages of all sources."""
    return {
        path.name: Response(
            URL,
            headers={"Content-Type": _MEDIA.get(path.suffix, "text/html; charset=utf-8")},
            body=path.read_bytes(),
        )
        for path in sorted(PAGES.glob("*"))
        if path.suffix != ".json" or ".answer." in path.name
    }


_MEDIA = {".json": "application/json", ".xml": "application/rss+xml"}
