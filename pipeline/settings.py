"""The settings: read once from the environment, refused when wrong with name and reason."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parseaddr
from functools import cache
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.carriages import embedding
from pipeline.errors import SettingsError
from pipeline.silence.notify import is_known

NAMES = (
    "VEILLE_HOME",
    "VEILLE_DATABASE",
    "VEILLE_AIRFLOW_DATABASE",
    "VEILLE_ARCHIVE",
    "VEILLE_SPOOL",
    "VEILLE_SMTP",
    "VEILLE_SENDER",
    "VEILLE_INBOX",
    "VEILLE_INBOX_VERIFIER",
    "VEILLE_BOUNCES",
    "VEILLE_RETURN",
    "VEILLE_DKIM_SELECTOR",
    "VEILLE_DKIM_KEY",
    "VEILLE_OPERATORS",
    "VEILLE_OPERATORS_NOTIFY",
    "VEILLE_TICK",
    "VEILLE_RECHECKS",
    "VEILLE_ROOM",
    "VEILLE_WEB_URL",
    "VEILLE_WEB_PORT",
    "VEILLE_WEB_PROXIES",
    "VEILLE_WEB_READING",
    "VEILLE_WEBHOOKS",
    "VEILLE_EMBEDDINGS",
    "VEILLE_REPLAY",
)
REPOSITORY = Path(__file__).resolve().parent.parent
TICK = timedelta(minutes=10)  # between two collections, where nobody says otherwise
ROOM = "5G"  # left free on the disk, where nobody says otherwise
READING = ("link", "open")  # who may read our pages: the first, where nobody says otherwise
WEBHOOKS = ("public", "any")  # the first where nothing is set
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}  # seconds
_SIZES = {"M": 1024**2, "G": 1024**3, "T": 1024**4}  # bytes
_DURATION = re.compile(r"(\d+)([smhd])")
_SIZE = re.compile(r"(\d+)([MGT])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the operator decided; the addresses that hold secrets are kept out of the repr."""

    home: Path  # all state; AIRFLOW_HOME
    archive: Path  # WARC files
    spool: Path  # crawls on their way to the database
    database: str | None = field(repr=False)  # None: the embedded PostgreSQL
    airflow_database: str | None = field(repr=False)  # None: beside ours
    smtp: str | None = field(repr=False)  # None: a Maildir under `home`
    sender: str  # address in From; its domain is the Message-ID's
    inbox: str | None = field(repr=False)  # where press lists come in; None: nowhere
    verifier: str | None  # whose Authentication-Results are believed; None: nobody's
    bounces: str | None = field(repr=False)  # where what came back is read; None: nowhere
    returns: str | None  # address mails come back to, each with its key; None: the sender
    dkim_selector: str | None  # where the public key stands in DNS; None: nothing is signed
    dkim_key: str | None = field(repr=False)  # PEM
    operators: tuple[str, ...]
    notify: tuple[str, ...] = field(repr=False)  # services besides mail, as apprise writes them
    tick: timedelta  # between two collections
    rechecks: tuple[timedelta, ...]  # after publication, when it is fetched again
    room: int  # bytes left free under the archive; below, nothing is crawled
    web_url: str | None  # where readers reach our pages; None: mails carry no link of ours
    web_port: int | None  # on loopback; None: the first free one
    web_proxies: tuple[str, ...]  # addresses whose X-Forwarded-For is believed
    web_reading: str  # link: who has one, and the operator; open: everybody
    webhooks: str  # public: https, and no machine beside ours; any: whatever is named
    embeddings: Path | None  # a model2vec model; None: names and numbers alone join editions
    replay: str | None  # base address that stands in for every site

    @property
    def pace(self) -> float:
        """What the time between our own rounds is multiplied by.

        In a replay nobody has to be spared, and time runs as fast as the tick.
        """
        return self.tick / TICK if self.replay else 1.0

    @property
    def has_operators(self) -> bool:
        """Whether there is anybody to raise an alarm to."""
        return bool(self.operators or self.notify)

    @property
    def mail(self) -> Path:
        """The Maildir used when there is no SMTP server."""
        return self.home / "mail"

    @property
    def cache(self) -> Path:
        """What hosts ask of their visitors; lost, it is learnt again."""
        return self.home / "cache"

    @property
    def secrets(self) -> Path:
        """The folder of generated secrets, 0700."""
        return self.home / "secrets"

    @property
    def operator_password(self) -> Path:
        """The file of the operator's password, the same as in the Airflow UI."""
        return self.secrets / "admin_password"


