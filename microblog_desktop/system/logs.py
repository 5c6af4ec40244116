"""A log that helps, holds no secrets, and does not grow.

At start only what is needed for the first paint is done: records are kept in
memory. `write_logs_to` then opens the rotating file and writes what was kept.
"""

from __future__ import annotations

import logging
import re
import sys
from collections import deque
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
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
    if level <= logging.DEBUG:
        terminal = logging.StreamHandler(sys.stderr)
        terminal.setFormatter(Redactor(_FORMAT))
        root.addHandler(terminal)
    # These log every request's URL; whatever a server puts into a URL is not ours to keep.
    for name in ("httpx", "httpcore", "asyncio", "keyring"):
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


def write_logs_to(folder: Path) -> None:
    """From now on write to `folder`, at most a few megabytes; called after the first paint."""
    # The import takes longer than everything else here, and nobody waits for it now.
    from logging.handlers import RotatingFileHandler

    root = logging.getLogger()
    # A full disk is no reason to write stack traces to the terminal, line by line.
    logging.raiseExceptions = False
    try:
        target = RotatingFileHandler(
            folder / "microblog-desktop.log", maxBytes=_FILE_BYTES, backupCount=_FILES_KEPT, encoding="utf-8"
        )
    except OSError as error:
        # A program without a log is better than none.
        root.warning("no log can be written: %s", error)
        return
    target.setFormatter(Redactor(_FORMAT))
    for handler in tuple(root.handlers):
        if isinstance(handler, _Kept):
            root.removeHandler(handler)
            for record in handler.records:
                target.handle(record)
    root.addHandler(target)


def end_logging() -> None:
    """Close what `begin_logging` and `write_logs_to` opened."""
    root = logging.getLogger()
    for handler in tuple(root.handlers):
        if isinstance(handler, _Kept) or isinstance(handler.formatter, Redactor):
            root.removeHandler(handler)
            handler.close()
