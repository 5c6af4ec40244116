"""A few quiet words at the foot of the window: the last run ended badly, nothing is lost, there is a report."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.signin.announce import announce
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.snack import WrappingSnack

_SHOWN_MS = 120_000


class CrashNote(QObject):
    """Said once over one window."""

    report_wanted = Signal()

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.snack = WrappingSnack(theme, over)
        self.snack.acted.connect(self._show)
        over.installEventFilter(self)

    def say(self) -> None:
        words = _words()
        self.snack.say(words, _("Show the report"), _SHOWN_MS)
        self._stand()
        announce(self._over, words)

    def _show(self) -> None:
        self.snack.leave()
        self.report_wanted.emit()

    def _stand(self) -> None:
        over = self._over
        size = self.snack.fit(over.width() - 2 * int(Space.M))
        top = over.height() - size.height() - int(Space.L)
        self.snack.setGeometry((over.width() - size.width()) // 2, top, size.width(), size.height())
        self.snack.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self.snack.isHidden():
            return False
        if event.type() is QEvent.Type.LanguageChange:
            self.snack.reword(_words(), _("Show the report"))
            self._stand()
        elif event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.ChildAdded}:
            self._stand()
        return False


def _words() -> str:
    return _("Microblog did not end properly last time. Nothing you wrote is lost.")
