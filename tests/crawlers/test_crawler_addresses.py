"""Addresses as each source writes them."""

import pytest

from crawlers import catalog

CASES = [
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
    (
        "am_newsam",
        "https://news.am/hy/news/990002/?a=1",
        "https://news.am/hy/news/990002",
        "hy",
        "990002",
    ),
    (
        "am_newsam",
        "http://www.news.am/arm/news/758001.html",
        "https://news.am/arm/news/758001.html",
        "hy",
        None,
    ),
    (
        "am_newsam",
        "https://news.am/rus/news/758001.html",
        "https://news.am/rus/news/758001.html",
        "ru",
        None,
    ),
    ("am_newsam", "https://news.am/en/news/politics", None, None, None),
    ("am_newsam", "https://sport.news.am/eng/news/1/a-match.html", None, None, None),
    (
        "am_panorama",
        "http://panorama.am/am/news/2023/05/04/Դեսպան/2900002/",
        "https://www.panorama.am/am/news/2023/05/04/%D4%B4%D5%A5%D5%BD%D5%BA%D5%A1%D5%B6/2900002",
        "hy",
        None,
    ),
    ("am_panorama", "https://www.panorama.am/en/news/", None, None, None),
    (
        "am_courrier",
        "https://www.courrier.am/le-prix-hessen/",
        "https://courrier.am/le-prix-hessen",
        "fr",
        None,
    ),
    (
        "am_courrier",
        "https://courrier.am/fr/actualite/le-prix-hessen",
        "https://courrier.am/fr/actualite/le-prix-hessen",
        "fr",
        None,
    ),
    ("am_courrier", "https://courrier.am/arts-et-culture", None, None, None),
    ("am_courrier", "https://courrier.am/fr/actualite", None, None, None),
    (
        "az_azertac",
        "https://azertag.az/xeber/sefir_qebul_edilib-990002",
        "https://azertag.az/xeber/sefir_qebul_edilib-990002",
        "az",
        None,
    ),
    (
        "az_azertac",
        "https://www.azertag.az/fr/xeber/ambassadeur-990003?x=1",
        "https://azertag.az/fr/xeber/ambassadeur-990003",
        "fr",
        None,
    ),
    ("az_azertac", "https://azertag.az/de/xeber/botschafter-990004", None, None, None),
    ("az_azertac", "https://azertag.az/bolme/siyaset?page=2", None, None, None),
    (
        "az_trend",
        "https://trend.az/azerbaijan/politics/3990002.html",
        "https://www.trend.az/azerbaijan/politics/3990002.html",
        "ru",
        None,
    ),
    (
        "az_trend",
        "https://en.trend.az/azerbaijan/politics/3990002.html",
        "https://en.trend.az/azerbaijan/politics/3990002.html",
        "en",
        None,
    ),
    ("az_trend", "https://en.trend.az/azerbaijan/politics/", None, None, None),
    (
        "az_report",
        "https://report.az/en/foreign-politics/ambassador/",
        "https://report.az/en/foreign-politics/ambassador",
        "en",
        None,
    ),
    (
        "az_report",
        "https://report.az/xarici-siyaset/sefir",
        "https://report.az/xarici-siyaset/sefir",
        "az",
        None,
    ),
    ("az_report", "https://report.az/en/foreign-politics/", None, None, None),
    ("az_report", "https://report.az/en/rss/", None, None, None),
    (
        "az_turan",
        "https://turan.az/en/politics/ambassador-received",
        "https://turan.az/en/politics/ambassador-received",
        "en",
        None,
    ),
    (
        "az_turan",
        "https://www.turan.az/ext/news/2022/6/free/politics_news/ru/5722.htm",
        "https://turan.az/ext/news/2022/6/free/politics_news/ru/5722.htm",
        "ru",
        None,
    ),
    ("az_turan", "https://turan.az/en/politics", None, None, None),
    ("az_caliber", "https://caliber.az/post/posol/", "https://caliber.az/post/posol", "ru", None),
    (
        "az_caliber",
        "https://caliber.az/en/post/ambassador",
        "https://caliber.az/en/post/ambassador",
        "en",
        None,
    ),
    ("az_caliber", "https://caliber.az/en/", None, None, None),
    (
        "ge_ocmedia",
        "https://oc-media.org/a-talk-in-tbilisi/?utm=x",
        "https://oc-media.org/a-talk-in-tbilisi/",
        "en",
        None,
    ),
    (
        "ge_ocmedia",
        "https://oc-media.org/features/a-talk-in-tbilisi/",
        "https://oc-media.org/features/a-talk-in-tbilisi/",
        "en",
        None,
    ),
    ("ge_ocmedia", "https://oc-media.org/feed/", None, None, None),
    ("ge_ocmedia", "https://oc-media.org/tag/south-ossetia/", None, None, None),
    ("ge_jamnews", "https://jam-news.net/a-talk/", "https://jam-news.net/a-talk/", "en", None),
    (
        "ge_jamnews",
        "https://jam-news.net/ge/saubari/",
        "https://jam-news.net/ge/saubari/",
        "ka",
        None,
    ),
    ("ge_jamnews", "https://jam-news.net/hy/zruyc/", "https://jam-news.net/hy/zruyc/", "hy", None),
    ("ge_jamnews", "https://jam-news.net/ru/", None, None, None),
    ("ge_jamnews", "https://jam-news.net/ru/feed/?paged=2", None, None, None),
    (
        "us_eurasianet",
        "https://eurasianet.org/a-talk-in-yerevan#top",
        "https://eurasianet.org/a-talk-in-yerevan",
        "en",
        None,
    ),
    ("us_eurasianet", "https://russian.eurasianet.org/beseda-v-erevane", None, None, None),
    ("us_eurasianet", "https://eurasianet.org/rss.xml", None, None, None),
    (
        "de_caucasuswatch",
        "https://www.caucasuswatch.de/en/news/a-talk.html",
        "https://caucasuswatch.de/en/news/a-talk.html",
        "en",
        None,
    ),
    ("de_caucasuswatch", "https://caucasuswatch.de/en/interviews/a-talk.html", None, None, None),
    (
        "ru_tass",
        "https://www.tass.com/world/1699002/",
        "https://tass.com/world/1699002",
        "en",
        None,
    ),
    ("ru_tass", "https://tass.ru/politika/17699002", None, None, None),
    (
        "ru_ria",
        "https://ria.ru/20230504/posol-1899000002.html?in=t",
        "https://ria.ru/20230504/posol-1899000002.html",
        "ru",
        None,
    ),
    ("ru_ria", "https://radiosputnik.ria.ru/20230504/posol-1899000003.html", None, None, None),
    (
        "ru_interfax",
        "http://interfax.ru/world/899002",
        "https://www.interfax.ru/world/899002",
        "ru",
        None,
    ),
    ("ru_interfax", "https://www.interfax.ru/world/", None, None, None),
    (
        "fr_rfi",
        "https://www.rfi.fr/fr/europe/20230504-ambassadeur",
        "https://www.rfi.fr/fr/europe/20230504-ambassadeur",
        "fr",
        None,
    ),
    ("fr_rfi", "https://www.rfi.fr/en/europe/20230504-ambassador", None, None, None),
    (
        "fr_france24",
        "https://france24.com/fr/20230504-ambassadeur",
        "https://www.france24.com/fr/20230504-ambassadeur",
        "fr",
        None,
    ),
    ("fr_france24", "https://www.france24.com/fr/monde/", None, None, None),
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
