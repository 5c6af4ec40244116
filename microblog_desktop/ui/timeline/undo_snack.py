"""What was just done to a post, and its undo: over the lower edge of the list, and by a key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.keys.pressed import first_key
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.posts.deeds import Done
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.painting import mirrored
from microblog_desktop.ui.widgets.snack import Snack

_LEAST_S = 5


class UndoSnack(QObject):
    """Only the last deed can be undone here, for as long as the snack stands."""

    def __init__(self, theme: Theme, posts: VirtualList, page: QWidget, undo_s: Callable[[], int], column: int) -> None:
        """`undo_s` is how long a person wants to be able to undo things; rows are at most `column` wide."""
        super().__init__(page)
        self._theme = theme
        self._column = column
        self._list = posts
        self._page = page
        self._undo_s = undo_s
        self._done: Done | None = None
        self.snack = Snack(theme, page)
        self.snack.acted.connect(self.undo)
        self.snack.gone.connect(self._forget)
        page.installEventFilter(self)
        posts.installEventFilter(self)

    def offer(self, done: Done) -> None:
        self._done = done
        shown_s = max(_LEAST_S, self._undo_s()) if done.within_s is None else done.within_s
        self.snack.say(done.words(), _("Undo"), 1000 * shown_s)
        self._stand()
        keys, what = first_key("undo"), done.words()
        self._list.announce(_("{what}. To undo it, press {keys}.").format(what=what, keys=keys) if keys else what)

    def undo(self) -> bool:
        """Take the last deed back; tells whether there was one."""
        done = self._done
        if done is None:
            return False
        self.snack.leave()
        self._list.announce(_("Undone") if done.take_back() else _("It is too late to undo this."))
        return True

    def _forget(self) -> None:
        self._done = None
        if self.snack.has_focus():
            # It would go to whatever stands next on the page; it goes back to the post.
            row = self._list.current.widget()
            (row if row is not None else self._list).setFocus(Qt.FocusReason.OtherFocusReason)

    def _stand(self) -> None:
        # At the end of the column: the actions of the rows below it are at its beginning.
        size, margin, width = self.snack.sizeHint(), int(Space.M), self._page.width()
        beside = max(0, width - self._theme.scaled(self._column)) // 2
        room = min(size.width(), width - 2 * margin)
        place = QRect(width - beside - margin - room, self._page.height() - size.height() - margin, room, size.height())
        self.snack.setGeometry(mirrored(place, self._page, width))
        self.snack.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # The list comes to the front of its stack again and again: the snack stays over it.
        if event.type() in {QEvent.Type.Show, QEvent.Type.Resize} and not self.snack.isHidden():
            self._stand()
        elif event.type() is QEvent.Type.LanguageChange and self._done is not None:
            self.snack.reword(self._done.words(), _("Undo"))
            self._stand()
        elif event.type() is QEvent.Type.Hide and not self._page.isVisible():
            self.snack.leave()
        return False
