"""Apertium by its APY: `GET /listPairs`, `POST /translate`."""

from __future__ import annotations

from microblog_server.translation.asking import Service, list_of, member, text_of
from microblog_server.translation.translator import NotOfferedError, Pair, Translated, TranslatorBrokenError


class Apertium:
    provider = "Apertium"

    def __init__(self, service: Service) -> None:
        self._service = service

    async def pairs(self) -> frozenset[Pair]:
        # Its own codes have three letters; the "deprecated" ones are the two-letter codes that posts have.
        answer = await self._service.get("/listPairs", {"include_deprecated_codes": "yes"})
        rows = list_of(member(answer, "responseData"))
        pairs = (Pair(text_of(row, "sourceLanguage"), text_of(row, "targetLanguage")) for row in rows)
        return frozenset(pair for pair in pairs if len(pair.source) == len(pair.target) == 2)

    async def translate(self, text: str, source: str | None, target: str) -> Translated:
        if source is None:
            raise NotOfferedError("Apertium must be told the language")
        content = {"langpair": f"{source}|{target}", "q": text, "markUnknown": "no", "format": "txt"}
        answer = await self._service.post_form("/translate", content)
        translated = text_of(member(answer, "responseData"), "translatedText")
        if not translated.strip():
            raise TranslatorBrokenError("the translator's answer is empty")
        return Translated(translated, source)
