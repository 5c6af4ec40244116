"""Which key sends a message: Enter, or Ctrl+Enter for those who write in paragraphs."""

from __future__ import annotations

from microblog_desktop.commands import settings
from microblog_desktop.store.preferences import ENTER_SENDS
from microblog_desktop.store.profile import ProfileStore


class SendKey:
    """Asked at each key press, so a change holds at once in every conversation."""

    def __init__(self, profile: ProfileStore) -> None:
        self._profile = profile

    @property
    def enter_sends(self) -> bool:
        return self._profile.preferences.get(ENTER_SENDS)

    def change(self) -> None:
        """The other way round from now on."""
        settings.choose_enter_sends(self._profile, not self.enter_sends)
