"""The archive gives back what was put in."""

import fcntl
import hashlib
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawlers.archive import Archive, adopt
from pipeline import archive as reading
from pipeline.errors import ArchiveError
from pipeline.spool import KnownPage

KEY = "am_mfa.20230505T100000000000Z.abcdef.crawl"
AT = datetime(2023, 5, 5, 10, 0, 0, 123456, tzinfo=UTC)
URL = "https://www.mfa.am/hy/Ղարաբաղ?a=1"


def read(path: Path, offset: int) -> tuple[object, bytes]:
    with path.open("rb") as file:
        file.seek(offset)
        record = next(iter(ArchiveIterator(file, check_digests="raise")))
        return record, record.content_stream().read()


@pytest.mark.parametrize("body", [b"", b"x", bytes(range(256)) * 5000, "Արցախ".encode()])
def test_a_record_at_its_offset_gives_these_bytes(tmp_path: Path, body: bytes) -> None:
    archive = Archive(tmp_path, KEY)
    archive.record("https://a.example/", 200, {}, b"before", AT)
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"}
    kept = archive.record(URL, 599, headers | {"transfer-encoding": "chunked"}, body, AT)
    archive.close()
    assert kept.file == f"am_mfa/2023/05/{KEY}.warc.gz"
    assert kept.digest == hashlib.sha256(body).hexdigest()
    assert kept.length == len(body)
    record, found = read(tmp_path / kept.file, kept.offset)
    assert found == body
    assert record.rec_headers["WARC-Target-URI"] == URL
    assert record.rec_headers["WARC-Date"] == "2023-05-05T10:00:00.123456Z"
    assert record.http_headers.get_statuscode() == "599"
    assert record.http_headers["Content-Type"] == "text/html; charset=utf-8"


def test_what_comes_by_hand_is_a_resource(tmp_path: Path) -> None:
    archive = Archive(tmp_path, KEY)
    kept = archive.resource(URL, "text/plain; charset=utf-8", b"words", AT)
    archive.close()
    record, found = read(tmp_path / kept.file, kept.offset)
    assert (record.rec_type, found) == ("resource", b"words")
    assert record.rec_headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_crawl_without_a_page_leaves_no_file(tmp_path: Path) -> None:
    Archive(tmp_path / "archive", KEY).close()
    assert not (tmp_path / "archive").exists()


def test_a_dead_crawl_is_adopted_up_to_its_last_whole_record(tmp_path: Path) -> None:
    archive = Archive(tmp_path, KEY)
    kept = [archive.record(URL, 200, {}, bytes([n]) * 999, AT) for n in range(3)]
    assert adopt(tmp_path) == []  # it lives
    part = tmp_path / f"{KEY}.warc.gz.part"
    archive._files["document"]._out.close()  # noqa: SLF001  as death does
    part.write_bytes(part.read_bytes()[:-7])
    (path,) = adopt(tmp_path)
    assert path == tmp_path / kept[0].file
    assert path.stat().st_size == kept[2].offset
    assert [read(path, one.offset)[1][:1] for one in kept[:2]] == [b"\0", b"\1"]
    assert adopt(tmp_path) == []


def test_a_part_held_by_another_process_is_left_alone(tmp_path: Path) -> None:
    part = tmp_path / f"{KEY}.warc.gz.part"
    with part.open("xb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert adopt(tmp_path) == []
    assert [path.stat().st_size for path in adopt(tmp_path)] == [0]


def test_listings_lie_apart_and_are_adopted_too(tmp_path: Path) -> None:
    archive = Archive(tmp_path, KEY)
    document = archive.record(URL, 200, {}, b"an article", AT)
    listing = archive.record(URL, 200, {}, b"a listing", AT, "listing")
    assert document.file == f"am_mfa/2023/05/{KEY}.warc.gz"
    assert listing.file == f"am_mfa/2023/05/{KEY}.listings.warc.gz"
    assert (document.offset, listing.offset) == (0, 0)
    assert reading.body(tmp_path, listing.file, 0, listing.digest) == b"a listing"  # it lives
    for file in archive._files.values():  # noqa: SLF001  as death does
        file._out.close()  # noqa: SLF001
    assert {path.relative_to(tmp_path).as_posix() for path in adopt(tmp_path)} == {
        document.file, listing.file,
    }  # fmt: skip
    assert reading.body(tmp_path, listing.file, 0, listing.digest) == b"a listing"


def told(kept: object, url: str = URL) -> KnownPage:
    return KnownPage(
        url=url,
        role="document",
        digest=kept.digest,
        file=kept.file,
        offset=kept.offset,
        fetched_at=AT,
    )


def test_the_same_bytes_again_are_a_revisit_that_leads_to_them(tmp_path: Path) -> None:
    body = random.Random(0).randbytes(50_000)  # noqa: S311  what gzip cannot make small
    first = Archive(tmp_path, KEY)
    first.record(URL, 200, {}, b"before", AT)
    whole = first.record(URL, 200, {"Content-Type": "text/html"}, body, AT)
    first.close()
    second = Archive(tmp_path, KEY.replace("T10", "T11"))
    again = second.record(
        URL, 200, {"Content-Type": "text/html", "Etag": "2"}, body, AT, "document", told(whole)
    )
    other = second.record(URL, 200, {}, b"other", AT, "document", told(whole))
    second.close()
    assert (whole.revisit, again.revisit, other.revisit) == (False, True, False)
    assert (again.digest, again.length) == (whole.digest, whole.length)
    assert other.offset < 1000
    assert reading.body(tmp_path, again.file, again.offset, again.digest) == body
    record, _ = read(tmp_path / again.file, again.offset)  # digests checked
    assert record.rec_type == "revisit"
    assert record.http_headers["Etag"] == "2"  # the answer of that moment, without its bytes
    headers = record.rec_headers
    assert headers["WARC-Profile"].endswith("/warc/1.1/revisit/identical-payload-digest")
    assert headers["WARC-Payload-Digest"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
    assert headers["WARC-Refers-To-Target-URI"] == URL
    assert headers["WARC-Refers-To-Date"] == "2023-05-05T10:00:00.123456Z"


def test_a_revisit_whose_bytes_are_gone_or_others_says_so(tmp_path: Path) -> None:
    first = Archive(tmp_path, KEY)
    whole = first.record(URL, 200, {}, b"words", AT)
    first.close()
    second = Archive(tmp_path, KEY.replace("T10", "T11"))
    again = second.record(URL, 200, {}, b"words", AT, "document", told(whole))
    second.close()
    with pytest.raises(ArchiveError, match="does not hold the page"):
        reading.body(tmp_path, again.file, again.offset, "0" * 64)
    (tmp_path / whole.file).unlink()
    with pytest.raises(ArchiveError, match=f"{whole.file} at 0 cannot be read"):
        reading.body(tmp_path, again.file, again.offset, again.digest)
