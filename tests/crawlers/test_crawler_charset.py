"""Charsets: no mojibake and no replacement character, whatever a header claims."""

import pytest

from crawlers.charset import decoded

RUSSIAN = "<p>Президент России провёл встречу. МИД: «Её слова» приняты к сведению</p>"
TURKISH = "<p>Dışişleri Bakanı Çavuşoğlu İstanbul'da şöyle dedi: ÖĞÜT, Ağrı, Iğdır</p>"
FRENCH = "<p>L'ambassadeur a déclaré : « à bientôt ». Où être, ça, garçon naïf, Noël</p>"
TEXTS = {
    "windows-1251": RUSSIAN,
    "koi8-r": RUSSIAN.replace("«", '"').replace("»", '"'),
    "windows-1254": TURKISH,
    "windows-1252": FRENCH,
    "utf-8": "<p>Արցախ, Qarabağ, Нагорный Карабах, ღვინო, « à bientôt »</p>",
}
HEADERS = (
    None,
    "text/html",
    "text/html; charset=utf-8",
    "text/html; charset=iso-8859-1",
    "text/html; charset=windows-1251",
    "text/html; charset=koi8-r",
    "text/html; charset=iso-8859-9",
    "text/html; charset=nonsense",
)


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("charset", TEXTS)
def test_a_page_is_read_in_the_charset_it_is_in(charset: str, header: str | None) -> None:
    assert decoded(TEXTS[charset].encode(charset), header) == TEXTS[charset]


@pytest.mark.parametrize("declared", ["windows-1251", "koi8-r", "iso-8859-1"])
@pytest.mark.parametrize("charset", TEXTS)
def test_nor_does_a_wrong_declaration_in_the_page_mislead(charset: str, declared: str) -> None:
    page = f'<meta charset="{declared}">{TEXTS[charset]}'
    assert decoded(page.encode(charset), "text/html") == page


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides_and_is_no_text(charset: str) -> None:
    page = RUSSIAN.encode(charset)
    assert decoded(page, "text/html; charset=windows-1251") == RUSSIAN


def test_a_declared_feed_is_read_as_it_says() -> None:
    feed = '<?xml version="1.0" encoding="windows-1251"?><rss>Слово</rss>'
    assert decoded(feed.encode("windows-1251"), "application/rss+xml") == feed


def test_a_character_cut_in_two_by_the_publisher_is_left_out() -> None:
    cut = RUSSIAN.encode()[:40] + b" ..." + RUSSIAN.encode()[:41]
    assert "\ufffd" not in decoded(cut, "text/html; charset=utf-8")
    assert "Президент России про" in decoded(cut, None)


def test_bytes_in_no_charset_cost_nothing_but_themselves() -> None:
    assert "\ufffd" not in decoded(bytes(range(256)) * 3, "text/html; charset=utf-8")
    assert decoded(b"", None) == ""
