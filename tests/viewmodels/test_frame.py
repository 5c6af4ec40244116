"""What stands around the pages."""

from __future__ import annotations

from dataclasses import replace

from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.server import Capability, ServerDescription, ServerKind
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.frame import PageMemory, PageWindowMemory, WindowMemory, missing_offers

SERVER = ServerDescription("https://example.net", ServerKind.MICROBLOG, "Example", capabilities=frozenset(Capability))


def test_a_server_that_offers_all_needs_no_words() -> None:
    assert missing_offers(SERVER) == ""


def test_what_is_missing_is_named() -> None:
    poor = replace(SERVER, capabilities=SERVER.capabilities - {Capability.MESSAGES})
    assert missing_offers(poor) == "This server does not offer private messages."


def test_the_window_is_found_where_it_was() -> None:
    profile = ProfileStore(":memory:", ChangeFeed(lambda tell: tell()))
    memory = WindowMemory(profile)
    assert memory.geometry == b""
    memory.remember(b"12")
    assert memory.geometry == b"12"
    profile.close()


def test_each_account_is_found_at_its_page() -> None:
    profile = ProfileStore(":memory:", ChangeFeed(lambda tell: tell()))
    PageMemory(profile, AccountId("ann")).remember("messages")
    PageMemory(profile, AccountId("ben")).remember("explore")
    assert [PageMemory(profile, AccountId(name)).page for name in ("ann", "ben", "cem")] == ["messages", "explore", ""]
    profile.close()


def test_a_window_closes_whatever_the_disk_says() -> None:
    profile = ProfileStore(":memory:", ChangeFeed(lambda tell: tell()))
    profile.db.connection.pragma("query_only", True)
    WindowMemory(profile).remember(b"12")
    PageMemory(profile, AccountId("ann")).remember("messages")
    assert WindowMemory(profile).geometry == b""
    profile.close()


def test_windows_of_a_kind_are_as_large_as_the_last_one() -> None:
    profile = ProfileStore(":memory:", ChangeFeed(lambda tell: tell()))
    memory = PageWindowMemory(profile, "thread")
    assert memory.size is None
    memory.remember(431, 527)
    assert PageWindowMemory(profile, "thread").size == (431, 527)
    assert PageWindowMemory(profile, "profile").size is None
    profile.close()
