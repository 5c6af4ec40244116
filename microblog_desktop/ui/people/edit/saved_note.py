"""A few quiet words at the foot of the window: the profile is saved. They go away by themselves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.signin.announce import announce
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.snack import Snack

_SHOWN_MS = 5000


class SavedNote(QObject):
    """Said once over one window."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.snack = Snack(theme, over)
        self.snack.acted.connect(self.snack.leave)
        self.snack.gone.connect(self._end)
        over.installEventFilter(self)

    def say(self) -> None:
        words = _("Your profile is saved.")
        self.snack.say(words, _("Close"), _SHOWN_MS)
        self._stand()
        announce(self._over, words)

    def _stand(self) -> None:
        size, over = self.snack.sizeHint(), self._over
        width = min(size.width(), over.width() - 2 * int(Space.M))
        top = over.height() - size.height() - int(Space.L)
        self.snack.setGeometry((over.width() - width) // 2, top, width, size.height())

    def _end(self) -> None:
        self.snack.deleteLater()
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and not self.snack.isHidden():
            self._stand()
        elif event.type() is QEvent.Type.LanguageChange:
            self.snack.reword(_("Your profile is saved."), _("Close"))
            self._stand()
        return False
