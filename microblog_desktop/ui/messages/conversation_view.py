"""One conversation: who it is with, what was said, and the box to answer in."""

from __future__ import annotations

from itertools import dropwhile

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from microblog_desktop.domain.ids import MessageKey
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.composer.counter import Counter
from microblog_desktop.ui.composer.writing_box import MessageBox
from microblog_desktop.ui.keys.pressed import first_key, is_pressed, native_keys
from microblog_desktop.ui.list.reading_place import WHOLE_ROW, ReadingPlace
from microblog_desktop.ui.list.strip import Direction
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.messages.find_bar import FindBar
from microblog_desktop.ui.messages.message_rows import MessageRows
from microblog_desktop.ui.messages.newest_pill import NewestPill
from microblog_desktop.ui.messages.state_panel import StatePanel, messages_words
from microblog_desktop.ui.messages.undo_deletion import UndoDeletion
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import AVATAR_SMALL, HEADER_HEIGHT, Space, TextSize
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.buttons import IconButton, PrimaryButton
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.ui.widgets.labels import ElidedLabel
from microblog_desktop.ui.widgets.menu import Menu
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.messages.conversation import ConversationModel
from microblog_desktop.viewmodels.messages.conversation_search import ConversationSearch
from microblog_desktop.viewmodels.writing.message_composer import MessageComposer
from microblog_desktop.viewmodels.writing.send_key import SendKey


