"""A post while it is written: its text, how much room is left, whether it can be sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from microblog_desktop.commands import posting
from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import PostKey
from microblog_desktop.domain.server import Limits
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.viewmodels.writing.drafts import DIALOG_DRAFT, HOME_DRAFT, DraftKeeper, edit_draft, reply_draft
from microblog_desktop.viewmodels.writing.text_length import text_length

_NEAR_LIMIT = 0.8


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


class ComposerModel(QObject):
    """One text on its way to becoming a post, a reply or a change of a post."""

    changed = Signal()
    replaced = Signal()  # the text is another one than was typed: show `text`
    sent = Signal(int)  # PostKey

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
        super().__init__(parent)
        self._store = store
        self._plan = plan
        self._limits = limits
        self._undo_s = undo_s
        self._clock = clock
        self._preedit = ""
        self._drafts = DraftKeeper(store, plan.draft_name, self)
        self._drafts.changed_elsewhere.connect(self._on_draft_changed)
        self._text = self._drafts.body or self._original_body()

    @property
    def plan(self) -> PostPlan:
        return self._plan

    @property
    def text(self) -> str:
        return self._text

    def set_text(self, text: str, preedit: str = "") -> None:
        """Take what the editor holds; `preedit` is what an input method is still composing."""
        if (text, preedit) == (self._text, self._preedit):
            return
        self._text, self._preedit = text, preedit
        self._drafts.keep(text + preedit)
        self.changed.emit()

    @property
    def limit(self) -> int:
        return self._limits.post

    @property
    def used(self) -> int:
        return text_length((self._text + self._preedit).rstrip(), self._limits.counted_in)

    @property
    def remaining(self) -> int:
        return self.limit - self.used

    @property
    def is_near_limit(self) -> bool:
        return self.used >= self.limit * _NEAR_LIMIT

    @property
    def is_empty(self) -> bool:
        return not (self._text + self._preedit).strip()

    @property
    def can_send(self) -> bool:
        if self.is_empty or self.remaining < 0:
            return False
        return self._plan.edited is None or (self._text + self._preedit).rstrip() != self._original_body()

    @property
    def reply_line(self) -> str:
        """To whom this is a reply, or an empty string."""
        key = self._plan.reply_to or self._drafts.reply_to
        post = self._store.posts.get(key) if key else None
        return _("Replying to {name}").format(name=post.author.display_name) if post else ""

    @property
    def quoted(self) -> str:
        """The post that is answered, or an empty string."""
        key = self._plan.reply_to or self._drafts.reply_to
        post = self._store.posts.get(key) if key else None
        return post.body if post else ""

    def send(self) -> PostKey | None:
        """Hand the text to the outbox; None, and nothing happens, where it cannot be sent."""
        if not self.can_send:
            return None
        body = (self._text + self._preedit).rstrip()
        key = self._change(self._plan.edited, body) if self._plan.edited else self._publish(body)
        self._text = self._preedit = ""
        self._drafts.forget()
        self.changed.emit()
        self.replaced.emit()
        self.sent.emit(key)
        return key

    def save_now(self) -> None:
        """Save the draft without waiting for a pause."""
        self._drafts.save_now()

    def discard(self) -> None:
        """Throw the text and its draft away."""
        self._text, self._preedit = self._original_body(), ""
        self._drafts.keep("")
        self._drafts.save_now()
        self.changed.emit()
        self.replaced.emit()

    def close(self) -> None:
        """Save, and listen no more."""
        self._drafts.close()

    def _publish(self, body: str) -> PostKey:
        return posting.publish(
            self._store,
            body,
            reply_to=self._plan.reply_to or self._drafts.reply_to,
            draft=self._plan.draft_name,
            undo_s=self._undo_s(),
            now=self._clock(),
        )

    def _change(self, key: PostKey, body: str) -> PostKey:
        posting.edit(self._store, key, body, self._clock())
        self._drafts.keep("")
        self._drafts.save_now()
        return key

    def _original_body(self) -> str:
        if self._plan.edited is None:
            return ""
        post = self._store.posts.get(self._plan.edited)
        return post.body if post else ""

    def _on_draft_changed(self) -> None:
        self._text, self._preedit = self._drafts.body or self._original_body(), ""
        self.changed.emit()
        self.replaced.emit()
