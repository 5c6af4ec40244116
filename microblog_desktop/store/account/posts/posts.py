"""Posts, written here or known from the server. A post's key never changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from microblog_desktop.domain.ids import PersonId, PostId, PostKey, TimelineKey
from microblog_desktop.domain.outbox import JobKind
from microblog_desktop.domain.posts.post import Post
from microblog_desktop.store.account.delivery import (
    DELIVERY_WIDTH,
    REACTIONS,
    delivery_columns,
    delivery_from,
    job_join,
)
from microblog_desktop.store.account.people import PeopleStore, person_columns, person_from
from microblog_desktop.store.account.posts.adoption import merge_twin
from microblog_desktop.store.account.posts.freshness import Freshness
from microblog_desktop.store.account.posts.links import PARENT
from microblog_desktop.store.account.posts.reaction_columns import REACTION_COLUMNS
from microblog_desktop.store.account.posts.translation_columns import (
    TRANSLATION_COLUMNS,
    TRANSLATION_JOIN,
    TRANSLATION_WIDTH,
    translation_from,
)
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.rows import StoredPost
from microblog_desktop.store.sqlite.columns import (
    Row,
    Value,
    flag,
    key_list,
    micros,
    micros_or_none,
    moment,
    moment_or_none,
    text,
    text_or_none,
    whole,
    whole_or_none,
)
from microblog_desktop.store.sqlite.database import Database

REMOTE_FIELDS = (
    "remote_id", "author", "body", "created_at", "edited_at", "language", "reply_to", "reply_to_author",
    "replies", "likes", "reposts", "liked", "reposted", "bookmarked", "url",
)  # fmt: skip
UPSERT = (
    f"INSERT INTO post ({', '.join(REMOTE_FIELDS)}) VALUES ({', '.join('?' * len(REMOTE_FIELDS))}) "
    "ON CONFLICT (remote_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in REMOTE_FIELDS[1:])
    + " WHERE "
    + " OR ".join(f"excluded.{name} IS NOT {name}" for name in REMOTE_FIELDS[1:])
)
OVERWRITE = f"UPDATE post SET {', '.join(f'{name} = ?' for name in REMOTE_FIELDS)} WHERE key = ?"
SELECT = (
    "SELECT post.key, remote_id, coalesce(pending_body, post.body), post.created_at, edited_at, language, "
    f"reply_to_author, replies, {REACTION_COLUMNS}, url, {PARENT}, opened, {TRANSLATION_COLUMNS}, "
    f"{delivery_columns()}, {person_columns('author')} "
    "FROM json_each(?) AS wanted CROSS JOIN post ON post.key = wanted.value "
    f"CROSS JOIN person AS author ON author.id = post.author {TRANSLATION_JOIN} {job_join('post', 'post.key')}"
)
TRANSLATION_AT = 16
DELIVERY_AT = TRANSLATION_AT + TRANSLATION_WIDTH
AUTHOR_AT = DELIVERY_AT + DELIVERY_WIDTH


class PostStore:
    """Every post this account has seen or written."""

    def __init__(self, db: Database, people: PeopleStore, me: PersonId) -> None:
        self._db = db
        self._people = people
        self._me = me
        self.freshness = Freshness(db)

    def save(self, post: Post) -> PostKey:
        """Remember a post of the server, and its author."""
        self._people.save(post.author)
        is_changed = self._db.write(UPSERT, _values(self.freshness.with_what_is_newer(post))) > 0
        key = self.by_remote(post.id)
        assert key is not None
        if is_changed:
            self.note(key)
        return key

    def create_local(self, body: str, created_at: datetime, reply_to: PostKey | None) -> PostKey:
        """Write a post of mine that the server does not know yet."""
        key = self._db.insert(
            "INSERT INTO post (author, body, created_at, reply_to_key, reply_to_author) VALUES (?, ?, ?, ?, "
            "(SELECT username FROM person JOIN post AS parent ON person.id = parent.author WHERE parent.key = ?))",
            (self._me, body, micros(created_at), reply_to, reply_to),
        )
        self.note(PostKey(key))
        return PostKey(key)

    def adopt(self, key: PostKey, post: Post) -> None:
        """Take the server's word for a local post that it has delivered.

        If a page brought the post before the answer to our request came, both
        rows become one, and it is the local one that stays.
        """
        self._people.save(post.author)
        post = self.freshness.with_what_is_newer(post)
        twin = self.by_remote(post.id)
        if twin is not None and twin != key:
            merge_twin(self._db, twin=twin, into=key)
        self._db.write(OVERWRITE, (*_values(post), key))
        self.note(key)

    def set_body(self, key: PostKey, body: str) -> None:
        """Change a post that was never sent."""
        self._db.write("UPDATE post SET body = ? WHERE key = ?", (body, key))
        self.note(key)

    def set_opened(self, key: PostKey, steps: int) -> None:
        """Remember how much of a long post is open. It is told to nobody: elsewhere nothing opens by itself."""
        self._db.write("UPDATE post SET opened = ? WHERE key = ?", (steps, key))

    def set_pending_edit(self, key: PostKey, body: str | None) -> None:
        """Show `body` until the server has it; None shows the server's again."""
        self._db.write("UPDATE post SET pending_body = ? WHERE key = ?", (body, key))
        self.note(key)

    def finish_edit(self, key: PostKey, body: str) -> None:
        """An edit to `body` was delivered; a later one that waits stays on show."""
        self._db.write("UPDATE post SET pending_body = NULL WHERE key = ? AND pending_body = ?", (key, body))
        self.note(key)

    def remove(self, key: PostKey) -> None:
        """Forget a post with its entries, and what was asked for it."""
        self.note(key)
        self._db.write(f"DELETE FROM job WHERE post = ? AND kind IN ({REACTIONS})", (key,))
        self._db.write("UPDATE post SET reply_to = NULL WHERE reply_to = ?", (self.remote_id(key),))
        self._db.write("DELETE FROM entry WHERE post = ?", (key,))
        self._db.write("DELETE FROM post WHERE key = ?", (key,))

    def take_away(self, key: PostKey) -> None:
        """The server has it no more. While a text is on its way to it, it stays in sight: there the text is refused."""
        edit = self._db.row("SELECT 1 FROM job WHERE post = ? AND kind = ?", (key, JobKind.EDIT_POST.value))
        if edit is None:
            self._db.write("DELETE FROM job WHERE post = ? AND kind = ?", (key, JobKind.DELETE_POST.value))
            self.remove(key)

    def get(self, key: PostKey) -> StoredPost | None:
        return self.get_all([key]).get(key)

    def get_all(self, keys: Iterable[PostKey]) -> dict[PostKey, StoredPost]:
        """The posts that are there, by key."""
        rows = self._db.rows(SELECT, (key_list(keys),))
        return {PostKey(whole(row[0])): self._post_from(row) for row in rows}

    def by_remote(self, post: PostId) -> PostKey | None:
        row = self._db.row("SELECT key FROM post WHERE remote_id = ?", (post,))
        return None if row is None else PostKey(whole(row[0]))

    def remote_id(self, key: PostKey) -> PostId | None:
        """What the server calls it; None while it is undelivered, or when it is gone."""
        row = self._db.row("SELECT remote_id FROM post WHERE key = ?", (key,))
        found = None if row is None else text_or_none(row[0])
        return None if found is None else PostId(found)

    def reply_to(self, key: PostKey) -> PostKey | None:
        """The post that a post written here replies to."""
        row = self._db.row("SELECT reply_to_key FROM post WHERE key = ?", (key,))
        found = None if row is None else whole_or_none(row[0])
        return None if found is None else PostKey(found)

    def answered(self, key: PostKey) -> PostKey | None:
        """The post that it answers, if that is here."""
        row = self._db.row(f"SELECT {PARENT} FROM post WHERE key = ?", (key,))
        found = None if row is None else whole_or_none(row[0])
        return None if found is None else PostKey(found)

    def reply_target(self, key: PostKey) -> PostId | None:
        """What a post of mine replies to, as the server calls it."""
        row = self._db.row(
            "SELECT coalesce(parent.remote_id, post.reply_to) FROM post "
            "LEFT JOIN post AS parent ON parent.key = post.reply_to_key WHERE post.key = ?",
            (key,),
        )
        found = None if row is None else text_or_none(row[0])
        return None if found is None else PostId(found)

    def note(self, key: PostKey) -> None:
        """Tell that a post shows something else, wherever it stands."""
        rows = self._db.rows("SELECT scope FROM entry WHERE post = ?", (key,))
        timelines = frozenset(TimelineKey(text(row[0])) for row in rows)
        self._db.note(ChangeSet(posts=frozenset({key}), timelines=timelines))

    def _post_from(self, row: Row) -> StoredPost:
        remote_id = text_or_none(row[1])
        author = person_from(row[AUTHOR_AT:])
        return StoredPost(
            key=PostKey(whole(row[0])),
            remote_id=None if remote_id is None else PostId(remote_id),
            author=author,
            body=text(row[2]),
            created_at=moment(row[3]),
            edited_at=moment_or_none(row[4]),
            language=text_or_none(row[5]),
            reply_to_author=text_or_none(row[6]),
            replies=whole(row[7]),
            likes=whole(row[8]),
            reposts=whole(row[9]),
            liked=flag(row[10]),
            reposted=flag(row[11]),
            bookmarked=flag(row[12]),
            url=text_or_none(row[13]),
            is_mine=author.id == self._me,
            delivery=delivery_from(row[DELIVERY_AT:AUTHOR_AT]),
            reply_to=None if row[14] is None else PostKey(whole(row[14])),
            wanted_translation=text_or_none(row[TRANSLATION_AT]),
            translation=translation_from(row[TRANSLATION_AT:DELIVERY_AT]),
            opened=whole(row[15]),
        )


def _values(post: Post) -> tuple[Value, ...]:
    return (
        post.id,
        post.author.id,
        post.body,
        micros(post.created_at),
        micros_or_none(post.edited_at),
        post.language,
        post.reply_to,
        post.reply_to_author,
        post.replies,
        post.likes,
        post.reposts,
        post.liked,
        post.reposted,
        post.bookmarked,
        post.url,
    )
