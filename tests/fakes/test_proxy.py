"""The fault proxy does to a request what it says, and tells the truth about it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from tests.fakes.proxy import Fault, FaultProxy, Trouble


class _Counting(BaseHTTPRequestHandler):
    committed: list[bytes]
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.committed.append(self.rfile.read(int(self.headers["Content-Length"])))
        answer = f"answer to {self.headers['Host']}".encode()
        self.send_response(201)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def committed() -> list[bytes]:
    return []


@pytest.fixture
def proxy(committed: list[bytes]) -> Iterator[FaultProxy]:
    handler = type("Handler", (_Counting,), {"committed": committed})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    with FaultProxy(f"http://127.0.0.1:{server.server_address[1]}") as running:
        yield running
    server.shutdown()
    server.server_close()


@pytest.fixture
def client(proxy: FaultProxy) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=proxy.url, timeout=2, trust_env=False) as running:
        yield running


def test_all_is_well_without_a_fault(proxy: FaultProxy, client: httpx.Client, committed: list[bytes]) -> None:
    for text in ("one", "two"):
        assert client.post("/posts", content=text).text == f"answer to {proxy.url.removeprefix('http://')}"
    assert committed == [b"one", b"two"]
    assert proxy.count("POST /posts") == 2


@pytest.mark.parametrize(
    ("fault", "reaches_the_server"),
    [
        (Fault.DROP_REQUEST, False),
        (Fault.CUT_ANSWER, True),
        (Fault.TRUNCATE_ANSWER, True),
    ],
)
def test_a_cut_connection_is_a_transport_error(
    proxy: FaultProxy, client: httpx.Client, committed: list[bytes], fault: Fault, reaches_the_server: object
) -> None:
    proxy.fail_next(fault, "POST /posts")
    with pytest.raises(httpx.TransportError):
        client.post("/posts", content="one")
    assert bool(committed) is reaches_the_server
    assert client.post("/posts", content="two").status_code == 201


@pytest.mark.parametrize(("fault", "reaches_the_server"), [(Fault.SILENCE, False), (Fault.SILENT_ANSWER, True)])
def test_a_silent_connection_is_a_time_out(
    proxy: FaultProxy, client: httpx.Client, committed: list[bytes], fault: Fault, reaches_the_server: object
) -> None:
    proxy.fail_next(fault)
    with pytest.raises(httpx.ReadTimeout):
        client.post("/posts", content="one", timeout=0.3)
    assert bool(committed) is reaches_the_server


def test_something_in_between_can_answer_instead(
    proxy: FaultProxy, client: httpx.Client, committed: list[bytes]
) -> None:
    proxy.add(Trouble(Fault.REPLACE_ANSWER, "POST", status=429, headers=(("Retry-After", "7"),)))
    answer = client.post("/posts", content="one")
    assert (answer.status_code, answer.headers["Retry-After"], committed) == (429, "7", [])


def test_a_fault_waits_for_the_request_that_it_matches(proxy: FaultProxy, client: httpx.Client) -> None:
    proxy.fail_next(Fault.DROP_REQUEST, "POST /messages")
    assert client.post("/posts", content="one").status_code == 201
    with pytest.raises(httpx.TransportError):
        client.post("/messages", content="two")


def test_an_unreachable_server_comes_back_at_the_same_address(proxy: FaultProxy, client: httpx.Client) -> None:
    client.post("/posts", content="one")
    with proxy.unreachable(), pytest.raises(httpx.TransportError):
        client.post("/posts", content="two")
    with pytest.raises(httpx.ConnectError), proxy.unreachable(), httpx.Client(trust_env=False) as fresh:
        fresh.post(f"{proxy.url}/posts", content="three")
    assert client.post("/posts", content="four").status_code == 201
