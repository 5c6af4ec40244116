"""Translations that were asked for, kept with their posts."""

from __future__ import annotations

from microblog_desktop.domain.ids import PostKey
from microblog_desktop.domain.posts.translation import Translation
from microblog_desktop.store.account.posts.posts import PostStore
from microblog_desktop.store.sqlite.columns import text, whole
from microblog_desktop.store.sqlite.database import Database


class TranslationStore:
    """A text that changes forgets its translations by itself: the schema sees to that."""

    def __init__(self, db: Database, posts: PostStore) -> None:
        self._db = db
        self._posts = posts

    def want(self, post: PostKey, target: str | None) -> None:
        """Show the post in this language; None shows no translation, and keeps what is here."""
        self._db.write("UPDATE post SET wanted_translation = ? WHERE key = ?", (target, post))
        if target is not None:
            self._db.write("DELETE FROM translation_hidden WHERE post = ?", (post,))
        self._posts.note(post)

    def hide(self, post: PostKey) -> None:
        """Show the post as it was written, until its translation is wanted again: not unasked any more."""
        self._db.write("INSERT OR IGNORE INTO translation_hidden (post) VALUES (?)", (post,))
        self.want(post, None)

    def is_hidden(self, post: PostKey) -> bool:
        return self._db.row("SELECT 1 FROM translation_hidden WHERE post = ?", (post,)) is not None

    def wanted(self) -> list[tuple[PostKey, str]]:
        """What somebody wants to read and is not here."""
        rows = self._db.rows(
            "SELECT post.key, wanted_translation FROM post WHERE wanted_translation IS NOT NULL AND NOT EXISTS "
            "(SELECT 1 FROM translation WHERE translation.post = post.key AND target = wanted_translation)"
        )
        return [(PostKey(whole(row[0])), text(row[1])) for row in rows]

    def has(self, post: PostKey, target: str) -> bool:
        found = self._db.row("SELECT 1 FROM translation WHERE post = ? AND target = ?", (post, target))
        return found is not None

    def save(self, post: PostKey, target: str, made: Translation, *, of: str) -> None:
        """Keep what was made of the text `of`; if the post says something else by now, it is worth nothing."""
        self._db.write(
            "INSERT INTO translation (post, target, source, provider, text) SELECT key, ?, ?, ?, ? FROM post "
            "WHERE key = ? AND coalesce(pending_body, body) = ? ON CONFLICT (post, target) DO UPDATE SET "
            "(source, provider, text) = (excluded.source, excluded.provider, excluded.text)",
            (target, made.source, made.provider, made.text, post, of),
        )
        self._posts.note(post)
