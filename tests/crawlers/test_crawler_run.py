"""What comes by hand, and the shell of a crawl."""

import json
import shutil
from collections import namedtuple
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawlers import child, process, reread, run
from pipeline import spool as queue
from pipeline.errors import CallError, ItemError
from pipeline.item import Item, Spoken
from pipeline.spool import FetchedPage, KnownAddresses, ListedAddress, Outcome

NOW = datetime(2023, 5, 6, 12, 0, tzinfo=UTC)
URL = "https://press.example/fr/a"
PARTIES = {"armenia", "greece"}
PAGES = Path(__file__).parent / "pages"


Bring = Callable[..., list[queue.Record]]
Told = tuple[type[Exception], str]


@pytest.fixture
def bring(tmp_path: Path) -> Bring:
    """Return a function that ingests bytes as files and returns the records."""

    def put(*bodies: bytes, **more: object) -> list[queue.Record]:
        files = []
        for number, body in enumerate(bodies):
            files.append(tmp_path / f"file{number}.txt")
            files[-1].write_bytes(body)
        source = str(more.pop("source", "manual"))
        caption = {"url": URL} | more
        places = {"spool": tmp_path / "spool", "archive": tmp_path / "archive"}
        path = run.ingest(
            files, source=source, caption=caption, parties=PARTIES, now=NOW, **places
        )
        assert queue.key_mode(path.stem) == "ingest"
        return list(queue.records(path))

    return put


def test_plain_text_goes_in_with_what_the_operator_says(bring: Bring, tmp_path: Path) -> None:
    body = "\ufeffPremier alinéa.\nSecond.\n".encode()
    listed, page, item, outcome = bring(body, published="2023-05-05", title=" Un  titre ")
    assert isinstance(listed, ListedAddress)
    assert isinstance(page, FetchedPage)
    assert isinstance(item, Item)
    assert isinstance(outcome, Outcome)
    assert (item.text, item.title) == ("Premier alinéa.\n\nSecond.", "Un titre")
    assert item.published.to_json() == {
        "at": "2023-05-05T00:00:00+00:00", "precision": "day", "zone": "UTC",
    }  # fmt: skip
    with (tmp_path / "archive" / page.file).open("rb") as file:
        file.seek(page.offset)
        kept = next(iter(ArchiveIterator(file)))
        assert kept.rec_type == "resource"
        assert kept.content_stream().read() == body
    again = reread.items("manual", URL, body, media_type=page.media_type, seen_at=NOW)
    assert again[0].text == item.text


def test_html_is_read_by_the_extractor_of_its_source(bring: Bring) -> None:
    body = (PAGES / "am_mfa.ru.article.html").read_bytes()
    url = "http://mfa.am/ru/press-releases/2023/05/04/washington_talks/12001/"
    _, page, item, _ = bring(body, source="am_mfa", url=url)
    assert item.edition == "12001"
    assert page.url == item.address == url.replace("http://", "https://www.").rstrip("/")


def test_html_may_declare_its_own_address_and_moment(bring: Bring) -> None:
    _, _, item, _ = bring((PAGES / "manual.fr.page.html").read_bytes(), url=None)
    assert item.address == "https://press.example/fr/pourparlers"
    assert (item.title, item.language) == ("Pourparlers à Washington", "fr")
    assert item.published.at.isoformat() == "2023-05-05T10:30:00+00:00"


def test_html_in_the_charset_it_declares(bring: Bring) -> None:
    body = "<h2>Заявление</h2><div class=static-content><p>Текст.</p></div>"
    text = f"<html><head><meta charset=windows-1251></head><body>{body}</body></html>"
    url = "https://www.mfa.am/ru/press-releases/2023/05/04/x/1"
    _, page, item, _ = bring(text.encode("cp1251"), source="am_mfa", url=url)
    assert (item.title, item.text) == ("Заявление", "Текст.")
    assert page.media_type == "text/html; charset=cp1251"
    assert reread.items(
        "am_mfa", url, text.encode("cp1251"), media_type=page.media_type, seen_at=NOW
    ) == [item]


