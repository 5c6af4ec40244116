"""What the window shows of each account: kept for those that were on screen last, so that going back is at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.domain.ids import AccountId

MOST_KEPT = 3


class Contents:
    """In the order in which they were on screen; the last one is."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._graphs: OrderedDict[AccountId, AccountGraph] = OrderedDict()

    def __iter__(self) -> Iterator[AccountGraph]:
        return iter(tuple(self._graphs.values()))

    def get(self, account: AccountId) -> AccountGraph | None:
        return self._graphs.get(account)

    def comes_on_screen(self, graph: AccountGraph) -> None:
        self._graphs[graph.account.id] = graph
        self._graphs.move_to_end(graph.account.id)

    def take(self, account: AccountId) -> AccountGraph | None:
        """No longer kept; whoever takes it closes it."""
        return self._graphs.pop(account, None)

    def take_surplus(self) -> list[AccountGraph]:
        """Those that were not looked at for longest. One with an open dialog or window stays: something is going on."""
        surplus = len(self._graphs) - self._most
        idle = [graph for graph in list(self._graphs.values())[:-1] if not _has_something_open(graph)]
        taken = idle[: max(0, surplus)]
        for graph in taken:
            del self._graphs[graph.account.id]
        return taken


def _has_something_open(graph: AccountGraph) -> bool:
    """A dialog, also one that is put aside, or a window beside the main one."""
    from PySide6.QtWidgets import QDialog

    return bool(graph.window.findChildren(QDialog)) or bool(graph.open_windows)
