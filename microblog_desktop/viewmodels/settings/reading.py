"""How one reads: where timelines open, what comes by itself, what is folded and what is translated."""

from __future__ import annotations

from microblog_desktop.commands import settings
from microblog_desktop.domain.posts.timeline import OpenAt
from microblog_desktop.domain.server import Capability, ServerDescription
from microblog_desktop.i18n.language_names import base_of, language_name
from microblog_desktop.i18n.translate import _, current_language
from microblog_desktop.store import preferences
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.settings.section import Section
from microblog_desktop.viewmodels.settings.setting import Choosing, Setting, Switching, Telling, choices
from microblog_desktop.viewmodels.sorting import in_order

MOST_LANGUAGES = 40


class ReadingSection(Section):
    key = "reading"
    own_preferences = (
        preferences.OPEN_AT,
        preferences.STREAMING,
        preferences.FOLD_LONG_POSTS,
        preferences.TRANSLATE_LANGUAGES,
    )

    def __init__(self, profile: ProfileStore, server: ServerDescription) -> None:
        """`server` tells which languages can be had in the reader's."""
        super().__init__()
        self._profile = profile
        self._server = server

    def title(self) -> str:
        return _("Reading")

    def settings(self) -> tuple[Setting, ...]:
        return (self._open_at(), self._streaming(), self._folding(), *self._translating())

    def _open_at(self) -> Choosing:
        words = {OpenAt.PLACE.value: _("Where you stopped"), OpenAt.NEWEST.value: _("At the newest posts")}
        return Choosing(
            "open_at",
            _("Open timelines"),
            choices(words, self._profile.preferences.get(preferences.OPEN_AT)),
            lambda value: settings.choose_open_at(self._profile, OpenAt(value)),
            about=_("When Microblog starts; the line “New since you left” stands there either way"),
        )

    def _streaming(self) -> Switching:
        return self._switch(
            preferences.STREAMING,
            "streaming",
            _("Hear of new things at once"),
            _("Keeps a connection to each server open; without it, the server is asked from time to time"),
        )

    def _folding(self) -> Switching:
        return self._switch(
            preferences.FOLD_LONG_POSTS, "fold_long_posts", _("Fold long posts"), _("“Show more” opens the rest")
        )

    def _switch(self, preference: preferences.Preference[bool], key: str, title: str, about: str) -> Switching:
        is_on = self._profile.preferences.get(preference)
        return Switching(key, title, is_on, lambda: settings.turn(self._profile, preference), about)

    def _translating(self) -> tuple[Setting, ...]:
        """A switch for each language that this server can translate into the reader's."""
        if not self._server.can(Capability.TRANSLATION):
            return ()
        mine = base_of(current_language())
        chosen = languages_to_translate(self._profile)
        offered = {base_of(code) for code in self._server.languages}
        if offered and mine not in offered:
            return ()
        codes = in_order((offered | chosen) - {mine}, language_name)
        if not codes:
            return ()
        heading = Telling(
            "translate",
            _("Translate without being asked"),
            _("Posts in these languages stand in yours at once; the original is above"),
        )
        return heading, *(self._language(code, is_on=code in chosen) for code in codes[:MOST_LANGUAGES])

    def _language(self, code: str, *, is_on: bool) -> Switching:
        name = language_name(code)
        return Switching(f"translate:{code}", name, is_on, lambda: settings.turn_translation(self._profile, code))


def languages_to_translate(profile: ProfileStore) -> frozenset[str]:
    """The codes of the languages whose posts are translated unasked."""
    codes = profile.preferences.get(preferences.TRANSLATE_LANGUAGES).split(",")
    return frozenset(base_of(code) for code in codes if code.isascii() and code.replace("_", "").isalpha())
