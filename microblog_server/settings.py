"""What can be set from outside: environment variables that begin with MICROBLOG_."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

_PREFIX = "MICROBLOG_"
_LAST_PORT = 65535
_MAIL_SECURITY = ("starttls", "tls", "plain")
_THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")
_AVATAR_PROVIDERS = ("drawn", "gravatar", "evetech")
_LOG_LEVELS = ("debug", "info", "warning", "error")
_LOG_FORMATS = ("text", "json")
_MOST_WORKERS = 128
_TRANSLATORS = ("", "libretranslate", "apertium")
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


def _secret(meaning: str) -> dict[str, str]:
    return {"meaning": meaning, "secret": "yes"}


@dataclass(frozen=True, slots=True)
class Settings:
    """How this server runs. `settings` on the command line prints all of it."""

    data_dir: Path = field(default_factory=_data_dir, metadata=_setting("folder for what the server keeps"))
    database: str = field(default="", metadata=_setting("database URL; empty: an SQLite file in the data folder"))
    database_connections: int = field(default=10, metadata=_setting("most database connections of one worker"))
    workers: int = field(default=1, metadata=_setting("processes that serve; several need MICROBLOG_REDIS"))
    name: str = field(default="Microblog", metadata=_setting("what this server is called"))
    host: str = field(default="127.0.0.1", metadata=_setting("address to listen on"))
    port: int = field(default=8000, metadata=_setting("port to listen on; 0: a free one"))
    registration: bool = field(default=True, metadata=_setting("on: anybody may create an account"))
    token_days: int = field(default=90, metadata=_setting("days after its last use that a sign-in lasts"))
    body_bytes: int = field(default=256 * 1024, metadata=_setting("largest request body"))
    rate_limits: bool = field(default=True, metadata=_setting("off: no rate limits at all"))
    rate_address: Rate = field(default=Rate(1200, 60), metadata=_setting("requests from one address (times/seconds)"))
    rate_token: Rate = field(default=Rate(600, 60), metadata=_setting("requests by one signed-in device"))
    rate_sign_in: Rate = field(default=Rate(10, 60), metadata=_setting("sign-in tries for one name from one address"))
    rate_sign_in_address: Rate = field(default=Rate(60, 60), metadata=_setting("sign-in tries from one address"))
    rate_wrong_passwords: Rate = field(
        default=Rate(100, 3600), metadata=_setting("wrong passwords for one name; more make each try 2 s slower")
    )
    rate_registration: Rate = field(default=Rate(20, 3600), metadata=_setting("new accounts from one address"))
    rate_password_reset: Rate = field(default=Rate(5, 900), metadata=_setting("mails for a new password, as sign-in"))
    password_kib: int = field(default=65536, metadata=_setting("memory for one password hash, in KiB"))
    password_passes: int = field(default=3, metadata=_setting("passes over that memory"))
    log_level: str = field(default="warning", metadata=_setting("debug, info (each request), warning or error"))
    log_format: str = field(default="text", metadata=_setting("text, or json: one object for each line"))
    trusted_proxies: str = field(
        default="127.0.0.1,::1", metadata=_setting("addresses or networks whose X-Forwarded-* is believed")
    )
    metrics_public: bool = field(default=False, metadata=_setting("on: /metrics not only for this computer"))
    grace: int = field(default=1, metadata=_setting("seconds that requests get to end when the server stops"))
    redis: str = field(default="", metadata=_setting("Redis URL, such as redis://127.0.0.1/0; empty: without Redis"))
    heartbeat: int = field(default=15, metadata=_setting("seconds between two signs of life on a stream of events"))
    streams_per_person: int = field(default=10, metadata=_setting("streams at once; one more ends the oldest"))
    worker: bool = field(default=True, metadata=_setting("off: `microblog-server worker` runs elsewhere"))
    public_url: str = field(default="", metadata=_setting("how people reach this server; goes into mails"))
    mail_host: str = field(default="", metadata=_setting("SMTP server; empty: this server sends no mail"))
    mail_port: int = field(default=0, metadata=_setting("0: 587 with starttls, 465 with tls, 25 with plain"))
    mail_security: str = field(default="starttls", metadata=_setting("starttls, tls, or plain (only on this computer)"))
    mail_user: str = field(default="", metadata=_setting("who signs in to the SMTP server; empty: nobody"))
    mail_password: str = field(default="", repr=False, metadata=_secret("the password to it"))
    mail_from: str = field(default="", metadata=_setting("the address that mails come from"))
    mail_ca: str = field(default="", metadata=_setting("file of the authority to trust, if it is not a public one"))
    translator: str = field(default="", metadata=_setting("libretranslate, apertium; empty: no translation"))
    translator_url: str = field(default="", metadata=_setting("its address, such as http://127.0.0.1:5000"))
    translator_key: str = field(default="", repr=False, metadata=_secret("the API key for libretranslate"))
    translator_timeout: int = field(default=10, metadata=_setting("seconds to wait for a translation"))
    translations_kept: int = field(default=10_000, metadata=_setting("translations that are remembered"))
    avatar_bytes: int = field(default=5 * 1024 * 1024, metadata=_setting("largest picture that can be uploaded"))
    avatar_provider: str = field(default="drawn", metadata=_setting("drawn, gravatar or evetech: without an upload"))
    eve_interface: str = field(default="https://esi.evetech.net", metadata=_setting("where evetech asks for names"))

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
        if settings.log_format not in _LOG_FORMATS:
            raise SettingsError(f"{_PREFIX}LOG_FORMAT must be one of {', '.join(_LOG_FORMATS)}")
        if not 1 <= settings.workers <= _MOST_WORKERS:
            raise SettingsError(f"{_PREFIX}WORKERS must be from 1 to {_MOST_WORKERS}")
        if not settings.heartbeat or not settings.streams_per_person:
            raise SettingsError(f"{_PREFIX}HEARTBEAT and {_PREFIX}STREAMS_PER_PERSON must be at least 1")
        if not settings.database_connections:
            raise SettingsError(f"{_PREFIX}DATABASE_CONNECTIONS must be at least 1")
        _check_proxies(settings.trusted_proxies)
        _check_mail(settings)
        _check_translator(settings)
        if settings.avatar_provider not in _AVATAR_PROVIDERS:
            raise SettingsError(f"{_PREFIX}AVATAR_PROVIDER must be one of {', '.join(_AVATAR_PROVIDERS)}")
        return settings

    def environment(self) -> dict[str, str]:
        """The variables that give another process the same settings, secrets included."""
        return {_PREFIX + setting.name.upper(): _written(getattr(self, setting.name)) for setting in fields(self)}

    @property
    def address_for_people(self) -> str:
        """Where links in mails lead, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    def listing(self) -> Iterator[tuple[str, str, str, str]]:
        """Name, value, default and meaning of each variable; passwords are not shown."""
        default = Settings()
        for setting in fields(self):
            is_secret = "secret" in setting.metadata
            value, usual = (_shown(getattr(one, setting.name), is_secret=is_secret) for one in (self, default))
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


