"""What every page is made of: lists as their readers look for things in them."""

from web import pages


def test_a_letter_with_a_mark_stands_with_its_letter() -> None:
    titles = (
        "Zambie",
        "États-Unis",
        "Ələt",
        "Iran",
        "ıssız",
        "Fransa",
        "Émirats",
        "Chypre",
        "Çin",
    )
    found = [title for _, title in pages.in_order([(one, one) for one in titles])]
    assert found == [
        "Chypre", "Çin", "Ələt", "Émirats", "États-Unis", "Fransa", "Iran", "ıssız", "Zambie",
    ]  # fmt: skip
