"""The way down to the newest message, over the list, for who reads further up; and how many came meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.ids import MessageKey
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.buttons import PillButton
from microblog_desktop.viewmodels.messages.conversation import ConversationModel


class NewestPill(QObject):
    """Stands over the lower edge of `view` while its end is out of sight."""

    def __init__(self, theme: Theme, view: VirtualList, model: ConversationModel, page: QWidget) -> None:
        super().__init__(page)
        self._view = view
        self._model = model
        self._page = page
        self._seen: MessageKey | None = None
        self.button = PillButton(theme, "", page, icon="chevron-down")
        self.button.hide()
        self.button.clicked.connect(self.go)
        view.placeChanged.connect(self.refresh)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.dataChanged):
            signal.connect(self.refresh)
        view.installEventFilter(self)

    def go(self) -> None:
        """To the end of the conversation."""
        self._model.go_to_newest()
        self._view.scroll_to_end()
        self._view.setFocus()

    def refresh(self) -> None:
        rows = self._model.rows
        is_at_end = self._view.is_at_end() and self._model.is_at_newest
        last = rows[-1].key if rows else None
        if is_at_end and isinstance(last, int):
            self._seen = MessageKey(last)
        new = 0 if is_at_end or self._seen is None else self._model.new_below(self._seen)
        words = ngettext("{count} new message", "{count} new messages", new).format(count=new) if new else _("Newest")
        self.button.setText(words)
        self.button.setVisible(not is_at_end and bool(rows))
        self._stand()

    def _stand(self) -> None:
        size, below = self.button.sizeHint(), self._view.geometry()
        corner = self._view.mapTo(self._page, self._view.rect().bottomLeft())
        left = corner.x() + (below.width() - size.width()) // 2
        self.button.setGeometry(left, corner.y() - size.height() - int(Space.XS), size.width(), size.height())
        self.button.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._stand()
        return False
