"""Wishes made before sync is there are told to it in order, once, and later ones at once."""

from __future__ import annotations

from microblog_desktop.app.late.account_sync import LateAccountSync
from microblog_desktop.app.late.sign_in import LateSignIn
from microblog_desktop.domain.account import SavedData, VaultChoice, VaultKind
from microblog_desktop.domain.ids import HOME, EntryKey, MessageKey, PersonId
from microblog_desktop.domain.posts.timeline import GapSide
from microblog_desktop.domain.secret import Secret
from tests.store.world import ACCOUNT


class Recorder:
    """Takes every call down."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    def __getattr__(self, name: str) -> object:
        return lambda *arguments: self.calls.append((name, *arguments))


def _wish_everything(sync: LateAccountSync) -> list[tuple[object, ...]]:
    sync.refresh(HOME)
    sync.load_older(HOME)
    sync.fill_gap(EntryKey(3), GapSide.TOP)
    sync.refresh_conversations()
    sync.load_older_conversations()
    sync.open_conversation(PersonId("7"))
    sync.load_older_messages(PersonId("7"))
    sync.fill_message_gap(MessageKey(9))
    sync.find_person("mina")
    sync.go_offline()
    sync.go_online()
    sync.sign_in_again(Secret("password"))
    sync.unlock(Secret("passphrase"))
    sync.sign_out(SavedData.KEEP)
    sync.want("/avatar")
    sync.signed_in_anew(ACCOUNT)
    sync.become_active()
    sync.become_idle()
    return [
        ("refresh", HOME),
        ("load_older", HOME),
        ("fill_gap", EntryKey(3), GapSide.TOP),
        ("refresh_conversations",),
        ("load_older_conversations",),
        ("open_conversation", PersonId("7")),
        ("load_older_messages", PersonId("7")),
        ("fill_message_gap", MessageKey(9)),
        ("find_person", "mina"),
        ("go_offline",),
        ("go_online",),
        ("sign_in_again", Secret("password")),
        ("unlock", Secret("passphrase")),
        ("sign_out", SavedData.KEEP),
        ("want", "/avatar"),
        ("signed_in_anew", ACCOUNT),
        ("become_active",),
        ("become_idle",),
    ]


def test_early_wishes_wait_and_are_told_in_order() -> None:
    sync, real = LateAccountSync(), Recorder()
    wished = _wish_everything(sync)
    assert real.calls == []
    sync.attach(real)  # type: ignore[arg-type]
    assert real.calls == wished


def test_later_wishes_are_told_at_once() -> None:
    sync, real = LateAccountSync(), Recorder()
    sync.attach(real)  # type: ignore[arg-type]
    wished = _wish_everything(sync)
    assert real.calls == wished


def test_signing_in_can_be_wished_before_sync_is_there() -> None:
    sign_in, real = LateSignIn(), Recorder()
    choice = VaultChoice(VaultKind.SESSION)
    sign_in.probe("example.net")
    sign_in.probe_unencrypted("http://example.net")
    sign_in.register("example.net", "ann", "ann@example.net", Secret("p"), None)
    sign_in.sign_in("example.net", "ann", Secret("p"), choice)
    sign_in.try_here()
    sign_in.attach(real)  # type: ignore[arg-type]
    assert real.calls == [
        ("probe", "example.net"),
        ("probe_unencrypted", "http://example.net"),
        ("register", "example.net", "ann", "ann@example.net", Secret("p"), None),
        ("sign_in", "example.net", "ann", Secret("p"), choice),
        ("try_here",),
    ]
