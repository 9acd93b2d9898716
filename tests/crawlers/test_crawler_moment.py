"""Moments: zone, precision, every month as pages write it, and nothing invented."""

from datetime import UTC, datetime, timedelta

import pytest

from crawlers import moment


@pytest.mark.parametrize(
    ("language", "text", "expected", "precision"),
    [
        ("az", "25 aprel 2023, 10:34", "2023-04-25T10:34:00+04:00", "minute"),
        ("az", "1 İyun 2023", "2023-06-01T00:00:00+04:00", "day"),
        ("ru", "4 май, 2023", "2023-05-04T00:00:00+04:00", "day"),
        ("ru", "04 мая, 2023", "2023-05-04T00:00:00+04:00", "day"),
        ("hy", "04 Մայիս, 2023", "2023-05-04T00:00:00+04:00", "day"),
        ("hy", "2026 թ. նոյեմբերի 24", "2026-11-24T00:00:00+04:00", "day"),
        ("fr", "1er mai 2023", "2023-05-01T00:00:00+04:00", "day"),
        ("en", "03.04.2023", "2023-04-03T00:00:00+04:00", "day"),
        ("en", "17 October 2022 13:07", "2022-10-17T13:07:00+04:00", "minute"),
        ("en", "29 March 2022 | 13:40", "2022-03-29T13:40:00+04:00", "minute"),
        ("en", "25 OCTOBER 2020, Press Releases", "2020-10-25T00:00:00+04:00", "day"),
        ("en", "30 november 2020", "2020-11-30T00:00:00+04:00", "day"),
        ("en", "2026-05-31 11:20:00", "2026-05-31T11:20:00+04:00", "minute"),
        ("en", "2026-05-31T11:20:00+01:00", "2026-05-31T14:20:00+04:00", "minute"),
        ("en", "2026-05-31", "2026-05-31T00:00:00+04:00", "day"),
        ("ru", "20230504T1034", "2023-05-04T10:34:00+04:00", "minute"),
        ("ru", "20230504T1034+0300", "2023-05-04T11:34:00+04:00", "minute"),
        (
            "ru",
            "10:34 04.05.2023 (обновлено: 11:02 05.05.2023)",
            "2023-05-04T10:34:00+04:00",
            "minute",
        ),
        ("en", "12:00 views, 4 May 2023, 10:34", "2023-05-04T10:34:00+04:00", "minute"),
    ],
)
def test_a_moment_keeps_zone_and_precision(
    language: str | None, text: str, expected: str, precision: str
) -> None:
    found = moment.moment(text, zone="Asia/Yerevan", language=language)
    assert found is not None
    assert (found.at.isoformat(), found.precision) == (expected, precision)
    assert found.zone == "Asia/Yerevan"


@pytest.mark.parametrize(
    ("text", "expected", "precision"),
    [
        ("1402/02/14 - 10:34", "2023-05-04T10:34:00+03:30", "minute"),
        ("۱۴۰۲/۰۲/۱۴ - ۱۰:۳۴", "2023-05-04T10:34:00+03:30", "minute"),
        ("1402/06/31", "2023-09-22T00:00:00+03:30", "day"),
        ("1402/07/01", "2023-09-23T00:00:00+03:30", "day"),
        ("1399/12/30", "2021-03-20T00:00:00+03:30", "day"),
        ("1400/01/01", "2021-03-21T00:00:00+03:30", "day"),
        ("1403/12/30", "2025-03-20T00:00:00+03:30", "day"),
        ("2023/05/04 - 10:34", "2023-05-04T10:34:00+03:30", "minute"),
    ],
)
def test_persian_pages_count_the_years_of_iran_or_ours(
    text: str, expected: str, precision: str
) -> None:
    found = moment.moment(text, zone="Asia/Tehran", language="fa")
    assert found is not None
    assert (found.at.isoformat(), found.precision) == (expected, precision)


@pytest.mark.parametrize(
    ("language", "text"),
    [("fa", "1402/12/30"), ("fa", "1402/07/31"), ("fa", "1402/13/01"), ("en", "1402/02/14")],
)
def test_a_day_no_calendar_has_is_none(language: str, text: str) -> None:
    assert moment.moment(text, zone="Asia/Tehran", language=language) is None


