"""A client process that posts without a pause, for a test that kills it: `python -m tests.e2e.restless_writer ...`.

It says each thing that it has done on a line of its own, after it was committed: `drafted 7`, `published 7`, and
`delivered` when all posts have been. Started again, it goes on where it was.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from microblog_desktop.commands.posting import publish
from microblog_desktop.commands.reading import save_draft
from tests.e2e.headless import HeadlessClient, QuickTime, account_on

DRAFT = "home"
_PAUSE_S = 0.01


def body_of(number: int) -> str:
    return f"This is post number {number}."


async def write(profile: Path, url: str, username: str, person_id: int, *, token: str, posts: int) -> None:
    """Draft and publish one post after the other while sync delivers them."""
    account = await account_on(url, username, person_id)
    async with HeadlessClient(profile, account, token, QuickTime()) as client:
        written = set(client.my_posts())
        for number in range(1, posts + 1):
            if body_of(number) in written:
                continue
            save_draft(client.store, DRAFT, body_of(number), now=client.store.clock())
            print("drafted", number, flush=True)
            await asyncio.sleep(_PAUSE_S)
            publish(client.store, body_of(number), now=client.store.clock(), undo_s=0, draft=DRAFT)
            print("published", number, flush=True)
            await asyncio.sleep(_PAUSE_S)
        await client.until("the outbox to be empty", client.has_delivered_everything)
        print("delivered", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("profile", type=Path)
    parser.add_argument("url")
    parser.add_argument("username")
    parser.add_argument("person_id", type=int)
    parser.add_argument("token")
    parser.add_argument("posts", type=int)
    given = parser.parse_args()
    asyncio.run(write(given.profile, given.url, given.username, given.person_id, token=given.token, posts=given.posts))
