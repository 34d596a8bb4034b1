"""The open file as the window sees it: the one owner of the store, and the only ui module that touches db.

``zidesk.db`` is imported inside functions, and first in the worker thread: the window must not wait for it.
What only writing needs costs more than all the rest; it follows in the worker once the plan is on screen.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from zidesk.domain.errors import CancelledError, KnownError
from zidesk.domain.plan.model import Action, Area, Component, Indicator, Plan, PlanRecord, PlanSummary, Unit
from zidesk.domain.ticker import Ticker
from zidesk.ui.shell.tasks import Task, TaskRunner
from zidesk.ui.widgets.progress_dialog import ProgressDialog

if TYPE_CHECKING:
    from zidesk.db.errors import FileLostError
    from zidesk.db.history.outcome import ChangeKind, Outcome
    from zidesk.db.store import Store

READ_ONLY_SENTENCE = "Berkas ini dibuka baca-saja dan tidak dapat diubah; buka berkas aslinya untuk mengubah."
BUSY_SENTENCE = "Masih ada pekerjaan yang berjalan; tunggu sampai selesai, lalu ulangi."
KEPT_OPERATION_NAMES = 20
WARM_UP_DELAY = 300
"""Milliseconds between showing a plan and getting ready to write, so that it is painted first."""
WATCH_INTERVAL = 5_000
"""Milliseconds between looks at whether the open file still stands at its path."""
PLACE_COLUMNS = ("indicator_id", "position")
"""Columns of an action that say where it stands in the tree."""


class Workspace(QObject):
    """Owns the store, the record on screen, the "as of" date and the background worker.

    Signals: ``opened`` and ``closed`` for the file; ``record_changed`` when the whole plan was loaded again;
    ``actions_changed`` with a tuple of ``Action`` when only these changed in place; ``state_changed`` when
    undo names, choosers, counts or the "as of" date may differ; ``as_of_changed`` when another date judges
    lateness; ``refused`` with one Indonesian sentence; ``busy`` while long work runs; ``file_in_use`` with
    the path and the ``FileInUseError``; ``file_lost`` with the ``FileLostError`` when the open file went
    or was overwritten, and whenever a change was refused for that.
    """

    opened = Signal()
    closed = Signal()
    record_changed = Signal()
    actions_changed = Signal(object)
    state_changed = Signal()
    as_of_changed = Signal()
    refused = Signal(str)
    busy = Signal(bool)
    file_in_use = Signal(object, object)
    file_lost = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dialog_parent: QWidget | None = None
        self.runner = TaskRunner(self)
        self._store: Store | None = None
        self._record: PlanRecord | None = None
        self._units: tuple[Unit, ...] = ()
        self._plans: tuple[PlanSummary, ...] = ()
        self._as_of: date | None = None
        self._saved_at: datetime | None = None
        self._undo_name: str | None = None
        self._redo_name: str | None = None
        self._dialog: ProgressDialog | None = None
        self._operations: deque[str] = deque(maxlen=KEPT_OPERATION_NAMES)
        self._lost: FileLostError | None = None
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_INTERVAL)
        self._watch.timeout.connect(self.look_for_file)

    @property
    def lost(self) -> "FileLostError | None":
        """What became of the open file where it cannot be written any more, as far as is known."""
        return self._lost

    @property
    def store_open(self) -> bool:
        """Whether a file is open."""
        return self._store is not None

    @property
    def store(self) -> "Store":
        """The open store, for reading in callbacks of long work; raises ``KnownError`` when none is open."""
        if self._store is None:
            raise KnownError("Belum ada berkas yang dibuka; buka atau buat berkas dahulu.")
        return self._store

    @property
    def path(self) -> Path | None:
        """The open file, ``None`` when none is open."""
        return self._store.path if self._store is not None else None

    @property
    def read_only(self) -> bool:
        """Whether the open file is a snapshot that cannot be changed."""
        return self._store is not None and self._store.read_only

    @property
    def record(self) -> PlanRecord | None:
        """The plan on screen with its unit and evidence."""
        return self._record

    @property
    def units(self) -> tuple[Unit, ...]:
        """Every unit of the file."""
        return self._units

    @property
    def plans(self) -> tuple[PlanSummary, ...]:
        """Every plan of the file, without trees."""
        return self._plans

    @property
    def as_of(self) -> date:
        """The date at which lateness is judged: the one set, else today."""
        return self._as_of or date.today()  # noqa: DTZ011 - the clerk's own calendar day is what is meant

    @property
    def as_of_is_today(self) -> bool:
        """Whether no other date was set."""
        return self._as_of is None

    @property
    def saved_at(self) -> datetime | None:
        """When the last change of this session was committed, local time."""
        return self._saved_at

    @property
    def undo_name(self) -> str | None:
        """What Ctrl+Z would undo, ``None`` if nothing."""
        return self._undo_name

    @property
    def redo_name(self) -> str | None:
        """What Ctrl+Y would redo, ``None`` if nothing."""
        return self._redo_name

    @property
    def is_busy(self) -> bool:
        """Whether long work with a progress dialog runs."""
        return self._dialog is not None

    def latest_operations(self) -> tuple[str, ...]:
        """Return the names of this session's last operations, oldest first, from memory."""
        return tuple(self._operations)

    def set_as_of(self, value: date | None) -> None:
        """Judge lateness at ``value``, or at today again with ``None``."""
        self._as_of = value
        self.as_of_changed.emit()
        self.state_changed.emit()

    def open_file(self, path: Path, *, snapshot: bool = False) -> None:
        """Open a file in the worker; the file open before is closed only once this one is open.

        ``snapshot`` opens a read-only copy. Known errors go to ``refused``, a file that someone else has
        open to ``file_in_use``.
        """
        path = path.absolute()
        if not snapshot and self._is_open(path):
            return

        def load(_tick: Ticker) -> "_Loaded":
            from zidesk.db.store import Store

            return _load(Store.open_snapshot(path) if snapshot else Store.open(path))

        def failed(error: Exception) -> None:
            from zidesk.db.errors import FileInUseError

            if isinstance(error, FileInUseError):
                self.file_in_use.emit(path, error)
            else:
                self._fail(error)

        self._start_long(f"Membuka {path.name}", load, self._adopt, failed, cancellable=False)

    def create_file(self, path: Path, fill: Callable[["Store"], object]) -> None:
        """Make a new file, let ``fill`` write its first plans in the worker, and open it.

        Refused when the path exists; a failed ``fill`` leaves no file behind.
        """
        path = path.absolute()

        def make(_tick: Ticker) -> "_Loaded":
            from zidesk.db.files.filled_file import create_filled

            return _load(create_filled(path, fill))

        self._start_long(f"Membuat {path.name}", make, self._adopt, self._fail, cancellable=False)

    def close_file(self) -> None:
        """Close the open file, if any."""
        if self._store is None:
            return
        self._watch.stop()
        self._lost = None
        self._store.close()
        self._store = None
        self._record = None
        self._units = ()
        self._plans = ()
        self._saved_at = None
        self._undo_name = self._redo_name = None
        self.closed.emit()
        self.state_changed.emit()

    def shut_down(self) -> None:
        """Stop the worker and close the file; the window is going away."""
        self.runner.close()
        if self._dialog is not None:
            self._dialog.finish()
            self._dialog = None
        self.close_file()

    def choose_plan(self, plan_id: str) -> None:
        """Show another plan of the file."""
        self._record = self.store.load_record(plan_id)
        self.record_changed.emit()
        self.state_changed.emit()

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

        self._start_long(title, lambda tick: work(store, tick), finish, self._fail)

    def run_aside(self, title: str, work: Callable[[Ticker], Any], done: Callable[[Any], None]) -> None:
        """Run work that needs no store in the worker under the same progress dialog."""
        if self.is_busy:
            self.refused.emit(BUSY_SENTENCE)
            return
        self._start_long(title, work, done, self._fail)

    def _is_open(self, path: Path) -> bool:
        if self._store is None or self.read_only:
            return False
        from zidesk.db.files.lock import is_open_here

        return is_open_here(path)

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

    def look_for_file(self) -> None:
        """Look in the worker whether the open file still stands at its path, unless the worker has work."""
        store = self._store
        if store is None or self.is_busy or not self.runner.idle:
            return

        def looked(error: "FileLostError | None") -> None:
            if store is not self._store:
                return
            known = self._lost.loss if self._lost is not None else None
            if (error.loss if error is not None else None) is not known:
                self._lost = error
                self.state_changed.emit()
                if error is not None:
                    self.file_lost.emit(error)

        # A drive that is gone may let its answer wait for long.
        self.runner.start(lambda _tick: store.look(), looked, self._fail)

    def _refuse(self, error: KnownError) -> None:
        from zidesk.db.errors import FileLostError

        self.refused.emit(str(error))
        if isinstance(error, FileLostError):
            self._lost = error
            self.state_changed.emit()
            self.file_lost.emit(error)

    def _start_long(
        self,
        title: str,
        work: Callable[[Ticker], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        *,
        cancellable: bool = True,
    ) -> None:
        if self.is_busy:
            self.refused.emit(BUSY_SENTENCE)
            return
        task: Task | None = None

        def cancel() -> None:
            if task is not None:
                task.cancel()

        dialog = ProgressDialog(title, cancel if cancellable else None, self.dialog_parent)
        self._dialog = dialog

        def over() -> None:
            dialog.finish()
            self._dialog = None
            self.busy.emit(False)

        def succeeded(result: Any) -> None:
            over()
            done(result)

        def broke(error: Exception) -> None:
            over()
            failed(error)

        self.busy.emit(True)
        task = self.runner.start(work, succeeded, broke, dialog.advance)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            return
        if isinstance(error, KnownError):
            self._refuse(error)
            return
        raise error

    def _adopt(self, loaded: "_Loaded") -> None:
        if self._store is not None:
            self._store.close()
        self._lost = None
        self._store = loaded.store
        self._units = loaded.units
        self._plans = loaded.plans
        self._record = loaded.record
        self._saved_at = None
        self._read_undo_names()
        self.opened.emit()
        self.record_changed.emit()
        self.state_changed.emit()
        QTimer.singleShot(WARM_UP_DELAY, self, self._warm_up)
        if loaded.store.read_only:
            self._watch.stop()
        else:
            self._watch.start()

    def _warm_up(self) -> None:
        if self._store is None or self._store.read_only:
            return
        from zidesk.db.files.warm_up import import_write_side

        self.runner.start(import_write_side, lambda _: None, self._fail)

    def _apply(self, outcome: "Outcome") -> None:
        from zidesk.db.history.outcome import ChangeKind

        if outcome.operation_id is None:
            return
        self._saved_at = datetime.now().astimezone()
        self._lost = None
        self._operations.append(outcome.name)
        kinds = frozenset(kind for kind, ids in outcome.changed.items() if ids)
        before = {plan.id for plan in self._plans}
        if kinds & {ChangeKind.UNIT, ChangeKind.PLAN}:
            self._units = self.store.units()
            self._plans = self.store.plans()
        self._read_undo_names()
        came = next((plan.id for plan in self._plans if plan.id not in before), None)
        if came is not None:
            self._show(came)
        else:
            self._refresh_record(outcome, kinds)
        self.state_changed.emit()

    def _read_undo_names(self) -> None:
        # Kept, because reading them while the worker writes would make the window wait.
        writable = not self.read_only
        self._undo_name = self.store.undo_name if writable else None
        self._redo_name = self.store.redo_name if writable else None

    def _refresh_record(self, outcome: "Outcome", kinds: "frozenset[ChangeKind]") -> None:
        from zidesk.db.history.outcome import ChangeKind

        shown = self._record.plan.id if self._record is not None else None
        known = [plan.id for plan in self._plans]
        if shown not in known:
            self._show(next((id_ for id_ in known if id_ in outcome.plan_ids), self._next_best()))
        elif shown in outcome.plan_ids or kinds & {ChangeKind.UNIT, ChangeKind.EVIDENCE}:
            changed = self._changed_in_place(outcome, kinds)
            if changed is None:
                self._show(shown)
            elif changed:
                self.actions_changed.emit(changed)
        else:
            elsewhere = next((id_ for id_ in known if id_ in outcome.plan_ids), None)
            if elsewhere is not None:
                self._show(elsewhere)

    def _next_best(self) -> str | None:
        """Return the plan to show instead of one that has gone: its unit's newest, else the file's."""
        unit_id = self._record.unit.id if self._record is not None else None
        own = [plan for plan in self._plans if plan.unit_id == unit_id]
        return latest_plan(own or self._plans)

    def _changed_in_place(
        self, outcome: "Outcome", kinds: "frozenset[ChangeKind]"
    ) -> tuple[Action, ...] | None:
        """Patch the record with the actions an operation changed and return them.

        ``None`` when rows came, went or moved, or something other than actions changed: the record must be
        loaded again.
        """
        from zidesk.db.history.outcome import ChangeKind

        if not kinds <= {ChangeKind.ACTION, ChangeKind.MONTH, ChangeKind.LINK, ChangeKind.REMARK}:
            return None
        if self._record is None or outcome.created:
            return None
        known = {path.action.id for path in self._record.plan.actions()}
        wanted = frozenset[str]().union(*outcome.changed.values())
        if not wanted <= known:
            return None
        loaded = {action.id: action for action in self.store.load_actions(sorted(wanted))}
        if loaded.keys() != wanted or self._moved_rows(outcome):
            return None
        plan = with_actions(self._record.plan, loaded)
        self._record = replace(self._record, plan=plan, moment=self.store.moment)
        return tuple(loaded.values())

    def _moved_rows(self, outcome: "Outcome") -> bool:
        from zidesk.db.history.outcome import ChangeKind

        if outcome.operation_id is None or not outcome.changed.get(ChangeKind.ACTION):
            return False
        return any(
            change.before is None
            or change.after is None
            or any(change.before[column] != change.after[column] for column in PLACE_COLUMNS)
            for change in self.store.changes(outcome.operation_id)
            if change.table == "action"
        )

    def _show(self, plan_id: str | None) -> None:
        self._record = self.store.load_record(plan_id) if plan_id is not None else None
        self.record_changed.emit()


@dataclass(frozen=True, slots=True)
class _Loaded:
    store: "Store"
    units: tuple[Unit, ...]
    plans: tuple[PlanSummary, ...]
    record: PlanRecord | None


def _load(store: "Store") -> _Loaded:
    try:
        plans = store.plans()
        shown = latest_plan(plans)
        return _Loaded(store, store.units(), plans, store.load_record(shown) if shown is not None else None)
    except BaseException:
        store.close()
        raise


def latest_plan(plans: Iterable[PlanSummary]) -> str | None:
    """Return the id of the first plan of the newest year, ``None`` if there is none."""
    newest = max(plans, key=lambda plan: plan.year, default=None)
    return newest.id if newest is not None else None


def with_actions(plan: Plan, changed: Mapping[str, Action]) -> Plan:
    """Return ``plan`` with the actions of these ids replaced; branches without any stay the same objects."""

    def in_indicator(indicator: Indicator) -> Indicator:
        if not any(action.id in changed for action in indicator.actions):
            return indicator
        return replace(indicator, actions=tuple(changed.get(a.id, a) for a in indicator.actions))

    def in_component(component: Component) -> Component:
        indicators = tuple(in_indicator(indicator) for indicator in component.indicators)
        if all(new is old for new, old in zip(indicators, component.indicators, strict=True)):
            return component
        return replace(component, indicators=indicators)

    def in_area(area: Area) -> Area:
        components = tuple(in_component(component) for component in area.components)
        if all(new is old for new, old in zip(components, area.components, strict=True)):
            return area
        return replace(area, components=components)

    return replace(plan, areas=tuple(in_area(area) for area in plan.areas))
