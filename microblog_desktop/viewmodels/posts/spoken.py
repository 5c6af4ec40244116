"""What a row says to somebody who cannot see it, and its numbers in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from microblog_desktop.i18n.formats import number
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.store.rows import StoredPost
from microblog_desktop.viewmodels.posts.said import AGE, Said, said

if TYPE_CHECKING:
    from microblog_desktop.viewmodels.outbox_words import DeliveryWords
    from microblog_desktop.viewmodels.posts.translations import TranslationWords


def counted_replies(count: int) -> str:
    return ngettext("{count} reply", "{count} replies", count).format(count=number(count)) if count else ""


def counted_reposts(count: int) -> str:
    return ngettext("{count} repost", "{count} reposts", count).format(count=number(count)) if count else ""


def counted_likes(count: int) -> str:
    return ngettext("{count} like", "{count} likes", count).format(count=number(count)) if count else ""


def spoken(
    post: StoredPost,
    repost_text: str,
    reply_text: str,
    delivery: DeliveryWords | None,
    translation: TranslationWords | None,
    now: datetime,
) -> Said:
    """The whole post in one breath; the age, since full times load slowly and every bound row is spoken."""
    author = post.author
    parts = [
        repost_text,
        f"{author.display_name}, @{author.username}, {AGE}",
        reply_text,
        post.body,
        *_of_translation(translation),
        counted_replies(post.replies),
        counted_reposts(post.reposts),
        counted_likes(post.likes),
        *_of_reader(post),
        delivery.text if delivery else "",
        delivery.reason if delivery else "",
    ]
    return said(parts, post.created_at, now)


def _of_translation(translation: TranslationWords | None) -> tuple[str, ...]:
    if translation is None:
        return ()
    return translation.label, translation.text.text if translation.text else translation.reason


def _of_reader(post: StoredPost) -> tuple[str, ...]:
    """What the reader has done with it."""
    return (
        _("Liked by you") if post.liked else "",
        _("Reposted by you") if post.reposted else "",
        _("Bookmarked") if post.bookmarked else "",
    )
