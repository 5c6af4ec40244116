"""The command `microblog-desktop`, and `python -m microblog_desktop`."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from microblog_desktop.app.options import Options, parse
from microblog_desktop.domain.values import replace
from microblog_desktop.system.plain_imports import use_plain_imports
from microblog_desktop.system.qt_libraries import find_missing_library, has_display, install_with_apt

_NO_DISPLAY = "There is no display here, so the tour is played off screen; its pictures go to {folder}."
_NO_DISPLAY_AT_ALL = "There is no display here. Set DISPLAY or WAYLAND_DISPLAY, or play the tour with --tour DIR."


def main() -> int:
    # What is loaded until the first window is there stays; looking for garbage in it took a tenth of the time.
    # `app/startup.py` turns the collector on again.
    gc.disable()
    arguments = sys.argv[1:]
    options = parse(arguments)
    if options.diagnostics:
        from microblog_desktop.app.crash.diagnosing import print_diagnostics

        return print_diagnostics(options.profile)
    if not has_display():
        if options.demo and options.tour is None:
            options = replace(options, tour=Path("tour"))
        if options.tour is None:
            print(_NO_DISPLAY_AT_ALL, file=sys.stderr)
            return 2
        print(_NO_DISPLAY.format(folder=options.tour), flush=True)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if not _qt_can_start():
        return 2
    use_plain_imports()
    return _run(options, arguments)


def _run(options: Options, arguments: list[str]) -> int:
    # Qt is only loaded once it is known that it can be.
    if options.tour is not None:
        from microblog_desktop.tour.conductor import play

        return play(options)
    if options.demo:
        from microblog_desktop.app.demo import run_demo

        return run_demo(options, arguments)
    from microblog_desktop.app.startup import start

    if "MICROBLOG_TOUR_PART" in os.environ:
        from microblog_desktop.tour.player import guest_of_this_process

        return start(options, arguments, guest_of_this_process())
    return start(options, arguments)


def _qt_can_start() -> bool:
    """Name a missing system library; root on a Debian-like system gets it installed."""
    tried: set[str] = set()
    while (missing := find_missing_library()) is not None:
        print(missing.sentence(), file=sys.stderr, flush=True)
        if missing.name in tried or not install_with_apt(missing):
            return False
        tried.add(missing.name)
    return True


if __name__ == "__main__":
    sys.exit(main())
