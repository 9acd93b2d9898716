"""What options may name: parties, dossiers, languages and periods there are."""

from datetime import datetime

from babel import Locale

from pipeline.dossier import Dossier, all_dossiers
from pipeline.errors import CallError
from pipeline.quotations.shape import PARTIES


def refuse_party(name: str | None) -> None:
    """Raise CallError for a party there is not: to find nothing would mislead."""
    if name is not None and name not in PARTIES:
        raise CallError(f"--party {name}: no such party; known: {', '.join(sorted(PARTIES))}")


def refuse_language(code: str | None, option: str = "--language") -> None:
    """Raise CallError for a language there is not."""
    if code not in {None, "und", *Locale("en").languages}:
        raise CallError(f"{option} {code}: no such language; write hy, az, ru, en (ISO 639-1)")


def refuse_period(since: datetime | None, until: datetime | None) -> None:
    """Raise CallError for a period that ends before it begins."""
    if since and until and since > until:
        raise CallError(f"--since {since:%Y-%m-%d} is after --until {until:%Y-%m-%d}")


def dossier(slug: str | None) -> Dossier | None:
    """Return a dossier; raise CallError for one there is not."""
    if slug is None:
        return None
    known = {one.slug: one for one in all_dossiers()}
    if slug not in known:
        raise CallError(f"--dossier {slug}: no such dossier; known: {', '.join(sorted(known))}")
    return known[slug]
