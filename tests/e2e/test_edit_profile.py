"""One's own profile is changed in its dialog: the server has it, every window shows it, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from PIL import Image
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.domain.account import SavedData
from microblog_desktop.ui.people.edit.edit_dialog import EditDialog
from tests.e2e.server_process import PASSWORD, ApiPerson, ServerProcess
from tests.e2e.windowed import come_back, running_client, sign_in, until
from tests.fakes.proxy import FaultProxy

NEW_PASSWORD = "a much better one"


def press(inside: QWidget, text: str) -> None:
    button = next(one for one in inside.findChildren(QAbstractButton) if one.text() == text and one.isVisible())
    button.click()


def retype(dialog: EditDialog, username: str) -> None:
    dialog.form.username.field.selectAll()
    QTest.keyClicks(dialog.form.username.field, username)


async def open_editor(account: AccountGraph) -> EditDialog:
    """From one's own page, as a person does."""
    account.window.open_page("profile")
    buttons = account.window.findChildren

    def found() -> list[QAbstractButton]:
        return [one for one in buttons(QAbstractButton) if one.text() == "Edit profile" and one.isVisible()]

    await until("the page", found)
    found()[0].click()
    (dialog,) = account.window.findChildren(EditDialog)
    return dialog


@pytest.mark.timeout(120)
async def test_name_picture_and_password_arrive_and_the_picture_shows_at_once(
    tmp_path: Path, server: ServerProcess, new_person: Callable[[str], ApiPerson]
) -> None:
    susan = new_person("susan")
    photo = tmp_path / "photo.jpg"
    Image.new("RGB", (1200, 800), (20, 120, 200)).save(photo)
    async with running_client(tmp_path / "profile") as running:
        account = await sign_in(running, server.url, susan)
        before = account.me.me.avatar_url
        dialog = await open_editor(account)
        await until("the address", lambda: dialog.form.email.field.text() == f"{susan.username}@example.com")
        dialog.form.name.field.setText("Susan B.")
        dialog.form.name.field.textEdited.emit("Susan B.")
        dialog.open_picture(photo)
        await until("the picture", dialog.crop.isVisible)
        dialog.crop.use()
        dialog.form.password.unfold()
        for field, text in zip(dialog.form.password.fields, ("wrong", NEW_PASSWORD, NEW_PASSWORD), strict=True):
            field.field.setText(text)
        press(dialog, "Save")
        await until("the complaint", dialog.form.password.current.said)
        me = susan.client.get("/me").json()
        assert me["name"] == "Susan B."
        assert account.me.me.avatar_url != before
        shown = str(account.me.me.avatar_url)
        await until("the new picture", lambda: account.pictures.find(shown, 36, 1.0))
        dialog.form.password.current.field.setText(PASSWORD)
        press(dialog, "Save")
        await until("the end", lambda: not account.window.findChildren(EditDialog))
        assert account.store.drafts.names("") == []
    assert server.sign_in(susan.username, NEW_PASSWORD).id == susan.id
    picture = httpx.get(shown, trust_env=False).content
    assert picture


@pytest.mark.timeout(120)
async def test_offline_nothing_is_lost_and_saving_again_is_enough(
    tmp_path: Path, proxy: FaultProxy, new_person: Callable[[str], ApiPerson]
) -> None:
    susan = new_person("susan")
    async with running_client(tmp_path / "profile") as running:
        account = await sign_in(running, proxy.url, susan)
        dialog = await open_editor(account)
        account.sync.go_offline()
        await until("offline", lambda: account.store.status.network.works_offline_by_choice)
        dialog.form.about_me.box.setPlainText("Trains. 기차. 🚆")
        press(dialog, "Save")
        await until("what to do", lambda: dialog.said().startswith("You are offline."))
        press(dialog, "Close")
    async with running_client(tmp_path / "profile") as running:
        await until("the window", lambda: running.client.account)
        account = come_back(running)
        account.sync.go_online()
        dialog = await open_editor(account)
        assert dialog.form.about_me.box.toPlainText() == "Trains. 기차. 🚆"
        press(dialog, "Save")
        await until("the end", lambda: not account.window.findChildren(EditDialog))
    assert susan.client.get("/me").json()["about_me"] == "Trains. 기차. 🚆"


@pytest.mark.timeout(120)
async def test_a_new_user_name_is_the_one_to_sign_in_with(
    tmp_path: Path, server: ServerProcess, new_person: Callable[[str], ApiPerson]
) -> None:
    susan, taken = new_person("susan"), new_person("taken")
    async with running_client(tmp_path / "profile") as running:
        account = await sign_in(running, server.url, susan)
        dialog = await open_editor(account)
        retype(dialog, taken.username)
        press(dialog, "Save")
        await until("the complaint", lambda: dialog.form.username.said())
        retype(dialog, f"{susan.username}.b")
        press(dialog, "Save")
        await until("the end", lambda: not account.window.findChildren(EditDialog))
        await until("the side bar", lambda: account.me.me.handle.startswith(f"@{susan.username}.b"))
        for device in susan.client.get("/me/tokens").json()["items"]:
            if not device["current"]:
                susan.client.delete(f"/me/tokens/{device['id']}")
        account.sync.people_pages.load_person(account.account.person_id)
        await until("the end of the session", lambda: account.store.status.session.state.value == "expired")
        come_back(running)
        await until("the session", lambda: account.store.status.session.state.value == "signed_in")
        account.sync.sign_out(SavedData.KEEP)
        await until("the card", lambda: running.client.sign_in)
        assert running.client.sign_in is not None
        assert running.client.sign_in.window.form.username.field.text() == f"{susan.username}.b"
