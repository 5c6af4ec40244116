"""The icon in the tray and its menu; there only while the desktop has a tray."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from microblog_desktop.domain.attention import Unread
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.tray.tray_picture import tray_icon
from microblog_desktop.viewmodels.attention.badge import APP, message_words, nothing_unread, notification_words
from microblog_desktop.viewmodels.session.accounts import AccountEntry

_CLICKS = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.MiddleClick)


class Tray(QObject):
    """Tells by signals what was chosen."""

    clicked = Signal()
    open_wanted = Signal()
    page_wanted = Signal(str)
    account_wanted = Signal(str)
    new_post_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        # The desktop draws it, in its own colours.
        self._menu = QMenu()
        self._unread = Unread()
        self._can_write = False
        self.open_action = self._add(self.open_wanted.emit)
        self.new_post_action = self._add(self.new_post_wanted.emit)
        self._menu.addSeparator()
        self.messages_action = self._add(lambda: self.page_wanted.emit("messages"))
        self.notifications_action = self._add(lambda: self.page_wanted.emit("notifications"))
        self.nothing_action = self._menu.addAction("")
        self.nothing_action.setEnabled(False)
        self._before_accounts = self._menu.addSeparator()
        self.account_actions: list[QAction] = []
        self._accounts: tuple[AccountEntry, ...] = ()
        self._menu.addSeparator()
        self.quit_action = self._add(self.quit_wanted.emit)
        self.retranslate()

    @property
    def is_shown(self) -> bool:
        return self._icon is not None

    @property
    def icon(self) -> QSystemTrayIcon | None:
        return self._icon

    def appear(self) -> None:
        """The desktop has a tray."""
        if self._icon is None:
            # A new one for each tray: one that was made without a tray is never taken to the next.
            self._icon = QSystemTrayIcon(self)
            self._icon.setContextMenu(self._menu)
            self._icon.activated.connect(self._activated)
            self._paint()
            self._icon.show()

    def vanish(self) -> None:
        icon, self._icon = self._icon, None
        if icon is not None:
            icon.hide()
            icon.deleteLater()

    def close(self) -> None:
        self.vanish()
        self._menu.deleteLater()

    def show_unread(self, unread: Unread) -> None:
        if unread != self._unread:
            self._unread = unread
            self._say_unread()
            self._paint()

    def show_accounts(self, entries: tuple[AccountEntry, ...]) -> None:
        """All of them, if there are several."""
        if entries == self._accounts:
            return
        self._accounts = entries
        for action in self.account_actions:
            self._menu.removeAction(action)
            action.deleteLater()
        self.account_actions = []
        after = self._menu.actions()[self._menu.actions().index(self._before_accounts) + 1]
        for entry in entries:
            action = QAction(entry.words.replace("&", "&&"), self._menu)
            action.setCheckable(True)
            action.setChecked(entry.is_shown)
            action.triggered.connect(partial(self._choose, entry.id))
            self._menu.insertAction(after, action)
            self.account_actions.append(action)

    def _choose(self, account: str, _is_checked: object = None) -> None:
        self.account_wanted.emit(account)

    def offer_writing(self) -> None:
        self._can_write = True
        self.new_post_action.setVisible(True)

    def withhold_writing(self) -> None:
        """Nobody is signed in, or their server takes no posts."""
        self._can_write = False
        self.new_post_action.setVisible(False)

    def retranslate(self) -> None:
        self.open_action.setText(_("Open Microblog"))
        self.new_post_action.setText(_("New post"))
        self.quit_action.setText(_("Quit"))
        self.nothing_action.setText(nothing_unread())
        self.new_post_action.setVisible(self._can_write)
        for action, entry in zip(self.account_actions, self._accounts, strict=True):
            action.setText(entry.words.replace("&", "&&"))
        self._say_unread()

    def _say_unread(self) -> None:
        unread = self._unread
        self.messages_action.setText(message_words(unread))
        self.messages_action.setVisible(unread.messages > 0)
        self.notifications_action.setText(notification_words(unread))
        self.notifications_action.setVisible(unread.notifications > 0)
        self.nothing_action.setVisible(not unread.total)
        if self._icon is not None:
            self._icon.setToolTip(self._tip())

    def _paint(self) -> None:
        if self._icon is not None:
            self._icon.setIcon(tray_icon(self._unread.total))
            self._icon.setToolTip(self._tip())

    def _tip(self) -> str:
        unread = self._unread
        lines = [message_words(unread)] if unread.messages else []
        lines += [notification_words(unread)] if unread.notifications else []
        return "\n".join([APP, *lines])

    def _add(self, act: Callable[[], object]) -> QAction:
        action = self._menu.addAction("")
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in _CLICKS:
            self.clicked.emit()
