"""By what documents are told apart: addresses in one form, texts as a reader sees them."""

import pytest

from pipeline.identity import canonical, fingerprint

PLAIN = "https://example.am/news/1"


@pytest.mark.parametrize(
    "address",
    [
        "http://example.am/news/1",
        "https://www.example.am/news/1",
        "https://WWW.Example.AM/news/1",
        "https://example.am:443/news/1",
        "http://example.am:80/news/1",
        "https://reader@example.am/news/1",
        "https://example.am/news/1/",
        "https://example.am/news/1#comments",
        "https://example.am/news/1?utm_source=telegram&UTM_Medium=post",
        "https://example.am/news/1?fbclid=abc&gclid=1&yclid=2&_openstat=3",
        "https://example.am/news/1?ysclid=lk2&at_medium=RSS&xtor=RSS-1&mtm_campaign=a",
        "https://m.example.am/news/1",
        "https://www.m.example.am/news/1",
        "https://amp.example.am/news/1",
        "https://example.am/news/1/amp",
        "https://example.am/news/1/amp/",
        "https://example.am/news/1.amp",
        "https://example.am/news/1?amp",
        "https://example.am/news/1?amp=1&utm_source=x",
        "https://example.am/news/1?outputType=amp",
        "https://example.am/news/1/print",
        "https://example.am/news/1?print=1",
        "https://example.am/news/1?view=print",
        "https://example-am.cdn.ampproject.org/c/s/example.am/news/1/amp",
        "https://www.google.com/amp/s/example.am/news/1",
        "https://web.archive.org/web/20230504183000/https://www.example.am/news/1",
        "https://web.archive.org/web/20230504183000id_/http://example.am/news/1/",
    ],
)
def test_what_leads_to_the_same_page_has_one_canonical_form(address: str) -> None:
    assert canonical(address) == PLAIN


@pytest.mark.parametrize(
    "address",
    [
        "https://example.am/news/2",
        "https://example.am/News/1",
        "https://en.example.am/news/1",
        "https://example.am:8443/news/1",
        "https://example.am/news/1?id=7",
        "https://example.am/news/1?reutm_source=1",
        "https://example.am/news//1",
        "https://example.am/news/1?view=full",
        "https://example.am/amp/news/1",
        "https://example.am/news/1-amp",
        "https://example.am/news/1/printing",
        "https://media.example.am/news/1",
        "https://example.am/news/1?ref=7",
    ],
)
def test_what_may_lead_elsewhere_stays_apart(address: str) -> None:
    assert canonical(address) != PLAIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.am/?b=2&a=1", "https://example.am/?a=1&b=2"),
        ("https://example.am/?q=", "https://example.am?q="),
        ("https://example.am/լուր", "https://example.am/%D5%AC%D5%B8%D6%82%D6%80"),
        ("https://example.am/caf\u00e9", "https://example.am/cafe\u0301"),
        ("https://example.am", "https://example.am/"),
    ],
)
def test_order_encoding_and_composition_make_no_other_address(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


def test_the_order_of_values_under_one_name_does_not_matter() -> None:
    assert canonical("https://example.am/?a=2&a=1") == "https://example.am/?a=1&a=2"


@pytest.mark.parametrize(
    "address",
    [
        PLAIN,
        "https://example.am/",
        "https://example.am/%D5%AC%D5%B8%D6%82%D6%80?a=%D5%AC&b=",
        "https://example.am/a%2520b",
        "https://example.am/100%25",
        "http://[",
        "https://m.am/news/1",
        "https://example.am/amp",
        "https://web.archive.org/web/20230504",
    ],
)
def test_a_canonical_address_is_its_own(address: str) -> None:
    assert canonical(address) == address


TITLE, BODY = "Խոսք Խոջալուի մասին", "Առաջին պարբերություն։\n\nСафарова сказала."


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (TITLE, BODY),
        (f"  {TITLE} ", BODY),
        (TITLE, BODY.replace("\n\n", "\n \n\t")),
        (TITLE, BODY.replace(" ", "\u00a0")),
        (TITLE, BODY.replace("Сафарова", "Сафа\u00adрова")),
        (TITLE, f"\ufeff{BODY}\u200b"),
    ],
)
def test_spacing_and_invisible_signs_change_no_fingerprint(title: str, body: str) -> None:
    assert fingerprint(title, body) == fingerprint(TITLE, BODY)


def test_composed_and_decomposed_letters_have_one_fingerprint() -> None:
    assert fingerprint(None, "Qarabağ") == fingerprint(None, "Qarabag\u0306")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (TITLE, BODY.replace("։", ".")),
        (TITLE.upper(), BODY),
        (None, BODY),
        (TITLE, f"{BODY} Да."),
    ],
)
def test_what_a_reader_would_notice_changes_the_fingerprint(title: str | None, body: str) -> None:
    assert fingerprint(title, body) != fingerprint(TITLE, BODY)


def test_a_fingerprint_is_sha_256_in_hexadecimal() -> None:
    assert fingerprint(None, "a") == (
        "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    )
