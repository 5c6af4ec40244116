"""The "…" menu of a post: what can be done with it here and now, its links by name included."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.rules.marked_text import SpanKind, plain_copy, short_address
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.menu import Menu
from microblog_desktop.viewmodels.timeline.rows import PostRow

_MOST_LINKS = 5
_LONGEST_LINK = 50


class PostMenu(Menu):
    """Entries for one post; nothing that this server or this version cannot do."""

    def __init__(self, theme: Theme, row: PostRow, wishes: PostWishes, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._row = row
        self._add_deeds(row, wishes)
        self._add_links(row, wishes)
        self.add(_("Copy text"), lambda: _copy(plain_copy(row.body.text)))
        if row.url is not None:
            self.add(_("Copy link"), lambda: _copy(row.url or ""))
        if row.is_mine:
            self._add_mine(row, wishes)
        else:
            self._add_others(row, wishes)
        if row.delivery is not None and row.delivery.can_discard:
            self.addSeparator()
            self._wish(_("Keep the post") if row.delivery.deletes else _("Discard"), wishes.discard)

    def _add_deeds(self, row: PostRow, wishes: PostWishes) -> None:
        if row.can_open:
            self._wish(_("Open the thread"), wishes.open_post)
        if row.can_open or row.is_focus:
            self._wish(_("Open in a window"), wishes.open_window)
        if row.can_reply:
            self._wish(_("Reply"), wishes.reply)
        if row.can_like:
            self._react(_("Take back the like") if row.liked else _("Like"), Reaction.LIKE, wishes)
        if row.can_repost:
            self._react(_("Take back the repost") if row.reposted else _("Repost"), Reaction.REPOST, wishes)
        if row.can_bookmark:
            self._react(_("Remove the bookmark") if row.bookmarked else _("Bookmark"), Reaction.BOOKMARK, wishes)
        if row.translation is not None:
            self._wish(_("Hide the translation"), wishes.translate)
        elif row.can_translate:
            self._wish(row.translate_words, wishes.translate)
        if self.actions():
            self.addSeparator()

    def _react(self, words: str, reaction: Reaction, wishes: PostWishes) -> None:
        self.add(words, lambda: wishes.react.emit(self._row, reaction))

    def _add_links(self, row: PostRow, wishes: PostWishes) -> None:
        links = [span for span in row.body.spans if span.kind is SpanKind.LINK][:_MOST_LINKS]
        for span in links:
            short = short_address(span.target, _LONGEST_LINK)
            self.add(_("Open {address}").format(address=short), partial(wishes.open_span.emit, span))
        if links:
            self.addSeparator()

    def _add_mine(self, row: PostRow, wishes: PostWishes) -> None:
        if row.can_edit or row.can_delete:
            self.addSeparator()
        if row.can_edit:
            self._wish(_("Edit"), wishes.edit)
        if row.can_delete:
            self._wish(_("Delete"), wishes.delete)

    def _add_others(self, row: PostRow, wishes: PostWishes) -> None:
        if not (row.can_follow or row.can_message):
            return
        self.addSeparator()
        if row.can_follow and row.you_follow:
            self._wish(_("Unfollow @{username}").format(username=row.username), wishes.unfollow)
        elif row.can_follow:
            self._wish(_("Follow @{username}").format(username=row.username), wishes.follow)
        if row.can_message:
            self._wish(_("Message to @{username}").format(username=row.username), wishes.message)

    def _wish(self, words: str, wish: SignalInstance) -> None:
        self.add(words, lambda: wish.emit(self._row))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
