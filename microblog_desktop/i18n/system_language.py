"""Which languages the person has chosen for the whole computer, most wanted first.

Standard library only: this runs before the first window is painted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

_TRADITIONAL = {"hant", "tw", "hk", "mo"}


def system_languages(environment: Mapping[str, str] | None = None) -> list[str]:
    """Return language tags such as `ko_KR` or `en`; empty when the computer does not say."""
    from_environment = _from_environment(os.environ if environment is None else environment)
    return from_environment or _from_system_settings()


def best_match(wanted: Iterable[str], available: Iterable[str]) -> str | None:
    """Return the first wanted language that is available: as it is, without its region, or of another region."""
    offered = {_normal(code): code for code in available}
    for tag in wanted:
        normal = _normal(tag)
        language = normal.partition("_")[0]
        others = [code for code in offered if code.partition("_")[0] == language and _read_alike(normal, code)]
        for candidate in (normal, language, *others):
            if candidate in offered:
                return offered[candidate]
    return None


def _read_alike(one: str, other: str) -> bool:
    """Whether who reads one reads the other: Chinese has two scripts."""
    return _is_traditional(one) == _is_traditional(other)


def _is_traditional(code: str) -> bool:
    return not _TRADITIONAL.isdisjoint(code.lower().split("_"))


def _from_environment(environment: Mapping[str, str]) -> list[str]:
    # The order of gettext: LANGUAGE is a list and wins, unless the locale is "C", which asks for no language at all.
    locale_name = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    if _is_no_language(locale_name):
        return ["en"] if locale_name else []
    return [tag for tag in [*environment.get("LANGUAGE", "").split(":"), locale_name] if tag]


def _is_no_language(locale_name: str) -> bool:
    return locale_name.partition(".")[0] in {"", "C", "POSIX"}


def _normal(tag: str) -> str:
    language, _, region = tag.partition(".")[0].partition("@")[0].replace("-", "_").partition("_")
    return f"{language.lower()}_{region}" if region else language.lower()


if sys.platform == "win32":

    def _from_system_settings() -> list[str]:
        import ctypes
        import locale

        tag = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage())
        return [tag] if tag else []

elif sys.platform == "darwin":

    def _from_system_settings() -> list[str]:
        import plistlib

        settings = Path.home() / "Library/Preferences/.GlobalPreferences.plist"
        if not settings.is_file():
            return []
        return [str(tag) for tag in plistlib.loads(settings.read_bytes()).get("AppleLanguages", [])]

else:

    def _from_system_settings() -> list[str]:
        return []
