"""A line in which one types whom to write to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.card import Panel
from microblog_desktop.ui.widgets.fields import LineField
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.messages.new_conversation import NewConversationModel


class NewConversationBar(Panel):
    """Hidden until `open`; Enter looks for the person, Escape gives up."""

    def __init__(self, theme: Theme, model: NewConversationModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self.field = LineField(theme)
        self._line = TextLabel(theme, size=TextSize.SMALL, color="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.XXS)
        column.addWidget(self.field)
        column.addWidget(self._line)
        self.field.returnPressed.connect(lambda: model.find(self.field.text()))
        model.changed.connect(self.refresh)
        model.found.connect(lambda _person: self.hide())
        self.retranslate()
        self.hide()

    def open(self) -> None:
        self.field.clear()
        self._model.forget()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self._line.setText(self._model.line)
        self._line.setVisible(bool(self._model.line))
        self._line.set_color("danger" if self._model.is_failure else "muted")
        self.field.set_wrong(self._model.is_failure)
        self.field.setAccessibleDescription(self._model.line)

    def retranslate(self) -> None:
        self.field.setPlaceholderText(_("Username, then Enter"))
        self.field.setAccessibleName(_("Write to"))
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._model.forget()
            self.hide()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
