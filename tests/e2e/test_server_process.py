"""The fixtures of the end-to-end tests themselves: a real server, real people, a network that fails."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.fakes.proxy import Fault, FaultProxy

NewPerson = Callable[[str], ApiPerson]


def test_people_read_and_write_to_each_other(new_person: NewPerson) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    ann.follow(ben)
    assert ann.follows(ben)
    ben.post("Good morning")
    ben.write_to(ann, "Coffee?")
    assert ann.posts_of(ben) == ["Good morning"]
    assert ann.messages_with(ben) == ["Coffee?"]
    assert ann.unread_messages() == 1


def test_a_killed_server_has_all_it_confirmed(own_server: ServerProcess) -> None:
    ann = own_server.sign_up("ann")
    ann.post("before the power cut")
    own_server.kill()
    own_server.start()
    assert ann.posts_of(ann) == ["before the power cut"]


def test_a_cut_answer_has_been_committed(new_person: NewPerson, proxy: FaultProxy) -> None:
    ann = new_person("ann")
    proxy.fail_next(Fault.CUT_ANSWER, "POST /api/posts")
    with pytest.raises(httpx.TransportError):
        httpx.post(
            f"{proxy.url}/api/posts",
            json={"body": "only once"},
            headers={"Authorization": f"Bearer {ann.token}"},
            trust_env=False,
        )
    assert ann.posts_of(ann) == ["only once"]
