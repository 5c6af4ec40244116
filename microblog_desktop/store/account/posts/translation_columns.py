"""How the translation that stands under a post is read together with it."""

from __future__ import annotations

from microblog_desktop.store.rows import StoredTranslation
from microblog_desktop.store.sqlite.columns import Row, text, text_or_none

TRANSLATION_COLUMNS = "post.wanted_translation, translation.text, translation.source, translation.provider"
TRANSLATION_WIDTH = 4
TRANSLATION_JOIN = (
    "LEFT JOIN translation ON translation.post = post.key AND translation.target = post.wanted_translation"
)


def translation_from(row: Row) -> StoredTranslation | None:
    """What stands under a post, from `TRANSLATION_COLUMNS`."""
    target, words = text_or_none(row[0]), text_or_none(row[1])
    return None if target is None or words is None else StoredTranslation(words, text(row[2]), target, text(row[3]))
