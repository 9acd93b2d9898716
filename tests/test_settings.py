"""The settings: what they default to, and that every refusal names setting and reason."""

from datetime import timedelta
from pathlib import Path

import pytest

from pipeline import settings
from pipeline.errors import SettingsError

GUARDED = "postgresql+psycopg://veille:hush@db.example/veille"


def test_nothing_is_needed_to_begin() -> None:
    found = settings.read({"PATH": "/bin"})
    assert found.home == settings.REPOSITORY / "var"
    assert found.archive == found.home / "archive"
    assert found.spool == found.home / "spool"
    assert found.mail == found.home / "mail"
    assert found.secrets == found.home / "secrets"
    assert found.database is found.airflow_database is found.smtp is found.replay is None
    assert found.operators == ()
    assert found.tick == timedelta(minutes=10)
    assert found.rechecks[0] == timedelta(minutes=15)
    assert found.rechecks[-1] == timedelta(days=7)
    assert found.room == 5 * 1024**3
    assert found.pace == 1


def test_every_setting_is_taken(tmp_path: Path) -> None:
    found = settings.read(
        {
            "VEILLE_HOME": str(tmp_path),
            "VEILLE_DATABASE": GUARDED,
            "VEILLE_AIRFLOW_DATABASE": GUARDED,
            "VEILLE_ARCHIVE": str(tmp_path / "a"),
            "VEILLE_SPOOL": str(tmp_path / "s"),
            "VEILLE_SMTP": "smtps://user:pass@mail.example:465/",
            "VEILLE_SENDER": "Veille <veille@example.org>",
            "VEILLE_INBOX": "imaps://veille:hush@mail.example/Press%20lists",
            "VEILLE_INBOX_VERIFIER": "MX.example",
            "VEILLE_OPERATORS": "one@example.org, two@example.org,",
            "VEILLE_TICK": "90s",
            "VEILLE_RECHECKS": "1m, 2h,3d",
            "VEILLE_ROOM": "500M",
            "VEILLE_REPLAY": "http://127.0.0.1:8000",
        }
    )
    assert found.home == tmp_path
    assert (found.archive, found.spool) == (tmp_path / "a", tmp_path / "s")
    assert found.database == found.airflow_database == GUARDED
    assert found.smtp == "smtps://user:pass@mail.example:465"
    assert found.sender == "Veille <veille@example.org>"
    assert found.inbox == "imaps://veille:hush@mail.example/Press%20lists"
    assert found.verifier == "mx.example"
    assert "hush" not in repr(found)
    assert found.operators == ("one@example.org", "two@example.org")
    assert found.tick == timedelta(seconds=90)
    assert found.rechecks == (timedelta(minutes=1), timedelta(hours=2), timedelta(days=3))
    assert found.room == 500 * 1024**2
    assert found.replay == "http://127.0.0.1:8000"
    assert found.pace == 0.15  # in a replay time runs as fast as the tick


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("VEILLE_DATABASE", "postgresql://db.example/veille", r"postgresql\+psycopg://"),
        ("VEILLE_AIRFLOW_DATABASE", "sqlite:///airflow.db", r"postgresql\+psycopg://"),
        ("VEILLE_SMTP", "mail.example:25", "smtp://HOST:PORT"),
        ("VEILLE_SMTP", "http://mail.example", "smtps://HOST:PORT"),
        ("VEILLE_SMTP", "smtp://", "smtp://HOST:PORT"),
        ("VEILLE_SMTP", "smtp://mail.example:post", "smtp://HOST:PORT"),
        ("VEILLE_SMTP", "smtp://[::1", "smtp://HOST:PORT"),
        ("VEILLE_SMTP", "smtp://mail.example:0", "smtp://HOST:PORT"),
        ("VEILLE_REPLAY", "https://127.0.0.1:1", "http://HOST:PORT"),
        ("VEILLE_INBOX", "/var/mail/veille", "none of the form maildir:/PATH or imaps://USER"),
        ("VEILLE_INBOX", "maildir:mail", "none of the form maildir:/PATH"),
        ("VEILLE_INBOX", "imaps://mail.example/INBOX", "none of the form"),
        ("VEILLE_INBOX", "imaps://user@mail.example/INBOX", "none of the form"),
        ("VEILLE_INBOX", "pop3://user:pass@mail.example/INBOX", "none of the form"),
        ("VEILLE_INBOX", "imaps://user:pass@mail.example:0/INBOX", "none of the form"),
        ("VEILLE_INBOX", "imaps://user:pass@mail.example/a\r\nb", "none of the form"),
        ("VEILLE_INBOX", "imaps://user:pass@[::1/INBOX", "none of the form"),
        ("VEILLE_INBOX_VERIFIER", "mx example", "'mx example' is no name of a mail server"),
        ("VEILLE_SENDER", "veille", "no mail address"),
        ("VEILLE_SENDER", "veille@example.org\r\nBcc: all@example.org", "no mail address"),
        ("VEILLE_OPERATORS", "one@example.org,two", "no mail address"),
        ("VEILLE_TICK", "10", "no duration"),
        ("VEILLE_TICK", "0m", "no duration"),
        ("VEILLE_TICK", "-5m", "no duration"),
        ("VEILLE_TICK", "1w", "no duration"),
        ("VEILLE_RECHECKS", "1m,,2m", "no duration"),
        ("VEILLE_ROOM", "5", "no size"),
        ("VEILLE_ROOM", "-5G", "no size"),
        ("VEILLE_ROOM", "5 GB", "no size"),
        ("VEILLE_COLOUR", "red", "no setting"),
        ("VEILLE_TICK_FILES", "x", "no setting"),
    ],
)
def test_a_wrong_value_is_refused_by_name_with_the_reason(
    name: str, value: str, reason: str
) -> None:
    with pytest.raises(SettingsError, match=reason) as refused:
        settings.read({name: value})
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["VEILLE_HOME", "VEILLE_ARCHIVE", "VEILLE_SPOOL"])
def test_a_file_where_a_folder_belongs_is_refused(tmp_path: Path, name: str) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(SettingsError, match=f"{name}=.*is a file"):
        settings.read({name: str(file)})