@pytest.mark.parametrize(
    "text", ["", "yesterday", "May 2023", "12 May", "10:34", "31.02.2023", "2023-13-45"]
)
def test_no_moment_is_guessed(text: str, caplog: pytest.LogCaptureFixture) -> None:
    assert moment.moment(text, zone="Asia/Yerevan", language="en") is None
    assert "no moment, left out" in caplog.text


def test_past_offsets_are_those_of_their_day() -> None:
    found = moment.moment("1 июля 2010, 12:00", zone="Europe/Moscow", language="ru")
    assert found is not None
    assert found.at.utcoffset() == timedelta(hours=4)


def test_the_clock_of_a_feed() -> None:
    assert moment.feed_clock("Mon, 02 May 2022 23:36:04 +0000") == datetime(
        2022, 5, 2, 23, 36, 4, tzinfo=UTC
    )
    assert moment.feed_clock("Mon, 02 May 2022 23:36:04 -0000") == datetime(
        2022, 5, 2, 23, 36, 4, tzinfo=UTC
    )
    assert moment.feed_clock("whenever") is None
    assert moment.feed_moment("whenever", zone="UTC") is None


@pytest.mark.parametrize("seconds", [None, "soon", 10**30, {}])
def test_what_is_no_unix_time_is_no_moment(seconds: object) -> None:
    assert moment.unix_moment(seconds, zone="UTC") is None


MONTHS = {  # the cases pages write: in a date, by itself, inflected, cut short
    "hy": (
        (
            "հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր "
            "դեկտեմբեր"
        ),
        (
            "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի "
            "նոյեմբերի դեկտեմբերի"
        ),
    ),
    "az": (
        "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
        (
            "yanvarın fevralın martın aprelin mayın iyunun iyulun avqustun sentyabrın oktyabrın "
            "noyabrın dekabrın"
        ),
        (
            "yanvarda fevralda martda apreldə mayda iyunda iyulda avqustda sentyabrda oktyabrda "
            "noyabrda dekabrda"
        ),
    ),
    "ru": (
        "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "янв фев мар апр май июн июл авг сен окт ноя дек",
    ),
    "en": (
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    ),
    "fr": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    ),
    "tr": (
        "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
    ),
    "ar": ("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",),
    "fa": ("ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",),
    "ka": (
        (
            "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი "
            "ნოემბერი დეკემბერი"
        ),
        (
            "იანვარს თებერვალს მარტს აპრილს მაისს ივნისს ივლისს აგვისტოს სექტემბერს ოქტომბერს "
            "ნოემბერს დეკემბერს"
        ),
        (
            "იანვრის თებერვლის მარტის აპრილის მაისის ივნისის ივლისის აგვისტოს სექტემბრის "
            "ოქტომბრის ნოემბრის დეკემბრის"
        ),
    ),
}
CAPITALS = str.maketrans({"i": "İ", "ı": "I"})


def capitals(word: str, language: str) -> str:
    return (word.translate(CAPITALS) if language in {"az", "tr"} else word).upper()


FORMS = {  # {} is the month, of which the 24th in 2026 at 9:05 is written
    "hy": ("24 {}, 2026", "2026 թ. {} 24", "2026 թ․ {} 24", "{} 24, 2026", "24 {}ի 2026, 09:05"),
    "az": ("24 {} 2026", "24 {} 2026-cı il", "24 {} 2026, 09:05", "2026-cı il {} 24"),
    "ru": ("24 {} 2026", "24 {} 2026 г.", "24 {}, 2026 09:05", "09:05, 24 {} 2026 года"),
    "en": ("24 {} 2026", "{} 24, 2026", "24th of {}, 2026", "{} 24, 2026 9:05 AM"),
    "fr": ("24 {} 2026", "le 24 {} 2026 à 9h05", "Publié le 24 {} 2026", "mardi 24 {} 2026"),
    "tr": ("24 {} 2026", "24 {} 2026 Salı", "24 {} 2026, 09:05", "No: 187, 24 {} 2026, Hk."),
    "ar": ("24 {} 2026", "24 {}, 2026", "الخميس 24 {} 2026", "24 {} 2026 - 09:05"),
    "fa": ("24 {} 2026", "24 {} 2026 - 09:05"),
    "ka": ("24 {} 2026", "24 {}, 2026", "2026 წლის 24 {}", "24 {} 2026, 09:05"),
}
WRITTEN = [
    (language, name, number)
    for language, cases in MONTHS.items()
    for case in cases
    for number, name in enumerate(case.split(), 1)
]


