from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.viewmodels.settings.accounts import AccountsSection
from microblog_desktop.viewmodels.settings.setting import Acting, Own
from tests.viewmodels.session.test_accounts import BRUNO, Desk
from tests.viewmodels.settings.looking import keys, setting


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.model.close()
    desk.profile.close()
    desk.world.store.close()


def test_accounts_are_listed_and_one_can_be_added(desk: Desk) -> None:
    section = AccountsSection(desk.model, None)
    assert keys(section) == ["accounts", "add_account"]
    assert setting(section, "accounts", Own).about == "All of them are kept up to date; one is shown."
    setting(section, "add_account", Acting).act()
    assert desk.port.asked == [("add", "")]


def test_a_copy_of_the_data_is_offered_where_the_server_makes_one(desk: Desk) -> None:
    asked: list[str] = []
    section = AccountsSection(desk.model, lambda: asked.append("export"))
    setting(section, "export", Acting).act()
    assert asked == ["export"]


def test_what_changes_in_the_accounts_is_told_until_it_is_closed(desk: Desk, qtbot: QtBot) -> None:
    section = AccountsSection(desk.model, None)
    with qtbot.waitSignal(section.changed):
        desk.model.is_on_screen(BRUNO.id)
    section.close()
    with qtbot.assertNotEmitted(section.changed):
        desk.model.is_on_screen(None)
