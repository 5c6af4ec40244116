"""Mail goes to a real SMTP server (microblog_server/jobs/mail.py)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from microblog_server.jobs import letters
from microblog_server.jobs.mail import Mailer
from microblog_server.jobs.worker import CannotEverError, TryLaterError
from microblog_server.settings import Settings
from tests.server.jobs.post_office import PASSWORD, SENDER, PostOffice

_TO = "susan@example.org"


def _settings(office: PostOffice) -> Settings:
    return office.used_by(Settings(data_dir=office.folder))


async def _send(settings: Settings, recipient: str = _TO) -> None:
    envelope = letters.Envelope(SENDER, settings.name, recipient, "job.1")
    message = letters.write(
        letters.EXPORT_READY, "en", envelope, username="susan", link="https://x", until="2026-11-29"
    )
    await Mailer(settings).send(message, recipient)


@pytest.fixture(params=["starttls", "tls", "plain"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PostOffice]:
    office = PostOffice(tmp_path, request.param)
    office.open()
    yield office
    office.close()


@pytest.fixture
def starttls(tmp_path: Path) -> Iterator[PostOffice]:
    office = PostOffice(tmp_path, "starttls")
    office.open()
    yield office
    office.close()


async def test_a_mail_arrives_whole(office: PostOffice) -> None:
    await _send(_settings(office))
    (letter,) = office.letters
    assert letter.recipients == [_TO]
    assert letter.message["From"] == f"Microblog <{SENDER}>"
    assert (letter.message["To"], letter.message["Message-ID"]) == (_TO, "<job.1@example.org>")
    assert "https://x" in letter.text
    assert '<a href="https://x">https://x</a>' in letter.html
    assert letter.was_encrypted is (office.security != "plain")
    assert letter.signed_in is (office.security != "plain")


@pytest.mark.parametrize(
    "security", [pytest.param("starttls", marks=pytest.mark.expects_log("TLSSetupException")), "tls"]
)
async def test_a_server_that_nobody_vouches_for_is_not_spoken_to(
    tmp_path: Path, security: str, caplog: pytest.LogCaptureFixture
) -> None:
    office = PostOffice(tmp_path, security)
    office.open()
    with pytest.raises(TryLaterError, match=r"certificate: (self-signed|unable to get)"):
        await _send(replace(_settings(office), mail_ca=""))
    async with asyncio.timeout(15):
        # The office hears in its own thread that we have hung up.
        while security == "starttls" and "TLSSetupException" not in caplog.text:
            await asyncio.sleep(0.01)
    office.close()
    assert office.tried == 0


async def test_starttls_never_falls_back_to_clear_text(tmp_path: Path) -> None:
    office = PostOffice(tmp_path)
    office.open()
    with pytest.raises(CannotEverError, match="lacks"):
        await _send(replace(_settings(office), mail_security="starttls"))
    office.close()
    assert office.tried == 0


async def test_a_wrong_password_is_tried_again_later_and_not_told(starttls: PostOffice) -> None:
    with pytest.raises(TryLaterError) as caught:
        await _send(replace(_settings(starttls), mail_password="not " + PASSWORD))
    assert str(caught.value) == "the mail server refuses our sign-in (535)"


@pytest.mark.parametrize(("answer", "kind"), [("451 busy", TryLaterError), ("554 spam", CannotEverError)])
async def test_a_refusal_is_for_now_or_for_ever(
    starttls: PostOffice, answer: str, kind: type[TryLaterError | CannotEverError]
) -> None:
    starttls.answers.append(answer)
    with pytest.raises(kind, match=answer[:3]):
        await _send(_settings(starttls))


@pytest.mark.parametrize("address", ["a,b@example.org", "<a>@example.org", '"a"@example.org', "a@b@c", "a(b)@c"])
async def test_an_address_that_reads_as_another_gets_no_mail(starttls: PostOffice, address: str) -> None:
    with pytest.raises(CannotEverError):
        await Mailer(_settings(starttls)).send(EmailMessage(), address)


async def test_nobody_there_is_tried_again_later(tmp_path: Path) -> None:
    with pytest.raises(TryLaterError, match="ConnectionRefusedError"):
        await _send(_settings(PostOffice(tmp_path)))
