"""From the command line to a window, and from there to the running client."""

from __future__ import annotations

import errno
import gc
import logging
import os
import sys
import threading
import types
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

# qasync takes whatever Qt it finds first; this is ours.
os.environ["QT_API"] = "pyside6"

from PySide6.QtCore import QLibraryInfo, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from microblog_desktop.app.client import Client
from microblog_desktop.app.figures import note_event
from microblog_desktop.app.first_paint import LATER, load_in_background, wait_for_first_paint
from microblog_desktop.app.options import Options
from microblog_desktop.app.shared import Shared
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.values import replace
from microblog_desktop.i18n.formats import read_words_of_times
from microblog_desktop.i18n.translate import _, set_language
from microblog_desktop.store.errors import StoreError
from microblog_desktop.system.crashes import CrashWatch, Ending
from microblog_desktop.system.input_method import choose_input_method
from microblog_desktop.system.logs import begin_logging, end_logging, log_bug, log_bugs, write_logs_to
from microblog_desktop.system.paths import Paths, keep_private, prepare_profile, resources, translations
from microblog_desktop.system.single_instance import SingleInstance
from microblog_desktop.ui.list.accessible import speak_of_lists
from microblog_desktop.ui.theme.theme import STYLE_ARGUMENTS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from microblog_desktop.app.links.asked import Asked
    from microblog_desktop.app.running import Guest

log = logging.getLogger(__name__)

APP_ID = "microblog-desktop"
_CRASHES_BEFORE_SAFE_MODE = 2
# The exit code between our own parts for an end that a start in safe mode follows.
_RESTART_SAFELY = 64
_ASKED_THERE = "Microblog is already running with this profile. Its window asks whether to restart in safe mode."
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def start(options: Options, arguments: list[str], guest: Guest | None = None) -> int:
    """Open the client and run it to its end; the exit code. `guest` runs beside it, as in `running.run`."""
    begin_logging(level=logging.DEBUG if options.verbose else logging.INFO)
    qInstallMessageHandler(_log_qt)
    log_bugs()
    # Whatever we write, SQLite's files and the log included, is for this person's eyes only.
    os.umask(0o077)
    try:
        app = _application(options)
        try:
            paths = prepare_profile(options.profile)
            instance = SingleInstance(paths.lock)
            is_first = instance.acquire()
        except OSError as error:
            return _say_no_profile(app, error)
        if not is_first:
            return _hand_over(app, instance, options, arguments)
        try:
            code = _watched(app, paths, options, instance, guest)
        finally:
            instance.release()
        return _restart(paths) if code == _RESTART_SAFELY else code
    finally:
        end_logging()


def _watched(app: QApplication, paths: Paths, options: Options, instance: SingleInstance, guest: Guest | None) -> int:
    """Whatever ends the program otherwise than in order is told of at the next start."""
    watch = CrashWatch(paths.logs)
    if watch.last.crashes_at_start >= _CRASHES_BEFORE_SAFE_MODE and not options.safe_mode:
        # Hardly ever needed.
        from microblog_desktop.app.crash.offering import safe_mode_question

        box, safe = safe_mode_question()
        _run_alone(app, box)
        options = replace(options, safe_mode=box.clickedButton() is safe)
    watch.begin()
    is_in_order = False
    try:
        code = _open_and_run(app, paths, options, instance, watch, guest)
        is_in_order = True
        return code
    finally:
        if is_in_order:
            watch.end()
        else:
            watch.note_bug()
            watch.give_up()


