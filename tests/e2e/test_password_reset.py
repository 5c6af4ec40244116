"""A forgotten password: the mail is asked for on the sign-in card, its link pasted, and one signs in again."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from microblog_desktop.app.running import Running
from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.ui.signin.reset_form import ResetForm
from microblog_desktop.viewmodels.session.signin import SignInStep
from tests.e2e.server_process import ServerProcess
from tests.e2e.windowed import running_client, until
from tests.server.jobs.post_office import SENDER, PostOffice

NEW = "a much better one"
_LINK = re.compile(r"microblog://password-reset\S+")


@pytest.fixture
def post_office(tmp_path: Path) -> Iterator[PostOffice]:
    office = PostOffice(tmp_path)
    office.open()
    yield office
    office.close()


@pytest.fixture
def mailing_server(tmp_path: Path, post_office: PostOffice) -> Iterator[ServerProcess]:
    folder = tmp_path / "server"
    folder.mkdir()
    settings = {
        "MICROBLOG_MAIL_HOST": "127.0.0.1",
        "MICROBLOG_MAIL_PORT": str(post_office.port),
        "MICROBLOG_MAIL_SECURITY": "plain",
        "MICROBLOG_MAIL_FROM": SENDER,
    }
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    with ServerProcess(folder, {**settings, "MICROBLOG_PUBLIC_URL": f"http://127.0.0.1:{port}"}, port) as server:
        yield server


async def forget_password(running: Running, server: ServerProcess, username: str) -> ResetForm:
    """As somebody who tried to sign in and could not."""
    card = running.client.sign_in
    assert card is not None
    card.window.form.username.field.setText(username)
    card.model.use_server(server.url)
    await until("the server", lambda: card.model.can_reset)
    card.model.go_to(SignInStep.RESET)
    return card.window.reset


def fill(form: ResetForm, token: str, password: str) -> None:
    for field, text in ((form.token, token), (form.password, password), (form.again, password)):
        field.field.clear()
        QTest.keyClicks(field.field, text)


@pytest.mark.timeout(120)
async def test_the_link_of_the_mail_leads_to_a_new_password(
    tmp_path: Path, mailing_server: ServerProcess, post_office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    mailing_server.sign_up("susan")
    async with running_client(tmp_path / "profile") as running:
        form = await forget_password(running, mailing_server, "susan")
        QTest.keyClicks(form.email.field, "Susan@example.com")
        QTest.keyClick(form.email.field, Qt.Key.Key_Return)
        await until("the answer", lambda: not form.token.isHidden())
        await until("the mail", lambda: post_office.letters)
        link = _LINK.search(post_office.letters[0].text)
        assert link is not None
        token = link[0].partition("token=")[2]

        fill(form, link[0], "short")
        assert form.token.field.text() == token
        form.submit()
        await until("the complaint", form.password.said)
        assert form.password.field.hasFocus()
        fill(form, token, NEW)
        form.submit()
        card = running.client.sign_in
        assert card is not None
        await until("the new password", lambda: card.model.note)
        assert card.window.form.username.field.text() == "susan"

        card.model.go_to(SignInStep.RESET)
        form.begin("")
        form.take_link(link[0])
        fill(form, token, "another long one")
        form.submit()
        await until("that the token was used", form.token.said)
        form.leave()

        card.sync.sign_in(mailing_server.url, "susan", Secret(NEW), VaultChoice(VaultKind.SESSION))
        await until("the account's window", lambda: running.client.account)
    told = caplog.text + "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "profile").rglob("*.log"))
    for secret in (token, NEW):
        assert secret not in told
        for file in (tmp_path / "profile").rglob("*"):
            assert not file.is_file() or secret.encode() not in file.read_bytes()


@pytest.mark.timeout(60)
async def test_an_address_that_nobody_has_is_answered_the_same(
    tmp_path: Path, mailing_server: ServerProcess, post_office: PostOffice
) -> None:
    async with running_client(tmp_path / "profile") as running:
        form = await forget_password(running, mailing_server, "")
        form.email.field.setText("nobody@example.com")
        form.submit()
        await until("the answer", lambda: not form.token.isHidden())
        mailing_server.stop()
        fill(form, "a-token", NEW)
        form.submit()
        await until("what happened", form.said)
        assert form.token.field.text() == "a-token"
        assert form.password.field.text() == NEW
    assert post_office.letters == []


@pytest.mark.timeout(60)
async def test_a_server_without_mail_does_not_offer_it(tmp_path: Path, server: ServerProcess) -> None:
    async with running_client(tmp_path / "profile") as running:
        card = running.client.sign_in
        assert card is not None
        card.model.use_server(server.url)
        await until("the server", lambda: card.model.server)
        assert not card.model.can_reset
