"""The post: mails read by a human once, then kept; servers that refuse, hang and hang up."""

import asyncio
import email
import mailbox
import os
import random
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path
from threading import Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from lxml import html as lxml_html
from test_state import FACTS, NOW

from pipeline.carriages.divergence import Divergence, Worded
from pipeline.deliveries import post as handing
from pipeline.deliveries.post import open_post
from pipeline.errors import DeferredError, PostError, RecipientError, RefusedError
from pipeline.item import Moment
from pipeline.mail import HTML_LIMIT, compose
from pipeline.mails import plain, view
from pipeline.mails.letter import Edition, Letter, Line, Links, Mark, Passage, Report, Voice
from pipeline.revisions.alignment import pieces
from pipeline.silence.coverage import coverage
from pipeline.silence.not_watched import not_watched
from pipeline.silence.state import State, StateName
from pipeline.subscriptions.preferences import LANGUAGES

APPROVED = Path(__file__).parent / "mails"
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
SENT_AT = datetime(2023, 5, 5, 12, 41, 7, tzinfo=UTC)


def passage(language: str, text: str, *words: str) -> Passage:
    """Return a passage with the first occurrence of each of the words marked."""
    spans = [(text.index(word), word) for word in words]
    marks = tuple(Mark(start, start + len(word), word) for start, word in spans)
    return Passage(text=text, language=language, marks=marks)


def moment(zone: str, *when: int) -> Moment:
    """Return a moment of the zone, of a day unless hour and minute are given."""
    year, month, day, hour, minute = (*when, 0, 0)[:5]
    at = datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone))
    return Moment(at=at, precision="minute" if len(when) == 5 else "day", zone=zone)


def changed_passage(language: str, old: str, new: str) -> Passage:
    """Return a sentence as it became another."""
    words = tuple(pieces(old, new, language))
    return Passage(text="".join(one.text for one in words), language=language, pieces=words)


