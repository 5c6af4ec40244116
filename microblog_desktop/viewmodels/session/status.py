"""What is said above a page: offline and since when, session ended, something wrong.

Mostly nothing is: the words are loaded when there is something to say.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from microblog_desktop.domain.ids import HOME, TimelineKey
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.status import SessionState
from microblog_desktop.viewmodels.ports import NetworkPort

NOTICE_SHOWN_MS = 12_000


class StatusKind(Enum):
    """How serious a row is."""

    NEUTRAL = "neutral"
    OFFLINE = "offline"
    WARNING = "warning"
    DANGER = "danger"


class StatusAction(Enum):
    """What the button of a row asks for."""

    NONE = "none"
    SIGN_IN = "sign_in"
    UNLOCK = "unlock"
    CHOOSE_VAULT = "choose_vault"
    GO_ONLINE = "go_online"
    DISMISS = "dismiss"


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One strip above the page; `icon` names a file of the icon folder."""

    key: str
    text: str
    kind: StatusKind
    icon: str
    action_text: str = ""
    action: StatusAction = StatusAction.NONE


class StatusModel(QObject):
    """The rows of the banner, most urgent first.

    `asks_sign_in` and `asks_passphrase` come by themselves when the session ends or is found locked, and again when
    the person presses the button of the row.
    """

    changed = Signal()
    asks_sign_in = Signal()
    asks_passphrase = Signal()
    asks_vault = Signal()

    def __init__(
        self,
        store: AccountStore,
        port: NetworkPort,
        *,
        timeline: Callable[[], TimelineKey] = lambda: HOME,
        parent: QObject | None = None,
    ) -> None:
        """`timeline` tells which one the person is looking at, whose age is named."""
        super().__init__(parent)
        self._store = store
        self._port = port
        self._timeline = timeline
        # What was found while the account was opened has been seen by nobody.
        self._seen_notice = 0
        self._notice_time = QTimer(self)
        self._notice_time.setSingleShot(True)
        self._notice_time.setInterval(NOTICE_SHOWN_MS)
        self._notice_time.timeout.connect(self._dismiss_notice)
        self._rows: tuple[StatusRow, ...] = ()
        self._session = store.status.session.state
        self._unsubscribe = store.feed.subscribe(self._on_change)
        self.refresh()

    @property
    def rows(self) -> tuple[StatusRow, ...]:
        return self._rows

    @property
    def needs_sign_in(self) -> bool:
        return self._store.status.session.state in {SessionState.EXPIRED, SessionState.SIGNED_OUT}

    @property
    def needs_passphrase(self) -> bool:
        return self._store.status.session.state is SessionState.NEEDS_PASSPHRASE

    @property
    def is_online(self) -> bool:
        return self._store.status.network.is_usable

    @property
    def works_offline_by_choice(self) -> bool:
        return self._store.status.network.works_offline_by_choice

    def refresh(self) -> None:
        """Say it again: the language, the page or the store changed."""
        rows = tuple(row for row in (self._session_row(), self._network_row(), self._notice_row()) if row)
        if rows != self._rows:
            self._rows = rows
            self.changed.emit()

    def act(self, wanted: StatusAction) -> None:
        """Do what the button of a row says."""
        if wanted is StatusAction.GO_ONLINE:
            self._port.go_online()
        elif wanted is StatusAction.SIGN_IN:
            self.asks_sign_in.emit()
        elif wanted is StatusAction.UNLOCK:
            self.asks_passphrase.emit()
        elif wanted is StatusAction.CHOOSE_VAULT:
            self.asks_vault.emit()
        elif wanted is StatusAction.DISMISS:
            self._dismiss_notice()

    def close(self) -> None:
        self._notice_time.stop()
        self._unsubscribe()

    def _on_change(self, changes: ChangeSet) -> None:
        if "notice" in changes.status:
            self._time_notice()
        if changes.status & {"network", "session", "notice"} or self._timeline() in changes.timelines:
            self.refresh()
        if "session" in changes.status:
            self._follow_session()

    def _follow_session(self) -> None:
        state = self._store.status.session.state
        if state is self._session:
            return
        self._session = state
        if state is SessionState.EXPIRED:
            self.asks_sign_in.emit()
        elif state is SessionState.NEEDS_PASSPHRASE:
            self.asks_passphrase.emit()

    def _time_notice(self) -> None:
        """What was damaged stays on show until it was read: it is told once."""
        notice = self._store.status.latest_notice
        if notice is None or notice.problem.kind is ProblemKind.STORE_DAMAGED:
            self._notice_time.stop()
        else:
            self._notice_time.start()

    def _dismiss_notice(self) -> None:
        self._notice_time.stop()
        notice = self._store.status.latest_notice
        self._seen_notice = notice.number if notice else 0
        self.refresh()

    def _session_row(self) -> StatusRow | None:
        if self.needs_sign_in:
            text = self._keyring_words() or _("Sign in again to go on; nothing is lost.")
            return StatusRow("session", text, StatusKind.WARNING, "warning", _("Sign in"), StatusAction.SIGN_IN)
        if self.needs_passphrase:
            text = _("Your sign-in is locked. Enter your passphrase to go on.")
            return StatusRow("session", text, StatusKind.WARNING, "warning", _("Unlock"), StatusAction.UNLOCK)
        if self._store.status.session.problem is not None:
            text = _("You are signed in until you quit: your sign-in could not be kept. {reason}").format(
                reason=self._keyring_words()
            )
            return StatusRow("session", text, StatusKind.WARNING, "warning", _("Choose…"), StatusAction.CHOOSE_VAULT)
        return None

    def _keyring_words(self) -> str:
        """What is the matter with the keyring, or an empty string."""
        problem = self._store.status.session.problem
        if problem is None:
            return ""
        from microblog_desktop.viewmodels.problem_words import sentence
        from microblog_desktop.viewmodels.session.keyring_choice import KEYRING_PROBLEMS

        is_kept_badly = self._store.status.session.state is SessionState.SIGNED_IN
        return sentence(problem) if is_kept_badly or problem.kind in KEYRING_PROBLEMS else ""

    def _network_row(self) -> StatusRow | None:
        network = self._store.status.network
        if network.works_offline_by_choice:
            text = _("You chose to work offline. What you write is sent when you are back.")
            return StatusRow("network", text, StatusKind.OFFLINE, "offline", _("Go online"), StatusAction.GO_ONLINE)
        if network.is_online:
            return None
        if network.reason is not None:
            return StatusRow("network", self._words_of(network.reason), StatusKind.WARNING, "offline")
        return StatusRow("network", self._offline_text(), StatusKind.OFFLINE, "offline")

    def _words_of(self, problem: Problem) -> str:
        from microblog_desktop.viewmodels.problem_words import sentence

        return sentence(problem)

    def _offline_text(self) -> str:
        from microblog_desktop.i18n.formats import age_sentence, clock_time

        saved_at = self._store.timelines.last_refreshed(self._timeline())
        if saved_at is None:
            return _("Offline. What you write is sent when you are back.")
        now = self._store.clock()
        if (now - saved_at).days < 1:
            return _(
                "Offline. You are reading posts saved at {time}; what you write is sent when you are back."
            ).format(time=clock_time(saved_at))
        return _("Offline. You are reading posts saved {age}; what you write is sent when you are back.").format(
            age=age_sentence(saved_at, now)
        )

    def _notice_row(self) -> StatusRow | None:
        notice = self._store.status.latest_notice
        if notice is None or notice.number == self._seen_notice:
            return None
        from microblog_desktop.viewmodels.outbox_words import refused_wish
        from microblog_desktop.viewmodels.problem_words import sentence

        return StatusRow(
            f"notice:{notice.number}",
            sentence(notice.problem) if notice.wish is None else refused_wish(notice.wish, notice.problem),
            StatusKind.DANGER,
            "warning",
            _("Close"),
            StatusAction.DISMISS,
        )
