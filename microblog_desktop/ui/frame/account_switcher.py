"""The other accounts, one click away: each one's picture with its own badge."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeySequence, QPainter
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from microblog_desktop.domain.ids import AccountId
from microblog_desktop.i18n.formats import number
from microblog_desktop.i18n.translate import ngettext
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.avatar import Face, initial_picture
from microblog_desktop.ui.widgets.buttons import PaintedButton
from microblog_desktop.ui.widgets.painting import fill_rounded
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.attention.badge import short_count
from microblog_desktop.viewmodels.session.accounts import AccountEntry

_PICTURE = 28
_WIDTH, _HEIGHT = 38, 42
_FOOT = 3  # under the picture
_MOST_IN_A_ROW = 5
_BADGE = 16
_RING = 2.0
_WARNING = "!"


class _BadgedButton(PaintedButton):
    """With a badge in its upper corner; `badge` is empty where there is nothing to say."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "", parent)
        self.badge = ""
        self.badge_color = theme.colors.accent

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def fill(self) -> QColor | None:
        return self._theme.color(self._theme.colors.sunken) if self._is_hovered or self.isDown() else None

    def _paint_badge(self, painter: QPainter) -> None:
        if not self.badge:
            return
        colors = self._theme.colors
        height = min(self._theme.scaled(_BADGE), _HEIGHT // 2)
        font = QFont(self._theme.font(TextSize.SMALL, QFont.Weight.Bold))
        font.setPixelSize(max(9, round(height * 0.72)))
        painter.setFont(font)
        width = max(height, painter.fontMetrics().horizontalAdvance(self.badge) + Space.XS)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        rect = QRectF(0 if is_mirrored else self.width() - width, 0, width, height)
        ring = rect.adjusted(-_RING, -_RING, _RING, _RING)
        fill_rounded(painter, ring, ring.height() / 2, self.fill() or self._theme.color(colors.surface))
        fill_rounded(painter, rect, height / 2, self._theme.color(self.badge_color))
        painter.setPen(self._theme.color(colors.on_accent))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.badge)


class AccountButton(_BadgedButton):
    """Shows one account; pressing it asks for that one."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._entry: AccountEntry | None = None
        self._pictures: RoundPictures | None = None

    def show_entry(self, entry: AccountEntry, pictures: RoundPictures | None) -> None:
        if self._pictures is not pictures:
            if self._pictures is not None:
                self._pictures.arrived.disconnect(self._picture_arrived)
            if pictures is not None:
                pictures.arrived.connect(self._picture_arrived)
            self._pictures = pictures
        colors = self._theme.colors
        self.badge = _WARNING if entry.problem else short_count(entry.unread) if entry.unread else ""
        self.badge_color = colors.warn if entry.problem else colors.accent
        self._entry = entry
        self.setAccessibleName(entry.words)
        self.setToolTip(f"{entry.words} ({shown_key(entry)})" if entry.key else entry.words)
        self.update()

    def _picture_arrived(self, url: str) -> None:
        if self._entry is not None and url == self._entry.avatar_url:
            self.update()

    def _restyle(self) -> None:
        super()._restyle()
        if self._entry is not None:
            self.show_entry(self._entry, self._pictures)

    def _paint_content(self, painter: QPainter) -> None:
        entry = self._entry
        if entry is None:
            return
        face, ratio = Face(entry.name, entry.username, entry.avatar_url), self.devicePixelRatioF()
        picture = None
        if entry.avatar_url and self._pictures is not None:
            picture = self._pictures.find(entry.avatar_url, _PICTURE, ratio)
        place = QPointF((self.width() - _PICTURE) / 2, self.height() - _PICTURE - _FOOT)
        painter.drawPixmap(place, picture or initial_picture(self._theme, face, _PICTURE, ratio))
        self._paint_badge(painter)


class _MoreButton(_BadgedButton):
    """Those for which there is no room; it opens the account's menu, which has them all."""

    def show_entries(self, entries: Sequence[AccountEntry]) -> None:
        unread, has_problem = sum(entry.unread for entry in entries), any(entry.problem for entry in entries)
        self.badge = _WARNING if has_problem else short_count(unread) if unread else ""
        self.badge_color = self._theme.colors.warn if has_problem else self._theme.colors.accent
        self.setText(f"+{number(len(entries))}")
        more = ngettext("{count} more account", "{count} more accounts", len(entries)).format(count=len(entries))
        waiting = ngettext("{count} unread", "{count} unread", unread).format(count=number(unread))
        self.setAccessibleName(f"{more}, {waiting}" if unread else more)
        self.setToolTip("\n".join(entry.words for entry in entries))
        self.update()

    def ink(self) -> str:
        return self._theme.colors.muted_on_sunken if self._is_hovered else self._theme.colors.muted

    def _paint_content(self, painter: QPainter) -> None:
        room = QRectF(0, self.height() - _PICTURE - _FOOT, self.width(), _PICTURE)
        painter.setFont(self._theme.font(self.size_of_text, self.weight))
        painter.setPen(self._theme.color(self.ink()))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.text())
        self._paint_badge(painter)


