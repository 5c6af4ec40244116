"""The panel to jump from, over Home: `python -m tests.sandbox.jump [--scene blank|…] [--dark] [--shot FILE]`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from microblog_desktop.commands.jumping import remember_visit
from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import AccountId, PersonId
from microblog_desktop.domain.keys.actions import page_action
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.ui.jump.panel import JumpPanel
from microblog_desktop.ui.theme.tokens import SMALLEST_WINDOW
from microblog_desktop.ui.widgets.card import Panel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.jump.deeds import Deed
from microblog_desktop.viewmodels.jump.model import JumpModel
from microblog_desktop.viewmodels.jump.sources import JumpPage, JumpSources
from microblog_desktop.viewmodels.jump.visits import conversation_key, page_key, person_key
from microblog_desktop.viewmodels.keys.choosing import KeyChoices
from microblog_desktop.viewmodels.settings.model import SettingsModel
from tests.fakes.jumping import FakeJumpPort
from tests.fakes.ports import NoPictures
from tests.sandbox.home import JOHN, KATE, MINA, NOW, PEOPLE, SUSAN, fill
from tests.sandbox.home import window as home_window
from tests.sandbox.settings import all_accounts, sections
from tests.sandbox.signin import OURS
from tests.sandbox.stage import Stage, play

_TYPED = {
    "blank": "",
    "typed": "mi",
    "settings": "the",
    "deeds": "o",
    "nobody": "zzyzx",
    "long": "countess",
    "name": "@ka",
    "link": "microblog://example.net/users/kate",
    "initials": "ㅇㅇ",
}
SCENES = tuple(_TYPED)
_LONG = replace(
    KATE,
    id=PersonId("77"),
    username="the_countess_of_the_north_western_lighthouses_and_of_the_isles",
    name="The Countess of the North-Western Lighthouses and of all the Isles that belong to them",
)
_ACCOUNT = Account(AccountId("susan"), replace(OURS, url="https://example.net"), "susan", SUSAN.id, VaultKind.SESSION)


def build(stage: Stage) -> QWidget:
    """Over Home."""
    store = _store()
    window = home_window(stage, store, _ACCOUNT, _ACCOUNT.server)
    _open(stage, store, window)
    return window


def alone(stage: Stage) -> QWidget:
    """Over a window that shows nothing: what the panel covers is no concern of those who look at it."""
    window = Panel(stage.theme)
    window.setMinimumSize(*SMALLEST_WINDOW)
    _open(stage, _store(), window)
    return window


def _store() -> AccountStore:
    store = open_account_store(":memory:", ChangeFeed(lambda tell: tell()), lambda: NOW, _ACCOUNT)
    fill(store, "full")
    with store.transaction():
        for person in (*PEOPLE, _LONG):
            store.people.save(person)
    places = (page_key("messages"), conversation_key(JOHN.id), person_key(MINA.id), person_key(_LONG.id))
    for number, key in enumerate(places):
        remember_visit(store, key, now=NOW + timedelta(minutes=number))
    return store


def _open(stage: Stage, store: AccountStore, window: QWidget) -> None:
    model = JumpModel(store, _sources(store), lambda: page_key("home"))
    panel = JumpPanel(stage.theme, RoundPictures(NoPictures()), model, window)
    model.setParent(panel)
    panel.open()
    words = _TYPED[stage.scene]
    panel.field.setText(words)
    panel.field.typed.emit(words)


def _sources(store: AccountStore) -> JumpSources:
    feed = store.feed
    profile = ProfileStore(":memory:", feed)
    accounts = all_accounts(store, _ACCOUNT, profile)
    choices = KeyChoices(profile, feed, [lambda: _("Home"), lambda: _("Explore")], 2)
    settings = SettingsModel(sections(store, profile, accounts, choices), profile, feed)
    return JumpSources(
        store,
        _ACCOUNT.server.url,
        accounts,
        lambda: settings,
        lambda: list(_pages()),
        lambda: list(_deeds()),
        FakeJumpPort(),
        has_conversations=True,
    )


def _pages() -> Iterator[JumpPage]:
    pages = (
        ("home", "home", _("Home")),
        ("explore", "compass", _("Explore")),
        ("notifications", "bell", _("Notifications")),
        ("messages", "mail", _("Messages")),
        ("settings", "gear", _("Settings")),
    )
    for number, (key, icon, title) in enumerate(pages, start=1):
        yield JumpPage(key, icon, title, page_action(number))


def _deeds() -> Iterator[Deed]:
    yield Deed("new_post", lambda: _("Write a post"), _nothing, "pencil", "new_post")
    yield Deed("offline", lambda: _("Work offline"), _nothing, "offline", is_on=lambda: True)
    yield Deed("read_all", lambda: _("Mark everything as read"), _nothing, "check-double")
    yield Deed("export", lambda: _("Export my data…"), _nothing)
    yield Deed("sign_out", lambda: _("Sign out…"), _nothing)


def _nothing() -> None:
    """Only the looks are of interest here."""


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=1120, height=760))
