"""What concerns the whole program: its language, how it starts and ends, whether it uses the network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from microblog_desktop.commands import settings
from microblog_desktop.domain.attention import OnClose
from microblog_desktop.i18n.translate import FOLLOW_SYSTEM, Language, _
from microblog_desktop.store import preferences
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.attention.choices import on_close
from microblog_desktop.viewmodels.ports import NetworkPort
from microblog_desktop.viewmodels.settings.section import Section
from microblog_desktop.viewmodels.settings.setting import Choice, Choosing, Setting, Switching, choices
from microblog_desktop.viewmodels.sorting import in_order


class SystemSwitch(Protocol):
    """Something that the system does for the program or not; the system is asked each time."""

    def is_on(self) -> bool: ...

    def turn(self) -> None:
        """The other way; where the system does not let us, `has_failed` tells."""
        ...

    def has_failed(self) -> bool:
        """Whether the last `turn` came to nothing."""
        ...


class GeneralSection(Section):
    key = "general"
    own_preferences = (preferences.LANGUAGE, preferences.ON_CLOSE, preferences.HOVER_CARDS)

    def __init__(
        self,
        profile: ProfileStore,
        store: AccountStore,
        network: NetworkPort,
        languages: Callable[[], list[Language]],
        autostart: SystemSwitch,
        has_tray: Callable[[], bool],
        links: SystemSwitch | None = None,
    ) -> None:
        """`languages` tells which can be chosen, `has_tray` whether there is a tray that the program could stay in.

        `links` is whether links open with this program, if that can be turned here."""
        super().__init__()
        self._profile = profile
        self._status = store.status
        self._network = network
        self._languages = languages
        self._autostart = autostart
        self._links = links
        self._has_tray = has_tray
        self._unsubscribe = store.feed.subscribe(self._on_change)

    def title(self) -> str:
        return _("General")

    def settings(self) -> tuple[Setting, ...]:
        tray = (self._closing(),) if self._has_tray() else ()
        links = () if self._links is None else (self._link_opening(self._links),)
        return (self._language(), self._start(), *links, *tray, self._offline(), self._cards())

    def close(self) -> None:
        self._unsubscribe()

    def _language(self) -> Choosing:
        chosen = self._profile.preferences.get(preferences.LANGUAGE)
        offered = in_order(self._languages(), lambda one: one.own_name)
        words = {FOLLOW_SYSTEM: _("As the computer")} | {one.code: one.own_name for one in offered}
        if chosen not in words:
            # One that an option of the command line or a test asked for; it stays, and is named by its code.
            words[chosen] = chosen
        return Choosing(
            "language",
            _("Language"),
            choices(words, chosen),
            lambda code: settings.choose_language(self._profile, code),
            about=_("The whole window changes at once"),
        )

    def _start(self) -> Switching:
        about = _("In the tray where there is one, so that messages and mentions are told")
        return self._of_the_system("start_with_system", _("Start with the computer"), about, self._autostart)

    def _link_opening(self, links: SystemSwitch) -> Switching:
        about = _("Links to posts and people that others share with you")
        return self._of_the_system("open_links", _("Open microblog: links with this program"), about, links)

    def _of_the_system(self, key: str, title: str, about: str, switch: SystemSwitch) -> Switching:
        def turn() -> None:
            switch.turn()
            self.changed.emit()

        if switch.has_failed():
            about = _("The system did not let this program change that.")
        return Switching(key, title, switch.is_on(), turn, about)

    def _closing(self) -> Choosing:
        words = {
            OnClose.ASK: _("Ask me"),
            OnClose.TRAY: _("Stay in the tray"),
            OnClose.QUIT: _("Quit"),
        }
        chosen = on_close(self._profile)
        return Choosing(
            "on_close",
            _("When the window is closed"),
            tuple(Choice(one.value, said, one is chosen) for one, said in words.items()),
            lambda value: settings.choose_on_close(self._profile, OnClose(value)),
            about=_("In the tray it goes on bringing what is new"),
        )

    def _offline(self) -> Switching:
        return Switching(
            "work_offline",
            _("Work offline"),
            self._status.network.works_offline_by_choice,
            self._turn_offline_work,
            about=_("Nothing is sent or loaded until you turn this off"),
        )

    def _turn_offline_work(self) -> None:
        turn_offline_work(self._profile, self._network, is_offline=self._status.network.works_offline_by_choice)

    def _cards(self) -> Switching:
        is_on = self._profile.preferences.get(preferences.HOVER_CARDS)
        return Switching(
            "hover_cards",
            _("Cards of people under the pointer"),
            is_on,
            lambda: settings.turn(self._profile, preferences.HOVER_CARDS),
            about=_("A key shows them in any case"),
        )

    def _on_change(self, changes: ChangeSet) -> None:
        if "network" in changes.status:
            self.changed.emit()


def turn_offline_work(profile: ProfileStore, network: NetworkPort, *, is_offline: bool) -> None:
    """Go offline, or come back; the choice is remembered."""
    if is_offline:
        settings.work_online(profile)
        network.go_online()
    else:
        settings.work_offline(profile)
        network.go_offline()
