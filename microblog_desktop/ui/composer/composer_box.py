"""The box on top of Home: one quiet line that opens when somebody wants to write."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.composer.counter import Counter
from microblog_desktop.ui.composer.writing_box import WritingBox
from microblog_desktop.ui.keys.pressed import first_key
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.buttons import PrimaryButton
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.writing.composer import ComposerModel

_LOOK_AGAIN_MS = 60


class ComposerBox(QWidget):
    """The writer's picture, the text, and below it the counter and "Post"."""

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        model: ComposerModel,
        account: AccountModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._account = account
        self._avatar = Avatar(theme, pictures)
        self.box = WritingBox(theme, model)
        self.setFocusProxy(self.box)
        self._tools = QWidget()
        self._counter = Counter(theme, model)
        self._post = PrimaryButton(theme)
        self._lay_out()
        self.box.submitted.connect(self.send)
        self.box.focused.connect(self._open)
        self.box.left.connect(self._close_if_empty)
        self._post.clicked.connect(self.send)
        model.changed.connect(self.refresh)
        account.me_changed.connect(self._show_me)
        self._show_me()
        self.retranslate()
        self._tools.setVisible(not model.is_empty)
        self._closing = QTimer(self, interval=_LOOK_AGAIN_MS, singleShot=True)
        self._closing.timeout.connect(self._close_if_empty)

    def send(self) -> None:
        self.box.finish_composing()
        if self._model.send() is not None:
            self.box.setFocus()

    def refresh(self) -> None:
        self._post.setEnabled(self._model.can_send)
        if not self._model.is_empty:
            self._tools.show()

    def retranslate(self) -> None:
        self.box.setPlaceholderText(_("What’s on your mind?"))
        self.box.setAccessibleName(_("New post"))
        self._post.setText(_("Post"))
        self._post.setToolTip(first_key("send"))
        self._post.updateGeometry()
        self._counter.refresh()
        self.refresh()

    def _lay_out(self) -> None:
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, Space.XS, 0, 0)
        tools.setSpacing(Space.S)
        tools.addStretch(1)
        tools.addWidget(self._counter)
        tools.addWidget(self._post)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.box)
        column.addWidget(self._tools)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.S + 2, Space.L, Space.S + 2)
        row.setSpacing(Space.S)
        row.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def _open(self) -> None:
        self._tools.show()

    def _close_if_empty(self) -> None:
        """Fold up, but not while a button is pressed or a menu is open: what is below would slip away under it."""
        if QApplication.mouseButtons() or QApplication.activePopupWidget() is not None:
            self._closing.start()
        elif self._model.is_empty and not (self._post.hasFocus() or self.box.hasFocus()):
            self._tools.hide()

    def _show_me(self) -> None:
        me = self._account.me
        self._avatar.show_face(Face(me.name, me.username, me.avatar_url))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
