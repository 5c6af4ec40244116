"""A post while it is written: a new one, a reply, or the change of an old one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import PostKey
from microblog_desktop.domain.server import Limits
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.viewmodels.writing.drafted_text import DraftedText
from microblog_desktop.viewmodels.writing.drafts import DIALOG_DRAFT, HOME_DRAFT, DraftKeeper, edit_draft, reply_draft


@dataclass(frozen=True, slots=True)
class PostPlan:
    """What is being written, and under which name its draft is kept."""

    draft_name: str
    reply_to: PostKey | None = None
    edited: PostKey | None = None


ON_HOME = PostPlan(HOME_DRAFT)
IN_DIALOG = PostPlan(DIALOG_DRAFT)


def reply(post: PostKey) -> PostPlan:
    return PostPlan(reply_draft(post), reply_to=post)


def edit(post: PostKey) -> PostPlan:
    return PostPlan(edit_draft(post), edited=post)


class ComposerModel(DraftedText):
    """One text on its way to becoming a post, a reply or a change of a post."""

    sent = Signal(object)  # PostKey

    def __init__(
        self,
        store: AccountStore,
        plan: PostPlan,
        *,
        limits: Limits,
        undo_s: Callable[[], int],
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        edited = store.posts.get(plan.edited) if plan.edited else None
        super().__init__(
            DraftKeeper(store, plan.draft_name, clock=clock, reply_to=plan.reply_to),
            limit=limits.post,
            counted_in=limits.counted_in,
            original=edited.body if edited else "",
            parent=parent,
        )
        self._store = store
        self._plan = plan
        self._undo_s = undo_s
        self._clock = clock

    @property
    def plan(self) -> PostPlan:
        return self._plan

    @property
    def undo_s(self) -> int:
        """How long a post waits before it is sent."""
        return self._undo_s()

    @property
    def reply_line(self) -> str:
        """To whom this is a reply, or an empty string."""
        post = self._store.posts.get(self._reply_to) if self._reply_to else None
        return _("Replying to {name}").format(name=post.author.display_name) if post else ""

    @property
    def quoted(self) -> str:
        """The post that is answered, or an empty string."""
        post = self._store.posts.get(self._reply_to) if self._reply_to else None
        return post.body if post else ""

    def send(self) -> PostKey | None:
        """Hand the text to the outbox; None, and nothing happens, where it cannot be sent."""
        if not self.can_send:
            return None
        key = self._change(self._plan.edited) if self._plan.edited else self._publish()
        self._was_taken()
        self.sent.emit(key)
        return key

    @property
    def _reply_to(self) -> PostKey | None:
        return self._drafts.reply_to

    def _publish(self) -> PostKey:
        from microblog_desktop.commands import posting

        return posting.publish(
            self._store,
            self.body,
            reply_to=self._reply_to,
            draft=self._plan.draft_name,
            undo_s=self.undo_s,
            now=self._clock(),
        )

    def _change(self, key: PostKey) -> PostKey:
        from microblog_desktop.commands import posting

        posting.edit(self._store, key, self.body, now=self._clock())
        return key
