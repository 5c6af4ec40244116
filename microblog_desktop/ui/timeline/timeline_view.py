"""The posts of a timeline: the reader's place, the pill behind which new posts wait, and its gaps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import EntryKey
from microblog_desktop.domain.timeline import GapSide
from microblog_desktop.i18n.translate import ngettext
from microblog_desktop.ui.list.reading_place import ReadingPlace
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.timeline.post_list import ListWords, PostList
from microblog_desktop.ui.widgets.buttons import PillButton
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.rows import GapRow


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
        super().__init__(theme, pictures, model, actions, clock, words, parent)
        self._pill = PillButton(theme, "", self, icon="arrow-up")
        self._pill.hide()
        self._pill.clicked.connect(self._pill_pressed)
        view = self.list
        view.nearBottom.connect(self._near_bottom)
        view.nearTop.connect(self._near_top)
        view.placeChanged.connect(self._place_changed)
        view.topWanted.connect(self.show_newest)
        view.installEventFilter(self)
        model.new_above_changed.connect(self._show_new_above)
        self.wishes.fill_gap.connect(self._fill_gap)
        self._show_new_above(model.new_above)

    def show_newest(self) -> None:
        """To the top: the pill, the `.` key, a click on the page that is open, and after one's own post."""
        self._timeline.go_to_newest()
        self.list.scroll_to_top()

    def back(self) -> bool:
        """Return to where one was before one went to the top; tells whether there was such a place."""
        return False

    def save(self) -> None:
        """Remember where the person reads, at once."""
        self._timeline.save_place_now()

    def retranslate(self) -> None:
        super().retranslate()
        self._show_new_above(self._timeline.new_above)

    # Wishes that need a thought.

    def _pill_pressed(self) -> None:
        # The pill goes away under the finger; its focus goes to the posts, not into the box to write in.
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_newest()

    def _fill_gap(self, row: GapRow) -> None:
        """From the side the person comes from: what they read stays where it is."""
        index = self.list.index_of(row.key)
        first = self.list.first_visible()
        is_reading_up = index is not None and first is not None and index <= first
        self._timeline.fill_gap(row.key, GapSide.BOTTOM if is_reading_up else GapSide.TOP)

    # Following list and model.

    def _near_bottom(self) -> None:
        # After the layout that told it: the model may not change while rows are laid out.
        QTimer.singleShot(0, self, self._timeline.load_older_rows)

    def _near_top(self) -> None:
        QTimer.singleShot(0, self, self._timeline.load_newer_rows)

    def _place_changed(self) -> None:
        place = self.list.place()
        if self._is_placed and place is not None and isinstance(place.key, int):
            self._timeline.reading_at(EntryKey(place.key), -place.offset, is_at_top=self.list.is_at_top())

    def _show_new_above(self, count: int) -> None:
        is_shown = count > 0 and not (self.list.is_at_top() and self._timeline.is_at_newest)
        self._pill.setText(ngettext("{count} new post", "{count} new posts", count).format(count=count))
        self._pill.setVisible(is_shown)
        self._place_pill()

    def _place_pill(self) -> None:
        size = self._pill.sizeHint()
        self._pill.setGeometry((self.width() - size.width()) // 2, int(Space.S), size.width(), size.height())
        self._pill.raise_()

    # Qt tells.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_placed:
            self._is_placed = True
            place = self._timeline.place
            if place is not None:
                self.list.restore(ReadingPlace(place.entry, -place.offset_px))

    def hideEvent(self, event: QHideEvent) -> None:
        self._timeline.save_place_now()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_pill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The list comes to the front of the stack again: the pill stays over it.
        if event.type() in {QEvent.Type.Show, QEvent.Type.Resize}:
            self._place_pill()
        return super().eventFilter(watched, event)
