"""What every page needs: the settings, the database, and how often one may post."""

import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import Request
from sqlalchemy.orm import Session, sessionmaker

from pipeline import stages
from pipeline.errors import PostError
from pipeline.settings import Settings
from web.guard import Gate
from web.recent import Recent

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """One process of pages."""

    settings: Settings
    sessions: sessionmaker[Session]
    gate: Gate  # of forms with an address
    searches: Gate
    guesses: Gate  # at the operator's password
    recent: Recent

    @property
    def base(self) -> str:
        """The path our pages lie under, where a proxy shows them below a path of its own."""
        return urlsplit(self.settings.web_url or "").path.rstrip("/")

    def send_links(self) -> None:
        """Mail the links just asked for; what the post does not take now, DAG `alert` sends."""
        try:
            stages.send_links(self.settings)
        except PostError as error:
            log.warning("links wait for the next alert: %s", error)


def of(request: Request) -> House:
    """Return the house a request came to."""
    found: House = request.app.state.house
    return found
