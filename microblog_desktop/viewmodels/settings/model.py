"""All sections of the settings: what each shows now, and where words are found in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from microblog_desktop.commands import settings
from microblog_desktop.domain.rules.search_words import folded
from microblog_desktop.domain.values import dataclass, replace
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.settings.section import Section
from microblog_desktop.viewmodels.settings.setting import Acting, Choosing, Own, Setting

_TELLING = 4
RESET = "reset"
"""The key of the last row of a section in which something differs from its default, after `section.`"""


@dataclass(frozen=True, slots=True)
class Group:
    """Settings of one section, under its title."""

    key: str
    title: str
    settings: tuple[Setting, ...]


class SettingsModel(QObject):
    """Owns the sections; `changed` tells that all it says may be another now."""

    changed = Signal()

    def __init__(self, sections: Sequence[Section], profile: ProfileStore, feed: ChangeFeed) -> None:
        super().__init__()
        self._sections = tuple(sections)
        self._profile = profile
        self._unsubscribe = feed.subscribe(self._on_change)
        for section in self._sections:
            section.changed.connect(self.changed)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(section.key for section in self._sections)

    def titles(self) -> tuple[tuple[str, str], ...]:
        """Key and title of each section, from the top down."""
        return tuple((section.key, section.title()) for section in self._sections)

    def group(self, key: str) -> Group:
        """A section as it is now; the first one if there is none of this key."""
        section = next((one for one in self._sections if one.key == key), self._sections[0])
        return Group(section.key, section.title(), (*section.settings(), *self._way_back(section)))

    def find(self, words: str) -> tuple[Group, ...]:
        """What has all these words, or parts of words; the whole section where they are in its title."""
        wanted = folded(words).split()
        found = []
        for section in self._sections:
            title = section.title()
            hits = [_found(one, title, wanted) for one in section.settings()]
            there = tuple(one for one in hits if one is not None)
            if there and wanted:
                found.append(Group(section.key, title, there))
        return tuple(found)

    def everything(self) -> tuple[Group, ...]:
        """All settings, each below the title of its section."""
        return tuple(Group(one.key, one.title(), tuple(one.settings())) for one in self._sections)

    def close(self) -> None:
        self._unsubscribe()
        for section in self._sections:
            section.changed.disconnect(self.changed)
            section.close()

    def _way_back(self, section: Section) -> tuple[Setting, ...]:
        preferences = self._profile.preferences
        if all(preferences.is_default(one) for one in section.own_preferences):
            return ()
        return (
            Acting(
                f"{section.key}.{RESET}",
                "",
                _("Reset to defaults"),
                lambda: settings.reset(self._profile, section.own_preferences),
            ),
        )

    def _on_change(self, changes: ChangeSet) -> None:
        if changes.preferences:
            self.changed.emit()


def words_of(setting: Setting) -> str:
    """All that a setting is found by, besides the title of its section."""
    words = [setting.title, setting.about]
    if isinstance(setting, Choosing):
        words += [choice.words for choice in setting.choices]
    if isinstance(setting, Acting):
        words.append(setting.words)
    return " ".join(words)


def _found(setting: Setting, section: str, wanted: Sequence[str]) -> Setting | None:
    """As it is to be shown; a part of its own with just the lines that were looked for, unless it was itself."""
    words = f"{section} {words_of(setting)}"
    if _has(words, wanted):
        return setting
    if not isinstance(setting, Own):
        return None
    lines = tuple(one for one in setting.parts if _has(f"{words} {one}", wanted))
    return replace(setting, found=lines) if lines else None


def _has(text: str, wanted: Sequence[str]) -> bool:
    text = folded(text)
    return all(_is_in(text, word) for word in wanted)


def _is_in(text: str, word: str) -> bool:
    """Parts of words count, since some languages join them; but two or three letters stand in too many."""
    if len(word) < _TELLING and word.isascii():
        return re.search(rf"(?<!\w){re.escape(word)}", text) is not None
    return word in text
