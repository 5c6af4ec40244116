"""What floats over the top of a timeline: how many new posts wait there, or the way back from them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.store.account.timelines.reading import COUNT_LIMIT
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.buttons import PillButton

BACK_MS = 8_000


class _BackButton(PillButton):
    """Quieter than the pill: it stands in its place for a while only."""

    def ink(self) -> str:
        return self._theme.colors.accent

    def fill(self) -> QColor | None:
        return self.tinted(self._theme.colors.surface)

    def outline(self) -> str:
        return self._theme.colors.line


def new_posts(count: int) -> str:
    """How many posts are new, in words."""
    if count >= COUNT_LIMIT:
        return _("{count}+ new posts").format(count=COUNT_LIMIT)
    return ngettext("{count} new post", "{count} new posts", count).format(count=count)


class TopPill(QObject):
    """One of two buttons, or none, over the `rows` of a page; `words` say how many things are new."""

    newest_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, theme: Theme, page: QWidget, rows: QWidget, words: Callable[[int], str] = new_posts) -> None:
        super().__init__(page)
        self._page = page
        self._words = words
        self._count = 0
        self.newest = PillButton(theme, "", page, icon="arrow-up")
        self.back = _BackButton(theme, "", page, icon="chevron-down")
        self._back_time = QTimer(self, interval=BACK_MS, singleShot=True)
        self._back_time.timeout.connect(self._back_time_is_over)
        self.newest.clicked.connect(self.newest_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.newest.hide()
        self.back.hide()
        rows.installEventFilter(self)

    def show_count(self, count: int) -> None:
        """Say how many wait; none hides it."""
        if count != self._count:
            self._count = count
            self.retranslate()

    def retranslate(self) -> None:
        self.newest.setText(self._words(self._count))
        self.back.setText(_("Back to where you were"))
        self._arrange()

    def offer_way_back(self) -> None:
        """Stand there for some seconds, or for as long as the keyboard or the pointer is on it."""
        self._back_time.start()
        self.retranslate()

    def end_way_back(self) -> None:
        if self._back_time.isActive():
            self._back_time.stop()
            self._arrange()

    def stand(self) -> None:
        """Come to the middle of the page's upper edge."""
        for button in (self.newest, self.back):
            size = button.sizeHint()
            width = min(size.width(), self._page.width() - 2 * Space.S)
            button.setGeometry((self._page.width() - width) // 2, int(Space.S), width, size.height())
            if not button.isHidden():
                button.raise_()

    def _arrange(self) -> None:
        offers_back = self._back_time.isActive()
        self.back.setVisible(offers_back)
        self.newest.setVisible(self._count > 0 and not offers_back)
        self.stand()

    def _back_time_is_over(self) -> None:
        if self.back.hasFocus() or self.back.underMouse():
            self._back_time.start()
        else:
            self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The rows come to the front of the stack again, or are wider: the pill stays over the middle of them.
        if event.type() in {QEvent.Type.Show, QEvent.Type.Resize}:
            self.stand()
        return super().eventFilter(watched, event)
