"""Reading back the pages the archive keeps."""

import hashlib
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from pipeline.errors import ArchiveError


def body(archive: Path, file: str, offset: int, digest: str) -> bytes:
    """Return the bytes of a kept page; raise ArchiveError when they are not what was kept."""
    path = archive / file
    if not path.exists():  # its crawl is still running, or died and waits for adoption
        path = archive / f"{Path(file).name}.part"
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            record = next(iter(ArchiveIterator(stream)), None)
            kept = record.content_stream().read() if record else b""
    except (OSError, EOFError, ValueError) as error:
        raise ArchiveError(f"{file} at {offset} cannot be read: {error}") from error
    if hashlib.sha256(kept).hexdigest() != digest:
        raise ArchiveError(f"{file} at {offset} does not hold the page {digest}")
    return kept
