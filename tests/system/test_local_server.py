from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.system.local_server import Command, LocalServer, LocalServerError

_SERVER = """
import sys
print("migrating", flush=True)
print("listening on http://127.0.0.1:4567/", flush=True)
try:
    for _ in range(2000):
        print("x" * 100)
    sys.stdin.read()
finally:
    open(sys.argv[1], "w").close()
"""


def python(code: str, *arguments: str) -> Command:
    return lambda port: (sys.executable, "-c", code, *arguments, str(port))


def test_it_starts_once_and_ends_when_its_pipe_closes(tmp_path: Path) -> None:
    ended = tmp_path / "ended"
    server = LocalServer(tmp_path / "server", python(_SERVER, str(ended)))
    assert server.start() == "http://127.0.0.1:4567"
    assert server.start() == "http://127.0.0.1:4567"
    server.stop()
    assert ended.exists()
    server.stop()


def test_it_ends_with_a_client_that_is_killed(tmp_path: Path) -> None:
    ended = tmp_path / "ended"
    client = textwrap.dedent(f"""
        import os, signal, sys
        from pathlib import Path
        from microblog_desktop.system.local_server import LocalServer
        command = (sys.executable, "-c", {_SERVER!r}, {str(ended)!r})
        server = LocalServer(Path({str(tmp_path / "server")!r}), lambda port: command)
        server.start()
        print(server._process.pid, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    """)
    # The child holds our pipe open until it ends, so the run returns when both are gone.
    run = subprocess.run([sys.executable, "-c", client], capture_output=True, timeout=30, check=False)
    assert run.returncode == -9
    for _ in range(500):
        if ended.exists():
            break
        subprocess.run([sys.executable, "-c", ""], check=True)
    assert ended.exists()


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "import sys; sys.stdin.read()"])
def test_one_that_does_not_listen_is_a_problem_to_tell(tmp_path: Path, code: str) -> None:
    server = LocalServer(tmp_path / "server", python(code), start_s=0.3)
    with pytest.raises(LocalServerError) as caught:
        server.start()
    assert caught.value.problem.kind is ProblemKind.LOCAL_SERVER_FAILED


def test_a_program_that_is_not_there_is_a_problem_to_tell(tmp_path: Path) -> None:
    with pytest.raises(LocalServerError):
        LocalServer(tmp_path / "server", lambda port: (str(tmp_path / "nothing"),)).start()


def test_it_comes_back_at_the_same_address(tmp_path: Path) -> None:
    code = (
        "import sys; print(f'listening on http://127.0.0.1:{int(sys.argv[1]) or 4321}', flush=True); sys.stdin.read()"
    )
    first = LocalServer(tmp_path / "server", python(code))
    assert not first.serves("http://127.0.0.1:4321")
    assert first.start() == "http://127.0.0.1:4321"
    first.stop()
    later = LocalServer(tmp_path / "server", python(code.replace("4321", "9999")))
    assert later.serves("http://127.0.0.1:4321")
    assert later.start() == "http://127.0.0.1:4321"
    later.stop()
