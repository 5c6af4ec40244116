"""A post in another language: whether that can be had, and what stands under the post then."""

from __future__ import annotations

from functools import lru_cache

from microblog_desktop.domain.rules.marked_text import MarkedText, mark
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.language_names import base_of, language_name
from microblog_desktop.i18n.translate import _, current_language
from microblog_desktop.store.rows import StoredPost
from microblog_desktop.store.status import Activity
from microblog_desktop.viewmodels.problem_words import sentence


@dataclass(frozen=True, slots=True)
class TranslationWords:
    """What stands under a post that somebody wants translated: its text, that it is awaited, or why it failed."""

    label: str
    text: MarkedText | None = None
    is_loading: bool = False
    reason: str = ""


def can_be_translated(language: str | None, languages: frozenset[str]) -> bool:
    """Whether a post in `language` can be had in the reader's; `languages` is empty where the server does not say."""
    return bool(language) and _is_reachable(language, current_language(), languages)


@lru_cache(maxsize=256)
def _is_reachable(language: str, reader: str, languages: frozenset[str]) -> bool:
    """Asked for each row that is made, and few languages are in use."""
    source, target = base_of(language), base_of(reader)
    known = {base_of(code) for code in languages}
    return source != target and (not known or {source, target} <= known)


def offer_words(language: str | None) -> str:
    """What is pressed to have it translated."""
    return _("Translate from {language}").format(language=language_name(language)) if language else _("Translate")


def translation_words(post: StoredPost, activity: Activity, *, is_online: bool) -> TranslationWords | None:
    """What stands under the post; None if nobody wants it translated."""
    if post.wanted_translation is None:
        return None
    found = post.translation
    if found is not None:
        label = _("Translated from {language}").format(language=language_name(found.source))
        return TranslationWords(label, mark(found.text))
    if activity.is_busy:
        return TranslationWords(_("Translating…"), is_loading=True)
    if activity.problem is not None:
        return TranslationWords(_("Not translated"), reason=sentence(activity.problem))
    if not is_online:
        return TranslationWords(_("Not translated"), reason=_("You are offline. Try again when you are back."))
    return TranslationWords(_("Not translated yet"))
