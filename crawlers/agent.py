"""How we present ourselves to the sites we read."""

from importlib.metadata import PackageNotFoundError, version

PROJECT = "https://veille.example/about"  # who we are and how to reach us


def _version() -> str:
    try:
        return version("veille")
    except PackageNotFoundError:  # run from a checkout
        return "dev"


NAME = f"Veille/{_version()}; +{PROJECT}"
USER_AGENT = f"Veille/{_version()} (+{PROJECT})"
