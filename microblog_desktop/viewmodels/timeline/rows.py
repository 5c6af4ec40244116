"""The rows of a timeline, ready to be painted: frozen, with words in the person's language.

Ages are not among them: they change by themselves and are told when painted.
"""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.domain.ids import EntryKey, PersonId, PostKey
from microblog_desktop.domain.rules.marked_text import MarkedText, mark
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.formats import short_age
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.store.rows import EntryRow, GapState, StoredPost
from microblog_desktop.viewmodels.outbox_words import DeliveryMark, DeliveryWords, delivery_words
from microblog_desktop.viewmodels.problem_words import sentence


@dataclass(frozen=True, slots=True)
class Offers:
    """What the server lets people do with posts."""

    can_write: bool
    can_follow: bool
    can_message: bool
    can_like: bool = False
    can_repost: bool = False
    can_bookmark: bool = False
    can_translate: bool = False
    can_thread: bool = False
    languages: frozenset[str] = frozenset()  # that posts can be translated into


@dataclass(frozen=True, slots=True)
class TranslationWords:
    """What stands under a post that somebody wants translated: its text, that it is awaited, or why it failed."""

    label: str
    text: MarkedText | None = None
    is_loading: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post in a timeline."""

    key: EntryKey
    post: PostKey
    author: PersonId
    name: str
    username: str
    avatar_url: str | None
    body: MarkedText
    created_at: datetime
    is_edited: bool
    reply_text: str
    repost_text: str
    replies: int
    likes: int
    reposts: int
    delivery: DeliveryWords | None
    is_mine: bool
    you_follow: bool | None
    url: str | None
    can_reply: bool
    can_edit: bool
    can_delete: bool
    can_follow: bool
    can_message: bool
    spoken: str
    liked: bool = False
    reposted: bool = False
    bookmarked: bool = False
    can_like: bool = False
    can_repost: bool = False
    can_bookmark: bool = False
    can_translate: bool = False
    can_open: bool = False
    translation: TranslationWords | None = None
    depth: int = 0  # how far it is indented in a thread
    is_focus: bool = False  # the post that a thread was opened for

    @property
    def handle(self) -> str:
        return f"@{self.username}"


@dataclass(frozen=True, slots=True)
class GapRow:
    """Posts that are known to be missing here."""

    key: EntryKey
    text: str
    is_filling: bool
    reason: str

    @property
    def spoken(self) -> str:
        return f"{self.text} {self.reason}".strip()


TimelineRow = PostRow | GapRow


def timeline_row(entry: EntryRow, offers: Offers, now: datetime, *, is_online: bool) -> TimelineRow | None:
    """The row of an entry; None for one that has nothing to show any more."""
    if entry.gap is not None:
        return _gap_row(entry.key, entry.gap)
    if entry.post is None:
        return None
    return _post_row(entry, entry.post, offers, now, is_online=is_online)


def _gap_row(key: EntryKey, gap: GapState) -> GapRow:
    if gap.is_filling:
        text = _("Loading the posts in between…")
    elif gap.problem:
        text = _("Try again to load the posts in between")
    else:
        text = _("Load posts in between")
    return GapRow(key, text, gap.is_filling, sentence(gap.problem) if gap.problem else "")


def _post_row(entry: EntryRow, post: StoredPost, offers: Offers, now: datetime, *, is_online: bool) -> PostRow:
    author = post.author
    words = delivery_words(post.delivery, now, is_online=is_online)
    reply_text = _("Replying to @{username}").format(username=post.reply_to_author) if post.reply_to_author else ""
    is_going = words is not None and words.deletes and words.mark is not DeliveryMark.ALERT
    may_write = offers.can_write and not is_going
    is_there = post.remote_id is not None and not is_going
    reposter = entry.reposted_by
    repost_text = _("{name} reposted").format(name=reposter.display_name) if reposter else ""
    return PostRow(
        key=entry.key,
        post=post.key,
        author=author.id,
        name=author.display_name,
        username=author.username,
        avatar_url=author.avatar_url,
        body=mark(post.body),
        created_at=post.created_at,
        is_edited=post.edited_at is not None,
        reply_text=reply_text,
        repost_text=repost_text,
        replies=post.replies,
        likes=post.likes,
        reposts=post.reposts,
        delivery=words,
        is_mine=post.is_mine,
        you_follow=author.you_follow,
        url=post.url if post.url and post.url.startswith(("http://", "https://")) else None,
        can_reply=may_write,
        can_edit=post.is_mine and may_write,
        can_delete=post.is_mine and may_write,
        can_follow=offers.can_follow and not post.is_mine,
        can_message=offers.can_message and not post.is_mine,
        spoken=_spoken(post, repost_text, reply_text, words, now),
        liked=post.liked,
        reposted=post.reposted,
        bookmarked=post.bookmarked,
        can_like=offers.can_like and is_there,
        can_repost=offers.can_repost and is_there,
        can_bookmark=offers.can_bookmark and is_there,
        can_open=offers.can_thread and is_there,
    )


def _spoken(post: StoredPost, repost_text: str, reply_text: str, words: DeliveryWords | None, now: datetime) -> str:
    """The whole post in one breath; the short age, since full dates load slowly and every bound row is spoken."""
    author = post.author
    parts = [
        repost_text,
        f"{author.display_name}, @{author.username}, {short_age(post.created_at, now)}",
        reply_text,
        post.body,
        ngettext("{count} reply", "{count} replies", post.replies).format(count=post.replies) if post.replies else "",
        ngettext("{count} like", "{count} likes", post.likes).format(count=post.likes) if post.likes else "",
        words.text if words else "",
        words.reason if words else "",
    ]
    return ". ".join(part.strip(" .") for part in parts if part)
