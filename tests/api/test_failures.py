from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from microblog_desktop.api.errors import ApiError, BadAnswer, NotSent, Unanswered
from microblog_desktop.api.exchange import Request
from microblog_desktop.api.failures import translate
from microblog_desktop.api.transport import Transport
from microblog_desktop.domain.problem import ProblemKind
from tests.api.raw_server import http, serve

POST = Request("POST", "/api/posts", json=b"{}")


def over(answer: httpx.Response) -> Transport:
    """A transport to a server that gives this answer to everything."""
    return Transport("https://x.example", network=httpx.MockTransport(lambda request: answer))


async def failure(url: str) -> ApiError:
    there = Transport(url)
    try:
        with pytest.raises(ApiError) as caught:
            await there.call(POST)
        return caught.value
    finally:
        await there.aclose()


async def test_a_refused_connection_is_not_sent() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers there
        error = await failure(f"http://127.0.0.1:{held.getsockname()[1]}")
    assert isinstance(error, NotSent)
    assert error.problem.kind is ProblemKind.CONNECTION_REFUSED


async def test_an_unknown_host_is_not_sent() -> None:
    error = await failure("https://no-such-host.invalid")
    assert isinstance(error, NotSent)
    assert error.problem.kind in (ProblemKind.NO_SUCH_HOST, ProblemKind.UNREACHABLE)


@pytest.mark.parametrize(
    ("code", "kind"), [(socket.EAI_NONAME, ProblemKind.NO_SUCH_HOST), (socket.EAI_AGAIN, ProblemKind.UNREACHABLE)]
)
def test_no_such_name_and_no_name_server_are_told_apart(code: int, kind: ProblemKind) -> None:
    error = httpx.ConnectError("no")
    error.__cause__ = ExceptionGroup("all attempts", [socket.gaierror(code, "x")])
    assert translate(error).problem.kind is kind


async def test_an_untrusted_certificate_is_not_sent(tmp_path: Path) -> None:
    async with serve([http("200 OK", b"{}")], tls=self_signed(tmp_path)) as raw:
        error = await failure(raw.url)
        assert raw.requests == []
    assert isinstance(error, NotSent)
    assert error.problem.kind is ProblemKind.CERTIFICATE


@pytest.mark.parametrize(
    "error", [httpx.ReadTimeout(""), httpx.WriteTimeout(""), httpx.ReadError(""), httpx.RemoteProtocolError("")]
)
def test_whatever_happens_after_writing_began_may_have_been_done(error: Exception) -> None:
    assert isinstance(translate(error), Unanswered)


@pytest.mark.parametrize("error", [httpx.ConnectTimeout(""), httpx.PoolTimeout(""), httpx.ConnectError("")])
def test_a_failure_to_connect_was_certainly_not_done(error: Exception) -> None:
    assert not translate(error).may_have_been_done


@pytest.mark.parametrize("status", [400, 403, 404, 405, 410])
async def test_a_refusal_by_whoever_stands_in_between_is_not_the_servers(status: int) -> None:
    there = over(httpx.Response(status, html="<h1>This site is being set up</h1>"))
    with pytest.raises(BadAnswer):
        await there.call(POST)


@pytest.mark.parametrize("target", ["javascript:1", "http://[", "//", "\x00", "x" * 70_000])
async def test_a_redirect_to_nowhere_does_not_mean_that_nothing_was_done(target: str) -> None:
    there = over(httpx.Response(307, headers=[(b"Location", target.encode())]))
    with pytest.raises(ApiError) as caught:
        await there.call(POST)
    assert caught.value.may_have_been_done


def self_signed(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context
