"""Starts the window: the application, error reports, then the file."""

import gc
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from zidesk.ui.shell.application import make_application
from zidesk.ui.shell.errors_dialog import BugReporter
from zidesk.ui.shell.event_loop import run_event_loop
from zidesk.ui.shell.main_window import MainWindow
from zidesk.ui.widgets.common import MessageKind


def run(path: Path | None) -> int:
    """Show the window with ``path`` in it, or the file open last time, until it is closed.

    Returns the process's exit status.
    """
    # Imports make many objects that stay: looking for garbage among them costs a tenth of the start.
    gc.disable()
    app = make_application()
    window = MainWindow()
    reporter = install_reporter(app, window)
    window.show()
    # The window is painted before the file is opened: importing the database costs half a second.
    QTimer.singleShot(0, window, lambda: _open_first(window, path))
    try:
        return run_event_loop(app)
    finally:
        reporter.uninstall()


def _open_first(window: MainWindow, path: Path | None) -> None:
    window.open_at_start(path)
    if window.workspace.is_busy:
        window.workspace.busy.connect(_collect_again, Qt.ConnectionType.SingleShotConnection)
    else:
        _collect_again()


def _collect_again() -> None:
    gc.freeze()
    gc.enable()


def install_reporter(app: QApplication, window: MainWindow) -> BugReporter:
    """Show what no one handled: known errors in the window's message bar, bugs as a report."""

    def say(sentence: str) -> None:
        window.messages.tell(sentence, kind=MessageKind.WARNING)

    reporter = BugReporter(app, window.workspace.latest_operations, say)
    reporter.install()
    return reporter
