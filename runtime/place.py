"""Where a text is kept that a person names by an address, in whatever form they have it."""

from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from crawlers import catalog
from pipeline import store
from pipeline.identity import canonical


def place(session: Session, url: str) -> str:
    """Return the canonical address of a text, as the source at its host writes it if one does.

    So the embassy's copy of a ministry's text leads to the ministry's.
    """
    plain = canonical(url)
    try:
        host = urlsplit(plain).hostname
    except ValueError:  # "http://[" leads nowhere, and that is for the caller to say
        return plain
    for source in store.sources_at(session, host or ""):
        if address := catalog.spider(source).canonical(plain):
            return canonical(address)
    return plain
