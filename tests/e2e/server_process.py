"""The real server as a process of its own on a free loopback port, and people who use it without our client."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

PASSWORD = "correct horse battery"
_LISTENING = "listening on "
_STOP_S = 10.0
# Guessing is not what is tested here, and a password need not be hard to guess.
_QUICK = {"MICROBLOG_RATE_LIMITS": "off", "MICROBLOG_PASSWORD_KIB": "1024", "MICROBLOG_PASSWORD_PASSES": "1"}
_PROGRAM = (sys.executable, "-m", "microblog_server")


class ServerProcess:
    """A server with its data in `folder`; the address and the data survive `kill` and `start`."""

    def __init__(
        self,
        folder: Path,
        settings: Mapping[str, str] | None = None,
        port: int = 0,
        program: Sequence[str] = _PROGRAM,
    ) -> None:
        self._program = program
        self._log = folder / "server.log"
        self._settings = {**_QUICK, "MICROBLOG_DATA_DIR": str(folder), **(settings or {})}
        self._process: subprocess.Popen[str] | None = None
        self._port = port
        self._people: list[ApiPerson] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for person in self._people:
            person.client.close()
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def load_demo_data(self) -> None:
        """Fill the empty database with the made-up community, before the start."""
        command = [*self._program, "demo-data"]
        subprocess.run(command, env=os.environ | self._settings, check=True, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        """Return when it listens."""
        # The log goes to a file: a pipe that nobody reads would fill up and stop the server.
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._program, "run", "--exit-with-stdin", "--port", str(self._port)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=os.environ | self._settings,
            )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(_LISTENING):
                self._port = int(line.strip().rstrip("/").rpartition(":")[2])
                return
        self.stop()
        raise AssertionError(f"The server did not start:\n{self._log.read_text(encoding='utf-8')}")

    def stop(self) -> None:
        """Ask it to end, as a service manager does."""
        if self._process is not None:
            self._process.terminate()
            self._end()

    def kill(self) -> None:
        """End it as a power cut does."""
        if self._process is not None:
            self._process.kill()
            self._end()

    def sign_up(self, username: str) -> ApiPerson:
        """Make a person, with `PASSWORD`, who is signed in."""
        account = {"username": username, "email": f"{username}@example.com", "password": PASSWORD}
        httpx.post(f"{self.url}/api/users", json=account, trust_env=False).raise_for_status()
        return self.sign_in(username)

    def sign_in(self, username: str, password: str = PASSWORD) -> ApiPerson:
        answer = httpx.post(f"{self.url}/api/tokens", auth=(username, password), trust_env=False)
        token = str(answer.raise_for_status().json()["token"])
        client = httpx.Client(
            base_url=f"{self.url}/api", headers={"Authorization": f"Bearer {token}"}, trust_env=False, timeout=10
        )
        me = client.get("/me").raise_for_status().json()
        self._people.append(ApiPerson(client, int(me["id"]), username, token))
        return self._people[-1]

    def _end(self) -> None:
        assert self._process is not None
        try:
            self._process.communicate(timeout=_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
        self._process = None


@dataclass(frozen=True, slots=True)
class ApiPerson:
    """Somebody who uses the API by hand: the other side of a conversation, and the witness of what arrived."""

    client: httpx.Client
    id: int
    username: str
    token: str

    def post(self, body: str) -> int:
        return int(self.client.post("/posts", json={"body": body}).raise_for_status().json()["id"])

    def follow(self, other: ApiPerson) -> None:
        self.client.put(f"/me/following/{other.id}").raise_for_status()

    def write_to(self, other: ApiPerson, body: str) -> int:
        path = f"/conversations/{other.id}/messages"
        return int(self.client.post(path, json={"body": body}).raise_for_status().json()["id"])

    def posts_of(self, other: ApiPerson) -> list[str]:
        """Return every post body of the person, newest first."""
        return self._bodies(f"/users/{other.id}/posts")

    def messages_with(self, other: ApiPerson) -> list[str]:
        """Return every message body of the conversation, newest first."""
        return self._bodies(f"/conversations/{other.id}/messages")

    def follows(self, other: ApiPerson) -> bool:
        page = self.client.get(f"/users/{self.id}/following", params={"per_page": 100}).raise_for_status().json()
        return any(person["id"] == other.id for person in page["items"])

    def likes(self) -> int:
        """How many of the newest posts that this person liked there are, at most a hundred."""
        return len(self.client.get("/me/likes", params={"limit": 100}).raise_for_status().json()["items"])

    def unread_messages(self) -> int:
        return int(self.client.get("/me/counts").raise_for_status().json()["messages"])

    def _bodies(self, path: str) -> list[str]:
        bodies: list[str] = []
        page: dict[str, Any] = self.client.get(path, params={"limit": 100}).raise_for_status().json()
        bodies += [item["body"] for item in page["items"]]
        while page["_meta"]["has_more"]:
            page = self.client.get(self.client.base_url.join(page["_links"]["older"])).raise_for_status().json()
            bodies += [item["body"] for item in page["items"]]
        return bodies