ARMENIAN = Line(
    kind="new",
    title="Արարատ Միրզոյանի խոսքը Վաշինգտոնում կայացած բանակցություններից հետո",
    source="am_mfa",
    source_title="Ministry of Foreign Affairs",
    party="Armenia",
    published=moment("Asia/Yerevan", 2023, 5, 4, 22, 15),
    language="hy",
    passages=(
        passage(
            "hy",
            "Լեռնային Ղարաբաղի ժողովրդի իրավունքների և անվտանգության հարցը պետք է հասցեագրվի"
            " միջազգային մեխանիզմի շրջանակում։",
            "Լեռնային Ղարաբաղի",
        ),
        passage(
            "hy",
            "Կողմերը քննարկել են նաև Լաչինի միջանցքում ստեղծված իրավիճակը։",
            "Լաչինի միջանցքում",
        ),
    ),
    address="https://www.mfa.example.am/hy/press-releases/2023/05/04/washington/11999",
    place="s/12",
    editions=(
        Edition(language="ru", address="https://www.mfa.example.am/ru/press-releases/11999"),
        Edition(language="en", address="https://www.mfa.example.am/en/press-releases/11999"),
    ),
    digest=DIGEST,
    file="am_mfa.20230504T181900000000Z.a1b2c3.warc.gz",
    dossier_title="Karabakh",
    grade="core",
    reasons=(
        "“Լեռնային Ղարաբաղ” (strong), once",
        "“Լաչինի միջանցք” (strong), once",
    ),
    rights="full",
)
AZERBAIJANI = replace(
    ARMENIAN,
    kind="changed",
    title="Prezident Vaşinqton danışıqlarının yekunlarını şərh edib",
    source="az_president",
    source_title="President of the Republic",
    party="Azerbaijan",
    published=moment("Asia/Baku", 2023, 5, 5),
    language="az",
    passages=(
        changed_passage(
            "az",
            "Qarabağ iqtisadi rayonunda yaşayan ermənilərin hüquqları təmin ediləcək.",
            "Qarabağ iqtisadi rayonunda yaşayan ermənilərin hüquqları təmin edilməyəcək.",
        ),
        changed_passage("az", "Məntəqə 23 aprel 2023-cü ildə qurulub.", ""),
        passage("az", "Növbəti görüş haqqında razılıq əldə olunub."),
    ),
    address="https://president.example.az/az/articles/view/59000",
    place="d/345",
    editions=(Edition(language="en", address="https://president.example.az/en/59000"),),
    file="az_president.20230505T101500000000Z.d4e5f6.warc.gz",
    reasons=("“Qarabağ” (place), once", "“Laçın yolu” (strong), once"),
    rights="excerpt",
    thread="0b9e6c1d",
)
RUSSIAN = replace(
    ARMENIAN,
    kind="withdrawn",
    title="Брифинг официального представителя, 4 мая 2023 года",
    source="ru_mid",
    source_title="Ministry of Foreign Affairs",
    party="Russia",
    published=moment("Europe/Moscow", 2023, 5, 4, 16, 0),
    language="ru",
    passages=(passage("ru", "Речь шла и о положении в Нагорном Карабахе.", "Нагорном Карабахе"),),
    address="https://mid.example.ru/ru/press_service/spokesman/briefings/1867000/",
    editions=(),
    file="ru_mid.20230505T120000000000Z.0a0b0c.warc.gz",
    grade="mention",
    reasons=("“Нагорный Карабах” (strong), once",),
    rights="link",
    thread="77c0ffee",
)
REPORTS = (
    Report("CivilNet", "https://civilnet.example.am/en/news/705220"),
    Report("Armenpress", "https://armenpress.example.am/hy/article/1"),
)
RESTORED = replace(RUSSIAN, kind="correction", corrects="restored")
MOVED = replace(RUSSIAN, kind="correction", corrects="moved")
ENGLISH = replace(
    ARMENIAN,
    kind="official",
    title="Remarks at the Closing Session of Armenia and Azerbaijan Peace Negotiations",
    source="us_state",
    source_title="Department of State",
    party="United States",
    speaker="Antony J. Blinken",
    office="Secretary of State",
    published=moment("America/New_York", 2023, 5, 4, 12, 58),
    language="en",
    passages=(
        passage(
            "en",
            "The two sides spoke in the same room about the rights and security of the people"
            " of Nagorno-Karabakh, and about what separates them still.",
            "Nagorno-Karabakh",
        ),
    ),
    address="https://www.state.example.gov/remarks-at-the-closing-session/",
    editions=(),
    file="us_state.20230504T170500000000Z.beef01.warc.gz",
    reasons=("“Nagorno-Karabakh” (strong), 3 times",),
    thread="5ca1ab1e",
)
FRENCH = replace(
    ARMENIAN,
    kind="correction",
    title="Rectificatif : la rencontre de Washington s’est achevée jeudi, non mercredi",
    source="fr_lecourrier",
    source_title="Le Courrier d’Erevan",
    party=None,
    published=None,
    language="fr",
    passages=(
        passage(
            "fr",
            "Les pourparlers sur le Haut-Karabagh se sont achevés « jeudi 4 mai », écrit la"
            " rédaction.",
            "Haut-Karabagh",
        ),
    ),
    address="https://courrier.example.am/fr/actualite/rectificatif-washington",
    editions=(),
    file="fr_lecourrier.20230505T113000000000Z.cafe02.warc.gz",
    reasons=("“Haut-Karabagh” (strong), once",),
    rights="excerpt",
    wrong="Washington : la rencontre s’est achevée mercredi",
    thread="0dd5eed5",
)
PERSIAN = replace(
    ARMENIAN,
    title="سخنگوی وزارت امور خارجه درباره گفت‌وگوهای واشنگتن",
    source="ir_mfa",
    party="Iran",
    published=moment("Asia/Tehran", 2023, 5, 5),
    language="fa",
    passages=(
        passage(
            "fa",
            "جمهوری اسلامی ایران از حل مسالمت‌آمیز مسئله قره‌باغ و از گفت‌وگوی دو طرف حمایت می‌کند.",
            "قره‌باغ",
        ),
    ),
    address="https://en.mfa.example.ir/portal/newsview/719000",
    editions=(Edition(language="en", address="https://en.mfa.example.ir/portal/en/719000"),),
    file="ir_mfa.20230505T090000000000Z.f00d03.warc.gz",
    reasons=("“قره‌باغ” (place), once",),
)
LETTER = Letter(
    address="reader@subscriber.example",
    key="3f1c9a2e",
    lines=(ARMENIAN,),
    sent_at=SENT_AT,
    sender="Veille <veille@watch.example>",
    dossier="karabakh",
    dossier_title="Karabakh",
)
BY_HAND = replace(
    ENGLISH,
    kind="new",
    title=None,
    source="manual",
    source_title="Brought by hand",
    party="Greece",
    speaker="Nikos Dendias",
    office=None,
    channel="post",
    said=moment("Europe/Athens", 2023, 5, 4, 21, 40),
    published=None,
    address="https://x.example/NikosDendias/status/1654200000000000000",
    file="manual.20230505T120000000000Z.feed04.warc.gz",
    rights="excerpt",
    by_hand=True,
    thread=None,
)
BY_MAIL = replace(
    ENGLISH,
    kind="new",
    came="by mail that names press@state.example.gov as its sender, which nobody has verified",
    thread=None,
)
VOICED = replace(
    ARMENIAN,
    voices=(
        Voice(name="Ararat Mirzoyan", office="Minister of Foreign Affairs", channel=None),
        Voice(name="a diplomatic source", office=None, channel="live briefing"),
    ),
    divergences=(
        Divergence(
            kind="place",
            forms=(
                (
                    "Շուշի",
                    (Worded(document=1, source="MFA", rights="full", language="hy", body=""),),
                ),
                (
                    "Шуша",
                    (Worded(document=1, source="MFA", rights="full", language="ru", body=""),),
                ),
            ),
        ),
        Divergence(
            kind="number",
            forms=(
                (
                    "1960",
                    (Worded(document=1, source="MFA", rights="full", language="hy", body=""),),
                ),
            ),
        ),
    ),
    awaits_transcript=True,
)
LINKS = Links(
    "https://veille.example.org/en/preferences/KEY",
    "https://veille.example.org/en/unsubscribe/KEY",
    "https://veille.example.org/en/r/KEY",
)
ANSWERED = replace(
    ARMENIAN,
    number=7,
    dossier="karabakh",
    speakers=(("mirzoyan_ararat", "Ararat Mirzoyan"),),
    reasons=(
        "Places of the dossier: Լեռնային Ղարաբաղ (file), Լաչինի միջանցք (context).",
        "Score 0.92; core from 0.50.",
    ),
)


def looked(language: str, found: int) -> tuple[str, ...]:
    """Return where a digest says that we looked."""
    names: dict[str, tuple[StateName, str]] = {
        "am_mfa": ("ok", "Ministry of Foreign Affairs of Armenia"),
        "az_mfa": ("blocked", "Ministry of Foreign Affairs of the Republic of Azerbaijan"),
        "ru_mid": ("unreachable", "Ministry of Foreign Affairs of the Russian Federation"),
        "fr_lemonde": ("silent", "Le Monde"),
    }
    sources = [
        (
            replace(FACTS, source=name, title=title),
            State(name=state, since=NOW - timedelta(hours=20), cause="", command=""),
        )
        for name, (state, title) in names.items()
    ]
    return coverage(
        sources,
        not_watched(),
        found=found,
        now=NOW,
        zone="Asia/Yerevan",
        language=language,
        since=NOW - timedelta(days=1),
    )


