"""The right column: who to follow, and what this server does not offer."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.domain.server import ServerDescription
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import AVATAR_SMALL, Space, TextSize
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.buttons import SecondaryButton
from microblog_desktop.ui.widgets.card import Card, Panel
from microblog_desktop.ui.widgets.labels import ElidedLabel, TextLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.frame import missing_offers
from microblog_desktop.viewmodels.people.suggestions import SuggestedPerson, SuggestionModel

_WIDTH = 288


class _PersonLine(QWidget):
    """Somebody one might follow."""

    def __init__(self, theme: Theme, pictures: RoundPictures, model: SuggestionModel) -> None:
        super().__init__()
        self._model = model
        self._person: SuggestedPerson | None = None
        self._avatar = Avatar(theme, pictures, self, size=AVATAR_SMALL)
        self._name = ElidedLabel(theme, "", self, weight=QFont.Weight.DemiBold)
        self._handle = ElidedLabel(theme, "", self, size=TextSize.SMALL, color="muted")
        self._button = SecondaryButton(theme, "", self)
        self._button.clicked.connect(self._toggle)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self._name)
        names.addWidget(self._handle)
        names.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, Space.XS, 0, Space.XS)
        line.setSpacing(10)
        line.addWidget(self._avatar)
        line.addLayout(names, 1)
        line.addWidget(self._button)

    def show_person(self, person: SuggestedPerson) -> None:
        self._person = person
        self._avatar.show_face(Face(person.name, person.username, person.avatar_url))
        self._name.set_text(person.name)
        self._handle.set_text(f"@{person.username}")
        for label in (self._name, self._handle):
            label.tell_of(person.username)
        words = _("Following") if person.you_follow else _("Follow")
        self._button.setText(words)
        self._button.updateGeometry()
        verb = _("Unfollow @{username}") if person.you_follow else _("Follow @{username}")
        self._button.setAccessibleName(verb.format(username=person.username))

    def _toggle(self) -> None:
        if self._person is None:
            return
        if self._person.you_follow:
            self._model.unfollow(self._person.person)
        else:
            self._model.follow(self._person.person)


class RightColumn(Panel):
    """Cards, from the top down; a card without anything to say is not there."""

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        suggestions: SuggestionModel,
        server: ServerDescription,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent, color="bg")
        self._theme = theme
        self._pictures = pictures
        self._suggestions = suggestions
        self._server = server
        self._lines: list[_PersonLine] = []
        self._who = Card(theme, self)
        self._who.column.setSpacing(0)
        self._who_title = TextLabel(theme, weight=QFont.Weight.DemiBold)
        self._who.column.addWidget(self._who_title)
        self._offers = Card(theme, self)
        self._offers_title = TextLabel(theme, weight=QFont.Weight.DemiBold)
        self._offers_words = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._offers.column.addWidget(self._offers_title)
        self._offers.column.addWidget(self._offers_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M - 2, Space.M, Space.M)
        column.setSpacing(Space.M)
        column.addWidget(self._who)
        column.addWidget(self._offers)
        column.addStretch(1)
        suggestions.changed.connect(self._show_people)
        theme.changed.connect(self._set_width)
        self._set_width()
        self.retranslate()

    def retranslate(self) -> None:
        self._who_title.setText(_("Who to follow"))
        self._offers_title.setText(_("This server"))
        words = missing_offers(self._server)
        self._offers_words.setText(words)
        self._offers.setVisible(bool(words))
        self._show_people()

    def _show_people(self) -> None:
        people = self._suggestions.people
        while len(self._lines) < len(people):
            line = _PersonLine(self._theme, self._pictures, self._suggestions)
            self._lines.append(line)
            self._who.column.addWidget(line)
        for index, line in enumerate(self._lines):
            line.setVisible(index < len(people))
            if index < len(people):
                line.show_person(people[index])
        self._who.setVisible(bool(people))

    def _set_width(self) -> None:
        self.setFixedWidth(self._theme.scaled(_WIDTH))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(_WIDTH), super().sizeHint().height())
