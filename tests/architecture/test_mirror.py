"""Each module with behaviour has its test in the folder of tests that mirrors its layer."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.architecture.tree import CLIENT, ROOT, SERVER, Function, modules, nodes, short

_TESTS = ROOT / "tests"
_BODY_OF_A_ONE_LINER = 1

# Parts of something that is tested as a whole; each line says where.
_TESTED_ELSEWHERE = {
    "microblog_desktop/__main__.py": "tests/e2e/test_tour.py",
    "microblog_desktop/app/account/asides.py": "tests/e2e/test_tour.py",
    "microblog_desktop/app/account/jump/deeds.py": "tests/e2e/test_jump.py",
    "microblog_desktop/app/account/jump/jumps.py": "tests/e2e/test_jump.py",
    "microblog_desktop/app/account/graph.py": "tests/e2e/test_flow_3_write.py",
    "microblog_desktop/app/account/live.py": "tests/e2e/test_accounts.py",
    "microblog_desktop/app/account/models.py": "tests/e2e/test_flow_3_write.py",
    "microblog_desktop/app/account/pages.py": "tests/e2e/test_flow_5_thread.py",
    "microblog_desktop/app/account/searches.py": "tests/e2e/test_flow_7_search.py",
    "microblog_desktop/app/account/people.py": "tests/e2e/test_flow_6_people.py",
    "microblog_desktop/app/account/talks.py": "tests/e2e/test_conversation_windows.py",
    "microblog_desktop/app/account/settings.py": "tests/e2e/test_tour.py",
    "microblog_desktop/app/account/threads.py": "tests/e2e/test_flow_5_thread.py",
    "microblog_desktop/app/account/windows.py": "tests/e2e/test_flow_5_thread.py",
    "microblog_desktop/app/crash/diagnosing.py": "tests/e2e/test_asked_from_outside.py",
    "microblog_desktop/app/crash/report.py": "tests/e2e/test_asked_from_outside.py",
    "microblog_desktop/app/safe_mode.py": "tests/e2e/test_asked_from_outside.py",
    "microblog_desktop/app/crash/telling.py": "tests/e2e/test_asked_from_outside.py",
    "microblog_desktop/app/links/asked.py": "tests/e2e/test_asked_from_outside.py",
    "microblog_desktop/app/links/opening.py": "tests/e2e/test_asked_from_outside.py",
    "microblog_desktop/ui/settings/shortcuts/capture.py": "tests/ui/settings/shortcuts/test_editor.py",
    "microblog_desktop/ui/settings/shortcuts/line.py": "tests/ui/settings/shortcuts/test_editor.py",
    "microblog_desktop/app/late/wishes.py": "tests/app/late/test_account_sync.py",
    "microblog_desktop/app/accounts/signing_out.py": "tests/e2e/test_accounts.py",
    "microblog_desktop/app/attention/joining.py": "tests/e2e/test_attention.py",
    "microblog_desktop/app/attention/telling.py": "tests/e2e/test_attention.py",
    "microblog_desktop/app/running.py": "tests/e2e/test_flow_1_start.py",
    "microblog_desktop/app/shared.py": "tests/e2e/test_flow_1_start.py",
    "microblog_desktop/app/sign_in_graph.py": "tests/e2e/test_tour.py",
    "microblog_desktop/app/startup.py": "tests/e2e/test_tour.py",
    "microblog_desktop/tour/accounts.py": "tests/e2e/test_tour.py",
    "microblog_desktop/tour/conductor.py": "tests/e2e/test_tour.py",
    "microblog_desktop/tour/driver.py": "tests/e2e/test_tour.py",
    "microblog_desktop/tour/looking.py": "tests/e2e/test_tour.py",
    "microblog_desktop/tour/messaging.py": "tests/e2e/test_tour.py",
    "microblog_desktop/tour/player.py": "tests/e2e/test_tour.py",
    "microblog_desktop/tour/stage.py": "tests/e2e/test_tour.py",
    "microblog_desktop/tour/steps.py": "tests/e2e/test_tour.py",
    "microblog_desktop/store/account/timelines/entry_rows.py": "tests/store/account/timelines/test_timelines.py",
    "microblog_desktop/api/microblog/calls.py": "tests/api/test_microblog.py",
    "microblog_desktop/api/microblog/messages.py": "tests/api/test_microblog.py",
    "microblog_desktop/api/microblog/posts.py": "tests/api/test_microblog.py",
    "microblog_desktop/store/rescue/cached.py": "tests/store/rescue/test_rescue.py",
    "microblog_desktop/store/rescue/places.py": "tests/store/rescue/test_rescue.py",
    "microblog_desktop/store/rescue/putting.py": "tests/store/rescue/test_rescue.py",
    "microblog_desktop/store/trimming/planning.py": "tests/store/trimming/test_leaving.py",
    "microblog_desktop/store/trimming/trimming.py": "tests/store/trimming/test_leaving.py",
    "microblog_desktop/store/account/posts/translation_columns.py": "tests/store/account/posts/test_translations.py",
    "microblog_desktop/store/account/posts/adoption.py": "tests/store/account/posts/test_convergence.py",
    "microblog_desktop/system/instance_socket.py": "tests/system/test_single_instance.py",
    "microblog_desktop/ui/list/current_row.py": "tests/ui/list/test_virtual_list.py",
    "microblog_desktop/ui/list/live_rows.py": "tests/ui/list/test_virtual_list.py",
    "microblog_desktop/ui/list/model_changes.py": "tests/ui/list/test_virtual_list.py",
    "microblog_desktop/ui/list/row.py": "tests/ui/list/test_virtual_list.py",
    "microblog_desktop/ui/list/row_view.py": "tests/ui/list/test_virtual_list.py",
    "microblog_desktop/ui/messages/find_bar.py": "tests/ui/messages/test_messages_page.py",
    "microblog_desktop/ui/messages/newest_pill.py": "tests/ui/messages/test_messages_page.py",
    "microblog_desktop/ui/messages/undo_deletion.py": "tests/ui/messages/test_messages_page.py",
    "microblog_desktop/ui/search/found_list.py": "tests/ui/search/test_page.py",
    "microblog_desktop/ui/search/heading_row.py": "tests/ui/search/test_page.py",
    "microblog_desktop/ui/search/line_row.py": "tests/ui/search/test_page.py",
    "microblog_desktop/ui/search/person_row.py": "tests/ui/search/test_page.py",
    "microblog_desktop/ui/search/recent_list.py": "tests/ui/search/test_page.py",
    "microblog_desktop/ui/search/rows.py": "tests/ui/search/test_page.py",
    "microblog_desktop/ui/search/text_row.py": "tests/ui/search/test_page.py",
    "microblog_desktop/viewmodels/search/field_words.py": "tests/viewmodels/search/test_words.py",
    "microblog_desktop/viewmodels/search/found_people.py": "tests/viewmodels/search/test_results.py",
    "microblog_desktop/viewmodels/search/found_posts.py": "tests/viewmodels/search/test_search_model.py",
    "microblog_desktop/ui/posts/unread.py": "tests/ui/notifications/test_notifications_page.py",
    "microblog_desktop/ui/list/scroll_range.py": "tests/ui/list/test_virtual_list.py",
    "microblog_desktop/ui/settings/choice_button.py": "tests/ui/settings/test_settings_page.py",
    "microblog_desktop/ui/settings/scroll_room.py": "tests/ui/settings/test_settings_page.py",
    "microblog_desktop/ui/settings/section_list.py": "tests/ui/settings/test_settings_page.py",
    "microblog_desktop/ui/settings/switch.py": "tests/ui/settings/test_settings_page.py",
    "microblog_desktop/ui/settings/wrapping_button.py": "tests/ui/settings/test_settings_page.py",
    "microblog_desktop/ui/people/profile/banner.py": "tests/ui/people/profile/test_profile_page.py",
    "microblog_desktop/ui/people/profile/list.py": "tests/ui/people/profile/test_profile_page.py",
    "microblog_desktop/ui/people/profile/rows.py": "tests/ui/people/profile/test_profile_page.py",
    "microblog_desktop/ui/people/profile/search_row.py": "tests/ui/people/profile/test_profile_page.py",
    "microblog_desktop/viewmodels/people/profile/contents.py": "tests/viewmodels/people/profile/test_profile.py",
    "microblog_server/demo/dice.py": "tests/server/demo/test_data.py",
    "microblog_server/demo/manuscript.py": "tests/server/demo/test_data.py",
    "microblog_server/demo/messages.py": "tests/server/demo/test_data.py",
    "microblog_server/demo/series.py": "tests/server/demo/test_data.py",
    "microblog_server/demo/tables.py": "tests/server/demo/test_load.py",
    "microblog_server/jobs/export_mail.py": "tests/server/jobs/test_exports.py",
    "microblog_server/pictures/stored.py": "tests/server/pictures/test_avatars.py",
    "microblog_server/routes/jobs.py": "tests/server/jobs/test_exports.py",
    "microblog_server/live/publishing.py": "tests/server/live/test_hub.py",
    "microblog_server/live/ties.py": "tests/server/live/test_hub.py",
    "microblog_server/routes/stream.py": "tests/server/web/test_streams.py",
    "microblog_server/schemas/messages.py": "tests/server/routes/test_conversations.py",
    "microblog_server/services/following.py": "tests/server/routes/test_people.py",
    "microblog_server/services/messages.py": "tests/server/routes/test_conversations.py",
    "microblog_server/services/postings.py": "tests/server/routes/test_posts.py",
    "microblog_server/services/reactions/bookmarks.py": "tests/server/routes/test_reactions.py",
    "microblog_server/services/reactions/likes.py": "tests/server/routes/test_reactions.py",
    "microblog_server/services/reactions/reposts.py": "tests/server/routes/test_reactions.py",
    "microblog_server/db/sequences.py": "tests/server/demo/test_load.py",
    "microblog_server/operation/administration.py": "tests/server/operation/test_commands.py",
    "microblog_server/operation/backup.py": "tests/server/operation/test_commands.py",
    "microblog_server/quick/found.py": "tests/server/routes/test_search.py",
    "microblog_server/quick/page_json.py": "tests/server/routes/test_timelines.py",
    "microblog_server/search/postgresql.py": "tests/server/routes/test_search.py",
    "microblog_server/search/sqlite.py": "tests/server/routes/test_search.py",
    "microblog_server/services/together/drafts.py": "tests/server/routes/test_posts.py",
    "microblog_server/services/together/rows.py": "tests/server/routes/test_posts.py",
    "microblog_server/services/together/turns.py": "tests/server/routes/test_posts.py",
    "microblog_server/translation/libretranslate.py": "tests/server/translation/test_translating.py",
    "microblog_server/translation/remembered.py": "tests/server/translation/test_translating.py",
    "microblog_server/web/observed.py": "tests/server/operation/test_metrics.py",
    "microblog_server/web/context.py": "tests/server/routes/test_service.py",
    "microblog_server/web/creation.py": "tests/server/routes/test_posts.py",
    "microblog_server/web/parameters.py": "tests/server/routes/test_timelines.py",
    "microblog_server/web/signed_in.py": "tests/server/routes/test_tokens.py",
}


def _area(file: Path) -> Path:
    """Return the folder of tests that belongs to the module's layer, or to the server."""
    if file.is_relative_to(SERVER):
        return _TESTS / "server"
    layer = file.relative_to(CLIENT).parts[0]
    return _TESTS / (layer if (CLIENT / layer).is_dir() else "app")


