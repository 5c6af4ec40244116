"""What can be done with somebody in a list of people."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.people.wishes import PersonWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.menu import Menu
from microblog_desktop.viewmodels.people.person_row import PersonRow


class PersonMenu(Menu):
    """Nothing that this server does not offer."""

    def __init__(self, theme: Theme, row: PersonRow, wishes: PersonWishes, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.add(_("Open the profile"), partial(wishes.open.emit, row.key))
        self.add(_("Open in a window"), partial(wishes.open_window.emit, row.key))
        if row.can_follow and row.you_follow:
            words = _("Unfollow @{username}").format(username=row.username)
            self.add(words, partial(wishes.unfollow.emit, row.key))
        elif row.can_follow:
            words = _("Follow @{username}").format(username=row.username)
            self.add(words, partial(wishes.follow.emit, row.key))
        if row.can_message:
            words = _("Message to @{username}").format(username=row.username)
            self.add(words, partial(wishes.message.emit, row.key))
        self.addSeparator()
        copy = QGuiApplication.clipboard().setText
        self.add(_("Copy {words}").format(words=row.handle), partial(copy, row.handle))