def read(environment: Mapping[str, str]) -> Settings:
    """Return the settings an environment holds; raise SettingsError naming what is wrong."""
    unknown = sorted(
        name
        for name in environment
        if name.startswith("VEILLE_") and name.removesuffix("_FILE") not in NAMES
    )
    if unknown:
        raise SettingsError(f"{unknown[0]} is no setting of Veille; known: {', '.join(NAMES)}")
    value = {name: _value(environment, name) for name in NAMES}
    home = _folder("VEILLE_HOME", value["VEILLE_HOME"] or str(REPOSITORY / "var"))
    return Settings(
        home=home,
        archive=_folder("VEILLE_ARCHIVE", value["VEILLE_ARCHIVE"] or str(home / "archive")),
        spool=_folder("VEILLE_SPOOL", value["VEILLE_SPOOL"] or str(home / "spool")),
        database=_database("VEILLE_DATABASE", value["VEILLE_DATABASE"]),
        airflow_database=_database("VEILLE_AIRFLOW_DATABASE", value["VEILLE_AIRFLOW_DATABASE"]),
        smtp=_address("VEILLE_SMTP", value["VEILLE_SMTP"], ("smtp", "smtps")),
        sender=_mailbox("VEILLE_SENDER", value["VEILLE_SENDER"] or "veille@localhost"),
        inbox=_inbox("VEILLE_INBOX", value["VEILLE_INBOX"]),
        verifier=_host("VEILLE_INBOX_VERIFIER", value["VEILLE_INBOX_VERIFIER"]),
        bounces=_inbox("VEILLE_BOUNCES", value["VEILLE_BOUNCES"]),
        returns=_returns(value),
        dkim_selector=_selector(value),
        dkim_key=value["VEILLE_DKIM_KEY"],
        operators=tuple(
            _mailbox("VEILLE_OPERATORS", one.strip())
            for one in (value["VEILLE_OPERATORS"] or "").split(",")
            if one.strip()
        ),
        notify=_services("VEILLE_OPERATORS_NOTIFY", value["VEILLE_OPERATORS_NOTIFY"]),
        tick=duration("VEILLE_TICK", value["VEILLE_TICK"]) if value["VEILLE_TICK"] else TICK,
        rechecks=tuple(
            duration("VEILLE_RECHECKS", one.strip())
            for one in (value["VEILLE_RECHECKS"] or "15m,1h,6h,24h,7d").split(",")
        ),
        room=_size("VEILLE_ROOM", value["VEILLE_ROOM"] or ROOM),
        web_url=_web_url("VEILLE_WEB_URL", value["VEILLE_WEB_URL"]),
        web_port=_port("VEILLE_WEB_PORT", value["VEILLE_WEB_PORT"]),
        web_proxies=_networks("VEILLE_WEB_PROXIES", value["VEILLE_WEB_PROXIES"]),
        web_reading=_one_of("VEILLE_WEB_READING", value["VEILLE_WEB_READING"], READING),
        webhooks=_one_of("VEILLE_WEBHOOKS", value["VEILLE_WEBHOOKS"], WEBHOOKS),
        embeddings=_model(value["VEILLE_EMBEDDINGS"]),
        replay=_address("VEILLE_REPLAY", value["VEILLE_REPLAY"], ("http",)),
    )


@cache
def current() -> Settings:
    """Return the settings of this process, read at the first call."""
    return read(os.environ)


def _services(name: str, value: str | None) -> tuple[str, ...]:
    """Return the services named, separated by spaces; refuse one apprise does not know."""
    found = tuple((value or "").split())
    for number, one in enumerate(found, 1):
        if not is_known(one):
            raise SettingsError(f"{name}: number {number} is no service, or lacks what it needs")
    return found


def _value(environment: Mapping[str, str], name: str) -> str | None:
    """Return a setting given directly or as NAME_FILE; None when it is unset or empty."""
    path = environment.get(f"{name}_FILE")
    if path and environment.get(name):
        raise SettingsError(f"{name} and {name}_FILE are both set; unset one")
    if not path:
        return environment.get(name) or None
    try:
        return Path(path).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name}_FILE={path} cannot be read: {error}") from error


def _folder(name: str, value: str) -> Path:
    path = Path(value).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise SettingsError(f"{name}={path} is a file; name a folder")
    return path


def _model(value: str | None) -> Path | None:
    """Return the folder of a model that can be asked for; `load` says whether it holds one."""
    if value is None:
        return None
    path = Path(value).expanduser().absolute()
    embedding.check(path)
    return path


def _database(name: str, value: str | None) -> str | None:
    if value is not None and not value.startswith("postgresql+psycopg://"):
        raise SettingsError(f"{name} must begin with postgresql+psycopg:// (psycopg 3)")
    return value


