"""Reactions on their way, translations of posts, and the answers to a post.

`wished_*` is what was asked of the server and is not answered: NULL is nothing.
`wanted_translation` is the language that somebody wants a post in: NULL is none.
`thread_saved_at` is when all that stands around it was last read.
A text that changes, also by an edit of ours that is on its way, has no
translation any more.
"""

SQL = """
ALTER TABLE post ADD COLUMN wished_liked INTEGER;
ALTER TABLE post ADD COLUMN wished_reposted INTEGER;
ALTER TABLE post ADD COLUMN wished_bookmarked INTEGER;
ALTER TABLE post ADD COLUMN wanted_translation TEXT;
ALTER TABLE post ADD COLUMN thread_saved_at INTEGER;
CREATE INDEX post_reply_to ON post (reply_to) WHERE reply_to IS NOT NULL;
CREATE INDEX post_wanted_translation ON post (key) WHERE wanted_translation IS NOT NULL;

CREATE TABLE translation (
    post INTEGER NOT NULL,
    target TEXT NOT NULL,
    source TEXT NOT NULL,
    provider TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE UNIQUE INDEX translation_of ON translation (post, target);

CREATE TRIGGER post_text_changed AFTER UPDATE OF body, pending_body ON post
WHEN coalesce(new.pending_body, new.body) <> coalesce(old.pending_body, old.body) BEGIN
    DELETE FROM translation WHERE post = new.key;
    UPDATE post SET wanted_translation = NULL WHERE key = new.key AND wanted_translation IS NOT NULL;
END;
CREATE TRIGGER post_removed AFTER DELETE ON post BEGIN
    DELETE FROM translation WHERE post = old.key;
END;
"""
