"""By whose report words came, and in what language they were spoken, as far as a text says."""

from pathlib import Path

import pytest

from pipeline.errors import DeclarationError
from pipeline.quotations import relay
from pipeline.quotations.relay import Relays

SAID = "Un accord durable est à portée de main"
CAME = [
    ("fr", "« {} », a dit en anglais M. Blinken, selon l’agence Report.", ("az_report",), "en"),
    ("fr", "Cité par l’agence Report, M. Blinken a dit : « {} ».", ("az_report",), None),
    ("az", "Report xəbər verir ki, bunu Blinken deyib: “{}”.", ("az_report",), None),
    ("az", "“{}”, - Blinken ingilis dilində deyib.", (), "en"),
    (
        "ru",
        "«{}», — заявил на английском языке Блинкен, передаёт ТАСС со ссылкой на Reuters.",
        ("ru_tass", "reuters"),
        "en",
    ),
    ("ru", "«{}», — сказал по-армянски премьер, сообщает «Арменпресс».", ("am_armenpress",), "hy"),
    ("en", "“{},” Aliyev said in Azerbaijani, according to the agency APA.", ("az_apa",), "az"),
    ("en", "“{},” Aliyev told Reuters.", ("reuters",), None),
    ("hy", "«{}»,- անգլերեն ասել է Բլինքենը, հաղորդում է Արմենպրեսը։", ("am_armenpress",), "en"),
    ("tr", "Blinken, “{}” dedi. Anadolu Ajansı’nın haberine göre.", ("tr_anadolu",), None),
    ("en", "The trend of report numbers is clear. “{},” Blinken said.", (), None),
    ("en", "“{}: Reuters reported it in French,” Blinken said.", (), None),
    ("fr", "Le monde écrit son histoire. « {} », a dit Blinken.", (), None),
    ("ka", "«{}», Reuters", (), None),
]


@pytest.mark.parametrize(("language", "frame", "via", "said_in"), CAME)
def test_the_way_of_words(
    language: str, frame: str, via: tuple[str, ...], said_in: str | None
) -> None:
    text = frame.format(SAID)
    end = min(text.find(mark, text.index(SAID)) % len(text) for mark in "»”")
    marked = (text.index(SAID), end)
    way = Relays(text, language, [marked]).way(marked)
    assert (way.via, way.said_in) == (via, said_in)


def test_what_the_opening_names_relays_all_that_follows() -> None:
    lead = "The United States spoke of the talks on Monday, Reuters reported."
    text = f"{lead}\n\n“{SAID},” Blinken said in Washington."
    marked = (text.index(SAID), text.index(SAID) + len(SAID))
    assert Relays(text, "en", [marked]).way(marked).via == ("reuters",)


def test_a_wrong_declaration_names_file_key_and_reason(tmp_path: Path) -> None:
    wrong = tmp_path / "relay.toml"
    wrong.write_text('[en]\nbefore = ["citing"]\n', encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"relay.toml: en: its keys are before, after"):
        relay._relays(wrong)  # noqa: SLF001  the loader alone takes a path
    twice = tmp_path / "outlets.toml"
    twice.write_text('a = ["report"]\nb = ["report"]\n', encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"outlets.toml: b: 'report' is a already"):
        relay._outlets(twice)  # noqa: SLF001  likewise
