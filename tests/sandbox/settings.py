"""The settings in the whole window: `python -m tests.sandbox.settings [--scene appearance] [--dark] [--shot FILE]`."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from microblog_desktop.commands import settings
from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.attention import QuietHours
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.network.proxy import ProxyKind
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.values import replace
from microblog_desktop.i18n.translate import _, languages
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.system.computer.licences import libraries
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.keys.pressed import native_keys
from microblog_desktop.ui.settings.account_rows import AccountRows
from microblog_desktop.ui.settings.licences_dialog import LicencesDialog
from microblog_desktop.ui.settings.settings_page import SettingsPage
from microblog_desktop.ui.settings.shortcuts.editor import ShortcutsEditor
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.about import AboutDeeds, AboutSection
from microblog_desktop.viewmodels.keys.choosing import KeyChoices
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.session.accounts import AccountsModel
from microblog_desktop.viewmodels.settings.accounts import LIST, AccountsSection
from microblog_desktop.viewmodels.settings.appearance import AppearanceSection
from microblog_desktop.viewmodels.settings.general import GeneralSection
from microblog_desktop.viewmodels.settings.model import SettingsModel
from microblog_desktop.viewmodels.settings.network import NetworkSection
from microblog_desktop.viewmodels.settings.notifications import NotificationsSection
from microblog_desktop.viewmodels.settings.reading import ReadingSection
from microblog_desktop.viewmodels.settings.section import Section
from microblog_desktop.viewmodels.settings.shortcuts import KEYS_LIST, ShortcutsSection
from microblog_desktop.viewmodels.settings.writing import WritingSection
from tests.fakes.desktop import FakeSwitch
from tests.fakes.ports import FakeNetwork, NoPictures
from tests.sandbox.home import NOW, SUSAN, fill
from tests.sandbox.home import window as home_window
from tests.sandbox.signin import OURS
from tests.sandbox.stage import ROOT, Stage, play

SCENES = (
    "accounts",
    "general",
    "appearance",
    "notifications",
    "reading",
    "writing",
    "network",
    "shortcuts",
    "about",
    "licences",
    "list",
    "search",
    "nothing",
)


class Nobody:
    """Has no windows to show another account in."""

    def show_account(self, account: AccountId) -> None: ...

    def add_account(self) -> None: ...

    def ask_to_sign_out(self, account: AccountId) -> None: ...


class NoProxy:
    """There is no network."""

    has_script = False

    def enter_password(self, password: Secret) -> None: ...


def all_accounts(store: AccountStore, account: Account, profile: ProfileStore) -> AccountsModel:
    """Two, one of which cannot go on."""
    other = replace(account, id=AccountId("other"), username="bruno", server=replace(OURS, url="https://old.example"))
    with profile.transaction():
        profile.accounts.save(account)
        profile.accounts.save(other)
    model = AccountsModel(profile, Nobody())
    model.comes_live(AccountModel(store, account))
    model.cannot_open(other.id, Problem(ProblemKind.STORE_LOCKED))
    model.is_on_screen(account.id)
    return model


def sections(store: AccountStore, profile: ProfileStore, accounts: AccountsModel, choices: KeyChoices) -> list[Section]:
    return [
        AccountsSection(accounts, _nothing),
        GeneralSection(
            profile,
            store,
            FakeNetwork(),
            lambda: languages(ROOT / "translations"),
            FakeSwitch(),
            lambda: True,
        ),
        AppearanceSection(profile),
        NotificationsSection(profile, store.status, store.feed, _nothing),
        ReadingSection(profile, OURS),
        WritingSection(profile, native_keys),
        NetworkSection(profile, NoProxy()),
        ShortcutsSection(profile, choices),
        AboutSection(
            "0.1.0",
            ("Python 3.11.7", "Qt 6.11.3", "PySide6 6.11.3", "SQLite 3.54.0"),
            "~/.local/share/microblog-desktop",
            (),
            AboutDeeds(_nothing, _nothing, _nothing, lambda _address: None, lambda: NOW, _nothing, _nothing),
        ),
    ]


def _nothing() -> None:
    """Only the looks are of interest here."""


def build(stage: Stage) -> QWidget:
    feed = ChangeFeed(lambda tell: tell())
    account = Account(AccountId("sandbox"), OURS, "susan", SUSAN.id, VaultKind.SESSION)
    store = open_account_store(":memory:", feed, lambda: NOW, account)
    fill(store, "full")
    profile = ProfileStore(":memory:", feed)
    settings.choose_density(profile, "compact")
    settings.keep_quiet_hours(profile, QuietHours(22 * 60, 7 * 60 + 30))
    settings.choose_proxy(profile, ProxyKind.MANUAL)
    settings.choose_proxy_address(profile, "socks5://susan@proxy.example.net:1080")
    settings.turn_translation(profile, "ko")
    accounts = all_accounts(store, account, profile)
    choices = KeyChoices(profile, feed, [lambda: _("Home"), lambda: _("Explore")], 2)
    choices.put("like", "Ctrl+L", instead_of="F")
    model = SettingsModel(sections(store, profile, accounts, choices), profile, feed)
    pictures = RoundPictures(NoPictures())
    page = SettingsPage(
        stage.theme,
        model,
        {
            LIST: lambda theme: AccountRows(theme, pictures, accounts),
            KEYS_LIST: lambda theme: ShortcutsEditor(theme, choices),
        },
    )
    slot = PageSlot(
        "settings",
        "gear",
        lambda: _("Settings"),
        lambda: page,
        take_focus=page.take_focus,
        has_right_column=False,
        has_own_field=True,
    )
    window = home_window(stage, store, account, OURS)
    window.push_page(slot)
    if stage.scene in model.keys:
        page.open_section(stage.scene)
    elif stage.scene == "licences":
        return LicencesDialog(stage.theme, libraries())
    elif stage.scene == "search":
        page.begin(_("System"))
    elif stage.scene == "nothing":
        page.begin("xyz")
    return window


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=1120, height=760))
