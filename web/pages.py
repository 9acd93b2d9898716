"""The pages: a template, our words in a language, and what it shows."""

from collections.abc import Collection, Iterable, Sequence
from http import HTTPStatus
from pathlib import Path
from unicodedata import combining, normalize

from babel import Locale
from babel.dates import get_day_names
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from pipeline.mails import view
from pipeline.mails.plain import link, plain, shortened
from pipeline.shown import Hidden
from pipeline.subscriptions.preferences import LANGUAGES
from pipeline.words import Words, words
from web import house

_FOLDER = Path(__file__).parent
_BESIDE = str.maketrans("əı", "ei")  # letters that Unicode does not take apart
_NAMED = 200  # characters of the names somebody made up
STYLE = (_FOLDER / "style.css").read_text(encoding="utf-8")
_TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDER / "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters |= {"segments": view.segments, "web_link": link}


def capital(text: str) -> str:
    """Return a name as a heading begins: French writes "ministère" within a sentence."""
    return text[:1].upper() + text[1:]


_TEMPLATES.filters["capital"] = capital


def preferred(request: Request) -> str:
    """Return which of our languages a browser likes most; English where none."""
    header = request.headers.get("accept-language", "")[:1000]
    wanted: list[tuple[float, int, str]] = []
    for at, one in enumerate(header.split(",")):
        tag, _, quality = one.strip().partition(";q=")
        primary = tag.split("-")[0].lower()
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if primary in LANGUAGES and weight > 0:
            wanted.append((-weight, at, primary))
    return min(wanted)[2] if wanted else LANGUAGES[0]


def language_of(request: Request) -> str:
    """Return the language in an address, or the one a browser likes most."""
    first = request.url.path.split("/")[1]
    return first if first in LANGUAGES else preferred(request)


def zone_of(request: Request) -> str:
    """Return the zone of whose page it is; of nobody's, where readers of its language live."""
    return str(getattr(request.state, "zone", words()[language_of(request)].zone))


def here(request: Request) -> str:
    """Return what the addresses of a reader's pages begin with: language, and key if any."""
    base = house.of(request).base
    key = request.path_params.get("key")
    return f"{base}/{language_of(request)}" + (f"/r/{key}" if key else "")


def page(
    request: Request, template: str, *, status: int = 200, base: str, **shown: object
) -> HTMLResponse:
    """Return a page in the language of its address; `base` is the path our pages lie under."""
    said = words()[language_of(request)]
    content = _TEMPLATES.get_template(f"{template}.html").render(
        said=said.page,
        read=said.read,
        told=said.alert,
        language=said.language,
        base=f"{base}/{said.language}",
        root=base,
        others=_others(request, base),
        **shown,
    )
    return HTMLResponse(content, status)


def _others(request: Request, base: str) -> list[tuple[Words, str]]:
    """Return where the same page is in every language; of a form's answer, where to begin."""
    parts = request.url.path.split("/")[2:] if request.path_params else []
    if request.method != "GET":
        parts = parts[:2] if "key" in request.path_params else []
    query = f"?{request.url.query}" if request.method == "GET" and request.url.query else ""
    place = "/".join(parts) + query
    return [(one, f"{base}/{tag}/{place}") for tag, one in words().items()]


def in_order(options: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what can be chosen by title: É stands with E, not after Z."""

    def letters(option: tuple[str, str]) -> tuple[str, str]:
        title = option[1].casefold()
        plain_letters = "".join(one for one in normalize("NFKD", title) if not combining(one))
        return plain_letters.translate(_BESIDE), title

    return sorted(options, key=letters)


def refuse_strange(request: Request, known: Collection[str]) -> None:
    """Raise ValueError, in our words, for a name in an address that its page does not know."""
    if unknown := sorted(set(request.query_params) - set(known)):
        said = words()[language_of(request)].page["wrong_fields"]
        named = shortened(plain(", ".join(unknown)), _NAMED)
        raise ValueError(said.format(unknown=named, known=", ".join(known)))


def refuse_unknown(value: str, known: Collection[str], language: str) -> None:
    """Raise ValueError, in our words, for what is none of those that can be chosen."""
    if value not in known:
        said = words()[language].page["wrong_value"]
        named = shortened(plain(value), _NAMED)
        raise ValueError(said.format(value=named, known=", ".join(sorted(known))))


def status_of(hidden: Hidden | None) -> HTTPStatus:
    """Return the status of a page whose texts we hide; None: we do not."""
    return {
        None: HTTPStatus.OK,
        "erased": HTTPStatus.GONE,
        "withheld": HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
    }[hidden]


def days(language: str) -> Sequence[str]:
    """Return the names of the days of a week, Monday first."""
    names = get_day_names("wide", locale=language)
    return [names[number] for number in range(7)]


def language_name(tag: str, language: str) -> str:
    """Return the name of a language, in another."""
    return str(Locale(language).languages.get(tag, tag))


def direction(tag: str | None) -> str:
    """Return which way a language is written; `auto` where it is not known."""
    return view.language_of(tag)["direction"] if tag else "auto"
