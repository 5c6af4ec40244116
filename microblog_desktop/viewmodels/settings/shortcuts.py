"""Which keys do what."""

from __future__ import annotations

from microblog_desktop.commands import settings
from microblog_desktop.i18n.translate import _
from microblog_desktop.store import preferences
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.keys.choosing import KeyChoices
from microblog_desktop.viewmodels.settings.section import Section
from microblog_desktop.viewmodels.settings.setting import Own, Setting, Switching

KEYS_LIST = "keys"
"""The setting whose widget is the list of all keys."""


class ShortcutsSection(Section):
    key = "shortcuts"
    own_preferences = (preferences.KEYS, preferences.SINGLE_LETTERS)

    def __init__(self, profile: ProfileStore, choices: KeyChoices) -> None:
        """It closes `choices`."""
        super().__init__()
        self._profile = profile
        self._choices = choices
        choices.changed.connect(self.changed)

    def title(self) -> str:
        return _("Shortcuts")

    def settings(self) -> tuple[Setting, ...]:
        return (
            Switching(
                "single_letters",
                _("Keys of one letter"),
                self._profile.preferences.get(preferences.SINGLE_LETTERS),
                lambda: settings.turn(self._profile, preferences.SINGLE_LETTERS),
                about=_("Letters, digits and signs do something while one does not write"),
            ),
            Own(
                KEYS_LIST,
                _("Keyboard shortcuts"),
                about=_("Press the keys of a line to choose others"),
                parts=tuple(row.said for section in self._choices.sections() for row in section.rows),
            ),
        )

    def close(self) -> None:
        self._choices.close()
