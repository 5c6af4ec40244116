from __future__ import annotations

import pytest

from microblog_desktop.domain.posts.timeline import OpenAt
from microblog_desktop.domain.server import Capability, ServerDescription, ServerKind
from microblog_desktop.store import preferences
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.settings.reading import ReadingSection, languages_to_translate
from microblog_desktop.viewmodels.settings.setting import Choosing, Switching
from tests.viewmodels.settings.looking import chosen, keys, setting


def server(languages: tuple[str, ...], *capabilities: Capability) -> ServerDescription:
    return ServerDescription(
        "https://example.net",
        ServerKind.MICROBLOG,
        name="Example",
        version="1",
        languages=languages,
        capabilities=frozenset(capabilities),
    )


@pytest.fixture
def section(profile: ProfileStore) -> ReadingSection:
    return ReadingSection(profile, server(("en", "ko", "de"), Capability.TRANSLATION))


def test_at_first_one_reads_where_one_stopped_and_hears_of_new_things_at_once(section: ReadingSection) -> None:
    assert chosen(section, "open_at") == "Where you stopped"
    assert setting(section, "streaming", Switching).is_on
    assert setting(section, "fold_long_posts", Switching).is_on


def test_what_is_chosen_is_kept(section: ReadingSection, profile: ProfileStore) -> None:
    setting(section, "open_at", Choosing).choose(OpenAt.NEWEST.value)
    setting(section, "streaming", Switching).turn()
    setting(section, "fold_long_posts", Switching).turn()
    assert chosen(section, "open_at") == "At the newest posts"
    assert not profile.preferences.get(preferences.STREAMING)
    assert not setting(section, "fold_long_posts", Switching).is_on


def test_languages_that_the_server_translates_can_be_chosen_but_ones_own(
    section: ReadingSection, profile: ProfileStore
) -> None:
    assert keys(section)[3:] == ["translate", "translate:de", "translate:ko"]
    setting(section, "translate:ko", Switching).turn()
    setting(section, "translate:de", Switching).turn()
    assert languages_to_translate(profile) == {"ko", "de"}
    setting(section, "translate:de", Switching).turn()
    assert [setting(section, f"translate:{code}", Switching).is_on for code in ("de", "ko")] == [False, True]


def test_nothing_is_offered_that_the_server_cannot(profile: ProfileStore) -> None:
    assert "translate" not in keys(ReadingSection(profile, server(("en", "ko"))))
    assert "translate" not in keys(ReadingSection(profile, server(("fr", "ko"), Capability.TRANSLATION)))


@pytest.mark.parametrize("nonsense", ["", ",", "ko,,../x,1234", "ko;DROP"])
def test_nonsense_in_the_file_translates_nothing_by_itself(profile: ProfileStore, nonsense: str) -> None:
    with profile.transaction():
        profile.preferences.set(preferences.TRANSLATE_LANGUAGES, nonsense)
    assert languages_to_translate(profile) <= {"ko"}
