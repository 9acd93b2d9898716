"""What has ended is known to the database, and never due."""

from datetime import UTC, datetime

import pytest

from crawlers import catalog
from pipeline import store

pytestmark = pytest.mark.server


def test_an_ended_source_is_known_and_never_due(database: str) -> None:
    now = datetime.now(UTC)
    with store.sessions(database)() as session:
        for name in catalog.archives():
            assert not store.source_of(session, name).crawled
            assert not store.is_due(session, name, now)
        assert store.is_due(session, catalog.names()[0], now)
        assert not store.is_due(session, catalog.MANUAL, now)
