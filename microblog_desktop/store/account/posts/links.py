"""Which post answers which: by the server's names where it has the answer, by our keys while that is on its way."""

PARENT = (
    "CASE WHEN post.remote_id IS NULL THEN (SELECT above.key FROM post AS above WHERE above.key = post.reply_to_key) "
    "ELSE (SELECT above.key FROM post AS above WHERE above.remote_id = post.reply_to) END"
)
"""The key of what a row of `post` answers; NULL if that is not here."""

_ANSWER = (
    "SELECT above.key, answer.key, answer.remote_id, answer.created_at "
    "FROM json_each(?) AS wanted CROSS JOIN post AS above ON above.key = wanted.value CROSS JOIN post AS answer ON "
)
ANSWERS = (
    f"{_ANSWER} answer.reply_to = above.remote_id AND answer.remote_id IS NOT NULL "
    f"UNION ALL {_ANSWER} answer.reply_to_key = above.key AND answer.remote_id IS NULL LIMIT ?"
)
"""At most so many answers to the posts of a list of keys (which is bound twice), in no order."""
