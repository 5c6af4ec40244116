from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.status import SessionState
from microblog_desktop.ui.settings.account_rows import AccountRows
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.pictures import RoundPictures
from tests.store.world import ACCOUNT
from tests.viewmodels.session.test_accounts import BRUNO, Desk


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.model.close()
    desk.profile.close()
    desk.world.store.close()


@pytest.fixture
def rows(desk: Desk, theme: Theme, pictures: RoundPictures, qtbot: QtBot) -> AccountRows:
    rows = AccountRows(theme, pictures, desk.model)
    qtbot.addWidget(rows)
    rows.resize(600, 300)
    rows.show()
    return rows


def test_each_account_says_who_where_and_how_much(rows: AccountRows, desk: Desk) -> None:
    desk.receive(messages=2)
    susan, bruno = rows.rows[ACCOUNT.id], rows.rows[BRUNO.id]
    assert (susan.named, susan.about.text(), susan.badge.count) == ("Susan", "@susan · example.org", 2)
    assert bruno.badge.isHidden()
    assert not susan.show_button.isVisible()
    assert bruno.show_button.accessibleName() == "Show: bruno, @bruno · 127.0.0.1:5000"


def test_another_one_is_shown_and_any_one_signed_out_of(rows: AccountRows, desk: Desk) -> None:
    rows.rows[BRUNO.id].show_button.click()
    rows.rows[ACCOUNT.id].out_button.click()
    assert desk.port.asked == [("show", BRUNO.id), ("sign out", ACCOUNT.id)]
    assert rows.rows[ACCOUNT.id].out_button.accessibleName() == "Sign out of @susan · example.org"


def test_what_is_wrong_stands_there_and_leads_to_signing_in(rows: AccountRows, desk: Desk) -> None:
    desk.world.store.status.set_session(SessionState.EXPIRED)
    susan = rows.rows[ACCOUNT.id]
    assert susan.complaint == "Sign in again to go on; nothing is lost."
    assert (susan.show_button.isVisible(), susan.show_button.text()) == (True, "Sign in")
    desk.model.cannot_open(BRUNO.id, Problem(ProblemKind.DISK_FULL))
    assert rows.rows[BRUNO.id].complaint.startswith("The disk is full")


def test_an_account_that_goes_leaves_the_others_as_they_are(rows: AccountRows, desk: Desk) -> None:
    susan = rows.rows[ACCOUNT.id]
    with desk.profile.transaction():
        desk.profile.accounts.forget(BRUNO.id)
    assert list(rows.rows) == [ACCOUNT.id]
    assert rows.rows[ACCOUNT.id] is susan
