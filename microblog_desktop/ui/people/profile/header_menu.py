"""The menu of who it is: the links they name, by name, so that the keyboard reaches them too."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.rules.marked_text import Span, SpanKind, plain_copy, short_address
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.menu import Menu
from microblog_desktop.viewmodels.people.profile.rows import ProfileRow

_MOST_SPANS = 8
_LONGEST = 50


class HeaderMenu(Menu):
    """`window_wanted` asks for the profile in a window of its own."""

    window_wanted = Signal()

    def __init__(self, theme: Theme, row: ProfileRow, wishes: PostWishes, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        for span in row.about.spans[:_MOST_SPANS]:
            self.add(_span_words(span), partial(wishes.open_span.emit, span))
        if self.actions():
            self.addSeparator()
        self.add(_("Open in a window"), self.window_wanted.emit)
        copy = QGuiApplication.clipboard().setText
        self.add(_("Copy {words}").format(words=row.handle), partial(copy, row.handle))
        if row.about.text:
            self.add(_("Copy text"), partial(copy, plain_copy(row.about.text)))


def _span_words(span: Span) -> str:
    if span.kind is SpanKind.LINK:
        return _("Open {address}").format(address=short_address(span.target, _LONGEST))
    sign = "@" if span.kind is SpanKind.MENTION else "#"
    return _("Open {address}").format(address=f"{sign}{span.target}")
