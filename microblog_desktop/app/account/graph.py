"""What the window shows of one account: its view-models and pages, over what keeps it live.

What the window does not show at once is not loaded here but where it is first asked for: the first paint waits for
this module. `app/startup.py` loads it right after that paint, so nobody waits later either.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal

from microblog_desktop.app.account.live import LiveAccount
from microblog_desktop.app.account.models import AccountModels
from microblog_desktop.app.account.pages import AccountPages
from microblog_desktop.app.account.settings import AccountSettings
from microblog_desktop.app.shared import Shared
from microblog_desktop.commands import settings
from microblog_desktop.domain.ids import PersonId, PostKey
from microblog_desktop.domain.server import Capability
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.preferences import HOVER_CARDS
from microblog_desktop.store.status import SessionState
from microblog_desktop.ui.frame.side_bar import Accounts
from microblog_desktop.ui.main_window import MainWindow
from microblog_desktop.ui.posts.deeds import PostDeeds
from microblog_desktop.ui.timeline.home_page import HomePage
from microblog_desktop.viewmodels.frame import PageMemory
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.session.status import StatusModel
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.writing.composer import IN_DIALOG, ComposerModel, PostPlan, edit, reply

if TYPE_CHECKING:
    from microblog_desktop.app.account.asides import Asides
    from microblog_desktop.app.account.jump.jumps import Jumps
    from microblog_desktop.app.account.people import People
    from microblog_desktop.app.account.searches import Searches
    from microblog_desktop.app.account.talks import Talks
    from microblog_desktop.app.account.threads import PageHost, Threads
    from microblog_desktop.app.account.windows import PageWindows
    from microblog_desktop.ui.frame.page_window import PageWindow
    from microblog_desktop.ui.hover.hover_cards import HoverCards
    from microblog_desktop.ui.messages.messages_page import MessagesPage
    from microblog_desktop.viewmodels.messages.messages import MessagesModel

log = logging.getLogger(__name__)


class AccountGraph(QObject):
    """Ends before its account does, when others were on screen for a while."""

    quit_wanted = Signal()

    def __init__(self, shared: Shared, live: LiveAccount, accounts: Accounts, size: QSize) -> None:
        """`size` is that of the room it will fill. Raises `StoreError` when the account's file is found damaged."""
        super().__init__()
        self._shared = shared
        self._accounts = accounts
        self.live = live
        self.account = live.account
        self.sync = live.sync
        self.store = live.store
        self.pictures = live.pictures
        self.models = AccountModels(shared, live)
        self._pages = AccountPages(
            shared,
            self.models,
            self.sync,
            self.pictures,
            self._hear_page,
            lambda page: self.talks.join(page),
            lambda page: self.searches.join(page, self.window),
        )
        self.settings = AccountSettings(
            shared, live, accounts.model, lambda: self.asides.export(), lambda: self.window.page_titles
        )
        self.window = self._main_window()
        self.window.begin(size)
        self._join()

    def ask_what_is_missing(self) -> None:
        """In place, if the account needs its person before it can go on."""
        state = self.store.status.session.state
        if state in (SessionState.EXPIRED, SessionState.NEEDS_PASSPHRASE):
            self.asides.ask_to_sign_in()

    @property
    def open_windows(self) -> list[PageWindow]:
        """Those beside the main one."""
        return self.page_windows.all_windows() if "page_windows" in self.__dict__ else []

    def close(self) -> None:
        """Save what is not saved, and end all that stands on the window."""
        closing = [self.window.save_place, *self._pages.closing()]
        closing += [self.__dict__[part].close for part in ("asides", "page_windows", "hover") if part in self.__dict__]
        closing += [self.settings.close, self.window.close_pages, *self.models.closing(), self.window.deleteLater]
        for close in closing:
            try:
                close()
            except StoreError as error:
                # A full disk must not keep the program from ending, nor the rest from being saved.
                log.warning("not saved at the end: %s", error)

    # Building.

    def _main_window(self) -> MainWindow:
        models = self.models
        return MainWindow(
            self._shared.appearance.theme,
            self.pictures,
            [*self._pages.slots(), self.settings.slot()],
            models.me,
            models.status,
            models.suggestions,
            models.server,
            PageMemory(self._shared.profile, self.account.id),
            self._accounts,
        )

    # The parts that others ask for by name.

    @property
    def me(self) -> AccountModel:
        return self.models.me

    @property
    def status(self) -> StatusModel:
        return self.models.status

    @property
    def timeline(self) -> TimelineModel:
        return self.models.timeline

    @property
    def home_composer(self) -> ComposerModel:
        return self.models.home_composer

    @property
    def conversations(self) -> MessagesModel:
        return self.models.conversations

    @property
    def home(self) -> HomePage:
        return self._pages.home

    @property
    def messages(self) -> MessagesPage:
        return self._pages.messages

    # What is built when it is first asked for.

    @cached_property
    def asides(self) -> Asides:
        from microblog_desktop.app.account.asides import Asides

        asides = Asides(self._shared, self.live, self._accounts.model, self.window)
        asides.quit_wanted.connect(self.quit_wanted)
        return asides

    @cached_property
    def page_windows(self) -> PageWindows:
        from microblog_desktop.app.account.windows import PageWindows

        return PageWindows(self._shared, self.models, self._accounts.model, self._join_page_window)

    @cached_property
    def threads(self) -> Threads:
        from microblog_desktop.app.account.threads import Threads

        return Threads(self._shared, self.models, self.pictures, self.page_windows, self._hear)

    @cached_property
    def hover(self) -> HoverCards:
        from microblog_desktop.ui.hover.hover_cards import HoverCards

        theme, preferences = self._shared.appearance.theme, self._shared.profile.preferences
        card = self.models.person_card()
        hover = HoverCards(theme, self.pictures, card, lambda: preferences.get(HOVER_CARDS))
        hover.person_wanted.connect(self._open_person)
        return hover

    @cached_property
    def people(self) -> People:
        from microblog_desktop.app.account.people import People

        return People(self._shared, self.models, self.pictures, self.page_windows, self._hear, self._open_conversation)

    @cached_property
    def talks(self) -> Talks:
        from microblog_desktop.app.account.talks import Talks

        shared, models, windows = self._shared, self.models, self.page_windows
        page, person = (lambda: self.messages), self._open_person
        return Talks(shared, models, self.pictures, windows, self.window, page, person)

    @cached_property
    def searches(self) -> Searches:
        from microblog_desktop.app.account.searches import Searches

        talks, edit_profile = (lambda: self.talks), (lambda host: self.asides.edit_profile(host))
        return Searches(self._pages, self.window, self._hear, talks, self._write, edit_profile)

    @cached_property
    def jumps(self) -> Jumps:
        from microblog_desktop.app.account.jump.jumps import Jumps

        return Jumps(self._shared, self._accounts.model, self)

    # Joining: what one part asks for and another one does.

    def _join(self) -> None:
        window = self.window
        self._join_any(window)
        window.menu_wanted.connect(lambda widget: self.asides.open_menu(widget))
        window.show_wanted.connect(lambda: self._accounts.model.show(self.account.id))
        window.right_column.person_wanted.connect(lambda person: self.people.open(person, window))
        window.right_column.person_window_wanted.connect(lambda person: self.people.open_window(person))
        window.right_column.more_wanted.connect(lambda: self.people.open_suggested(window))
        window.page_changed.connect(self._show_tags)
        window.page_changed.connect(self.models.note_page)
        self._show_tags(window.page.key)
        self.timeline.new_above_changed.connect(lambda _count: window.side_bar.show_counts())
        self.home_composer.sent.connect(self._show_on_home)
        self.status.asks_sign_in.connect(self._ask_to_sign_in)
        self.status.asks_passphrase.connect(self._ask_to_sign_in)
        self.status.asks_vault.connect(lambda: self.asides.ask_where_to_keep())

    def _ask_to_sign_in(self) -> None:
        # Whoever looks at another account is not disturbed; they are asked when they come.
        if not self.window.isHidden():
            self.asides.ask_to_sign_in()

    def _join_page_window(self, window: PageWindow) -> None:
        self._join_any(window)
        window.settings_wanted.connect(self._show_settings)

    def _join_any(self, window: PageHost) -> None:
        window.account_wanted.connect(self._accounts.model.show_number)
        window.new_post_wanted.connect(lambda: self._write(IN_DIALOG, window))
        window.keys_wanted.connect(lambda: self.asides.show_keys(window))
        window.quit_wanted.connect(self.quit_wanted)
        window.text_scale_wanted.connect(self._choose_text_size)
        window.person_pointed.connect(lambda spot: self.hover.point(spot, window))
        window.search_wanted.connect(lambda text: self.searches.begin(window, text))
        window.jump_wanted.connect(lambda: self.jumps.open(window))

    def _hear_page(self, deeds: PostDeeds) -> None:
        """What a page of the side bar asks of the rest: the window is there when it first does."""
        self._hear(deeds, lambda: self.window, self._show_on_home)

    def _hear(self, deeds: PostDeeds, host: Callable[[], PageHost], show: Callable[[PostKey], object]) -> None:
        """What a page of posts asks of the rest; `show` shows on it what was just written."""
        deeds.reply_wanted.connect(lambda post: self._write(reply(post), host(), show))
        deeds.edit_wanted.connect(lambda post: self._write(edit(post), host()))
        deeds.compose_wanted.connect(lambda: self._write(IN_DIALOG, host(), show))
        deeds.edit_profile_wanted.connect(lambda: self.asides.edit_profile(host()))
        deeds.message_wanted.connect(self._open_conversation)
        deeds.thread_wanted.connect(lambda post: self.threads.open(post, host()))
        deeds.window_wanted.connect(lambda post: self.threads.open_window(post))
        deeds.person_wanted.connect(lambda person: self.people.open(person, host()))
        deeds.person_window_wanted.connect(lambda person: self.people.open_window(person))
        deeds.name_wanted.connect(lambda username: self.people.open_name(username, host()))
        deeds.search_wanted.connect(lambda text: self.searches.open(host(), text))

    def _show_tags(self, page: str) -> None:
        """The tags of the day stand beside Explore."""
        if page == "explore" and self.models.server.can(Capability.TRENDS):
            if "tags_card" not in self._pages.__dict__:
                self.window.right_column.add_card(self._pages.tags_card)
            self._pages.tags_card.come()
        elif "tags_card" in self._pages.__dict__:
            self._pages.tags_card.go()

    def _write(self, plan: PostPlan, over: PageHost, show: Callable[[PostKey], object] | None = None) -> None:
        model = self.models.composer(plan)
        if plan.edited is None:
            model.sent.connect(show or self._show_on_home)
        self.asides.write(model, over)

    def _show_on_home(self, _post: PostKey) -> None:
        """The row on top has the time to undo; who reads elsewhere finds Home where they left it."""
        if self.window.page.key == "home":
            self.home.posts.show_newest()

    def _show_settings(self) -> None:
        self.window.come_on_screen()
        self.window.open_page("settings")

    def _open_conversation(self, person: PersonId) -> None:
        self.talks.open(person)

    def _open_person(self, person: PersonId, host: PageHost) -> None:
        self.people.open(person, host)

    def _choose_text_size(self, scale: float) -> None:
        settings.choose_text_size(self._shared.profile, round(scale * 100))
