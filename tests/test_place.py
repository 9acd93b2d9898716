"""A text is found under whatever form of its address a person has."""

import pytest

from pipeline import store
from pipeline.settings import Settings
from runtime.place import place

pytestmark = pytest.mark.server


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        (
            "https://sofia.mfa.gov.az/en/news/3605/no27322-x?utm_source=a",
            "https://mfa.gov.az/en/news/no27322-x",
        ),
        (
            "https://armenpress.am/arm/news/1111443.html",
            "https://armenpress.am/hy/article/1111443",
        ),
        ("https://2021-2025.state.gov/a-release/", "https://state.gov/a-release"),
        (
            "https://web.archive.org/web/20230504/https://www.mfa.am/hy/x/2023/05/04/y/7",
            "https://mfa.am/hy/x/2023/05/04/y/7",
        ),
        ("https://elsewhere.example/news/1/amp", "https://elsewhere.example/news/1"),
    ],
)
def test_any_form_of_an_address_leads_to_the_one_it_is_kept_under(
    house: Settings, url: str, kept: str
) -> None:
    with store.sessions(house.database)() as session:
        assert place(session, url) == kept
