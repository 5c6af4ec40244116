"""What a person writes arrives once: through kill -9, answers that never come, and a server that falls over."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from microblog_desktop.commands.messaging import send
from microblog_desktop.commands.posting import publish
from microblog_desktop.domain.account import Account
from microblog_desktop.domain.clock import utc_now
from microblog_desktop.domain.ids import AccountId, PersonId
from microblog_desktop.store.account_store import open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.system.paths import paths_in
from tests.e2e.headless import HeadlessClient, QuickTime, account_on
from tests.e2e.restless_writer import DRAFT, body_of
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.fakes.proxy import Fault, FaultProxy, Trouble

NewPerson = Callable[[str], ApiPerson]
POSTS = 100


def _start_writer(profile: Path, url: str, writer: ApiPerson) -> subprocess.Popen[str]:
    arguments = [str(profile), url, writer.username, str(writer.id), writer.token, str(POSTS)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.restless_writer", *arguments], stdout=subprocess.PIPE, text=True
    )


def _last_said(output: str) -> tuple[int, int]:
    """Return the numbers of the last draft and of the last post that were confirmed."""
    said = {word: int(number) for word, number in re.findall(r"(drafted|published) (\d+)\n", output)}
    return said.get("drafted", 0), said.get("published", 0)


def _text_is_kept_once(profile: Path, account: Account, number: int) -> bool:
    """Whether the text is either the draft or a post, never both and never neither."""
    paths = paths_in(profile)
    store = open_account_store(paths.account_db(AccountId(account.id)), ChangeFeed(lambda _: None), utc_now, account)
    try:
        draft = store.drafts.get(DRAFT)
        is_draft = draft is not None and draft.body == body_of(number)
        found = store.db.row("SELECT count(*) FROM post WHERE body = ?", (body_of(number),))
        assert found is not None
        return (is_draft, found[0]) in {(True, 0), (False, 1)}
    finally:
        store.close()


@pytest.mark.parametrize("answers_are_cut", [False, True])
async def test_a_hundred_posts_survive_kill_9_at_random_moments(
    tmp_path: Path, new_person: NewPerson, proxy: FaultProxy, answers_are_cut: object
) -> None:
    ann, profile = new_person("ann"), tmp_path / "profile"
    account = await account_on(proxy.url, ann.username, ann.id)
    dice = random.Random(20261122)
    kills = 0
    while True:
        if answers_are_cut:
            proxy.clear()
            proxy.fail_next(Fault.CUT_ANSWER, "POST /api/posts", times=3)
        process = _start_writer(profile, proxy.url, ann)
        assert process.stdout is not None
        output = process.stdout.readline()
        if kills < 10:
            time.sleep(dice.uniform(0.0, 0.4))
            process.kill()
        output += process.stdout.read()
        process.wait()
        process.stdout.close()
        if "delivered" in output:
            break
        kills += 1
        drafted, published = _last_said(output)
        assert _text_is_kept_once(profile, account, drafted or published)
        assert kills < 30
    assert kills >= 5
    assert sorted(ann.posts_of(ann)) == sorted(body_of(number) for number in range(1, POSTS + 1))


async def test_everything_arrives_once_through_a_network_that_loses_answers(
    tmp_path: Path, new_person: NewPerson, proxy: FaultProxy
) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    for path in ("POST /api/posts", f"POST /api/conversations/{ben.id}/messages"):
        proxy.add(
            Trouble(Fault.CUT_ANSWER, path),
            Trouble(Fault.TRUNCATE_ANSWER, path),
            Trouble(Fault.DROP_REQUEST, path),
            Trouble(Fault.REPLACE_ANSWER, path, status=502),
            Trouble(Fault.REPLACE_ANSWER, path, status=429, headers=(("Retry-After", "2"),)),
            Trouble(Fault.CUT_ANSWER, path),
            Trouble(Fault.CUT_ANSWER, path),
        )
    account = await account_on(proxy.url, ann.username, ann.id)
    posts = [f"post {number}" for number in range(8)]
    messages = [f"message {number}" for number in range(8)]
    async with HeadlessClient(tmp_path / "profile", account, ann.token, QuickTime()) as client:
        for post, message in zip(posts, messages, strict=True):
            publish(client.store, post, now=client.store.clock(), undo_s=0, draft=DRAFT)
            send(client.store, PersonId(str(ben.id)), message, now=client.store.clock())
        await client.until("the outbox to be empty", client.has_delivered_everything)
        assert client.my_posts() == posts[::-1]
    assert ann.posts_of(ann) == posts[::-1]
    assert ben.messages_with(ann) == messages[::-1]


async def test_what_was_written_offline_goes_when_the_server_is_back(tmp_path: Path, own_server: ServerProcess) -> None:
    ann = own_server.sign_up("ann")
    account = await account_on(own_server.url, ann.username, ann.id)
    async with HeadlessClient(tmp_path / "profile", account, ann.token, QuickTime()) as client:
        own_server.kill()
        publish(client.store, "written in the tunnel", now=client.store.clock(), undo_s=0, draft=DRAFT)
        await client.until("the client to notice", lambda: not client.store.status.network.is_online)
        assert client.my_posts() == ["written in the tunnel"]
        own_server.start()
        await client.until("the outbox to be empty", client.has_delivered_everything)
    assert ann.posts_of(ann) == ["written in the tunnel"]
