"""Posts that were found: those of this computer, and what the server adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from microblog_desktop.domain.ids import EntryKey, PostKey
from microblog_desktop.domain.rules.marked_text import MarkedText, mark
from microblog_desktop.domain.rules.search_marks import Looker, is_long, snippet
from microblog_desktop.domain.search import Range, SearchQuery
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.rows import EntryRow
from microblog_desktop.viewmodels.timeline.mentions import MentionedPerson, mentioned_person
from microblog_desktop.viewmodels.timeline.row_cache import RowCache
from microblog_desktop.viewmodels.timeline.rows import Excerpt, Offers, PostRow, TimelineRow

FIRST, PAGE = 8, 20
"""As many as fill a window, at each key; then a page at a time, as one reads on."""
_COUNTDOWN_MS = 1000


class FoundPosts(QObject):
    """Rows stay where they are while others are added below; `PostRow.finds` is what is marked in them."""

    shown = Signal()  # after each reading, whether or not anything changed

    def __init__(self, store: AccountStore, offers: Offers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._offers = offers
        self._cache = RowCache(store, offers, self._entries)
        self._looker = Looker(SearchQuery())
        self._here: list[PostKey] = []
        self._there: list[PostKey] = []
        self._visible = FIRST
        self._rows_here: list[PostRow] = []
        self._rows_there: list[PostRow] = []
        self._finds: dict[EntryKey, tuple[str, tuple[Range, ...]]] = {}
        self._marked: dict[EntryKey, tuple[TimelineRow, PostRow]] = {}
        self._countdown = QTimer(self, interval=_COUNTDOWN_MS)
        self._countdown.timeout.connect(self.read)

    @property
    def hidden(self) -> int:
        """How many are known and not shown yet."""
        return max(0, len(self._here) - self._visible)

    @property
    def from_server(self) -> int:
        """How many only the server found."""
        return len(self._there)

    @property
    def count(self) -> int:
        return len(self._here) + len(self._there)

    @property
    def rows_here(self) -> Sequence[PostRow]:
        """Those of this computer that are shown."""
        return self._rows_here

    @property
    def rows_there(self) -> Sequence[PostRow]:
        """Those that only the server found, whether or not its line is in sight."""
        return self._rows_there

    def begin(self, query: SearchQuery, found: Sequence[PostKey], most: int = FIRST) -> None:
        """Other results, of which `most` of this computer are shown."""
        self._looker = Looker(query)
        self._finds.clear()
        self._marked.clear()
        self._here = list(found)
        self._there = []
        self._visible = most
        self.read()

    def go_on(self, found: Sequence[PostKey]) -> None:
        """What follows on the posts of this computer."""
        known = {*self._here, *self._there}
        self._here += [post for post in found if post not in known]
        self.show_more()

    def fill_a_window(self) -> None:
        """Somebody wants to read one after the other."""
        self._visible = max(self._visible, FIRST)
        self.read()

    def show_more(self) -> None:
        self._visible += PAGE
        self.read()

    def add_from_server(self, posts: Sequence[PostKey]) -> None:
        """What the server adds, each post once in all."""
        known = {*self._here, *self._there}
        added = [post for post in posts if post not in known]
        if added:
            self._there += added
            self.read()

    def mentioned(self, username: str) -> MentionedPerson | None:
        return mentioned_person(self._store, self._offers, username)

    def retranslate(self) -> None:
        self._cache.forget()
        self._marked.clear()
        self.read()

    def note(self, changes: ChangeSet) -> None:
        if self._cache.note(changes):
            self.read()

    def close(self) -> None:
        self._countdown.stop()

    def read(self) -> None:
        """Show what stands in the store now; posts that are gone leave the list."""
        here, there = _entries_of(self._here[: self._visible]), _entries_of(self._there)
        self._cache.rows([*here, *there])
        is_counting = self._cache.count_down()
        rows = (row for row in self._cache.rows([*here, *there]) if isinstance(row, PostRow))
        self._marked = {row.key: self._with_finds(row) for row in rows}
        self._rows_here = [self._marked[key][1] for key in here if key in self._marked]
        self._rows_there = [self._marked[key][1] for key in there if key in self._marked]
        self.shown.emit()
        if is_counting != self._countdown.isActive():
            self._countdown.start() if is_counting else self._countdown.stop()

    def _with_finds(self, row: PostRow) -> tuple[TimelineRow, PostRow]:
        """Looked for again only when the text is another one."""
        known = self._marked.get(row.key)
        if known is not None and known[0] is row:
            return known
        text, finds = self._finds.get(row.key, ("", ()))
        if text != row.body.text:
            finds = self._looker.look(row.body.text)
            self._finds[row.key] = (row.body.text, finds)
        return row, replace(row, finds=finds, excerpt=_excerpt(row.body.text, finds))

    def _entries(self, keys: Sequence[EntryKey]) -> list[EntryRow]:
        """Posts as entries: a list of finds has no places of its own."""
        stored = self._store.posts.get_all(PostKey(key) for key in keys)
        return [
            EntryRow(key, "", stored[PostKey(key)], reposted_by=None, gap=None)
            for key in keys
            if PostKey(key) in stored
        ]


def _excerpt(text: str, finds: tuple[Range, ...]) -> Excerpt | None:
    """What stands around the first find in a long text; None in a short one, or where nothing is to be marked."""
    if not finds or not is_long(text):
        return None
    around = snippet(text, finds)
    marked = mark(around.text)
    if marked.text != around.text:
        # Isolates were put in: the places of the finds are others, so nothing leads anywhere here.
        return Excerpt(MarkedText(around.text), around.ranges)
    end = len(around.text) - around.text.endswith("…")
    # An address that is cut leads elsewhere.
    whole = tuple(span for span in marked.spans if span.start > around.text.startswith("…") and span.end < end)
    return Excerpt(MarkedText(around.text, whole), around.ranges)


def _entries_of(posts: Sequence[PostKey]) -> list[EntryKey]:
    return [EntryKey(post) for post in posts]
