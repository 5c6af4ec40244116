"""A new password by mail (microblog_server/jobs/resets.py)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select, update

from microblog_server.app import MicroblogServer
from microblog_server.db.models import Person as PersonRow
from microblog_server.db.session import Database
from microblog_server.db.work_tables import Job, MailedToken
from microblog_server.jobs.worker import Worker
from microblog_server.services import clock
from microblog_server.settings import Rate
from tests.server.client import PASSWORD, Person, Visitors, basic
from tests.server.jobs.conftest import do_all
from tests.server.jobs.post_office import Letter, PostOffice
from tests.server.settings_for_tests import quick_settings

_NEW = "a much better one"


async def _ask(visitors: Visitors, email: str, language: str = "") -> None:
    answer = await visitors.http.post(
        "/api/password-resets", json={"email": email}, headers={"Accept-Language": language} if language else {}
    )
    assert (answer.status_code, answer.text) == (202, "null")


def _token(letter: Letter) -> str:
    match = re.search(r"^[\w-]{43}$", letter.text, re.MULTILINE)
    assert match, letter.text
    return match[0]


async def _redeem(visitors: Visitors, token: str, password: str = _NEW) -> int:
    answer = await visitors.http.put(f"/api/password-resets/{token}", json={"password": password})
    return answer.status_code


async def test_a_mailed_token_sets_a_new_password_once(
    visitors: Visitors, worker: Worker, post_office: PostOffice, susan: Person
) -> None:
    await _ask(visitors, "Susan@Example.org")
    await do_all(worker)
    (letter,) = post_office.letters
    assert letter.recipients == ["susan@example.org"]
    token = _token(letter)
    assert f"microblog://password-reset?server=https%3A%2F%2Fmicroblog.example.org&token={token}" in letter.text
    assert (
        f'href="microblog://password-reset?server=https%3A%2F%2Fmicroblog.example.org&amp;token={token}"' in letter.html
    )
    assert await _redeem(visitors, token) == 204
    assert (await susan.get("/api/me")).status_code == 401
    assert (await visitors.http.post("/api/tokens", headers=basic("susan", PASSWORD))).status_code == 401
    assert await visitors.token("susan", _NEW)
    assert await _redeem(visitors, token, "yet another one") == 404


async def test_all_mailed_tokens_end_with_the_first_that_is_used(
    visitors: Visitors, worker: Worker, post_office: PostOffice, susan: Person
) -> None:
    for _ in range(2):
        await _ask(visitors, "susan@example.org")
        await do_all(worker)
    first, second = map(_token, post_office.letters)
    assert await _redeem(visitors, first) == 204
    assert await _redeem(visitors, second) == 404


async def test_a_token_lasts_fifteen_minutes(
    visitors: Visitors, worker: Worker, post_office: PostOffice, susan: Person, database: Database
) -> None:
    await _ask(visitors, "susan@example.org")
    await do_all(worker)
    async with database.reading() as session:
        left = (await session.scalars(select(MailedToken.expires_at))).one() - clock.now()
    assert timedelta(minutes=14) < left <= timedelta(minutes=15)
    async with database.writing() as session:
        await session.execute(update(MailedToken).values(expires_at=clock.now()))
    assert await _redeem(visitors, _token(post_office.letters[0])) == 404


async def test_a_bad_password_does_not_use_up_the_token(
    visitors: Visitors, worker: Worker, post_office: PostOffice, susan: Person
) -> None:
    await _ask(visitors, "susan@example.org")
    await do_all(worker)
    token = _token(post_office.letters[0])
    assert await _redeem(visitors, token, "short") == 400
    assert await _redeem(visitors, token) == 204


async def test_asking_for_nobody_writes_the_same_and_mails_nothing(
    visitors: Visitors, worker: Worker, post_office: PostOffice, susan: Person, database: Database
) -> None:
    await _ask(visitors, "susan@example.org")
    await _ask(visitors, "nobody@example.org")
    async with database.reading() as session:
        jobs = (await session.scalars(select(Job).order_by(Job.id))).all()
    assert [len(job.payload) for job in jobs] == [len(jobs[0].payload), len(jobs[0].payload) + 1]
    await do_all(worker)
    assert [letter.recipients for letter in post_office.letters] == [["susan@example.org"]]
    async with database.reading() as session:
        assert (await session.execute(select(func.count()).select_from(Job))).scalar_one() == 0


async def test_no_token_is_kept_in_clear(
    visitors: Visitors, worker: Worker, post_office: PostOffice, susan: Person, database: Database
) -> None:
    await _ask(visitors, "susan@example.org")
    await do_all(worker)
    async with database.reading() as session:
        kept = (await session.scalars(select(MailedToken.token_hash))).all()
        payloads = (await session.scalars(select(Job.payload))).all()
    token = _token(post_office.letters[0])
    assert len(kept) == 1
    assert not any(token in text for text in (*kept, *payloads))


@pytest.mark.parametrize(
    ("signed_in_with", "asked_with", "subject"),
    [
        ("", "", "A new password for Microblog"),
        ("ko-KR, en;q=0.5", "", "Microblog 새 비밀번호"),
        ("", "ko", "Microblog 새 비밀번호"),
        ("en", "ko", "A new password for Microblog"),
        ("fr, ko;q=0", "", "A new password for Microblog"),
    ],
)
async def test_the_mail_is_in_the_persons_language(
    visitors: Visitors,
    worker: Worker,
    post_office: PostOffice,
    susan: Person,
    signed_in_with: str,
    asked_with: str,
    subject: str,
) -> None:
    if signed_in_with:
        headers = basic("susan", PASSWORD) | {"Accept-Language": signed_in_with}
        assert (await visitors.http.post("/api/tokens", headers=headers)).status_code == 200
    await _ask(visitors, "susan@example.org", asked_with)
    await do_all(worker)
    assert post_office.letters[0].message["Subject"] == subject


@pytest.mark.parametrize("body", [{}, {"email": None}, {"email": "susan"}, {"email": "a@b\u0000"}, {"email": 5}])
async def test_what_is_no_address_is_refused(visitors: Visitors, body: dict[str, object]) -> None:
    assert (await visitors.http.post("/api/password-resets", json=body)).status_code == 400


@pytest.mark.expects_log("try 1: the mail server cannot be reached")
async def test_a_mail_server_that_is_down_breaks_nothing(
    visitors: Visitors, worker: Worker, post_office: PostOffice, susan: Person, database: Database
) -> None:
    post_office.close()
    await _ask(visitors, "susan@example.org")
    await do_all(worker)
    async with database.reading() as session:
        job = (await session.scalars(select(Job))).one()
    assert (job.state, job.attempts, job.error) == (
        "waiting",
        1,
        "the mail server cannot be reached (ConnectionRefusedError)",
    )
    assert clock.now() < job.due_at < clock.now() + timedelta(seconds=7)
    post_office.open()
    async with database.writing() as session:
        await session.execute(update(Job).values(due_at=clock.now()))
    await do_all(worker)
    assert await _redeem(visitors, _token(post_office.letters[0])) == 204


async def test_it_is_offered_only_where_mail_is_sent(visitors: Visitors, tmp_path: Path, database_url: str) -> None:
    links = (await visitors.http.get("/api")).json()["_links"]
    assert links["password_resets"] == "/api/password-resets"
    assert links["password_reset"] == "/api/password-resets/{token}"
    silent = Visitors(MicroblogServer(quick_settings(tmp_path, database_url)))
    async with silent.server.running(), silent.http:
        assert not {"password_resets", "password_reset"} & (await silent.http.get("/api")).json()["_links"].keys()
        assert (await silent.http.post("/api/password-resets", json={"email": "a@b"})).status_code == 404


async def test_mails_are_limited_by_address_and_by_e_mail_alike_for_everybody(
    tmp_path: Path, database_url: str, post_office: PostOffice
) -> None:
    settings = replace(
        post_office.used_by(quick_settings(tmp_path, database_url)), rate_limits=True, rate_password_reset=Rate(3, 900)
    )
    visitors = Visitors(MicroblogServer(settings))

    async def ask(email: str, address: str) -> int:
        transport = httpx.ASGITransport(visitors.server, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://server") as http:
            return (await http.post("/api/password-resets", json={"email": email})).status_code

    async with visitors.server.running(), visitors.http:
        assert [await ask(f"{n}@example.org", "10.0.0.1") for n in range(4)] == [202, 202, 202, 429]
        assert [await ask("Nobody@example.org", f"10.0.1.{n}") for n in range(4)] == [202, 202, 202, 429]
        assert await ask("other@example.org", "10.0.1.9") == 202


async def test_who_was_disabled_gets_no_token(
    visitors: Visitors, worker: Worker, post_office: PostOffice, susan: Person, database: Database
) -> None:
    async with database.writing() as session:
        await session.execute(update(PersonRow).values(disabled_at=clock.now()))
    await _ask(visitors, "susan@example.org")
    await do_all(worker)
    assert post_office.letters == []