@cache
def _tests(area: Path) -> dict[str, str]:
    """Return the tests of an area by name, with their text."""
    return {test.stem: test.read_text(encoding="utf-8") for test in area.rglob("test_*.py")}


def _is_tested(file: Path) -> bool:
    """A test of the area has the module's name, or asks it by name."""
    tests = _tests(_area(file))
    name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    return f"test_{file.stem}" in tests or any(f"from {name} import" in text for text in tests.values())


def _has_behaviour(file: Path) -> bool:
    """Data, constants and Protocols need no test of their own; a function with more than one statement does."""
    return any(
        isinstance(node, Function)
        and len([part for part in node.body if not _is_docstring(part)]) > _BODY_OF_A_ONE_LINER
        for node in nodes(file)
    )


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def test_each_module_with_behaviour_has_its_test() -> None:
    untested = [
        short(file)
        for file in modules()
        if file.name != "__init__.py"
        and "migrations" not in file.parts
        and short(file) not in _TESTED_ELSEWHERE
        and _has_behaviour(file)
        and not _is_tested(file)
    ]
    assert untested == []


def test_the_exceptions_are_real_and_their_tests_exist() -> None:
    assert [module for module in _TESTED_ELSEWHERE if not (ROOT / module).exists()] == []
    assert [test for test in _TESTED_ELSEWHERE.values() if not (ROOT / test).exists()] == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {file.parent for file in _TESTS.rglob("*.py")}
    assert [short(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
