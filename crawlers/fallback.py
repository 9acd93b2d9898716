"""What is read where declared selectors fail, or where nobody has declared any. Pure."""

from copy import deepcopy

from lxml import html

from crawlers import furniture, read
from crawlers.page import Page
from crawlers.section import plain_sections
from pipeline.errors import PageError
from pipeline.item import Section

_SHORTEST = 200  # characters; less is a notice, a menu or a wall, not an article


def article(page: Page) -> tuple[str | None, tuple[Section, ...]]:
    """Return title and body of a page as trafilatura finds them.

    Raise PageError when it finds no article.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415  a third of a second crawls never need
    from trafilatura.settings import Document  # noqa: PLC0415  as above

    found = bare_extraction(
        _bare(page), include_comments=False, deduplicate=False, with_metadata=True
    )
    if not isinstance(found, Document) or not found.text:
        raise PageError("no article found in this page")
    title = read.line(found.title or "") or None
    heading, _, rest = found.text.partition("\n")
    text = rest if rest.strip() and read.line(heading) == title else found.text
    return title, plain_sections(text)


def _bare(page: Page) -> str:
    """Return a page without what is named as furniture, or is nothing but links."""
    root = deepcopy(page.selector.root)
    for one in furniture.below([root]):
        for child in list(one):
            one.remove(child)
        one.text = None
    return str(html.tostring(root, encoding="unicode"))


def titled_article(page: Page) -> tuple[str, tuple[Section, ...]]:
    """Return title and body as `article` does, if there is enough of both to be an article."""
    title, sections = article(page)
    length = sum(len(one.text) for one in sections)
    if title is None or length < _SHORTEST:
        raise PageError(f"nothing like an article either: {length} characters, title {title!r}")
    return title, sections
