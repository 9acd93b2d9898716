"""Hostile sites: each page costs itself, with its named reason, and nothing else."""

import gzip
import random
import time
from collections.abc import Iterator
from itertools import repeat

import brotli
import pytest
from backports import zstd
from played import FEED, MFA, OLD, Answer, Crawler, Site, play_mfa, play_state, words

from crawlers.middlewares.addresses import is_public
from pipeline.item import Item
from pipeline.spool import Drop

MB = 1 << 20
MEMORY = 512  # megabytes a crawl may take
BOMB = b"x" * (200 * MB)
HTML = {"Content-Type": "text/html; charset=utf-8"}


def page(inside: bytes) -> bytes:
    """Return an article of the ministry with something inside it."""
    return b"<h2>T</h2><div class='static-content'><p>A text of its own.</p>" + inside + b"</div>"


def squeezed(body: bytes, *encodings: str) -> Answer:
    packed = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstd.compress}
    for one in encodings:
        body = packed[one](body)
    return Answer(body, headers=HTML | {"Content-Encoding": ", ".join(encodings)})


def trickle() -> Iterator[bytes]:
    while True:
        time.sleep(0.05)
        yield b"<p>and so on"


def leading(where: str) -> Answer:
    return Answer(b"", 302, {"Location": where})


@pytest.fixture
def mfa(site: Site) -> dict[int, str]:
    """Play the ministry; return where its articles are, the last of them hostile in no way."""
    return play_mfa(site, [*range(20, 0, -1), OLD])


def crawl(
    crawler: Crawler, mfa: dict[int, str], answers: list[Answer | bytes]
) -> tuple[dict[str, str], dict[str, Item]]:
    """Crawl with these answers first; return reasons of drops and items, by address."""
    site, hostile = crawler.site, dict(zip(range(20, 1, -1), answers, strict=False))
    for number, answer in hostile.items():
        site[mfa[number]] = answer
    elsewhere = {mfa[OLD].replace("/en/", f"/{one}/"): False for one in ("hy", "ru", "fr")}
    known = elsewhere | {
        url: False for number, url in mfa.items() if number > 1 and number not in hostile
    }
    ended = crawler("am_mfa", known | {mfa[OLD]: False})
    assert ended.crawl.outcome is not None, ended.crawl.error
    assert ended.crawl.outcome.counts["memory"] < MEMORY
    items = {item.address: item for item in ended.of(Item)}
    assert items[mfa[1]].text == words(1)  # the one behind them all is read as ever
    return {drop.url: drop.reason for drop in ended.of(Drop)}, items


