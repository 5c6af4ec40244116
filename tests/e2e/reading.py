"""Where the posts of Home stand on the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.viewmodels.timeline.rows import PostRow


def settle() -> None:
    """Lay everything out as it is now; nothing else goes on meanwhile."""
    for _ in range(3):
        QApplication.sendPostedEvents()


def on_screen(account: AccountGraph) -> dict[str, int]:
    """The posts in view with their distance from the top of the list."""
    settle()
    view = account.home.posts.list
    height, rows = view.viewport().height(), account.timeline.rows
    return {
        row.body.text: placed.top
        for placed in view.placed()
        if isinstance(row := rows[placed.index], PostRow) and placed.bottom > 0 and placed.top < height
    }


def held(account: AccountGraph) -> tuple[str, int]:
    """The post that must not move, and where it stands."""
    settle()
    place = account.home.posts.list.place()
    assert place is not None
    row = next(row for row in account.timeline.rows if row.key == place.key)
    assert isinstance(row, PostRow)
    return row.body.text, place.offset
