"""Which post answers which: by the server's names where it has the answer, by our keys while that is on its way."""

PARENT = (
    "CASE WHEN post.remote_id IS NULL THEN (SELECT above.key FROM post AS above WHERE above.key = post.reply_to_key) "
    "ELSE (SELECT above.key FROM post AS above WHERE above.remote_id = post.reply_to) END"
)
"""The key of what a row of `post` answers; NULL if that is not here."""

_ANSWER = (
    "SELECT above.key AS above, answer.key AS answer, answer.remote_id AS name, answer.created_at AS at "
    "FROM json_each(?1) AS wanted CROSS JOIN post AS above ON above.key = wanted.value CROSS JOIN post AS answer ON "
)
ANSWERS = (
    f"SELECT above, answer FROM ({_ANSWER} answer.reply_to = above.remote_id AND answer.remote_id IS NOT NULL "
    f"UNION ALL {_ANSWER} answer.reply_to_key = above.key AND answer.remote_id IS NULL) "
    "ORDER BY name IS NULL, at, length(name), name, answer LIMIT ?2"
)
"""What answers the posts of a list of keys: as the server sorts them, then those on their way."""