def _address(name: str, value: str | None, schemes: tuple[str, ...]) -> str | None:
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        valid = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if not valid:
        wanted = " or ".join(f"{scheme}://HOST:PORT" for scheme in schemes)
        raise SettingsError(f"{name} is no address of the form {wanted}")
    return value.rstrip("/")


def _web_url(name: str, value: str | None) -> str | None:
    """Return the base of our pages; only this machine's may do without TLS."""
    base = _address(name, value, ("https", "http"))
    if base is None:
        return None
    parts = urlsplit(base)
    if parts.scheme == "http" and parts.hostname not in {"127.0.0.1", "localhost"}:
        raise SettingsError(f"{name}={base} must be https: its links change subscriptions")
    if parts.query or parts.fragment or parts.username or not re.fullmatch(r"[!-~]+", base):
        raise SettingsError(f"{name} is no address of the form https://HOST or https://HOST/PATH")
    return base


def _port(name: str, value: str | None) -> int | None:
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{1,5}", value) or not 0 < int(value) <= 65535:  # noqa: PLR2004  TCP
        raise SettingsError(f"{name}: {value!r} is no port; write 1 to 65535")
    return int(value)


def _networks(name: str, value: str | None) -> tuple[str, ...]:
    found = tuple(one.strip() for one in (value or "").split(",") if one.strip())
    for one in found:
        try:
            ip_network(one)
        except ValueError as error:
            raise SettingsError(f"{name}: {one!r} is no address or network: {error}") from error
    return found


def _one_of(name: str, value: str | None, known: tuple[str, ...]) -> str:
    """Return a word that is known, the first where nobody says otherwise."""
    if value is not None and value not in known:
        raise SettingsError(f"{name}: {value!r} is none of {', '.join(known)}")
    return value or known[0]


def _inbox(name: str, value: str | None) -> str | None:
    """Return where mail is read; what is wrong is told without its secret."""
    if value is None or re.fullmatch(r"maildir:/[^\r\n]+", value):
        return value
    try:
        parts = urlsplit(value)
        named = all((parts.hostname, parts.username, parts.password)) and parts.port != 0
        valid = parts.scheme in {"imap", "imaps"} and named and re.fullmatch("[!-~]+", value)
    except ValueError:
        valid = None
    if not valid:
        forms = "maildir:/PATH or imaps://USER:PASSWORD@HOST/FOLDER, percent-encoded"
        raise SettingsError(f"{name} is none of the form {forms}")
    return value


def _returns(value: Mapping[str, str | None]) -> str | None:
    """Return the bare address that takes what comes back; somebody must read it."""
    name = "VEILLE_RETURN"
    address = value[name]
    if address is None:
        return None
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,20}@[A-Za-z0-9.-]+", address):
        raise SettingsError(f"{name}: {address!r} is no short address such as bounces@HOST")
    if value["VEILLE_BOUNCES"] is None:
        raise SettingsError(f"{name} is set and VEILLE_BOUNCES is not: nobody reads what comes")
    return address


def _selector(value: Mapping[str, str | None]) -> str | None:
    """Return the name our public key has in DNS; without the private one it signs nothing."""
    name, key = "VEILLE_DKIM_SELECTOR", "VEILLE_DKIM_KEY"
    if (value[name] is None) != (value[key] is None):
        raise SettingsError(f"{name} and {key} are set together, or neither")
    if value[name] is not None and not re.fullmatch(r"[A-Za-z0-9._-]{1,60}", value[name] or ""):
        raise SettingsError(f"{name}: {value[name]!r} is no selector such as veille2026")
    return value[name]


def _host(name: str, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"[A-Za-z0-9.-]+", value):
        raise SettingsError(f"{name}: {value!r} is no name of a mail server")
    return value.lower() if value else None


def _mailbox(name: str, value: str) -> str:
    address = parseaddr(value)[1]
    if "@" not in address or any(c in value for c in "\r\n"):
        raise SettingsError(f"{name}: {value!r} is no mail address")
    return value


def _size(name: str, value: str) -> int:
    match = _SIZE.fullmatch(value)
    if not match:
        raise SettingsError(f"{name}: {value!r} is no size; write 500M, 5G or 1T")
    return int(match[1]) * _SIZES[match[2]]


def duration(name: str, value: str) -> timedelta:
    """Return the time a text like 30s, 10m, 6h or 7d says; raise SettingsError naming `name`."""
    match = _DURATION.fullmatch(value)
    if not match or match[1] == "0":
        raise SettingsError(f"{name}: {value!r} is no duration; write 30s, 10m, 6h or 7d")
    return timedelta(seconds=int(match[1]) * _UNITS[match[2]])