LETTERS = {
    "new_full_hy": LETTER,
    "changed_excerpt_az": replace(LETTER, lines=(AZERBAIJANI,)),
    "withdrawn_link_ru": replace(LETTER, lines=(RUSSIAN,)),
    "restored_link_ru": replace(LETTER, lines=(RESTORED,)),
    "moved_link_ru": replace(LETTER, lines=(MOVED,)),
    "voices_full_hy": replace(LETTER, lines=(VOICED,)),
    "official_full_en": replace(LETTER, lines=(ENGLISH,)),
    "correction_excerpt_fr": replace(LETTER, lines=(FRENCH,)),
    "new_by_mail_en": replace(LETTER, lines=(BY_MAIL,)),
    "new_by_hand_en": replace(LETTER, lines=(BY_HAND,)),
    "new_full_fa": replace(LETTER, lines=(PERSIAN,)),
    **{
        f"told_in_{language}": replace(
            LETTER, lines=(ARMENIAN, AZERBAIJANI), language=language, links=LINKS
        )
        for language in LANGUAGES
    },
    "discreet_fr": replace(LETTER, language="fr", links=LINKS, discreet=True),
    "digest_empty_ru": replace(
        LETTER, lines=(), language="ru", links=LINKS, coverage=looked("ru", 0)
    ),
    **{
        f"digest_in_{language}": replace(
            LETTER,
            lines=(ANSWERED, AZERBAIJANI, RUSSIAN),
            language=language,
            links=LINKS,
            coverage=looked(language, 3),
        )
        for language in LANGUAGES
    },
    **{
        f"first_in_{language}": replace(
            LETTER,
            lines=tuple(
                replace(one, thread=None, is_first=True)
                for one in (replace(PERSIAN, kind="withdrawn"), AZERBAIJANI, FRENCH, RESTORED)
            ),
            language=language,
            links=LINKS,
            coverage=looked(language, 4),
        )
        for language in LANGUAGES
    },
    **{
        f"reported_in_{language}": replace(
            LETTER,
            lines=(replace(ENGLISH, is_first=True, reports=REPORTS),),
            language=language,
            links=LINKS,
        )
        for language in LANGUAGES
    },
    "back_link_ru": replace(LETTER, lines=(replace(RESTORED, was_gone=True),), language="ru"),
    "several": replace(LETTER, lines=(ARMENIAN, AZERBAIJANI, RUSSIAN, ENGLISH, FRENCH, PERSIAN)),
}


def reread(message: EmailMessage) -> EmailMessage:
    """Return the message as a reader's program parses it."""
    parsed = email.message_from_bytes(message.as_bytes(), policy=SMTP_POLICY)
    assert isinstance(parsed, EmailMessage)
    assert not parsed.defects
    return parsed


def body(message: EmailMessage, kind: str) -> str:
    """Return the plain or HTML part, as sent and parsed again."""
    part = reread(message).get_body((kind,))
    assert part is not None
    content = part.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")


def tree(letter: Letter) -> Any:  # noqa: ANN401  lxml's element
    return lxml_html.document_fromstring(body(compose(letter), "html"))


def letter_of(**changes: Any) -> Letter:  # noqa: ANN401  fields of a line
    return replace(LETTER, lines=(replace(ARMENIAN, **changes),))


# What a reader sees


@pytest.mark.parametrize("name", LETTERS)
def test_mail_is_as_approved(name: str) -> None:
    message = compose(LETTERS[name])
    parts = {
        "subject.txt": f"{message['Subject']}\n",
        "txt": body(message, "plain"),
        "html": body(message, "html"),
    }
    for ending, written in parts.items():
        path = APPROVED / f"{name}.{ending}"
        if os.environ.get("APPROVE") == "1":
            path.write_text(written, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == written


def test_every_approved_mail_is_still_written() -> None:
    kept = {path.name.split(".")[0] for path in APPROVED.iterdir()}
    assert {name for name in kept if not name.startswith("health_")} == set(LETTERS)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (
            Moment(
                at=datetime(2023, 5, 4, 18, 15, tzinfo=UTC),
                precision="minute",
                zone="Asia/Yerevan",
            ),
            "4 May 2023, 22:15 Asia/Yerevan (UTC+04:00)",
        ),
        (
            moment("America/New_York", 2023, 1, 4, 9, 5),
            "4 January 2023, 09:05 America/New_York (UTC-05:00)",
        ),
        (moment("Asia/Tehran", 2023, 5, 4, 9, 5), "4 May 2023, 09:05 Asia/Tehran (UTC+03:30)"),
        (moment("UTC", 2023, 5, 4, 9, 5), "4 May 2023, 09:05 UTC"),
        (moment("Asia/Baku", 2023, 5, 5), "5 May 2023 (the publisher gives no time)"),
        (None, "the publisher gives no date"),
    ],
)
def test_a_moment_is_as_precise_as_its_publisher(published: Moment | None, expected: str) -> None:
    assert view.written(published) == expected
    assert f"Published: {expected}" in body(compose(letter_of(published=published)), "plain")


@pytest.mark.parametrize(
    ("rights", "shown", "note"),
    [
        ("full", 5, None),
        ("excerpt", 2, "Not shown, sentences: 3. We show excerpts only of this source."),
        ("link", 0, "Not quoted: we show title and link only of this source."),
    ],
)
def test_rights_of_a_source_are_obeyed(rights: str, shown: int, note: str | None) -> None:
    passages = tuple(passage("en", f"Sentence {number} stays.", "stays") for number in range(5))
    message = compose(letter_of(rights=rights, passages=passages))
    for part in (body(message, "plain").replace("*", ""), body(message, "html")):
        bare = re.sub(r"</?mark[^>]*>", "", part)
        assert [f"Sentence {number} stays." in bare for number in range(5)].count(True) == shown
        assert note is None or note in bare
    assert ("Not shown" in body(message, "plain")) == (rights == "excerpt")


@pytest.mark.parametrize(
    ("language", "tag", "direction"),
    [
        ("hy", "hy", "ltr"),
        ("az", "az", "ltr"),
        ("ru", "ru", "ltr"),
        ("ka", "ka", "ltr"),
        ("zh-Hant", "zh-Hant", "ltr"),
        ("fa", "fa", "rtl"),
        ("ar", "ar", "rtl"),
        ("he", "he", "rtl"),
        ("ar-LB", "ar-LB", "rtl"),
        (None, "", "auto"),
        ('en" onclick="x', "", "auto"),
    ],
)
def test_every_passage_says_its_language_and_direction(
    language: str | None, tag: str, direction: str
) -> None:
    letter = letter_of(language=language, passages=(Passage(text="x", language=language),))
    page = tree(letter)
    for element in (page.find(".//blockquote"), page.find(".//h2")):
        assert (element.get("lang"), element.get("dir")) == (tag, direction)
    assert page.get("lang") == "en"
    languages = str(compose(letter)["Content-Language"]).split(", ")
    assert languages == list(dict.fromkeys(["en", *([tag] if tag else [])]))


