"""DKIM: our signature on a mail (RFC 6376), by which a receiver knows that it is ours."""

import base64
from dataclasses import dataclass, field
from email.message import EmailMessage

import dkim
from dkim.crypto import UnparsableKeyError, parse_pem_private_key

from pipeline.errors import SettingsError

SIGNED = (  # RFC 6376, 5.4.1, and RFC 8058, 4: without the last two there is no button
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "list-id",
    "auto-submitted",
    "list-unsubscribe",
    "list-unsubscribe-post",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What mails are signed with."""

    selector: str  # its record is at SELECTOR._domainkey.DOMAIN
    key: str = field(repr=False)  # PEM, RSA

    def __post_init__(self) -> None:
        """Raise SettingsError for a key that is none, or none of today's size."""
        try:
            bits = parse_pem_private_key(self.key.encode())["modulus"].bit_length()
        except (UnparsableKeyError, ValueError, KeyError) as error:
            raise SettingsError("VEILLE_DKIM_KEY is no RSA private key in PEM") from error
        if bits < 2048:  # noqa: PLR2004  RFC 8301, 3.2
            raise SettingsError(f"VEILLE_DKIM_KEY has {bits} bits; make one of 2048")

    @property
    def public_key(self) -> str:
        """What `p=` of its record must be."""
        found = parse_pem_private_key(self.key.encode())
        return base64.b64encode(_public(found["modulus"], found["publicExponent"])).decode()


def signed(message: EmailMessage, signature: Signature | None) -> bytes:
    """Return a message as it is handed over, with our signature before it if there is one."""
    raw = message.as_bytes()
    if signature is None:
        return raw
    domain = message["From"].addresses[0].domain
    present = {name.lower() for name in message}
    made = dkim.sign(
        raw,
        selector=signature.selector.encode(),
        domain=domain.encode(),
        privkey=signature.key.encode(),
        canonicalize=(b"relaxed", b"relaxed"),
        include_headers=[one.encode() for one in SIGNED if one in present],
    )
    return bytes(made) + raw


# A public key as DKIM's records have it: SubjectPublicKeyInfo in DER (RFC 5280, 8017)


def _public(modulus: int, exponent: int) -> bytes:
    key = _der(0x30, _integer(modulus) + _integer(exponent))
    algorithm = _der(0x30, bytes.fromhex("06092a864886f70d010101") + _der(0x05, b""))
    return _der(0x30, algorithm + _der(0x03, b"\x00" + key))


def _integer(value: int) -> bytes:
    return _der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:  # noqa: PLR2004  longer lengths say how long they are (X.690, 8.1.3)
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content