def _check_proxies(listed: str) -> None:
    for one in filter(None, (part.strip() for part in listed.split(","))):
        try:
            ipaddress.ip_network(one)
        except ValueError:
            raise SettingsError(f"{_PREFIX}TRUSTED_PROXIES must be addresses or networks, not {one}") from None


def _check_translator(settings: Settings) -> None:
    if settings.translator not in _TRANSLATORS:
        raise SettingsError(f"{_PREFIX}TRANSLATOR must be one of {', '.join(filter(None, _TRANSLATORS))}, or empty")
    if settings.translator and not re.fullmatch(
        r"https?://(\[[0-9A-Fa-f:]+\]|[^/\s:@\[\]]+)(:[0-9]+)?(/\S*)?", settings.translator_url
    ):
        raise SettingsError(f"{_PREFIX}TRANSLATOR_URL must be a web address, such as http://127.0.0.1:5000")
    if not settings.translator_timeout or not settings.translations_kept:
        raise SettingsError(f"{_PREFIX}TRANSLATOR_TIMEOUT and {_PREFIX}TRANSLATIONS_KEPT must be at least 1")


def _check_mail(settings: Settings) -> None:
    if settings.mail_security not in _MAIL_SECURITY:
        raise SettingsError(f"{_PREFIX}MAIL_SECURITY must be one of {', '.join(_MAIL_SECURITY)}")
    if not settings.mail_host:
        return
    if settings.mail_security == "plain" and settings.mail_host not in _THIS_COMPUTER:
        raise SettingsError(f"{_PREFIX}MAIL_SECURITY=plain would send passwords in clear to {settings.mail_host}")
    if not re.fullmatch(r"[!-?A-~]+@[!-?A-~]+", settings.mail_from):
        raise SettingsError(f"{_PREFIX}MAIL_FROM must be an e-mail address")
    if not 0 <= settings.mail_port <= _LAST_PORT:
        raise SettingsError(f"{_PREFIX}MAIL_PORT must be from 0 to {_LAST_PORT}")
    if settings.mail_ca and not Path(settings.mail_ca).is_file():
        raise SettingsError(f"{_PREFIX}MAIL_CA must be a file")


def _written(value: object) -> str:
    return ("on" if value else "off") if isinstance(value, bool) else str(value)


def _shown(value: object, *, is_secret: bool) -> str:
    if is_secret:
        return "***" if value else ""
    if isinstance(value, str) and "://" in value:
        return make_url(value).render_as_string(hide_password=True)
    return _written(value)
