"""The rows of a timeline, ready to be painted: frozen, with words in the person's language.

Ages are not among them: they change by themselves and are told when painted.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from microblog_desktop.domain.ids import EntryKey, PersonId, PostKey
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.rules.marked_text import MarkedText, mark
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.sentences import in_one_breath
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.rows import EntryRow, GapState, StoredPost
from microblog_desktop.store.status import Activity
from microblog_desktop.viewmodels.posts.said import Said
from microblog_desktop.viewmodels.posts.spoken import spoken

if TYPE_CHECKING:
    from microblog_desktop.domain.outbox import Delivery
    from microblog_desktop.domain.search import Range
    from microblog_desktop.viewmodels.outbox_words import DeliveryWords
    from microblog_desktop.viewmodels.posts.translations import TranslationWords
    from microblog_desktop.viewmodels.timeline.line_row import LineRow
    from microblog_desktop.viewmodels.timeline.notification_row import NotificationRow
    from microblog_desktop.viewmodels.timeline.reading.mark_row import MarkRow


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
class Excerpt:
    """What is shown of a long text until somebody wants more of it; `finds` are places in the excerpt."""

    body: MarkedText
    finds: tuple[Range, ...]


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
    can_follow: bool
    can_message: bool
    said: Said
    liked: bool = False
    reposted: bool = False
    bookmarked: bool = False
    can_like: bool = False
    can_repost: bool = False
    can_bookmark: bool = False
    can_translate: bool = False
    can_open: bool = False
    translate_words: str = ""  # what is pressed to have it translated
    translation: TranslationWords | None = None
    depth: int = 0  # how far it is indented in a thread
    is_focus: bool = False  # the post that a thread was opened for
    finds: tuple[Range, ...] = ()  # what of the body somebody searched for
    excerpt: Excerpt | None = None  # around the first find
    is_unread: bool = False  # told of among the notifications, and not seen before
    replies_to: str = ""  # the user name that `reply_text` names
    reposter: str = ""  # the user name of whom `repost_text` names
    opened: int = 0  # how many times more of a long text was wanted
    language: str = ""  # the code of the one it is written in, if the server says so

    @property
    def handle(self) -> str:
        return f"@{self.username}"

    @property
    def can_delete(self) -> bool:
        """Who may change it may take it away too."""
        return self.can_edit

    @property
    def spoken(self) -> str:
        """As of when the row was made."""
        return self.said.text


@dataclass(frozen=True, slots=True)
class GapRow:
    """Posts that are known to be missing here."""

    key: EntryKey
    text: str
    is_filling: bool
    reason: str

    @property
    def spoken(self) -> str:
        """What it is; the button in it says what can be done."""
        return in_one_breath((_("Posts are missing here"), self.reason))


_TO_SHARE = ("http://", "https://", "microblog://")

TimelineRow: TypeAlias = "PostRow | GapRow | MarkRow | LineRow | NotificationRow"
NOT_TRANSLATING = Activity()


def timeline_row(
    entry: EntryRow, offers: Offers, now: datetime, *, is_online: bool, translating: Activity = NOT_TRANSLATING
) -> TimelineRow | None:
    """The row of an entry; None for one that has nothing to show any more."""
    if entry.gap is not None:
        return _gap_row(entry.key, entry.gap)
    if entry.post is None:
        return None
    return post_row(
        entry.key,
        entry.post,
        offers,
        now,
        is_online=is_online,
        reposted_by=entry.reposted_by,
        translating=translating,
    )


def _gap_row(key: EntryKey, gap: GapState) -> GapRow:
    from microblog_desktop.i18n.formats import rough_length
    from microblog_desktop.viewmodels.problem_words import sentence

    if gap.is_filling:
        text = _("Loading the posts in between…")
    elif gap.problem:
        text = _("Try again to load the posts in between")
    elif gap.newer_at is not None and gap.older_at is not None and gap.newer_at > gap.older_at:
        length = rough_length(gap.newer_at - gap.older_at)
        text = _("Load posts in between · {length}").format(length=length)
    else:
        text = _("Load posts in between")
    return GapRow(key, text, gap.is_filling, sentence(gap.problem) if gap.problem else "")


def post_row(
    key: EntryKey,
    post: StoredPost,
    offers: Offers,
    now: datetime,
    *,
    is_online: bool,
    reposted_by: Person | None = None,
    translating: Activity = NOT_TRANSLATING,
) -> PostRow:
    """A post as a row; `translating` is how far sync is with its translation."""
    delivery = None if post.delivery is None else _delivery(post.delivery, now, is_online=is_online)
    is_going = delivery is not None and delivery.is_going
    reply_text = _("Replying to @{username}").format(username=post.reply_to_author) if post.reply_to_author else ""
    repost_text = _("{name} reposted").format(name=reposted_by.display_name) if reposted_by else ""
    translation = None if post.wanted_translation is None else _translation(post, translating, is_online=is_online)
    is_there = post.remote_id is not None and not is_going
    words = _PostWords(
        reply_text,
        repost_text,
        delivery,
        translation,
        spoken(post, repost_text, reply_text, delivery, translation, now),
        may_write=offers.can_write and not is_going,
        is_there=is_there,
        reposter=reposted_by.username if reposted_by else "",
        offer=_offer(post.language, offers) if is_there else "",
    )
    return _row(key, post, offers, words)


# Few posts are on their way, few are translated: their words are loaded with the first.


def _delivery(delivery: Delivery, now: datetime, *, is_online: bool) -> DeliveryWords | None:
    from microblog_desktop.viewmodels.outbox_words import delivery_words

    return delivery_words(delivery, now, is_online=is_online)


def _translation(post: StoredPost, translating: Activity, *, is_online: bool) -> TranslationWords | None:
    from microblog_desktop.viewmodels.posts.translations import translation_words

    return translation_words(post, translating, is_online=is_online)


def _offer(language: str | None, offers: Offers) -> str:
    """What is pressed to have a post translated; empty where that cannot be had."""
    if not language or not offers.can_translate:
        return ""
    from microblog_desktop.viewmodels.posts.translations import can_be_translated, offer_words

    return offer_words(language) if can_be_translated(language, offers.languages) else ""


@dataclass(frozen=True, slots=True)
class _PostWords:
    """What is said of a post, and whether anything can be done to it now."""

    reply_text: str
    repost_text: str
    delivery: DeliveryWords | None
    translation: TranslationWords | None
    said: Said
    may_write: bool
    is_there: bool  # on the server, to stay
    reposter: str
    offer: str  # to translate it, or ""


def _row(key: EntryKey, post: StoredPost, offers: Offers, words: _PostWords) -> PostRow:
    return PostRow(
        key=key,
        post=post.key,
        author=post.author.id,
        name=post.author.display_name,
        username=post.author.username,
        avatar_url=post.author.avatar_url,
        body=mark(post.body),
        created_at=post.created_at,
        is_edited=post.edited_at is not None,
        reply_text=words.reply_text,
        repost_text=words.repost_text,
        replies=post.replies,
        likes=post.likes,
        reposts=post.reposts,
        delivery=words.delivery,
        is_mine=post.is_mine,
        you_follow=post.author.you_follow,
        url=post.url if post.url and post.url.startswith(_TO_SHARE) else None,
        can_reply=words.may_write,
        can_edit=post.is_mine and words.may_write,
        can_follow=offers.can_follow and not post.is_mine,
        can_message=offers.can_message and not post.is_mine,
        said=words.said,
        liked=post.liked,
        reposted=post.reposted,
        bookmarked=post.bookmarked,
        can_like=offers.can_like and words.is_there,
        can_repost=offers.can_repost and words.is_there,
        can_bookmark=offers.can_bookmark and words.is_there,
        can_translate=bool(words.offer) or words.translation is not None,
        can_open=offers.can_thread and words.is_there,
        translate_words=words.offer,
        translation=words.translation,
        replies_to=post.reply_to_author or "",
        reposter=words.reposter,
        opened=post.opened,
        language=post.language or "",
    )
