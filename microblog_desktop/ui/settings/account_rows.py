"""The accounts in the settings: who, where, how much is unread, what is wrong, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.domain.ids import AccountId
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.settings.rows import SettingRow
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.badge import Badge
from microblog_desktop.ui.widgets.buttons import SecondaryButton
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.session.accounts import AccountEntry, AccountsModel
from microblog_desktop.viewmodels.settings.setting import Telling


class AccountRow(SettingRow):
    def __init__(self, theme: Theme, pictures: RoundPictures, accounts: AccountsModel) -> None:
        controls = QWidget()
        super().__init__(theme, controls)
        self._accounts = accounts
        self.entry: AccountEntry | None = None
        self._avatar = Avatar(theme, pictures)
        self.badge = Badge(theme)
        self.show_button = SecondaryButton(theme)
        self.out_button = SecondaryButton(theme)
        beside = QHBoxLayout(controls)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(Space.XS)
        for part in (self.badge, self.show_button, self.out_button):
            beside.addWidget(part)
        self.line.insertWidget(0, self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        self.show_button.clicked.connect(self._go)
        self.out_button.clicked.connect(self._leave)

    def show_entry(self, entry: AccountEntry) -> None:
        self.entry = entry
        self._avatar.show_face(Face(entry.name, entry.username, entry.avatar_url))
        self.badge.set_count(entry.unread)
        self.show_setting(Telling(entry.id, entry.name, entry.handle))
        self.complain(_("Sign in again to go on; nothing is lost.") if entry.needs_sign_in else entry.problem)
        words = _("Sign in") if entry.needs_sign_in else _("Show")
        self.show_button.setText(words)
        self.show_button.setAccessibleName(f"{words}: {entry.words}")
        self.show_button.setVisible(entry.needs_sign_in or not entry.is_shown)
        self.show_button.updateGeometry()
        self.out_button.setText(_("Sign out…"))
        self.out_button.setAccessibleName(_("Sign out of {handle}").format(handle=entry.handle))
        self.out_button.updateGeometry()

    def _go(self) -> None:
        """Whoever must sign in again is asked to where the account is shown."""
        if self.entry is not None:
            self._accounts.show(self.entry.id)

    def _leave(self) -> None:
        if self.entry is not None:
            self._accounts.sign_out(self.entry.id)


class AccountRows(QWidget):
    """One row for each, in their order; rows of accounts that stay are kept, with their focus."""

    def __init__(self, theme: Theme, pictures: RoundPictures, accounts: AccountsModel) -> None:
        super().__init__()
        self._theme = theme
        self._pictures = pictures
        self._accounts = accounts
        self.rows: dict[AccountId, AccountRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        accounts.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        entries = self._accounts.entries
        for account in set(self.rows) - {entry.id for entry in entries}:
            row = self.rows.pop(account)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, entry in enumerate(entries):
            row = self.rows.get(entry.id) or AccountRow(self._theme, self._pictures, self._accounts)
            self.rows[entry.id] = row
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
                row.show()
            row.show_entry(entry)

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.refresh()
        super().changeEvent(event)
