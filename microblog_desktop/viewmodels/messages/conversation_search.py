"""Words in one conversation: from the newest message up, a piece at a time, so that the window never waits."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from microblog_desktop.domain.ids import MessageKey, PersonId
from microblog_desktop.domain.rules.search_words import folded
from microblog_desktop.i18n.formats import number
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore

_SLICE = 500
_MOST_FINDS = 1000
_TYPING_PAUSE_MS = 120


class ConversationSearch(QObject):
    """What was found so far, and at which of it one is; `arrived` names a message to show."""

    changed = Signal()
    arrived = Signal(object)  # MessageKey

    def __init__(self, store: AccountStore, person: PersonId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._person = person
        self._wanted: tuple[str, ...] = ()
        self._found: list[MessageKey] = []
        self._at = 0
        self._looked_up_to: MessageKey | None = None
        self._is_looking = False
        self._typing = QTimer(self, interval=_TYPING_PAUSE_MS, singleShot=True)
        self._typing.timeout.connect(self._begin)
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._look_on)

    @property
    def current(self) -> MessageKey | None:
        """The message that one is at."""
        return self._found[self._at] if self._found else None

    @property
    def words(self) -> str:
        """How many there are, and at which one is."""
        if not self._wanted:
            return ""
        if not self._found:
            return _("Searching…") if self._is_looking else _("Nothing found")
        count = number(len(self._found)) + ("+" if len(self._found) >= _MOST_FINDS else "")
        return _("{at} of {count}").format(at=number(self._at + 1), count=count)

    def look_for(self, typed: str) -> None:
        """All the words that were typed must be in a message, in any order, as parts of words too."""
        self._slices.stop()
        self._wanted = tuple(folded(typed).split())
        self._found, self._at, self._looked_up_to = [], 0, None
        self._is_looking = bool(self._wanted)
        if self._wanted:
            self._typing.start()
        else:
            self._typing.stop()
        self.changed.emit()

    def go_up(self) -> None:
        """To the next older one; after the oldest comes the newest."""
        self._go(1)

    def go_down(self) -> None:
        """To the next newer one."""
        self._go(-1)

    def close(self) -> None:
        self._typing.stop()
        self._slices.stop()

    def _go(self, by: int) -> None:
        if self._found:
            self._at = (self._at + by) % len(self._found)
            self.changed.emit()
            self.arrived.emit(self._found[self._at])

    def _begin(self) -> None:
        self._slices.start()

    def _look_on(self) -> None:
        messages = self._store.messages.bodies_older_than(self._person, self._looked_up_to, _SLICE)
        had_none = not self._found
        for key, body in messages:
            text = folded(body)
            if all(word in text for word in self._wanted):
                self._found.append(key)
        if messages:
            self._looked_up_to = messages[-1][0]
        if len(messages) < _SLICE or len(self._found) >= _MOST_FINDS:
            self._is_looking = False
            self._slices.stop()
        self.changed.emit()
        if had_none and self._found:
            self.arrived.emit(self._found[0])
