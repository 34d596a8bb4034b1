"""Long work that the user waits for: one piece at a time, under a progress dialog, in the file's lane."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zidesk.domain.ticker import Ticker
from zidesk.ui.open_file.lanes import Lane, Lanes
from zidesk.ui.shell.tasks import Task
from zidesk.ui.widgets.progress_dialog import ProgressDialog

BUSY_SENTENCE = "Masih ada pekerjaan yang berjalan; tunggu sampai selesai, lalu ulangi."


class RunningWork(QObject):
    """Starts work and shows its progress; ``busy`` tells of its beginning and its end."""

    busy = Signal(bool)
    refused = Signal(str)

    def __init__(self, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dialog_parent: QWidget | None = None
        self._lanes = lanes
        self._dialog: ProgressDialog | None = None

    @property
    def is_busy(self) -> bool:
        """Whether work runs."""
        return self._dialog is not None

    def start(
        self,
        title: str,
        work: Callable[[Ticker], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        *,
        cancellable: bool = True,
    ) -> None:
        """Run ``work(ticker)`` in the worker, then ``done(result)`` or ``failed(error)`` here.

        Refused while other work runs.
        """
        if self.is_busy:
            self.refused.emit(BUSY_SENTENCE)
            return
        task: Task | None = None

        def cancel() -> None:
            if task is not None:
                task.cancel()

        dialog = ProgressDialog(title, cancel if cancellable else None, self.dialog_parent)
        self._dialog = dialog

        def succeeded(result: Any) -> None:
            self.forget()
            done(result)

        def broke(error: Exception) -> None:
            self.forget()
            failed(error)

        self.busy.emit(True)
        task = self._lanes[Lane.FILE].start(work, succeeded, broke, dialog.advance)

    def forget(self) -> None:
        """Take the dialog away: the work is over, or the window goes."""
        if self._dialog is None:
            return
        self._dialog.finish()
        self._dialog = None
        self.busy.emit(False)
