"""What is logged, and what never is (microblog_server/operation/logs.py, web/observed.py)."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

_PASSWORD = "a-password-to-look-for"
_BODY = "words-of-a-message-to-look-for"


def _use(url: str) -> list[str]:
    """Do things with secrets; return the secrets."""
    with httpx.Client(base_url=url) as http:
        for name in ("susan", "john"):
            content = {"username": name, "email": f"{name}@example.org", "password": _PASSWORD}
            assert http.post("/api/users", json=content).status_code == 201
        http.post("/api/users", json={**content, "username": "john2"})
        http.post("/api/tokens", auth=("susan", "wrong-" + _PASSWORD))
        token = http.post("/api/tokens", auth=("susan", _PASSWORD)).json()["token"]
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "a-key"}
        assert http.post("/api/conversations/2/messages", json={"body": _BODY}, headers=headers).status_code == 201
        http.post("/api/posts", json={"body": _BODY, "reply_to": 77}, headers=headers)
        http.post("/api/posts", content=b"{" + _BODY.encode(), headers={**headers, "Content-Type": "application/json"})
        http.get(f"/api/search?q={_BODY}", headers=headers)
        http.put(f"/api/password-resets/{token}", json={"password": _PASSWORD})
        http.delete("/api/tokens", headers=headers)
    return [token, _PASSWORD, _BODY]


@pytest.mark.parametrize("format", ["json", "text"])
def test_no_secret_is_ever_logged(tmp_path: Path, format: str) -> None:
    settings = {
        "MICROBLOG_DATA_DIR": str(tmp_path),
        "MICROBLOG_PASSWORD_KIB": "8",
        "MICROBLOG_LOG_LEVEL": "debug",
        "MICROBLOG_LOG_FORMAT": format,
        "MICROBLOG_MAIL_HOST": "localhost",
        "MICROBLOG_MAIL_FROM": "server@example.org",
        "MICROBLOG_MAIL_PASSWORD": "the-password-for-mail",
    }
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "microblog_server", "run", "--port", "0"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, **settings},
        )
    try:
        assert process.stdout is not None
        secrets = _use(process.stdout.readline().removeprefix("listening on ").strip())
    finally:
        process.terminate()
        process.communicate()
    said = (tmp_path / "log").read_text()
    for secret in (*secrets, "the-password-for-mail"):
        assert secret not in said
    assert "/api/password-resets/{token}" in said
    if format == "json":
        lines = [json.loads(line) for line in said.splitlines()]
        requests = [line for line in lines if line["logger"] == "microblog_server.access"]
        assert len(requests) >= 10
        assert {(line["method"], line["route"], line["status"]) for line in requests} >= {
            ("POST", "/api/users", 201),
            ("POST", "/api/tokens", 401),
        }
        assert all(re.fullmatch("[0-9a-f]{16}", line["request_id"]) and line["ms"] >= 0 for line in requests)
