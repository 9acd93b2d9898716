"""A mail server of our making, in a process of its own: what it took it writes down.

    python -m runtime.bench.letterbox PORT FILE [SHARE]

A line of FILE for each message it answered with 250: its Message-ID, to whom, and the addresses of
texts that stand in it. SHARE of the messages are answered with 421.
"""

import asyncio
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

from pipeline.errors import CrawlError

TEXT = re.compile(r"https://generated\.example/(\d+)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One message the server answered with 250."""

    key: str  # left part of its Message-ID
    to: str
    texts: frozenset[int]  # numbers of the texts it tells


class Letterbox:
    """The server's process, which can be killed, made to hang, and started again."""

    def __init__(self, file: Path) -> None:
        """Choose a free port; nothing runs yet."""
        self.file = file
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, share: float = 0.0) -> None:
        """Listen, and answer a share of the messages with 421."""
        command = [
            sys.executable,
            "-P",
            "-m",
            __name__,
            str(self.port),
            str(self.file),
            str(share),
        ]
        self._process = subprocess.Popen(command)  # noqa: S603  our own program
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.05)
        raise CrawlError("the mail server of the benchmark did not start")

    def hang(self) -> None:
        """Answer nothing any more."""
        self._signal(signal.SIGSTOP)

    def kill(self) -> None:
        """End at once, whatever it is doing."""
        self._signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait()
            self._process = None

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)

    def taken(self) -> Iterator[Taken]:
        """Yield what was taken; a line that a kill cut is none, as its 250 was never said."""
        for line in self.file.read_text(encoding="ascii").split("\n")[:-1]:
            key, to, texts = json.loads(line)
            yield Taken(key=key, to=to, texts=frozenset(texts))


@contextmanager
def letterbox(file: Path) -> Iterator[Letterbox]:
    """Yield a server that runs, and ends with us."""
    file.touch()
    one = Letterbox(file)
    one.start()
    try:
        yield one
    finally:
        one.kill()


async def _served(port: int, file: Path, share: float) -> None:
    from aiosmtpd.smtp import SMTP, Envelope, Session  # noqa: PLC0415  of the tests' group

    taken = os.open(file, os.O_WRONLY | os.O_APPEND)
    dice = random.Random()  # noqa: S311  no secret

    class Handler:
        async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
            del server, session
            if dice.random() < share:
                return "421 closing, come back later"
            os.write(taken, _line(bytes(envelope.original_content or b"")).encode())
            return "250 OK"

    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Handler(), loop=loop, hostname="localhost"), "127.0.0.1", port
    )
    await server.serve_forever()


def _line(raw: bytes) -> str:
    """Return what is written down of a message, in one line."""
    message = message_from_bytes(raw)
    text = next(one for one in message.walk() if one.get_content_type() == "text/plain")
    body = text.get_payload(decode=True)
    said = body.decode() if isinstance(body, bytes) else ""
    key = str(message["Message-ID"]).strip("<>").partition("@")[0]
    numbers = sorted({int(one) for one in TEXT.findall(said)})
    return json.dumps([key, str(message["To"]).strip("<>"), numbers]) + "\n"


if __name__ == "__main__":
    asyncio.run(_served(int(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])))
