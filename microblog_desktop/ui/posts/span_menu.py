"""The menu of a @name or a #tag in a post."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.rules.marked_text import Span, SpanKind
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.menu import Menu
from microblog_desktop.viewmodels.timeline.mentions import MentionedPerson


class SpanMenu(Menu):
    """Each signal but `open` and `search` carries the `PersonId`."""

    follow = Signal(object)
    unfollow = Signal(object)
    message = Signal(object)
    open_window = Signal(object)
    open = Signal(str)  # the user name: whose it is may not be known here
    search = Signal(str)  # the tag, with its sign

    def __init__(self, theme: Theme, span: Span, person: MentionedPerson | None, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        if span.kind is SpanKind.MENTION:
            self.add(_("Open the profile"), partial(self.open.emit, span.target))
        if person is not None:
            self._add_person(person)
        words = ("@" if span.kind is SpanKind.MENTION else "#") + span.target
        if span.kind is SpanKind.TAG:
            self.add(_("Search for {words}").format(words=words), partial(self.search.emit, words))
        self.add(_("Copy {words}").format(words=words), partial(QGuiApplication.clipboard().setText, words))

    def _add_person(self, person: MentionedPerson) -> None:
        self.add(_("Open in a window"), partial(self.open_window.emit, person.person))
        if person.can_follow and person.you_follow:
            words, wish = _("Unfollow @{username}"), self.unfollow
            self.add(words.format(username=person.username), partial(wish.emit, person.person))
        elif person.can_follow:
            words, wish = _("Follow @{username}"), self.follow
            self.add(words.format(username=person.username), partial(wish.emit, person.person))
        if person.can_message:
            words = _("Message to @{username}").format(username=person.username)
            self.add(words, partial(self.message.emit, person.person))
        self.addSeparator()
