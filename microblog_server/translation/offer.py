"""What the configured translator can do, asked now and then and remembered."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from microblog_server.translation.translator import Pair, Translator, TranslatorError

log = logging.getLogger(__name__)

_ANEW_AFTER_S = 600
# A translator that is away is asked again soon, but not by everybody who looks in.
_RETRY_AFTER_S = 15
# Nobody waits longer than this for what else the service document says.
_PATIENCE_S = 2.0
# Where a service calls a language otherwise than posts do.
_ALIASES = {"zh": ("zh-Hans", "zh-CN"), "no": ("nb",)}


class Offer:
    """`source` and `target` codes here are those of posts and of the service."""

    def __init__(self, translator: Translator, clock: Callable[[], float] = time.monotonic) -> None:
        self.translator = translator
        self._clock = clock
        self._pairs: frozenset[Pair] = frozenset()
        self._ask_at = clock()
        self._asking = asyncio.Lock()

    async def languages(self) -> list[str]:
        """What posts can be translated to; nothing as long as the translator has never answered."""
        return sorted({pair.target for pair in await self._known()})

    async def source(self, language: str | None, target: str) -> str | None:
        """What the service calls the language; None if it cannot translate from it to the target."""
        pairs = await self._known()
        if language is None:
            return None
        names = (language, *_ALIASES.get(language, ()))
        return next((name for name in names if Pair(name, target) in pairs), None)

    async def _known(self) -> frozenset[Pair]:
        async with self._asking:
            if self._clock() >= self._ask_at:
                await self._ask()
            return self._pairs

    async def _ask(self) -> None:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                self._pairs = await self.translator.pairs()
            self._ask_at = self._clock() + _ANEW_AFTER_S
        except (TranslatorError, TimeoutError) as error:
            # What it could do before it probably can do again.
            self._ask_at = self._clock() + _RETRY_AFTER_S
            log.info("the translator does not say what it offers: %s", repr(error))
