"""Steps of the tour that write messages, with a network and without."""

from __future__ import annotations

from PySide6.QtCore import Qt

from microblog_desktop.domain.server import Capability
from microblog_desktop.i18n.translate import _
from microblog_desktop.tour.stage import STAMP, Stage

MESSAGE_ONLINE = f"The tour says hello at {STAMP}."
MESSAGE_OFFLINE = f"And this message waited for the network at {STAMP}."


async def send_message(stage: Stage) -> str:
    stage.needs(Capability.MESSAGES)
    await stage.open_page(_("Messages"))
    await stage.driver.until("conversations", lambda: stage.account.conversations.conversations.rows)
    first = stage.account.conversations.conversations.rows[0]
    stage.account.messages.open_conversation(first.key)
    await _send(stage, MESSAGE_ONLINE)
    await stage.driver.until("the message to be delivered", lambda: _is_sent(stage, MESSAGE_ONLINE))
    return f"to {first.name}"


async def _send(stage: Stage, text: str) -> None:
    conversation = stage.account.messages.conversation
    assert conversation is not None
    await stage.driver.click(conversation.box)
    await stage.driver.write(text)
    await stage.driver.press(Qt.Key.Key_Return)
    await stage.driver.until("the message in the conversation", lambda: stage.bubble(text))


def _is_sent(stage: Stage, text: str) -> bool:
    row = stage.bubble(text)
    return row is not None and row.delivery is None


async def message_offline(stage: Stage) -> str:
    stage.needs(Capability.MESSAGES)
    await stage.open_page(_("Messages"))
    rows = stage.account.conversations.conversations.rows
    assert rows, "the conversations are gone after the restart"
    stage.account.messages.open_conversation(rows[0].key)
    await _send(stage, MESSAGE_OFFLINE)
    bubble = stage.bubble(MESSAGE_OFFLINE)
    assert bubble is not None
    assert bubble.delivery is not None, "the message is shown as delivered"
    return bubble.delivery.text