def test_a_moment_with_its_offset_is_kept_to_the_minute(bring: Bring) -> None:
    _, _, item, _ = bring(
        b"text",
        published="2023-05-05T14:30+04:00",
        source="az_president",
        url="https://president.az/az/articles/view/1",
    )
    assert item.published.to_json() == {
        "at": "2023-05-05T14:30:00+04:00", "precision": "minute", "zone": "Asia/Baku",
    }  # fmt: skip
    assert (item.language, item.edition) == ("az", "1")


def test_whose_words_a_text_is_goes_in_as_the_operator_says(bring: Bring) -> None:
    words = {"speaker": " Nikol  Pashinyan ", "channel": "post", "zone": "Asia/Yerevan"}
    *_, item, _ = bring(b"text", **words, said="2023-05-04", published="2023-05-04T22:15+04:00")
    assert item.genre == "post"
    assert item.spoken.to_json() == {
        "speaker": "Nikol Pashinyan",
        "party": None,  # nobody said
        "said": {
            "at": "2023-05-04T00:00:00+04:00", "precision": "day", "zone": "Asia/Yerevan",
        },
    }  # fmt: skip
    assert item.published.to_json() == {
        "at": "2023-05-04T22:15:00+04:00", "precision": "minute", "zone": "Asia/Yerevan",
    }  # fmt: skip
    *_, item, _ = bring(b"text", **words, party="armenia")
    assert item.spoken == Spoken(speaker="Nikol Pashinyan", party="armenia")


SPEAKER = {"speaker": "Nikol Pashinyan", "channel": "post"}
AT_AM_MFA = {"source": "am_mfa", "url": "https://www.mfa.am/ru/press-releases/2023/05/04/x/1"}


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (([b"a"], {"channel": "post"}), (CallError, "channel is told of a speaker's own words")),
        (([b"a"], {"said": "2023-05-05"}), (CallError, "said is told of a speaker's own words")),
        (([b"a"], {"speaker": "X"}), (CallError, "channel None is none of communique, remarks")),
        (([b"a"], SPEAKER | {"channel": "press"}), (CallError, "'press' is none of")),
        (([b"a"], SPEAKER | {"party": "moon"}), (CallError, "'moon' is none of armenia, greece")),
        (([b"a"], SPEAKER | {"speaker": " "}), (CallError, "the speaker's name is blank")),
        (([b"a"], SPEAKER | {"said": "soon"}), (CallError, "said 'soon' is no moment")),
        (([b"a"], {"zone": "Moon/Sea"}), (CallError, "zone 'Moon/Sea' is none of IANA's")),
        (([b"a"], SPEAKER | AT_AM_MFA), (CallError, "am_mfa says itself who speaks")),
        (([b"a", b"b"], {}), (CallError, "2 files cannot share")),
        (([b"a"], {"url": None}), (CallError, "declares no address of its own; give --url")),
        (([b"a"], {"url": "press.example"}), (CallError, "no address of an article of manual")),
        (([b"a"], {"source": "am_mfa"}), (CallError, "no address of an article of am_mfa")),
        (([b"a"], {"source": "zz_x"}), (CallError, "unknown; known: ")),
        (([b"a"], {"published": "5 May"}), (CallError, "no moment; write 2023-05-05, or")),
        (([b"a"], {"published": "2023-02-30"}), (CallError, "no moment; write")),
        (([b"a"], {"published": "2023-05-05T14:30"}), (CallError, "has no offset; write")),
        (([b"abc\xff"], {}), (ItemError, r"file0\.txt: no UTF-8 at offset 3")),
        (([b"<html><meta charset=iso-8859-8>\xff"], {}), (ItemError, "no iso8859-8 at offset 31")),
        (([b" \n "], {}), (ItemError, "no text")),
        (([b"<html><body></body></html>"], {}), (ItemError, "no article found")),
    ],
)
def test_what_cannot_go_in_is_named_and_nothing_goes_in(
    bring: Bring, tmp_path: Path, call: tuple[list[bytes], dict[str, object]], told: Told
) -> None:
    bodies, more = call
    with pytest.raises(told[0], match=told[1]):
        bring(*bodies, **more)
    assert not (tmp_path / "spool").exists()