class ConversationView(Panel):
    """Closes its models with `close_models`; `back_wanted` where the list is not beside it."""

    back_wanted = Signal()
    window_wanted = Signal()
    person_wanted = Signal(object)  # PersonId

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        model: ConversationModel,
        composer: MessageComposer,
        search: ConversationSearch,
        send_key: SendKey | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._model = model
        self._composer = composer
        self.offers_window = True
        model.setParent(self)
        composer.setParent(self)
        search.setParent(self)
        self._send_key = send_key
        self._header = QWidget()
        self.back = IconButton(theme, "arrow-left", "")
        self._avatar = Avatar(theme, pictures, size=AVATAR_SMALL)
        self._name = ElidedLabel(theme, weight=QFont.Weight.DemiBold)
        self._handle = ElidedLabel(theme, size=TextSize.SMALL, color="muted")
        self.list = VirtualList(theme, model, MessageRows(theme, model), direction=Direction.FROM_BOTTOM)
        self._go_where_one_was()
        self._state = StatePanel(theme)
        self.find_bar = FindBar(theme, search)
        self._search = search
        self._newest = NewestPill(theme, self.list, model, self)
        self._undo = UndoDeletion(theme, model, self.list, self)
        self.more = IconButton(theme, "more", "")
        self.box = MessageBox(theme, composer, lambda: send_key is None or send_key.enter_sends)
        self._counter = Counter(theme, composer)
        self._send = PrimaryButton(theme)
        self._lay_out()
        self._connect()
        self._restyle()
        self.retranslate()

    @property
    def model(self) -> ConversationModel:
        return self._model

    def send(self) -> None:
        self.box.finish_composing()
        if self._composer.send() is not None:
            self._model.go_to_newest()
            self.list.scroll_to_end()
        self.box.setFocus()

    def note_seen(self) -> None:
        """What is at the end was read, if the person can have seen it."""
        if self.isVisible() and self.isActiveWindow() and self._model.is_at_newest and self.list.is_at_end():
            self._model.mark_seen()

    def show_message(self, key: MessageKey) -> None:
        """Bring one message into view, and draw it out."""
        self._model.mark(key)
        if self._model.show_around(key):
            index = self._model.index_of(key)
            if index is not None:
                self.list.ensure_visible(index)

    def open_menu(self) -> None:
        """What else can be done with this conversation."""
        menu = Menu(self._theme, self)
        menu.add(_("Search in this conversation"), self.find_bar.open)
        menu.add(_("Open in a window"), self.window_wanted.emit).setVisible(self.offers_window)
        menu.add(_("Profile of {name}").format(name=self._model.name), self._ask_for_person)
        if self._send_key is not None:
            menu.addSeparator()
            others = first_key("send") if self._send_key.enter_sends else native_keys(("Return",))
            if others:
                menu.add(_("Send with {keys}").format(keys=others), self._send_key.change)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.more)

    def _ask_for_person(self) -> None:
        self.person_wanted.emit(self._model.person)

    def close_models(self) -> None:
        """Save the draft; the models listen no more."""
        self._search.close()
        self._composer.close()
        self._model.close()

    def retranslate(self) -> None:
        self.back.set_name(_("Back to the list"))
        self._point_back()
        self.more.set_name(_("More"))
        self._newest.refresh()
        self._send.setText(_("Send"))
        self._send.updateGeometry()
        self._model.refresh_words()
        self._refresh_header()
        self._refresh_box()
        self._refresh_state()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._fill_header()
        column.addWidget(self._header)
        column.addWidget(Line(self._theme))
        column.addWidget(self.find_bar)
        middle = QWidget()
        stack = QStackedLayout(middle)
        stack.setStackingMode(QStackedLayout.StackingMode.StackAll)
        stack.addWidget(self._state)
        stack.addWidget(self.list)
        column.addWidget(middle, 1)
        column.addSpacing(Space.S)
        column.addWidget(Line(self._theme))
        column.addLayout(self._input_row())

    def _fill_header(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._handle)
        words.addStretch(1)
        row = QHBoxLayout(self._header)
        row.setContentsMargins(Space.L, 0, Space.L, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.back)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        row.addWidget(self.more)
        self.back.hide()

    def _input_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        row.setSpacing(Space.XS + 2)
        row.addWidget(self.box, 1)
        row.addWidget(self._counter, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._send, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.more.clicked.connect(self.open_menu)
        self._search.arrived.connect(self.show_message)
        self.find_bar.closed.connect(self._find_closed)
        self.box.submitted.connect(self.send)
        self._send.clicked.connect(self.send)
        self._composer.changed.connect(self._refresh_box)
        self._model.header_changed.connect(self._refresh_header)
        self._model.state_changed.connect(self._refresh_state)
        self._model.rowsInserted.connect(self.note_seen)
        self._state.retried.connect(self._model.refresh)
        self._theme.changed.connect(self._restyle)
        # After the layout that told it: the model may not change while rows are laid out.
        self.list.nearTop.connect(lambda: QTimer.singleShot(0, self, self._model.load_older))
        self.list.nearBottom.connect(lambda: QTimer.singleShot(0, self, self._model.load_newer))
        self.list.placeChanged.connect(self.note_seen)
        self.list.placeChanged.connect(self._note_place)

    def _go_where_one_was(self) -> None:
        place = self._model.place.to_begin_at
        if place is not None:
            self.list.restore(ReadingPlace(MessageKey(place.entry), place.offset_px, place.character))

    def _note_place(self) -> None:
        """Before anybody sees it, the place is still the one that is wished for."""
        if not self.isVisible() or not self._model.rows:
            return
        if self._model.is_at_newest and self.list.is_at_end():
            self._model.place.reading_newest()
            return
        place, height = self.list.place(), self.list.viewport().height()
        if place is not None and isinstance(place.key, int):
            self._model.place.reading_at(MessageKey(place.key), place.offset, place.character)
        elif place is not None:
            # A day is held by the message under it.
            under = dropwhile(lambda known: known[0] != place.key, self.list.known_rows())
            for key, row in under:
                if isinstance(key, int):
                    self._model.place.reading_at(MessageKey(key), row.bottom - height, WHOLE_ROW)
                    break

    def _point_back(self) -> None:
        """Back is where one begins to read."""
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.back.set_icon_name("arrow-right" if is_mirrored else "arrow-left")

    def _find_closed(self) -> None:
        self._model.mark(None)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        self._header.setMinimumHeight(self._theme.scaled(HEADER_HEIGHT))

    def _refresh_header(self) -> None:
        model = self._model
        self._avatar.show_face(Face(model.name, model.username, model.avatar_url))
        self._name.set_text(model.name)
        self._handle.set_text(model.handle_line)
        for label in (self._name, self._handle):
            label.tell_of(model.username)
        words = _("Message {name}").format(name=model.name)
        self.box.setPlaceholderText(words)
        self.box.setAccessibleName(words)
        self.list.viewport().setAccessibleName(_("Messages with {name}").format(name=model.name))

    def _refresh_box(self) -> None:
        self._send.setEnabled(self._composer.can_send)
        if not self._composer.is_near_limit:
            self._counter.hide()

    def _refresh_state(self) -> None:
        words = messages_words(_("No messages yet"), _("Write the first one below."))
        self._state.show_state(self._model.state, words)
        self._state.raise_() if not self._state.isHidden() else self.list.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.note_seen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.back.isHidden():
            self.back_wanted.emit()
        elif is_pressed(event, "find_here"):
            self.find_bar.open()
        elif event.matches(QKeySequence.StandardKey.Undo) and self._undo.undo():
            event.accept()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._point_back()
        elif event.type() == QEvent.Type.ActivationChange:
            self.note_seen()
