"""How much is kept on this computer, and clearing it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from microblog_desktop.commands import storage
from microblog_desktop.domain.account import Account
from microblog_desktop.i18n.formats import number
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.store import preferences
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.store.preferences import clear_cached
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.trimming.usage import remove_set_aside, set_aside_in, usage
from microblog_desktop.viewmodels.problem_words import sentence
from microblog_desktop.viewmodels.settings.section import Section
from microblog_desktop.viewmodels.settings.setting import Acting, Choosing, Setting, Telling, choices

UPKEEP = "upkeep"
"""The activity that tells whether something is being cleared."""

# Who looks for a setting asks with each key.
_COUNTED_AGAIN_S = 2.0
_DAYS = (7, 30, 90, 180, 365)
_MEGABYTES = (100, 200, 500, 1000, 2000)
_PICTURE_MEGABYTES = (20, 50, 100, 200, 500)


class StorageSection(Section):
    """Of one account; the pictures are those of all accounts."""

    key = "storage"
    own_preferences = (preferences.KEEP_DAYS, preferences.KEEP_MB, preferences.PICTURE_CACHE_MB)

    def __init__(
        self,
        profile: ProfileStore,
        feed: ChangeFeed,
        account: Account,
        store: AccountStore,
        pictures: PictureStore,
        *,
        folder: Path,
    ) -> None:
        """`feed` is the profile's, `folder` that of all its files."""
        super().__init__()
        self._profile = profile
        self._account = account
        self._store = store
        self._pictures = pictures
        self._folder = folder
        self._usage, self._counted_s = usage(store), time.monotonic()
        self._unsubscribe = (store.feed.subscribe(self._on_change), feed.subscribe(self._on_change))

    def title(self) -> str:
        return _("Storage")

    def settings(self) -> tuple[Setting, ...]:
        return (
            self._used(),
            self._days(),
            self._megabytes(),
            self._picture_megabytes(),
            self._clear_pictures(),
            self._clear_posts(),
            Telling("storage.folder", _("Where the files are"), str(self._folder)),
            *self._damaged(),
        )

    def close(self) -> None:
        for end in self._unsubscribe:
            end()

    # What there is.

    def _used(self) -> Telling:
        if time.monotonic() - self._counted_s > _COUNTED_AGAIN_S:
            self._count()
        posts = ngettext(
            "{number} post of {account} · {megabytes} MB on this computer",
            "{number} posts of {account} · {megabytes} MB on this computer",
            self._usage.posts,
        ).format(
            number=number(self._usage.posts),
            account=f"@{self._account.username}",
            megabytes=number(_megabytes(self._usage.bytes)),
        )
        activity = self._store.status.activity(UPKEEP)
        problem = "" if activity.problem is None else sentence(activity.problem)
        return Telling("storage.used", posts, problem)

    def _damaged(self) -> tuple[Setting, ...]:
        files = self._set_aside()
        if not files:
            return ()
        return (
            Acting(
                "storage.damaged",
                _("Damaged files that were put aside"),
                _("Remove"),
                self._remove_damaged,
                about="\n".join(str(path) for path in files),
                is_dangerous=True,
            ),
        )

    # What can be chosen.

    def _days(self) -> Choosing:
        words = {
            str(days): ngettext("{days} day", "{days} days", days).format(days=number(days))
            for days in _with(_DAYS, self._profile.preferences.get(preferences.KEEP_DAYS))
        } | {"0": _("For ever")}
        return self._choosing(
            "storage.days",
            _("Keep posts for"),
            words,
            preferences.KEEP_DAYS,
            storage.choose_keep_days,
            _("Older ones come again from the server when you scroll to them."),
        )

    def _megabytes(self) -> Choosing:
        words = _sizes(_with(_MEGABYTES, self._profile.preferences.get(preferences.KEEP_MB))) | {"0": _("No limit")}
        return self._choosing(
            "storage.megabytes",
            _("Keep at most, for each account"),
            words,
            preferences.KEEP_MB,
            storage.choose_keep_mb,
            _("The oldest posts leave first. Drafts, bookmarks, messages and what is not sent never leave."),
        )

    def _picture_megabytes(self) -> Choosing:
        return self._choosing(
            "storage.pictures",
            _("Keep pictures up to"),
            _sizes(_with(_PICTURE_MEGABYTES, self._profile.preferences.get(preferences.PICTURE_CACHE_MB))),
            preferences.PICTURE_CACHE_MB,
            storage.choose_picture_cache,
            _("Those that you have not seen for the longest time leave first."),
        )

    def _clear_pictures(self) -> Acting:
        return Acting(
            "storage.clear_pictures",
            _("{megabytes} MB of pictures").format(megabytes=number(_megabytes(self._pictures.total_bytes))),
            _("Clear pictures"),
            lambda: storage.clear_pictures(self._profile),
        )

    def _clear_posts(self) -> Acting:
        is_wished = self._profile.preferences.get(clear_cached(self._account.id))
        about = _(
            "Posts, people and notifications that the server has too leave this computer. "
            "Drafts, bookmarks, messages, what is not sent and the places where you read stay."
        )
        return Acting(
            "storage.clear_posts",
            _("Clear what was saved of @{username}").format(username=self._account.username),
            _("Clear"),
            lambda: storage.clear_posts(self._profile, self._account.id),
            about=_("It is being cleared.") if is_wished else about,
            is_dangerous=True,
        )

    def _choosing(
        self,
        key: str,
        title: str,
        words: Mapping[str, str],
        preference: preferences.Preference[int],
        choose: Callable[[ProfileStore, int], None],
        about: str,
    ) -> Choosing:
        chosen = str(self._profile.preferences.get(preference))
        return Choosing(
            key, title, choices(words, chosen), lambda value: choose(self._profile, int(value)), about=about
        )

    # Following.

    def _set_aside(self) -> list[Path]:
        folders = [self._folder, self._store.path.parent] if self._store.is_on_disk else [self._folder]
        return set_aside_in(folders)

    def _remove_damaged(self) -> None:
        remove_set_aside(self._set_aside())
        self.changed.emit()

    def _on_change(self, changes: ChangeSet) -> None:
        is_done = UPKEEP in changes.status and not self._store.status.activity(UPKEEP).is_busy
        if is_done or changes.preferences:
            self._count()
            self.changed.emit()

    def _count(self) -> None:
        self._usage, self._counted_s = usage(self._store), time.monotonic()


def _with(offered: tuple[int, ...], chosen: int) -> list[int]:
    """What is offered, and what another version let somebody choose."""
    return sorted({*offered, chosen} - {0})


def _sizes(megabytes: list[int]) -> dict[str, str]:
    return {str(size): _("{megabytes} MB").format(megabytes=number(size)) for size in megabytes}


def _megabytes(size: int) -> int:
    """Something that is there takes one at least."""
    return -(-size // 1_000_000)
