"""The steps of the tour, in order. Each returns a note for the report, or says why it cannot be played.

What is typed carries the time of the tour, so that it is found again among
what is on the server already.
"""

from __future__ import annotations

from PySide6.QtCore import Qt

from microblog_desktop.api.detect import open_server
from microblog_desktop.api.transport import Transport
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import Capability
from microblog_desktop.i18n.translate import _, pgettext
from microblog_desktop.tour.accounts import (
    add_account,
    sign_out,
    sign_out_of_second,
    switch_accounts,
    unlock,
    unlock_with,
)
from microblog_desktop.tour.conductor import password
from microblog_desktop.tour.looking import (
    explore,
    follow_and_unfollow,
    like_and_undo,
    open_thread,
    read_notifications,
    reply,
    search,
    search_offline,
    see_keys,
    see_person,
)
from microblog_desktop.tour.messaging import message_offline, send_message
from microblog_desktop.tour.stage import STAMP, Stage
from microblog_desktop.ui.composer.composer_box import ComposerBox
from microblog_desktop.viewmodels.frame import missing_offers

CTRL = Qt.KeyboardModifier.ControlModifier
WRITTEN_ONLINE = f"Hello from the tour at {STAMP}. This went out with the network on."
WRITTEN_OFFLINE = f"Written in a tunnel at {STAMP}. It goes out by itself, once."


async def recognise_server(stage: Stage) -> str:
    """Type the address; the card says what answers there."""
    driver, form, model = stage.driver, stage.sign_in.window.form, stage.sign_in.model
    await driver.click(form.server.field)
    await driver.write(stage.part.server)
    await driver.until("the server to be recognised", lambda: model.server is not None)
    return model.server_line.text


async def sign_in(stage: Stage) -> str:
    """Type name and password; where there is no keyring, choose the file with a passphrase."""
    driver, form = stage.driver, stage.sign_in.window.form
    await driver.click(form.username.field)
    await driver.write(stage.part.username)
    await driver.click(form.password.field)
    await driver.write(password())
    await driver.press(Qt.Key.Key_Return)
    vault = stage.sign_in.window.vault
    await driver.until("an answer to the sign-in", lambda: stage.client.account or vault.isVisible())
    if stage.client.account is None:
        await unlock_with(stage, vault)
    await driver.until("the account's window", lambda: stage.client.account is not None)
    return missing_offers(stage.account.account.server)


async def read_home(stage: Stage) -> str:
    stage.needs(Capability.HOME)
    await stage.driver.until("posts in Home", lambda: stage.account.timeline.rows)
    await stage.wait_for_pictures()
    return f"{len(stage.account.timeline.rows)} posts"


async def page_down(stage: Stage) -> str:
    stage.needs(Capability.HOME)
    view = stage.account.home.posts.list
    view.setFocus()
    before = view.first_visible()
    for _page in range(3):
        await stage.driver.press(Qt.Key.Key_PageDown)
    await stage.driver.until("the posts to move", lambda: view.first_visible() != before)
    return f"from post {before} to post {view.first_visible()}"


async def write_post(stage: Stage) -> str:
    stage.needs(Capability.WRITE)
    await _write(stage, WRITTEN_ONLINE)
    return "it can be undone for some seconds"


async def post_arrives(stage: Stage) -> str:
    """Meanwhile one looked around."""
    stage.needs(Capability.WRITE)
    await stage.open_page(stage.first_page)
    await stage.driver.until("the post to be delivered", lambda: _is_delivered(stage, WRITTEN_ONLINE))
    return ""


async def _write(stage: Stage, text: str) -> None:
    driver, box = stage.driver, await stage.driver.see(ComposerBox)
    await driver.click(box.box)
    await driver.write(text)
    await driver.press(Qt.Key.Key_Return, CTRL)
    await driver.until("the post in Home", lambda: stage.post(text))


def _is_delivered(stage: Stage, text: str) -> bool:
    row = stage.post(text)
    return row is not None and row.delivery is None


async def switch_language(stage: Stage) -> str:
    await stage.open_page(stage.first_page)
    await stage.choose_setting(_("General"), _("Language"), "한국어")
    await stage.driver.settle()
    assert _("Home") == "홈", "the words are not Korean"
    return ""


async def switch_theme(stage: Stage) -> str:
    await stage.choose_setting(_("Appearance"), _("Theme"), pgettext("theme", "Dark"))
    assert stage.client.shared.appearance.theme.is_dark, "the window is not dark"
    return ""


async def switch_back(stage: Stage) -> str:
    await stage.choose_setting(_("General"), _("Language"), "English")
    await stage.choose_setting(_("Appearance"), _("Theme"), pgettext("theme", "Light"))
    return ""


async def go_offline(stage: Stage) -> str:
    await stage.choose_in_menu(_("Work offline"))
    await stage.driver.until("the banner", lambda: stage.account.status.works_offline_by_choice)
    return ""


async def read_from_the_cache(stage: Stage) -> str:
    """The first thing after the restart: nothing was asked of the network yet."""
    assert stage.account.status.works_offline_by_choice, "the choice to work offline was forgotten"
    stage.needs(Capability.HOME)
    assert stage.account.timeline.rows, "Home is empty after the restart"
    return f"{len(stage.account.timeline.rows)} posts without a network"


async def write_offline(stage: Stage) -> str:
    stage.needs(Capability.WRITE)
    await stage.open_page(stage.first_page)
    await _write(stage, WRITTEN_OFFLINE)

    def waits_for_the_network() -> bool:
        row = stage.post(WRITTEN_OFFLINE)
        assert row is not None
        assert row.delivery is not None, "the post is shown as delivered"
        return not row.delivery.can_undo

    await stage.driver.until("the time to undo to pass", waits_for_the_network)
    row = stage.post(WRITTEN_OFFLINE)
    return row.delivery.text if row and row.delivery else ""


async def come_back(stage: Stage) -> str:
    await stage.open_page(stage.first_page)
    await stage.choose_in_menu(_("Work offline"))
    status = stage.account.store.status
    await stage.driver.until("the network to be used", lambda: not status.network.works_offline_by_choice)
    return ""


async def arrives_once(stage: Stage) -> str:
    """Ask the server itself, past the client's store."""
    stage.needs(Capability.WRITE)
    await stage.driver.until("the post to be delivered", lambda: _is_delivered(stage, WRITTEN_OFFLINE))
    account = stage.account.account
    server = open_server(account.server, Transport(account.server.url))
    try:
        signed_in = await server.sign_in(account.username, Secret(password()))
    finally:
        await server.aclose()
    server = open_server(account.server, Transport(account.server.url, token=signed_in.token))
    try:
        newest = await server.newest_posts_of(account.person_id, 20)
        await server.sign_out()
    finally:
        await server.aclose()
    there = [post.body for post in newest].count(WRITTEN_OFFLINE)
    assert there == 1, f"the server has it {there} times"
    assert stage.posts(WRITTEN_OFFLINE) == 1, "Home shows it more than once"
    return "once on the server, once in Home"


BEFORE_RESTART = (
    recognise_server,
    sign_in,
    read_home,
    page_down,
    write_post,
    like_and_undo,
    open_thread,
    reply,
    see_person,
    follow_and_unfollow,
    explore,
    read_notifications,
    search,
    see_keys,
    send_message,
    post_arrives,
    switch_language,
    switch_theme,
    switch_back,
    add_account,
    switch_accounts,
    sign_out_of_second,
    go_offline,
)
AFTER_RESTART = (
    read_from_the_cache,
    search_offline,
    write_offline,
    message_offline,
    unlock,
    come_back,
    arrives_once,
    sign_out,
)
