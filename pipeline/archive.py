"""Reading back the pages the archive keeps."""

import hashlib
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from pipeline.errors import ArchiveError

_FILE, _OFFSET = "WARC-Refers-To-Filename", "WARC-Refers-To-File-Offset"


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
