"""What the steps of the tour have in common: the windows they use, and what they did so far."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.app.client import Client
from microblog_desktop.app.sign_in_graph import SignInGraph
from microblog_desktop.domain.server import Capability
from microblog_desktop.i18n.translate import _
from microblog_desktop.tour.conductor import Part
from microblog_desktop.tour.driver import Driver
from microblog_desktop.tour.report import SkippedError
from microblog_desktop.ui.frame.account_block import AccountBlock
from microblog_desktop.ui.frame.nav_button import NavButton
from microblog_desktop.ui.settings.controls import ChoosingRow
from microblog_desktop.ui.settings.section_list import SectionButton
from microblog_desktop.ui.settings.settings_page import SettingsPage
from microblog_desktop.viewmodels.frame import missing_offers
from microblog_desktop.viewmodels.messages.message_rows import BubbleRow
from microblog_desktop.viewmodels.timeline.rows import PostRow

# What is typed carries the time of the tour, so that it is found again among what is on the server already.
STAMP = time.strftime("%H:%M:%S")


class Stage:
    """The running client as the tour sees it."""

    def __init__(self, client: Client, driver: Driver, part: Part) -> None:
        self.client = client
        self.driver = driver
        self.part = part
        self._to_close: QDialog | None = None

    def close_after_picture(self, dialog: QDialog) -> None:
        self._to_close = dialog

    async def picture_taken(self) -> None:
        """Close what was open for the picture, as a person does."""
        dialog, self._to_close = self._to_close, None
        if dialog is not None:
            await self.driver.press(Qt.Key.Key_Escape)
            await self.driver.until("the dialog to close", lambda: not isValid(dialog) or not dialog.isVisible())

    @property
    def window(self) -> QWidget:
        window = self.client.window
        assert window is not None, "no window is open"
        return window

    @property
    def sign_in(self) -> SignInGraph:
        assert self.client.sign_in is not None, "the sign-in card is not open"
        return self.client.sign_in

    @property
    def account(self) -> AccountGraph:
        assert self.client.account is not None, "nobody is signed in"
        return self.client.account

    def needs(self, capability: Capability) -> None:
        """Skip the step, in the words a person is shown, where the server cannot do it."""
        if not self.account.account.server.can(capability):
            raise SkippedError(missing_offers(self.account.account.server))

    @property
    def first_page(self) -> str:
        """The title of the page on top of the side bar."""
        return _("Home") if self.account.account.server.can(Capability.HOME) else self.account.account.server.name

    @property
    def page(self) -> str:
        """The key of the page that is shown in the main window."""
        return self.account.window.page.key

    async def wait_for_pictures(self) -> None:
        """Pictures of people come after the texts."""
        for _turn in range(10):
            await self.driver.settle()

    async def open_page(self, title: str) -> None:
        """Click the entry of the side bar, unless its page is open already."""
        button = await self.driver.see(NavButton, self.window, lambda button: button.text() == title)
        if not button.isChecked():
            await self.driver.click(button)

    async def choose_in_menu(self, *path: str) -> None:
        """Open the account's menu and choose."""
        await self.driver.click(await self.driver.see(AccountBlock, self.window))
        await self.driver.choose(*path)

    async def choose_setting(self, section: str, title: str, words: str) -> None:
        """Open the settings and choose, as a person would."""
        await self.open_page(_("Settings"))
        page = await self.driver.see(SettingsPage, self.window)
        button = await self.driver.see(SectionButton, page, lambda button: button.accessibleName() == section)
        await self.driver.click(button)
        row = await self.driver.see(ChoosingRow, page, lambda row: row.named == title)
        await self.driver.click(row.button)
        await self.driver.choose(words)

    def post(self, text: str) -> PostRow | None:
        """The row of Home whose post is `text`."""
        posts = (row for row in self.account.timeline.rows if isinstance(row, PostRow))
        return next((row for row in posts if row.body.text == text), None)

    def posts(self, text: str) -> int:
        """How often `text` stands in Home."""
        return sum(isinstance(row, PostRow) and row.body.text == text for row in self.account.timeline.rows)

    def bubble(self, text: str) -> BubbleRow | None:
        """The row of the open conversation whose message is `text`."""
        conversation = self.account.messages.conversation
        assert conversation is not None, "no conversation is open"
        bubbles = (row for row in conversation.model.rows if isinstance(row, BubbleRow))
        return next((row for row in bubbles if row.body == text), None)
