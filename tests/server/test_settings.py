"""Settings from the environment (microblog_server/settings.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from microblog_server.settings import Rate, Settings, SettingsError


def test_variables_are_read_by_kind() -> None:
    settings = Settings.from_environment(
        {
            "MICROBLOG_DATA_DIR": "/somewhere",
            "MICROBLOG_PORT": "0",
            "MICROBLOG_REGISTRATION": "off",
            "MICROBLOG_RATE_SIGN_IN": "3/10",
        }
    )
    assert (settings.data_dir, settings.port, settings.registration) == (Path("/somewhere"), 0, False)
    assert settings.rate_sign_in == Rate(3, 10)
    assert settings.database_url == "sqlite:////somewhere/microblog.db"


def test_the_command_line_beats_the_environment() -> None:
    settings = Settings.from_environment({"MICROBLOG_PORT": "1"}, port=0, host=None)
    assert (settings.port, settings.host) == (0, "127.0.0.1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("PORT", "many"),
        ("RATE_LIMITS", "perhaps"),
        ("RATE_TOKEN", "0/60"),
        ("RATE_TOKEN", "5"),
        ("DATABASE", "nonsense"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"MICROBLOG_{name} must"):
        Settings.from_environment({f"MICROBLOG_{name}": value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRANSLATOR", "babelfish"),
        ("TRANSLATOR_URL", ""),
        ("TRANSLATOR_URL", "127.0.0.1:5000"),
        ("TRANSLATOR_URL", "http://host:port/"),
        ("TRANSLATOR_TIMEOUT", "0"),
        ("TRANSLATIONS_KEPT", "0"),
    ],
)
def test_a_translator_needs_an_address_and_some_time(name: str, value: str) -> None:
    good = {"MICROBLOG_TRANSLATOR": "apertium", "MICROBLOG_TRANSLATOR_URL": "http://127.0.0.1:2737"}
    assert Settings.from_environment(good).translator_timeout == 10
    with pytest.raises(SettingsError, match=f"MICROBLOG_{name}"):
        Settings.from_environment(good | {f"MICROBLOG_{name}": value})


def test_the_key_of_the_translator_is_not_shown() -> None:
    settings = Settings(translator_key="s3cret")
    assert "s3cret" not in str(list(settings.listing())) + repr(settings)


def test_a_bad_database_url_is_not_repeated() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"MICROBLOG_DATABASE": "user:secret@host"})
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_the_listing_hides_passwords() -> None:
    settings = Settings(database="postgresql://user:secret@host/db")
    listing = {name: (value, default, meaning) for name, value, default, meaning in settings.listing()}
    assert "secret" not in str(listing)
    assert "user" in listing["MICROBLOG_DATABASE"][0]
    assert listing["MICROBLOG_REGISTRATION"][:2] == ("on", "on")
    assert all(meaning for _, _, meaning in listing.values())
