"""Where a post stands on its way to the server, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.wrapping_row import WrappingRow
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Radius, Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.painting import fill_rounded
from microblog_desktop.viewmodels.outbox_words import DeliveryMark, DeliveryWords
from microblog_desktop.viewmodels.timeline.rows import PostRow

_ICONS = {
    DeliveryMark.CLOCK: "clock",
    DeliveryMark.SENDING: "send",
    DeliveryMark.QUESTION: "question",
    DeliveryMark.ALERT: "warning",
}
_CHIP_HEIGHT = 22
_ICON = 16


class DeliveryChip(QWidget):
    """A small sunken label with a sign: "Waiting for connection"; the sentence of its row tells it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._mark = DeliveryMark.CLOCK
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def say(self, words: DeliveryWords) -> None:
        self._text, self._mark = words.text, words.mark
        self.setToolTip(words.reason)
        self._restyle()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self._theme.metrics(TextSize.SMALL).horizontalAdvance(self._text)
        return QSize(width + self._theme.scaled(_ICON) + 3 * Space.XS - 2, self._theme.scaled(_CHIP_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = self._theme.colors
        is_alarm = self._mark is DeliveryMark.ALERT
        fill = colors.danger_soft if is_alarm else colors.sunken
        ink = colors.text if is_alarm else colors.muted_on_sunken
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_rounded(painter, QRectF(self.rect()), Radius.S, self._theme.color(fill))
        size = self._theme.scaled(_ICON)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        icon_x = self.width() - Space.XS - size if is_mirrored else int(Space.XS)
        icon_ink = colors.danger if is_alarm else ink
        picture = self._theme.icon(_ICONS[self._mark], icon_ink, size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(icon_x, (self.height() - size) / 2), picture)
        painter.setFont(self._theme.font(TextSize.SMALL))
        painter.setPen(self._theme.color(ink))
        left = Space.XS if is_mirrored else Space.XS + size + 6
        room = QRectF(left, 0, self.width() - size - 2 * Space.XS - 6, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._text)


class DeliveryStrip(QWidget):
    """The chip with its reason and its buttons; as wide as it needs, or as it may be."""

    undo = Signal()
    try_again = Signal()
    edit = Signal()
    discard = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip = DeliveryChip(theme, self)
        self._reason = TextLabel(theme, parent=self, size=TextSize.SMALL, color="danger")
        self._undo = LinkButton(theme, "", self)
        self._try_again = LinkButton(theme, "", self)
        self._edit = LinkButton(theme, "", self)
        self._discard = LinkButton(theme, "", self)
        first = QHBoxLayout()
        first.setSpacing(Space.XXS)
        first.addWidget(self._chip)
        first.addWidget(self._undo)
        first.addStretch(1)
        self._ways_out = WrappingRow(int(Space.XXS), edge=Qt.AlignmentFlag.AlignLeading)
        self._ways_out.setParent(self)
        for button in (self._try_again, self._edit, self._discard):
            self._ways_out.add(button)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        column.addLayout(first)
        column.addWidget(self._reason)
        column.addWidget(self._ways_out)
        for button, wish in (
            (self._undo, self.undo),
            (self._try_again, self.try_again),
            (self._edit, self.edit),
            (self._discard, self.discard),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # until its row is the current one
            button.clicked.connect(wish)

    @property
    def needs_lines(self) -> bool:
        """Whether it has more to say and to offer than fits beside the actions."""
        return not self._ways_out.isHidden()

    def say(self, words: DeliveryWords) -> None:
        self._chip.say(words)
        is_refused = words.mark is DeliveryMark.ALERT
        self._reason.setText(words.reason)
        self._reason.setVisible(is_refused and bool(words.reason))
        self._undo.setText(_("Undo"))
        self._try_again.setText(_("Try again"))
        self._edit.setText(_("Edit"))
        self._discard.setText(_("Keep the post") if words.deletes else _("Discard"))
        self._undo.setVisible(words.can_undo)
        self._try_again.setVisible(words.can_try_again)
        self._edit.setVisible(words.can_edit)
        self._discard.setVisible(words.can_discard and is_refused)
        self._ways_out.setVisible(is_refused)

    def sizeHint(self) -> QSize:
        # What the parts asked for just now, in other words or larger letters, Qt passes on with the next turn only.
        self._column.activate()
        return super().sizeHint()

    def height_for(self, width: int) -> int:
        height = max(self._chip.sizeHint().height(), 0 if self._undo.isHidden() else self._undo.sizeHint().height())
        if not self._reason.isHidden():
            height += Space.XXS + self._reason.heightForWidth(width)
        if self.needs_lines:
            height += Space.XXS + self._ways_out.heightForWidth(width)
        return height

    def buttons(self) -> list[QWidget]:
        return [b for b in (self._undo, self._try_again, self._edit, self._discard) if not b.isHidden()]


def strip_of(theme: Theme, parent: QWidget, wishes: PostWishes, row: Callable[[], PostRow | None]) -> DeliveryStrip:
    """One that tells the page's `wishes` what is asked for, each time of the post that `row` is of then."""
    strip = DeliveryStrip(theme, parent)
    for signal, wish in (
        (strip.undo, wishes.undo),
        (strip.try_again, wishes.try_again),
        (strip.edit, wishes.take_back),
        (strip.discard, wishes.discard),
    ):
        signal.connect(lambda wish=wish: row() and wish.emit(row()))
    return strip
