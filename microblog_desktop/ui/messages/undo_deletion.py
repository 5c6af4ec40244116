"""A deleted message can be taken back for a while: over the lower edge of the conversation, and by a key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.ids import JobId
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.painting import mirrored
from microblog_desktop.ui.widgets.snack import Snack
from microblog_desktop.viewmodels.messages.conversation import ConversationModel


class UndoDeletion(QObject):
    """Only the last deletion can be undone here, for as long as its words stand."""

    def __init__(self, theme: Theme, model: ConversationModel, view: VirtualList, page: QWidget) -> None:
        super().__init__(page)
        self._model = model
        self._view = view
        self._page = page
        self._job: JobId | None = None
        self.snack = Snack(theme, page)
        self.snack.acted.connect(self.undo)
        self.snack.gone.connect(self._forget)
        model.deleted.connect(self._offer)
        view.installEventFilter(self)

    def undo(self) -> bool:
        """Take the deletion back; tells whether there was one."""
        job = self._job
        if job is None:
            return False
        self.snack.leave()
        self._model.undo(job)
        self._view.announce(_("Undone"))
        return True

    def _offer(self, job: JobId | None) -> None:
        self._job = job
        words = _("Deleted for you")
        self._view.announce(words)
        if job is not None:
            self.snack.say(words, _("Undo"), 1000 * self._model.undo_s)
            self._stand()

    def _forget(self) -> None:
        self._job = None
        if self.snack.has_focus():
            self._view.setFocus()

    def _stand(self) -> None:
        size = self.snack.sizeHint()
        corner = self._view.mapTo(self._page, self._view.rect().bottomLeft())
        width = min(size.width(), self._page.width() - 2 * int(Space.M))
        place = QRect(int(Space.M), corner.y() - size.height() - int(Space.S), width, size.height())
        self.snack.setGeometry(mirrored(place, self._page, self._page.width()))
        self.snack.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show} and not self.snack.isHidden():
            self._stand()
        elif event.type() is QEvent.Type.LanguageChange and self._job is not None:
            self.snack.reword(_("Deleted for you"), _("Undo"))
            self._stand()
        return False
