"""What asks for attention outside the window: one count everywhere, and notifications on a real D-Bus."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.app.running import Running
from microblog_desktop.commands import settings
from microblog_desktop.domain.attention import NotifyDetail
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.store.status import StatusBoard
from microblog_desktop.ui.frame.nav_button import NavButton
from microblog_desktop.viewmodels.timeline.notification_row import NotificationRow
from microblog_desktop.viewmodels.timeline.rows import PostRow
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import running_client, sign_in, until
from tests.fakes.desktop import Desktop
from tests.sessions import session_bus

pytestmark = [
    pytest.mark.needs("dbus"),
    # Off screen there is no other window that ours could come before.
    pytest.mark.qt_log_ignore("does not support raise", extend=True),
]

NewPerson = Callable[[str], ApiPerson]


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    with session_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        desktop = Desktop(address, "notifications")
        yield desktop
        desktop.die()


def is_done(status: StatusBoard, name: str) -> bool:
    activity = status.activity(name)
    return activity.since is not None and not activity.is_busy


async def be_ready(running: Running, url: str, person: ApiPerson) -> AccountGraph:
    """Signed in, with the stream open and everything read that was there."""
    account = await sign_in(running, url, person)
    status = account.store.status
    await until("the stream", lambda: status.activity("stream").is_busy)
    for name in ("conversations", "notifications"):
        await until(name, partial(is_done, status, name))
    return account


async def test_a_burst_is_one_bubble_that_a_click_opens(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson, desktop: Desktop
) -> None:
    ann, john, mina = new_person("ann"), new_person("john"), new_person("mina")
    john.write_to(ann, "before you came")
    async with running_client(tmp_path) as running:
        account = await be_ready(running, server.url, ann)
        await until("what was there", lambda: account.me.unread_messages == 1)
        for person, text in ((john, "one"), (mina, "둘"), (john, "three")):
            person.write_to(ann, text)
        await until("the bubble", lambda: desktop.all("shown"))
        shown = desktop.all("shown")
        assert len(shown) == 1, shown
        assert shown[0]["title"].startswith("3 new messages from ")
        await asyncio.to_thread(desktop.do, "click", id=shown[0]["id"])
        await until("the page", lambda: account.window.page.key == "messages")


async def test_a_message_is_told_answered_in_its_bubble_and_taken_back_when_read_elsewhere(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson, desktop: Desktop
) -> None:
    ann, john, mina = new_person("ann"), new_person("john"), new_person("mina")
    async with running_client(tmp_path) as running:
        account = await be_ready(running, server.url, ann)
        john.write_to(ann, "안녕하세요\nare you <b>there</b>?")
        await until("the bubble", lambda: desktop.all("shown"))
        first = desktop.all("shown")[0]
        assert (first["title"], first["body"]) == ("john" + john.username[4:], "안녕하세요 are you <b>there</b>?")
        await asyncio.to_thread(desktop.do, "reply", id=first["id"], text="네!")
        await asyncio.to_thread(desktop.do, "reply", id=first["id"], text="네!")
        await until("the answer", lambda: john.messages_with(ann)[0] == "네!")
        await until("that it was read", lambda: account.me.unread_messages == 0 and ann.unread_messages() == 0)

        number = mina.write_to(ann, "read me elsewhere")
        await until("the next bubble", lambda: len(desktop.all("shown")) == 2)
        assert desktop.standing()[-1]["body"] == "read me elsewhere"
        ann.client.put(f"/conversations/{mina.id}/read", json={"up_to": number}).raise_for_status()
        await until("that it is gone", lambda: desktop.all("closed"))
        assert john.messages_with(ann).count("네!") == 1


async def test_what_happens_to_posts_is_told_and_opens(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson, desktop: Desktop
) -> None:
    ann, john = new_person("ann"), new_person("john")
    async with running_client(tmp_path) as running:
        account = await be_ready(running, server.url, ann)
        settings.choose_notify_detail(running.client.shared.profile, NotifyDetail.NAME)
        post = ann.post("in the tunnel")
        john.client.put(f"/posts/{post}/like").raise_for_status()
        await until("the bubble", lambda: desktop.all("shown"))
        shown = desktop.all("shown")[0]
        assert (shown["title"], shown["body"]) == (f"{john.username} liked your post", "")
        await asyncio.to_thread(desktop.do, "click", id=shown["id"])
        await until("the post", lambda: account.window.page.key.startswith("thread:"))


async def test_nothing_is_told_of_what_one_looks_at_or_wrote_oneself(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson, desktop: Desktop
) -> None:
    ann, john, mina = new_person("ann"), new_person("john"), new_person("mina")
    async with running_client(tmp_path) as running:
        account = await be_ready(running, server.url, ann)
        account.window.activateWindow()
        account.talks.open(PersonId(str(john.id)))
        ann.write_to(john, "from my other computer")
        john.write_to(ann, "I see you")
        await until("the message", lambda: john.messages_with(ann) and account.me.unread_messages == 0)
        mina.write_to(ann, "and I?")
        await until("the bubble", lambda: desktop.all("shown"))
        assert [event["body"] for event in desktop.all("shown")] == ["and I?"]


async def test_a_desktop_whose_daemon_dies_costs_nothing_but_its_bubbles(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson, desktop: Desktop
) -> None:
    ann, john = new_person("ann"), new_person("john")
    async with running_client(tmp_path) as running:
        account = await be_ready(running, server.url, ann)
        desktop.die()
        john.write_to(ann, "one")
        status = account.store.status
        await until("the problem to be known", lambda: status.activity("bubbles").problem)
        assert account.me.unread_messages == 1
        assert status.latest_notice is None, "no banner for this"


async def test_every_badge_shows_what_opening_the_pages_would(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    dice = random.Random(6)
    ann, john, mina = new_person("ann"), new_person("john"), new_person("mina")
    post = ann.post("mine")
    async with running_client(tmp_path) as running:
        account = await be_ready(running, server.url, ann)
        latest: dict[int, int] = {}
        for turn in range(20):
            person = dice.choice((john, mina))
            match dice.choice(("write", "write", "mention", "read elsewhere", "read here", "read notifications")):
                case "write":
                    latest[person.id] = person.write_to(ann, f"message {turn}")
                case "mention":
                    person.post(f"@{ann.username} {turn}")
                case "read elsewhere" if person.id in latest:
                    body = {"up_to": latest[person.id]}
                    ann.client.put(f"/conversations/{person.id}/read", json=body).raise_for_status()
                case "read here":
                    account.window.activateWindow()
                    account.talks.open(PersonId(str(person.id)))
                    account.window.open_page("home")
                case "read notifications":
                    items = ann.client.get("/notifications").raise_for_status().json()["items"]
                    if items:
                        ann.client.put("/notifications/read", json={"up_to": items[0]["id"]}).raise_for_status()
            assert_all_agree(running, account)
            await asyncio.sleep(0)
        john.client.put(f"/posts/{post}/like").raise_for_status()
        await until("the server and we to agree", lambda: counted_by(ann) == (messages(account), notices(account)))
        assert_all_agree(running, account)
        assert messages(account) == sum(one.unread for one in account.store.conversations.newest(100))
        assert notices(account) == unread_on_the_page(account)


def messages(account: AccountGraph) -> int:
    return account.me.unread_messages


def notices(account: AccountGraph) -> int:
    return account.me.unread_notifications


def counted_by(person: ApiPerson) -> tuple[int, int]:
    counts = person.client.get("/me/counts").raise_for_status().json()
    return counts["messages"], counts["notifications"]


def unread_on_the_page(account: AccountGraph) -> int:
    """As somebody counts who opens it; likes of one post stand in one row with all who did it."""
    rows = account.models.notifications.rows
    return sum(
        len(row.doers) if isinstance(row, NotificationRow) else 1
        for row in rows
        if isinstance(row, NotificationRow | PostRow) and row.is_unread
    )


def assert_all_agree(running: Running, account: AccountGraph) -> None:
    """What was told last is everywhere: told and shown are one turn of the loop."""
    names = [button.accessibleName() for button in account.window.side_bar.findChildren(NavButton)]
    side_bar = {name.split(",")[0]: numbers(name) for name in names}
    total = side_bar["Messages"] + side_bar["Notifications"]
    assert numbers(running.client.window.windowTitle()) == total
    tray = running.attention.tray
    actions = (tray.messages_action, tray.notifications_action)
    assert sum(numbers(action.text()) for action in actions if action.isVisible()) == total


def numbers(words: str) -> int:
    found = re.search(r"\d+", words)
    return int(found[0]) if found else 0
