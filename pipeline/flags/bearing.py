"""What a revision is to each dossier it is flagged for: all that readers choose by."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from pipeline.people import people
from pipeline.subscriptions.wanted import RANK, Bearing
from pipeline.tables import Document, Flag, Quotation, Source


def bearings(
    session: Session,
    document: Document,
    flags: Sequence[Flag],
    quoted: Sequence[Quotation],
    *,
    is_carrier: bool,
) -> dict[str, Bearing]:
    """Return by dossier what a revision is to it, by the flags of the dossier's latest digest.

    `quoted` is in the revision; `is_carrier`: its document carries the words of a statement.
    """
    if not flags:
        return {}
    source = session.get_one(Source, document.source)
    return {
        slug: Bearing(
            grade=max((flag.grade for flag in own), key=RANK.__getitem__),
            sections=frozenset(_sections(own)),
            parties=frozenset(_parties(document, source, quoted)),
            speakers=frozenset(_speakers(document, quoted)),
            source=source.name,
            language=document.language,
            is_spoken=is_carrier or document.speaker is not None,
        )
        for slug, own in _latest(flags).items()
    }


def _latest(flags: Sequence[Flag]) -> Mapping[str, list[Flag]]:
    """Return the flags of each dossier by its latest digest."""
    digests = {flag.dossier: flag.digest for flag in flags}
    kept: dict[str, list[Flag]] = {}
    for flag in flags:
        if flag.digest == digests[flag.dossier]:
            kept.setdefault(flag.dossier, []).append(flag)
    return kept


def _sections(flags: Sequence[Flag]) -> set[str]:
    """Return the dossier's sections in which something was matched."""
    matches = (
        match
        for flag in flags
        for name in ("matches", "title_matches")
        for match in flag.evidence.get(name, ())
    )
    return {match["section"] for match in matches if match["section"]}


def _parties(document: Document, source: Source, quoted: Sequence[Quotation]) -> set[str]:
    """Return whom a text's speakers speak for, its own outlet among them."""
    own = document.party if document.speaker is not None else source.party
    return {party for party in (own, *_each(quoted, "party")) if party}


def _speakers(document: Document, quoted: Sequence[Quotation]) -> set[str]:
    brought = _known_as(document.speaker) if document.speaker is not None else None
    return {speaker for speaker in (brought, *_each(quoted, "id")) if speaker}


def _each(quoted: Sequence[Quotation], key: str) -> list[str | None]:
    """Return a fact of everybody quoted; a voice inside another's words is nobody's."""
    return [who[key] for one in quoted if one.embedded_in is None for who in one.speakers]


def _known_as(written: str) -> str | None:
    """Return who bears a name, as an operator wrote it; None where nobody or several do."""
    name = written.casefold().strip()
    found = {
        person.id
        for person in people().persons.values()
        if any(name == one.casefold() for forms in person.names.values() for one in forms)
    }
    return found.pop() if len(found) == 1 else None