def test_bullets_stand_where_our_own_text_begins_whatever_words_follow_them() -> None:
    [bullet] = tree(letter_of(reasons=("“قره‌باغ” (place), once",))).findall(".//li")
    assert (bullet.get("dir"), bullet[0].get("dir")) == (None, "auto")


def test_a_title_of_ours_is_in_our_language() -> None:
    title = tree(letter_of(title=None, language="fa")).find(".//h2")
    assert (title.get("lang"), title.get("dir")) == ("en", "ltr")
    assert title.text_content() == "Text without a title"


def test_marks_are_exact_in_both_parts() -> None:
    text = "Лачин, Карабах & <Шуша>"
    marked = Passage(
        text=text,
        language="ru",
        marks=(Mark(7, 14, "Карабах"), Mark(0, 5, "Лачин"), Mark(17, 23, "Шуша")),
    )
    letter = letter_of(passages=(marked,))
    page = tree(letter)
    assert [one.text for one in page.iter("mark")] == ["Лачин", "Карабах", "<Шуша>"]
    assert page.find(".//blockquote").text_content() == text
    assert "> *Лачин*, *Карабах* & *<Шуша>*\n" in body(compose(letter), "plain")


def test_overlapping_marks_are_one_with_both_terms() -> None:
    marks = (Mark(0, 16, "Nagorno-Karabakh"), Mark(8, 16, "Karabakh"), Mark(17, 21, "said"))
    pieces = view.segments(Passage(text="Nagorno-Karabakh said", language="en", marks=marks))
    assert pieces == [
        ("Nagorno-Karabakh", "Nagorno-Karabakh, Karabakh"),
        (" ", None),
        ("said", "said"),
    ]


@pytest.mark.parametrize("mark", [Mark(-1, 2, "x"), Mark(2, 2, "x"), Mark(0, 5, "x")])
def test_a_mark_outside_its_passage_is_refused(mark: Mark) -> None:
    with pytest.raises(ValueError, match="lies outside"):
        Passage(text="four", language="en", marks=(mark,))


@pytest.mark.parametrize(
    "changes", [{"kind": "edited"}, {"rights": "all"}, {"grade": "high"}, {"thread": "a b"}]
)
def test_an_unknown_category_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="is no"):
        letter_of(**changes)


@pytest.mark.parametrize(
    "changes",
    [{"lines": ()}, {"key": "a@b"}, {"dossier": "a b"}, {"sent_at": datetime(2023, 5, 5)}],  # noqa: DTZ001  what is refused
)
def test_a_letter_that_cannot_be_sent_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"needs a line|cannot carry"):
        replace(LETTER, **changes)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two, three", 10, "one two…"),
        ("unbreakable", 6, "unbre…"),
        ("a unbreakable", 8, "a unbre…"),
    ],
)
def test_shortening_is_at_a_word_and_visible(text: str, limit: int, expected: str) -> None:
    assert plain.shortened(text, limit) == expected
    assert len(expected) <= limit


# What no source can do to a mail

HOSTILE = [
    "Talks\r\nBcc: victim@elsewhere.example",
    "Talks\nContent-Type: text/html\n\n<script>alert(1)</script>",
    "Talks\x0bBcc: a@b.example\x0cX: y\x1cX: y\x85X: y\u2028X: y\u2029X: y",
    "Talks =?utf-8?q?=0D=0ABcc:_victim=40elsewhere.example?= end",
    "=?utf-8?b?DQpCY2M6IHZpY3RpbUBlbHNld2hlcmUuZXhhbXBsZQ==?=",
    "\x00\x01\x1b[31mred\x7f",
    "\u202eesrever\u202c \u2066isolate",
    "lone \ud800 surrogate",
    "{{ 7 * 7 }} {% raw %}",
    "<b>bold</b> <img src=https://tracker.example/x.png onerror=alert(1)> &lt;i&gt;",
    "</title></style><style>*{display:none}</style>",
    '" onmouseover="alert(1)',
    "W" * 5000,
    "слово " * 2000,
    "ա" * 3000,
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_source_breaks_out_of_its_place(hostile: str) -> None:
    honest = compose(letter_of(editions=()))
    letter = letter_of(
        title=hostile,
        passages=(Passage(text=hostile, language=hostile, marks=(Mark(0, 5, hostile),)),),
        source_title=hostile,
        party=hostile,
        speaker=hostile,
        office=hostile,
        address=f"https://x.example/{hostile}",
        editions=(Edition(language=hostile, address=f"javascript:{hostile}"),),
        reasons=(hostile,),
        file=hostile,
        language=hostile,
    )
    message = compose(letter)
    parsed = reread(message)
    assert parsed.keys() == honest.keys()
    assert parsed["To"] == "reader@subscriber.example"
    assert parsed["Subject"] == message["Subject"]
    assert len(parsed["Subject"]) <= 120
    raw = message.as_bytes()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    parts = body(message, "plain"), body(message, "html")
    assert not any(re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e]", one) for one in parts)
    page = lxml_html.document_fromstring(parts[1])
    usual = {element.tag for name in LETTERS for element in tree(LETTERS[name]).iter()}
    assert {element.tag for element in page.iter()} <= usual
    attributes = {name for element in page.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or name == "src"}
    assert all(a.get("href").startswith("https://") for a in page.iter("a"))


def test_any_characters_survive_in_the_subject() -> None:
    chance = random.Random(20230504)  # noqa: S311  a reproducible choice, not a secret
    ranges = [(0x20, 0x7E), (0x430, 0x44F), (0x561, 0x586), (0x1F600, 0x1F64F), (0x20, 0x20)]
    for _ in range(400):
        title = "".join(chr(chance.randint(*chance.choice(ranges))) for _ in range(70))
        message = compose(letter_of(title=title, passages=()))
        assert reread(message)["Subject"] == message["Subject"]
        assert plain.plain(title).strip().replace("=?", "= ?") in message["Subject"]
        abroad = compose(replace(letter_of(title=title), address="ա@subscriber.example"))
        assert reread(abroad)["Subject"] == message["Subject"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,<script>",
        "ftp://x.example/",
        "http://",
        "//x.example/",
        "https://x.example/a b",
        "https://x.example/\nb",
        "https://[bad/",
        f"https://x.example/{'a' * 2000}",
    ],
)
def test_only_plain_web_addresses_are_links(address: str) -> None:
    assert plain.link(address) is None
    page = tree(letter_of(address=address, editions=()))
    assert list(page.iter("a")) == []
    assert f"Original: {' '.join(address.split())[:1990]}" in page.text_content()


