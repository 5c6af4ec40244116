"""Flow 4: what others write reaches the badge; what one reads here is read at the server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.viewmodels.messages.message_rows import BubbleRow
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import bodies, running_client, sign_in, until

NewPerson = Callable[[str], ApiPerson]
# Far less than the ten seconds after which we would look without a stream.
_SOON_S = 5.0


async def test_a_message_is_counted_shown_read_and_answered(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        assert account.me.unread_messages == 0
        for text in ("hello", "are you there?"):
            ben.client.post(f"/conversations/{ann.id}/messages", json={"body": text}).raise_for_status()
        await until("the badge", lambda: account.me.unread_messages == 2)

        account.window.open_page("messages")
        account.window.activateWindow()
        view = account.messages.open_conversation(PersonId(str(ben.id)))
        await until("the messages", lambda: len([r for r in view.model.rows if isinstance(r, BubbleRow)]) == 2)
        await until("the badge to go", lambda: account.me.unread_messages == 0)
        read_up_to = f"/conversations/{ann.id}/messages"
        await until("ben to see that", lambda: ben.client.get(read_up_to).json()["_meta"]["read_up_to"] is not None)

        view.box.setPlainText("yes")
        view.send()
        await until("the answer to arrive", lambda: ben.messages_with(ann)[0] == "yes")
        assert ben.messages_with(ann) == ["yes", "are you there?", "hello"]


async def test_what_others_post_edit_and_delete_shows_by_itself(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    ann.follow(ben)
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the stream", lambda: account.store.status.activity("stream").is_busy)
        first = ben.post("first")
        await until("a post", lambda: bodies(account) == ["first"], patience_s=_SOON_S)
        second = ben.post("second")
        await until("another", lambda: bodies(account) == ["second", "first"], patience_s=_SOON_S)
        ben.client.put(f"/posts/{first}", json={"body": "first of all"}).raise_for_status()
        await until("the edit", lambda: bodies(account) == ["second", "first of all"], patience_s=_SOON_S)
        ben.client.delete(f"/posts/{second}").raise_for_status()
        await until("the deletion", lambda: bodies(account) == ["first of all"], patience_s=_SOON_S)