@pytest.mark.parametrize(("language", "name", "number"), WRITTEN)
def test_every_month_is_read_in_every_case_and_form(language: str, name: str, number: int) -> None:
    names = {name, name.lower(), capitals(name, language), name[0].upper() + name[1:]}
    for written in names:
        for form in FORMS[language]:
            if "{}ի" in form and not written.endswith("ր"):
                continue
            text = form.format(written)
            found = moment.moment(text, zone="Asia/Yerevan", language=language)
            assert found is not None, text
            assert (found.at.year, found.at.month, found.at.day) == (2026, number, 24), text
            exact = "05" in text
            assert (found.at.hour, found.at.minute) == ((9, 5) if exact else (0, 0)), text
            assert found.precision == ("minute" if exact else "day"), text


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("az", "14 noyabr 2025 16:23 (UTC +04:00)", "2025-11-14T16:23:00+04:00"),
        ("az", "14 noyabr 2025-ci il", "2025-11-14T00:00:00+04:00"),
        ("en", "14 November 2025 12:23 UTC+00:00", "2025-11-14T16:23:00+04:00"),
        ("en", "2026/10/01 - 14:20", "2026-10-01T14:20:00+04:00"),
        ("en", "No: 187, 1 October 2026, Regarding the Talks", "2026-10-01T00:00:00+04:00"),
        ("tr", "No: 187, 1 Ekim 2026, Görüşmeler Hk.", "2026-10-01T00:00:00+04:00"),
        ("tr", "05.04.2025 - Güncelleme : 06.04.2025", "2025-04-05T00:00:00+04:00"),
        ("ru", "02.01.2006 15:04", "2006-01-02T15:04:00+04:00"),
        ("en", "17 October 2022 13:07", "2022-10-17T13:07:00+04:00"),
        ("en", "29 March 2022 | 13:40", "2022-03-29T13:40:00+04:00"),
        ("en", "25 OCTOBER 2020, Press Releases", "2020-10-25T00:00:00+04:00"),
        ("en", "April 28, 2024 3:00 PM", "2024-04-28T15:00:00+04:00"),
        ("en", "April 28, 2024 12:10 a.m.", "2024-04-28T00:10:00+04:00"),
        ("de", "14. März 2025", "2025-03-14T00:00:00+04:00"),
        ("es", "14 de marzo de 2025", "2025-03-14T00:00:00+04:00"),
        ("ar", "14 نوفمبر 2025", "2025-11-14T00:00:00+04:00"),
        ("fa", "۱۴ نوامبر ۲۰۲۵", "2025-11-14T00:00:00+04:00"),
    ],
)
def test_a_moment_is_found_among_other_words(language: str, text: str, expected: str) -> None:
    found = moment.moment(text, zone="Asia/Baku", language=language)
    assert found is not None
    assert found.at.isoformat() == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "1404/08/23 - 10:00"),  # Jalali
        ("en", "20 Mart 2001"),
        ("az", "24 Kasım 2026"),
        ("en", "No:187/2023"),
        ("en", "12 May, 1500 soldiers"),
        ("ru", "сегодня, 10:30"),
        ("hy", "Երեկ 24 նոյեմբերի"),
    ],
)
def test_neither_year_nor_month_is_guessed(language: str, text: str) -> None:
    assert moment.moment(text, zone="Asia/Baku", language=language) is None


def test_only_what_says_its_offset_is_exact() -> None:
    assert moment.exact_moment("2024-04-28 07:00:00Z", zone="Asia/Baku") is not None
    assert moment.exact_moment("2024-04-28T07:00:00", zone="Asia/Baku") is None
    assert moment.exact_moment("28 April 2024", zone="Asia/Baku") is None
