"""Translate posts: from what is remembered, or by the service that the settings name."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from microblog_server.db.session import Database
from microblog_server.errors import BadGatewayError, BadRequestError, NotFoundError, UnavailableError
from microblog_server.settings import Settings
from microblog_server.translation import remembered
from microblog_server.translation.apertium import Apertium
from microblog_server.translation.asking import Service
from microblog_server.translation.libretranslate import LibreTranslate
from microblog_server.translation.offer import Offer
from microblog_server.translation.translator import (
    NotOfferedError,
    Translated,
    Translator,
    TranslatorAwayError,
    TranslatorBrokenError,
)

_AGAIN_AFTER = {"Retry-After": "30"}


@dataclass(frozen=True, slots=True)
class Original:
    """The post to be translated; `language` as far as it is known."""

    id: int
    body: str
    language: str | None


@dataclass(frozen=True, slots=True)
class PostTranslation:
    text: str
    source: str
    target: str
    provider: str


class Translations:
    """What this server can translate: nothing, unless the settings name a translator."""

    def __init__(self, settings: Settings, database: Database) -> None:
        translator = _translator(settings)
        self._offer = None if translator is None else Offer(translator)
        self._database = database
        self._most_remembered = settings.translations_kept

    async def languages(self) -> list[str]:
        """What posts can be translated to, as far as the translator has said."""
        return [] if self._offer is None else await self._offer.languages()

    async def translate(self, original: Original, target: str) -> PostTranslation:
        """Raise 404 without a translator, 400 for languages that it does not have, 502 and 503 when it fails."""
        if self._offer is None:
            raise NotFoundError("This server has no translator.")
        provider = self._offer.translator.provider
        if original.language == target:
            return PostTranslation(original.body, target, target, provider)
        digest = remembered.digest_of(provider, original.language, original.body)
        async with self._database.reading() as session:
            made = await remembered.recall(session, original.id, target, digest)
        if made is None:
            made = await self._ask(self._offer, original, target)
            await self._remember(original.id, target, digest, made)
        return PostTranslation(made.text, original.language or made.source, target, provider)

    async def _ask(self, offer: Offer, original: Original, target: str) -> Translated:
        try:
            source = await offer.source(original.language, target)
            if source is None and original.language is not None:
                raise NotOfferedError
            return await offer.translator.translate(original.body, source, target)
        except NotOfferedError as error:
            sentence = f"is not offered for posts in {original.language or 'a language that is not known'}"
            raise BadRequestError(f"to {sentence}", fields={"to": sentence}) from error
        except TranslatorAwayError as error:
            raise UnavailableError("The translator does not answer. Try again later.", headers=_AGAIN_AFTER) from error
        except TranslatorBrokenError as error:
            raise BadGatewayError("The translator could not translate this.") from error

    async def _remember(self, post_id: int, target: str, digest: str, made: Translated) -> None:
        # The post may have been deleted meanwhile; then there is nothing to remember it for.
        with contextlib.suppress(IntegrityError):
            async with self._database.writing() as session:
                await remembered.remember(session, post_id, target, digest, made)
                await remembered.forget_oldest(session, self._most_remembered)


def _translator(settings: Settings) -> Translator | None:
    service = Service(settings.translator_url, settings.translator_timeout)
    match settings.translator:
        case "libretranslate":
            return LibreTranslate(service, settings.translator_key)
        case "apertium":
            return Apertium(service)
        case _:
            return None
