"""The open file as the window sees it: the parts in ``zidesk.ui.open_file``, behind one front.

``zidesk.db`` is imported inside functions, and first in the worker thread: the window must not wait for it.
"""

from collections import deque
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zidesk.domain.errors import CancelledError, KnownError
from zidesk.domain.plan.model import PlanRecord, PlanSummary, Unit
from zidesk.domain.ticker import Ticker
from zidesk.ui.open_file.file_life import FileLife, OpenedFile
from zidesk.ui.open_file.judging_date import JudgingDate
from zidesk.ui.open_file.lanes import Lane, Lanes
from zidesk.ui.open_file.running_work import BUSY_SENTENCE, RunningWork
from zidesk.ui.open_file.shown_plan import ShownPlan
from zidesk.ui.open_file.undo_names import UndoNames
from zidesk.ui.shell.tasks import Task

if TYPE_CHECKING:
    from zidesk.db.errors import FileLostError, UnsureError
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.store import Store

READ_ONLY_SENTENCE = "Berkas ini dibuka baca-saja dan tidak dapat diubah; buka berkas aslinya untuk mengubah."
KEPT_OPERATION_NAMES = 20


class Workspace(QObject):
    """What the window's parts ask and tell the open file; every operation on it goes through here.

    Signals: ``opened`` and ``closed`` for the file, ``closing`` before it is closed, for another one too;
    ``leaving`` before another plan is chosen;
    ``changed`` with the ``Outcome`` of every operation, undo and redo, whatever it changed;
    ``record_changed`` when the plan on screen was loaded whole; ``actions_changed`` with a tuple of
    ``Action`` when only these changed in it; ``state_changed`` when undo names, choosers, counts or the
    "as of" date may differ; ``as_of_changed`` when another date judges lateness; ``refused`` with one
    Indonesian sentence; ``busy`` while long work runs; ``file_in_use`` with the path and the
    ``FileInUseError``; ``file_lost`` with the ``FileLostError`` when the open file went or was
    overwritten, and whenever a change was refused for that; ``unsure`` with the sentence when a change is in
    the file, or may be, but the disk failed to make it durable; ``not_whole`` with the sentence when the
    file that was opened does not fit together.
    """

    opened = Signal()
    closing = Signal()
    closed = Signal()
    changed = Signal(object)
    leaving = Signal()
    record_changed = Signal()
    actions_changed = Signal(object)
    state_changed = Signal()
    as_of_changed = Signal()
    refused = Signal(str)
    busy = Signal(bool)
    file_in_use = Signal(object, object)
    file_lost = Signal(object)
    unsure = Signal(str)
    not_whole = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lanes = Lanes(self)
        self._work = RunningWork(self.lanes, self)
        self._file = FileLife(self.lanes, self._work, self)
        self._shown = ShownPlan(self)
        self._date = JudgingDate(self)
        self._undo_names = UndoNames()
        self._saved_at: datetime | None = None
        self._is_outdated = False
        self._operations: deque[str] = deque(maxlen=KEPT_OPERATION_NAMES)
        self._work.busy.connect(self.busy)
        self._work.refused.connect(self.refused)
        self._shown.loaded.connect(self.record_changed)
        self._shown.patched.connect(self.actions_changed)
        self._file.opened.connect(self._begin)
        self._file.closing.connect(self.closing)
        self._file.in_use.connect(self.file_in_use)
        self._file.failed.connect(self._fail)
        self._file.not_whole.connect(self.not_whole)
        self._file.lost_changed.connect(self._tell_lost)
        self._date.changed.connect(self.as_of_changed)
        self._date.changed.connect(self.state_changed)

    # --- what is open and what is shown of it

    @property
    def store_open(self) -> bool:
        """Whether a file is open."""
        return self._file.store is not None

    @property
    def store(self) -> "Store":
        """The open store, for reading in callbacks of long work; raises ``KnownError`` when none is open."""
        if self._file.store is None:
            raise KnownError("Belum ada berkas yang dibuka; buka atau buat berkas dahulu.")
        return self._file.store

    @property
    def path(self) -> Path | None:
        """The open file, ``None`` when none is open."""
        return self._file.store.path if self._file.store is not None else None

    @property
    def read_only(self) -> bool:
        """Whether the open file is a snapshot that cannot be changed."""
        return self._file.store is not None and self._file.store.read_only

    @property
    def lost(self) -> "FileLostError | None":
        """What became of the open file where it cannot be written any more, as far as is known."""
        return self._file.lost

    @property
    def record(self) -> PlanRecord | None:
        """The plan on screen with its unit and evidence."""
        return self._shown.record

    @property
    def units(self) -> tuple[Unit, ...]:
        """Every unit of the file."""
        return self._shown.units

    @property
    def plans(self) -> tuple[PlanSummary, ...]:
        """Every plan of the file, without trees."""
        return self._shown.plans

    @property
    def as_of(self) -> date:
        """The date at which lateness is judged: the one set, else today."""
        return self._date.value

    @property
    def as_of_is_today(self) -> bool:
        """Whether no other date was set."""
        return self._date.is_today

    @property
    def saved_at(self) -> datetime | None:
        """When the last change of this session was committed, local time."""
        return self._saved_at

    @property
    def undo_name(self) -> str | None:
        """What Ctrl+Z would undo, ``None`` if nothing."""
        return self._undo_names.undo

    @property
    def redo_name(self) -> str | None:
        """What Ctrl+Y would redo, ``None`` if nothing."""
        return self._undo_names.redo

    @property
    def is_busy(self) -> bool:
        """Whether long work with a progress dialog runs."""
        return self._work.is_busy

    def latest_operations(self) -> tuple[str, ...]:
        """Return the names of this session's last operations, oldest first, from memory."""
        return tuple(self._operations)

    def show_dialogs_over(self, window: QWidget) -> None:
        """Show the progress of long work over ``window``."""
        self._work.dialog_parent = window

    # --- the life of the file

    def open_file(self, path: Path, *, snapshot: bool = False) -> None:
        """Open a file in the worker; the file open before is closed only once this one is open.

        ``snapshot`` opens a read-only copy. Known errors go to ``refused``, a file that someone else has
        open to ``file_in_use``.
        """
        self._file.open(path, snapshot=snapshot)

    def create_file(self, path: Path, fill: Callable[["Store"], object]) -> None:
        """Make a new file, let ``fill`` write its first plans in the worker, and open it.

        Refused when the path exists; a failed ``fill`` leaves no file behind.
        """
        self._file.create(path, fill)

    def close_file(self) -> None:
        """Close the open file, if any."""
        if not self.store_open:
            return
        self._file.close()
        self._shown.begin()
        self._saved_at = None
        self._undo_names.read(None)
        self.closed.emit()
        self.state_changed.emit()

    def shut_down(self) -> None:
        """Stop all background work and close the file; the window is going away."""
        self.lanes.stop()
        self._work.forget()
        self.close_file()

    def look_for_file(self) -> None:
        """Look in the background whether the open file still stands at its path."""
        self._file.look()

    def choose_plan(self, plan_id: str) -> None:
        """Show another plan of the file."""
        self.leaving.emit()
        self._shown.choose(self.store, plan_id)
        self.state_changed.emit()

    def set_as_of(self, value: date | None) -> None:
        """Judge lateness at ``value``, or at today again with ``None``."""
        self._date.set(value)

    # --- operations and long work

    def run(self, operation: Callable[["Store"], "Outcome"]) -> "Outcome | None":
        """Run one short operation now and tell the views what changed.

        Returns ``None`` when it was refused; the sentence went to ``refused`` and nothing changed.
        """
        return self._perform(operation)

    def undo(self) -> "Outcome | None":
        """Undo the last operation that is not undone; ``None`` if there is none."""
        return self._perform(lambda store: store.undo()) if self.store_open else None

    def redo(self) -> "Outcome | None":
        """Redo the operation undone last; ``None`` if there is none."""
        return self._perform(lambda store: store.redo()) if self.store_open else None

    def run_long(
        self,
        title: str,
        work: Callable[["Store", Ticker], Any],
        done: Callable[[Any], None] | None = None,
        *,
        writes: bool = False,
    ) -> None:
        """Run ``work(store, ticker)`` in the worker under a progress dialog, then ``done(result)`` here.

        A result that is an ``Outcome`` is applied to the views before ``done``. ``writes`` refuses the
        work at once on a read-only file. Known errors go to ``refused``; a cancel says nothing.
        """
        if self.is_busy or (writes and self.read_only):
            self._may_write()
            return
        store = self.store

        def finish(result: Any) -> None:
            from zidesk.db.history.outcome import Outcome

            if isinstance(result, Outcome):
                self._apply(result)
            if done is not None:
                done(result)

        self._work.start(title, lambda tick: work(store, tick), finish, self._fail)

    def run_aside(self, title: str, work: Callable[[Ticker], Any], done: Callable[[Any], None]) -> None:
        """Run work that needs no store in the worker under the same progress dialog."""
        self._work.start(title, work, done, self._fail)

    def run_behind(
        self, lane: Lane, work: Callable[["Store", Ticker], Any], done: Callable[[Any], None]
    ) -> Task:
        """Run work that only reads the store in a lane of its own, while the user goes on.

        Closing the file cancels it. Known errors go to ``refused``; a cancel says nothing.
        """
        store = self.store
        return self.lanes[lane].start(lambda tick: work(store, tick), done, self._fail)

    def _may_write(self) -> bool:
        if self.is_busy:
            self.refused.emit(BUSY_SENTENCE)
            return False
        if self.read_only:
            self.refused.emit(READ_ONLY_SENTENCE)
            return False
        return True

    def _perform(self, step: Callable[["Store"], "Outcome | None"]) -> "Outcome | None":
        if not self._may_write():
            return None
        try:
            outcome = step(self.store)
        except KnownError as error:
            self._refuse(error)
            return None
        if outcome is not None:
            self._apply(outcome)
        return outcome

    def _begin(self, opened: OpenedFile) -> None:
        self._shown.begin(opened.units, opened.plans, opened.record)
        self._saved_at = None
        self._is_outdated = False
        self._undo_names.read(opened.store)
        self.opened.emit()
        self.record_changed.emit()
        self.state_changed.emit()

    def _apply(self, outcome: "Outcome") -> None:
        if outcome.operation_id is None:
            return
        self._saved_at = datetime.now().astimezone()
        self._follow(outcome)

    def _follow(self, outcome: "Outcome") -> None:
        self._file.lost = None
        self._operations.append(outcome.name)
        self._undo_names.read(self.store)
        self._shown.follow(self.store, outcome)
        if self._is_outdated:
            self._shown.read_again(self.store)
            self._is_outdated = False
        self.state_changed.emit()
        self.changed.emit(outcome)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            return
        if isinstance(error, KnownError):
            self._refuse(error)
            return
        raise error

    def _refuse(self, error: KnownError) -> None:
        from zidesk.db.errors import FileLostError, UnsureError

        self.refused.emit(str(error))
        if isinstance(error, FileLostError):
            self._file.note_lost(error)
        elif isinstance(error, UnsureError):
            self._tell_unsure(error)

    def _tell_unsure(self, error: "UnsureError") -> None:
        if error.outcome is not None:
            self._follow(error.outcome)
        else:
            # Nothing can be read at the moment; the next operation that succeeds shows what there is.
            self._is_outdated = self.store_open
        self.unsure.emit(str(error))

    def _tell_lost(self) -> None:
        self.state_changed.emit()
        if self.lost is not None:
            self.file_lost.emit(self.lost)
