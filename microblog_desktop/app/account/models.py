"""The view-models of an open account: those of the first paint at once, the others when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from microblog_desktop.app.account.live import LiveAccount
from microblog_desktop.app.shared import Shared
from microblog_desktop.domain.ids import HOME, PersonId, PostId, PostKey
from microblog_desktop.domain.posts.timeline import OpenAt
from microblog_desktop.domain.server import Capability, ServerDescription
from microblog_desktop.store.preferences import OPEN_AT, TRANSLATE_LANGUAGES, UNDO_SEND_S
from microblog_desktop.viewmodels.people.suggestions import SuggestionModel
from microblog_desktop.viewmodels.session.status import StatusModel
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.rows import Offers
from microblog_desktop.viewmodels.writing.composer import ON_HOME, ComposerModel, PostPlan

if TYPE_CHECKING:
    from microblog_desktop.domain.people.lists import PeopleKey
    from microblog_desktop.viewmodels.explore.trends import TrendsModel
    from microblog_desktop.viewmodels.finding.finder import Finder
    from microblog_desktop.viewmodels.finding.sought import Sought, SoughtPerson, SoughtPost
    from microblog_desktop.viewmodels.messages.messages import MessagesModel
    from microblog_desktop.viewmodels.notifications.model import NotificationsModel
    from microblog_desktop.viewmodels.people.card import PersonCardModel
    from microblog_desktop.viewmodels.people.people_list import PeopleListModel
    from microblog_desktop.viewmodels.people.profile.model import ProfileModel
    from microblog_desktop.viewmodels.ports import SearchSyncPort
    from microblog_desktop.viewmodels.search.results import SearchResults
    from microblog_desktop.viewmodels.thread.model import ThreadModel


class AccountModels:
    """All of them read one store and ask one sync."""

    def __init__(self, shared: Shared, live: LiveAccount) -> None:
        """Raises `StoreError` when the account's file is found damaged."""
        account, store, sync = live.account, live.store, live.sync
        self._shared = shared
        self._store = store
        self._sync = sync
        self._limits = account.server.limits
        self.server = account.server
        self.offers = _offers(account.server)
        self.actions = PostActions(store, self.undo_s, sync, self._asks_before_deleting, self._languages_to_translate)
        self.me = live.me
        self.status = StatusModel(store, sync)
        self.timeline = TimelineModel(store, HOME, sync, self.offers, open_at=self._open_at)
        self.suggestions = SuggestionModel(store, sync.people_pages)
        self.home_composer = self.composer(ON_HOME)

    @property
    def my_id(self) -> PersonId:
        return self._store.me

    @property
    def _open_at(self) -> OpenAt:
        return OpenAt(self._shared.profile.preferences.get(OPEN_AT))

    def _asks_before_deleting(self) -> bool:
        from microblog_desktop.viewmodels.settings.writing import asks_before_deleting

        return asks_before_deleting(self._shared.profile)

    def _languages_to_translate(self) -> frozenset[str]:
        if not self._shared.profile.preferences.get(TRANSLATE_LANGUAGES):
            return frozenset()
        from microblog_desktop.viewmodels.settings.reading import languages_to_translate

        return languages_to_translate(self._shared.profile)

    def undo_s(self) -> int:
        return self._shared.profile.preferences.get(UNDO_SEND_S)

    def composer(self, plan: PostPlan) -> ComposerModel:
        """A new one, which whoever shows it closes."""
        clock = self._shared.clock
        return ComposerModel(self._store, plan, limits=self._limits, undo_s=self.undo_s, clock=clock)

    def thread(self, post: PostKey) -> ThreadModel:
        """A new one, which whoever shows it closes."""
        from microblog_desktop.viewmodels.thread.model import ThreadModel

        return ThreadModel(self._store, post, self._sync, self.offers)

    def person_card(self) -> PersonCardModel:
        from microblog_desktop.viewmodels.people.card import PersonCardModel

        return PersonCardModel(self._store, self._sync.people_pages, self._sync, self.offers)

    def profile(self, person: PersonId) -> ProfileModel:
        """A new one, which whoever shows it closes."""
        from microblog_desktop.viewmodels.people.profile.contents import ProfileSync
        from microblog_desktop.viewmodels.people.profile.model import ProfileModel
        from microblog_desktop.viewmodels.people.profile.tabs import tabs_of

        tabs = tabs_of(self.server, is_me=person == self._store.me)
        sync = ProfileSync(self._sync.people_pages, self._sync)
        can_edit = self.server.can(Capability.EDIT_PROFILE)
        return ProfileModel(self._store, person, sync, self.offers, tabs, can_edit=can_edit)

    def people(self, key: PeopleKey) -> PeopleListModel:
        """A new one, which whoever shows it closes."""
        from microblog_desktop.viewmodels.people.people_list import PeopleListModel

        return PeopleListModel(self._store, key, self._sync.people_pages, self.offers)

    def search_results(self) -> SearchResults:
        """A new one, which whoever shows it closes."""
        from microblog_desktop.viewmodels.search.model import SearchModel
        from microblog_desktop.viewmodels.search.results import SearchResults

        return SearchResults(SearchModel(self._store, self.offers, self._search_sync))

    @property
    def _search_sync(self) -> SearchSyncPort | None:
        return self._sync.search if self.server.can(Capability.SEARCH) else None

    def sought_post(self, post: PostId) -> SoughtPost:
        from microblog_desktop.viewmodels.finding.sought import SoughtPost

        return SoughtPost(self._store, self._sync, post)

    def sought_person(self, username: str) -> SoughtPerson:
        from microblog_desktop.viewmodels.finding.sought import SoughtPerson

        return SoughtPerson(self._store, self._sync, username)

    def finder(self, sought: Sought) -> Finder:
        """A new one, which whoever shows it closes."""
        from microblog_desktop.viewmodels.finding.finder import Finder

        return Finder(self._store, sought)

    def note_page(self, page: str) -> None:
        """A window shows the page of this key."""
        from microblog_desktop.viewmodels.jump.visits import key_of_open_page, note_visit

        place = key_of_open_page(page)
        if place is not None:
            note_visit(self._store, place)

    def note_conversation(self, person: PersonId | None) -> None:
        """Theirs is open; None: none is any more."""
        from microblog_desktop.viewmodels.jump.visits import conversation_key, note_visit

        if person is not None:
            note_visit(self._store, conversation_key(person))

    @cached_property
    def conversations(self) -> MessagesModel:
        from microblog_desktop.viewmodels.messages.messages import MessagesModel
        from microblog_desktop.viewmodels.writing.send_key import SendKey

        return MessagesModel(
            self._store,
            self._sync,
            limits=self._limits,
            clock=self._shared.clock,
            undo_s=self.undo_s,
            deletes_at_server=self.server.can(Capability.DELETE_MESSAGES),
            send_key=SendKey(self._shared.profile),
            search=self._search_sync,
        )

    @cached_property
    def bookmarks(self) -> TimelineModel:
        from microblog_desktop.domain.ids import BOOKMARKS
        from microblog_desktop.viewmodels.timeline.reading.unread import NothingNew

        return TimelineModel(self._store, BOOKMARKS, self._sync, self.offers, NothingNew(self._store, BOOKMARKS))

    @cached_property
    def explore(self) -> TimelineModel:
        from microblog_desktop.domain.ids import EXPLORE

        return TimelineModel(self._store, EXPLORE, self._sync, self.offers, open_at=self._open_at)

    @cached_property
    def trends(self) -> TrendsModel:
        from microblog_desktop.viewmodels.explore.trends import TrendsModel

        return TrendsModel(self._store, self._sync.people_pages)

    @cached_property
    def notifications(self) -> NotificationsModel:
        from microblog_desktop.viewmodels.notifications.model import NotificationsModel

        return NotificationsModel(self._store, self._sync.notifications, self.offers)

    def closing(self) -> list[Callable[[], object]]:
        """What saves what is not saved and ends every subscription, in order."""
        later = [self.bookmarks.close] if "bookmarks" in self.__dict__ else []
        later += [self.notifications.close] if "notifications" in self.__dict__ else []
        later += [self.explore.close] if "explore" in self.__dict__ else []
        later += [self.trends.close] if "trends" in self.__dict__ else []
        first = (self.home_composer, self.suggestions, self.timeline, self.status)
        return [*later, *(model.close for model in first)]


def _offers(server: ServerDescription) -> Offers:
    return Offers(
        can_write=server.can(Capability.WRITE),
        can_follow=server.can(Capability.FOLLOW),
        can_message=server.can(Capability.MESSAGES),
        can_like=server.can(Capability.LIKES),
        can_repost=server.can(Capability.REPOSTS),
        can_bookmark=server.can(Capability.BOOKMARKS),
        can_translate=server.can(Capability.TRANSLATION),
        can_thread=server.can(Capability.HOME),
        languages=frozenset(server.languages),
    )
