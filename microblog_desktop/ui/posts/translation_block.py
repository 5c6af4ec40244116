"""A post in the reader's language, under its text: the offer, the wait, the failure, or the translation."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.text.post_text import PostText, TextSelections
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.painting import mirrored
from microblog_desktop.viewmodels.posts.translations import TranslationWords

_BAR = 3
# The ring of a button reaches further than its words; whoever places the block lets it hang out by so much.
_HANG = int(Space.XXS)
_INDENT = _HANG + _BAR + int(Space.S)
_LINE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)


class TranslationBlock(QWidget):
    """Hidden until there is something to show; made by the rows that need it."""

    wanted = Signal()
    wanted_again = Signal()

    def __init__(self, theme: Theme, selections: TextSelections, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: TranslationWords | None = None
        self._offer = LinkButton(theme, "", self)
        self._offer.clicked.connect(self.wanted)
        self._again = LinkButton(theme, "", self)
        self._again.clicked.connect(self.wanted_again)
        for button in (self._offer, self._again):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._reason = TextLabel(theme, parent=self, size=TextSize.SMALL, color="danger")
        self.text = PostText(theme, selections, self)

    def say(self, words: TranslationWords | None, offer: str) -> None:
        """Show what there is of a translation, or else offer one in the words of `offer`, if any."""
        self._words = words
        has_text = words is not None and words.text is not None
        has_failed = words is not None and not has_text and not words.is_loading
        self.setVisible(words is not None or bool(offer))
        self._offer.setText(offer)
        self._offer.setVisible(words is None)
        self._again.setText(_("Try again"))
        self._again.setVisible(has_failed)
        self._reason.setText(words.reason if words else "")
        self._reason.setVisible(has_failed and bool(self._reason.text()))
        self.text.setVisible(has_text)
        if words is not None and words.text is not None:
            self.text.set_text(words.text)
        self.update()

    @property
    def gap(self) -> int:
        """How far it stands below the text."""
        return int(Space.XXS) if self._words is None else int(Space.XS) + 2

    def height_for(self, width: int) -> int:
        """Lay out for `width`, which the block is then given."""
        if self._words is None:
            size = self._offer.sizeHint()
            self._put(self._offer, width, QRect(0, 0, min(size.width(), width), size.height()))
            return size.height()
        room = width - _INDENT
        y = 2 + self._theme.metrics(TextSize.SMALL).height()
        if self._words.text is not None:
            height = self.text.height_for(room)
            self._put(self.text, width, QRect(_INDENT, y, room, height))
            return y + height + 1
        if not self._reason.isHidden():
            height = self._reason.heightForWidth(room)
            self._put(self._reason, width, QRect(_INDENT, y, room, height))
            y += height
        if not self._again.isHidden():
            size = self._again.sizeHint()
            self._put(self._again, width, QRect(_INDENT - Space.XXS, y, size.width(), size.height()))
            y += size.height()
        return y + 2

    def buttons(self) -> list[QWidget]:
        return [] if self.isHidden() else [b for b in (self._offer, self._again) if not b.isHidden()]

    def _put(self, widget: QWidget, width: int, rect: QRect) -> None:
        widget.setGeometry(mirrored(rect, self, width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._words is None:
            return
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        colors = self._theme.colors
        bar = mirrored(QRect(_HANG, 0, _BAR, self.height()), self, self.width())
        painter.fillRect(bar, self._theme.color(colors.accent))
        metrics = self._theme.metrics(TextSize.SMALL)
        room = self.width() - _INDENT
        label = metrics.elidedText(self._words.label, Qt.TextElideMode.ElideRight, room)
        place = QRect(_INDENT, 1, metrics.horizontalAdvance(label) + 1, metrics.height())
        painter.setFont(self._theme.font(TextSize.SMALL))
        painter.setPen(self._theme.color(colors.muted))
        painter.drawText(mirrored(place, self, self.width()), _LINE, label)
