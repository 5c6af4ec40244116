"""Makes the rows of what was found: headings, messages, drafts, people, the server's line; posts by another factory."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.ui.list.row import RowFactory, RowWidget
from microblog_desktop.ui.people.wishes import PersonWishes
from microblog_desktop.ui.search.heading_row import HeadingRowWidget
from microblog_desktop.ui.search.line_row import LineRowWidget
from microblog_desktop.ui.search.person_row import FoundPersonWidget
from microblog_desktop.ui.search.text_row import FoundTextWidget
from microblog_desktop.ui.search.wishes import SearchWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.search.rows import FoundDraftRow, FoundMessageRow, FoundPersonRow, HeadingRow
from microblog_desktop.viewmodels.timeline.line_row import LineRow

_KINDS: dict[type[object], str] = {
    HeadingRow: "heading",
    FoundMessageRow: "text",
    FoundDraftRow: "text",
    FoundPersonRow: "person",
    LineRow: "line",
}


class SearchRows:
    """A `RowFactory`."""

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        clock: Clock,
        wishes: SearchWishes,
        people: PersonWishes,
        others: RowFactory,
    ) -> None:
        self._theme = theme
        self._pictures = pictures
        self._clock = clock
        self._wishes = wishes
        self._people = people
        self._others = others

    def kind(self, row: object) -> str:
        return _KINDS.get(type(row)) or self._others.kind(row)

    def create(self, kind: str, parent: QWidget) -> RowWidget:
        match kind:
            case "heading":
                return HeadingRowWidget(self._theme, self._wishes, parent)
            case "text":
                return FoundTextWidget(self._theme, self._pictures, self._clock, self._wishes, parent)
            case "person":
                return FoundPersonWidget(self._theme, self._pictures, self._people, parent)
            case "line":
                return LineRowWidget(self._theme, self._wishes, parent)
            case _:
                return self._others.create(kind, parent)
