"""What languages are called: a post's language is named before Babel, which knows the rest of them, is loaded."""

from __future__ import annotations

from collections.abc import Mapping

from microblog_desktop.i18n.translate import N_, _, current_language

_NAMES: Mapping[str, str] = {
    "ar": N_("Arabic"),
    "de": N_("German"),
    "en": N_("English"),
    "es": N_("Spanish"),
    "fr": N_("French"),
    "hi": N_("Hindi"),
    "it": N_("Italian"),
    "ja": N_("Japanese"),
    "ko": N_("Korean"),
    "nl": N_("Dutch"),
    "pl": N_("Polish"),
    "pt": N_("Portuguese"),
    "ru": N_("Russian"),
    "tr": N_("Turkish"),
    "uk": N_("Ukrainian"),
    "vi": N_("Vietnamese"),
    "zh": N_("Chinese"),
}


def language_name(code: str) -> str:
    """The name of a language in the language of now, by a code such as "ko" or "pt-BR"; an unknown code as it is."""
    base = base_of(code)
    if base in _NAMES:
        return _(_NAMES[base])
    from babel import Locale  # only for a language that is rare here

    named: str | None = Locale.parse(base_of(current_language())).languages.get(base)
    return named or code


def base_of(code: str) -> str:
    """The language of a code without its country and script."""
    return code.replace("-", "_").partition("_")[0].lower()
