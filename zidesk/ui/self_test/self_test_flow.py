"""Bantuan > Uji diri: the main job in the worker, what needs Qt in the GUI thread, then the report.

The self-test is imported when it is asked for: it needs every library that the program has.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from zidesk.domain.ticker import Ticker
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.committing import commit_editor

if TYPE_CHECKING:
    from zidesk.self_test.running import StepResult


class SelfTestFlow(QObject):
    """Tries the program beside the open file, which it never touches."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window

    def run(self) -> None:
        """Run the self-test under the progress dialog and show its report; a cancel shows nothing."""
        commit_editor()
        now = datetime.now().astimezone()
        self._workspace.run_aside(
            "Menguji zidesk di komputer ini", try_main_job, lambda results: self._go_on(results, now)
        )

    def _go_on(self, results: "list[StepResult]", now: datetime) -> None:
        from zidesk.self_test.running import run_steps, trial_folder
        from zidesk.ui.self_test.self_test_dialog import SelfTestDialog
        from zidesk.ui.self_test.steps import running_window_steps

        with trial_folder() as folder:
            results = [*results, *run_steps(running_window_steps(), folder)]
        dialog = SelfTestDialog(results, now, self._window)
        dialog.exec()
        dialog.deleteLater()


def try_main_job(tick: Ticker) -> "list[StepResult]":
    """Run the steps that need no window, ticking steps; for the worker. Raises KnownError."""
    from zidesk.self_test.main_job import main_job_steps
    from zidesk.self_test.running import run_steps, trial_folder
    from zidesk.self_test.surroundings import surrounding_steps

    steps = (*surrounding_steps(), *main_job_steps())
    results = []
    with trial_folder() as folder:
        for result in run_steps(steps, folder):
            results.append(result)
            tick(len(results), len(steps))
    return results