def test_what_is_too_big_however_it_is_packed_costs_itself(
    crawler: Crawler, mfa: dict[int, str]
) -> None:
    hostile = [
        Answer(b"x", headers=HTML | {"Content-Length": str(1 << 30)}, goes_on=repeat(b"x" * MB)),
        Answer(b"x", goes_on=repeat(b"x" * MB)),  # a gigabyte, and more, of no declared length
        squeezed(BOMB, "gzip"),
        squeezed(BOMB, "br"),
        squeezed(BOMB, "zstd"),
        squeezed(BOMB, "gzip", "gzip"),
        squeezed(page(b"<p>a</p>" * (7 * MB // 8)), "gzip"),  # small enough, but not its tags
        page(b"<i a=1>" * 250_000),
    ]
    drops, items = crawl(crawler, mfa, hostile)
    assert drops == {mfa[number]: "too_big" for number in range(20, 12, -1)}
    assert len(items) == 1
    assert len(crawler.site.asked_for("/talks/")) == 9  # none of them twice


def test_what_would_take_more_memory_than_there_is_costs_itself(
    crawler: Crawler, mfa: dict[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_with(crawler, "import crawlers.page; crawlers.page._TAGS = 10**9", monkeypatch)
    drops, items = crawl(crawler, mfa, [page(b"<p>a</p>" * (8 * MB // 8 - 100))])
    assert drops == {mfa[20]: "too_big"}
    assert len(items) == 1


def begin_with(crawler: Crawler, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run some code at the start of a crawl's own process: Python imports it first."""
    folder = crawler.folder / "first"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", str(folder))


def test_a_body_that_never_ends_costs_itself(
    crawler: Crawler, mfa: dict[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "import crawlers.settings as ours; ours._BASE['DOWNLOAD_TIMEOUT'] = 1"
    begin_with(crawler, code, monkeypatch)
    drops, _ = crawl(crawler, mfa, [Answer(page(b""), goes_on=trickle()) for _ in range(2)])
    assert drops == {mfa[20]: "timeout", mfa[19]: "timeout"}


def test_a_redirect_to_another_machine_is_not_followed(
    crawler: Crawler, mfa: dict[int, str]
) -> None:
    elsewhere = [
        "http://127.0.0.1/", "http://localhost:22/", "http://[::1]/", "http://169.254.169.254/a",
        "http://10.0.0.1/", "http://2130706433/", "http://0x7f.1/", "//127.0.0.1/",
        "http://www.mfa.am@127.0.0.1/", "http://mfa.am.127.0.0.1.example/",
    ]  # fmt: skip
    no_web = ["ftp://127.0.0.1/", "file:///etc/passwd"]
    drops, _ = crawl(crawler, mfa, [leading(where) for where in [*elsewhere, *no_web]])
    assert drops == {mfa[number]: "offsite" for number in range(20, 10, -1)} | {
        mfa[10]: "http_302", mfa[9]: "http_302",
    }  # fmt: skip
    assert not [url for url in crawler.site.asked if "mfa.am/" not in url]


def test_a_redirect_without_end_costs_itself(crawler: Crawler, mfa: dict[int, str]) -> None:
    crawler.site[mfa[2]] = crawler.site[mfa[3]] = b"never read"
    drops, _ = crawl(
        crawler, mfa, [leading(mfa[20]), leading(f"{mfa[18]}"), leading(f"{mfa[19]}")]
    )
    assert drops == dict.fromkeys([mfa[20], mfa[19], mfa[18]], "redirects")


def test_pages_that_are_only_strange_are_read(crawler: Crawler, mfa: dict[int, str]) -> None:
    noise = random.Random(1).randbytes(100_000)  # noqa: S311  any bytes
    strange: dict[int, bytes] = {
        20: page(b"<div>" * 100_000 + b"deep"),
        19: page(b"<p>" + b"x" * MB + b"</p>" + b"<p>" + b"a: b " * (MB // 5) + b"</p>"),
        18: page(b"<p>" + bytes(range(1, 32)) * 1000 + b"</p>\x00\x1b[31m"),
        17: page(b"<p>" + "Ղարաբաղ".encode()[:-1] + b"\xff\xfe</p>"),
        16: page(noise.replace(b"<", b"")),
        15: page(b"<!--" * 50_000 + b"<![CDATA[" * 50_000),
    }
    drops, items = crawl(crawler, mfa, list(strange.values()))
    assert drops == {}
    for number in strange:
        text = items[mfa[number]].text
        assert text.startswith("A text of its own.")
        assert "\ufffd" not in text
        assert not {chr(code) for code in range(32)} - {"\n"} & set(text)
    assert len(items[mfa[19]].text) > 2 * MB - 10


ENTITIES = "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    "declared",
    [
        f"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>{ENTITIES}]>",
        "<!DOCTYPE x [<!ENTITY j SYSTEM 'file:///etc/passwd'>]>",
        f"<!DOCTYPE x SYSTEM '{MFA}/x.dtd'>",
    ],
)
def test_entities_of_a_feed_mean_nothing(crawler: Crawler, site: Site, declared: str) -> None:
    play_state(site, [1])
    whole = site.answers[FEED]
    assert isinstance(whole, Answer)
    body = whole.body.decode().replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{declared}')
    whole.body = body.replace("Talk 1", "Talk &j;").encode()
    ended = crawler("us_state")
    assert ended.crawl.outcome.counts["memory"] < MEMORY
    (item,) = ended.of(Item)
    assert len(item.title or "") < 20
    assert "root:" not in (item.title or "")
    assert site.asked_for(MFA) == []


def test_after_a_hostile_source_the_next_is_crawled_as_ever(
    crawler: Crawler, mfa: dict[int, str]
) -> None:
    for url in mfa.values():
        crawler.site[url] = Answer(b"x", goes_on=repeat(b"x" * MB))
    assert crawler("am_mfa").outcome is not None
    play_state(crawler.site, [1])
    assert crawler("us_state").outcome == "ok"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::", True), ("127.0.0.1", False),
        ("127.9.9.9", False), ("0.0.0.0", False), ("10.1.2.3", False),  # noqa: S104  not bound
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False),
        ("fe80::1", False), ("fd00::1", False), ("::ffff:127.0.0.1", False),
    ],
)  # fmt: skip
def test_whose_addresses_are_public(
    address: str,
    public: bool,  # noqa: FBT001  a table
) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "10.0.0.1"])
def test_a_name_that_means_a_machine_beside_ours_is_not_asked(
    crawler: Crawler, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    code = f"import socket; socket.gethostbyname = lambda name: {address!r}"
    begin_with(crawler, code, monkeypatch)
    ended = crawler("us_state", replay=None)
    assert ended.outcome == "unreachable"
    assert "private: www.state.gov is " in ended.crawl.error
    assert f"www.state.gov is {address}" in ended.crawl.error


def test_the_operators_own_proxy_may_be_beside_ours(
    crawler: Crawler, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "from crawlers.spiders import ru_kremlin as it; it.RuKremlinSpider.delay *= 0"
    begin_with(crawler, code, monkeypatch)
    monkeypatch.setenv("http_proxy", site.replay)
    ended = crawler("ru_kremlin", replay=None)
    assert ended.outcome == "layout"
    assert "HTTP 404" in ended.crawl.error  # of the proxy, which plays nothing
    assert site.asked
