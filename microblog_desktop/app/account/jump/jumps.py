"""Opens the panel to jump from over a window, and goes where it leads. Loaded with its first use."""

from __future__ import annotations

from typing import Protocol

from shiboken6 import isValid

from microblog_desktop.app.account.asides import Asides
from microblog_desktop.app.account.jump.deeds import deeds_of
from microblog_desktop.app.account.live import LiveAccount
from microblog_desktop.app.account.models import AccountModels
from microblog_desktop.app.account.people import People
from microblog_desktop.app.account.searches import Searches
from microblog_desktop.app.account.settings import AccountSettings
from microblog_desktop.app.account.talks import Talks
from microblog_desktop.app.account.threads import PageHost, Threads
from microblog_desktop.app.shared import Shared
from microblog_desktop.domain.ids import PersonId, PostId
from microblog_desktop.domain.keys.actions import page_action
from microblog_desktop.domain.server import Capability
from microblog_desktop.ui.jump.panel import JumpPanel
from microblog_desktop.ui.main_window import MainWindow
from microblog_desktop.viewmodels.jump.model import JumpModel
from microblog_desktop.viewmodels.jump.sources import JumpPage, JumpSources
from microblog_desktop.viewmodels.jump.visits import key_of_open_page
from microblog_desktop.viewmodels.session.accounts import AccountsModel

_WITH_KEYS = frozenset({"search", "settings"})


class JumpRoom(Protocol):
    """What there is of an account to go to; most of it is built when it is first asked for."""

    @property
    def live(self) -> LiveAccount: ...

    @property
    def models(self) -> AccountModels: ...

    @property
    def window(self) -> MainWindow: ...

    @property
    def settings(self) -> AccountSettings: ...

    @property
    def asides(self) -> Asides: ...

    @property
    def people(self) -> People: ...

    @property
    def talks(self) -> Talks: ...

    @property
    def searches(self) -> Searches: ...

    @property
    def threads(self) -> Threads: ...


class Jumps:
    """One panel at a time."""

    def __init__(self, shared: Shared, accounts: AccountsModel, room: JumpRoom) -> None:
        self._theme = shared.appearance.theme
        self._accounts = accounts
        self._room = room
        self._panel: JumpPanel | None = None

    def open(self, host: PageHost) -> None:
        """Over a window; the same keys close it."""
        panel = self._panel
        if panel is not None and isValid(panel):
            was_here = panel.parentWidget() is host
            panel.give_up()
            if was_here:
                return
        model = JumpModel(self._room.live.store, self._sources(host), lambda: key_of_open_page(host.page.key) or "")
        panel = self._panel = JumpPanel(self._theme, self._room.live.pictures, model, host)
        model.setParent(panel)
        panel.ended.connect(self._forget)
        panel.open()

    def _forget(self) -> None:
        self._panel = None

    def _sources(self, host: PageHost) -> JumpSources:
        room = self._room
        store, server = room.live.store, room.models.server
        return JumpSources(
            store,
            server.url,
            self._accounts,
            lambda: room.settings.model,
            self._pages,
            lambda: deeds_of(host, room.window, room.asides, store),
            _Ways(host, room),
            has_conversations=server.can(Capability.MESSAGES),
        )

    def _pages(self) -> list[JumpPage]:
        slots = enumerate(self._room.window.pages, start=1)
        return [JumpPage(slot.key, slot.icon, slot.title(), _action(slot.key, number)) for number, slot in slots]


def _action(page: str, number: int) -> str:
    """The keys that lead there from anywhere, else those of its place in the side bar."""
    return page if page in _WITH_KEYS else page_action(number)


class _Ways:
    """Goes there: what stands on a page opens in the window one is in, a page of the side bar in the main one."""

    def __init__(self, host: PageHost, room: JumpRoom) -> None:
        self._host = host
        self._room = room

    def open_page(self, page: str) -> None:
        self._room.window.come_on_screen()
        if self._room.window.page.key != page:
            self._room.window.open_page(page)

    def open_setting(self, section: str, setting: str) -> None:
        self.open_page("settings")
        self._room.settings.page.open_section(section, setting)

    def open_person(self, person: PersonId) -> None:
        self._room.people.open(person, self._host)

    def open_name(self, username: str) -> None:
        self._room.people.open_name(username, self._host)

    def open_post(self, post: PostId) -> None:
        self._room.threads.open_remote(post, self._host)

    def open_conversation(self, person: PersonId) -> None:
        self._room.talks.open(person)

    def search(self, words: str) -> None:
        self._room.searches.open(self._host, words)
