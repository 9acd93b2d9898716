"""What DNS says of our sender, asked of a resolver of our own on loopback."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import dkim
import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from test_mail import LETTER

from pipeline import settings
from pipeline.deliveries import standing
from pipeline.deliveries.signature import Signature, signed
from pipeline.errors import SettingsError, UnreachableError
from pipeline.mail import compose
from pipeline.settings import Settings
from runtime import cli
from runtime.commands import mail as commands

DOMAIN = "watch.example"
GOOD = {
    DOMAIN: ["v=spf1 ip4:192.0.2.1 -all", "unrelated"],
    f"_dmarc.{DOMAIN}": ["v=DMARC1; p=quarantine"],
}


def new_key(bits: int = 2048) -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    form = PrivateFormat.TraditionalOpenSSL
    return made.private_bytes(Encoding.PEM, form, NoEncryption()).decode()


@pytest.fixture(scope="session")
def key() -> Signature:
    return Signature(selector="veille", key=new_key())


@contextmanager
def resolving(zone: dict[str, list[str]]) -> Iterator[str]:
    """Yield HOST:PORT of a DNS server that knows these TXT records."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 0))

    def answer() -> None:
        while True:
            try:
                asked, who = server.recvfrom(4096)
            except OSError:
                return
            if not asked:
                return
            query = dns.message.from_wire(asked)
            said = dns.message.make_response(query)
            said.flags |= dns.flags.RA
            name = query.question[0].name
            texts = zone.get(name.to_text(omit_final_dot=True))
            if texts is None:
                said.set_rcode(dns.rcode.NXDOMAIN)
            for text in texts or ():
                cut = [text[at : at + 200] for at in range(0, len(text), 200)]
                data = " ".join(f'"{one}"' for one in cut)
                said.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", data))
            server.sendto(said.to_wire(max_size=4096), who)

    thread = threading.Thread(target=answer)
    thread.start()
    host, port = server.getsockname()
    try:
        yield f"{host}:{port}"
    finally:
        server.sendto(b"", (host, port))
        thread.join()
        server.close()


def sender(key: Signature | None = None, **more: str) -> Settings:
    given = {"VEILLE_SENDER": f"Veille <veille@{DOMAIN}>", "VEILLE_BOUNCES": "maildir:/x", **more}
    if key is not None:
        given |= {"VEILLE_DKIM_SELECTOR": key.selector, "VEILLE_DKIM_KEY": key.key}
    return settings.read(given)


def found(zone: dict[str, list[str]], of: Settings) -> dict[str, tuple[str, str]]:
    """Return what is found by record: state and what is said."""
    with resolving(zone) as server:
        seen = standing.findings(of, standing.asker(server))
    return {one.record: (one.state, one.said) for one in seen}


def test_a_mail_signed_is_verified_with_the_key_in_dns(key: Signature) -> None:
    raw = signed(compose(replace(LETTER, returns="bounces@watch.example")), key)
    record = f"v=DKIM1; k=rsa; p={key.public_key}".encode()

    def dns(name: bytes, timeout: int = 5) -> bytes | None:
        del timeout
        return record if name == f"veille._domainkey.{DOMAIN}.".encode() else None

    assert dkim.verify(raw, dnsfunc=dns)
    for name in (b"Subject", b"From", b"List-Unsubscribe"):
        forged = raw.replace(b"\r\n%s: " % name, b"\r\n%s: x" % name, 1)
        assert forged != raw
        assert not dkim.verify(forged, dnsfunc=dns)


def test_all_is_good_where_the_three_records_are(key: Signature) -> None:
    zone = {**GOOD, f"veille._domainkey.{DOMAIN}": [f"v=DKIM1; k=rsa; p={key.public_key}"]}
    assert {state for state, _ in found(zone, sender(key)).values()} == {"good"}


