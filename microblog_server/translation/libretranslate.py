"""A service with the API of LibreTranslate: `GET /languages`, `POST /translate`."""

from __future__ import annotations

from microblog_server.translation.asking import Service, list_of, member, text_of
from microblog_server.translation.translator import Pair, Translated, TranslatorBrokenError

_UNKNOWN = "auto"


class LibreTranslate:
    provider = "LibreTranslate"

    def __init__(self, service: Service, key: str) -> None:
        self._service = service
        self._key = key

    async def pairs(self) -> frozenset[Pair]:
        languages = list_of(await self._service.get("/languages", {}))
        return frozenset(
            Pair(text_of(language, "code"), target)
            for language in languages
            for target in list_of(member(language, "targets"))
            if isinstance(target, str)
        )

    async def translate(self, text: str, source: str | None, target: str) -> Translated:
        content = {"q": text, "source": source or _UNKNOWN, "target": target, "format": "text"}
        if self._key:
            content["api_key"] = self._key
        answer = await self._service.post_json("/translate", content)
        detected = source or text_of(member(answer, "detectedLanguage"), "language")
        translated = text_of(answer, "translatedText")
        if not translated.strip():
            raise TranslatorBrokenError("the translator's answer is empty")
        return Translated(translated, detected)
