"""Follow, or follow no longer."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.buttons import SecondaryButton


class FollowButton(SecondaryButton):
    """Says how it stands; what pressing it does is spoken, and shown as a tip."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._follows = False

    def show_state(self, username: str, *, you_follow: bool) -> None:
        self._follows = you_follow
        self.setText(_("Following") if you_follow else _("Follow"))
        verb = _("Unfollow @{username}") if you_follow else _("Follow @{username}")
        self.setAccessibleName(verb.format(username=username))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def ink(self) -> str:
        return self._theme.colors.muted if self._follows else self._theme.colors.text

    def sizeHint(self) -> QSize:
        """As wide either way, so that nothing moves when it is pressed."""
        shown, widest = super().sizeHint(), 0
        metrics = self._theme.metrics(self.size_of_text, self.weight)
        widest = max(metrics.horizontalAdvance(words) for words in (_("Following"), _("Follow")))
        return QSize(widest + 2 * self.padding, shown.height())


class LoudFollowButton(FollowButton):
    """On a person's own page it is the first thing to do, until it is done."""

    def ink(self) -> str:
        return self._theme.colors.text if self._follows else self._theme.colors.on_accent

    def fill(self) -> QColor | None:
        return self.tinted(self._theme.colors.surface if self._follows else self._theme.colors.accent)

    def outline(self) -> str:
        return self._theme.colors.line if self._follows else ""
