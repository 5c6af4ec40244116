"""The strips above a page: offline and since when, session ended, something went wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.viewmodels.session.status import StatusKind, StatusModel, StatusRow

if TYPE_CHECKING:
    from microblog_desktop.ui.widgets.banner import Banner


class StatusStrips(QWidget):
    """One banner for each row of the status model; nothing at all when all is well."""

    def __init__(self, theme: Theme, model: StatusModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._banners: list[Banner] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        model.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        for banner in self._banners:
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self._banners = [self._banner(row) for row in self._model.rows]
        before: QWidget = self
        for banner in self._banners:
            before = banner.come_after(before)
        self.setVisible(bool(self._banners))

    def _banner(self, row: StatusRow) -> Banner:
        # Mostly there is nothing to say.
        from microblog_desktop.ui.widgets.banner import Banner, BannerKind

        kinds = {
            StatusKind.NEUTRAL: BannerKind.INFO,
            StatusKind.OFFLINE: BannerKind.WARNING,
            StatusKind.WARNING: BannerKind.WARNING,
            StatusKind.DANGER: BannerKind.DANGER,
        }
        banner = Banner(self._theme, self)
        banner.say(row.text, kind=kinds[row.kind], icon=row.icon, action=row.action_text)
        banner.acted.connect(partial(self._model.act, row.action))
        self._column.addWidget(banner)
        return banner

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self._model.refresh()
        super().changeEvent(event)
