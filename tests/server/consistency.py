"""Counts and copies in the database that must agree with what they count and copy."""

from __future__ import annotations

from sqlalchemy import text

from microblog_server.db.session import Database

# Each query finds the rows that contradict.
_CONTRADICTIONS = {
    "post counts": "SELECT id FROM people p WHERE post_count != (SELECT count(*) FROM posts WHERE author_id = p.id)",
    "follower counts": "SELECT id FROM people p "
    "WHERE follower_count != (SELECT count(*) FROM follows WHERE followed_id = p.id)",
    "following counts": "SELECT id FROM people p "
    "WHERE following_count != (SELECT count(*) FROM follows WHERE follower_id = p.id)",
    "reply counts": "SELECT id FROM posts p WHERE reply_count != (SELECT count(*) FROM posts WHERE reply_to_id = p.id)",
    "like counts": "SELECT id FROM posts p WHERE like_count != (SELECT count(*) FROM likes WHERE post_id = p.id)",
    "repost counts": "SELECT id FROM posts p WHERE repost_count != "
    "(SELECT count(*) FROM entries WHERE post_id = p.id AND kind = 'repost')",
    "own entries": "SELECT id FROM posts p WHERE 1 != "
    "(SELECT count(*) FROM entries WHERE post_id = p.id AND kind = 'post')",
    "home timelines": "SELECT p.id FROM people p WHERE (SELECT count(*) FROM home_entries WHERE reader_id = p.id) != "
    "(SELECT count(*) FROM entries e WHERE e.person_id = p.id OR e.person_id IN "
    "(SELECT followed_id FROM follows WHERE follower_id = p.id))",
    "unread messages": "SELECT owner_id FROM conversations c WHERE unread != (SELECT count(*) FROM messages "
    "WHERE recipient_id = c.owner_id AND sender_id = c.other_id AND read_at IS NULL)",
    "order of ids": "SELECT a.id FROM posts a JOIN posts b ON b.id = a.id + 1 WHERE b.created_at < a.created_at",
    "order of messages": "SELECT a.id FROM messages a JOIN messages b ON b.id = a.id + 1 "
    "WHERE b.created_at < a.created_at",
    "equal times": "SELECT created_at FROM posts GROUP BY created_at HAVING count(*) > 1",
    "threads": "SELECT a.id FROM posts a JOIN posts b ON b.id = a.reply_to_id WHERE a.thread_id != b.thread_id",
    "future": "SELECT id FROM posts WHERE created_at > (SELECT microseconds FROM server_clock)",
    "search": "SELECT id FROM posts WHERE id NOT IN (SELECT id FROM search_posts)",
}


async def contradictions(database: Database) -> dict[str, list[object]]:
    """What disagrees, by the name of the rule; nothing if all is well."""
    found: dict[str, list[object]] = {}
    async with database.reading() as session:
        for name, query in _CONTRADICTIONS.items():
            rows = (await session.execute(text(query))).all()
            if rows:
                found[name] = [tuple(row) for row in rows[:5]]
    return found
