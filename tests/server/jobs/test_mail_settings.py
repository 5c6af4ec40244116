"""What is set for mail and for the worker's process (microblog_server/settings.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from microblog_server.settings import Rate, Settings, SettingsError

_GOOD = {"MICROBLOG_MAIL_HOST": "mail.example.org", "MICROBLOG_MAIL_FROM": "microblog@example.org"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAIL_SECURITY", "plain"),
        ("MAIL_SECURITY", "none"),
        ("MAIL_FROM", ""),
        ("MAIL_FROM", "Microblog"),
        ("MAIL_FROM", "a@b\r\nBcc: c@d"),
        ("MAIL_PORT", "70000"),
        ("MAIL_CA", "/not/there"),
        ("AVATAR_PROVIDER", "faces"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str) -> None:
    assert Settings.from_environment(_GOOD).mail_security == "starttls"
    with pytest.raises(SettingsError, match=f"MICROBLOG_{name}"):
        Settings.from_environment(_GOOD | {f"MICROBLOG_{name}": value})


def test_clear_text_is_for_this_computer() -> None:
    here = _GOOD | {"MICROBLOG_MAIL_SECURITY": "plain", "MICROBLOG_MAIL_HOST": "localhost"}
    assert Settings.from_environment(here).mail_security == "plain"


def test_secrets_are_not_shown() -> None:
    settings = Settings(mail_password="s3cret", redis="redis://user:s3cret@host/0")
    assert "s3cret" not in str(list(settings.listing()))
    assert "mail_password" not in repr(settings)
    assert ("MICROBLOG_MAIL_PASSWORD", "***") in [row[:2] for row in settings.listing()]


def test_the_environment_gives_another_process_the_same_settings(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path, mail_password="s3cret, with = and", rate_sign_in=Rate(3, 4), registration=False, port=1
    )
    again = Settings.from_environment(settings.environment())
    assert again.mail_password == "s3cret, with = and"
    assert (again.data_dir, again.rate_sign_in, again.registration) == (tmp_path, Rate(3, 4), False)


def test_links_lead_where_people_reach_the_server() -> None:
    assert Settings(public_url="https://microblog.example.org/").address_for_people == "https://microblog.example.org"
    assert Settings(host="127.0.0.1", port=8000).address_for_people == "http://127.0.0.1:8000"
