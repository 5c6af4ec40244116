"""Pictures on the disk as widgets ask for them."""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.pictures import PictureStore


class StoredPictures:
    """The picture store as a `PictureSource`; what is not there is wished for once."""

    def __init__(self, pictures: PictureStore, feed: ChangeFeed, want: Callable[[str], None]) -> None:
        """`want` is sync's: it returns at once and may be told the same address again."""
        self._pictures = pictures
        self._feed = feed
        self._want = want

    def get(self, url: str) -> bytes | None:
        picture = self._pictures.get(url)
        if picture is None:
            return None
        try:
            return picture.path.read_bytes()
        except FileNotFoundError:
            # Somebody tidied the folder: it is fetched again.
            return None

    def want(self, url: str) -> None:
        self._want(url)

    def subscribe(self, on_arrival: Callable[[str], None]) -> Callable[[], None]:
        def tell(changes: ChangeSet) -> None:
            for url in changes.pictures:
                on_arrival(url)

        return self._feed.subscribe(tell)
