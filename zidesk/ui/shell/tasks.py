"""A background worker: long work off the GUI thread, with progress, cancel, and results back on it."""

import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from zidesk.domain.errors import CancelledError
from zidesk.domain.ticker import Ticker

TICK_SECONDS = 0.05
"""Progress is told to the GUI thread at most this often."""


class Task:
    """One piece of work, waiting, running or over; ``cancel`` may be called from any thread."""

    def __init__(
        self,
        work: Callable[[Ticker], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        progressed: Callable[[int, int], None] | None,
    ) -> None:
        self.work = work
        self.done = done
        self.failed = failed
        self.progressed = progressed
        self._cancelled = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked for this work to stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; it stops at its next tick."""
        self._cancelled.set()


class TaskRunner(QObject):
    """Runs tasks one after another in one thread and calls their callbacks in the GUI thread."""

    _posted = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._queue: SimpleQueue[Task | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._unfinished: set[Task] = set()
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether no task waits or runs."""
        return not self._unfinished

    def start(
        self,
        work: Callable[[Ticker], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        progressed: Callable[[int, int], None] | None = None,
    ) -> Task:
        """Queue ``work(ticker)`` and return at once.

        ``done(result)``, ``failed(error)`` and ``progressed(done, total)`` are called in the GUI thread;
        a cancelled task fails with ``CancelledError``.
        """
        task = Task(work, done, failed, progressed)
        self._unfinished.add(task)
        if self._thread is None:
            self._thread = threading.Thread(target=self._loop, name=f"zidesk-{self._name}", daemon=True)
            self._thread.start()
        self._queue.put(task)
        return task

    def cancel_all(self) -> None:
        """Ask everything that waits or runs to stop, without waiting for it."""
        for task in self._unfinished:
            task.cancel()

    def close(self) -> None:
        """Cancel everything and wait for the thread to end; no callback is called afterwards."""
        self.cancel_all()
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread = None
        self._unfinished.clear()

    def _loop(self) -> None:
        while (task := self._queue.get()) is not None:
            self._posted.emit(_Finished(task, *_attempt(task, self._posted.emit)))

    def _call(self, message: "_Finished | _Progressed") -> None:
        task = message.task
        if task not in self._unfinished:
            return
        if isinstance(message, _Progressed):
            if task.progressed is not None:
                task.progressed(message.done, message.total)
            return
        self._unfinished.discard(task)
        if message.error is not None:
            task.failed(message.error)
        else:
            task.done(message.result)


class _Progressed:
    def __init__(self, task: Task, done: int, total: int) -> None:
        self.task, self.done, self.total = task, done, total


class _Finished:
    def __init__(self, task: Task, result: Any, error: Exception | None) -> None:
        self.task, self.result, self.error = task, result, error


def _attempt(task: Task, post: Callable[[_Progressed], None]) -> tuple[Any, Exception | None]:
    last = 0.0

    def tick(done: int, total: int) -> None:
        nonlocal last
        if task.cancelled:
            raise CancelledError("Pekerjaan dibatalkan; tidak ada yang berubah.")
        now = time.monotonic()
        if now - last >= TICK_SECONDS or done >= total:
            last = now
            post(_Progressed(task, done, total))

    try:
        tick(0, 0)
        return task.work(tick), None
    except Exception as error:  # noqa: BLE001 - every error is delivered to the task's owner in the GUI thread
        return None, error
