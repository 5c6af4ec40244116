"""Who is signed in, at the foot of the side bar; it opens the account's menu."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import AVATAR_SMALL, Space, TextSize
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.buttons import PaintedButton
from microblog_desktop.ui.widgets.painting import leading
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.session.account import Me


class AccountBlock(PaintedButton):
    """Name, user name and server beside the picture; the picture alone when the bar is folded."""

    def __init__(self, theme: Theme, pictures: RoundPictures, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._me: Me | None = None
        self._is_folded = False
        self._avatar = Avatar(theme, pictures, self, size=AVATAR_SMALL)
        self._avatar.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_me(self, me: Me) -> None:
        self._me = me
        self._avatar.show_face(Face(me.name, me.username, me.avatar_url))
        self.setAccessibleName(_("Account menu: {name}, {handle}").format(name=me.name, handle=me.handle))
        self._restyle()

    def fold(self) -> None:
        self._is_folded = True
        self._place_avatar()

    def unfold(self) -> None:
        self._is_folded = False
        self._place_avatar()

    def fill(self) -> QColor | None:
        return self._theme.color(self._theme.colors.sunken) if self._is_hovered or self.isDown() else None

    def sizeHint(self) -> QSize:
        return QSize(AVATAR_SMALL + 2 * Space.XXS, max(self._theme.scaled(64), AVATAR_SMALL + 2 * Space.XS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_avatar()

    def _place_avatar(self) -> None:
        left = (self.width() - AVATAR_SMALL) // 2 if self._is_folded else int(Space.XS)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - AVATAR_SMALL
        self._avatar.setGeometry(left, (self.height() - AVATAR_SMALL) // 2, AVATAR_SMALL, AVATAR_SMALL)
        self.update()

    def _paint_content(self, painter: QPainter) -> None:
        if self._is_folded or self._me is None:
            return
        bold = self._theme.metrics(TextSize.NORMAL, QFont.Weight.DemiBold)
        small = self._theme.metrics(TextSize.SMALL)
        indent = Space.XS + AVATAR_SMALL + 10
        width = self.width() - indent - Space.XXS
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = Space.XXS if is_mirrored else indent
        side = leading(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        lines = self._lines(self._me, width)
        y = (self.height() - bold.height() - len(lines) * small.height()) / 2
        painter.setFont(self._theme.font(TextSize.NORMAL, QFont.Weight.DemiBold))
        painter.setPen(self._theme.color(self._theme.colors.text))
        name = bold.elidedText(self._me.name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(left, y, width, bold.height()), side, name)
        y += bold.height()
        painter.setFont(self._theme.font(TextSize.SMALL))
        colors = self._theme.colors
        painter.setPen(self._theme.color(colors.muted if self.fill() is None else colors.muted_on_sunken))
        for line in lines:
            painter.drawText(QRectF(left, y, width, small.height()), side, line)
            y += small.height()

    def _lines(self, me: Me, width: int) -> list[str]:
        """User name and server on one line if there is room, else on two."""
        small = self._theme.metrics(TextSize.SMALL)
        if small.horizontalAdvance(me.handle) <= width:
            return [me.handle]
        first, _sign, second = me.handle.partition(" · ")
        return [small.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in (f"{first} ·", second)]
