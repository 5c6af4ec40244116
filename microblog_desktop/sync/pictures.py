"""Fetch the pictures that rows ask for; they are decoded by whoever paints them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from microblog_desktop.api.errors import ApiError, NotSent
from microblog_desktop.api.server import Server
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.sync.link import Link

log = logging.getLogger(__name__)

AT_ONCE = 4
_FRESH = timedelta(days=1)
_FAILURE_REMEMBERED = timedelta(minutes=10)
_MOST_WANTED = 500
_MOST_FAILURES = 2000


class PictureSync:
    """Pictures for one account, kept in the profile's store."""

    def __init__(
        self,
        link: Link,
        pictures: PictureStore,
        transaction: Callable[[], AbstractContextManager[None]],
        spares: Callable[[], bool] = lambda: False,
    ) -> None:
        """While `spares` says so no picture is fetched: ring the link's bells when it says otherwise."""
        self._spares = spares
        self._link = link
        self._pictures = pictures
        self._transaction = transaction
        self._bells = [link.bell() for _ in range(AT_ONCE)]
        self._wanted: dict[str, None] = {}
        self._fetching: set[str] = set()
        self._failed: dict[str, datetime] = {}

    def want(self, url: str) -> None:
        """Fetch this picture, or see if it changed, unless that was done lately."""
        if url in self._fetching or not url.startswith(("https://", "http://")) or not self._is_due(url):
            return
        # Asked for again is wanted most; what scrolled by long ago is forgotten first.
        self._wanted.pop(url, None)
        self._wanted[url] = None
        if len(self._wanted) > _MOST_WANTED:
            del self._wanted[next(iter(self._wanted))]
        for bell in self._bells:
            bell.ring()

    async def run(self, number: int) -> None:
        """One of `AT_ONCE` workers, runs until it is cancelled."""
        while True:
            server = self._link.server
            if server is None or not self._wanted or self._spares():
                await self._bells[number].wait()
                continue
            url, _ = self._wanted.popitem()
            self._fetching.add(url)
            try:
                await self._fetch(server, url)
            finally:
                self._fetching.discard(url)

    def _is_due(self, url: str) -> bool:
        now, failed_at = self._link.now(), self._failed.get(url)
        if failed_at is not None and abs(now - failed_at) < _FAILURE_REMEMBERED:
            return False
        known = self._pictures.get(url)
        return known is None or abs(now - known.fetched_at) >= _FRESH

    async def _fetch(self, server: Server, url: str) -> None:
        known = self._pictures.get(url)
        try:
            picture = await server.picture(url, known.etag if known else None)
            with self._transaction():
                if picture is None:
                    self._pictures.touch(url, self._link.now())
                else:
                    self._pictures.save(url, picture.data, picture.etag, self._link.now())
            self._failed.pop(url, None)
        except ApiError as error:
            # A foreign server's 401 says nothing about our token.
            if isinstance(error, NotSent) and not self._link.connectivity.is_online:
                self._wanted[url] = None
                return
            log.debug("no picture: %s", error)
            self._remember_failure(url)
        except StoreError as error:
            log.info("a picture could not be kept: %s", error)
            self._remember_failure(url)

    def _remember_failure(self, url: str) -> None:
        self._failed.pop(url, None)
        self._failed[url] = self._link.now()
        if len(self._failed) > _MOST_FAILURES:
            del self._failed[next(iter(self._failed))]
