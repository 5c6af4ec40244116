"""The rows of a profile: header and tabs, then posts or people; each tab keeps the place where one reads."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.posts.timeline import GapSide
from microblog_desktop.domain.values import dataclass
from microblog_desktop.ui.list.reading_place import ReadingPlace
from microblog_desktop.ui.list.row import RowFactory, RowWidget
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.people.person_row import PersonRowWidget
from microblog_desktop.ui.people.profile.header_row import ProfileHeaderWidget
from microblog_desktop.ui.people.profile.rows import ProfileRows
from microblog_desktop.ui.people.profile.tabs_row import TabsRowWidget
from microblog_desktop.ui.people.wishes import PersonWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.post_list import PostList
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.lists.list_state import ListWords
from microblog_desktop.viewmodels.people.profile.model import ProfileModel
from microblog_desktop.viewmodels.people.profile.rows import ProfilePart
from microblog_desktop.viewmodels.people.profile.tabs import ProfileTab
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.rows import GapRow

_BEGINNING = ReadingPlace(ProfilePart.TABS, 0)


@dataclass(frozen=True, slots=True)
class _Left:
    """Where one was in a tab, and whether the tabs themselves were in view."""

    place: ReadingPlace | None
    saw_tabs: bool


class ProfileList(PostList):
    """`people` are the wishes of its rows of people."""

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        model: ProfileModel,
        actions: PostActions,
        clock: Clock,
        words: Callable[[], ListWords],
        parent: QWidget | None = None,
    ) -> None:
        self._profile = model
        self._left_row: Hashable | None = None
        self._left: dict[ProfileTab | None, _Left] = {}
        super().__init__(theme, pictures, model, actions, clock, words, parent)
        # Little may stand below the tabs: they stay where they are when one moves between them.
        self.list.lead = ProfilePart.TABS
        self.list.nearBottom.connect(lambda: QTimer.singleShot(0, self, model.load_more))
        self.list.nearTop.connect(lambda: QTimer.singleShot(0, self, model.load_newer))
        self.wishes.fill_gap.connect(lambda row: self._fill_gap(row, GapSide.TOP))
        self.wishes.fill_gap_from_other_side.connect(lambda row: self._fill_gap(row, GapSide.BOTTOM))
        self.people.follow.connect(actions.follow)
        self.people.unfollow.connect(actions.unfollow)
        self.people.message.connect(self.deeds.message_wanted)
        self.people.open.connect(self.deeds.person_wanted)
        self.people.open_window.connect(self.deeds.person_window_wanted)

    def row_factory(self, theme: Theme, pictures: RoundPictures, clock: Clock) -> RowFactory:
        self.people = PersonWishes(self)
        others = super().row_factory(theme, pictures, clock)
        rows = ProfileRows(theme, pictures, clock, self.wishes, self.people, others)
        rows.edit_wanted.connect(lambda: self.deeds.edit_profile_wanted.emit())
        rows.tab_wanted.connect(self.choose)
        rows.typed.connect(self._profile.search)
        rows.refresh_wanted.connect(self._profile.refresh)
        return rows

    def act(self, verb: PostVerb) -> bool:
        """To the current post, or to somebody in a list of people; in the header to whose page it is."""
        row = self.list.current.widget()
        if isinstance(row, PersonRowWidget):
            return row.act(verb)
        if verb is PostVerb.WINDOW and isinstance(row, ProfileHeaderWidget):
            self.deeds.person_window_wanted.emit(self._profile.person)
            return True
        return super().act(verb)

    def take_focus(self) -> None:
        """What had the focus when the page was left has it again, where it stands."""
        self.list.placed()
        row = None if self._left_row is None else self.list.live.find(self._left_row)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def choose(self, tab: ProfileTab) -> None:
        """Show what a tab shows, where one was in it."""
        tabs = self._tabs_row()
        had_focus = tabs is not None and tabs.has_tab_focus()
        top = self._top_of_tabs()
        self._left[self._profile.chosen] = _Left(self.list.place(), top is not None)
        self._profile.choose(tab)
        left = self._left.get(tab)
        if left is not None and left.place is not None and not (left.saw_tabs and top is not None):
            self.list.restore(left.place)
        else:
            self.list.restore(_BEGINNING if top is None else ReadingPlace(ProfilePart.TABS, top))
        self.list.placed()
        tabs = self._tabs_row()
        if had_focus and tabs is not None:
            tabs.focus_open_tab()

    def step_tab(self, by: int) -> bool:
        """To the tab beside the open one; tells whether there is one."""
        tabs, chosen = self._profile.tabs, self._profile.chosen
        if chosen is None or not 0 <= tabs.index(chosen) + by < len(tabs):
            return False
        self.choose(tabs[tabs.index(chosen) + by])
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        row = self.list.current.widget()
        self._left_row = row.row_key if row is not None and row.has_focus_inside() else None
        super().hideEvent(event)

    def _fill_gap(self, row: GapRow, side: GapSide) -> None:
        self._profile.fill_gap(row, side)

    def _tabs_row(self) -> TabsRowWidget | None:
        row: RowWidget | None = self.list.live.find(ProfilePart.TABS)
        return row if isinstance(row, TabsRowWidget) else None

    def _top_of_tabs(self) -> int | None:
        """Where they stand; None if they are out of sight."""
        height = self.list.viewport().height()
        self.list.placed()
        rows = (row for key, row in self.list.known_rows() if key is ProfilePart.TABS)
        return next((row.top for row in rows if row.bottom > 0 and row.top < height), None)
