"""A person's page as one list: who it is, the tabs, and what the chosen tab shows, brought up to date by sync."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.timeline import GapSide
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.i18n.translate import current_language
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.status import Activity
from microblog_desktop.viewmodels.lists.list_state import ListPhase, ListState, list_state
from microblog_desktop.viewmodels.lists.row_list import SpokenRow
from microblog_desktop.viewmodels.note import Note
from microblog_desktop.viewmodels.people.page_note import gone_note, page_note, unseen_note
from microblog_desktop.viewmodels.people.people_list import PeopleListModel
from microblog_desktop.viewmodels.people.profile.contents import Content, ProfileContents, ProfileSync, activity_of
from microblog_desktop.viewmodels.people.profile.rows import (
    ProfileOffers,
    SearchRow,
    TabsRow,
    profile_row,
    with_own_follow,
)
from microblog_desktop.viewmodels.people.profile.tabs import PEOPLE_TABS, ProfileTab
from microblog_desktop.viewmodels.people.profile.words import search_words, tab_state
from microblog_desktop.viewmodels.people.state_row import StateRow
from microblog_desktop.viewmodels.timeline.mentions import MentionedPerson, mentioned_person
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.post_rows import PostRows
from microblog_desktop.viewmodels.timeline.rows import GapRow, Offers

_OLD = timedelta(minutes=1)


class ProfileModel(PostRows):
    """What a tab shows is read when it is first chosen, and follows the store from then on."""

    chosen_changed = Signal()
    note_changed = Signal()
    loading_changed = Signal()

    def __init__(
        self,
        store: AccountStore,
        person: PersonId,
        sync: ProfileSync,
        offers: Offers,
        tabs: tuple[ProfileTab, ...],
        parent: QObject | None = None,
        *,
        can_edit: bool = False,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._person = person
        self._sync = sync
        self._offers = ProfileOffers(offers, frozenset(tabs) & PEOPLE_TABS, can_edit)
        self._tabs = tabs
        self._chosen = tabs[0] if tabs else None
        self._contents = ProfileContents(store, person, sync, offers, self)
        self._contents.changed.connect(self._content_changed)
        self._asked_at: datetime | None = None
        self._is_closed = False
        self._is_watched = False
        self._was_followed = store.people.server_says_you_follow(person)
        self._arrange()
        self._state = self._find_state()
        self._note = self._find_note()
        self._unsubscribe = store.feed.subscribe(self._on_change)

    # What a page shows.

    @property
    def person(self) -> PersonId:
        return self._person

    @property
    def known(self) -> Person | None:
        """The person as far as the store knows them."""
        return self._store.people.get(self._person)

    @property
    def is_me(self) -> bool:
        return self._person == self._store.me

    @property
    def name(self) -> str:
        known = self.known
        return "" if known is None else " ".join(known.display_name.split())

    @property
    def tabs(self) -> tuple[ProfileTab, ...]:
        return self._tabs

    @property
    def chosen(self) -> ProfileTab | None:
        """The tab that is open; None where the server shows nothing of its people."""
        return self._chosen

    @property
    def state(self) -> ListState:
        """Of the page as a whole: the tabs say their own in their place."""
        return self._state

    @property
    def note(self) -> Note | None:
        """How old the page is, where it cannot be brought up to date; None if all is well."""
        return self._note

    @property
    def is_loading(self) -> bool:
        return any(self._store.status.activity(name).is_busy for name in self._activities())

    # What a page asks.

    def watch(self) -> None:
        """Somebody looks at it: what may have changed elsewhere is asked for, but not at every glance."""
        self._is_watched = True
        if self._asked_at is None:
            self.refresh()
        elif self._store.clock() - self._asked_at > _OLD:
            # A list of people begins anew when it is read again, under the eyes of who reads on in it.
            self._ask_for_person()
            if isinstance(self._content, TimelineModel):
                self._content.refresh()

    def rest(self) -> None:
        """Nobody looks at it."""
        self._is_watched = False

    def refresh(self) -> None:
        self._ask_for_person()
        if self._content is not None:
            self._content.refresh()

    def choose(self, tab: ProfileTab) -> None:
        """Show what this tab shows."""
        if tab is self._chosen or tab not in self._tabs:
            return
        self._chosen = tab
        is_new = not self._contents.has(tab)
        self._arrange()
        if is_new and self._content is not None:
            self._content.refresh()
        self.chosen_changed.emit()
        self.loading_changed.emit()

    def load_more(self) -> None:
        """The reader comes to the end of what is shown."""
        content = self._content
        if isinstance(content, TimelineModel):
            content.load_older_rows()
        elif content is not None:
            content.load_more()

    def load_newer(self) -> None:
        if isinstance(self._content, TimelineModel):
            self._content.load_newer_rows()

    def fill_gap(self, gap: GapRow, side: GapSide) -> None:
        if isinstance(self._content, TimelineModel):
            self._content.fill_gap(gap.key, side)

    def search(self, typed: str) -> None:
        """Show those of the people whose name begins so."""
        if isinstance(self._content, PeopleListModel):
            self._content.search(typed)

    def mentioned(self, username: str) -> MentionedPerson | None:
        return mentioned_person(self._store, self._offers.posts, username)

    def is_passed_over(self, index: int) -> bool:
        return isinstance(self.rows[index], TabsRow)

    def retranslate(self) -> None:
        for content in self._contents.all():
            content.retranslate()
        self._state = self._find_state()
        self._arrange()
        self._note = self._find_note()
        self.state_changed.emit()
        self.note_changed.emit()

    def close(self) -> None:
        # A list may still tell of a layout that was due: nothing is read for it any more.
        self._is_closed = True
        self._unsubscribe()
        for content in self._contents.all():
            content.close()

    @property
    def _content(self) -> Content | None:
        return None if self._chosen is None or self._is_closed else self._contents.of(self._chosen)

    def _content_changed(self, tab: ProfileTab) -> None:
        if tab is self._chosen:
            self._arrange()

    # Following the store.

    @property
    def _activity(self) -> Activity:
        return self._store.status.activity(f"person:{self._person}")

    def _activities(self) -> set[str]:
        """How the status board calls what is loaded for this page."""
        content = self._content
        return {f"person:{self._person}"} | (set() if content is None else {activity_of(content)})

    def _ask_for_person(self) -> None:
        self._asked_at = self._store.clock()
        self._sync.people.load_person(self._person)

    def _on_change(self, changes: ChangeSet) -> None:
        told = {f"person:{self._person}", "network"} & changes.status
        if self._person in changes.people or changes.outbox or told:
            self._arrange()
        if self._person in changes.people:
            self._ask_for_new_counts()
        if self.is_me and changes.outbox:
            self._own_deeds_told(changes.outbox)
        if self._activities() & changes.status:
            self.loading_changed.emit()
        state, note = self._find_state(), self._find_note()
        if state != self._state:
            self._state = state
            self.state_changed.emit()
        if note != self._note:
            was_offline = self._note is not None and "network" in changes.status
            self._note = note
            self.note_changed.emit()
            if was_offline and self._store.status.network.is_usable:
                self.refresh()

    def _own_deeds_told(self, queues: frozenset[str]) -> None:
        """What one wrote, liked or whom one followed has arrived: one's own page has to be read again."""
        if self._asked_at is None or queues & set(self._store.outbox.queues()):
            return
        self._asked_at = None
        if self._is_watched:
            self.watch()

    def _ask_for_new_counts(self) -> None:
        """The server took a follow: it counts one more now."""
        before, self._was_followed = self._was_followed, self._store.people.server_says_you_follow(self._person)
        if before is not None and self._was_followed is not before and self._asked_at is not None:
            self._ask_for_person()

    def _find_state(self) -> ListState:
        return list_state(self._activity, self._store.status.network, rows=self.rowCount())

    @property
    def _is_gone(self) -> bool:
        problem = self._activity.problem
        return problem is not None and problem.kind is ProblemKind.NOT_FOUND

    def _find_note(self) -> Note | None:
        known, network = self.known, self._store.status.network
        if known is None:
            return None
        if self._is_gone and network.is_usable:
            return gone_note(known.username)
        read_at = self._store.person_pages.read_at(self._person)
        if read_at is not None:
            return page_note(self._activity, network, read_at, self._store.clock())
        return None if network.is_usable else unseen_note()

    # Rows.

    def _arrange(self) -> None:
        person = self.known
        if person is None:
            self.show([])
            return
        now = self._store.clock()
        shown = with_own_follow(person, self._store.people.server_says_you_follow(self._person))
        rows: list[SpokenRow] = [
            profile_row(shown, self._offers, self._store.me, now, is_gone=self._is_gone),
            TabsRow(self._tabs, self._chosen, current_language()),
        ]
        self.show([*rows, *self._rows_of_chosen(person)])

    def _rows_of_chosen(self, person: Person) -> list[SpokenRow]:
        tab, content = self._chosen, self._content
        if tab is None or content is None:
            return []
        if content.state.phase is not ListPhase.READY:
            return [StateRow(tab_state(tab, content.state, person.display_name, is_me=self.is_me))]
        if isinstance(content, TimelineModel):
            return list(content.rows)
        search = SearchRow(content.typed, search_words(tab))
        if content.is_narrowed and not content.rows:
            return [search, StateRow(content.nobody_found)]
        return [search, *content.rows]
