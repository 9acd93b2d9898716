"""Sources that answer WordPress's REST API, `/wp-json/wp/v2/posts`, with whole texts."""

from typing import Any

from crawlers import moment
from crawlers.entries import EntriesSpider, Entry
from crawlers.json_listing import parsed
from crawlers.page import Page
from pipeline.errors import PageError
from pipeline.item import Moment


class WordpressSpider(EntriesSpider):
    """A source whose posts are read from its REST API."""

    @classmethod
    def entries(cls, page: Page) -> list[Entry]:
        """Return the posts; raise PageError when the answer holds none."""
        posts = parsed(page)
        if not isinstance(posts, list):
            raise PageError(f"no list of posts: {posts!r:.200}")
        return [_entry(one) for one in posts]

    @classmethod
    def entry_moment(cls, entry: Entry) -> Moment | None:
        """Return when a post was published."""
        return moment.feed_moment(entry.published, zone=cls.timezone) if entry.published else None


def _entry(post: Any) -> Entry:  # noqa: ANN401  JSON
    try:
        published = post.get("date_gmt")
        return Entry(
            link=post["link"],
            title=post["title"]["rendered"],
            published=f"{published}+00:00" if published else "",
            html=post["content"]["rendered"],
            id=post.get("guid", {}).get("rendered"),  # its host and number, whatever its slug
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise PageError(f"no post of WordPress: {error!r} in {post!r:.200}") from error
