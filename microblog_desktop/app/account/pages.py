"""The pages of the side bar, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from microblog_desktop.app.account.models import AccountModels
from microblog_desktop.app.late.account_sync import LateAccountSync
from microblog_desktop.app.shared import Shared
from microblog_desktop.domain.rules.marked_text import tag
from microblog_desktop.domain.server import Capability
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.composer.composer_box import ComposerBox
from microblog_desktop.ui.frame.page_slot import PageSlot, steered
from microblog_desktop.ui.frame.status_strips import StatusStrips
from microblog_desktop.ui.posts.deeds import PostDeeds
from microblog_desktop.ui.timeline.home_page import HomePage
from microblog_desktop.ui.widgets.pictures import RoundPictures

if TYPE_CHECKING:
    from microblog_desktop.ui.explore.explore_page import ExplorePage
    from microblog_desktop.ui.explore.tags_card import TagsCard
    from microblog_desktop.ui.messages.messages_page import MessagesPage
    from microblog_desktop.ui.notifications.notifications_page import NotificationsPage
    from microblog_desktop.ui.people.people_page import PeoplePage
    from microblog_desktop.ui.people.profile.page import ProfilePage
    from microblog_desktop.ui.search.page import SearchPage
    from microblog_desktop.ui.timeline.bookmarks_page import BookmarksPage


class AccountPages:
    """Makes each page over its model; `on_posts` hears of the deeds of each page of posts."""

    def __init__(
        self,
        shared: Shared,
        models: AccountModels,
        sync: LateAccountSync,
        pictures: RoundPictures,
        on_posts: Callable[[PostDeeds], object],
        on_messages: Callable[[MessagesPage], object],
        on_search: Callable[[SearchPage], object],
    ) -> None:
        self._theme = shared.appearance.theme
        self._clock = shared.clock
        self._models = models
        self._sync = sync
        self._pictures = pictures
        self._on_posts = on_posts
        self._on_messages = on_messages
        self._on_search = on_search

    def slots(self) -> list[PageSlot]:
        """From the top of the side bar down; what the server does not offer is not there."""
        can = self._models.server.can
        slots = [self._home_slot() if can(Capability.HOME) else self._server_slot()]
        if can(Capability.EXPLORE):
            slots.append(self._explore_slot())
        if can(Capability.NOTIFICATIONS):
            slots.append(self._notifications_slot())
        if can(Capability.MESSAGES):
            slots.append(self._messages_slot())
        if can(Capability.HOME) and can(Capability.BOOKMARKS):
            slots.append(self._bookmarks_slot())
        if can(Capability.PEOPLE):
            slots += [self._profile_slot()] if can(Capability.EXPLORE) else [self._people_slot(), self._profile_slot()]
        return [*slots, self.search_slot("search", lambda: self.search)]

    def closing(self) -> list[Callable[[], object]]:
        """What saves what is not saved, in order, and ends the pages: the window may not hold each of them."""
        built = self.__dict__
        steps: list[Callable[[], object]] = [self.home.posts.save] if "home" in built else []
        steps += [self.messages.close_models] if "messages" in built else []
        steps += [self.profile.close_model] if "profile" in built else []
        steps += [self.everybody.close_model] if "everybody" in built else []
        steps += [self.explore.posts.save] if "explore" in built else []
        steps += [self.search.close_model] if "search" in built else []
        return steps + [page.deleteLater for page in built.values() if isinstance(page, QWidget)]

    # What is built when it is first shown.

    @cached_property
    def home(self) -> HomePage:
        theme, models = self._theme, self._models
        can_write = models.server.can(Capability.WRITE)
        composer = ComposerBox(theme, self._pictures, models.home_composer, models.me) if can_write else None
        strips = StatusStrips(theme, models.status)
        home = HomePage(theme, self._pictures, models.timeline, models.actions, self._clock, composer, strips)
        self._on_posts(home.posts.deeds)
        return home

    @cached_property
    def messages(self) -> MessagesPage:
        from microblog_desktop.ui.messages.messages_page import MessagesPage

        page = MessagesPage(self._theme, self._pictures, self._models.conversations)
        self._on_messages(page)
        return page

    @cached_property
    def explore(self) -> ExplorePage:
        from microblog_desktop.ui.explore.explore_page import ExplorePage

        models, can = self._models, self._models.server.can
        trends = models.trends if can(Capability.TRENDS) else None
        people = (lambda: self.everybody) if can(Capability.PEOPLE) else None
        page = ExplorePage(self._theme, self._pictures, models.explore, models.actions, self._clock, trends, people)
        self._on_posts(page.posts.deeds)
        # As one in a post.
        page.search_wanted.connect(lambda words: page.posts.wishes.open_span.emit(tag(words)))
        return page

    @cached_property
    def tags_card(self) -> TagsCard:
        """For the right column, while Explore is open."""
        from microblog_desktop.ui.explore.tags_card import TagsCard

        card = TagsCard(self._theme, self._models.trends)
        card.search_wanted.connect(self.explore.search_wanted)
        return card

    @cached_property
    def notifications(self) -> NotificationsPage:
        from microblog_desktop.ui.notifications.notifications_page import NotificationsPage

        models = self._models
        page = NotificationsPage(self._theme, self._pictures, models.notifications, models.actions, self._clock)
        self._on_posts(page.posts.deeds)
        return page

    @cached_property
    def bookmarks(self) -> BookmarksPage:
        from microblog_desktop.ui.timeline.bookmarks_page import BookmarksPage

        models = self._models
        page = BookmarksPage(self._theme, self._pictures, models.bookmarks, models.actions, self._clock)
        self._on_posts(page.posts.deeds)
        return page

    @cached_property
    def profile(self) -> ProfilePage:
        from microblog_desktop.ui.people.profile.page import ProfilePage

        models = self._models
        page = ProfilePage(self._theme, self._pictures, models.profile(models.my_id), models.actions, self._clock)
        page.window_wanted.connect(page.posts.deeds.person_window_wanted)
        self._on_posts(page.posts.deeds)
        return page

    @cached_property
    def search(self) -> SearchPage:
        """The one that lasts."""
        page = self.new_search_page()
        self._on_posts(page.posts.deeds)
        self._on_search(page)
        return page

    def new_search_page(self) -> SearchPage:
        """With a model of its own, which it closes."""
        from microblog_desktop.ui.search.page import SearchPage

        models = self._models
        results = models.search_results()
        return SearchPage(self._theme, self._pictures, results, models.actions, self._clock, models.server)

    @cached_property
    def everybody(self) -> PeoplePage:
        """All people of a server that shows nothing but people."""
        from microblog_desktop.domain.people.lists import DIRECTORY
        from microblog_desktop.ui.people.people_page import PeoplePage
        from microblog_desktop.viewmodels.people.list_words import directory_words

        models, deeds = self._models, self.profile.posts.deeds
        page = PeoplePage(self._theme, self._pictures, models.people(DIRECTORY), models.actions, directory_words)
        page.person_wanted.connect(deeds.person_wanted)
        page.person_window_wanted.connect(deeds.person_window_wanted)
        page.message_wanted.connect(deeds.message_wanted)
        return page

    # Slots.

    def _home_slot(self) -> PageSlot:
        timeline = self._models.timeline
        slot = PageSlot(
            "home",
            "home",
            lambda: _("Home"),
            lambda: self.home,
            unread=lambda: timeline.new_above,
            refresh=timeline.refresh,
            show_newest=lambda: self.home.posts.show_newest(),
            back=lambda: self.home.posts.back(),
            has_own_strips=True,
        )
        return steered(slot, lambda: self.home.posts)

    def _explore_slot(self) -> PageSlot:
        slot = PageSlot(
            "explore",
            "compass",
            lambda: _("Explore"),
            lambda: self.explore,
            refresh=lambda: self.explore.refresh(),
            show_newest=lambda: self.explore.show_newest(),
            back=lambda: self.explore.back(),
        )
        return steered(slot, lambda: self.explore)

    def _notifications_slot(self) -> PageSlot:
        slot = PageSlot(
            "notifications",
            "bell",
            lambda: _("Notifications"),
            lambda: self.notifications,
            unread=lambda: self._models.me.unread_notifications,
            refresh=lambda: self._models.notifications.refresh(),
            show_newest=lambda: self.notifications.posts.show_newest(),
            back=lambda: self.notifications.posts.back(),
        )
        return steered(slot, lambda: self.notifications.posts)

    def _messages_slot(self) -> PageSlot:
        return PageSlot(
            "messages",
            "mail",
            lambda: _("Messages"),
            lambda: self.messages,
            unread=lambda: self._models.me.unread_messages,
            refresh=self._sync.refresh_conversations,
            has_right_column=False,
        )

    def _bookmarks_slot(self) -> PageSlot:
        slot = PageSlot(
            "bookmarks",
            "bookmark",
            lambda: _("Bookmarks"),
            lambda: self.bookmarks,
            refresh=lambda: self._models.bookmarks.refresh(),
            show_newest=lambda: self.bookmarks.posts.show_newest(),
            back=lambda: self.bookmarks.posts.back(),
        )
        return steered(slot, lambda: self.bookmarks.posts)

    def _profile_slot(self) -> PageSlot:
        slot = PageSlot(
            "profile",
            "person",
            lambda: _("Profile"),
            lambda: self.profile,
            refresh=lambda: self.profile.refresh(),
            show_newest=lambda: self.profile.show_top(),
        )
        return steered(slot, lambda: self.profile.posts)

    def _people_slot(self) -> PageSlot:
        slot = PageSlot(
            "people",
            "compass",
            lambda: _("People"),
            lambda: self.everybody,
            refresh=lambda: self.everybody.refresh(),
            show_newest=lambda: self.everybody.show_top(),
        )
        return steered(slot, lambda: self.everybody)

    def search_slot(self, key: str, page: Callable[[], SearchPage]) -> PageSlot:
        return PageSlot(
            key,
            "search",
            lambda: _("Search"),
            lambda: page(),
            refresh=lambda: page().results.refresh(),
            show_newest=lambda: page().show_top(),
            step=lambda rows: page().step(rows),
            act=lambda verb: page().posts.act(verb),
            back=lambda: page().go_back(),
            search=lambda text: page().begin(text),
            take_focus=lambda: page().take_focus(),
            close=lambda: page().close_model(),
            has_own_field=True,
        )

    def _server_slot(self) -> PageSlot:
        """Instead of Home where the server has none: what it does not offer, in a sentence."""
        from microblog_desktop.ui.frame.server_page import ServerPage

        page = ServerPage(self._theme, self._models.server)
        return PageSlot("server", "info", page.title, lambda: page, has_right_column=False)
