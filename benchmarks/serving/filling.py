"""A large site, written by the database itself in a minute: people, posts, who follows whom, home timelines.

Everybody follows three others; `reader` follows a thousand. Posts are words in an order that repeats late.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg

from microblog_server.search.postgresql import _values as row_values
from microblog_server.search.shelves import Indexed
from microblog_server.search.words import words_of_post
from tests.server.cluster import Cluster

READER = "reader"
_FOLLOWED_BY_READER = 1000
_FOLLOWING_READER = 100
_FOLLOWED = 3
_DAY_US = 86_400_000_000
# Posts are this far apart: a million are a year.
_APART_US = 31_500_000

_PEOPLE = """
INSERT INTO people (id, username, username_key, email, email_key, password_hash, name, created_at, last_seen,
                    post_count, follower_count, following_count)
SELECT n, name, name, name || '@example.org', name || '@example.org', '', initcap(name), {begin}, {now}, 0, 0, 0
FROM (SELECT n, CASE n WHEN 1 THEN '{reader}' ELSE 'person' || n END AS name FROM generate_series(1, {people}) n) made
"""
_TOKEN = """
INSERT INTO tokens (person_id, token_hash, device, created_at, last_used_at)
SELECT n, encode(sha256(convert_to('token-of-' || n, 'UTF8')), 'hex'), 'benchmark', {now}, {now}
FROM generate_series(1, {people}) n
"""
_FOLLOWS = """
INSERT INTO follows (follower_id, followed_id, created_at)
SELECT 1, n, {begin} FROM generate_series(2, {followed_by_reader} + 1) n
UNION
SELECT n, 1, {begin} FROM generate_series(2, {following_reader} + 1) n
UNION
SELECT n, 1 + (n * 7919::bigint + k * 104729) % {people}, {begin}
FROM generate_series(2, {people}) n, generate_series(1, {followed}) k
WHERE n <> 1 + (n * 7919::bigint + k * 104729) % {people}
"""
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprst" for vowel in "aeiou"]
# As in a language: few words are common, most are rare.
WORDS = [
    _SYLLABLES[n % 60] + _SYLLABLES[n * 7 // 60 % 60] + (_SYLLABLES[n * 11 // 3600 % 60] if n % 3 else "n")
    for n in range(5000)
]
_POSTS = """
INSERT INTO posts (id, author_id, body, language, created_at, thread_id, reply_count, like_count, repost_count)
SELECT n, 1 + (n * 15485863::bigint) % {people},
       (SELECT string_agg(word[1 + floor({words} * power((hashint8(n * 31::bigint + k) & 2147483647) / 2147483648.0, 3))
                               ::int], ' ') FROM generate_series(1, 12) k) || ' ' || n,
       'en', {begin} + n::bigint * {apart}, n, 0, 0, 0
FROM generate_series(1, {posts}) n, (SELECT ARRAY[{word_list}] AS word) made
"""
_ENTRIES = """
INSERT INTO entries (id, kind, post_id, person_id, published_at) SELECT id, 'post', id, author_id, created_at FROM posts
"""
_HOME = """
INSERT INTO home_entries (reader_id, published_at, entry_id)
SELECT person_id, published_at, id FROM entries
UNION ALL
SELECT follower_id, published_at, id FROM follows JOIN entries ON person_id = followed_id
"""
_COUNTS = """
UPDATE people SET
    post_count = (SELECT count(*) FROM posts WHERE author_id = people.id),
    follower_count = (SELECT count(*) FROM follows WHERE followed_id = people.id),
    following_count = (SELECT count(*) FROM follows WHERE follower_id = people.id)
"""


def token_of(person: int) -> str:
    return f"token-of-{person}"


TOKEN = token_of(1)


@dataclass(frozen=True, slots=True)
class Site:
    """How large."""

    posts: int
    people: int


def fill(cluster: Cluster, database: str, site: Site, now_us: int) -> None:
    """The tables are there and empty; nobody checks foreign keys of rows that fit by construction."""
    values = {
        "reader": READER,
        "people": site.people,
        "posts": site.posts,
        "begin": now_us - site.posts * _APART_US - _DAY_US,
        "apart": _APART_US,
        "now": now_us,
        "followed": _FOLLOWED,
        "followed_by_reader": _FOLLOWED_BY_READER,
        "following_reader": _FOLLOWING_READER,
        "words": len(WORDS),
        "word_list": ", ".join(f"'{word}'" for word in WORDS),
    }
    steps = [step.format(**values) for step in (_PEOPLE, _TOKEN, _FOLLOWS, _POSTS, _ENTRIES, _HOME, _COUNTS)]
    sequences = [
        f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
        for table in ("people", "posts", "entries")
    ]
    cluster.psql("SET session_replication_role = replica", *steps, *sequences, database=database)
    cluster.psql("VACUUM ANALYZE", database=database)


async def fill_search(url: str) -> None:
    """The index of the server, made by its own code; PostgreSQL makes the tree when all rows are there."""
    reading, writing = await _connect(url), await _connect(url)
    try:
        index = await writing.fetchval("SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_search_posts_vector'")
        await writing.execute("DROP INDEX ix_search_posts_vector")
        await writing.execute("SET session_replication_role = replica")
        async with reading.transaction():
            rows = reading.cursor("SELECT id, author_id, body FROM posts ORDER BY id", prefetch=5000)
            await writing.copy_to_table("search_posts", source=_lines(rows), columns=["id", "words", "vector"])
        await writing.execute("SET maintenance_work_mem = '256MB'")
        await writing.execute(index)
        await writing.execute("ANALYZE search_posts")
    finally:
        await reading.close()
        await writing.close()


async def _connect(url: str) -> Any:
    """asyncpg has no types."""
    return await asyncpg.connect(url)  # type: ignore[no-untyped-call]


async def _lines(rows: AsyncIterable[Mapping[str, Any]]) -> AsyncIterator[bytes]:
    lines: list[str] = []
    async for row in rows:
        values = row_values(Indexed(row["id"], words_of_post(row["body"], row["author_id"])))
        lines.append(f"{values['id']}\t{values['words']}\t{values['vector']}\n")
        if len(lines) == 2000:
            yield "".join(lines).encode()
            lines.clear()
    yield "".join(lines).encode()
