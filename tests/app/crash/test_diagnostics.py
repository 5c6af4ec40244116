from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from microblog_desktop.app.crash.diagnostics import diagnostics
from microblog_desktop.commands import settings
from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import AccountId, PersonId
from microblog_desktop.domain.server import Capability, ServerDescription, ServerKind
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.system.paths import Paths, prepare_profile

OURS = ServerDescription(
    "https://secret.example",
    ServerKind.MICROBLOG,
    "The Secret Club",
    "1.4",
    capabilities=frozenset({Capability.HOME, Capability.LIKES}),
)
SUSAN = Account(AccountId("a1-susan"), OURS, "susan", PersonId("7"), VaultKind.KEYRING)


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return prepare_profile(tmp_path / "data")


@pytest.fixture
def profile(paths: Paths) -> Iterator[ProfileStore]:
    profile = ProfileStore(paths.profile_db, ChangeFeed(lambda tell: tell()))
    with profile.transaction():
        profile.accounts.save(SUSAN)
        profile.accounts.save(replace(SUSAN, id=AccountId("a2-bruno"), username="bruno"))
    yield profile
    profile.close()


def test_it_tells_what_helps(paths: Paths, profile: ProfileStore, qapp: QApplication) -> None:
    settings.choose_theme(profile, "dark")
    (paths.logs / "microblog-desktop.log").write_text(
        "2026-11-22 18:01:03,004 WARNING microblog_desktop.sync.link: susan did not answer\n", encoding="utf-8"
    )
    text = diagnostics(paths, profile)
    for line in (
        "  folder: ~/data",
        "  platform plug-in: offscreen",
        "  1. microblog 1.4, token in keyring, 0.0 MB",
        "     offers: home, likes",
        "  theme: 'dark' (chosen)",
        "  2026-11-22 18:01:03 WARNING microblog_desktop.sync.link",
    ):
        assert line in text.splitlines()


def test_it_names_nobody_and_no_server(paths: Paths, profile: ProfileStore, tmp_path: Path) -> None:
    settings.remember_server(profile, "https://secret.example", "susan")
    text = diagnostics(paths, profile).lower()
    for secret in ("susan", "bruno", "secret.example", "secret club", "a1-", str(tmp_path).lower()):
        assert secret not in text