def test_a_missing_file_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="No such file"):
        run.ingest(
            [tmp_path / "none"], source="manual", caption={"url": URL}, parties=PARTIES,
            spool=tmp_path, archive=tmp_path, now=NOW,
        )  # fmt: skip


def test_json_lines_go_in_but_the_bad_ones_which_are_named(tmp_path: Path) -> None:
    good = {
        "url": URL,
        "text": "Մեկ\nԵրկու",
        "title": "Վերնագիր",
        "language": "hy",
        "published": "2023-05-05",
    }
    lines = [
        json.dumps(good).encode(),
        b"",
        b"{",
        b"\xff",
        b'["a"]',
        b'{"url": "https://press.example/b"}',
        b'{"url": "https://press.example/b", "text": 5}',
        b'{"url": "https://press.example/b", "text": "x", "txet": "y"}',
        b'{"url": "press", "text": "x"}',
        b'{"url": "https://press.example/c", "text": "x", "published": "soon"}',
        b'{"url": "https://press.example/d", "text": " "}',
        b'{"url": "http://[", "text": "x"}',
        b'{"url": "https://press.example/d", "text": "x", "title": "half \\ud83d"}',
        b'{"url": "https://press.example/d", "text": "x", "language": "Armenian"}',
        b'{"url": "https://press.example/d", "text": "x", "published": "0001-01-01T00:00+14:00"}',
        b'{"url": "https://press.example/d", "text": "x", "said": "2023-05-05"}',
        b'{"url": "https://press.example/e", "text": "<b>kept as it is</b>", "title": null}',
    ]
    found = run.ingest_jsonl(
        lines,
        source="manual",
        parties=PARTIES,
        spool=tmp_path,
        archive=tmp_path / "a",
        now=NOW,
    )
    items = [one for one in queue.records(found.path) if isinstance(one, Item)]
    assert [(one.text, one.title, one.language) for one in items] == [
        ("Մեկ\n\nԵրկու", "Վերնագիր", "hy"),
        ("<b>kept as it is</b>", None, None),
    ]
    assert [one.split(":")[0] for one in found.errors] == [f"line {n}" for n in range(3, 17)]


def test_a_source_that_cannot_be_crawled_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="no source 'manual' to crawl"):
        run.crawl("manual", known=[], spool=tmp_path, archive=tmp_path)


def test_the_child_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEILLE_DATABASE", "postgresql+psycopg://secret")
    monkeypatch.setenv("AIRFLOW_HOME", "/x")
    found = process.environment()
    assert not any(name.startswith(("VEILLE_", "AIRFLOW")) for name in found)


def test_without_room_nothing_is_crawled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024  as shutil's own
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(9, 8, 4 * 1024**3))
    key = queue.new_key("am_mfa", "crawl", NOW)
    known = tmp_path / "known"
    known.write_text(json.dumps([KnownAddresses([URL], due=True)]))
    assert child.read_known(known) == [KnownAddresses([URL], due=True)]
    arguments = [
        "am_mfa",
        "--key",
        key,
        "--spool",
        str(tmp_path),
        "--archive",
        str(tmp_path / "a"),
        "--known",
        str(known),
        "--room",
        str(5 * 1024**3),
    ]
    assert child.main(arguments) == 1
    assert capsys.readouterr().err.startswith("crawl am_mfa: disk: 4.0 GB free under ")
    (outcome,) = queue.records(tmp_path / f"{key}.jsonl")
    assert outcome.outcome == "disk"
