"""What a subscriber is told, written as a mail."""

import re
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import parseaddr
from functools import lru_cache
from pathlib import Path
from textwrap import fill

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from pipeline.mails.envelope import Written, enveloped
from pipeline.mails.letter import Letter
from pipeline.mails.plain import plain, shortened
from pipeline.mails.view import View, language_of, views
from pipeline.revisions.alignment import bracketed
from pipeline.words import words

HTML_LIMIT = 102_000  # bytes; larger mails are clipped by Gmail
_SUBJECT = 120  # characters
_WIDTH = 76  # columns of the text part


def compose(letter: Letter) -> EmailMessage:
    """Return the message a letter becomes.

    Raises RefusedError when the subscriber's address is none, PostError when the sender's is.
    """
    told = dict.fromkeys(line.thread for line in letter.lines if line.kind != "new")
    written = _rendered(letter)
    if letter.discreet:
        written = written._replace(subject=words()[letter.language].mail["discreet_subject"])
    return enveloped(
        written,
        sender=parseaddr(letter.sender)[1] if letter.discreet else letter.sender,
        recipient=f"<{letter.address}>",
        key=letter.key,
        sent_at=letter.sent_at,
        topic="news" if letter.discreet else letter.dossier,
        unsubscribe=letter.links and letter.links.unsubscribe,
        returns=letter.returns,
        thread=[key for key in told if key],
        languages=_languages(letter),
    )


def write(folder: str, **values: object) -> Written:
    """Return the subject, text and HTML that the templates of a folder make of values."""
    subject, text, html = (
        _TEMPLATES.get_template(f"{folder}/{name}").render(values)
        for name in ("subject.txt", "body.txt", "body.html")
    )
    # An encoded word inside a title would be decoded by the header's parser, line ends included.
    subject = shortened(plain(subject).strip().replace("=?", "= ?"), _SUBJECT)
    text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    return Written(subject=subject, text=text, html=html)


def _rendered(letter: Letter) -> Written:
    """Return subject, text and HTML with as many sentences as the limit of the HTML allows."""
    most = max((len(line.passages) for line in letter.lines), default=0)
    shown = views(letter, most)
    written = _written(letter, shown)
    if _is_too_long(written):
        low, high = 0, most  # sentences a line that fit, that are too many
        while high - low > 1:
            middle = (low + high) // 2
            long = _is_too_long(_written(letter, views(letter, middle)))
            low, high = (low, middle) if long else (middle, high)
        shown = views(letter, low)
        written = _written(letter, shown)
    if _is_too_long(written):  # every line is told, however many there are
        written = _written(letter, [{**view, "brief": True} for view in shown])
    return written


def _written(letter: Letter, shown: list[View]) -> Written:
    return write(
        "alert",
        address=letter.address,
        dossier_title=plain(letter.dossier_title),
        lines=shown,
        coverage=[plain(part) for part in letter.coverage],
        links=letter.links,
        discreet=letter.discreet,
        language=letter.language,
        ours=words()[letter.language].mail,
        w=words()[letter.language].alert,
        c=words()[letter.language].coverage,
    )


def _is_too_long(written: Written) -> bool:
    return len(written.html.encode()) > HTML_LIMIT


def _languages(letter: Letter) -> list[str]:
    """Return the languages a letter is in: of our own words, then of those it quotes."""
    tags = [language_of(line.language)["tag"] for line in letter.lines]
    return [tag for tag in dict.fromkeys([letter.language, *tags]) if tag]


@lru_cache(maxsize=4096)  # what lines say is the same for many readers
def _wrapped(text: str, prefix: str = "", hang: str | None = None) -> str:
    """Return one line of text folded at words; addresses stay whole."""
    return fill(
        text,
        _WIDTH,
        initial_indent=prefix,
        subsequent_indent=prefix if hang is None else hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _starred(pieces: Sequence[tuple[str, str | None]]) -> str:
    """Return the pieces of a passage as one text, what matched between asterisks."""
    return "".join(f"*{text}*" if terms else text for text, terms in pieces).strip()


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        auto_reload=False,
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["wrapped"] = _wrapped
    environment.filters["filled"] = lambda text, **fields: text.format(**fields)
    environment.filters["starred"] = _starred
    environment.filters["bracketed"] = bracketed
    return environment


_TEMPLATES = _environment()
