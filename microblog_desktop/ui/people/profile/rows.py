"""Makes the rows of a profile: its own, people, and by another factory those of timelines."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.ui.list.row import RowFactory, RowWidget
from microblog_desktop.ui.people.person_row import PersonRowWidget
from microblog_desktop.ui.people.profile.header_row import ProfileHeaderWidget
from microblog_desktop.ui.people.profile.search_row import SearchRowWidget
from microblog_desktop.ui.people.profile.state_row import StateRowWidget
from microblog_desktop.ui.people.profile.tabs_row import TabsRowWidget
from microblog_desktop.ui.people.wishes import PersonWishes
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.people.person_row import PersonRow
from microblog_desktop.viewmodels.people.profile.rows import ProfileRow, SearchRow, TabsRow
from microblog_desktop.viewmodels.people.state_row import StateRow

_HEADER, _TABS, _SEARCH, _STATE, _PERSON = "profile", "tabs", "search", "state", "person"
_KINDS: dict[type[object], str] = {
    ProfileRow: _HEADER,
    TabsRow: _TABS,
    SearchRow: _SEARCH,
    StateRow: _STATE,
    PersonRow: _PERSON,
}


class ProfileRows(QObject):
    """A `RowFactory`; what is asked for in rows of its own is told by its signals and by `people`."""

    edit_wanted = Signal()
    refresh_wanted = Signal()
    tab_wanted = Signal(object)  # ProfileTab
    typed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        clock: Clock,
        wishes: PostWishes,
        people: PersonWishes,
        others: RowFactory,
    ) -> None:
        """`others` makes the rows of timelines."""
        super().__init__(people)
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
            case "profile":
                return self._header(parent)
            case "tabs":
                tabs = TabsRowWidget(self._theme, parent)
                tabs.chosen.connect(self.tab_wanted)
                return tabs
            case "search":
                search = SearchRowWidget(self._theme, parent)
                search.typed.connect(self.typed)
                return search
            case "state":
                state = StateRowWidget(self._theme, parent)
                state.acted.connect(self.refresh_wanted)
                return state
            case "person":
                return PersonRowWidget(self._theme, self._pictures, self._people, parent)
            case _:
                return self._others.create(kind, parent)

    def _header(self, parent: QWidget) -> ProfileHeaderWidget:
        header = ProfileHeaderWidget(self._theme, self._pictures, self._clock, self._wishes, parent)
        header.message.connect(self._people.message)
        header.follow.connect(self._people.follow)
        header.unfollow.connect(self._people.unfollow)
        header.open_window.connect(self._people.open_window)
        header.edit.connect(self.edit_wanted)
        header.tab_wanted.connect(self.tab_wanted)
        return header
