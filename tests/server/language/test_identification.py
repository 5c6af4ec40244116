"""Which language a text is in (microblog_server/language/identification.py).

The demonstration community is the test set; docs/decisions/0005-language-identification.md has the figures.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping

import pytest

from microblog_server.demo.data import community
from microblog_server.language import identification, model
from microblog_server.language.identification import identify_now
from microblog_server.language.model import Model
from tests.server.client import Person


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("오늘 한강에 갔다 😂", "ko"),
        ("ㅋㅋㅋ", "ko"),
        ("@susan https://example.org/english-words 감사합니다", "ko"),
        ("夕方のバスは混む", "ja"),
        ("バス", "ja"),
        ("我今天要回家吃饭了", "zh"),
        ("السلام عليكم", "ar"),
        ("سلام دوست من چطوری", "fa"),
        ("Это хорошо", "ru"),
        ("Γεια σου", "el"),
        ("The bus is late again today.", "en"),
        ("El autobús llega tarde otra vez.", "es"),
        ("Der Bus kommt heute wieder zu spät.", "de"),
        ("Le bus est encore en retard ce matin.", "fr"),
    ],
)
def test_texts_of_many_languages(text: str, language: str) -> None:
    assert identify_now(text) == language


@pytest.mark.parametrize(
    "text", ["", "ok", "😂😂", "12:30", "@susan", "https://example.org/the-bus-is-late", "日本", "é"]
)
def test_where_little_is_written_nothing_is_guessed(text: str) -> None:
    assert identify_now(text) is None


@pytest.mark.parametrize(
    ("language", "least_said"), [("ko", 0.99), ("ja", 0.98), ("ar", 0.99), ("en", 0.96), ("de", 0.95), ("es", 0.96)]
)
def test_posts_of_the_demonstration_are_nearly_always_told_right(language: str, least_said: float) -> None:
    bodies = {post.body for post in community().posts if post.language == language}
    found = [identify_now(body) for body in bodies]
    said = [code for code in found if code is not None]
    assert len(said) / len(found) >= least_said
    assert sum(code == language for code in said) / len(said) >= 0.99


async def test_a_post_has_the_language_that_it_is_written_in(susan: Person) -> None:
    id = await susan.write("오늘 한강에 갔다")
    assert (await susan.get(f"/api/posts/{id}")).json()["language"] == "ko"
    edited = await susan.put(f"/api/posts/{id}", {"body": "Today I went to the river."})
    assert edited.json()["language"] == "en"
    edited = await susan.put(f"/api/posts/{id}", {"body": "😂"})
    assert edited.json()["language"] is None


async def test_the_model_is_loaded_once_however_many_write_first(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Mapping[str, Collection[str]]] = []
    load = model.load

    def count(languages: Mapping[str, Collection[str]]) -> dict[str, Model]:
        loaded.append(languages)
        return load(languages)

    monkeypatch.setattr(model, "load", count)
    identification._models.cache_clear()
    texts = ["A walk along the river this morning"] * 8
    assert await asyncio.gather(*(identification.identify(text) for text in texts)) == ["en"] * 8
    assert len(loaded) == 1
