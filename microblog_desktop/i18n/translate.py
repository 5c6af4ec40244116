"""The words of the client in the person's language, by gettext.

`_`, `ngettext` and `pgettext` look the catalogue up at each call, so that the language can change while the program
runs. Standard library only: the first window is painted with these words, before Babel is loaded.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from microblog_desktop.i18n.system_language import best_match, system_languages

DOMAIN = "microblog_desktop"
SOURCE_LANGUAGE = "en"
FOLLOW_SYSTEM = ""

# For tests and translators (i18n/pseudo.py); not in any list.
_PSEUDO = frozenset({"en_XA", "ar_XB"})
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


class Language(NamedTuple):
    """A language that the client speaks, with the name that its speakers give it."""

    code: str
    own_name: str


class _Catalogue:
    """The words of now, and the code of their language."""

    def __init__(self, code: str, messages: gettext.NullTranslations) -> None:
        self.code = code
        self.messages = messages


# The one piece of state of this module: strings are asked for everywhere, and a person has one language at a time.
_catalogue = _Catalogue(SOURCE_LANGUAGE, gettext.NullTranslations())


def set_language(code: str, folder: Path) -> str:
    """Speak `code` from now on (`FOLLOW_SYSTEM`: the computer's language) and return the language chosen.

    English is spoken where `folder` has no catalogue for the language.
    """
    wanted = system_languages() if code == FOLLOW_SYSTEM else [code]
    offered = [SOURCE_LANGUAGE, *_catalogue_codes(folder)]
    chosen = _pseudo(wanted) or best_match(wanted, offered) or SOURCE_LANGUAGE
    _catalogue.messages = _load(chosen, folder)
    _catalogue.code = chosen
    return chosen


def current_language() -> str:
    """Return the code of the language spoken now, such as `en` or `ko`."""
    return _catalogue.code


def language_of_formats() -> str:
    """Return the language whose dates and numbers are written: the one spoken, or what a pseudo-language borrows."""
    if _catalogue.code in _PSEUDO:
        from microblog_desktop.i18n.pseudo import PSEUDO_LANGUAGES

        return PSEUDO_LANGUAGES[_catalogue.code].formats
    return _catalogue.code


def is_right_to_left() -> bool:
    """Tell whether the windows are to be mirrored."""
    return _catalogue.code.partition("_")[0] in _RIGHT_TO_LEFT


def languages(folder: Path) -> list[Language]:
    """Return the languages that can be chosen: English, then each catalogue in the order of its code."""
    codes = [SOURCE_LANGUAGE, *_catalogue_codes(folder)]
    return [Language(code, _own_name(_load(code, folder))) for code in codes]


def _(message: str) -> str:
    """Translate a whole sentence; fill its named fields afterwards with `.format(...)`."""
    return _catalogue.messages.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a sentence that counts something, by the plural rules of the language."""
    return _catalogue.messages.ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """Translate a word that would be ambiguous without saying where it stands."""
    return _catalogue.messages.pgettext(context, message)


def N_(message: str) -> str:
    """Mark a constant for translation; translate it with `_` where it is shown."""
    return message


def _catalogue_codes(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")):
        yield file.parent.parent.name


def _pseudo(wanted: list[str]) -> str | None:
    """The pseudo-language that is wanted before any other, "en-XA" written as `en_XA`."""
    code = wanted[0].partition(".")[0].replace("-", "_") if wanted else ""
    return code if code in _PSEUDO else None


def _load(code: str, folder: Path) -> gettext.NullTranslations:
    if code == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    if code in _PSEUDO:
        from microblog_desktop.i18n.pseudo import PSEUDO_LANGUAGES

        return PSEUDO_LANGUAGES[code].messages
    # Not gettext.translation: it loads the locale module to guess names, and this is before the first paint.
    with (folder / code / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def _own_name(messages: gettext.NullTranslations) -> str:
    # Each catalogue translates this word into its own language's name: 한국어, Español.
    return messages.pgettext("the name of this language in itself", "English")
