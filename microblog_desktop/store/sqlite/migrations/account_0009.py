"""Posts whose translation somebody hid by hand; the choice leaves with its post, so there are never more than posts."""

SQL = """
CREATE TABLE translation_hidden (post INTEGER PRIMARY KEY);
CREATE TRIGGER translation_hidden_post_removed AFTER DELETE ON post BEGIN
    DELETE FROM translation_hidden WHERE post = old.key;
END;
"""
