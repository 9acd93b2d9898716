"""The way back into a source's past, page by page: what to ask for next. Pure.

A walk is told what each page showed and keeps where it is in a cursor of plain JSON, so that
whoever goes on after it, in another crawl, begins where it stopped.
"""

from pipeline.spool import Cursor


def behind(number: int, url: str | None, *, linked: bool) -> Cursor:
    """Return where a walk enters a listing that was read as far as a page; empty: nowhere.

    `url` is the address of that page, None where there is none. Pages known by their links are
    gone through from the first where the link cannot be kept.
    """
    if url is None:
        return {}
    return {"page": number, "url": url} if linked else {"page": number}
