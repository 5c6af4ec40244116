"""One message on screen: its bubble, below it how far it has come, and what can be done when it was refused."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.ids import JobId
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.messages.bubble_text import BubbleText
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.menu import Menu
from microblog_desktop.ui.widgets.painting import focus_ring, mirrored
from microblog_desktop.viewmodels.messages.conversation import ConversationModel
from microblog_desktop.viewmodels.messages.message_rows import BubbleRow
from microblog_desktop.viewmodels.outbox_words import DeliveryMark, DeliveryWords

_PAD_X, _PAD_Y = 13, 9
_ROUND, _TAIL = 16.0, 4.0
_WITHIN_GROUP, _BETWEEN_GROUPS = 3, 9
_MOST_WIDTH, _MOST_SHARE = 520, 0.78
_ICON = 15
_ICONS = {
    DeliveryMark.CLOCK: "clock",
    DeliveryMark.SENDING: "send",
    DeliveryMark.QUESTION: "question",
    DeliveryMark.ALERT: "warning",
}


class Bubble(RowWidget):
    """Mine at the end of the line, the other's at its beginning."""

    def __init__(self, theme: Theme, model: ConversationModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._row: BubbleRow | None = None
        self._bubble = QRect()
        self._has_open_menu = False
        self._text = BubbleText(theme, self)
        self._note = TextLabel(theme, parent=self, size=TextSize.SMALL, color="muted")
        self._again = self._action(model.try_again)
        self._edit = self._action(model.edit)
        self._discard = self._action(model.discard)
        self._note_icon = QRect()
        theme.changed.connect(self._restyle)

    def _action(self, act: Callable[[JobId], None]) -> LinkButton:
        button = LinkButton(self._theme, "", self)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # until its row is the current one
        button.clicked.connect(lambda: self._act(act))
        button.hide()
        return button

    def _act(self, act: Callable[[JobId], None]) -> None:
        if self._row and self._row.delivery:
            act(self._row.delivery.job)

    def bind(self, row: object) -> None:
        assert isinstance(row, BubbleRow)
        self._row = row
        self._restyle()
        self._say_note(row)

    def _restyle(self) -> None:
        if self._row is None:
            return
        colors = self._theme.colors
        ink = colors.on_accent if self._row.is_mine else colors.text
        link_ink = colors.on_accent if self._row.is_mine else colors.accent
        self._text.show_text(self._row.text, ink=ink, link_ink=link_ink)
        self.update()

    def _say_note(self, row: BubbleRow) -> None:
        words = row.delivery
        is_refused = words is not None and words.can_try_again
        text = row.read_text if words is None else words.text
        if words is not None and words.reason and is_refused:
            text = _("{state}. {reason}").format(state=words.text, reason=words.reason)
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self._note.set_color("danger" if is_refused else "muted")
        self._note.setToolTip(words.reason if words else "")
        for button, name, is_offered in self._offers(words):
            button.setText(name)
            button.setVisible(is_offered)

    def _offers(self, words: DeliveryWords | None) -> list[tuple[LinkButton, str, bool]]:
        is_refused = words is not None and words.can_try_again
        return [
            (self._again, _("Try again"), is_refused),
            (self._edit, _("Edit"), bool(is_refused and words and words.can_edit)),
            (self._discard, _("Discard"), is_refused),
        ]

    def height_for(self, width: int) -> int:
        row = self._row
        if row is None:
            return 0
        most = min(self._theme.scaled(_MOST_WIDTH), int((width - 2 * Space.L) * _MOST_SHARE))
        size = self._text.size_within(most - 2 * _PAD_X)
        top = _BETWEEN_GROUPS if row.is_first_of_group else _WITHIN_GROUP
        bubble = QRect(0, self._theme.spaced(top), size.width() + 2 * _PAD_X, size.height() + 2 * _PAD_Y)
        bubble.moveLeft(self._x_for(bubble.width(), width))
        self._bubble = bubble
        self._text.setGeometry(bubble.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y))
        bottom = bubble.bottom() + 1
        if not self._note.isHidden():
            bottom = self._place_note(bottom + int(Space.XXS), width)
        return bottom

    def _x_for(self, item_width: int, width: int) -> int:
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        is_right = bool(self._row and self._row.is_mine) != is_mirrored
        return width - int(Space.L) - item_width if is_right else int(Space.L)

    def _place_note(self, top: int, width: int) -> int:
        """Place the icon and the words below the bubble, the buttons below them, and return where they end."""
        icon = self._theme.scaled(_ICON) if self._row and self._row.delivery else 0
        room = width - 2 * int(Space.L) - icon - int(Space.XXS)
        natural = self._theme.metrics(TextSize.SMALL).horizontalAdvance(self._note.text()) + 2
        note_width = min(room, natural)
        note_height = self._note.heightForWidth(note_width)
        whole = note_width + (icon + int(Space.XXS) if icon else 0)
        x = self._x_for(whole, width)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._note_icon = QRect(x + note_width + int(Space.XXS) if is_mirrored else x, top, icon, note_height)
        self._note.setGeometry(
            x if is_mirrored or not icon else x + icon + int(Space.XXS), top, note_width, note_height
        )
        return self._place_actions(top + note_height, width)

    def _place_actions(self, top: int, width: int) -> int:
        shown = [button for button in (self._again, self._edit, self._discard) if not button.isHidden()]
        if not shown:
            return top
        sizes = [button.sizeHint() for button in shown]
        taken = sum(size.width() for size in sizes) + int(Space.XXS) * (len(shown) - 1)
        x = width - int(Space.L) - taken if self._row and self._row.is_mine else int(Space.L)
        for button, size in zip(shown, sizes, strict=True):
            button.setGeometry(mirrored(QRect(x, top, size.width(), size.height()), self, width))
            x += size.width() + int(Space.XXS)
        return top + max(size.height() for size in sizes)

    def tab_stops(self) -> list[QWidget]:
        return [button for button in (self._again, self._edit, self._discard) if not button.isHidden()]

    def is_busy(self) -> bool:
        return self._has_open_menu or self._text.hasSelectedText()

    def paintEvent(self, _event: QPaintEvent) -> None:
        row = self._row
        if row is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = self._theme.colors
        fill = self._theme.color(colors.accent if row.is_mine else colors.sunken)
        painter.fillPath(self._outline(QRectF(self._bubble), row), fill)
        if row.delivery and not self._note.isHidden():
            ink = colors.danger if row.delivery.can_try_again else colors.muted
            size = self._theme.scaled(_ICON)
            icon = self._theme.icon(_ICONS[row.delivery.mark], ink, size, self.devicePixelRatioF())
            line = self._theme.metrics(TextSize.SMALL).height()
            painter.drawPixmap(self._note_icon.x(), self._note_icon.y() + (line - size) // 2, icon)
        if row.is_marked or (self.shows_ring and self.hasFocus()):
            # Inside: the row ends where its bubble does.
            ring = QRectF(self._bubble).adjusted(1, 1, -1, -1)
            ink = colors.text if row.is_mine else colors.accent
            focus_ring(painter, ring, _ROUND, self._theme.color(ink))

    def _outline(self, rect: QRectF, row: BubbleRow) -> QPainterPath:
        """A rounded box whose last one in a group points to who wrote it."""
        round_ = min(_ROUND, rect.height() / 2)
        is_right = row.is_mine != (self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        tail = _TAIL if row.is_last_of_group else round_
        return _rounded(rect, round_, right_tail=tail if is_right else round_, left_tail=round_ if is_right else tail)

    def copy_text(self) -> None:
        """Copy what is selected, or all of it."""
        if self._row is not None:
            QGuiApplication.clipboard().setText(self._text.selectedText() or self._row.body)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self._row
        if row is None:
            return
        menu = Menu(self._theme, self)
        menu.add(_("Copy") if self._text.hasSelectedText() else _("Copy text"), self.copy_text)
        for button, name, is_offered in self._offers(row.delivery):
            if is_offered:
                menu.add(name, button.click)
        if row.can_delete:
            menu.addSeparator()
            menu.add(_("Delete for me"), lambda: self._model.delete(row.key))
        self._has_open_menu = True
        menu.aboutToHide.connect(self._menu_closed)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def _menu_closed(self) -> None:
        self._has_open_menu = False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._row is not None:
            self.setToolTip(self._row.time_full)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_text()
        elif event.matches(QKeySequence.StandardKey.Delete) and self._row is not None and self._row.can_delete:
            self._model.delete(self._row.key)
        else:
            super().keyPressEvent(event)


def _rounded(rect: QRectF, radius: float, *, right_tail: float, left_tail: float) -> QPainterPath:
    """A box with `radius` at the upper corners and its own radius at each lower one."""
    path = QPainterPath()
    path.moveTo(rect.left(), rect.top() + radius)
    path.arcTo(rect.left(), rect.top(), 2 * radius, 2 * radius, 180, -90)
    path.arcTo(rect.right() - 2 * radius, rect.top(), 2 * radius, 2 * radius, 90, -90)
    side = 2 * right_tail
    path.arcTo(rect.right() - side, rect.bottom() - side, side, side, 0, -90)
    side = 2 * left_tail
    path.arcTo(rect.left(), rect.bottom() - side, side, side, 270, -90)
    path.closeSubpath()
    return path
