"""Translation by a LibreTranslate-like service, on both databases (microblog_server/translation/)."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from microblog_server.app import MicroblogServer
from microblog_server.db.models import Translation
from microblog_server.settings import Settings
from tests.server.client import Json, Person, Visitors
from tests.server.settings_for_tests import quick_settings
from tests.server.translation.libretranslate_server import Service, libretranslate

_ENGLISH = "The bus is late again this morning."


@pytest.fixture
def service() -> Iterator[Service]:
    with libretranslate("s3cret") as service:
        yield service


@pytest.fixture
def settings(tmp_path: Path, database_url: str, service: Service) -> Settings:
    return replace(
        quick_settings(tmp_path, database_url),
        translator="libretranslate",
        translator_url=service.url + "/",
        translator_key="s3cret",
        translator_timeout=1,
        translations_kept=2,
    )


@pytest.fixture
async def translating(settings: Settings) -> AsyncIterator[Visitors]:
    server = MicroblogServer(settings)
    async with server.running():
        visitors = Visitors(server)
        async with visitors.http:
            yield visitors


@pytest.fixture
async def reader(translating: Visitors) -> Person:
    return await translating.sign_up("reader")


async def _translated(person: Person, id: int, to: str) -> Json:
    answer = await person.get(f"/api/posts/{id}/translation", to=to)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_post_is_translated(translating: Visitors, reader: Person) -> None:
    document = (await translating.http.get("/api")).json()
    assert document["languages"] == ["en", "es", "ko"]
    assert document["_links"]["translation"] == "/api/posts/{id}/translation"
    id = await reader.write(_ENGLISH)
    translation = await _translated(reader, id, "ko")
    assert translation == {"text": f"ko: {_ENGLISH[::-1]}", "from": "en", "to": "ko", "provider": "LibreTranslate"}


async def test_nothing_but_the_text_is_sent(reader: Person, service: Service) -> None:
    await _translated(reader, await reader.write(_ENGLISH), "ko")
    (asked,) = service.translations_asked
    assert asked.content == {
        "q": _ENGLISH,
        "source": "en",
        "target": "ko",
        "format": "text",
        "api_key": "s3cret",
    }
    assert {name.lower() for name in asked.headers} <= {
        "host",
        "accept",
        "accept-encoding",
        "connection",
        "content-length",
        "content-type",
        "user-agent",
    }
    assert asked.headers["User-Agent"] == "microblog-server"


async def test_a_translation_is_asked_for_once_until_the_post_changes(reader: Person, service: Service) -> None:
    id = await reader.write(_ENGLISH)
    first = await _translated(reader, id, "ko")
    service.status = 500
    assert await _translated(reader, id, "ko") == first
    assert len(service.translations_asked) == 1
    service.status = 200
    await reader.put(f"/api/posts/{id}", {"body": _ENGLISH + " And the train is late, too."})
    assert (await _translated(reader, id, "ko"))["text"] != first["text"]
    assert len(service.translations_asked) == 2


async def test_only_so_many_translations_are_remembered(
    translating: Visitors, reader: Person, service: Service
) -> None:
    ids = [await reader.write(f"{_ENGLISH} Number {number} was late as well.") for number in range(4)]
    for id in ids:
        await _translated(reader, id, "ko")
    async with translating.server.context.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Translation)) == 2
    for id in (ids[-1], ids[-2], ids[0]):
        await _translated(reader, id, "ko")
    assert len(service.translations_asked) == 5


async def test_translations_go_with_their_post(translating: Visitors, reader: Person) -> None:
    id = await reader.write(_ENGLISH)
    await _translated(reader, id, "ko")
    await reader.delete(f"/api/posts/{id}")
    assert (await reader.get(f"/api/posts/{id}/translation", to="ko")).status_code == 404
    async with translating.server.context.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Translation)) == 0


async def test_a_post_in_that_language_is_answered_without_asking(reader: Person, service: Service) -> None:
    id = await reader.write(_ENGLISH)
    assert (await _translated(reader, id, "en"))["text"] == _ENGLISH
    assert service.translations_asked == []


async def test_the_service_finds_out_the_language_where_we_do_not_know_it(reader: Person, service: Service) -> None:
    id = await reader.write("ok")
    assert (await _translated(reader, id, "en")) == {
        "text": "en: ko",
        "from": "es",
        "to": "en",
        "provider": "LibreTranslate",
    }
    assert service.translations_asked[0].content["source"] == "auto"


async def test_the_services_own_names_of_languages_are_used(reader: Person, service: Service) -> None:
    id = await reader.write("我今天要回家吃饭了")
    assert (await _translated(reader, id, "en"))["from"] == "zh"
    assert service.translations_asked[0].content["source"] == "zh-Hans"


@pytest.mark.parametrize("to", ["fr", "xx", "zh-Hans"])
async def test_languages_that_are_not_offered_are_refused(reader: Person, service: Service, to: str) -> None:
    answer = await reader.get(f"/api/posts/{await reader.write(_ENGLISH)}/translation", to=to)
    assert answer.status_code == 400
    assert set(answer.json()["fields"]) == {"to"}
    assert service.translations_asked == []


@pytest.mark.parametrize("to", ["", "k", "korean!", "../x", "ko\0", "a" * 9999])
async def test_what_is_no_language_is_refused(reader: Person, to: str) -> None:
    answer = await reader.get(f"/api/posts/{await reader.write(_ENGLISH)}/translation", to=to)
    assert answer.status_code == 400
    assert set(answer.json()["fields"]) == {"to"}


@pytest.mark.parametrize(("status", "ours"), [(400, 502), (403, 502), (429, 503), (500, 502), (503, 503), (302, 502)])
async def test_failures_of_the_service_are_told_apart(reader: Person, service: Service, status: int, ours: int) -> None:
    id = await reader.write(_ENGLISH)
    await _translated(reader, id, "es")
    service.status = status
    answer = await reader.get(f"/api/posts/{id}/translation", to="ko")
    assert answer.status_code == ours
    assert ("Retry-After" in answer.headers) == (ours == 503)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"translatedText": 7}',
        b'{"translatedText": " "}',
        b'"' + b"x" * 2_000_000 + b'"',
    ],
)
async def test_answers_without_sense_are_502(reader: Person, service: Service, content: bytes) -> None:
    id = await reader.write(_ENGLISH)
    await _translated(reader, id, "es")
    service.answer = content
    assert (await reader.get(f"/api/posts/{id}/translation", to="ko")).status_code == 502


async def test_a_slow_service_is_waited_for_only_so_long(reader: Person, service: Service) -> None:
    id = await reader.write(_ENGLISH)
    service.delay_s = 1.5
    answer = await reader.get(f"/api/posts/{id}/translation", to="ko")
    assert answer.status_code == 503
    assert answer.json()["message"] == "The translator does not answer. Try again later."


async def test_a_service_that_is_not_there_is_not_linked(tmp_path: Path, database_url: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        base = quick_settings(tmp_path, database_url)
        server = MicroblogServer(replace(base, translator="libretranslate", translator_url=url))
        async with server.running():
            visitors = Visitors(server)
            async with visitors.http:
                document = (await visitors.http.get("/api")).json()
                assert document["languages"] == []
                assert "translation" not in document["_links"]
                susan = await visitors.sign_up("susan")
                id = await susan.write("ok")
                assert (await susan.get(f"/api/posts/{id}/translation", to="en")).status_code == 503


async def test_a_server_without_translator_says_so(visitors: Visitors, susan: Person) -> None:
    document = (await visitors.http.get("/api")).json()
    assert document["languages"] == []
    assert "translation" not in document["_links"]
    answer = await susan.get(f"/api/posts/{await susan.write(_ENGLISH)}/translation", to="ko")
    assert answer.status_code == 404
    assert answer.json()["message"] == "This server has no translator."
