"""What can be set from outside: environment variables that begin with MICROBLOG_."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

_PREFIX = "MICROBLOG_"
_LAST_PORT = 65535
_LOG_LEVELS = ("debug", "info", "warning", "error")
_YES = {"1", "on", "true", "yes"}
_NO = {"0", "off", "false", "no"}


class SettingsError(Exception):
    """An environment variable cannot be read; the text names it."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many times in so many seconds."""

    times: int
    seconds: int

    def __str__(self) -> str:
        return f"{self.times}/{self.seconds}"

    @classmethod
    def parse(cls, text: str) -> Rate:
        match = re.fullmatch(r"([1-9][0-9]{0,8})/([1-9][0-9]{0,8})", text)
        if match is None:
            raise ValueError("must be TIMES/SECONDS, such as 10/60")
        return cls(int(match[1]), int(match[2]))


def _data_dir() -> Path:
    for name in ("LOCALAPPDATA", "XDG_DATA_HOME"):
        if os.environ.get(name):
            return Path(os.environ[name]) / "microblog-server"
    return Path.home() / ".local" / "share" / "microblog-server"


def _setting(meaning: str) -> dict[str, str]:
    return {"meaning": meaning}


@dataclass(frozen=True, slots=True)
class Settings:
    """How this server runs. `settings` on the command line prints all of it."""

    data_dir: Path = field(default_factory=_data_dir, metadata=_setting("folder for what the server keeps"))
    database: str = field(default="", metadata=_setting("database URL; empty: an SQLite file in the data folder"))
    database_connections: int = field(default=10, metadata=_setting("most database connections of one worker"))
    name: str = field(default="Microblog", metadata=_setting("what this server is called"))
    host: str = field(default="127.0.0.1", metadata=_setting("address to listen on"))
    port: int = field(default=8000, metadata=_setting("port to listen on; 0: a free one"))
    registration: bool = field(default=True, metadata=_setting("on: anybody may create an account"))
    token_days: int = field(default=90, metadata=_setting("days after its last use that a sign-in lasts"))
    body_bytes: int = field(default=256 * 1024, metadata=_setting("largest request body"))
    rate_limits: bool = field(default=True, metadata=_setting("off: no rate limits at all"))
    rate_address: Rate = field(default=Rate(1200, 60), metadata=_setting("requests from one address (times/seconds)"))
    rate_token: Rate = field(default=Rate(600, 60), metadata=_setting("requests by one signed-in device"))
    rate_sign_in: Rate = field(default=Rate(20, 60), metadata=_setting("sign-in tries, by address and by name"))
    rate_registration: Rate = field(default=Rate(20, 3600), metadata=_setting("new accounts from one address"))
    password_kib: int = field(default=65536, metadata=_setting("memory for one password hash, in KiB"))
    password_passes: int = field(default=3, metadata=_setting("passes over that memory"))
    log_level: str = field(default="warning", metadata=_setting("debug, info, warning or error"))

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.data_dir / 'microblog.db'}"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], **given: str | int | None) -> Settings:
        """What is given beats the environment; raise `SettingsError` for what cannot be read."""
        values: dict[str, object] = {}
        for setting in fields(cls):
            text = environment.get(_PREFIX + setting.name.upper())
            if text is not None:
                values[setting.name] = _read(setting.name, str(setting.type), text)
        values |= {name: value for name, value in given.items() if value is not None}
        settings = cls(**values)  # type: ignore[arg-type] # each was read as its field's type
        _check_database(settings.database_url)
        # The system would take it modulo 65,536.
        if not 0 <= settings.port <= _LAST_PORT:
            raise SettingsError(f"{_PREFIX}PORT must be from 0 to {_LAST_PORT}")
        if settings.log_level not in _LOG_LEVELS:
            raise SettingsError(f"{_PREFIX}LOG_LEVEL must be one of {', '.join(_LOG_LEVELS)}")
        return settings

    def listing(self) -> Iterator[tuple[str, str, str, str]]:
        """Name, value, default and meaning of each variable; passwords are not shown."""
        default = Settings()
        for setting in fields(self):
            value, usual = (_shown(getattr(one, setting.name)) for one in (self, default))
            yield _PREFIX + setting.name.upper(), value, usual, setting.metadata["meaning"]


def _read_switch(text: str) -> bool:
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    raise ValueError("must be on or off")


def _read_number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError("must be a whole number")
    return int(text)


_READERS: dict[str, Callable[[str], object]] = {
    "Path": Path,
    "str": str,
    "int": _read_number,
    "bool": _read_switch,
    "Rate": Rate.parse,
}


def _read(name: str, kind: str, text: str) -> object:
    try:
        return _READERS[kind](text.strip())
    except ValueError as error:
        raise SettingsError(f"{_PREFIX}{name.upper()} {error}") from error


def _check_database(url: str) -> None:
    try:
        make_url(url)
    except (ArgumentError, ValueError):
        # Not chained: the error quotes the URL, which may hold a password.
        raise SettingsError(f"{_PREFIX}DATABASE must be a database URL, such as sqlite:////path/to/file.db") from None


def _shown(value: object) -> str:
    match value:
        case bool():
            return "on" if value else "off"
        case str() if "://" in value:
            return make_url(value).render_as_string(hide_password=True)
        case _:
            return str(value)
