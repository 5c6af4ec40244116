"""Keep the anchored row in its place while the model changes around it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject

from microblog_desktop.ui.list.held_row import HeldRow
from microblog_desktop.ui.list.strip import Anchor, Placed


class AnchoredView(Protocol):
    """The part of the list that changes of the model act on."""

    @property
    def count(self) -> int: ...

    def key_at(self, index: int) -> Hashable: ...

    def index_of(self, key: Hashable) -> int | None: ...

    def heirs(self, held: Hashable, removed: set[Hashable]) -> list[tuple[Hashable, Placed]]:
        """Who is held in the place of a row that goes, best first; the row itself before all if it stays."""
        ...

    def anchor_at(self, index: int, row: Placed) -> Anchor:
        """Hold the row at `index` where `row` stood."""
        ...

    def refresh_row(self, key: Hashable, index: int) -> None: ...

    def refresh_all_rows(self) -> None: ...

    def forget_height(self, key: Hashable) -> None: ...

    def mark_dirty(self) -> None: ...


class ModelChanges(QObject):
    """Translate each signal of the model into the anchor's new index."""

    def __init__(
        self, view: AnchoredView, held: HeldRow, model: QAbstractItemModel, parent: QObject | None = None
    ) -> None:
        """It ends with `parent`: the model may outlive the view."""
        super().__init__(parent)
        self._view = view
        self._held = held
        self._sticks = False
        self._survivors: list[tuple[Hashable, Placed]] = []
        model.rowsAboutToBeInserted.connect(self._will_insert)
        model.rowsInserted.connect(self._inserted)
        model.rowsAboutToBeRemoved.connect(self._will_remove)
        model.rowsRemoved.connect(self._removed)
        model.dataChanged.connect(self._data_changed)
        for about in (model.modelAboutToBeReset, model.layoutAboutToBeChanged, model.rowsAboutToBeMoved):
            about.connect(self._will_rearrange)
        for done in (model.modelReset, model.layoutChanged, model.rowsMoved):
            done.connect(self._rearranged)

    def _will_insert(self) -> None:
        self._sticks = self._held.sticks_to_end()

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        view, held, added = self._view, self._held, last - first + 1
        was_empty = view.count == added
        if was_empty:
            held.anchor = Anchor(0, 0)
        elif first <= held.anchor.index:
            held.anchor = Anchor(held.anchor.index + added, held.anchor.place)
        if self._sticks:
            held.hold_end()
        view.mark_dirty()

    def _will_remove(self, _parent: QModelIndex, first: int, last: int) -> None:
        view, held = self._view, self._held
        self._sticks = held.sticks_to_end()
        self._survivors = []
        removed = {view.key_at(index) for index in range(first, last + 1)}
        for key in removed:
            view.forget_height(key)
        if first <= held.anchor.index <= last:
            anchored = view.key_at(held.anchor.index)
            self._survivors = view.heirs(anchored, removed)

    def _removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        view, held = self._view, self._held
        if last < held.anchor.index:
            held.anchor = Anchor(held.anchor.index - (last - first + 1), held.anchor.place)
        elif first <= held.anchor.index and not self._hold_survivor():
            held.anchor = Anchor(max(0, min(first, view.count - 1)), held.anchor.place)
        if self._sticks:
            held.hold_end()
        view.mark_dirty()

    def _data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        for index in range(first.row(), last.row() + 1):
            self._view.refresh_row(self._view.key_at(index), index)
        self._view.mark_dirty()

    def _will_rearrange(self) -> None:
        view, held = self._view, self._held
        self._sticks = held.sticks_to_end()
        has_anchor = 0 <= held.anchor.index < view.count
        anchored = view.key_at(held.anchor.index) if has_anchor else None
        self._survivors = view.heirs(anchored, set())

    def _rearranged(self) -> None:
        view, held = self._view, self._held
        if not self._hold_survivor():
            held.anchor = Anchor(0, 0)
        if self._sticks:
            held.hold_end()
        view.refresh_all_rows()

    def _hold_survivor(self) -> bool:
        for key, row in self._survivors:
            index = self._view.index_of(key)
            if index is not None:
                self._held.anchor = self._view.anchor_at(index, row)
                return True
        return False
