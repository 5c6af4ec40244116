"""The row widgets that exist: those on screen, those that are pinned, and a pool to bind anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Set

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QWidget

from microblog_desktop.ui.list.row import RowFactory, RowWidget
from microblog_desktop.viewmodels.roles import ACCESSIBLE_TEXT_ROLE, ROW_ROLE

_POOL_LIMIT = 24
_FAR_OFF = -100_000


class LiveRows:
    """Row widgets by key; a widget is bound when its key is asked for and released when it is not."""

    def __init__(
        self,
        viewport: QWidget,
        factory: RowFactory,
        on_height_change: Callable[[RowWidget], None],
        on_release: Callable[[RowWidget], None],
    ) -> None:
        """`on_release` hears of a widget while it still has its key and, if it had it, the focus."""
        self._viewport = viewport
        self._factory = factory
        self._on_height_change = on_height_change
        self._on_release = on_release
        self._by_key: dict[Hashable, RowWidget] = {}
        self._pool: defaultdict[str, list[RowWidget]] = defaultdict(list)
        self.created = 0

    def __contains__(self, key: Hashable) -> bool:
        return key in self._by_key

    def __len__(self) -> int:
        return len(self._by_key)

    def find(self, key: Hashable) -> RowWidget | None:
        return self._by_key.get(key)

    def widgets(self) -> Iterable[RowWidget]:
        return self._by_key.values()

    def all_keys(self) -> list[Hashable]:
        return list(self._by_key)

    def obtain(self, key: Hashable, model: QAbstractItemModel, index: int) -> RowWidget:
        """The widget of a row, bound to it; made or taken from the pool if the row has none."""
        found = self._by_key.get(key)
        if found is not None:
            return found
        row: object = model.data(model.index(index, 0), ROW_ROLE)
        kind = self._factory.kind(row)
        pool = self._pool[kind]
        widget = pool.pop() if pool else self._create(kind)
        widget.row_key = key
        self._by_key[key] = widget
        self._bind(widget, row, model, index)
        return widget

    def rebind(self, key: Hashable, model: QAbstractItemModel, index: int) -> None:
        """Show a changed row; in another widget if it is of another kind now."""
        widget = self._by_key.get(key)
        if widget is None:
            return
        row: object = model.data(model.index(index, 0), ROW_ROLE)
        if self._factory.kind(row) == widget.kind:
            self._bind(widget, row, model, index)
        else:
            self.release(key)

    def keep_only(self, wanted: Set[Hashable], is_there: Callable[[Hashable], bool]) -> None:
        """Let the widgets of all other rows go; pinned ones, if their rows are there, wait out of sight."""
        for key, widget in list(self._by_key.items()):
            if key in wanted:
                continue
            if widget.is_pinned and is_there(key):
                widget.move(widget.x(), _FAR_OFF)
            else:
                self.release(key)

    def release(self, key: Hashable) -> None:
        widget = self._by_key.pop(key)
        self._on_release(widget)
        widget.hide()
        widget.row_key = None
        if widget.is_current:
            widget.leave_current()
        pool = self._pool[widget.kind]
        if len(pool) < _POOL_LIMIT:
            pool.append(widget)
        else:
            widget.deleteLater()

    def _create(self, kind: str) -> RowWidget:
        widget = self._factory.create(kind, self._viewport)
        widget.kind = kind
        widget.height_changed.connect(lambda: self._on_height_change(widget))
        self.created += 1
        return widget

    @staticmethod
    def _bind(widget: RowWidget, row: object, model: QAbstractItemModel, index: int) -> None:
        widget.bind(row)
        widget.setAccessibleName(str(model.data(model.index(index, 0), ACCESSIBLE_TEXT_ROLE) or ""))