def answers(line: Line, links: Links) -> list[str]:
    """Return the pages, ours, by which a line is answered."""
    follow = f"{links.manage}/follow/{line.dossier}"
    return [f"{links.manage}/line/{line.number}", *(f"{follow}/{one}" for one, _ in line.speakers)]


def test_nothing_is_loaded_and_nothing_runs() -> None:
    for letter in LETTERS.values():
        content = body(compose(letter), "html")
        page = lxml_html.document_fromstring(content)
        tags = {element.tag for element in page.iter()}
        assert not tags & {"img", "script", "link", "iframe", "object", "form", "base", "svg"}
        loading = {"src", "srcset", "background", "poster", "data", "action"}
        assert not loading & {name for element in page.iter() for name in element.attrib}
        assert not re.search(r"url\(|@import|@font-face|http-equiv", content)
        known = {
            one.address for line in letter.lines for one in (line, *line.editions, *line.reports)
        }
        if letter.links is not None:
            known |= {*letter.links}
            known |= {f"{letter.links.reading}/{line.place}" for line in letter.lines}
            known |= {page for line in letter.lines for page in answers(line, letter.links)}
        assert {a.get("href") for a in page.iter("a")} <= known


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_everything_is_legible_in_light_and_dark() -> None:
    content = body(compose(LETTERS["several"]), "html")
    page = lxml_html.document_fromstring(content)
    assert page.xpath("//meta[@name='color-scheme']/@content") == ["light dark"]
    dark_css = content.partition("@media (prefers-color-scheme: dark)")[2].partition("</style>")[0]

    def colours(name: str) -> list[dict[str, str]]:
        style = page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]/@style")[0]
        rule = re.search(rf"\.{name}(?:, \.{name} a)? {{([^}}]*)}}", dark_css)
        assert rule is not None
        found = [
            re.findall(r"(?<![\w-])((?:background-)?color): ?(#\w{6})", css)
            for css in (style, rule[1])
        ]
        return [dict(pairs) for pairs in found]

    for mode in (0, 1):
        backgrounds = [colours(name)[mode]["background-color"] for name in ("page", "card")]
        assert contrast(colours("ink")[mode]["color"], backgrounds[1]) >= 7
        assert contrast(colours("link")[mode]["color"], backgrounds[1]) >= 7
        assert min(contrast(colours("quiet")[mode]["color"], one) for one in backgrounds) >= 4.5
        for name in ("mark", "label"):
            both = colours(name)[mode]
            assert contrast(both["color"], both["background-color"]) >= 7


# The size of a mail


def sentences(count: int, length: int = 400) -> tuple[Passage, ...]:
    return tuple(
        passage("hy", f"{n} {'Ղարաբաղ ' * (length // 8)}", "Ղարաբաղ") for n in range(count)
    )


def test_a_long_text_leaves_whole_sentences_out_and_says_so() -> None:
    message = compose(letter_of(passages=sentences(500)))
    content = body(message, "html")
    assert 95_000 < len(content.encode()) <= HTML_LIMIT
    page = lxml_html.document_fromstring(content)
    shown = page.findall(".//blockquote")
    assert [one.text_content() for one in shown] == [
        "".join(text for text, _ in view.segments(one)) for one in sentences(len(shown))
    ]
    note = f"Left out to keep this mail short, sentences: {500 - len(shown)}."
    assert note in page.text_content()
    assert note in body(message, "plain").replace("\n", " ")


def test_one_sentence_too_long_for_a_mail_is_left_out_whole() -> None:
    content = body(compose(letter_of(passages=sentences(1, 200_000))), "html")
    assert len(content.encode()) <= HTML_LIMIT
    assert "Left out to keep this mail short, sentences: 1. The original has them." in content
    assert "<blockquote" not in content


def test_many_lines_are_all_told() -> None:
    lines = tuple(
        replace(ARMENIAN, title=f"Title {n}", passages=sentences(9, 900)) for n in range(60)
    )
    message = compose(replace(LETTER, lines=lines))
    content = body(message, "html")
    assert len(content.encode()) <= HTML_LIMIT
    for part in (content, body(message, "plain")):
        assert [f"Title {n}" for n in range(60)] == re.findall(r"Title \d+", part)
    assert content.count("sentences: 9. The original has them.") == 60


def test_hostile_lists_are_counted_not_spread() -> None:
    editions = tuple(
        Edition(language="en", address=f"https://x.example/{'&' * 1900}{n}") for n in range(50)
    )
    reasons = tuple(f"{n} {'&' * 2000}" for n in range(50))
    content = body(compose(letter_of(editions=editions, reasons=reasons)), "html")
    assert len(content.encode()) <= HTML_LIMIT
    text = body(compose(letter_of(editions=editions, reasons=reasons)), "plain")
    assert text.count("and 30 more") == 2


# Headers


def test_headers_of_a_mail() -> None:
    message = reread(compose(LETTER))
    assert message["From"] == "Veille <veille@watch.example>"
    assert message["To"] == "reader@subscriber.example"
    assert message["Date"].datetime == SENT_AT
    assert message["Message-ID"] == "<3f1c9a2e@watch.example>"
    assert message["List-Id"] == "<karabakh.veille.watch.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "en, hy"
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == [
        "text/plain",
        "text/html",
    ]
    assert {part["Content-Transfer-Encoding"] for part in message.iter_parts()} <= {
        "base64",
        "quoted-printable",
    }


