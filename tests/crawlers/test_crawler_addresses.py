"""Addresses as each source writes them."""

import pytest

from crawlers import catalog

CASES = [
    ("ge_mfa", "https://norway.mfa.gov.ge/en/news/929284-new-rules", None, None, None),
    (
        "nk_mfa",
        "http://www.nkr.am/en/nkr-mfa-statement/148/",
        "http://nkr.am/en/nkr-mfa-statement/148/",
        "en",
        None,
    ),
    ("nk_mfa", "http://nkr.am/en/news/", None, None, None),
    (
        "ge_mfa",
        "https://www.mfa.gov.ge/en/news/425297-28-misidan",
        "https://mfa.gov.ge/en/news/425297-28-misidan",
        "en",
        "425297",
    ),
    ("ge_mfa", "https://mfa.gov.ge/news/077749", "https://mfa.gov.ge/news/077749", "ka", "077749"),
    ("ge_mfa", "https://mfa.gov.ge/en/news", None, None, None),
    (
        "ir_mfa",
        "http://www.mfa.ir/portal/newsview/718002/x",
        "https://mfa.ir/portal/newsview/718002",
        "fa",
        None,
    ),
    (
        "ir_mfa",
        "https://en.mfa.ir/portal/NewsView/718002",
        "https://en.mfa.ir/portal/NewsView/718002",
        "en",
        None,
    ),
    ("ir_mfa", "https://en.mfa.ir/portal/newsarchive/699", None, None, None),
    ("ir_mfa", "https://fr.mfa.ir/portal/newsview/1", None, None, None),
    (
        "int_un",
        "https://press.un.org/en/2018/sgsm19266.doc.htm#top",
        "https://press.un.org/en/2018/sgsm19266.doc.htm",
        "en",
        "2018/sgsm19266",
    ),
    (
        "int_un",
        "https://press.un.org/fr/2018/sgsm19266.doc.htm",
        "https://press.un.org/fr/2018/sgsm19266.doc.htm",
        "fr",
        "2018/sgsm19266",
    ),
    ("int_un", "https://press.un.org/en/noon-briefings?page=2", None, None, None),
    ("int_un", "https://www.un.org/en/2018/sgsm19266.doc.htm", None, None, None),
    ("int_osce", "http://osce.org/mg/199471", "https://www.osce.org/mg/199471", "en", None),
    (
        "int_osce",
        "https://www.osce.org/minsk-group/323961?download=true",
        "https://www.osce.org/minsk-group/323961",
        "en",
        None,
    ),
    ("int_osce", "https://www.osce.org/news", None, None, None),
    (
        "fr_elysee",
        "https://www.elysee.fr/en/emmanuel-macron/2022/10/07/declaration",
        "https://www.elysee.fr/emmanuel-macron/2022/10/07/declaration",
        "fr",
        None,
    ),
    (
        "fr_elysee",
        "https://www.elysee.fr/emmanuel-macron/2022/10/07/declaration/",
        "https://www.elysee.fr/emmanuel-macron/2022/10/07/declaration",
        "fr",
        None,
    ),
    (
        "fr_elysee",
        "https://www.elysee.fr/emmanuel-macron/2022/10/07/compte-rendu-du-conseil-des-ministres",
        None,
        None,
        None,
    ),
    ("fr_elysee", "https://www.elysee.fr/en/feed", None, None, None),
    (
        "fr_diplomatie",
        "https://www.diplomatie.gouv.fr/fr/politique-etrangere/crises-et-conflits/article/haut-karabakh-q-r/",
        "https://www.diplomatie.gouv.fr/fr/politique-etrangere/crises-et-conflits/article/haut-karabakh-q-r",
        "fr",
        None,
    ),
    ("fr_diplomatie", "https://www.diplomatie.gouv.fr/spip.php?page=backend-fd", None, None, None),
    (
        "fr_vie_publique",
        "https://www.vie-publique.fr/discours/277803-jean-yves-le-drian-15122020-haut-karabagh",
        "https://www.vie-publique.fr/discours/277803-jean-yves-le-drian-15122020-haut-karabagh",
        "fr",
        None,
    ),
    ("fr_vie_publique", "https://www.vie-publique.fr/discours?page=2", None, None, None),
    (
        "eu_council",
        "https://www.consilium.europa.eu/fr/press/press-releases/2022/10/07/statement/pdf",
        "https://www.consilium.europa.eu/fr/press/press-releases/2022/10/07/statement/",
        "fr",
        "2022/10/07/statement",
    ),
    (
        "eu_council",
        "https://www.consilium.europa.eu/en/press/press-releases/2022/10/07/",
        None,
        None,
        None,
    ),
    (
        "eu_council",
        "https://www.consilium.europa.eu/en/press/press-releases/?filters=2025&Page=1",
        None,
        None,
        None,
    ),
    (
        "eu_eeas",
        "https://www.eeas.europa.eu/eeas/a-statement_en?s=216",
        "https://www.eeas.europa.eu/eeas/a-statement_en",
        "en",
        "eeas/a-statement",
    ),
    (
        "eu_eeas",
        "https://www.eeas.europa.eu/delegations/armenia/a_b_fr",
        "https://www.eeas.europa.eu/delegations/armenia/a_b_fr",
        "fr",
        "delegations/armenia/a_b",
    ),
    ("eu_eeas", "https://www.eeas.europa.eu/eeas/press-material_en?page=1", None, None, None),
    ("eu_eeas", "https://www.eeas.europa.eu/delegations/armenia_en", None, None, None),
    ("eu_eeas", "https://www.eeas.europa.eu/euma/a-patrol_en", None, None, None),
    (
        "az_mfa",
        "https://mfa.gov.az/en/news/no27322",
        "https://www.mfa.gov.az/en/news/no27322",
        "en",
        "no27322",
    ),
    (
        "az_mfa",
        "https://www.mfa.gov.az/ru/news/no43823-zayavlenie/?x=1",
        "https://www.mfa.gov.az/ru/news/no43823-zayavlenie",
        "ru",
        "no43823",
    ),
    (
        "az_mfa",
        "https://www.mfa.gov.az/az/news/nazir-safiri-qebul-edib",
        "https://www.mfa.gov.az/az/news/nazir-safiri-qebul-edib",
        "az",
        None,
    ),
    ("az_mfa", "https://www.mfa.gov.az/en/news?page=2", None, None, None),
    ("az_mfa", "https://sofia.mfa.gov.az/en/news/3605/no43823-beyanati", None, None, None),
    (
        "us_state",
        "https://www.state.gov/a-release/#top",
        "https://www.state.gov/a-release/",
        "en",
        None,
    ),
    ("us_state", "http://state.gov/a-release/", "https://www.state.gov/a-release/", "en", None),
    ("us_state", "https://www.state.gov/", None, None, None),
    ("us_state", "https://www.state.gov/?page_id=1", None, None, None),
    ("us_state", "https://state.gov.example/a/", None, None, None),
    (
        "az_president",
        "https://president.az/ru/articles/view/59300/print",
        "https://president.az/ru/articles/view/59300",
        "ru",
        "59300",
    ),
    (
        "az_president",
        "http://www.president.az/az/articles/view/1",
        "https://president.az/az/articles/view/1",
        "az",
        "1",
    ),
    ("az_president", "https://president.az/de/articles/view/1", None, None, None),
    (
        "am_mfa",
        "http://mfa.am/hy/interviews/2023/05/04/x/77/?from=home",
        "https://www.mfa.am/hy/interviews/2023/05/04/x/77",
        "hy",
        "77",
    ),
    ("am_mfa", "https://www.mfa.am/en/news?page=2", None, None, None),
    ("am_mfa", "https://sofia.mfa.gov.az/en/x/2023/05/04/x/77", None, None, None),
    ("am_mfa", "javascript:void(0)", None, None, None),
    (
        "am_civilnet",
        "https://civilnet.am/fr/news/7000",
        "https://civilnet.am/fr/news/7000",
        "fr",
        None,
    ),
    (
        "am_civilnet",
        "https://www.civilnet.am/fr/news/7000/",
        "https://civilnet.am/fr/news/7000",
        "fr",
        None,
    ),
    (
        "am_civilnet",
        "https://civilnet.am/news/702001/վեճ/",
        "https://www.civilnet.am/news/702001/%D5%BE%D5%A5%D5%B3/",
        "hy",
        None,
    ),
    (
        "am_civilnet",
        "https://www.civilnet.am/ru/news/702001/spor/",
        "https://www.civilnet.am/ru/news/702001/spor/",
        "ru",
        None,
    ),
    ("am_civilnet", "https://civilnet.am/news/702001", None, None, None),
    ("am_civilnet", "https://civilnet.am/fr/news/politics", None, None, None),
    ("am_civilnet", "https://civilnet.am/fr/video/1", None, None, None),
    ("manual", "HTTPS://Press.Example/Ä?b=1#c", "https://press.example/%C3%84?b=1", None, None),
    ("manual", "ftp://press.example/a", None, None, None),
]


@pytest.mark.parametrize(("source", "url", "address", "language", "edition"), CASES)
def test_an_address_is_written_one_way(
    source: str, url: str, address: str | None, language: str | None, edition: str | None
) -> None:
    spider = catalog.spider(source)
    assert spider.canonical(url) == address
    if address is not None:
        assert spider.canonical(address) == address
        assert (spider.language_of(address), spider.edition_of(address)) == (language, edition)


@pytest.mark.parametrize("source", ["am_mfa", "am_civilnet", "az_president"])
def test_what_is_no_article_has_neither_language_nor_edition(source: str) -> None:
    spider = catalog.spider(source)
    assert spider.language_of("https://x.example/y") is None
    assert spider.edition_of("https://x.example/y") is None
