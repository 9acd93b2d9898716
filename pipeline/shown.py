"""A document as its source allows it to be shown: whole, two sentences, or a link alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pipeline.excerpt import Allowance, within
from pipeline.item import Moment
from pipeline.mails.letter import Mark, Passage
from pipeline.mails.told import original_of, outlet, published
from pipeline.store.quoted import Text
from pipeline.tables import Flag, Page
from pipeline.text import Span, paragraphs, sentences

Hidden = Literal["withheld", "erased"]  # by us: for now, or for good


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """The page a text was read from, as it was kept."""

    digest: str  # SHA-256 of its bytes, hexadecimal
    fetched_at: datetime
    url: str
    file: str  # WARC file, relative to the archive
    length: int  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a dossier flagged a text."""

    dossier: str  # slug
    grade: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What may be shown of what a document says now."""

    number: int  # of the document
    source: str
    source_title: str
    is_official: bool
    language: str | None  # ISO 639-1; None: it could not be told
    title: str | None
    passages: tuple[Passage, ...]  # paragraphs of the whole text, or sentences of an excerpt
    withheld: int  # sentences that may not be shown
    rights: str
    address: str
    published: Moment | None
    came: str | None  # how, where it was not fetched from its address
    withdrawn_at: datetime | None
    withheld_why: str | None  # None: it is not withheld by us
    is_erased: bool  # for good, by us
    is_confirmed: bool  # by a second fetch, where it is another text than before
    archived: Archived
    why: tuple[Why, ...]

    @property
    def hidden(self) -> Hidden | None:
        """How we hide it; None: we do not."""
        if self.is_erased:
            return "erased"
        return None if self.withheld_why is None else "withheld"


def hidden(texts: Iterable[Shown]) -> Hidden | None:
    """Return how we hide all of some texts; None where one is shown, or there is none."""
    how = {one.hidden for one in texts}
    if not how or None in how:
        return None
    return "withheld" if "withheld" in how else "erased"


def shown(
    text: Text,
    flags: Sequence[Flag],
    spans: Sequence[Span],
    allowance: Allowance,
    *,
    withheld_why: str | None,
) -> Shown:
    """Return what may be shown of some spans of a text, with what the dossiers matched.

    Of an excerpt, what the page shows already comes first, then the sentences that matched.
    """
    document, revision, source = text
    held = list(_newest(flags))
    marks = sorted(
        (match["start"], match["end"], match["form"])
        for flag in held
        for match in flag.evidence["matches"]
    )
    tag = None if document.language == "und" else document.language
    body, rights = revision.body, source.rights
    cut = paragraphs if rights == "full" else sentences
    parts = [one for span in spans for one in within(cut(body), span)]
    told = [one for one in parts if any(a < one[1] and b > one[0] for a, b, _ in marks)]
    for one in told:
        allowance.of(document.id, rights, body, one)  # they come before what matched nothing
    taken = [one for part in parts for one in allowance.of(document.id, rights, body, part)]
    return Shown(
        number=document.id,
        source=source.name,
        source_title=outlet(source, document, "en"),
        is_official=source.kind == "official" or document.speaker is not None,
        language=tag,
        title=revision.title,
        passages=tuple(_passage(body, one, marks, tag) for one in taken),
        withheld=len(parts) - len(taken),
        rights=rights,
        address=original_of(document),
        published=published(document),
        came=document.came,
        withdrawn_at=document.withdrawn_at,
        withheld_why=withheld_why,
        is_erased=document.erased_at is not None,
        is_confirmed=revision.number == 1 or revision.confirmed_at is not None,
        archived=archived(revision.page),
        why=tuple(_why(held)),
    )


def archived(page: Page) -> Archived:
    """Return what is said of a page that was kept."""
    return Archived(
        digest=page.digest,
        fetched_at=page.fetched_at,
        url=page.url,
        file=page.file,
        length=page.length,
    )


def _newest(flags: Sequence[Flag]) -> Iterator[Flag]:
    """Yield the flags each dossier's newest text raised."""
    last = {one.dossier: one.digest for one in flags}
    yield from (one for one in flags if one.digest == last[one.dossier])


def _why(flags: Sequence[Flag]) -> Iterator[Why]:
    for slug in dict.fromkeys(one.dossier for one in flags):
        best = max((one for one in flags if one.dossier == slug), key=lambda one: one.score)
        yield Why(
            dossier=slug,
            grade=best.grade,
            reasons=tuple(best.evidence["reasons"]),
        )


def _passage(
    body: str, span: Span, marks: Sequence[tuple[int, int, str]], language: str | None
) -> Passage:
    start, end = span
    inside = tuple(
        Mark(max(first, start) - start, min(last, end) - start, form)
        for first, last, form in marks
        if first < end and last > start
    )
    return Passage(text=body[start:end], language=language, marks=inside)
