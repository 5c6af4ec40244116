"""Steps of the tour that have to do with accounts: where the token is kept, a second account, and leaving."""

from __future__ import annotations

from PySide6.QtCore import Qt

from microblog_desktop.domain.server import Capability
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.status import SessionState
from microblog_desktop.tour.conductor import passphrase, password
from microblog_desktop.tour.report import SkippedError
from microblog_desktop.tour.stage import STAMP, Stage
from microblog_desktop.ui.composer.composer_box import ComposerBox
from microblog_desktop.ui.signin.again_panel import SignInAgainPanel
from microblog_desktop.ui.signin.sign_out_dialog import SignOutDialog
from microblog_desktop.ui.signin.vault_form import VaultForm
from microblog_desktop.ui.widgets.buttons import LinkButton, SecondaryButton

_KNOWN = (SessionState.SIGNED_IN, SessionState.NEEDS_PASSPHRASE)
_ALT = Qt.KeyboardModifier.AltModifier
_DRAFT = f"Begun at {STAMP}, and finished later"


async def unlock_with(stage: Stage, vault: VaultForm) -> None:
    """Choose the passphrase of the file with the tokens."""
    driver = stage.driver
    await driver.until("the choice of a place for the token", vault.isVisible)
    await driver.press(Qt.Key.Key_Tab)
    for _each in range(2):
        await driver.write(passphrase())
        await driver.press(Qt.Key.Key_Return)


async def put_off_unlocking(stage: Stage) -> None:
    """What is saved can be read meanwhile; the strip on top still offers it."""
    status = stage.account.store.status
    await stage.driver.until("the state of the sign-in", lambda: status.session.state in _KNOWN)
    if status.session.state is SessionState.NEEDS_PASSPHRASE:
        panel = await stage.driver.see(SignInAgainPanel, stage.window)
        later = await stage.driver.see(SecondaryButton, panel, lambda button: button.text() == _("Later"))
        await stage.driver.click(later)


async def unlock(stage: Stage) -> str:
    """Only where the token is in the file with a passphrase."""
    status = stage.account.store.status
    if status.session.state is not SessionState.NEEDS_PASSPHRASE:
        raise SkippedError(_("Your sign-in is in the keyring of this computer."))
    strip = await stage.driver.see(LinkButton, stage.window, lambda button: button.text() == _("Unlock"))
    await stage.driver.click(strip)
    panel = await stage.driver.see(SignInAgainPanel)
    await stage.driver.click(panel.secret_field)
    await stage.driver.write(passphrase())
    await stage.driver.press(Qt.Key.Key_Return)
    await stage.driver.until("the sign-in to be unlocked", lambda: status.session.state is SessionState.SIGNED_IN)
    return ""


async def add_account(stage: Stage) -> str:
    """Leave a draft, and sign in as somebody else in the same window."""
    second = _second(stage)
    await stage.open_page(stage.first_page)
    box = (await stage.driver.see(ComposerBox, stage.window)).box
    await stage.driver.click(box)
    await stage.driver.write(_DRAFT)
    await stage.choose_in_menu(_("Add an account…"))
    await stage.driver.until("the sign-in card", lambda: stage.client.sign_in is not None)
    driver, form = stage.driver, stage.sign_in.window.form
    words = ((form.server, stage.part.server), (form.username, second), (form.password, password()))
    for labelled, text in words:
        await driver.click(labelled.field)
        await driver.write(text)
    await driver.press(Qt.Key.Key_Return)
    vault = stage.sign_in.window.vault
    await driver.until("an answer to the sign-in", lambda: stage.client.sign_in is None or vault.isVisible())
    if stage.client.sign_in is not None:
        await unlock_with(stage, vault)
    await driver.until("the second account", lambda: stage.client.sign_in is None)
    assert stage.account.account.username == second
    await driver.until("posts in its Home", lambda: stage.account.timeline.rows)
    await stage.wait_for_pictures()
    return f"@{second} in the same window"


async def switch_accounts(stage: Stage) -> str:
    """By the key of the first: what was begun there stands there still."""
    _second(stage)
    await stage.driver.press(Qt.Key.Key_1, _ALT)
    await stage.driver.until("the first account", lambda: stage.account.account.username == stage.part.username)
    await stage.driver.until("its draft", lambda: stage.account.home_composer.text == _DRAFT)
    return "the draft is kept"


async def sign_out_of_second(stage: Stage) -> str:
    """The first one stays signed in."""
    second = _second(stage)
    await stage.driver.press(Qt.Key.Key_2, _ALT)
    await stage.driver.until("the second account", lambda: stage.account.account.username == second)
    await _sign_out(stage)
    await stage.driver.until("the first account", lambda: stage.account.account.username == stage.part.username)
    await stage.driver.until("the second to be gone", lambda: len(stage.client.live) == 1)
    return f"@{stage.part.username} goes on"


async def sign_out(stage: Stage) -> str:
    """Leave nothing behind: the token is revoked, and what was saved is removed."""
    await _sign_out(stage)
    await stage.driver.until("the sign-in card", lambda: stage.client.account is None)
    return ""


async def _sign_out(stage: Stage) -> None:
    await stage.choose_in_menu(_("Sign out…"))
    dialog = await stage.driver.see(SignOutDialog)
    dialog.choose_removal()
    await stage.driver.press(Qt.Key.Key_Tab)
    dialog.accept()


def _second(stage: Stage) -> str:
    """Somebody else on the server; only the demonstration gives everybody's password away."""
    stage.needs(Capability.HOME)
    stage.needs(Capability.WRITE)
    if not stage.part.second:
        raise SkippedError("only one account is known here")
    return stage.part.second
