"""What no sandbox shows alone: the panel to sign in again, the question of signing out, the list of keys, menus."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QMenu, QWidget

from microblog_desktop.commands import posting
from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import HOME, AccountId
from microblog_desktop.domain.people.lists import Suggestion
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.status import SessionState
from microblog_desktop.ui.menus.shortcuts_dialog import Shortcut, ShortcutsDialog
from microblog_desktop.ui.people.person_menu import PersonMenu
from microblog_desktop.ui.people.wishes import PersonWishes
from microblog_desktop.ui.posts.post_menu import PostMenu
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.signin.again_panel import SignInAgainPanel
from microblog_desktop.ui.signin.sign_out_dialog import SignOutDialog
from microblog_desktop.viewmodels.people.person_row import person_row
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.session.sign_in_again import SignInAgainModel
from microblog_desktop.viewmodels.session.sign_out import SignOutModel
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.rows import PostRow
from tests.fakes.ports import FakeSession
from tests.fakes.timeline_sync import FakeTimelineSync
from tests.sandbox import home
from tests.sandbox.signin import OURS
from tests.sandbox.stage import Stage

MENUS = ("post", "own-post", "person")
_SERVER = replace(OURS, url="https://example.net")
_ACCOUNT = Account(AccountId("susan"), _SERVER, "susan", home.SUSAN.id, VaultKind.SESSION)


def _store() -> AccountStore:
    store = open_account_store(":memory:", ChangeFeed(lambda tell: tell()), lambda: home.NOW, _ACCOUNT)
    home.fill(store, "full")
    return store


def sign_in_again(stage: Stage) -> QWidget:
    store = _store()
    is_locked = stage.scene == "locked"
    store.status.set_session(SessionState.NEEDS_PASSPHRASE if is_locked else SessionState.EXPIRED)
    window = home.window(stage, store, _ACCOUNT, _SERVER)
    model = SignInAgainModel(store, AccountModel(store, _ACCOUNT), FakeSession())
    model.setParent(window)
    panel = SignInAgainPanel(stage.theme, model, window)
    panel.open()
    if stage.scene == "wrong":
        model.submit(Secret("cat"))
        store.status.fail("sign_in", Problem(ProblemKind.WRONG_PASSWORD))
    return window


def sign_out(stage: Stage) -> QWidget:
    store = _store()
    if stage.scene == "losses":
        posting.publish(store, "From the tunnel.", now=home.NOW, undo_s=0, draft="")
        with store.transaction():
            store.drafts.save("home", "Half a thought", None, home.NOW)
    return SignOutDialog(stage.theme, SignOutModel(store, FakeSession()), "@susan · example.net")


def shortcuts(stage: Stage) -> QWidget:
    window = home.window(stage, _store(), _ACCOUNT, _SERVER)
    dialog = ShortcutsDialog(stage.theme, [Shortcut(key.shown_keys, key.say) for key in window.keys])
    window.setParent(dialog)  # lives as long as the dialog, and is never shown
    window.hide()
    return dialog


def menu(stage: Stage) -> QMenu:
    if stage.scene == "person":
        someone = Person(home.JOHN.id, "john", "John", you_follow=True)
        return PersonMenu(stage.theme, person_row(Suggestion(someone, 0), home.ALL, home.SUSAN.id), PersonWishes(None))
    rows = TimelineModel(_store(), HOME, FakeTimelineSync(), home.ALL).rows
    posts = [row for row in rows if isinstance(row, PostRow)]
    row = replace(posts[0], is_mine=True, can_edit=True) if stage.scene == "own-post" else posts[0]
    return PostMenu(stage.theme, row, PostWishes(None))
