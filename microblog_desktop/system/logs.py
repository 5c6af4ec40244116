"""A log that helps, holds no secrets, and does not grow.

At start only what is needed for the first paint is done: records are kept in
memory. `write_logs_to` then opens the rotating file and writes what was kept.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import types
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOG = "microblog-desktop.log"
_FILE_BYTES = 1_000_000
_FILES_KEPT = 3
_KEPT_RECORDS = 1000
_HIDDEN = "•••"
# Compiled with the first line that is written.
_SECRETS = r"""(?ix)
    (?P<before>
        \b (?: bearer | basic ) \s+
      | (?: authorization | cookie ) ["']? \s* [:=] \s* ["']? (?: (?: bearer | basic ) \s+ )?
      | (?: password | passphrase | passwd | token | secret | api_?key ) ["']? \s* [:=] \s* ["']?
      | :// [^/\s:@]{0,200} :
    )
    (?P<secret> [^\s"',;&<>@{}]+ )
    """


class Redactor(logging.Formatter):
    """Formats a record, then hides whatever looks like a secret, stack traces included."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def redact(text: str) -> str:
    """Replace tokens, passwords and the like by dots."""
    return re.sub(_SECRETS, lambda found: found["before"] + _HIDDEN, text)


class _Kept(logging.Handler):
    """Holds records until there is a file for them."""

    def __init__(self) -> None:
        super().__init__()
        self.records: deque[logging.LogRecord] = deque(maxlen=_KEPT_RECORDS)

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def begin_logging(*, level: int = logging.INFO) -> None:
    """Keep what is logged, in memory; warnings of ours also go to the terminal at `DEBUG`."""
    root = logging.getLogger()
    root.setLevel(level)
    root.addHandler(_Kept())
    # With secrets hidden, and not on the terminal.
    logging.captureWarnings(True)
    if level <= logging.DEBUG:
        terminal = logging.StreamHandler(sys.stderr)
        terminal.setFormatter(Redactor(_FORMAT))
        root.addHandler(terminal)
    # These log every request's URL; whatever a server puts into a URL is not ours to keep.
    for name in ("httpx", "httpcore", "asyncio", "keyring"):
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


def write_logs_to(folder: Path, on_failure: Callable[[OSError], None] = lambda _error: None) -> None:
    """From now on write to `folder`, at most a few megabytes; called after the first paint.

    `on_failure` is told once of what cannot be written, in whatever thread writes it.
    """
    # The import takes longer than everything else here, and nobody waits for it now.
    from logging.handlers import RotatingFileHandler

    root = logging.getLogger()
    # A full disk is no reason to write stack traces to the terminal, line by line.
    logging.raiseExceptions = False
    try:
        target = RotatingFileHandler(folder / LOG, maxBytes=_FILE_BYTES, backupCount=_FILES_KEPT, encoding="utf-8")
    except OSError as error:
        # A program without a log is better than none.
        root.warning("no log can be written: %s", error)
        on_failure(error)
        return
    target.handleError = _Failure(on_failure)  # type: ignore[method-assign]  # its class is loaded just now
    target.setFormatter(Redactor(_FORMAT))
    for handler in tuple(root.handlers):
        if isinstance(handler, _Kept):
            root.removeHandler(handler)
            for record in handler.records:
                target.handle(record)
    root.addHandler(target)


class _Failure:
    """Tells of the first line that cannot be written; the others are lost in silence."""

    def __init__(self, tell: Callable[[OSError], None]) -> None:
        self._tell: Callable[[OSError], None] | None = tell

    def __call__(self, record: logging.LogRecord) -> None:
        error = sys.exc_info()[1]
        if isinstance(error, OSError) and self._tell is not None:
            tell, self._tell = self._tell, None
            tell(error)


def end_logging() -> None:
    """Close what `begin_logging` and `write_logs_to` opened."""
    logging.captureWarnings(False)
    root = logging.getLogger()
    for handler in tuple(root.handlers):
        if isinstance(handler, _Kept) or isinstance(handler.formatter, Redactor):
            root.removeHandler(handler)
            # What is still to be written may find a full disk.
            with suppress(OSError):
                handler.close()


def log_bugs() -> None:
    """Write down what nobody catches, with its stack; the program goes on."""
    sys.excepthook = log_bug
    threading.excepthook = _log_bug_of_thread
    sys.unraisablehook = _log_unraisable


def log_bug(kind: type[BaseException], error: BaseException, trace: types.TracebackType | None) -> None:
    """As `sys.excepthook`: a slot raised, and Qt goes on."""
    logging.getLogger(__name__).critical("a bug", exc_info=(kind, error, trace))


def _log_bug_of_thread(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_value is not None:
        log_bug(failed.exc_type, failed.exc_value, failed.exc_traceback)


def _log_unraisable(failed: sys.UnraisableHookArgs) -> None:
    """Where nobody could catch it, as in a finalizer."""
    if failed.exc_value is not None:
        log_bug(failed.exc_type, failed.exc_value, failed.exc_traceback)
