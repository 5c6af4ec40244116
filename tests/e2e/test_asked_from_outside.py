"""Links, crashes, safe mode and diagnostics: what reaches the program from outside its windows, in real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from microblog_desktop.app.links.asked import Asked
from microblog_desktop.app.running import Running
from microblog_desktop.domain.rules.links import place_of
from microblog_desktop.system.crashes import REPORT
from microblog_desktop.ui.page.question import Question
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import bodies, running_client, sign_in, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NewPerson = Callable[[str], ApiPerson]
_PATIENCE_S = 60
_ENVIRONMENT = os.environ | {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": os.environ.get("DISPLAY", ":0")}


def guided(deed: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.guided_client", deed, *arguments],
        env=_ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> dict[str, object]:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, process.communicate()[1]
    answer = json.loads(line)
    assert isinstance(answer, dict)
    return answer


def looked(*arguments: str) -> dict[str, object]:
    with guided("look", *arguments) as process:
        answer = said(process)
        assert process.wait(_PATIENCE_S) == 0
    return answer


async def filled(profile: Path, server: ServerProcess, person: ApiPerson) -> None:
    """A profile with an account, a post and a draft."""
    async with running_client(profile) as running:
        account = await sign_in(running, server.url, person)
        await until("the post", lambda: bodies(account))
        account.home_composer.set_text("not yet finished")
        account.home_composer.save_now()


async def test_a_second_start_with_a_link_shows_the_post_in_the_first(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    post = ann.post("Look at this.")
    await filled(tmp_path, server, ann)
    with guided("wait", "--profile", str(tmp_path)) as first:
        assert said(first) == {"ready": True}
        link = f"microblog://{place_of(server.url)}/posts/{post}"
        command = [sys.executable, "-m", "microblog_desktop", "--profile", str(tmp_path), link]
        done = subprocess.run(command, env=_ENVIRONMENT, timeout=_PATIENCE_S, check=False)
        assert done.returncode == 0
        answer = said(first)
        assert str(answer["page"]).startswith("thread:")
        assert first.wait(_PATIENCE_S) == 0


async def test_links_open_on_the_account_of_their_server(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        asked, place = Asked(running.client), place_of(server.url)
        asked.hand_over([f"microblog://{place}/users/{ben.username}"])
        await until("the page of ben", lambda: account.window.page.key.startswith("profile:"))
        far = ben.post("Nobody here has seen it.")
        asked.hand_over([f"microblog://{place}/posts/{far}"])
        await until("the thread", lambda: account.window.page.key.startswith("thread:"))
        asked.hand_over(["--open", "search"])
        assert account.window.page.key == "search"


async def test_a_server_that_is_not_known_is_asked_only_if_one_wants_to(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    async with running_client(tmp_path) as running:
        await sign_in(running, server.url, ann)
        asked = Asked(running.client)
        for link in (
            "microblog://elsewhere.invalid/users/susan",
            "microblog://password-reset?server=https://elsewhere.invalid&token=abc",
        ):
            asked.hand_over([link])
            question = _question(running)
            assert "elsewhere.invalid" in question.words.text()
            assert running.client.sign_in is None, "nothing was asked there"
            question.reject()
            await until("the question to go", lambda: not running.client.window.findChildren(Question))
        asked.hand_over(["https://elsewhere.invalid/users/susan"])
        assert not _question(running).go.isVisible()
        _question(running).reject()


def _question(running: Running) -> Question:
    return next(one for one in running.client.window.findChildren(Question) if one.isVisible())


async def test_after_a_crash_the_next_start_keeps_all_and_offers_the_report(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    ann.post("Still here.")
    await filled(tmp_path, server, ann)
    with guided("crash", "--profile", str(tmp_path)) as crashed:
        crashed.communicate(timeout=_PATIENCE_S)
        assert crashed.returncode != 0
    after = looked("--profile", str(tmp_path))
    assert after["notes"] == ["Microblog did not end properly last time. Nothing you wrote is lost."]
    assert after["posts"] == ["Still here."]
    assert after["draft"] == "not yet finished"
    assert "Segmentation fault" in (tmp_path / "logs" / REPORT).read_text(encoding="utf-8")
    assert looked("--profile", str(tmp_path))["notes"] == [], "it is told once"


async def test_safe_mode_starts_without_what_is_cached_and_loses_no_draft(
    tmp_path: Path, own_server: ServerProcess
) -> None:
    ann = own_server.sign_up("ann")
    ann.post("Cached.")
    await filled(tmp_path, own_server, ann)
    own_server.stop()
    safe = looked("--profile", str(tmp_path), "--safe-mode")
    assert safe["posts"] == []
    assert safe["draft"] == "not yet finished"
    assert not safe["has_tray"]
    aside = list(tmp_path.glob("accounts/*/account.db.damaged-safe-mode-*"))
    assert aside, "what was cached is put aside, not deleted"
    assert looked("--profile", str(tmp_path))["draft"] == "not yet finished"


async def test_safe_mode_asked_for_while_it_runs_ends_it_in_order_once_one_agrees(tmp_path: Path) -> None:
    async with running_client(tmp_path) as running:
        shared = running.client.shared
        Asked(running.client).hand_over(["--safe-mode"])
        question = _question(running)
        assert question.windowTitle() == "Restart in safe mode?"
        assert not shared.restarts_safely
        question.go.click()
        assert shared.restarts_safely


async def test_a_second_start_in_safe_mode_says_where_one_is_asked(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    ann.post("Here.")
    await filled(tmp_path, server, ann)
    with guided("wait", "--profile", str(tmp_path)) as first:
        assert said(first) == {"ready": True}
        command = [sys.executable, "-m", "microblog_desktop", "--profile", str(tmp_path), "--safe-mode"]
        done = subprocess.run(
            command, env=_ENVIRONMENT, timeout=_PATIENCE_S, check=False, capture_output=True, text=True
        )
        first.kill()
    assert done.returncode == 0
    assert "asks whether to restart in safe mode" in done.stderr


async def test_diagnostics_need_no_display_and_name_nobody(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("rosalinda")
    ann.post("Something private.")
    await filled(tmp_path, server, ann)
    (tmp_path / "logs" / REPORT).write_text("Fatal Python error: token=abc123")
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment.pop("QT_QPA_PLATFORM", None)
    command = [sys.executable, "-m", "microblog_desktop", "--profile", str(tmp_path), "--diagnostics"]
    done = subprocess.run(command, env=environment, timeout=_PATIENCE_S, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Microblog Desktop" in done.stdout
    assert "Fatal Python error" in done.stdout
    for secret in (ann.username, "Something private", place_of(server.url), "abc123"):
        assert secret not in done.stdout
