"""Reading back the pages the archive keeps, and erasing some."""

import hashlib
import os
import shutil
import struct
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from pipeline.errors import ArchiveError

_FILE, _OFFSET = "WARC-Refers-To-Filename", "WARC-Refers-To-File-Offset"
_DIGEST = "WARC-Payload-Digest"
_TOMBSTONE = "metadata"  # type of the record that stands where one was erased; we write no other
_COMMENT = 16  # flag of a gzip member (RFC 1952): a comment follows its head
_CHUNK = 1 << 16  # bytes


def body(archive: Path, file: str, offset: int, digest: str) -> bytes:
    """Return the bytes of a kept page; raise ArchiveError when they are not what was kept.

    A revisit record leads to the one that has them.
    """
    try:
        with place(archive, file).open("rb") as stream:
            stream.seek(offset)
            record = next(iter(ArchiveIterator(stream)), None)
            if record is not None and record.rec_type == "revisit":
                headers = record.rec_headers
                return body(archive, headers[_FILE], int(headers[_OFFSET]), digest)
            if record is not None and record.rec_type == _TOMBSTONE:
                raise ArchiveError(f"{file} at {offset}: the page {digest} was erased")
            kept = record.content_stream().read() if record else b""
    except (OSError, EOFError, ValueError, TypeError) as error:
        raise ArchiveError(f"{file} at {offset} cannot be read: {error}") from error
    if hashlib.sha256(kept).hexdigest() != digest:
        raise ArchiveError(f"{file} at {offset} does not hold the page {digest}")
    return kept


def place(archive: Path, file: str) -> Path:
    """Return where a file lies: at the archive's root while its crawl runs, or was not adopted."""
    path = archive / file
    return path if path.exists() else archive / f"{path.name}.part"


def erase(archive: Path, file: str, offsets: Iterable[int], at: datetime) -> None:
    """Put a tombstone in the place of some records of a file, of the very same length.

    It says when, and the hash of what stood there. All other records stay byte for byte, and
    where they were: nothing that names one has to change. Done again, it changes nothing. Raise
    ArchiveError when the file cannot be read or written; then it is as it was.
    """
    path = place(archive, file)
    beside = path.with_name(f"{path.name}.erasing")
    try:
        shutil.copyfile(path, beside)
        shutil.copymode(path, beside)
        with beside.open("rb+") as copy:
            for offset in offsets:
                _bury(copy, offset, at)
            copy.flush()
            os.fsync(copy.fileno())
        beside.rename(path)
    except (OSError, EOFError, ValueError, TypeError, zlib.error) as error:
        beside.unlink(missing_ok=True)
        raise ArchiveError(f"{file} cannot be erased from: {error}") from error


def _bury(file: IO[bytes], offset: int, at: datetime) -> None:
    """Write a tombstone over the record at an offset, unless one is there."""
    file.seek(offset)
    record = next(iter(ArchiveIterator(file)))
    if record.rec_type == _TOMBSTONE:
        return
    grave = _tombstone(record, at)
    file.seek(offset)
    member = _padded(grave, _length(file))
    file.seek(offset)
    file.write(member)


def _tombstone(record: ArcWarcRecord, at: datetime) -> bytes:
    """Return the record that stands for an erased one: its name, address, moment and hash."""
    kept = record.rec_headers
    body = f"erased: {at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}\r\nwas: {kept[_DIGEST]}\r\n"
    names = ("WARC-Record-ID", "WARC-Date", "WARC-Target-URI")
    head = [
        "WARC/1.1",
        f"WARC-Type: {_TOMBSTONE}",
        *(f"{name}: {kept[name]}" for name in names),
        "Content-Type: application/warc-fields",
        f"Content-Length: {len(body.encode())}",
    ]
    return "\r\n".join([*head, "", body, "", ""]).encode()


def _length(file: IO[bytes]) -> int:
    """Return the length in bytes of the gzip member a file stands at."""
    member, read = zlib.decompressobj(zlib.MAX_WBITS | 16), 0
    while not member.eof:
        chunk = file.read(_CHUNK)
        if not chunk:
            raise EOFError("a record that ends in its middle")
        read += len(chunk)
        member.decompress(chunk)
    return read - len(member.unused_data)


def _padded(plain: bytes, length: int) -> bytes:
    """Return bytes as a gzip member (RFC 1952) of a given length; a comment of spaces fills it."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = squeeze.compress(plain) + squeeze.flush()
    tail = struct.pack("<II", zlib.crc32(plain), len(plain))
    room = length - 10 - len(packed) - len(tail)
    if room < 0:
        raise ValueError(f"a record of {length} bytes is too short for what says that it is gone")
    head = b"\x1f\x8b\x08" + bytes([_COMMENT if room else 0]) + b"\0" * 5 + b"\xff"
    comment = b" " * (room - 1) + b"\0" if room else b""
    return head + comment + packed + tail
