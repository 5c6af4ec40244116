"""The report of a crash, as plain text for those who mend it. Nobody gets it unless its person sends it."""

from __future__ import annotations

from microblog_desktop.app.settings.diagnostics import diagnostics
from microblog_desktop.app.shared import Shared
from microblog_desktop.system.crashes import crash_report
from microblog_desktop.system.logs import redact


def full_report(shared: Shared) -> str:
    """What was going on, then what the computer is like."""
    stacks = crash_report(shared.paths.logs)
    return redact(f"{stacks.strip()}\n\n{diagnostics(shared.paths, shared.profile)}")
