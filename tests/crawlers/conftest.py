"""Crawls against sites played on loopback."""

from pathlib import Path

import pytest
from played import Crawler, Site


@pytest.fixture
def crawler(site: Site, tmp_path: Path) -> Crawler:
    """Return what crawls against the site."""
    return Crawler(site=site, folder=tmp_path)
