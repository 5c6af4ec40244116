from __future__ import annotations

import errno
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from microblog_desktop.domain.secret import Secret
from microblog_desktop.system.logs import LOG, begin_logging, end_logging, log_bugs, redact, write_logs_to


@pytest.fixture
def logging_on() -> Iterator[None]:
    before = logging.getLogger().level
    begin_logging()
    yield
    end_logging()
    logging.getLogger().setLevel(before)


@pytest.mark.expects_log("no log can be written")
def test_a_log_that_cannot_be_written_stops_nobody(logging_on: None, tmp_path: Path) -> None:
    (tmp_path / "microblog-desktop.log").mkdir()
    failures: list[OSError] = []
    write_logs_to(tmp_path, failures.append)
    logging.getLogger("x").info("we go on")
    assert len(failures) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no disk that is always full")
def test_a_disk_that_is_full_is_told_once_and_not_on_the_terminal(
    logging_on: None, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / LOG).symlink_to("/dev/full")
    failures: list[OSError] = []
    write_logs_to(tmp_path, failures.append)
    for number in range(3):
        logging.getLogger("x").info("line %s", number)
    assert [error.errno for error in failures] == [errno.ENOSPC]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "line",
    [
        "Authorization: Bearer S3CRET",
        "'authorization': 'Basic S3CRET'",
        'headers={"Authorization": "S3CRET"}',
        "Set-Cookie: S3CRET",
        "https://susan:S3CRET@x.example/api",
        '{"password": "S3CRET"}',
        "password=S3CRET",
        "passphrase: S3CRET",
        "GET /api/x?token=S3CRET&b=1",
        "access_token='S3CRET'",
        "sent with bearer S3CRET and more",
    ],
)
def test_secrets_are_hidden(line: str) -> None:
    assert "S3CRET" not in redact(line)


def test_ordinary_words_stay() -> None:
    line = "GET https://x.example/api/timeline?limit=50 200 in 12 ms; the token was refused"
    assert redact(line) == line


def test_what_was_logged_before_the_file_opened_is_in_it(logging_on: None, tmp_path: Path) -> None:
    log = logging.getLogger("microblog_desktop.test")
    log.info("before")
    write_logs_to(tmp_path)
    log.info("after")
    written = (tmp_path / "microblog-desktop.log").read_text(encoding="utf-8")
    assert written.index("before") < written.index("after")


@pytest.mark.expects_log("it failed")
def test_stack_traces_are_hidden_too(logging_on: None, tmp_path: Path) -> None:
    write_logs_to(tmp_path)
    try:
        raise ValueError("password=S3CRET")
    except ValueError:
        logging.getLogger("microblog_desktop.test").exception("it failed")
    written = (tmp_path / "microblog-desktop.log").read_text(encoding="utf-8")
    assert "Traceback" in written
    assert "S3CRET" not in written


def test_the_file_does_not_grow_without_end(logging_on: None, tmp_path: Path) -> None:
    write_logs_to(tmp_path)
    log = logging.getLogger("microblog_desktop.test")
    for _ in range(600):
        log.info("x" * 10_000)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 4_200_000


def test_a_secret_does_not_show_itself() -> None:
    assert "S3CRET" not in repr(Secret("S3CRET")) + str(Secret("S3CRET")) + f"{Secret('S3CRET')}"


@pytest.mark.expects_log("a bug")
def test_what_a_thread_or_a_finalizer_raises_is_written_down(
    logging_on: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for where, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(where, name, getattr(where, name))
    log_bugs()
    write_logs_to(tmp_path)

    class Finalized:
        def __del__(self) -> None:
            raise ValueError("in a finalizer")

    def fail() -> None:
        raise ValueError("in a thread, token=S3CRET")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    del thread
    Finalized()
    text = (tmp_path / LOG).read_text(encoding="utf-8")
    assert "in a thread" in text
    assert "in a finalizer" in text
    assert "S3CRET" not in text
