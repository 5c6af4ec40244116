"""What was found, as a list in which posts can do all they can do elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.ui.list.row import RowFactory
from microblog_desktop.ui.people.wishes import PersonWishes
from microblog_desktop.ui.search.rows import SearchRows
from microblog_desktop.ui.search.wishes import SearchWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.post_list import PostList
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.lists.list_state import ListPhase, ListWords
from microblog_desktop.viewmodels.search.results import SearchResults
from microblog_desktop.viewmodels.search.rows import HeadingRow
from microblog_desktop.viewmodels.search.words import nothing_words
from microblog_desktop.viewmodels.timeline.actions import PostActions


class FoundList(PostList):
    """`opened` tells that something of what was found was of use."""

    opened = Signal()

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        results: SearchResults,
        actions: PostActions,
        clock: Clock,
        words: Callable[[], ListWords],
        parent: QWidget | None = None,
    ) -> None:
        self._results = results
        super().__init__(theme, pictures, results, actions, clock, words, parent)
        results.setParent(self)
        self.list.nearBottom.connect(lambda: QTimer.singleShot(0, self, results.load_more))
        results.search.changed.connect(self._show_state)
        self.found.heading.connect(self._heading_pressed)
        self.found.ask_again.connect(lambda _row: results.refresh())
        self.people.follow.connect(actions.follow)
        self.people.unfollow.connect(actions.unfollow)
        self.people.message.connect(self.deeds.message_wanted)
        self.people.open.connect(self.deeds.person_wanted)
        self.people.open_window.connect(self.deeds.person_window_wanted)
        deeds = self.deeds
        for wish in (deeds.thread_wanted, deeds.window_wanted, deeds.person_wanted, deeds.person_window_wanted):
            wish.connect(self.opened)
        for wish in (self.found.message, self.found.draft):
            wish.connect(self.opened)

    def row_factory(self, theme: Theme, pictures: RoundPictures, clock: Clock) -> RowFactory:
        self.people = PersonWishes(self)
        self.found = SearchWishes(self)
        others = super().row_factory(theme, pictures, clock)
        return SearchRows(theme, pictures, clock, self.found, self.people, others)

    @property
    def was_left_from_a_row(self) -> bool:
        """Whether a row had the focus when the page was left."""
        return self._left_at is not None

    def enter(self) -> bool:
        """Come from the field above into the first row; tells whether there is one."""
        if not self._results.rows:
            return False
        self.list.scroll_to_top()
        first = next((n for n in range(len(self._results.rows)) if not self._results.is_passed_over(n)), None)
        if first is not None:
            self.list.current.go_to(first)
        return first is not None

    def is_at_first(self) -> bool:
        """Whether nothing above the current row can be stepped to."""
        index = self.list.current.index()
        return index is None or all(self._results.is_passed_over(above) for above in range(index))

    def show_every_section(self) -> bool:
        """Tells whether one was shown alone before."""
        was_alone = self._results.show_every_section()
        if was_alone:
            self.list.scroll_to_top()
        return was_alone

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        widget = self.list.current.widget()
        self._left_at = self.list.current.key if widget is not None and widget.has_focus_inside() else None

    def _heading_pressed(self, row: HeadingRow) -> None:
        """All of a section, or every one again; the heading keeps the focus."""
        widget = self.list.current.widget()
        had_focus = widget is not None and widget.has_focus_inside()
        if self._results.section is None:
            self._results.show_all(row.section)
        else:
            self._results.show_every_section()
        self.list.scroll_to_top()
        if had_focus:
            index = self._results.index_of(row.key)
            if index is not None:
                self.list.current.go_to(index)
            else:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_state(self) -> None:
        """Nothing is said while what is on this computer is still looked for."""
        phase, search = self._model.state.phase, self._results.search
        if phase is ListPhase.READY or phase is ListPhase.FAILED:
            super()._show_state()
        elif not search.is_waiting:
            self._state.show_instead(nothing_words(search))
            self._stack.setCurrentWidget(self._state)