def test_one_delivery_has_one_message_id() -> None:
    later = replace(LETTER, sent_at=SENT_AT + timedelta(hours=1), lines=(ENGLISH,))
    assert compose(LETTER)["Message-ID"] == compose(later)["Message-ID"]
    assert compose(LETTER)["Message-ID"] != compose(replace(LETTER, key="other"))["Message-ID"]


@pytest.mark.parametrize("name", LETTERS)
def test_what_was_told_before_stays_in_its_thread(name: str) -> None:
    message = reread(compose(LETTERS[name]))
    told = [line.thread for line in LETTERS[name].lines if line.thread]
    expected = [f"<{key}@watch.example>" for key in told]
    for header in ("References", "In-Reply-To"):
        assert str(message[header] or "").split() == expected


def test_a_new_text_is_in_no_thread() -> None:
    assert compose(letter_of(thread="0b9e6c1d"))["References"] is None


def test_long_identifiers_are_never_encoded() -> None:
    domain = f"{'long-' * 11}name.example"
    lines = tuple(replace(AZERBAIJANI, thread=letter * 64) for letter in "abc")
    letter = replace(LETTER, key="k" * 64, sender=f"veille@{domain}", lines=lines)
    raw = compose(letter).as_bytes().split(b"\r\n\r\n")[0].decode()
    flat = re.sub(r"\r\n\s", " ", raw)
    assert f"Message-ID: <{'k' * 64}@{domain}>" in re.sub(r" +", " ", flat)
    threads = " ".join(f"<{letter * 64}@{domain}>" for letter in "abc")
    assert f"References: {threads}\r\n" in flat
    assert f"In-Reply-To: {threads}\r\n" in flat
    assert f"List-Id: <karabakh.veille.{domain}>\r\n" in flat


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b@c",
        "a b@c.example",
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example, c@d",
        "<a@b.example> x@y",
        f"a@{'b' * 70}.example",
        "a\x00@b.example",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(RefusedError, match=r"no address|domain"):
        compose(replace(LETTER, address=address))
    with pytest.raises(PostError) as raised:
        compose(replace(LETTER, sender=address))
    assert not isinstance(raised.value, RefusedError)  # ours to mend, not the subscriber's


@pytest.mark.parametrize(
    ("sender", "written"),
    [
        ("veille@watch.example", "veille@watch.example"),
        ('"Veille, news" <veille@watch.example>', '"Veille, news" <veille@watch.example>'),
        ("Վեյլ Լուրեր <veille@watch.example>", "Վեյլ Լուրեր <veille@watch.example>"),
    ],
)
def test_a_sender_may_have_a_name(sender: str, written: str) -> None:
    assert reread(compose(replace(LETTER, sender=sender)))["From"] == written


def test_a_subscriber_has_none() -> None:
    with pytest.raises(RefusedError, match="no address"):
        compose(replace(LETTER, address="Reader <reader@subscriber.example>"))


def test_a_domain_outside_ascii_is_written_in_ascii() -> None:
    assert compose(replace(LETTER, address="reader@пример.рф"))["To"] == (
        "reader@xn--e1afmkfd.xn--p1ai"
    )


MAILTO = f"mailto:b+leave-{LETTER.key}@watch.example?subject=unsubscribe"


@pytest.mark.parametrize(
    ("links", "returns", "expected"),
    [
        (None, None, None),
        (LINKS, None, f"<{LINKS.unsubscribe}>"),
        (
            None,
            "b@watch.example",
            f"<{MAILTO}>",
        ),
        (
            LINKS,
            "b@watch.example",
            f"<{LINKS.unsubscribe}>, <{MAILTO}>",
        ),
    ],
)
def test_a_mail_says_every_way_to_leave(
    links: Links | None, returns: str | None, expected: str | None
) -> None:
    message = compose(replace(LETTER, links=links, returns=returns))
    found = message["List-Unsubscribe"]
    assert (found and " ".join(found.split())) == expected
    assert (message["List-Unsubscribe-Post"] is None) == (links is None)


# Handing over