@pytest.mark.parametrize(
    ("records", "state", "said"),
    [
        (None, "bad", "no record: publish"),
        (["v=spf1 -all", "v=spf1 mx -all"], "bad", "2 records, and none counts"),
        (["v=spf1 +all"], "bad", "the whole world"),
        (["v=spf1 " + "include:a.example " * 11 + "-all"], "bad", "11 of its terms"),
        (["v=spf1 mx ?all"], "weak", "forbids nobody"),
        (["v=spf1 redirect=_spf.example"], "good", "v=spf1 redirect"),
    ],
)
def test_who_may_send_is_judged(records: list[str] | None, state: str, said: str) -> None:
    zone = {} if records is None else {DOMAIN: records}
    seen = found(zone, sender())["SPF"]
    assert (seen[0], said in seen[1]) == (state, True)


@pytest.mark.parametrize(
    ("records", "state", "said"),
    [
        (None, "bad", "0 records with a key: publish TXT `v=DKIM1; k=rsa; p=MII"),
        (["v=DKIM1; k=rsa; p="], "bad", "revoked"),
        (["v=DKIM1; k=rsa; p=MIIB"], "bad", "another key than ours"),
        (["v=DKIM1; t=y; p={key}"], "weak", "being tested"),
    ],
)
def test_our_key_in_dns_is_judged(
    key: Signature, records: list[str] | None, state: str, said: str
) -> None:
    name = f"veille._domainkey.{DOMAIN}"
    zone = {} if records is None else {name: [one.format(key=key.public_key) for one in records]}
    seen = found(zone, sender(key))["DKIM"]
    assert (seen[0], said in seen[1]) == (state, True)


@pytest.mark.parametrize(
    ("records", "returns", "state", "said"),
    [
        (None, None, "bad", "no record: publish"),
        (["v=DMARC1; p=none"], None, "weak", "do nothing"),
        (["v=DMARC1; rua=mailto:a@b.example"], None, "bad", "has no policy"),
        (["v=DMARC1; p=reject", "v=DMARC1; p=none"], None, "bad", "2 records"),
        (["v=DMARC1; p=reject"], "b@other.example", "weak", "only DKIM counts"),
        (["v=DMARC1; p=reject"], f"b@in.{DOMAIN}", "good", "p=reject"),
    ],
)
def test_what_is_to_be_done_with_others_mail_is_judged(
    records: list[str] | None, returns: str | None, state: str, said: str
) -> None:
    zone = {} if records is None else {f"_dmarc.{DOMAIN}": records}
    more = {} if returns is None else {"VEILLE_RETURN": returns}
    seen = found(zone, sender(**more))["DMARC"]
    assert (seen[0], said in seen[1]) == (state, True)


def test_a_policy_above_covers_what_lies_below() -> None:
    zone = {"_dmarc.watch.example": ["v=DMARC1; p=reject; sp=none"]}
    below = sender(VEILLE_SENDER="veille@news.watch.example")
    assert found(zone, below)["DMARC"][0] == "weak"


def test_a_sender_of_this_machine_only_is_told_so() -> None:
    [one] = standing.findings(settings.read({}), lambda _: [])
    assert (one.state, "no domain of yours" in one.said) == ("bad", True)


def test_where_no_dns_answers_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "_PATIENCE", 0.3)
    silent = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    silent.bind(("127.0.0.1", 0))
    try:
        asker = standing.asker(f"127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(UnreachableError, match=f"no DNS answers for {DOMAIN}"):
            standing.findings(sender(), asker)
    finally:
        silent.close()


def test_an_operator_asks_and_the_exit_status_tells(
    key: Signature, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "current", lambda: sender(key))
    with resolving(GOOD) as server:
        ran = CliRunner().invoke(
            cli.veille, ["mail", "check", "--server", server], obj={"debug": False}
        )
    assert ran.exit_code == 1
    assert "0 records with a key: publish TXT" in " ".join(ran.output.split())


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"VEILLE_DKIM_SELECTOR": "a"}, "set together, or neither"),
        ({"VEILLE_DKIM_SELECTOR": "a b", "VEILLE_DKIM_KEY": "x"}, "no selector such as"),
    ],
)
def test_a_signature_half_set_is_refused(given: dict[str, str], reason: str) -> None:
    with pytest.raises(SettingsError, match=reason):
        settings.read(given)


@pytest.mark.parametrize(
    ("text", "reason"), [("x", "no RSA private key"), (new_key(1024), "1024 bits")]
)
def test_a_key_that_is_none_is_refused(text: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason):
        Signature(selector="a", key=text)
