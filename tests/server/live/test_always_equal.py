"""Whoever reads what the events say ends with what the database has, whatever happens and whatever is missed.

The stream is a bell, not the truth (docs/decisions/0005-live-events-are-a-bell.md).
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microblog_server.app import MicroblogServer
from tests.server.client import Json, Person, Visitors
from tests.server.live.listening import Told, listening
from tests.server.settings_for_tests import quick_settings

_SHOWN = ("entry_id", "id", "order", "body", "mine", "reposted_by")


class Home:
    """A reader's copy of their home timeline, kept by events and cursors alone."""

    def __init__(self, reader: Person) -> None:
        self._reader = reader
        self._entries: dict[str, Json] = {}
        self._newest: str | None = None

    def shown(self) -> list[Json]:
        entries = sorted(self._entries.values(), key=lambda entry: str(entry["order"]), reverse=True)
        return [{name: entry[name] for name in _SHOWN} for entry in entries]

    async def hear(self, told: Told) -> None:
        match told.kind, told.data.get("change"):
            case ("reset", _) | ("timeline", "rebuilt"):
                await self.read_all()
            case "timeline", "added":
                await self._read_newer()
            case "timeline", "changed":
                await self._read_post(told.data["post"])
            case "timeline", "removed":
                gone = {told.data.get("post"), told.data.get("entry")}
                self._keep_but(lambda entry: entry["id"] in gone or entry["entry_id"] in gone)

    async def read_all(self) -> None:
        self._entries.clear()
        link: str | None = "/api/timeline?limit=3"
        while link is not None:
            page = (await self._reader.get(link)).json()
            self._take(page["items"])
            link = page["_links"]["older"]

    async def _read_newer(self) -> None:
        if self._newest is None:
            await self.read_all()
            return
        has_more = True
        while has_more:
            page = (await self._reader.get("/api/timeline", after=self._newest, limit=3)).json()
            self._take(page["items"])
            has_more = page["_meta"]["has_more"]

    async def _read_post(self, id: int) -> None:
        answer = await self._reader.get(f"/api/posts/{id}")
        if answer.status_code == 404:
            self._keep_but(lambda entry: entry["id"] == id)
            return
        for entry in self._entries.values():
            if entry["id"] == id:
                entry.update(answer.json())

    def _take(self, items: list[Json]) -> None:
        self._entries |= {item["entry_id"]: item for item in items}
        if items:
            newest = max(self._entries.values(), key=lambda entry: str(entry["order"]))
            self._newest = newest["cursor"]

    def _keep_but(self, is_gone: Callable[[Json], bool]) -> None:
        self._entries = {id: entry for id, entry in self._entries.items() if not is_gone(entry)}


class Scene:
    """Susan reads; she and two others act. `acts` take a number that chooses among what is there."""

    def __init__(self, people: list[Person]) -> None:
        self.reader = people[0]
        self._people = people
        self._posts: list[tuple[Person, int]] = []
        self.acts: dict[str, Callable[[int], Awaitable[object]]] = {
            "write": self._write,
            "edit": self._edit,
            "delete": self._delete,
            "follow": lambda n: people[0].put(f"/api/me/following/{people[1 + n % 2].id}"),
            "unfollow": lambda n: people[0].delete(f"/api/me/following/{people[1 + n % 2].id}"),
            **{name: self._react(name) for name in ("like", "repost", "bookmark")},
            **{f"un{name}": self._react(name, "delete") for name in ("like", "repost", "bookmark")},
        }

    async def greet_reader(self) -> None:
        await self._people[1].post(f"/api/conversations/{self.reader.id}/messages", {"body": "Hello"})

    async def _write(self, number: int) -> None:
        author = self._people[number % 3]
        self._posts.append((author, await author.write(f"{number}")))

    async def _edit(self, number: int) -> None:
        if self._posts:
            author, id = self._posts[number % len(self._posts)]
            await author.put(f"/api/posts/{id}", {"body": f"edited {number}"})

    async def _delete(self, number: int) -> None:
        if self._posts:
            author, id = self._posts.pop(number % len(self._posts))
            await author.delete(f"/api/posts/{id}")

    def _react(self, reaction: str, method: str = "put") -> Callable[[int], Awaitable[object]]:
        async def act(number: int) -> None:
            if self._posts:
                _, id = self._posts[number // 3 % len(self._posts)]
                await getattr(self._people[number % 3], method)(f"/api/posts/{id}/{reaction}")

        return act


_ACTS = ("write", "edit", "delete", "follow", "unfollow", "like", "unlike", "repost", "unrepost", "bookmark")
_act = st.tuples(st.sampled_from((*_ACTS, "write", "repost")), st.integers(0, 60))
# What the reader does meanwhile: listen, be away, be slow, or come back after the server has forgotten the place.
_stretch = st.tuples(st.sampled_from(("listening", "away", "slow", "forgotten")), st.lists(_act, max_size=25))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stretches=st.lists(_stretch, min_size=1, max_size=4))
def test_events_and_cursors_lead_to_what_the_database_has(
    migrated: Path, stretches: list[tuple[str, list[tuple[str, int]]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(migrated, folder)
        asyncio.run(_live_through(Path(folder), stretches))


async def _live_through(folder: Path, stretches: list[tuple[str, list[tuple[str, int]]]]) -> None:
    server = MicroblogServer(quick_settings(folder))
    async with server.running():
        visitors = Visitors(server)
        async with visitors.http:
            people = [await visitors.sign_up(name) for name in ("susan", "john", "kate")]
            scene, home, last_id = Scene(people), Home(people[0]), None
            for manner, acts in stretches:
                if manner in ("away", "forgotten"):
                    await _do(scene, acts)
                    last_id = "forgotten" if last_id and manner == "forgotten" else last_id
                    acts = []
                last_id = await _listen(server, scene, home, acts, last_id, is_slow=manner == "slow")
                assert home.shown() == await _truth(people[0])


async def _do(scene: Scene, acts: list[tuple[str, int]]) -> None:
    for name, number in acts:
        await scene.acts[name](number)


async def _listen(
    server: MicroblogServer,
    scene: Scene,
    home: Home,
    acts: list[tuple[str, int]],
    last_id: str | None,
    *,
    is_slow: bool,
) -> str:
    """Listen while others act, until everything has been told; return where that was."""
    async with listening(server, scene.reader, last_id) as stream:
        if last_id is None:
            await home.read_all()
        if is_slow:
            stream.pause()
        await _do(scene, acts)
        # Whatever is told last is told to the reader, alone or as the reset that takes its place.
        await scene.greet_reader()
        newest = server.context.events.hub.recent.last_id
        stream.go_on()
        told = await stream.next()
        await home.hear(told)
        while told.id != newest:
            told = await stream.next()
            await home.hear(told)
        return stream.parser.last_id


async def _truth(reader: Person) -> list[Json]:
    items = (await reader.get("/api/timeline", limit=100)).json()["items"]
    return [{name: item[name] for name in _SHOWN} for item in items]