@dataclass
class Server:
    """A mail server that answers as told, one answer a command; 250 when nothing is left."""

    mail: list[str] = field(default_factory=list)
    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)  # "hang": no answer; "drop": hangs up
    leave: bool = False  # hang up after each message
    greeted: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    senders: list[str | None] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    login: tuple[bytes, bytes] | None = None

    async def handle_EHLO(  # noqa: D102, N802  aiosmtpd's name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        del server, envelope
        self.greeted += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: D102, N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session
        answer = self.mail.pop(0) if self.mail else "250 OK"
        if answer.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer

    async def handle_RCPT(  # noqa: D102, N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        answer = self.rcpt.pop(0) if self.rcpt else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: D102, N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self.data.pop(0) if self.data else "250 OK"
        if answer == "drop":
            server.transport.abort()
        if answer == "hang":
            await asyncio.sleep(1)
        if answer.startswith("250"):
            content = envelope.original_content or b""
            parsed = email.message_from_bytes(content, policy=SMTP_POLICY)
            assert isinstance(parsed, EmailMessage)
            self.messages.append(parsed)
            self.recipients += envelope.rcpt_tos
            self.senders.append(envelope.mail_from)
            self.encrypted.append(session.ssl is not None)
        if self.leave:
            asyncio.get_running_loop().call_later(0.02, server.transport.close)
        return answer

    def authenticate(self, *arguments: Any) -> AuthResult:  # noqa: ANN401  aiosmtpd's order
        """Return whether the login offered is the right one."""
        offered = arguments[-1]
        right = self.login == (offered.login, offered.password)
        return AuthResult(success=right, handled=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(server: Server, **options: Any) -> Iterator[str]:  # noqa: ANN401  aiosmtpd's options
    """Yield HOST:PORT where the server listens."""
    port = free_port()
    controller = Controller(server, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        controller.stop()


def test_a_maildir_that_another_sender_began_to_make_is_made_whole(tmp_path: Path) -> None:
    (tmp_path / "mail" / "new").mkdir(parents=True)
    with open_post(None, tmp_path / "mail") as post:
        post.send(compose(LETTER))
    assert len(list((tmp_path / "mail" / "new").iterdir())) == 1


def test_messages_share_one_connection(tmp_path: Path) -> None:
    server = Server()
    with serving(server) as where, open_post(f"smtp://{where}", tmp_path) as post:
        for letter in LETTERS.values():
            post.send(compose(letter))
    assert server.greeted == 1
    assert server.recipients == ["reader@subscriber.example"] * len(LETTERS)
    for name, received in zip(LETTERS, server.messages, strict=True):
        sent = compose(LETTERS[name])
        assert received["Subject"] == sent["Subject"]
        assert [body(received, part) for part in ("plain", "html")] == [
            body(sent, part) for part in ("plain", "html")
        ]
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_delivered_comes_back_under_the_key_of_the_message(tmp_path: Path) -> None:
    server = Server()
    for returns in (None, "bounces@watch.example"):
        with (
            serving(server) as where,
            open_post(f"smtp://{where}", tmp_path, returns) as post,
        ):
            post.send(compose(LETTER))
    [sender, returned] = server.senders
    assert sender == LETTER.sender.partition("<")[2].strip(">")
    assert returned == f"bounces+{LETTER.key}@watch.example"


@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
@pytest.mark.parametrize(
    ("answer", "final"),
    [
        ("450 try later", False),
        ("421 closing", False),
        ("550 no such mailbox", True),
        ("552 too large", True),
    ],
)
def test_a_refusal_costs_its_message_only(
    step: str, answer: str, *, final: bool, tmp_path: Path
) -> None:
    server = Server(**{step: ["250 OK", answer]})
    with serving(server) as where, open_post(f"smtp://{where}", tmp_path) as post:
        post.send(compose(LETTER))
        if (step, answer[:3]) == ("mail", "421"):  # said before the message: asked again at once
            post.send(compose(LETTER))
        else:
            with pytest.raises(PostError, match=answer) as raised:
                post.send(compose(LETTER))
            assert isinstance(raised.value, RefusedError) == final
        post.send(compose(replace(LETTER, key="third")))
    assert server.messages[-1]["Message-ID"] == "<third@watch.example>"
    assert server.greeted == (2 if answer.startswith("421") else 1)


@pytest.mark.parametrize(
    ("step", "answer", "fault"),
    [
        ("rcpt", "550 5.1.1 no such user", RecipientError),
        ("rcpt", "554 5.7.1 blocked by policy", RecipientError),
        ("rcpt", "450 4.2.0 greylisted, come back in 5 minutes", DeferredError),
        ("rcpt", "452 4.2.2 mailbox full", DeferredError),
        ("rcpt", "421 4.3.2 closing", PostError),
        ("rcpt", "530 5.7.0 Must issue a STARTTLS command first", PostError),
        ("mail", "451 4.3.0 no room", PostError),
        ("mail", "550 5.1.0 sender unknown", RefusedError),
        ("data", "451 4.3.0 no room", PostError),
        ("data", "554 5.7.1 this looks like spam", RefusedError),
    ],
)
def test_a_fault_is_of_a_recipient_alone_only_where_the_server_says_so(
    step: str, answer: str, fault: type[PostError], tmp_path: Path
) -> None:
    with (
        serving(Server(**{step: [answer]})) as where,
        open_post(f"smtp://{where}", tmp_path) as post,
        pytest.raises(PostError, match=answer[:12]) as raised,
    ):
        post.send(compose(LETTER))
    assert type(raised.value) is fault
    if isinstance(raised.value, RecipientError):
        assert raised.value.answer == answer


def test_a_server_that_offers_tls_and_has_none_is_told_as_it_said(tmp_path: Path) -> None:
    said = b"220 hello\r\n", b"250-hello\r\n250 STARTTLS\r\n", b"454 TLS not available\r\n"

    def serve(listener: socket.socket) -> None:
        with listener.accept()[0] as connection, connection.makefile("rb") as asked:
            for answer in said:
                connection.sendall(answer)
                asked.readline()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=serve, args=(listener,))
        thread.start()
        with (
            open_post(f"smtp://127.0.0.1:{listener.getsockname()[1]}", tmp_path) as post,
            pytest.raises(PostError, match="454 TLS not available") as raised,
        ):
            post.send(compose(LETTER))
        thread.join()
    assert type(raised.value) is PostError


def test_a_server_that_wants_a_login_refuses_nobody_for_good(tmp_path: Path) -> None:
    server = Server(mail=["530 5.7.0 Authentication required"])
    with serving(server) as where, open_post(f"smtp://{where}", tmp_path) as post:
        with pytest.raises(PostError, match="530") as raised:
            post.send(compose(LETTER))
        assert not isinstance(raised.value, RefusedError)


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with (
        open_post(f"smtp://127.0.0.1:{free_port()}", tmp_path) as post,
        pytest.raises(PostError, match="Connection refused"),
    ):
        post.send(compose(LETTER))


def test_a_server_that_hangs_up_midway(tmp_path: Path) -> None:
    server = Server(data=["drop", "250 OK"])
    with serving(server) as where, open_post(f"smtp://{where}", tmp_path) as post:
        with pytest.raises(PostError, match=r"SMTP server 127\.0\.0\.1") as raised:
            post.send(compose(LETTER))
        assert not isinstance(raised.value, RefusedError)
        post.send(compose(LETTER))
    assert server.greeted == 2
    assert len(server.messages) == 1


def test_a_server_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "TIMEOUT", 0.2)
    with (
        serving(Server(data=["hang"])) as where,
        open_post(f"smtp://{where}", tmp_path) as post,
        pytest.raises(PostError, match="timed out"),
    ):
        post.send(compose(LETTER))


def test_a_server_that_greets_with_a_refusal_refuses_nobody_for_good(tmp_path: Path) -> None:
    def greet(listener: socket.socket) -> None:
        with listener.accept()[0] as connection:
            connection.sendall(b"554 no mail service here\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=greet, args=(listener,))
        thread.start()
        with (
            open_post(f"smtp://127.0.0.1:{listener.getsockname()[1]}", tmp_path) as post,
            pytest.raises(PostError, match="554 no mail service") as raised,
        ):
            post.send(compose(LETTER))
        thread.join()
    assert not isinstance(raised.value, RefusedError)


def test_a_server_that_leaves_between_messages(tmp_path: Path) -> None:
    server = Server(leave=True)
    with serving(server) as where, open_post(f"smtp://{where}", tmp_path) as post:
        for key in ("one", "two", "three"):
            post.send(compose(replace(LETTER, key=key)))
            asyncio.run(asyncio.sleep(0.1))  # while it leaves
    assert [str(one["Message-ID"]) for one in server.messages] == [
        f"<{key}@watch.example>" for key in ("one", "two", "three")
    ]
    assert server.greeted == 3


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # loopback only
def test_a_login_is_percent_decoded_and_never_told(tmp_path: Path) -> None:
    server = Server(login=(b"watch@x", b"p/a:s@s%"))
    options = {"authenticator": server.authenticate, "auth_require_tls": False}
    with serving(server, auth_required=True, **options) as where:
        with open_post(f"smtp://watch%40x:p%2Fa%3As%40s%25@{where}", tmp_path) as post:
            post.send(compose(LETTER))
        with open_post(f"smtp://watch%40x:hunter2@{where}", tmp_path) as post:
            with pytest.raises(PostError, match="535") as raised:
                post.send(compose(LETTER))
            assert "hunter2" not in f"{raised.value!r} {raised.value.__cause__!r} {post!r}"
            assert not isinstance(raised.value, RefusedError)
    assert len(server.messages) == 1


def test_a_login_a_server_does_not_offer_refuses_nobody_for_good(tmp_path: Path) -> None:
    with (
        serving(Server()) as where,
        open_post(f"smtp://user:hunter2@{where}", tmp_path) as post,
        pytest.raises(PostError, match="AUTH extension not supported") as raised,
    ):
        post.send(compose(LETTER))
    assert not isinstance(raised.value, RefusedError)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """Return a server's TLS with a self-made certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "watch.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path)
    return context


def test_starttls_is_used_where_offered(tmp_path: Path, certificate: ssl.SSLContext) -> None:
    server = Server()
    with (
        serving(server, tls_context=certificate, require_starttls=True) as where,
        open_post(f"smtp://{where}", tmp_path) as post,
    ):
        post.send(compose(LETTER))
    assert server.encrypted == [True]


def test_smtps_begins_with_tls(tmp_path: Path, certificate: ssl.SSLContext) -> None:
    server = Server()
    with (
        serving(server, ssl_context=certificate) as where,
        open_post(f"smtps://{where}", tmp_path) as post,
    ):
        post.send(compose(LETTER))
    assert len(server.messages) == 1


@pytest.mark.parametrize(
    ("host", "checked"),
    [
        ("127.0.0.1", False),
        ("::1", False),
        ("localhost", False),
        ("mail.example.org", True),
        ("192.0.2.1", True),
    ],
)
def test_certificates_are_checked_beyond_this_machine(host: str, *, checked: bool) -> None:
    context = handing._tls(host)  # noqa: SLF001  no server beyond loopback can be reached in a test
    assert context.check_hostname is checked
    assert (context.verify_mode is ssl.CERT_REQUIRED) is checked


@pytest.mark.parametrize("taken", [True, False])
def test_an_address_outside_ascii_is_taken_or_refused_with_its_reason(
    tmp_path: Path, *, taken: bool
) -> None:
    server = Server()
    abroad = compose(replace(LETTER, address="читатель@subscriber.example"))
    with (
        serving(server, enable_SMTPUTF8=taken) as where,
        open_post(f"smtp://{where}", tmp_path) as post,
    ):
        if taken:
            post.send(abroad)
        else:
            with pytest.raises(RefusedError, match=r"читатель@subscriber\.example.*SMTPUTF8"):
                post.send(abroad)
        post.send(compose(LETTER))
    assert server.recipients == ["читатель@subscriber.example"] * taken + [
        "reader@subscriber.example"
    ]


def test_without_a_server_mail_is_laid_into_a_maildir(tmp_path: Path) -> None:
    path = tmp_path / "not" / "yet" / "mail"
    with open_post(None, path) as post:
        post.send(compose(LETTER))
        post.send(compose(LETTERS["several"]))
    box = mailbox.Maildir(path, create=False)
    assert len(box) == 2
    assert {Path(one).parent.name for one in path.glob("*/*")} == {"new"}
    assert not any(b"\r" in file.read_bytes() for file in path.glob("new/*"))
    with open_post(None, path) as post:  # a folder that is there is used
        post.send(compose(LETTER))
    assert len(list(path.glob("new/*"))) == 3


def test_a_maildir_that_cannot_be_is_a_fault_of_the_post(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file", encoding="utf-8")
    with pytest.raises(PostError, match="Maildir"), open_post(None, tmp_path / "mail" / "new"):
        pass
    with open_post(None, tmp_path / "full") as post:
        for folder in ("tmp", "new", "cur"):
            (tmp_path / "full" / folder).rmdir()
        with pytest.raises(PostError, match="Maildir"):
            post.send(compose(LETTER))


def test_a_discreet_mail_shows_its_subject_in_no_header_and_no_preview() -> None:
    message = reread(compose(LETTERS["discreet_fr"]))
    envelope = " ".join(f"{name}: {value}" for name, value in message.items())
    assert not re.search("karabakh|armenia|veille <", envelope, re.IGNORECASE)
    assert message["Subject"] == "Nouvelles"
    assert "karabakh" not in body(message, "plain")[:150].lower()
    page = lxml_html.document_fromstring(body(message, "html"))
    assert page.findtext(".//title") == "Nouvelles"
    assert "karabakh" not in page.xpath("//body")[0].text_content().strip()[:150].lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_is_left_in_our_own_words_of_another_language(language: str) -> None:
    message = compose(LETTERS[f"told_in_{language}"])
    shown = body(message, "plain")
    for word in ("Published", "Why it was", "The choice of", "Sent by", "says:"):
        assert (word in shown) == (language == "en"), word
    assert f'<html lang="{language}"' in body(message, "html")


def test_every_mail_with_links_can_be_left_by_one_click() -> None:
    message = reread(compose(LETTERS["told_in_en"]))
    assert message["List-Unsubscribe"] == f"<{LINKS.unsubscribe}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
