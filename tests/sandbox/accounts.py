"""Several accounts at the foot of the side bar, and the card that adds one: `python -m tests.sandbox.accounts`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import AccountId, PersonId
from microblog_desktop.domain.inbox.message import UnreadCounts
from microblog_desktop.domain.people.person import Person
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.status import SessionState
from microblog_desktop.ui.frame.side_bar import Accounts
from microblog_desktop.ui.menus.account_menu import AccountMenu
from microblog_desktop.ui.signin.signin_window import SignInWindow
from microblog_desktop.viewmodels.jump.deeds import Deed
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.session.accounts import AccountsModel
from tests.sandbox import home, signin
from tests.sandbox.stage import Stage, play

SCENES = ("three", "two", "nine", "menu", "card")
_SUSAN = Account(
    AccountId("susan"), replace(signin.OURS, url="https://example.net"), "susan", home.SUSAN.id, VaultKind.SESSION
)
_OTHERS = (
    ("bruno", "Bruno", 3, SessionState.SIGNED_IN),
    ("민지", "김민지", 0, SessionState.EXPIRED),
    ("reading-group", "Reading group of the club at the harbour", 128, SessionState.SIGNED_IN),
    ("omar", "عمر", 0, SessionState.SIGNED_IN),
    ("kate", "Kate", 12, SessionState.SIGNED_IN),
    ("liam", "Liam", 0, SessionState.SIGNED_IN),
    ("rosa", "Rosa", 1, SessionState.SIGNED_IN),
    ("david", "David", 0, SessionState.SIGNED_IN),
)
_SHOWN = {"two": 1, "three": 2}


def accounts(scene: str) -> Accounts:
    """Susan is on screen; each of the others has a file of its own."""
    profile = ProfileStore(":memory:", ChangeFeed(lambda tell: tell()))
    model = AccountsModel(profile, home.NobodyElse())
    with profile.transaction():
        profile.accounts.save(_SUSAN)
    model.is_on_screen(_SUSAN.id)
    for username, name, unread, state in _OTHERS[: _SHOWN.get(scene, len(_OTHERS))]:
        server = replace(_SUSAN.server, url="https://a.example")
        account = Account(AccountId(username), server, username, PersonId("9"), VaultKind.SESSION)
        store = open_account_store(":memory:", ChangeFeed(lambda tell: tell()), lambda: home.NOW, account)
        with store.transaction():
            store.people.save(Person(PersonId("9"), username, name))
            store.conversations.set_counts(UnreadCounts(messages=unread))
        store.status.set_session(state)
        with profile.transaction():
            profile.accounts.save(account)
        model.comes_live(AccountModel(store, account))
    return Accounts(model, lambda _account: None)


def build(stage: Stage) -> QWidget:
    if stage.scene == "card":
        card = signin.build(Stage(stage.app, stage.theme, "empty"))
        assert isinstance(card, SignInWindow)
        card.offer_way_back("Susan")
        return card
    everybody = accounts(stage.scene)
    if stage.scene == "menu":
        return AccountMenu(stage.theme, _deeds, everybody.model)
    store = open_account_store(":memory:", ChangeFeed(lambda tell: tell()), lambda: home.NOW, _SUSAN)
    home.fill(store, "full")
    everybody.model.comes_live(AccountModel(store, _SUSAN))
    return home.window(stage, store, _SUSAN, _SUSAN.server, everybody)


def _deeds() -> tuple[tuple[Deed, ...], ...]:
    groups = ((_("Add an account…"),), (_("Settings…"), _("Keyboard shortcuts")), (_("Sign out…"), _("Quit")))
    return tuple(tuple(Deed(words, partial(str, words), _nothing) for words in group) for group in groups)


def _nothing() -> None:
    """Only the looks are of interest here."""


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=1120, height=760))
