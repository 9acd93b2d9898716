"""What is not watched: a table anybody can correct, and that says where it is wrong."""

from pathlib import Path

import pytest

from crawlers import catalog
from pipeline.errors import DeclarationError
from pipeline.silence.not_watched import not_watched, of

PLATFORM = '[platform.x]\ntitle = "X"\nreason = "terms"\nwords = "no"\nwhere = "x.com/tos"\n'
CHANNEL = '[[channel]]\nparty = "armenia"\nplatforms = ["x"]\n'


def test_the_table_shipped_is_right_and_silent_on_no_main_party() -> None:
    assert {one.platform for one in of("armenia")} == {"X", "Facebook", "Telegram", "YouTube"}
    assert any(one.handle == "MID_Russia" and one.reason == "terms" for one in of("russia"))
    assert {one.reason for one in not_watched() if one.platform == "YouTube"} == {"robots"}
    assert {one.reason for one in of("greece") + of("india")} == {"wall"}
    assert of("nobody") == []


def test_every_channel_is_of_a_party_we_follow_or_may_follow() -> None:
    parties = {one.party for one in catalog.declarations().values() if one.party}
    assert {"armenia", "azerbaijan", "russia", "united_states", "turkiye"} <= parties
    assert {"armenia", "azerbaijan", "russia", "united_states", "turkiye"} <= {
        one.party for one in not_watched()
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("party = ", "cannot be read"),
        (PLATFORM, "the file.channel: is missing"),
        (PLATFORM + CHANNEL + "[other]\n", "the file.other: is unknown"),
        (PLATFORM.replace('"terms"', '"taste"') + CHANNEL, "platform.x.reason: 'taste'"),
        (PLATFORM.replace('"no"', '" "') + CHANNEL, "platform.x.words: ' ' is no text"),
        (PLATFORM + CHANNEL.replace('"x"', '"y"'), r"channel 1.platforms: there is no \[platf"),
        (PLATFORM + CHANNEL.replace('["x"]', '"x"'), "channel 1.platforms: 'x' is no list"),
        (PLATFORM + CHANNEL.replace("armenia", "Armenia"), "channel 1.party: 'Armenia' is no"),
        (PLATFORM + CHANNEL + 'handle = "a"\n', "channel 1.whose: is missing"),
        (PLATFORM + CHANNEL + 'handel = "a"\n', "channel 1.handel: is unknown"),
        (PLATFORM + CHANNEL + 'handle = 1\nwhose = "a"\n', "channel 1.handle: 1 is no text"),
        ('platform = "x"\n' + CHANNEL, "platform: 'x' is no table"),
        ('channel = "x"\n' + PLATFORM, "channel 1: 'x' is no table"),
        ('channel = ["x"]\n' + PLATFORM, "channel 1: 'x' is no table"),
    ],
)
def test_a_mistake_is_refused_with_file_and_key(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "table.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError, match=f"^table.toml: {says}"):
        not_watched(path)
