"""What the translator offers is asked now and then (microblog_server/translation/offer.py)."""

from __future__ import annotations

from microblog_server.translation.offer import Offer
from microblog_server.translation.translator import Pair, Translated, TranslatorAwayError


class _Translator:
    provider = "test"

    def __init__(self) -> None:
        self.offered: frozenset[Pair] | None = frozenset((Pair("en", "es"),))
        self.asked = 0

    async def pairs(self) -> frozenset[Pair]:
        self.asked += 1
        if self.offered is None:
            raise TranslatorAwayError
        return self.offered

    async def translate(self, text: str, source: str | None, target: str) -> Translated:
        raise NotImplementedError


async def test_the_answer_is_remembered_for_ten_minutes() -> None:
    now, translator = [100.0], _Translator()
    offer = Offer(translator, lambda: now[0])
    assert await offer.languages() == await offer.languages() == ["es"]
    assert translator.asked == 1
    translator.offered = frozenset((Pair("en", "es"), Pair("en", "ko")))
    now[0] += 600
    assert await offer.languages() == ["es", "ko"]


async def test_a_translator_that_is_away_is_asked_again_soon_and_keeps_what_it_offered() -> None:
    now, translator = [0.0], _Translator()
    offer = Offer(translator, lambda: now[0])
    translator.offered = None
    assert await offer.languages() == await offer.languages() == []
    assert translator.asked == 1
    translator.offered = frozenset((Pair("en", "es"),))
    now[0] += 15
    assert await offer.languages() == ["es"]
    translator.offered = None
    now[0] += 600
    assert await offer.languages() == ["es"]


async def test_languages_are_known_by_the_services_names() -> None:
    translator = _Translator()
    translator.offered = frozenset((Pair("zh-Hans", "en"), Pair("nb", "en"), Pair("en", "nb")))
    offer = Offer(translator)
    assert await offer.source("zh", "en") == "zh-Hans"
    assert await offer.source("no", "en") == "nb"
    assert await offer.source("zh", "nb") is None
    assert await offer.source(None, "en") is None
