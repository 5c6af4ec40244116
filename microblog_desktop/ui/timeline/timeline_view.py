"""The posts of a timeline: the reader's place, the pill behind which new posts wait, and its gaps."""

from __future__ import annotations

from collections.abc import Callable
from itertools import dropwhile

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import EntryKey
from microblog_desktop.domain.posts.timeline import GapSide
from microblog_desktop.store.rows import ReadingPosition
from microblog_desktop.ui.list.reading_place import ReadingPlace
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.gap_sides import GapSides
from microblog_desktop.ui.timeline.news_teller import NewsTeller
from microblog_desktop.ui.timeline.pill import TopPill
from microblog_desktop.ui.timeline.post_list import PostList
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.lists.list_state import ListWords
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.rows import GapRow, PostRow

SETTLED_MS = 700
"""By then a start is over: the words of the line need modules that are loaded after the first paint."""


class TimelineView(PostList):
    """Keeps the reader's place in one timeline."""

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        model: TimelineModel,
        actions: PostActions,
        clock: Clock,
        words: Callable[[], ListWords],
        parent: QWidget | None = None,
    ) -> None:
        self._timeline = model
        self._is_placed = False
        self._is_settled = False
        self._came_from: ReadingPosition | None = None
        self._focus_there: EntryKey | None = None
        super().__init__(theme, pictures, model, actions, clock, words, parent)
        self._pill = TopPill(theme, self, self.list)
        self._pill.newest_wanted.connect(self._pill_pressed)
        self._pill.back_wanted.connect(self._back_pressed)
        self._gaps = GapSides(self.list, model)
        self._teller = NewsTeller(self.list.announce, self)
        view = self.list
        view.nearBottom.connect(self._near_bottom)
        view.nearTop.connect(self._near_top)
        view.placeChanged.connect(self._place_changed)
        view.topWanted.connect(self.show_newest)
        model.new_above_changed.connect(self._news_changed)
        self.wishes.fill_gap.connect(self._fill_gap)
        self.wishes.fill_gap_from_other_side.connect(self._fill_gap_from_other_side)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._attention_changed)

    def show_newest(self) -> None:
        """To the top: the pill, the `.` key, a click on the page that is open, and after one's own post."""
        is_there = self.list.is_at_top() and self._timeline.is_at_newest
        came_from = None if is_there else self._position()
        focused = self.focused_post()
        self._timeline.go_to_newest()
        self._gaps.jumped()
        self.list.scroll_to_top()
        self.list.current.follow_reader()
        if came_from is not None and not self._is_in_sight(came_from.entry):
            self._came_from, self._focus_there = came_from, None if focused is None else focused.key
            self._pill.offer_way_back()

    def back(self) -> bool:
        """Return to where one was before one went to the top; tells whether there was such a place."""
        wanted, self._came_from = self._came_from, None
        self._pill.end_way_back()
        place = None if wanted is None else self._timeline.go_to(wanted)
        if place is not None:
            self._gaps.jumped()
            self._stand_at(place)
            self._take_focus_along()
        return place is not None

    def save(self) -> None:
        """Remember where the person reads, at once."""
        self._timeline.save_place_now()

    def retranslate(self) -> None:
        super().retranslate()
        self._pill.retranslate()

    # Wishes that need a thought.

    def _pill_pressed(self) -> None:
        # The pill goes away under the finger; its focus goes to the posts, not into the box to write in.
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_newest()

    def _back_pressed(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.back()

    def _fill_gap(self, row: GapRow) -> None:
        """From the side the person comes from: what they read stays where it is."""
        self._fill_from(row, self._gaps.side(row.key))

    def _fill_gap_from_other_side(self, row: GapRow) -> None:
        self._fill_from(row, self._gaps.other_side(row.key))

    def _fill_from(self, row: GapRow, side: GapSide) -> None:
        self._gaps.asked(row.key, side)
        self._timeline.fill_gap(row.key, side)

    # Following list and model.

    def _near_bottom(self) -> None:
        # After the layout that told it: the model may not change while rows are laid out.
        QTimer.singleShot(0, self, self._timeline.load_older_rows)

    def _near_top(self) -> None:
        QTimer.singleShot(0, self, self._timeline.load_newer_rows)

    def _place_changed(self) -> None:
        position = self._position() if self._is_placed and self.isVisible() else None
        if position is None:
            return
        self._timeline.reading_at(position)
        self._gaps.moved_to(position)
        if self._came_from is not None and position.order <= self._came_from.order:
            # Somebody read on to where they had been: there is nothing to go back to.
            self._came_from = None
            self._pill.end_way_back()
        first = self._first_post()
        if first is not None and _somebody_is_there():
            self._timeline.saw(first, is_at_top=self.list.is_at_top())
        self._show_pill()

    def _news_changed(self, count: int) -> None:
        self._teller.note(count)
        self._show_pill()

    def _show_pill(self) -> None:
        if not self._is_placed:
            # To lay out a list that has no size yet would take time, and say nothing.
            return
        is_there = self.list.is_at_top() and self._timeline.is_at_newest
        self._pill.show_count(0 if is_there else self._timeline.new_above)

    def _position(self) -> ReadingPosition | None:
        """The reader's place, on an entry: the line since when posts are new comes and goes."""
        place = self.list.place()
        if place is None:
            return None
        if isinstance(place.key, int):
            return self._timeline.position(EntryKey(place.key), -place.offset, place.character)
        under = dropwhile(lambda known: known[0] != place.key, self.list.known_rows())
        entry = next(((key, row) for key, row in under if isinstance(key, int)), None)
        return None if entry is None else self._timeline.position(EntryKey(entry[0]), -entry[1].top)

    def _first_post(self) -> EntryKey | None:
        """What stands first in view and can be read."""
        rows = (self._timeline.rows[placed.index] for placed in self.list.placed() if placed.bottom > 0)
        return next((row.key for row in rows if isinstance(row, PostRow)), None)

    def _take_focus_along(self) -> None:
        """Back where one was, the row that had the focus there has it again."""
        self.list.placed()
        row = None if self._focus_there is None else self.list.live.find(self._focus_there)
        here = self.list.current.widget()
        if row is not None and (self.list.hasFocus() or (here is not None and here.has_focus_inside())):
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.list.current.follow_reader()

    def _is_in_sight(self, entry: EntryKey) -> bool:
        index, height = self.list.index_of(entry), self.list.viewport().height()
        return any(row.index == index and row.bottom > 0 and row.top < height for row in self.list.placed())

    def _stand_at(self, place: ReadingPosition) -> None:
        self.list.restore(ReadingPlace(place.entry, -place.offset_px, place.character))

    # Whether somebody looks.

    def _attention_changed(self, _state: Qt.ApplicationState) -> None:
        if not self._is_settled:
            return
        if self.isVisible() and _somebody_is_there():
            self._timeline.look()
            self._place_changed()
        else:
            self._timeline.look_away()

    def _settle(self) -> None:
        self._is_settled = True
        self._attention_changed(QGuiApplication.applicationState())

    # Qt tells.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_placed:
            QTimer.singleShot(0, self, self._settle)
            return
        self._is_placed = True
        place = self._timeline.place
        if place is not None:
            self._stand_at(place)
        self._show_pill()
        QTimer.singleShot(SETTLED_MS, self, self._settle)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timeline.look_away()
        super().hideEvent(event)


def _somebody_is_there() -> bool:
    return QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive
