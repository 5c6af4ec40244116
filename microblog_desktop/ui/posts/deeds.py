"""Does what is asked for on the rows of a page: commands, menus, links; what needs another page is asked for on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.outbox import JobKind
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.rules.marked_text import Span, SpanKind
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import N_, _
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.timeline.actions import PostActions, is_done, with_reaction
from microblog_desktop.viewmodels.timeline.rows import PostRow

if TYPE_CHECKING:
    from microblog_desktop.viewmodels.timeline.mentions import MentionedPerson

_DONE = {
    Reaction.LIKE: (N_("Liked"), N_("Like taken back")),
    Reaction.REPOST: (N_("Reposted"), N_("Repost taken back")),
    Reaction.BOOKMARK: (N_("Bookmarked"), N_("Bookmark removed")),
}


@dataclass(frozen=True, slots=True)
class Done:
    """What was done to a post, in the words of the moment; `take_back` tells whether it was in time."""

    words: Callable[[], str]
    take_back: Callable[[], bool]
    within_s: int | None = None  # after that it is too late; None: never


class PostDeeds(QObject):
    """Listens to one page's wishes."""

    done = Signal(object)  # Done: what may be taken back for a while
    reply_wanted = Signal(object)  # PostKey
    edit_wanted = Signal(object)  # PostKey
    compose_wanted = Signal()
    edit_profile_wanted = Signal()
    message_wanted = Signal(object)  # PersonId
    thread_wanted = Signal(object)  # PostKey
    window_wanted = Signal(object)  # PostKey: its thread in a window of its own
    person_wanted = Signal(object)  # PersonId
    person_window_wanted = Signal(object)  # PersonId: in a window of its own
    name_wanted = Signal(str)  # a user name
    search_wanted = Signal(str)  # what to search for

    def __init__(
        self,
        theme: Theme,
        actions: PostActions,
        wishes: PostWishes,
        find_mentioned: Callable[[str], MentionedPerson | None],
        page: QWidget,
    ) -> None:
        """`find_mentioned` tells who is meant by a user name, if that is known here; menus open over `page`."""
        super().__init__(page)
        self._theme = theme
        self._actions = actions
        self._find_mentioned = find_mentioned
        self._page = page
        wishes.open_post.connect(lambda row: self.thread_wanted.emit(row.post))
        wishes.open_window.connect(lambda row: self.window_wanted.emit(row.post))
        wishes.open_person.connect(lambda row: self.person_wanted.emit(row.author))
        wishes.open_person_window.connect(lambda row: self.person_window_wanted.emit(row.author))
        wishes.open_name.connect(self.name_wanted)
        wishes.reply.connect(lambda row: self.reply_wanted.emit(row.post))
        wishes.edit.connect(lambda row: self.edit_wanted.emit(row.post))
        wishes.message.connect(lambda row: self.message_wanted.emit(row.author))
        wishes.react.connect(self._pressed)
        wishes.translate.connect(actions.translate)
        wishes.translate_again.connect(actions.translate_again)
        wishes.opened.connect(actions.keep_open)
        wishes.delete.connect(self._delete)
        wishes.follow.connect(lambda row: actions.follow(row.author))
        wishes.unfollow.connect(lambda row: actions.unfollow(row.author))
        wishes.undo.connect(lambda row: actions.undo(row.delivery.job))
        wishes.try_again.connect(lambda row: actions.try_again(row.delivery.job))
        wishes.discard.connect(lambda row: actions.discard(row.delivery.job))
        wishes.take_back.connect(self._take_back)
        wishes.open_span.connect(self._open_span)
        wishes.span_menu.connect(lambda span: self._open_menu(span, QCursor.pos()))

    def do(self, verb: PostVerb, row: PostRow) -> bool:
        """Do it, if this post allows it; tells whether it did."""
        is_allowed, deed = self._deed(verb, row)
        if is_allowed:
            deed()
        return is_allowed

    def _deed(self, verb: PostVerb, row: PostRow) -> tuple[bool, Callable[[], object]]:
        match verb:
            case PostVerb.OPEN:
                return row.can_open, lambda: self.thread_wanted.emit(row.post)
            case PostVerb.WINDOW:
                return row.can_open or row.is_focus, lambda: self.window_wanted.emit(row.post)
            case PostVerb.REPLY:
                return row.can_reply, lambda: self.reply_wanted.emit(row.post)
            case PostVerb.LIKE:
                return row.can_like, lambda: self._react(row, Reaction.LIKE)
            case PostVerb.REPOST:
                return row.can_repost, lambda: self._react(row, Reaction.REPOST)
            case PostVerb.BOOKMARK:
                return row.can_bookmark, lambda: self._react(row, Reaction.BOOKMARK)
            case PostVerb.TRANSLATE:
                return row.can_translate, lambda: self._actions.translate(row)
            case PostVerb.AUTHOR:
                return True, lambda: self.person_wanted.emit(row.author)
            case PostVerb.EDIT:
                return row.can_edit, lambda: self.edit_wanted.emit(row.post)
            case PostVerb.DELETE:
                return row.can_delete, lambda: self._delete(row)
            case PostVerb.UNDO | PostVerb.CARD:
                return False, str  # not about this post, but about the last deed, or the row

    def _pressed(self, row: PostRow, reaction: Reaction) -> None:
        # A heart under the finger is its own undo; by a key one may have meant another post.
        if reaction is Reaction.LIKE:
            self._actions.toggle(row, reaction)
        else:
            self._react(row, reaction)

    def _react(self, row: PostRow, reaction: Reaction) -> None:
        was_done = is_done(row, reaction)
        after = with_reaction(row, reaction, has_it=not was_done)

        def take_back() -> bool:
            self._actions.toggle(after, reaction)
            return True

        self._actions.toggle(row, reaction)
        self.done.emit(Done(lambda: _(_DONE[reaction][was_done]), take_back))

    def _delete(self, row: PostRow) -> None:
        if self._actions.asks_before_deleting:
            self._ask_to_delete(row)
        else:
            self._delete_now(row)

    def _ask_to_delete(self, row: PostRow) -> None:
        # Nobody deletes before the first paint.
        from microblog_desktop.ui.page.confirmation import Confirmation

        asking = Confirmation(self._theme, _("Delete this post?"), row.body.text[:200], _("Delete"), self._page)
        asking.accepted.connect(lambda: self._delete_now(row))
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def _delete_now(self, row: PostRow) -> None:
        self._actions.delete(row)
        job = self._actions.deletion(row.post)
        if job is None or not self._actions.undo_s:
            # One that the server never had is gone at once, and so is one that waits for nothing.
            return

        def take_back() -> bool:
            is_in_time = self._actions.deletion(row.post) == job
            self._actions.undo(job)
            return is_in_time

        self.done.emit(Done(lambda: _("Post deleted"), take_back, self._actions.undo_s))

    def _take_back(self, row: PostRow) -> None:
        if row.delivery is None:
            return
        kind = self._actions.take_back(row, row.delivery.job)
        if kind is JobKind.EDIT_POST:
            self.edit_wanted.emit(row.post)
        elif kind is JobKind.CREATE_POST:
            self.compose_wanted.emit()

    def _open_span(self, span: Span) -> None:
        # Nobody follows a link or a name before the first paint.
        if span.kind is SpanKind.LINK:
            from PySide6.QtCore import QUrl
            from PySide6.QtGui import QDesktopServices

            address = QUrl(span.target)
            if address.scheme() in {"http", "https"}:
                QDesktopServices.openUrl(address)
        elif span.kind is SpanKind.MENTION:
            self.name_wanted.emit(span.target)
        else:
            self.search_wanted.emit(f"#{span.target}")

    def _open_menu(self, span: Span, place: QPoint) -> None:
        from microblog_desktop.ui.posts.span_menu import SpanMenu

        person = self._find_mentioned(span.target) if span.kind is SpanKind.MENTION else None
        menu = SpanMenu(self._theme, span, person, self._page)
        menu.follow.connect(self._actions.follow)
        menu.unfollow.connect(self._actions.unfollow)
        menu.message.connect(self.message_wanted)
        menu.open.connect(self.name_wanted)
        menu.search.connect(self.search_wanted)
        menu.open_window.connect(self.person_window_wanted)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
