"""What the server says on standard error: lines for people, or JSON for a log collector.

Secrets stay out: a request is logged by its route (`/api/password-resets/{token}`), never by its address, headers or
body; other packages are not listened to below INFO, where some of them would repeat the values of SQL statements.
"""

from __future__ import annotations

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime

from microblog_server.settings import Settings

request_id: ContextVar[str] = ContextVar("request_id", default="")

_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s%(request)s"
_OURS = "microblog_server"
_EXTRAS = ("method", "route", "status", "ms")


def configure(settings: Settings) -> None:
    """Once, when the process begins."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if settings.log_format == "json" else Text(_TEXT))
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    logging.basicConfig(level=max(level, logging.INFO), handlers=[handler])
    logging.getLogger(_OURS).setLevel(level)


class Text(logging.Formatter):
    """A line for people; the request's id at its end."""

    def format(self, record: logging.LogRecord) -> str:
        id = request_id.get()
        record.request = f" [{id}]" if id else ""
        return super().format(record)


class JsonLines(logging.Formatter):
    """One JSON object for each record."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id.get():
            line["request_id"] = request_id.get()
        line |= {name: getattr(record, name) for name in _EXTRAS if hasattr(record, name)}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