@pytest.mark.parametrize(
    ("name", "attribute", "value"),
    [
        ("VEILLE_DATABASE", "database", GUARDED),
        ("VEILLE_SMTP", "smtp", "smtp://user:hush@mail.example"),
        ("VEILLE_SENDER", "sender", "watch@example.org"),
    ],
)
def test_any_setting_may_lie_in_a_file(
    tmp_path: Path, name: str, attribute: str, value: str
) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{value}\n", encoding="utf-8")
    assert getattr(settings.read({f"{name}_FILE": str(file)}), attribute) == value


def test_an_empty_value_is_an_unset_one(tmp_path: Path) -> None:
    file = tmp_path / "empty"
    file.write_text("\n", encoding="utf-8")
    assert settings.read({"VEILLE_SMTP": "", "VEILLE_DATABASE_FILE": str(file)}).smtp is None


def test_a_value_and_a_file_for_one_setting_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="VEILLE_SMTP and VEILLE_SMTP_FILE are both set"):
        settings.read({"VEILLE_SMTP": "smtp://a", "VEILLE_SMTP_FILE": str(tmp_path / "file")})


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"VEILLE_DATABASE_FILE=.*cannot be read"):
        settings.read({"VEILLE_DATABASE_FILE": str(file)})


def test_secrets_show_neither_in_the_repr_nor_in_a_refusal() -> None:
    environment = {
        "VEILLE_DATABASE": GUARDED,
        "VEILLE_AIRFLOW_DATABASE": GUARDED,
        "VEILLE_SMTP": "smtp://user:hush@mail.example",
    }
    assert "hush" not in repr(settings.read(environment))
    for name, value in (
        ("VEILLE_DATABASE", "mysql://u:hush@h"),
        ("VEILLE_SMTP", "ftp://u:hush@h"),
    ):
        with pytest.raises(SettingsError) as refused:
            settings.read({name: value})
        assert "hush" not in str(refused.value)


def test_the_environment_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in settings.NAMES:
        monkeypatch.delenv(name, raising=False)
    settings.current.cache_clear()
    try:
        monkeypatch.setenv("VEILLE_TICK", "7m")
        first = settings.current()
        monkeypatch.setenv("VEILLE_TICK", "8m")
        assert settings.current() is first
        assert first.tick == timedelta(minutes=7)
    finally:
        settings.current.cache_clear()