def _application(options: Options) -> QApplication:
    if options.safe_mode:
        from microblog_desktop.app.safe_mode import draw_without_graphics_card

        draw_without_graphics_card()
    choose_input_method(Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
    # The first is what X11 knows our windows by, however the program was started.
    app = QApplication([APP_ID, *STYLE_ARGUMENTS])
    # Before anything is shown: who listens to the first window must find it to be one.
    speak_of_lists()
    app.setApplicationName("Microblog")
    # Within a Flatpak its entry in the menu bears the name of the Flatpak, and windows must say the same.
    app.setDesktopFileName(os.environ.get("FLATPAK_ID", APP_ID))
    # Closing a window ends the client by an event that `running` awaits, so that everything is saved first.
    app.setQuitOnLastWindowClosed(False)
    return app


def _open_and_run(
    app: QApplication, paths: Paths, options: Options, instance: SingleInstance, watch: CrashWatch, guest: Guest | None
) -> int:
    try:
        shared = Shared(app, paths, prepare=_safe_start() if options.safe_mode else None)
        may_hide = _tray_is_here if options.hidden else _never
        client = Client(shared, server=options.server, username=options.username, may_hide=may_hide)
        client.open()
    except StoreError as error:
        return _say_problem(app, error.problem)
    sys.excepthook = partial(_tell_or_log_bug, client)
    if not client.window.isHidden():
        wait_for_first_paint(client.window)
    note_event("first_paint")
    _show_icon(app)
    # Nobody can ask for anything before there is a window.
    from microblog_desktop.app.links.asked import Asked

    asked = Asked(client)
    instance.on_arguments(asked.hand_over)
    load_in_background(LATER, read_words_of_times)
    # It would look at all that is there now in one go, and hold up the window longer than anything else does.
    gc.freeze()
    gc.enable()
    note_event("loaded")
    _write_logs(client, watch)
    # There may be many pictures; nobody waits for it.
    threading.Thread(target=keep_private, args=(paths.root,), name="permissions", daemon=True).start()
    asked.do(options)
    _say_what_is_to_be_said(client, watch)
    _hear_of_opened_urls(app, asked)
    # Loaded by now: what follows needs asyncio, httpx and the rest.
    from microblog_desktop.app.running import run

    code = run(client, guest)
    return _RESTART_SAFELY if shared.restarts_safely else code


def _write_logs(client: Client, watch: CrashWatch) -> None:
    # Needed from here on, and not for the first paint.
    from microblog_desktop.app.crash.log_failure import LogFailure

    failure = LogFailure(client.tell, client)
    write_logs_to(client.shared.paths.logs, failure.meet)
    if watch.failure is not None:
        failure.meet(watch.failure)


def _hear_of_opened_urls(app: QApplication, asked: Asked) -> None:
    if sys.platform == "darwin":
        from microblog_desktop.app.links.opened_urls import OpenedUrls

        OpenedUrls(app, asked.open_link)


def _restart(paths: Paths) -> int:
    from microblog_desktop.app.crash.restarting import start_in_safe_mode

    try:
        start_in_safe_mode(paths.root)
    except OSError as error:
        # It was moved or removed meanwhile.
        sys.stderr.write(f"Microblog could not be started again: {error}\n")
        return 1
    return 0


def _say_what_is_to_be_said(client: Client, watch: CrashWatch) -> None:
    if watch.last.ending is Ending.CRASHED or client.shared.appearance.are_keys_damaged:
        # Hardly ever needed.
        from microblog_desktop.app.crash.telling import tell_what_was_found

        tell_what_was_found(client.shared, client.window, client.tell, watch.last)


def _safe_start() -> Callable[[Shared], None]:
    from microblog_desktop.app.safe_mode import use_first_settings

    return use_first_settings


def _tray_is_here() -> bool:
    # Asked only by a start that wants to be hidden.
    from microblog_desktop.ui.tray.tray_watch import tray_is_here

    return tray_is_here()


def _never() -> bool:
    return False


def _show_icon(app: QApplication) -> None:
    """Of the window, in the task bar; drawing it can wait until the window's own content is there."""
    from PySide6.QtGui import QIcon

    app.setWindowIcon(QIcon(str(resources() / "app-icon.svg")))


def _hand_over(app: QApplication, instance: SingleInstance, options: Options, arguments: list[str]) -> int:
    if not instance.hand_over(arguments):
        return _say_it_runs_already(app)
    if options.safe_mode:
        sys.stderr.write(f"{_ASKED_THERE}\n")
    return 0


def _say_it_runs_already(app: QApplication) -> int:
    set_language("", translations())
    return _say(
        app, _("Microblog is already running with this profile, but it does not answer. Close it and try again.")
    )


def _say_no_profile(app: QApplication, error: OSError) -> int:
    """The folder cannot be made or written to; there is no store yet that could speak of it."""
    log.warning("no profile: %s", error)
    set_language("", translations())
    kind = ProblemKind.DISK_FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else ProblemKind.STORE_UNREADABLE
    return _say_problem(app, Problem(kind))


def _say_problem(app: QApplication, problem: Problem) -> int:
    from microblog_desktop.viewmodels.problem_words import sentence

    return _say(app, sentence(problem))


def _say(app: QApplication, text: str) -> int:
    """Tell why there is no window, in a window; there is no asyncio loop yet that a plain loop could disturb."""
    log.warning("not opened: %s", text)
    # Hardly ever needed, and a whole family of classes.
    from PySide6.QtWidgets import QMessageBox

    _run_alone(app, QMessageBox(QMessageBox.Icon.Warning, "Microblog", text, QMessageBox.StandardButton.Close))
    return 1


def _run_alone(app: QApplication, box: QMessageBox) -> None:
    """Before there is anything else: a plain loop, until it is closed."""
    box.finished.connect(app.quit)
    box.open()
    app.exec()


def _log_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    # The offscreen platform says this of every window; it is of no use to anybody.
    if "propagateSizeHints" not in text:
        log.log(_QT_LEVELS.get(kind, logging.INFO), "Qt: %s", text)


def _tell_or_log_bug(
    client: Client, kind: type[BaseException], error: BaseException, trace: types.TracebackType | None
) -> None:
    """A slot failed by a bug, or because the disk did: the person is told, and what was typed still stands there."""
    if isinstance(error, StoreError):
        log.warning("the store failed: %s", error)
        client.tell(error.problem)
    else:
        log_bug(kind, error, trace)
