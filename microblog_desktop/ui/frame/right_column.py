"""The right column: the field to search in, who to follow, and what this server does not offer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.server import Capability, ServerDescription
from microblog_desktop.i18n.sentences import in_one_breath
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.list.accessible import PressedWhole
from microblog_desktop.ui.search.field import ColumnField
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import AVATAR_SMALL, Space, TextSize
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.buttons import LinkButton, SecondaryButton
from microblog_desktop.ui.widgets.card import Card, Panel
from microblog_desktop.ui.widgets.labels import ElidedLabel, TextLabel
from microblog_desktop.ui.widgets.painting import focus_ring
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.frame import missing_offers
from microblog_desktop.viewmodels.people.suggestions import SuggestedPerson, SuggestionModel
from microblog_desktop.viewmodels.search.field_words import field_words
from microblog_desktop.viewmodels.session.status import StatusModel

_WIDTH = 288


class _PersonLine(PressedWhole):
    """Somebody one might follow; pressed beside the button, they are to be opened."""

    opened_window = Signal()

    def __init__(self, theme: Theme, pictures: RoundPictures, model: SuggestionModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._person: SuggestedPerson | None = None
        self._avatar = Avatar(theme, pictures, self, size=AVATAR_SMALL)
        self._name = ElidedLabel(theme, "", self, weight=QFont.Weight.DemiBold)
        self._handle = ElidedLabel(theme, "", self, size=TextSize.SMALL, color="muted")
        self._followed = TextLabel(theme, "", self, size=TextSize.SMALL, color="muted")
        self._button = SecondaryButton(theme, "", self)
        self._button.clicked.connect(self._toggle)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # The Tab key finds the person before the button.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self._name)
        names.addWidget(self._handle)
        names.addStretch(1)
        line = QGridLayout(self)
        line.setContentsMargins(0, Space.XS, 0, Space.XS)
        line.setHorizontalSpacing(10)
        line.setVerticalSpacing(2)
        line.addWidget(self._avatar, 0, 0)
        line.addLayout(names, 0, 1)
        line.addWidget(self._button, 0, 2)
        line.addWidget(self._followed, 1, 1, 1, 2)
        line.setColumnStretch(1, 1)

    def show_person(self, person: SuggestedPerson) -> None:
        self._person = person
        self._avatar.show_face(Face(person.name, person.username, person.avatar_url))
        self._name.set_text(person.name)
        self._handle.set_text(f"@{person.username}")
        for label in (self._name, self._handle):
            label.tell_of(person.username)
        self._followed.setText(person.followed_text)
        self._followed.setVisible(bool(person.followed_text))
        spoken = (person.name, f"@{person.username}", person.followed_text)
        self.setAccessibleName(in_one_breath(spoken))
        words = _("Following") if person.you_follow else _("Follow")
        self._button.setText(words)
        self._button.updateGeometry()
        verb = _("Unfollow @{username}") if person.you_follow else _("Follow @{username}")
        self._button.setAccessibleName(verb.format(username=person.username))

    @property
    def person(self) -> PersonId | None:
        """Who is shown."""
        return None if self._person is None else self._person.person

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.opened_window if is_shifted else self.pressed_whole).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed_whole.emit()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, QRectF(self.rect()), Space.XXS, self._theme.color(self._theme.colors.accent))

    def _toggle(self) -> None:
        if self._person is None:
            return
        if self._person.you_follow:
            self._model.unfollow(self._person.person)
        else:
            self._model.follow(self._person.person)


class RightColumn(Panel):
    """Cards, from the top down; a card without anything to say is not there."""

    person_wanted = Signal(object)  # PersonId
    person_window_wanted = Signal(object)
    more_wanted = Signal()  # all whom one might follow
    search_wanted = Signal(str)  # what was typed so far

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        suggestions: SuggestionModel,
        server: ServerDescription,
        status: StatusModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent, color="bg")
        self._theme = theme
        self._pictures = pictures
        self._suggestions = suggestions
        self._server = server
        self._status = status
        self._field = ColumnField(theme, self)
        self._field.wanted.connect(self.search_wanted)
        status.changed.connect(self._ask)
        self._lines: list[_PersonLine] = []
        self._fill_cards(theme)
        column = self._cards = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M - 2, Space.M, Space.M)
        column.setSpacing(Space.M)
        column.addWidget(self._field)
        column.addWidget(self._who)
        column.addWidget(self._offers)
        column.addStretch(1)
        suggestions.changed.connect(self._show_people)
        theme.changed.connect(self._set_width)
        self._set_width()
        self.retranslate()

    def _fill_cards(self, theme: Theme) -> None:
        self._who = Card(theme, self)
        self._who.column.setSpacing(0)
        self._who_title = TextLabel(theme, weight=QFont.Weight.DemiBold)
        self._more = LinkButton(theme, "", self._who)
        self._more.clicked.connect(self.more_wanted)
        self._people = QVBoxLayout()
        self._people.setSpacing(0)
        self._people.setContentsMargins(0, Space.XS, 0, 0)
        self._who.column.addWidget(self._who_title)
        self._who.column.addLayout(self._people)
        self._who.column.addWidget(self._more)
        self._offers = Card(theme, self)
        self._offers_title = TextLabel(theme, weight=QFont.Weight.DemiBold)
        self._offers_words = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._offers.column.addWidget(self._offers_title)
        self._offers.column.addWidget(self._offers_words)

    def add_card(self, card: QWidget) -> None:
        """One that belongs to a page; it stands above the others while that page shows it."""
        self._cards.insertWidget(1, card)
        card.stackUnder(self._who)  # the order of children is that of speech and of the Tab key
        self._put_in_order()

    def show_field(self, *, is_wanted: bool) -> None:
        """Where the page has a field of its own this one goes, and leaves its room: nothing below it moves."""
        self._field.setVisible(is_wanted)

    def retranslate(self) -> None:
        self._ask()
        self._who_title.setText(_("Who to follow"))
        self._more.setText(_("Show more"))
        self._suggestions.retranslate()
        self._offers_title.setText(_("This server"))
        words = missing_offers(self._server)
        self._offers_words.setText(words)
        self._offers.setVisible(bool(words))
        self._show_people()

    def _ask(self) -> None:
        self._field.ask(field_words(self._server, is_online=self._status.is_online))

    def _show_people(self) -> None:
        people = self._suggestions.people
        while len(self._lines) < len(people):
            line = _PersonLine(self._theme, self._pictures, self._suggestions, self._who)
            line.pressed_whole.connect(partial(self._open, line, self.person_wanted))
            line.opened_window.connect(partial(self._open, line, self.person_window_wanted))
            self._lines.append(line)
            self._people.addWidget(line)
            self._more.raise_()
            self._put_in_order()
        for index, line in enumerate(self._lines):
            line.setVisible(index < len(people))
            if index < len(people):
                line.show_person(people[index])
        self._more.setVisible(self._suggestions.has_more)
        self._who.setVisible(bool(people) and self._server.can(Capability.FOLLOW))

    def _put_in_order(self) -> None:
        """For the Tab key, which would come to what was made late after everything else."""
        before: QWidget = self._field
        for widget in self.findChildren(QWidget):
            if widget is not before and widget is not self._field and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(before, widget)
                before = widget

    @staticmethod
    def _open(line: _PersonLine, wanted: SignalInstance) -> None:
        if line.person is not None:
            wanted.emit(line.person)

    def _set_width(self) -> None:
        self.setFixedWidth(self._theme.scaled(_WIDTH))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(_WIDTH), super().sizeHint().height())
