import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

import tutor.settings
from tutor.settings import InvalidSettings, Settings, read_settings


def write(text: str) -> None:
    tutor.settings.SETTINGS_FILE.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "eighty"),
        ("MODEL_SHA256", "abc"),
        ("MODEL_SHA256", "G" * 64),
        ("MODEL_SERVER", "localhost:8080/v1"),
        ("MODEL_CONTEXT", "512"),
        ("MODEL_THREADS", "0"),
        ("MODEL_QUEUE", "0"),
        ("REPLY_SECONDS", "0"),
        ("REPLY_SECONDS", "301"),
        ("WEB_THREADS", "1"),
        ("SECURE_COOKIES", "perhaps"),
        ("SESSION_MINUTES", "4"),
        ("DATABASE", "mysql://school:word@host/records"),
        ("DATABASE", "records.db"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"ATTAIN_{name}", value)
    with pytest.raises(InvalidSettings, match=f"^ATTAIN_{name}: "):
        read_settings()


def test_every_wrong_value_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTAIN_PORT", "0")
    monkeypatch.setenv("ATTAIN_WEB_THREADS", "1")
    with pytest.raises(InvalidSettings) as refused:
        read_settings()
    assert [line.partition(":")[0] for line in str(refused.value).splitlines()] == [
        "ATTAIN_PORT",
        "ATTAIN_WEB_THREADS",
    ]


def test_the_message_shows_the_wrong_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTAIN_PORT", "eighty")
    with pytest.raises(InvalidSettings, match="eighty"):
        read_settings()


@pytest.mark.parametrize("text", ['database = "mysql://school:hunter2@host/r"', "model_server_key = [2, 'hunter2']"])
def test_no_message_shows_a_password(text: str) -> None:
    write(text)
    with pytest.raises(InvalidSettings, match="ATTAIN_") as refused:
        read_settings()
    assert "hunter2" not in str(refused.value)


def test_an_environment_variable_that_is_no_setting_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTAIN_MODLE", "none")
    with pytest.raises(InvalidSettings, match="ATTAIN_MODLE"):
        read_settings()


def test_a_line_of_the_file_that_is_no_setting_is_refused() -> None:
    write('modle = "none"')
    with pytest.raises(InvalidSettings, match="ATTAIN_MODLE"):
        read_settings()


@pytest.mark.parametrize("content", [b"port = ", b"\xff\xfe", b"port 80"])
def test_a_file_that_cannot_be_read_is_named(content: bytes) -> None:
    tutor.settings.SETTINGS_FILE.write_bytes(content)
    with pytest.raises(InvalidSettings, match=r"attain\.toml cannot be read"):
        read_settings()


def test_the_first_of_argument_environment_file_and_default_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().port == 8000
    write("port = 8001")
    assert read_settings().port == 8001
    monkeypatch.setenv("ATTAIN_PORT", "8002")
    assert read_settings().port == 8002
    assert read_settings(port=8003).port == 8003


def test_an_empty_environment_variable_counts_as_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    write("port = 8001")
    monkeypatch.setenv("ATTAIN_PORT", "")
    assert read_settings().port == 8001


def test_the_file_can_set_everything_that_the_environment_can(tmp_path: Path) -> None:
    text = f'data = "{tmp_path.as_posix()}/kept"\nsecure_cookies = true\nreply_seconds = 2.5\nmodel = "none"'
    write(text)
    settings = read_settings()
    given = tomllib.loads(text)
    assert (str(settings.data), settings.secure_cookies, settings.reply_seconds, settings.model) == tuple(
        given.values()
    )


def test_settings_cannot_be_changed_once_read() -> None:
    settings = read_settings()
    with pytest.raises(ValidationError):
        settings.port = 1  # type: ignore[misc]
    assert settings.port == 8000


def test_folders_are_absolute_and_know_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    settings = Settings(data=Path("kept"), models=Path("~/models"))
    assert (settings.data, settings.models) == (tmp_path / "kept", tmp_path / "home" / "models")


def test_everything_is_kept_in_the_data_folder_unless_said_otherwise(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path}/records.db"
    assert settings.content_folder == tmp_path / "content"
    assert settings.secret_file == tmp_path / "secret"
    elsewhere = Settings(data=tmp_path, content=tmp_path / "oak", database="sqlite:////srv/records.db")
    assert (elsewhere.content_folder, elsewhere.database_url) == (tmp_path / "oak", "sqlite:////srv/records.db")


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_a_postgresql_address_is_opened_with_the_driver_that_is_installed(scheme: str) -> None:
    settings = Settings(database=f"{scheme}://school@host/records")
    assert settings.database_url == "postgresql+psycopg://school@host/records"
