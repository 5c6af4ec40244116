from __future__ import annotations

import httpx

from microblog_desktop.commands import translating
from microblog_desktop.domain.ids import PostId, PostKey
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.rows import StoredPost, StoredTranslation
from tests.fakes.server import Fault
from tests.sync.conftest import Bench

KEPT = StoredTranslation("Hallo (en)", "de", "en", "Fake")


async def started(bench: Bench) -> PostKey:
    bench.server.post(2, "Hallo")
    await bench.start()
    key = bench.store.posts.by_remote(PostId("1"))
    assert key is not None
    return key


def want(bench: Bench, post: PostKey, target: str = "en") -> None:
    if not translating.show(bench.store, post, target):
        bench.sync.translate(post, target)


def stored(bench: Bench, post: PostKey) -> StoredPost:
    found = bench.store.posts.get(post)
    assert found is not None
    return found


def problem(bench: Bench, post: PostKey) -> Problem | None:
    return bench.store.status.activity(f"translate:{post}").problem


async def test_a_post_is_translated_and_kept_without_asking_again(bench: Bench) -> None:
    post = await started(bench)
    want(bench, post)
    assert stored(bench, post).wanted_translation == "en"
    await bench.quiet()
    assert stored(bench, post).translation == KEPT
    translating.hide(bench.store, post)
    assert stored(bench, post).translation is None
    bench.server.is_reachable = False
    want(bench, post)
    await bench.quiet()
    assert stored(bench, post).translation == KEPT
    assert bench.server.count("GET /api/posts/1/translation") == 1


async def test_it_is_there_after_a_restart_without_a_network(bench: Bench) -> None:
    post = await started(bench)
    want(bench, post)
    await bench.quiet()
    await bench.sync.stop()
    bench.reopen()
    bench.server.is_reachable = False
    assert stored(bench, post).translation == KEPT


async def test_a_failure_is_said_and_the_next_try_helps(bench: Bench) -> None:
    post = await started(bench)
    bench.server.fail_next("GET /api/posts/1/translation", httpx.Response(503, json={"error": "x", "message": "Busy."}))
    want(bench, post)
    await bench.quiet()
    said = problem(bench, post)
    assert said is not None
    assert said.kind is ProblemKind.SERVER_FAILED
    assert stored(bench, post).translation is None
    want(bench, post)
    await bench.quiet()
    assert problem(bench, post) is None
    assert stored(bench, post).translation == KEPT


async def test_offline_it_says_so(bench: Bench) -> None:
    post = await started(bench)
    bench.sync.go_offline()
    want(bench, post)
    await bench.quiet()
    said = problem(bench, post)
    assert said is not None
    assert said.kind is ProblemKind.OFFLINE


async def test_what_was_wanted_at_the_end_is_asked_for_at_the_next_start(bench: Bench) -> None:
    post = await started(bench)
    await bench.sync.stop()
    translating.show(bench.store, post, "en")
    bench.reopen()
    await bench.start()
    assert stored(bench, post).translation == KEPT


async def test_a_text_that_changed_meanwhile_is_not_shown_with_the_old_translation(bench: Bench) -> None:
    post = await started(bench)
    bench.server.fail_next("GET /api/posts/1/translation", Fault.HELD)
    want(bench, post)
    await bench.quiet()
    bench.server.posts[0]["body"] = "Tschüss"
    bench.sync.reload_post(post)
    await bench.quiet()
    bench.server.released.set()
    await bench.quiet()
    assert stored(bench, post).translation is None
    assert stored(bench, post).wanted_translation is None
    assert not bench.store.translations.has(post, "en")


async def test_an_edit_forgets_translations(bench: Bench) -> None:
    post = await started(bench)
    want(bench, post)
    await bench.quiet()
    bench.server.posts[0]["body"] = "Tschüss"
    bench.sync.reload_post(post)
    await bench.quiet()
    assert stored(bench, post).translation is None
    want(bench, post)
    await bench.quiet()
    assert stored(bench, post).translation == StoredTranslation("Tschüss (en)", "de", "en", "Fake")


async def test_a_post_that_is_gone_cannot_be_translated(bench: Bench) -> None:
    post = await started(bench)
    bench.server.post_calls.delete(1)
    want(bench, post)
    await bench.quiet()
    said = problem(bench, post)
    assert said is not None
    assert said.kind is ProblemKind.NOT_FOUND
