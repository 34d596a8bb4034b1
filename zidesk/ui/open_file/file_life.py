"""The life of the open file: opened or made in the worker, watched while open, closed before another.

``zidesk.db`` is imported inside functions, and first in the worker thread: the window must not wait for it.
What only writing needs costs more than all the rest; it follows in the worker once the plan is on screen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from zidesk.domain.errors import KnownError
from zidesk.domain.plan.model import PlanRecord, PlanSummary, Unit
from zidesk.domain.ticker import Ticker
from zidesk.ui.open_file.lanes import Lane, Lanes
from zidesk.ui.open_file.running_work import RunningWork
from zidesk.ui.open_file.shown_plan import latest_plan
from zidesk.ui.shell import settings

if TYPE_CHECKING:
    from zidesk.db.errors import FileLostError
    from zidesk.db.store import Store

WARM_UP_DELAY = 300
"""Milliseconds between showing a plan and getting ready to write, so that it is painted first."""
WATCH_INTERVAL = 5_000
"""Milliseconds between looks at whether the open file still stands at its path."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file just opened, with what is shown of it first."""

    store: "Store"
    units: tuple[Unit, ...]
    plans: tuple[PlanSummary, ...]
    record: PlanRecord | None


class FileLife(QObject):
    """Owns the store.

    ``opened`` with the ``OpenedFile``; ``closing`` while the file can still be read, before it is closed for
    another one too; ``in_use`` with the path and the ``FileInUseError``, or the ``ReadOnlyFileError`` of a
    file that can be read at least; ``lost_changed`` when ``lost`` may
    differ; ``failed`` with any other error of opening; ``not_whole`` with a sentence, after opening, when
    what the file says does not fit together.
    """

    opened = Signal(object)
    closing = Signal()
    in_use = Signal(object, object)
    lost_changed = Signal()
    failed = Signal(object)
    not_whole = Signal(str)

    def __init__(self, lanes: Lanes, work: RunningWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._work = work
        self.store: Store | None = None
        self.lost: FileLostError | None = None
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_INTERVAL)
        self._watch.timeout.connect(self.look)

    def open(self, path: Path, *, snapshot: bool = False) -> None:
        """Open a file, or a read-only copy of it; the one open before is closed once this one is open."""
        path = path.absolute()
        if not snapshot and self._is_open(path):
            return

        left_at = settings.last_plan(path)

        def load(_tick: Ticker) -> OpenedFile:
            from zidesk.db.store import Store

            return _read_first(Store.open_snapshot(path) if snapshot else Store.open(path), left_at)

        def failed(error: Exception) -> None:
            from zidesk.db.errors import FileInUseError, ReadOnlyFileError

            if not snapshot and isinstance(error, FileInUseError | ReadOnlyFileError):
                self.in_use.emit(path, error)
            else:
                self.failed.emit(error)

        self._work.start(f"Membuka {path.name}", load, self._take_over, failed, cancellable=False)

    def create(self, path: Path, fill: Callable[["Store"], object]) -> None:
        """Make a new file, let ``fill`` write its first plans in the worker, and open it.

        Refused when the path exists; a failed ``fill`` leaves no file behind.
        """
        path = path.absolute()

        def make(_tick: Ticker) -> OpenedFile:
            from zidesk.db.files.filled_file import create_filled

            return _read_first(create_filled(path, fill))

        self._work.start(f"Membuat {path.name}", make, self._take_over, self.failed.emit, cancellable=False)

    def close(self) -> None:
        """Close the open file, if any: first whoever uses it lets go of it."""
        if self.store is None:
            return
        self._watch.stop()
        self.closing.emit()
        # The worker's own lane is left alone: what runs there has just opened the next file.
        self._lanes.stop(Lane.FILE)
        self.store.close()
        self.store = None
        self.lost = None

    def look(self) -> None:
        """Look in the background whether the file still stands at its path, unless something runs there."""
        store = self.store
        if store is None or self._work.is_busy or not self._lanes.is_idle(Lane.WATCH):
            return

        def looked(error: "FileLostError | None") -> None:
            known = self.lost.loss if self.lost is not None else None
            if store is self.store and (error.loss if error is not None else None) is not known:
                self.note_lost(error)

        # A drive that is gone may let its answer wait for long.
        self._lanes[Lane.WATCH].start(lambda _tick: store.look(), looked, self.failed.emit)

    def note_lost(self, error: "FileLostError | None") -> None:
        """Keep what became of the file, ``None`` where it can be written."""
        self.lost = error
        self.lost_changed.emit()

    def _is_open(self, path: Path) -> bool:
        if self.store is None or self.store.read_only:
            return False
        from zidesk.db.files.lock import is_open_here

        return is_open_here(path)

    def _take_over(self, opened: OpenedFile) -> None:
        self.close()
        self.store = opened.store
        self.opened.emit(opened)
        QTimer.singleShot(WARM_UP_DELAY, self, self._warm_up)
        if not opened.store.read_only:
            self._watch.start()

    def _look_over(self, store: "Store") -> None:
        def look(tick: Ticker) -> str:
            from zidesk.db.files.integrity import look_over, not_whole

            findings = look_over(store, tick)
            return not_whole(store.path, findings) if findings else ""

        def looked(sentence: str) -> None:
            if sentence and store is self.store:
                self.not_whole.emit(sentence)

        def failed(error: Exception) -> None:
            # Nobody asked for it: whoever does something with the file hears what became of it.
            if not isinstance(error, KnownError):
                self.failed.emit(error)

        self._lanes[Lane.WATCH].start(look, looked, failed)

    def _warm_up(self) -> None:
        if self.store is None:
            return
        self._look_over(self.store)
        if self.store.read_only:
            return
        from zidesk.db.files.warm_up import import_write_side

        self._lanes[Lane.FILE].start(import_write_side, lambda _: None, self.failed.emit)


def _read_first(store: "Store", left_at: str = "") -> OpenedFile:
    """Read what is shown first: the plan that the file was left at where it still is, else the newest."""
    try:
        plans = store.plans()
        shown = left_at if any(plan.id == left_at for plan in plans) else latest_plan(plans)
        record = store.load_record(shown) if shown is not None else None
        return OpenedFile(store, store.units(), plans, record)
    except BaseException:
        store.close()
        raise
