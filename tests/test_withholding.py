"""What is withheld is shown nowhere, and can be shown again; hash, reason and evidence stay."""

from datetime import UTC, datetime

import pytest
from called import said
from served import serving
from test_delivery import Box, sent
from visits import TALKS, address, contents, crawled, rows, subscribe

from pipeline import archive, ledger, stages, store
from pipeline.errors import CallError
from pipeline.settings import Settings
from pipeline.store import tally, withholding
from pipeline.tables import Address, Delivery, Document, Page, Revision, Withholding
from runtime.commands import search, trace
from runtime.commands import withholding as commands

WORD = "Nagorno-Karabakh"
TEXT = (
    TALKS["en"] + f'\n\n"We will not speak of {WORD} again," said Ararat Mirzoyan, the minister.'
)
WHY = "it names a child"
pytestmark = pytest.mark.server


@pytest.fixture(autouse=True)
def this_house(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands work on the house of the test."""
    for module in (commands, search, trace):
        monkeypatch.setattr(module, "opened", lambda: house)


def everything(house: Settings) -> str:
    """Return all that the tables hold but the texts kept to be shown again."""
    return repr({name: found for name, found in contents(house).items() if name != "withholding"})


@pytest.fixture
def told(house: Settings) -> Settings:
    """Return a house where a text is about to be told, and can be searched and quoted."""
    subscribe(house)
    crawled(house, (address(1), TEXT))
    stages.write_lines(house)
    stages.make_searchable(house)
    stages.trace_quotations(house)
    return house


def test_a_text_withheld_stands_nowhere_and_its_mail_is_void(told: Settings) -> None:
    assert address(1) in said("search", WORD)
    assert "must be addressed" in everything(told)
    assert said("withhold", address(1), "--why", WHY).startswith(address(1))
    assert address(1) not in said("search", WORD)
    assert WHY in said("trace", address(1))
    for words in ("must be addressed", "not speak of", "Talks in Washington"):
        assert words not in everything(told)
    box = Box()
    assert sent(told, box)["sent"] == 0
    assert rows(told, Delivery)[0].failed_at is not None


def test_hash_reason_and_evidence_stay(told: Settings) -> None:
    [page], [before] = rows(told, Page), rows(told, Revision)
    said("withhold", address(1), "--why", WHY)
    [document], [revision], [entry] = (rows(told, t) for t in (Document, Revision, Withholding))
    with store.sessions(told.database)() as session:
        assert withholding.is_withheld(document)
        assert withholding.reason(session, document) == WHY
        assert ledger.unexplained(ledger.entries(tally.counts(session))) == []
    assert (entry.why, entry.digests) == (WHY, [page.digest])
    assert revision.fingerprint == before.fingerprint
    kept = archive.body(told.archive, page.file, page.offset, page.digest)
    assert WORD in kept.decode()


def test_what_comes_later_at_its_address_is_not_taken_in(told: Settings) -> None:
    said("withhold", address(1), "--why", WHY)
    assert {one.due_at for one in rows(told, Address)} == {None}
    for hour in (1, 2):
        crawled(told, (address(1), TEXT.replace("must", "must not")), hours=hour)
    assert "must not be" not in everything(told)
    assert {one.due_at for one in rows(told, Address)} == {None}
    assert stages.write_lines(told) == {}


def test_what_was_withheld_by_mistake_is_shown_again_and_told_to_nobody(told: Settings) -> None:
    said("withhold", address(1), "--why", WHY)
    said("withhold", address(1), "--why", "the wrong text", "--lift")
    for stage in (stages.keep_quotations, stages.raise_flags, stages.write_lines):
        stage(told)
    stages.make_searchable(told)
    assert address(1) in said("search", WORD)
    assert "not speak of" in everything(told)
    with pytest.raises(CallError, match="is not withheld"):
        said("withhold", address(1), "--why", "again", "--lift")


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (("withhold", address(9), "--why", WHY), "is no document"),
        (("withhold", address(1), "--why", " "), "--why says nothing"),
    ],
)
def test_what_cannot_be_withheld_is_refused(
    told: Settings, call: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(CallError, match=reason):
        said(*call)
    assert rows(told, Withholding) == []


def test_everybody_can_read_what_was_withheld_and_why(told: Settings) -> None:
    with serving(told) as site:
        assert "Nothing was ever withheld" in site.get("/log").text
        with store.sessions(told.database).begin() as session:
            [document] = withholding.documents_at(session, rows(told, Document)[0].canonical)
            withholding.withhold(session, document, f"{WHY}\nforged line", datetime.now(UTC))
        [line] = site.get("/log").text.splitlines()
        assert "Ministry of Foreign Affairs" in site.get("/fr/log").text
    [page] = rows(told, Page)
    assert f"withheld, am_mfa: {WHY} forged line (SHA-256 {page.digest})" in line
    assert '"kind": "withheld"' in said("withheld", "--json")


def test_reading_kept_pages_again_does_not_bring_it_back(told: Settings) -> None:
    said("withhold", address(1), "--why", WHY)
    with store.sessions(told.database)() as session:
        assert list(store.kept_revisions(session, "am_mfa", None)) == []
