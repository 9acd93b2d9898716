"""Serve the public pages on loopback: python -m web."""

import sys
from dataclasses import replace

import uvicorn

from pipeline import settings
from pipeline.errors import VeilleError
from pipeline.settings import Settings
from web.app import application

PORT = 8280  # where nobody says otherwise


def configured(found: Settings) -> uvicorn.Config:
    """Return how the pages of a house are served; raise DatabaseError where none is known.

    Nobody's address and no page asked for is logged.
    """
    return uvicorn.Config(
        application(found),
        host="127.0.0.1",
        port=found.web_port or PORT,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=bool(found.web_proxies),
        forwarded_allow_ips=",".join(found.web_proxies),
        limit_concurrency=200,
        timeout_keep_alive=5,
        h11_max_incomplete_event_size=16_384,  # bytes of a head
    )


def main() -> None:
    """Serve until told to stop."""
    try:
        found = settings.current()
        if found.web_url is None:
            found = replace(found, web_url=f"http://127.0.0.1:{found.web_port or PORT}")
        config = configured(found)
    except VeilleError as error:
        sys.exit(f"web: {error}")
    uvicorn.Server(config).run()


if __name__ == "__main__":
    main()
