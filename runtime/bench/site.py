"""A ministry of many heavy pages on loopback, for benchmarks: `python -m runtime.bench.site`.

Its articles are the press room's texts of www.mfa.am, each with its own number, in pages of the
weight of a real newspaper's: navigation, scripts, related links and the body in between.
"""

import random
import sys
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from markupsafe import escape

from runtime.pressroom.publication import Edition, load

SOURCE, SITE = "am_mfa", "https://www.mfa.am"
LANGUAGES = ("hy", "en", "ru", "fr")
WEIGHT = 170_000  # bytes of an article's page, about the median of the press
PER_PAGE = 2  # pages a listing has
_DAY = "2023/05/04"


def addresses(pages: int) -> list[str]:
    """Return the addresses of the articles."""
    return [f"{SITE}{path}" for path in _paths(pages)]


def serve(pages: int) -> None:
    """Serve until killed, as VEILLE_REPLAY has it; print the port first."""
    answers = _answers(pages)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            body = answers.get(self.path.removeprefix("/https/www.mfa.am"), b"")
            self.send_response(HTTPStatus.OK if body else HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


def _paths(pages: int) -> list[str]:
    return [
        f"/{LANGUAGES[number % len(LANGUAGES)]}/press-releases/{_DAY}/article/{number}"
        for number in range(1, pages + 1)
    ]


def _answers(pages: int) -> dict[str, bytes]:
    paths = _paths(pages)
    answers = {path: _article(number, path) for number, path in enumerate(paths, 1)}
    for language in LANGUAGES:
        own = [path for path in paths if path.startswith(f"/{language}/")][::-1]
        size = -(-len(own) // PER_PAGE)
        for page in range(PER_PAGE):
            shown = own[page * size : (page + 1) * size]
            answers[f"/{language}/news?page={page + 1}"] = _listing(shown)
    return answers


def _listing(paths: list[str]) -> bytes:
    entries = "".join(f"<li><div><a href='{path}'>{path}</a></div></li>" for path in paths)
    return f"<html><body><div class='news-list'><ul>{entries}</ul></div></body></html>".encode()


def _article(number: int, path: str) -> bytes:
    texts = _texts()[path[1:3]]
    text = texts[number % len(texts)]
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in (*text.paragraphs, f"No. {number}."))
    head = (
        f"<html lang='{text.language}'><head><title>{escape(text.title)}</title>"
        f"</head><body>{_furniture()}<h2>{escape(text.title)} ({number})</h2>"
        f"<div class='static-content'>{paragraphs}</div>"
    )
    foot = f"{_furniture()}</body></html>"
    missing = WEIGHT - len(head.encode()) - len(foot.encode())
    return f"{head}<script>{_noise(max(missing, 0))}</script>{foot}".encode()


@cache
def _texts() -> Mapping[str, list[Edition]]:
    editions = [one for one in load() if one.source == SOURCE]
    return {tag: [one for one in editions if one.language == tag] for tag in LANGUAGES}


@cache
def _furniture() -> str:
    """Return navigation and teasers, some 60 kB of them: half of a page is markup."""
    links = "".join(
        f"<li class='menu__item item--{n % 7}'><a href='/en/section/{n}' title='Section {n}'>"
        f"<span class='icon icon-{n}'></span>Section number {n}</a></li>"
        for n in range(450)
    )
    return f"<header><nav><ul>{links}</ul></nav></header>"


@cache
def _noise(length: int) -> str:
    """Return what scripts look like to a compressor: neither random nor repeated."""
    words = [f"var_{n:x}" for n in range(400)]
    return " ".join(random.Random(0).choices(words, k=length // 6))[:length]  # noqa: S311  filler


if __name__ == "__main__":
    serve(int(sys.argv[1]))
