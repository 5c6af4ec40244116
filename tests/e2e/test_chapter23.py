"""On the tutorial's own server one signs in, is told what it does not offer, and nothing else is asked of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.chapter23 import Chapter23

PEOPLE = {"john": "dog", "susan": "cat: with a colon", "<b>mina</b>": "", **{f"extra{n:02d}": "x" for n in range(30)}}


@pytest.mark.timeout(180)
def test_the_tour_signs_in_and_says_what_is_not_offered(tmp_path: Path) -> None:
    with Chapter23(PEOPLE) as server:
        arguments = ["--tour", str(tmp_path), "--server", server.url, "--username", "susan"]
        played = subprocess.run(
            [sys.executable, "-m", "microblog_desktop", *arguments],
            env={**os.environ, "MICROBLOG_PASSWORD": PEOPLE["susan"]},
            capture_output=True,
            text=True,
            timeout=160,
            check=False,
        )
        assert played.returncode == 0, played.stdout + played.stderr
        asked = {request.split("?")[0] for request in server.requests}
        assert set(server.tokens) == {"susan"}, "revoking it would sign out the person's other devices too"
    steps = {step["name"]: step for step in json.loads((tmp_path / "tour.json").read_text(encoding="utf-8"))["steps"]}
    for name in ("recognise-server", "sign-in", "switch-language", "go-offline", "come-back", "sign-out"):
        assert steps[name]["status"] == "ok", steps[name]
    for name in ("read-home", "write-post", "send-message", "write-offline", "arrives-once"):
        assert steps[name]["status"] == "skipped", steps[name]
        assert "does not offer" in steps[name]["note"]
    known = ("/api", "/api/tokens", "/api/users", "/apispec.json", "/api/v2/instance", "/api/v1/instance")
    strangers = [request for request in asked if not request.split()[1].startswith(known)]
    assert strangers == []
    assert not any("/timeline" in request or "/conversations" in request for request in asked)
