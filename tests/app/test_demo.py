"""The demonstration server comes up with its community, keeps its address, and ends with us."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from microblog_desktop.app.demo import PASSWORD, USERNAME, DemoFailedError, DemoServer


def _sign_in(url: str) -> int:
    return httpx.post(f"{url}/api/tokens", auth=(USERNAME, PASSWORD), trust_env=False).status_code


def test_a_kept_demonstration_is_found_again_where_it_was(tmp_path: Path) -> None:
    with DemoServer(tmp_path / "demo") as demo:
        first = demo.url
        assert _sign_in(first) == 200
    with pytest.raises(httpx.ConnectError):
        _sign_in(first)
    with DemoServer(tmp_path / "demo") as demo:
        assert demo.url == first
        assert _sign_in(demo.url) == 200


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "demo.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(DemoFailedError, match="database"), DemoServer(folder):
        pass
