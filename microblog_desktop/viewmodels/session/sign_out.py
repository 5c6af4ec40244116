"""Before signing out: what would be lost, and whether the saved data stays."""

from __future__ import annotations

from microblog_desktop.domain.account import SavedData
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.viewmodels.ports import SessionPort


class SignOutModel:
    """The question that signing out asks; nothing happens before `sign_out`."""

    def __init__(self, store: AccountStore, port: SessionPort) -> None:
        self._store = store
        self._port = port

    @property
    def unsent(self) -> int:
        """How many things in the outbox the server does not have."""
        summary = self._store.outbox.summary()
        return summary.waiting + summary.unsure + summary.refused

    @property
    def drafts(self) -> int:
        return len(self._store.drafts.names(""))

    @property
    def losses(self) -> list[str]:
        """What removing the saved data would destroy for good, one sentence each."""
        said = []
        if self.unsent:
            said.append(
                ngettext(
                    "{count} thing you did has not reached the server yet.",
                    "{count} things you did have not reached the server yet.",
                    self.unsent,
                ).format(count=self.unsent)
            )
        if self.drafts:
            said.append(
                ngettext("{count} draft is only here.", "{count} drafts are only here.", self.drafts).format(
                    count=self.drafts
                )
            )
        return said

    @property
    def removal_detail(self) -> str:
        """What "remove" means just now."""
        if self.losses:
            return _("Posts, messages and drafts saved here are deleted. This would be lost: {losses}").format(
                losses=" ".join(self.losses)
            )
        return _("Posts, messages and drafts saved here are deleted. The server keeps its own.")

    def sign_out(self, saved: SavedData) -> None:
        self._port.sign_out(saved)
