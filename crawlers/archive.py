"""The archive: WARC files, `<source>/<YYYY>/<MM>/<key>.warc.gz`, one per crawl.

Listings lie apart, in `<key>.listings.warc.gz`, so that they can be dropped by whole files and
what holds evidence is never rewritten. A file grows as `<name>.part` at the archive's root,
locked by its crawl, and is moved to its place when complete. What a dead crawl left is adopted.
"""

import fcntl
import logging
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import IO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.spool import FetchedPage, KnownPage, Role, locked

log = logging.getLogger(__name__)

_PART = ".warc.gz.part"
_LEVEL = 3  # of gzip: three times as fast as the usual 6, for a tenth more bytes
_DECODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where the archive keeps one body."""

    file: str  # relative to the archive
    offset: int  # bytes, of the record
    length: int  # bytes, of the body
    digest: str  # SHA-256 of the body, 64 hexadecimal digits
    revisit: bool = False  # the record says where the same bytes lie, and does not repeat them

    def as_page(self, url: str, media_type: str, fetched_at: datetime) -> FetchedPage:
        """Return what the spool says of bytes that did not come over HTTP."""
        return FetchedPage(
            url=url,
            status=200,
            digest=self.digest,
            file=self.file,
            offset=self.offset,
            length=self.length,
            fetched_at=fetched_at,
            media_type=media_type,
            role="document",
        )


class Archive:
    """What one running crawl keeps; a file exists from its first record on."""

    def __init__(self, root: Path, key: str) -> None:
        """Prepare; nothing is written yet."""
        self._files: dict[Role, _File] = {
            "document": _File(root, key),
            "listing": _File(root, f"{key}.listings"),
        }

    def record(  # noqa: PLR0913, PLR0917  the facts of one answer
        self,
        url: str,
        status: int,
        headers: Mapping[str, str],
        body: bytes,
        fetched_at: datetime,
        role: Role = "document",
        before: KnownPage | None = None,
    ) -> Kept:
        """Append an HTTP response, its body decoded as extractors see it.

        The very bytes that were kept `before` are not repeated: a revisit record refers to them.
        """
        http = StatusAndHeaders(
            f"{status} {_phrase(status)}",
            [
                *(
                    (name, value)
                    for name, value in headers.items()
                    if name.lower() not in _DECODED
                ),
                ("Content-Length", str(len(body))),
            ],
            protocol="HTTP/1.1",
        )
        file = self._files[role]
        if before is not None and before.digest == sha256(body).hexdigest():
            return file.append("revisit", url, body, fetched_at, http=http, before=before)
        return file.append("response", url, body, fetched_at, http=http)

    def resource(self, url: str, media_type: str, body: bytes, fetched_at: datetime) -> Kept:
        """Append bytes that came by hand or by mail, not over HTTP."""
        file = self._files["document"]
        return file.append("resource", url, body, fetched_at, media_type=media_type)

    def close(self) -> None:
        """Move the files to their places; without a single record there is none."""
        for file in self._files.values():
            file.close()


class _File:
    """A WARC file that grows."""

    def __init__(self, root: Path, name: str) -> None:
        self.place = place(name)
        self._root = root
        self._part = root / f"{name}{_PART}"
        self._out: IO[bytes] | None = None

    def append(  # noqa: PLR0913  the kinds of record differ in nothing else
        self,
        kind: str,
        url: str,
        body: bytes,
        fetched_at: datetime,
        *,
        http: StatusAndHeaders | None = None,
        media_type: str = "",
        before: KnownPage | None = None,
    ) -> Kept:
        """Append a record; return where it is."""
        if self._out is None:
            self._root.mkdir(parents=True, exist_ok=True)
            self._out = locked(self._part)
        digest = sha256(body).hexdigest()
        head = http.to_bytes() if http else b""
        payload = b"" if before else body
        warc = {
            "WARC-Date": _date(fetched_at),
            "WARC-Payload-Digest": f"sha256:{digest}",
            "WARC-Block-Digest": f"sha256:{sha256(head + payload).hexdigest()}",
            **(_referred(before) if before else {}),
        }
        plain = BytesIO()
        writer = WARCWriter(plain, gzip=False, warc_version="1.1")  # its gzip knows level 9 only
        writer.write_record(
            writer.create_warc_record(
                url,
                kind,
                payload=BytesIO(payload),
                length=len(payload),
                http_headers=http,
                warc_headers_dict=warc,
                warc_content_type=media_type,
            )
        )
        offset = self._out.tell()
        squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        self._out.write(squeeze.compress(plain.getbuffer()) + squeeze.flush())
        self._out.flush()
        return Kept(
            file=self.place,
            offset=offset,
            length=len(body),
            digest=digest,
            revisit=before is not None,
        )

    def close(self) -> None:
        """Move the file to its place, if there is one."""
        if self._out is not None:
            _settle(self._root, self._part)
            self._out.close()


def _date(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def _referred(before: KnownPage) -> dict[str, str]:
    """Return what a revisit record says of the record that has the bytes.

    File and offset are no headers of WARC 1.1; with them no index is needed to find the bytes.
    """
    return {
        "WARC-Profile": WARCWriter.REVISIT_PROFILE_1_1,
        "WARC-Refers-To-Target-URI": before.url,
        "WARC-Refers-To-Date": _date(before.fetched_at),
        "WARC-Refers-To-Filename": before.file,
        "WARC-Refers-To-File-Offset": str(before.offset),
    }


def place(name: str) -> str:
    """Return where a file lies once complete, relative to the archive; a key begins its name."""
    source, start = name.split(".")[:2]
    return f"{source}/{start[:4]}/{start[4:6]}/{name}.warc.gz"


def adopt(root: Path) -> list[Path]:
    """Complete the parts whose crawl is dead, cut after their last whole record."""
    adopted = []
    for part in sorted(root.glob(f"*{_PART}")):
        try:
            with part.open("rb+") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue  # its crawl lives
                file.truncate(_whole(file))
                adopted.append(_settle(root, part))
        except FileNotFoundError:
            continue  # its crawl closed it meanwhile
        log.warning("adopted the archive a dead crawl left: %s", adopted[-1].name)
    return adopted


def _settle(root: Path, part: Path) -> Path:
    path = root / place(part.name.removesuffix(_PART))
    path.parent.mkdir(parents=True, exist_ok=True)
    return part.rename(path)


def _whole(file: IO[bytes]) -> int:
    """Return the offset at which the last complete gzip member ends."""
    end, rest = 0, b""
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    read = 0
    while chunk := rest or file.read(1 << 20):
        read += 0 if rest else len(chunk)
        rest = b""
        member.decompress(chunk)
        if member.eof:
            rest = member.unused_data
            end = read - len(rest)
            member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    return end


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
