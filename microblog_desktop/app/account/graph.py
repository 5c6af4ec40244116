"""Everything of one open account: store, view-models, window, and later its sync.

What the window does not show at once is not loaded here but where it is first asked for: the first paint waits for
this module. `app/startup.py` loads it right after that paint, so nobody waits later either.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from microblog_desktop.app.late_sync import AccountSyncPort, LateAccountSync
from microblog_desktop.app.shared import Shared, new_feed
from microblog_desktop.app.store_files import open_or_set_aside
from microblog_desktop.commands import settings
from microblog_desktop.domain.account import Account
from microblog_desktop.domain.ids import HOME, PersonId, PostKey
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.server import Capability
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.preferences import UNDO_SEND_S, WORK_OFFLINE
from microblog_desktop.store.status import NetworkState
from microblog_desktop.ui.composer.composer_box import ComposerBox
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.frame.status_strips import StatusStrips
from microblog_desktop.ui.main_window import MainWindow
from microblog_desktop.ui.posts.deeds import PostDeeds
from microblog_desktop.ui.timeline.home_page import HomePage
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.frame import WindowMemory
from microblog_desktop.viewmodels.people import SuggestionModel
from microblog_desktop.viewmodels.pictures import StoredPictures
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.session.status import StatusModel
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.rows import Offers
from microblog_desktop.viewmodels.writing.composer import IN_DIALOG, ON_HOME, ComposerModel, PostPlan, edit, reply

if TYPE_CHECKING:
    from microblog_desktop.app.account.asides import Asides
    from microblog_desktop.ui.messages.messages_page import MessagesPage
    from microblog_desktop.viewmodels.messages.messages import MessagesModel


log = logging.getLogger(__name__)


class AccountGraph(QObject):
    """Reads the account's file and builds its window; `sync` takes wishes before sync itself is there."""

    quit_wanted = Signal()

    def __init__(self, shared: Shared, account: Account) -> None:
        """Raises `StoreError` when the account's file can neither be opened nor set aside."""
        super().__init__()
        self._shared = shared
        self.account = account
        self.sync = LateAccountSync()
        self.store = self._open_store()
        self._remember_offline_choice()
        self.pictures = RoundPictures(StoredPictures(shared.pictures, shared.feed, self.sync.want))
        try:
            self._build_models()
        except StoreError:
            self.store.close()
            raise
        self._build_window()
        self._join()

    def attach(self, sync: AccountSyncPort) -> None:
        """Sync is there: tell it what was wished for so far."""
        if self._shared.profile.preferences.get(WORK_OFFLINE):
            sync.go_offline()
        self.sync.attach(sync)

    def close(self) -> None:
        """Save what is not saved, end all subscriptions and close the file. Sync must have stopped."""
        closing: list[Callable[[], object]] = [self.home.posts.save]
        if "asides" in self.__dict__:
            closing.append(self.asides.close)
        if "messages" in self.__dict__:
            closing.append(self.messages.close_models)
        closing += [
            model.close for model in (self.home_composer, self.suggestions, self.timeline, self.status, self.me)
        ]
        closing += [self.pictures.close, self.window.close, self.window.deleteLater, self.store.close]
        for close in closing:
            try:
                close()
            except StoreError as error:
                # A full disk must not keep the program from ending, nor the rest from being saved.
                log.warning("not saved at the end: %s", error)

    # Building.

    def _open_store(self) -> AccountStore:
        def open_store(path: Path) -> AccountStore:
            return open_account_store(path, new_feed(), self._shared.clock, self.account)

        path = self._shared.paths.account_db(self.account.id)
        opened = open_or_set_aside(path, open_store, self._shared.clock())
        if opened.set_aside is not None:
            # Hardly ever needed.
            from microblog_desktop.store.rescue import rescue_unsent

            try:
                log.warning("rescued drafts and jobs: %s", rescue_unsent(opened.set_aside, opened.store))
            except (OSError, StoreError) as error:
                log.warning("nothing could be rescued: %s", error)
            opened.store.status.notice(Problem(ProblemKind.STORE_DAMAGED))
        return opened.store

    def _remember_offline_choice(self) -> None:
        if self._shared.profile.preferences.get(WORK_OFFLINE):
            network = NetworkState(is_online=True, works_offline_by_choice=True, since=self._shared.clock())
            self.store.status.set_network(network)

    def _build_models(self) -> None:
        store, sync, server = self.store, self.sync, self.account.server
        offers = Offers(
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
        self.me = AccountModel(store, self.account)
        self.status = StatusModel(store, sync)
        self.timeline = TimelineModel(store, HOME, sync, offers)
        self.suggestions = SuggestionModel(store)
        self.home_composer = self._composer(ON_HOME)

    def _composer(self, plan: PostPlan) -> ComposerModel:
        limits = self.account.server.limits
        return ComposerModel(self.store, plan, limits=limits, undo_s=self._undo_s, clock=self._shared.clock)

    def _undo_s(self) -> int:
        return self._shared.profile.preferences.get(UNDO_SEND_S)

    def _build_window(self) -> None:
        theme, shared = self._shared.appearance.theme, self._shared
        can_write = self.account.server.can(Capability.WRITE)
        composer = ComposerBox(theme, self.pictures, self.home_composer, self.me) if can_write else None
        actions = PostActions(self.store, self._undo_s)
        strips = StatusStrips(theme, self.status)
        self.home = HomePage(theme, self.pictures, self.timeline, actions, shared.clock, composer, strips)
        self.window = MainWindow(
            theme,
            self.pictures,
            self._pages(),
            self.me,
            self.status,
            self.suggestions,
            self.account.server,
            WindowMemory(shared.profile),
        )

    # What is built when it is first asked for.

    @cached_property
    def conversations(self) -> MessagesModel:
        from microblog_desktop.viewmodels.messages.messages import MessagesModel

        return MessagesModel(self.store, self.sync, limits=self.account.server.limits, clock=self._shared.clock)

    @cached_property
    def messages(self) -> MessagesPage:
        from microblog_desktop.ui.messages.messages_page import MessagesPage

        return MessagesPage(self._shared.appearance.theme, self.pictures, self.conversations)

    @cached_property
    def asides(self) -> Asides:
        from microblog_desktop.app.account.asides import Asides

        asides = Asides(self._shared, self.store, self.sync, self.me, self.window)
        asides.quit_wanted.connect(self.quit_wanted)
        return asides

    def _pages(self) -> list[PageSlot]:
        home = PageSlot(
            "home",
            "home",
            lambda: _("Home"),
            lambda: self.home,
            unread=lambda: self.timeline.new_above,
            refresh=self.timeline.refresh,
            show_newest=self.home.posts.show_newest,
            step=self.home.posts.step,
            act=self.home.posts.act,
            back=self.home.posts.back,
            has_own_strips=True,
        )
        pages = [home] if self.account.server.can(Capability.HOME) else [self._server_page()]
        if self.account.server.can(Capability.MESSAGES):
            pages.append(
                PageSlot(
                    "messages",
                    "mail",
                    lambda: _("Messages"),
                    lambda: self.messages,
                    unread=lambda: self.me.unread_messages,
                    refresh=self.sync.refresh_conversations,
                    has_right_column=False,
                )
            )
        return pages

    def _server_page(self) -> PageSlot:
        """Instead of Home where the server has none: what it does not offer, in a sentence."""
        from microblog_desktop.ui.frame.server_page import ServerPage

        page = ServerPage(self._shared.appearance.theme, self.account.server)
        return PageSlot("server", "info", page.title, lambda: page, has_right_column=False)

    # Joining: what one part asks for and another one does.

    def _join(self) -> None:
        window = self.window
        window.new_post_wanted.connect(lambda: self._write(IN_DIALOG))
        window.menu_wanted.connect(lambda widget: self.asides.open_menu(widget))
        window.keys_wanted.connect(lambda: self.asides.show_keys())
        window.quit_wanted.connect(self.quit_wanted)
        window.text_scale_wanted.connect(
            lambda scale: settings.choose_text_size(self._shared.profile, round(scale * 100))
        )
        self._hear(self.home.posts.deeds)
        self.timeline.new_above_changed.connect(lambda _count: window.side_bar.show_counts())
        self.home_composer.sent.connect(self._was_written)
        self.status.asks_sign_in.connect(lambda: self.asides.ask_to_sign_in())
        self.status.asks_passphrase.connect(lambda: self.asides.ask_to_sign_in())

    def _hear(self, deeds: PostDeeds) -> None:
        """What a page of posts asks of the rest."""
        deeds.reply_wanted.connect(lambda post: self._write(reply(post)))
        deeds.edit_wanted.connect(lambda post: self._write(edit(post)))
        deeds.compose_wanted.connect(lambda: self._write(IN_DIALOG))
        deeds.message_wanted.connect(self._open_conversation)

    def _write(self, plan: PostPlan) -> None:
        model = self._composer(plan)
        model.sent.connect(self._was_written)
        self.asides.write(model)

    def _was_written(self, _post: PostKey) -> None:
        """The row on top has the time to undo."""
        self.home.posts.show_newest()

    def _open_conversation(self, person: PersonId) -> None:
        self.window.open_page("messages")
        self.messages.open_conversation(person)
