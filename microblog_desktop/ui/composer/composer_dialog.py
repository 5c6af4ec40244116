"""Writing in a window of its own: a new post, a reply, or the change of a post."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.composer.counter import Counter
from microblog_desktop.ui.composer.writing_box import WritingBox
from microblog_desktop.ui.keys.pressed import first_key
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from microblog_desktop.ui.widgets.labels import ElidedLabel, TextLabel
from microblog_desktop.viewmodels.writing.composer import ComposerModel

_WIDTH = 560


class ComposerDialog(QDialog):
    """Show it with `open()`. Closing keeps the draft; the dialog closes its model."""

    def __init__(self, theme: Theme, model: ComposerModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        model.setParent(self)
        self._reply_line = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._quoted = ElidedLabel(theme, size=TextSize.SMALL, color="muted")
        self.box = WritingBox(theme, model, lines=5, most_lines=14)
        self._hint = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._discard = LinkButton(theme)
        self._counter = Counter(theme, model)
        self._cancel = SecondaryButton(theme)
        self._go = PrimaryButton(theme)
        self._lay_out()
        self.box.submitted.connect(self.send)
        self._go.clicked.connect(self.send)
        self._cancel.clicked.connect(self.reject)
        self._discard.clicked.connect(self._throw_away)
        model.changed.connect(self.refresh)
        theme.changed.connect(self.update)
        self.finished.connect(lambda _result: model.close())
        self.retranslate()
        self.resize(theme.scaled(_WIDTH), self.sizeHint().height())
        self.box.setFocus()

    def send(self) -> None:
        self.box.finish_composing()
        if self._model.send() is not None:
            self.accept()

    def refresh(self) -> None:
        model = self._model
        self._go.setEnabled(model.can_send)
        self._discard.setVisible(not model.is_empty and not model.is_unchanged)
        self._reply_line.setText(model.reply_line)
        self._reply_line.setVisible(bool(model.reply_line))
        self._quoted.set_text(model.quoted)
        self._quoted.setVisible(bool(model.quoted))

    def retranslate(self) -> None:
        title, go = self._words()
        self.setWindowTitle(title)
        self.box.setAccessibleName(title)
        self.box.setPlaceholderText(_("What’s on your mind?"))
        self._hint.setText(self._hint_words())
        self._discard.setText(_("Discard draft"))
        self._cancel.setText(_("Close"))
        self._go.setText(go)
        self._counter.refresh()
        self.refresh()

    def _hint_words(self) -> str:
        keys = first_key("send")
        return _("{keys} sends. Closing keeps the draft.").format(keys=keys) if keys else _("Closing keeps the draft.")

    def _words(self) -> tuple[str, str]:
        if self._model.plan.edited:
            return _("Edit post"), _("Save")
        if self._model.reply_line:
            return _("Reply"), _("Reply")
        return _("New post"), _("Post")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.XS)
        column.addWidget(self._reply_line)
        column.addWidget(self._quoted)
        column.addWidget(self.box)
        column.addWidget(self._hint)
        tools = QHBoxLayout()
        tools.setSpacing(Space.XS + 2)
        tools.addWidget(self._discard)
        tools.addStretch(1)
        tools.addWidget(self._counter)
        tools.addWidget(self._cancel)
        tools.addWidget(self._go)
        column.addStretch(1)
        column.addLayout(tools)

    def _throw_away(self) -> None:
        self._model.discard()
        self.box.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(self._theme.colors.surface))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
