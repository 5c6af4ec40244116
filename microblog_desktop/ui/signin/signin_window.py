"""The window before one is signed in: a card in the middle, on any size of window."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.signin.logo import CardTitle
from microblog_desktop.ui.signin.signin_form import SignInForm
from microblog_desktop.ui.signin.vault_form import VaultForm
from microblog_desktop.ui.theme.styles import scroll_bar_style
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import SMALLEST_WINDOW, Radius, Space
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.card import Card
from microblog_desktop.ui.widgets.painting import fill_rounded
from microblog_desktop.ui.widgets.spinner import Spinner
from microblog_desktop.viewmodels.session.signin import SignInModel, SignInStep

if TYPE_CHECKING:
    from microblog_desktop.ui.signin.reset_form import ResetForm

_CARD_WIDTH = 400
_LONGEST_NAME = 200
# Each layer darkens by the least that a screen can show: a step of more is seen as a line around the card.
_SHADOW_LAYERS = 24
_SHADOW_REACH = 36


class SignInWindow(QWidget):
    """Show the step the model is at; the model tells when somebody is signed in."""

    back_wanted = Signal()

    def __init__(self, theme: Theme, model: SignInModel, *, username: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.form = SignInForm(theme, model, username=username)
        self.vault = VaultForm(theme)
        self._starting = _Starting(theme)
        self._steps: list[QWidget] = [self.form, self.vault, self._starting]
        self._card = Card(theme, margin=Space.XL)
        for step in self._steps:
            self._card.column.addWidget(step)
            step.setVisible(step is self.form)
        self._back_to = ""
        self._back = LinkButton(theme, "", self, icon="arrow-left")
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._desk = _Desk(theme, self._card)
        self._scroll.setWidget(self._desk)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._way_back())
        whole.addWidget(self._scroll)
        self.vault.chosen.connect(model.choose_vault)
        self.vault.left.connect(model.leave_vault_choice)
        model.changed.connect(self.refresh)
        theme.changed.connect(self._restyle)
        self.setMinimumSize(*SMALLEST_WINDOW)
        self.resize(1120, 760)
        self._restyle()
        self.retranslate()
        self.refresh()
        self.form.focus_first_empty()

    def refresh(self) -> None:
        """Show the step that the model is at."""
        wanted = self._wanted()
        if wanted is self.vault:
            self.vault.explain(self._model.vault_problem)
        if not wanted.isHidden():
            return
        for step in self._steps:
            step.setVisible(step is wanted)
        if wanted is self.vault:
            self.vault.begin(self._model.vault_problem)
        elif self._model.step is SignInStep.RESET:
            self.reset.begin(self.form.username.field.text())
        elif wanted is self.form:
            self.form.focus_first_empty()
        self._starting.set_running(wanted is self._starting)
        self._centre_card()

    def _way_back(self) -> QHBoxLayout:
        """Nothing, until it is offered."""
        self._back.clicked.connect(self.back_wanted)
        self._back.hide()
        self._way = QHBoxLayout()
        self._way.setContentsMargins(0, 0, 0, 0)
        self._way.addWidget(self._back)
        self._way.addStretch(1)
        return self._way

    def offer_way_back(self, name: str) -> None:
        """Somebody is signed in already, and may return to their pages; so does Escape."""
        self._back_to = name
        self._back.show()
        self._way.setContentsMargins(Space.S, Space.S, Space.S, 0)
        self.retranslate()
        self._centre_card()

    @cached_property
    def reset(self) -> ResetForm:
        """Built when it is first asked for."""
        from microblog_desktop.ui.signin.reset_form import ResetForm
        from microblog_desktop.viewmodels.session.reset import PasswordResetModel

        model = PasswordResetModel(self._model)
        form = ResetForm(self._theme, self._model, model)
        model.done.connect(self._keep_name)
        form.hide()
        self._steps.append(form)
        self._card.column.addWidget(form)
        return form

    def _wanted(self) -> QWidget:
        match self._model.step:
            case SignInStep.KEYRING_CHOICE:
                return self.vault
            case SignInStep.STARTING_SERVER:
                return self._starting
            case SignInStep.RESET:
                return self.reset
            case _:
                return self.form

    def _keep_name(self) -> None:
        """One signs in with the new password; where no name was typed yet, the address will do."""
        self.form.password.field.clear()
        if not self.form.username.field.text():
            self.form.username.field.setText(self.reset.email.field.text())

    def retranslate(self) -> None:
        metrics = self._theme.metrics(self._back.size_of_text, self._back.weight)
        name = metrics.elidedText(self._back_to, Qt.TextElideMode.ElideRight, self._theme.scaled(_LONGEST_NAME))
        self._back.setText(_("Back to {name}").format(name=name).replace("&", "&&"))
        self._back.updateGeometry()

    def _restyle(self) -> None:
        self._scroll.verticalScrollBar().setStyleSheet(scroll_bar_style(self._theme))
        self._fit_card()

    def _fit_card(self) -> None:
        room = self.width() - self._scroll.verticalScrollBar().sizeHint().width() - 2 * int(Space.S)
        self._card.setFixedWidth(min(self._theme.scaled(_CARD_WIDTH), room))
        self._centre_card()

    def _centre_card(self) -> None:
        taken = 0 if self._back.isHidden() else self._back.sizeHint().height() + int(Space.S)
        self._desk.centre(self.height() - taken)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(self._theme.colors.bg))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._back.isHidden():
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_card()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()


class _Desk(QWidget):
    """The ground on which the card lies, with its shadow.

    A sentence that comes or goes makes the card taller or shorter at its foot: the field that one types into stays.
    """

    def __init__(self, theme: Theme, card: Card) -> None:
        super().__init__()
        self._theme = theme
        self._card = card
        self._room = self._top = 0
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addStretch(1)
        card.installEventFilter(self)
        theme.changed.connect(self.update)

    def centre(self, room: int) -> None:
        """Put the card, as tall as it is now, in the middle of `room`."""
        self._room = room
        height = self._card.heightForWidth(self._card.width())
        self._top = (room - height) // 2
        self._place(height)

    def _place(self, height: int) -> None:
        """Leave the card where it is, but for what would not fit below."""
        top = max(int(Space.XL), min(self._top, self._room - height - Space.XL))
        self._row.setContentsMargins(Space.S, top, Space.S, Space.XL)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt repaints only what the card itself uncovers; its shadow reaches further than that.
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
            self._place(self._card.height())
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(self._theme.colors.bg))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self._card.geometry()).translated(0, Space.XXS)
        for layer in range(1, _SHADOW_LAYERS + 1):
            spread = _SHADOW_REACH * (layer / _SHADOW_LAYERS) ** 1.5
            rect = card.adjusted(-spread, -spread, spread, spread)
            fill_rounded(painter, rect, Radius.M + spread, QColor(0, 0, 0, 1))


class _Starting(QWidget):
    """What is shown while a server of one's own starts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = CardTitle(theme)
        self._spinner = Spinner(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self._title)
        column.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignHCenter)
        self.retranslate()

    def set_running(self, is_running: bool) -> None:  # noqa: FBT001 - a state
        self._spinner.turn_while(is_waiting=is_running)

    def retranslate(self) -> None:
        self._title.say(
            _("Starting a server on this computer…"),
            _("It keeps its data in your own folder, answers this computer only, and ends with this program."),
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