class AccountSwitcher(QWidget):
    """A row, or a column when the side bar is folded. Tells by signals what was chosen."""

    account_wanted = Signal(str)
    menu_wanted = Signal(QWidget)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_folded = False
        self._room = _MOST_IN_A_ROW
        self._entries: Sequence[AccountEntry] = ()
        self._buttons: dict[AccountId, AccountButton] = {}
        self._more = _MoreButton(theme, self)
        self._more.clicked.connect(lambda: self.menu_wanted.emit(self._more))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(Space.XXS, 0, Space.XXS, 0)
        self._box.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_entries(self, entries: Sequence[AccountEntry], pictures: Sequence[RoundPictures | None]) -> None:
        """From left to right; each with where its picture comes from."""
        self._entries = entries
        for account in self._buttons.keys() - {entry.id for entry in entries}:
            gone = self._buttons.pop(account)
            gone.hide()
            gone.deleteLater()
        for entry, source in zip(entries, pictures, strict=True):
            if entry.id not in self._buttons:
                button = self._buttons[entry.id] = AccountButton(self._theme, self)
                button.clicked.connect(partial(self.account_wanted.emit, entry.id))
            self._buttons[entry.id].show_entry(entry, source)
        self._arrange()

    @property
    def buttons(self) -> list[QWidget]:
        """In the order of the list, as keys go through them."""
        return [*(self._buttons[entry.id] for entry in self._entries), self._more]

    def fold(self) -> None:
        self._is_folded = True
        self._arrange()

    def unfold(self) -> None:
        self._is_folded = False
        self._arrange()

    def fit(self, height: int) -> None:
        """So much height is left for a column; one button there is always, the others give way for it."""
        room = max(1, height // _HEIGHT)
        if room != self._room:
            self._room = room
            self._arrange()

    def _arrange(self) -> None:
        most = min(self._room, _MOST_IN_A_ROW) if self._is_folded else _MOST_IN_A_ROW
        shown = len(self._entries) if len(self._entries) <= most else max(0, most - 1)
        while self._box.count():
            self._box.takeAt(0)
        direction = QBoxLayout.Direction.TopToBottom if self._is_folded else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(direction)
        side = Qt.AlignmentFlag.AlignHCenter if self._is_folded else Qt.AlignmentFlag.AlignVCenter
        for place, entry in enumerate(self._entries):
            button = self._buttons[entry.id]
            button.setVisible(place < shown)
            if place < shown:
                self._box.addWidget(button, 0, side)
        hidden = self._entries[shown:]
        self._more.setVisible(bool(hidden))
        if hidden:
            self._more.show_entries(hidden)
            self._box.addWidget(self._more, 0, side)
        if not self._is_folded:
            self._box.addStretch(1)


def shown_key(entry: AccountEntry) -> str:
    """As the system writes it."""
    return QKeySequence(entry.key).toString(QKeySequence.SequenceFormat.NativeText)
