"""Home: header, the box to write in, the posts, and the pill behind which new ones wait."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import EntryKey
from microblog_desktop.domain.outbox import JobKind
from microblog_desktop.domain.rules.marked_text import Span, SpanKind
from microblog_desktop.domain.timeline import GapSide
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.ui.list.row_view import ReadingPlace
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.page.header import PageHeader
from microblog_desktop.ui.page.state_view import StateView
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import AVATAR, MAX_TEXT_WIDTH, Space
from microblog_desktop.ui.timeline.row_factory import TimelineRows
from microblog_desktop.ui.widgets.buttons import PillButton
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.messages.list_state import ListPhase
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.rows import GapRow, PostRow

_TICK_MS = 30_000
COLUMN = MAX_TEXT_WIDTH + AVATAR + Space.S + 2 * Space.L


class HomePage(Panel):
    """The home timeline. What needs another window or page is asked for by signals."""

    reply_wanted = Signal(object)  # PostKey
    edit_wanted = Signal(object)  # PostKey
    compose_wanted = Signal()
    message_wanted = Signal(object)  # PersonId

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        model: TimelineModel,
        actions: PostActions,
        clock: Clock,
        composer: QWidget | None = None,
        strips: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._model = model
        self._actions = actions
        self._is_placed = False
        self.wishes = PostWishes()
        self.header = PageHeader(theme, COLUMN)
        self.list = VirtualList(
            theme, model, TimelineRows(theme, pictures, clock, self.wishes), max_row_width=COLUMN, parent=self
        )
        self._state = StateView(theme)
        self._pill = PillButton(theme, "", self, icon="arrow-up")
        self._pill.hide()
        self.list.installEventFilter(self)
        self._lay_out(composer, strips)
        self.setFocusProxy(self.list)
        self._connect()
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.list.viewport().update)
        self.retranslate()
        self._show_state()

    # What the window asks.

    def title(self) -> str:
        return _("Home")

    def show_newest(self) -> None:
        """To the top: the pill, the `.` key, a click on the page that is open, and after one's own post."""
        self._model.go_to_newest()
        self.list.scroll_to_top()

    def refresh(self) -> None:
        self._model.refresh()

    def step(self, rows: int) -> None:
        self.list.current.step(rows)

    def reply_to_current(self) -> None:
        row = self._current_post()
        if row is not None and row.can_reply:
            self.reply_wanted.emit(row.post)

    def edit_current(self) -> None:
        row = self._focused_post()
        if row is not None and row.can_edit:
            self.edit_wanted.emit(row.post)

    def delete_current(self) -> None:
        row = self._focused_post()
        if row is not None and row.can_delete:
            self._actions.delete(row)

    def save(self) -> None:
        """Remember where the person reads, at once."""
        self._model.save_place_now()

    def retranslate(self) -> None:
        self.header.set_title(self.title())
        self.list.viewport().setAccessibleName(_("Home timeline"))
        self._show_new_above(self._model.new_above)
        self._show_state()

    # Building.

    def _lay_out(self, composer: QWidget | None, strips: QWidget | None) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Line(self._theme))
        if strips is not None:
            column.addWidget(strips)
        if composer is not None:
            self._composer_room = QHBoxLayout()
            self._composer_room.setContentsMargins(0, 0, 0, 0)
            self._composer_room.addStretch(1)
            composer.setMaximumWidth(self._theme.scaled(COLUMN))
            self._theme.changed.connect(lambda: composer.setMaximumWidth(self._theme.scaled(COLUMN)))
            self._composer_room.addWidget(composer, 100_000)
            self._composer_room.addStretch(1)
            column.addLayout(self._composer_room)
            column.addWidget(Line(self._theme))
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._state)
        column.addLayout(self._stack, 1)

    def _connect(self) -> None:
        model, view, wishes = self._model, self.list, self.wishes
        view.nearBottom.connect(self._near_bottom)
        view.nearTop.connect(self._near_top)
        view.placeChanged.connect(self._place_changed)
        view.topWanted.connect(self.show_newest)
        model.new_above_changed.connect(self._show_new_above)
        model.state_changed.connect(self._show_state)
        self._pill.clicked.connect(self._pill_pressed)
        self._state.acted.connect(self.refresh)
        wishes.reply.connect(lambda row: self.reply_wanted.emit(row.post))
        wishes.edit.connect(lambda row: self.edit_wanted.emit(row.post))
        wishes.message.connect(lambda row: self.message_wanted.emit(row.author))
        wishes.delete.connect(self._actions.delete)
        wishes.follow.connect(lambda row: self._actions.follow(row.author))
        wishes.unfollow.connect(lambda row: self._actions.unfollow(row.author))
        wishes.undo.connect(lambda row: self._actions.undo(row.delivery.job))
        wishes.try_again.connect(lambda row: self._actions.try_again(row.delivery.job))
        wishes.discard.connect(lambda row: self._actions.discard(row.delivery.job))
        wishes.take_back.connect(self._take_back)
        wishes.fill_gap.connect(self._fill_gap)
        wishes.open_span.connect(self._open_span)

    # Wishes that need a thought.

    def _pill_pressed(self) -> None:
        # The pill goes away under the finger; its focus goes to the posts, not into the box to write in.
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_newest()

    def _take_back(self, row: PostRow) -> None:
        if row.delivery is None:
            return
        kind = self._actions.take_back(row, row.delivery.job)
        if kind is JobKind.EDIT_POST:
            self.edit_wanted.emit(row.post)
        elif kind is JobKind.CREATE_POST:
            self.compose_wanted.emit()

    def _fill_gap(self, row: GapRow) -> None:
        """From the side the person comes from: what they read stays where it is."""
        index = self.list.index_of(row.key)
        first = self.list.first_visible()
        is_reading_up = index is not None and first is not None and index <= first
        self._model.fill_gap(row.key, GapSide.BOTTOM if is_reading_up else GapSide.TOP)

    def _open_span(self, span: Span) -> None:
        # Nobody follows a link or a name before the first paint.
        if span.kind is SpanKind.LINK:
            from PySide6.QtCore import QUrl
            from PySide6.QtGui import QDesktopServices

            QDesktopServices.openUrl(QUrl(span.target))
            return
        from microblog_desktop.ui.posts.span_menu import SpanMenu

        person = self._model.mentioned(span.target) if span.kind is SpanKind.MENTION else None
        menu = SpanMenu(self._theme, span, person, self)
        menu.follow.connect(self._actions.follow)
        menu.unfollow.connect(self._actions.unfollow)
        menu.message.connect(self.message_wanted)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())

    def _current_post(self) -> PostRow | None:
        index = self.list.current.index()
        if index is None:
            return None
        row = self._model.rows[index]
        return row if isinstance(row, PostRow) else None

    def _focused_post(self) -> PostRow | None:
        """The current post, if one sees that it is."""
        widget = self.list.current.widget()
        return self._current_post() if widget is not None and widget.has_focus_inside() else None

    # Following list and model.

    def _near_bottom(self) -> None:
        # After the layout that told it: the model may not change while rows are laid out.
        QTimer.singleShot(0, self, self._model.load_older_rows)

    def _near_top(self) -> None:
        QTimer.singleShot(0, self, self._model.load_newer_rows)

    def _place_changed(self) -> None:
        place = self.list.place()
        if self._is_placed and place is not None and isinstance(place.key, int):
            self._model.reading_at(EntryKey(place.key), -place.offset, is_at_top=self.list.is_at_top())

    def _show_new_above(self, count: int) -> None:
        is_shown = count > 0 and not (self.list.is_at_top() and self._model.is_at_newest)
        self._pill.setText(ngettext("{count} new post", "{count} new posts", count).format(count=count))
        self._pill.setVisible(is_shown)
        self._place_pill()

    def _place_pill(self) -> None:
        size = self._pill.sizeHint()
        top = self.list.geometry().top() + Space.S
        self._pill.setGeometry((self.width() - size.width()) // 2, top, size.width(), size.height())
        self._pill.raise_()

    def _show_state(self) -> None:
        state = self._model.state
        self._stack.setCurrentWidget(self.list if state.phase is ListPhase.READY else self._state)
        if state.phase is ListPhase.LOADING:
            self._state.wait()
        elif state.phase is ListPhase.EMPTY:
            words = _("Posts of the people you follow appear here. Write the first one, or follow somebody.")
            self._state.say("home", _("Nothing here yet"), words)
        elif state.phase is ListPhase.OFFLINE:
            words = _("No posts are saved on this computer yet. They load as soon as you are online.")
            self._state.say("offline", _("You are offline"), words, _("Try again"))
        elif state.phase is ListPhase.FAILED:
            self._state.say("warning", _("The posts could not be loaded"), state.reason, _("Try again"))

    # Qt tells.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_placed:
            self._is_placed = True
            place = self._model.place
            if place is not None:
                self.list.restore(ReadingPlace(place.entry, -place.offset_px))
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        self._model.save_place_now()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The box to write in grows, and a banner comes: the pill stays at the top of the posts.
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
            self._place_pill()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self._model.retranslate()
            self.retranslate()
        super().changeEvent(event)
