"""Posts on a page: the list, what stands instead of it, and what a person does to a post."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.ui.list.row import RowFactory
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.posts.deeds import Done, PostDeeds
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import AVATAR, MAX_TEXT_WIDTH, Space
from microblog_desktop.ui.timeline.row_factory import TimelineRows
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.lists.list_state import ListPhase, ListWords
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.post_rows import PostRows
from microblog_desktop.viewmodels.timeline.rows import PostRow

if TYPE_CHECKING:
    from microblog_desktop.ui.page.state_view import StateView
    from microblog_desktop.ui.posts.unasked_translation import UnaskedTranslation
    from microblog_desktop.ui.timeline.undo_snack import UndoSnack

_TICK_MS = 30_000
COLUMN = MAX_TEXT_WIDTH + AVATAR + Space.S + 2 * Space.L
"""The greatest width of a page's content."""

VERBS_OF_THE_FOCUSED = (PostVerb.EDIT, PostVerb.DELETE)
"""What cannot be done to a post of which one does not see that it is meant."""


class PostList(QWidget):
    """The posts of one model. What needs another page is asked for by `deeds`."""

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        model: PostRows,
        actions: PostActions,
        clock: Clock,
        words: Callable[[], ListWords],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._words = words
        self._left_at: Hashable | None = None
        self.wishes = PostWishes(self)
        self.deeds = PostDeeds(theme, actions, self.wishes, model.mentioned, self)
        rows = self.row_factory(theme, pictures, clock)
        self.list = VirtualList(theme, model, rows, max_row_width=COLUMN, parent=self)
        self._actions = actions
        self._second_thoughts: UndoSnack | None = None
        self._translation: UnaskedTranslation | None = None
        self.deeds.done.connect(self._offer_undo)
        self.wishes.folded.connect(self._show_from_its_top)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)
        self.setFocusProxy(self.list)
        model.state_changed.connect(self._show_state)
        # Ages grow while nothing else happens.
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.list.viewport().update)
        self.list.viewport().installEventFilter(self)
        self._say()

    def row_factory(self, theme: Theme, pictures: RoundPictures, clock: Clock) -> RowFactory:
        """Who makes the rows; a page with rows of its own makes those, and has the others made by this."""
        return TimelineRows(theme, pictures, clock, self.wishes)

    def step(self, rows: int) -> None:
        self.list.current.step(rows)

    def act(self, verb: PostVerb) -> bool:
        """Do it to the current post; tells whether there is one that allows it."""
        if verb is PostVerb.UNDO:
            return self._second_thoughts is not None and self._second_thoughts.undo()
        if verb is PostVerb.CARD:
            widget = self.list.current.widget()
            return widget is not None and widget.ask_about_person()
        row = self.focused_post() if verb in VERBS_OF_THE_FOCUSED else self.current_post()
        return row is not None and self.deeds.do(verb, row)

    def take_focus(self) -> None:
        """The post that had the focus when the page was left has it again, where it stands; else the list has it."""
        row = None
        if self._left_at is not None:
            self.list.placed()
            row = self.list.live.find(self._left_at)
        (row or self._stack.currentWidget() or self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def current_post(self) -> PostRow | None:
        index = self.list.current.index()
        row = None if index is None else self._model.rows[index]
        return row if isinstance(row, PostRow) else None

    def focused_post(self) -> PostRow | None:
        """The current post, if one sees that it is."""
        widget = self.list.current.widget()
        is_seen = widget is not None and widget.has_focus_inside() and self.list.current.is_in_sight()
        return self.current_post() if is_seen else None

    def retranslate(self) -> None:
        self._model.retranslate()
        self._say()

    def _say(self) -> None:
        self.list.viewport().setAccessibleName(self._words().name)
        self._show_state()

    def _show_state(self) -> None:
        state, words = self._model.state, self._words()
        if state.phase is ListPhase.READY:
            self._show(self.list)
            return
        self._show(self._state)
        self._state.show_state(state, words)

    @cached_property
    def _state(self) -> StateView:
        """What stands instead of the list: where posts are cached, the first paint needs none."""
        from microblog_desktop.ui.page.state_view import StateView

        view = StateView(self._theme)
        view.acted.connect(self._model.refresh)
        self._stack.addWidget(view)
        return view

    def _show(self, wanted: QWidget) -> None:
        """The list, or what stands instead of it: whichever is shown has the focus that the other had."""
        shown = self._stack.currentWidget()
        if shown is None or shown is wanted:
            return
        # Qt answers None where nothing has the focus; its type hints do not say so.
        focused: QWidget | None = self.window().focusWidget()
        had_focus = focused is not None and (focused is shown or shown.isAncestorOf(focused))
        self._stack.setCurrentWidget(wanted)
        self.setFocusProxy(wanted)
        if had_focus:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_translation(self) -> UnaskedTranslation:
        # Few want it.
        from microblog_desktop.ui.posts.unasked_translation import UnaskedTranslation

        return UnaskedTranslation(self.list, lambda index: self._model.rows[index], self._actions.translate_unasked)

    def _offer_undo(self, done: Done) -> None:
        if self._second_thoughts is None:
            # Nothing is done to a post before the first paint.
            from microblog_desktop.ui.timeline.undo_snack import UndoSnack

            self._second_thoughts = UndoSnack(self._theme, self.list, self, lambda: self._actions.undo_s, COLUMN)
        self._second_thoughts.offer(done)

    def _show_from_its_top(self, row: PostRow) -> None:
        """A long post was folded: one goes on reading where it begins, not somewhere below it."""
        index = self.list.index_of(row.key)
        if index is not None:
            self.list.ensure_visible(index)

    def _open_window_at(self, y: float) -> None:
        placed = next((row for row in self.list.placed() if row.top <= y < row.bottom), None)
        row = None if placed is None else self._model.rows[placed.index]
        if isinstance(row, PostRow):
            self.deeds.do(PostVerb.WINDOW, row)

    # Qt tells.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()
        if self._translation is not None:
            self._translation.look_soon()
        elif self._actions.translates_unasked:
            self._translation = self._new_translation()

    def hideEvent(self, event: QHideEvent) -> None:
        focused = self.focused_post()
        self._left_at = None if focused is None else focused.key
        self._tick.stop()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # What no part of a row wanted arrives at the viewport.
        if isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.MiddleButton:
            if event.type() is QEvent.Type.MouseButtonRelease:
                self._open_window_at(event.position().y())
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)
