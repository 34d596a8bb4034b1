"""The open file: reading, operations, undo and redo, behind one connection and one lock."""

import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from zidesk.db.errors import (
    DamagedFileError,
    DiskFailedError,
    DiskFullError,
    FileInUseError,
    FileLostError,
    ReadOnlyFileError,
    damaged,
    done_unsurely,
    perhaps_done,
    sqlite_errors_told,
)
from zidesk.db.evidence_store import copy_content
from zidesk.db.files.backup import back_up_before_migration
from zidesk.db.files.engine import forget_pages, leave_journal, renew_journal, savepoint, transaction
from zidesk.db.files.former_name import take_journal_along
from zidesk.db.files.integrity import Finding, check_store, is_damaged
from zidesk.db.files.lock import FileClaim
from zidesk.db.files.opening import create_file, open_checked, require_usable
from zidesk.db.files.snapshot import Snapshot, take_snapshot
from zidesk.db.files.standing import Standing
from zidesk.db.history import recording as history
from zidesk.db.history.changed import read_outcome
from zidesk.db.history.outcome import OperationEntry, Outcome, RowChange, UndoEntry
from zidesk.db.history.witness import UndoneMeanwhileError
from zidesk.db.migrations import no_action
from zidesk.db.reading import plans as reading
from zidesk.db.reading.figures import read_figures
from zidesk.db.reading.plans import EvidenceFile
from zidesk.domain.errors import InvalidInputError, KnownError
from zidesk.domain.figures.summary import PlanFigures
from zidesk.domain.plan.model import MONTHS, Action, PlanRecord, PlanSummary, Unit
from zidesk.domain.ticker import Ticker, silent

if TYPE_CHECKING:
    from sqlalchemy import Connection

_DISK_ERRORS = (DiskFailedError, DiskFullError, ReadOnlyFileError, DamagedFileError)
"""What a disk that refuses, at any moment of a write, is told as."""
_PAUSE_SECONDS = 0.001
"""For how long a copy lets others go on between two parts."""


class Operation:
    """One operation being written: SQLAlchemy's statements go to ``connection``, SQL text to ``raw``.

    Both are the same connection to the file, in the operation's transaction.
    ``name`` may be made more precise until the end; ``created`` lists the ids that the outcome reports.
    An operation that sets ``is_boundary`` is not undone, nor anything before it; it may change no row.
    ``outcome`` is there once the ``with`` block has ended.
    """

    def __init__(
        self, connection: "Connection", raw: sqlite3.Connection, name: str, operation_id: int, since: int
    ) -> None:
        """Begin; ``since`` is the newest change row before the first of this operation."""
        self.connection = connection
        self.raw = raw
        self.name = name
        self.created: list[str] = []
        self.is_boundary = False
        self.id = operation_id
        self.since = since
        self._outcome: Outcome | None = None

    @property
    def outcome(self) -> Outcome:
        """What the operation did; only after its ``with`` block."""
        if self._outcome is None:
            raise RuntimeError("the operation has not ended")
        return self._outcome

    def finish(self) -> Outcome:
        """Read from the history what has changed, as part of the transaction."""
        self._outcome = read_outcome(self.raw, self.id, self.name, self.since, tuple(self.created))
        return self._outcome


class Store:
    """An open .zidesk file. Any thread may call any method; calls wait for each other.

    Values returned are the frozen ones of ``zidesk.domain.plan.model``. Every method may raise a known error
    of the disk (``zidesk.db.errors``); nothing is changed then. Whatever writes raises FileLostError once the
    file is not what stands at its path any more; what was open can then still be read and copied, unless
    something else was written into the file.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        claim: FileClaim | None = None,
        standing: Standing | None = None,
        snapshot: Snapshot | None = None,
    ) -> None:
        """Take over an open connection; use ``create``, ``open`` or ``open_snapshot`` instead."""
        self.path = path
        self._connection: sqlite3.Connection | None = connection
        self._statements: Connection | None = None
        self._claim = claim
        self._standing = standing
        self._left_at = _standpoint(connection)
        self._snapshot = snapshot
        self._lock = threading.RLock()
        self._copy = threading.Lock()
        self._closing = False
        self._interrupted = False
        self._is_judging = False
        self._pending: Outcome | None = None
        self._operation: Operation | None = None
        self._done_here: dict[int, bool] = {}

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty file at ``path`` and open it. Raises FileExistsAlreadyError if something is there."""
        create_file(path)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open ``path`` for writing, alone.

        Raises NotFoundError, NotZideskFileError, NewerFormatError, DamagedFileError, ReadOnlyFileError, or
        FileInUseError when somebody has it open; ``open_snapshot`` can then still read it.
        """
        require_usable(path)
        real = path.resolve()
        claim = FileClaim.of(real)
        try:
            take_journal_along(real, claim.key)
            connection = _open_claimed(real, claim)
            try:
                claim.write_note()
                return cls(path, connection, claim, Standing(real, claim.key))
            except BaseException:
                connection.close()
                raise
        except BaseException:
            claim.release()
            raise

    @classmethod
    def open_snapshot(cls, path: Path) -> Self:
        """Open a private copy of ``path`` as it is now, read-only, even while somebody has it open."""
        require_usable(path)
        snapshot = take_snapshot(path.resolve())
        return cls(path, snapshot.connection, snapshot=snapshot)

    @property
    def read_only(self) -> bool:
        """Whether this is a snapshot, in which nothing can be changed."""
        return self._snapshot is not None

    def close(self) -> None:
        """Close the file and let others open it; a second call does nothing."""
        self._closing = True
        with self._copy, self._lock:
            if self._connection is None and not self._interrupted:
                return
            self._interrupted = False
            self._let_go()
            if self._claim is not None:
                self._claim.release()
            if self._snapshot is not None:
                self._snapshot.remove()

    def _let_go(self) -> None:
        """Close the connection, if there is one, and clear away its own journal."""
        connection, self._connection = self._connection, None
        statements, self._statements = self._statements, None
        if connection is None:
            return
        own_journal = self._standing is None or self._standing.may_delete_journal()
        if not own_journal:
            leave_journal(connection)
        if statements is not None:
            from zidesk.db.files.writing import give_up

            give_up(statements)
        connection.close()
        if self._standing is not None:
            self._standing.remove_finished_journal()

    def look(self) -> FileLostError | None:
        """Return what became of the file since it was left, ``None`` where it stands as it was.

        Cheap, and never waits: while something else goes on, that looks itself.
        """
        if not self._lock.acquire(blocking=False):
            return None
        try:
            if self._connection is None or self._standing is None or self._connection.in_transaction:
                return None
            self._standing.require_unchanged(self._is_as_left)
        except FileLostError as error:
            return error
        finally:
            self._lock.release()
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def units(self) -> tuple[Unit, ...]:
        """Return all units, provinces first, then by name."""
        with self.reading() as connection:
            return reading.read_units(connection)

    def plans(self, unit_id: str | None = None) -> tuple[PlanSummary, ...]:
        """Return the plans of one unit, or of all, newest year first."""
        with self.reading() as connection:
            return reading.read_plans(connection, unit_id)

    def load_record(self, plan_id: str) -> PlanRecord:
        """Return a plan with its tree, unit and evidence. Raises NotFoundError when it does not exist."""
        with self.reading() as connection:
            return reading.read_record(connection, plan_id)

    def load_actions(self, ids: Collection[str]) -> tuple[Action, ...]:
        """Return the actions with these ids in the same order; ids that do not exist are left out."""
        with self.reading() as connection:
            return reading.read_actions(connection, ids)

    def evidence_ids(self) -> frozenset[str]:
        """Return the ids of all evidence files."""
        with self.reading() as connection:
            return reading.read_evidence_ids(connection)

    def figures(self, as_of: date, months: range = MONTHS) -> dict[str, PlanFigures]:
        """Return the figures of every plan by its id, as of a date; only ``months`` are counted."""
        with self.reading() as connection:
            return read_figures(connection, as_of, months)

    def evidence_files(self, plan_id: str | None = None) -> tuple[EvidenceFile, ...]:
        """Return all evidence files by name, unlinked ones too, or those linked to one plan."""
        with self.reading() as connection:
            return reading.read_evidence_files(connection, plan_id)

    def evidence_files_of(
        self, ids: Collection[str], action_ids: Collection[str] = ()
    ) -> tuple[EvidenceFile, ...]:
        """Return the evidence files with these ids that exist, and those linked to these actions."""
        with self.reading() as connection:
            return reading.read_evidence_files_of(connection, ids, action_ids)

    def copy_evidence(self, sha256: str, stream: BinaryIO, ticker: Ticker = silent) -> None:
        """Write an evidence file's bytes to ``stream``, ticking bytes.

        Raises NotFoundError when there are none, DamagedFileError when they do not match ``sha256`` any
        more (some may have been written by then).
        """
        copy_content(self, sha256, stream, ticker)

    def history(self, limit: int = 200) -> tuple[OperationEntry, ...]:
        """Return the newest ``limit`` operations, newest first, undone ones too."""
        with self.reading() as connection:
            return history.read_history(connection, limit)

    @property
    def moment(self) -> str:
        """A name for this point of the file's history (``PlanRecord.moment``)."""
        with self.reading() as connection:
            return history.moment(connection)

    def has_been_at(self, moment: str) -> bool:
        """Whether what is here now comes from what was here at ``moment`` (``PlanRecord.moment``)."""
        with self.reading() as connection:
            return history.has_been_at(connection, moment)

    def changes(self, operation_id: int) -> tuple[RowChange, ...]:
        """Return each row that an operation changed, before and after."""
        with self.reading() as connection:
            return tuple(history.read_changes(connection, operation_id))

    @property
    def undo_name(self) -> str | None:
        """Name of the operation that ``undo`` would undo."""
        with self.reading() as connection:
            entry = history.undo_entry(connection)
        return entry[1] if entry else None

    @property
    def undo_entry(self) -> UndoEntry | None:
        """What ``undo`` would undo, with what a question before it needs to know."""
        with self.reading() as connection:
            entry = history.undo_entry(connection)
            if entry is None:
                return None
            at, changes, makes_plan = history.weight(connection, entry[0])
        imports = self._done_here.get(entry[0])
        return UndoEntry(entry[1], at, changes, makes_plan, bool(imports), imports is not None)

    @property
    def undo_boundary(self) -> str | None:
        """Name of the operation at which undo ends, when it has come there: it cannot be crossed."""
        with self.reading() as connection:
            return history.undo_boundary(connection)

    @property
    def redo_name(self) -> str | None:
        """Name of the operation that ``redo`` would redo."""
        with self.reading() as connection:
            entry = history.redo_entry(connection)
        return entry[1] if entry else None

    def undo(self) -> Outcome | None:
        """Undo the newest operation that is not undone; ``None`` if there is none."""
        return self._replay(backwards=True)

    def redo(self) -> Outcome | None:
        """Redo the operation undone last; ``None`` if there is none, or something new was done since."""
        return self._replay(backwards=False)

    def check(self, ticker: Ticker = silent) -> tuple[Finding, ...]:
        """Check database, schema, references, order, and every evidence file's bytes; ticks bytes."""
        return check_store(self, ticker)

    @contextmanager
    def operation(self, name: str, *, imports: bool = False) -> Iterator[Operation]:
        """Write in one transaction that becomes one undo step called ``name``, an Indonesian phrase.

        Whatever raises inside leaves everything as it was. Within another operation it joins that one; an
        error that the outer one catches still takes back what the inner one did. ``imports`` tells
        ``undo_entry`` that it takes over data from outside.
        """
        with self._lock:
            if self._operation is not None:
                with self._joined(self._operation, name) as joined:
                    yield joined
                return
            raw = self._require_writable()
            with self._damage_told():
                statements = self._statements_over(raw)
            with self._damage_told(), self._writing(raw):
                since = history.last_change(raw)
                operation_id = history.begin_recording(raw, name)
                operation = Operation(statements, raw, name, operation_id, since)
                self._operation = operation
                try:
                    yield operation
                finally:
                    self._operation = None
                self._pending = operation.finish()
                changed = bool(self._pending) or operation.is_boundary
                if changed:
                    history.finish_recording(
                        raw, operation_id, operation.name, boundary=operation.is_boundary
                    )
                else:
                    raw.rollback()
            if changed:
                self._done_here[operation_id] = imports

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for queries: in the transaction of this thread that runs, or in its own."""
        with self._lock:
            connection = self._require_open()
            if connection.in_transaction:
                yield connection
                return
            with (
                self._damage_told(),
                sqlite_errors_told(self.path),
                transaction(connection, writes=False),
            ):
                yield connection

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        """Tell what looks like a bug as damage where the file is damaged: then anything may go wrong."""
        try:
            yield
        except (KnownError, UndoneMeanwhileError):
            raise
        except Exception as error:
            if self._is_judging:
                raise
            self._is_judging = True
            try:
                guilty = is_damaged(self)
            finally:
                self._is_judging = False
            if not guilty:
                raise
            raise damaged(self.path) from error

    @contextmanager
    def idle(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection without a transaction, to copy the whole file; not within an operation."""
        with self._lock:
            if self._operation is not None:
                raise RuntimeError("the file cannot be copied within an operation")
            with sqlite_errors_told(self.path):
                yield self._require_open()

    @contextmanager
    def copying(self) -> Iterator[tuple[sqlite3.Connection, Callable[[], None]]]:
        """Lend the connection to copy the whole file; not within an operation.

        What comes with it lets others go on between two parts of the copy. It raises InvalidInputError when
        the file is being closed, which waits for the copy to end.
        """
        with self._copy, self.idle() as connection:

            def let_others() -> None:
                self._lock.release()
                try:
                    # A lock that is taken again at once leaves nobody else a chance.
                    time.sleep(_PAUSE_SECONDS)
                finally:
                    self._lock.acquire()
                if self._closing:
                    raise self._closed_error()

            yield connection, let_others

    @contextmanager
    def rearranging(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection to write pages anew that say the same; not within an operation."""
        standing = self._require_standing()
        try:
            with self.idle() as connection:
                standing.require_unchanged(self._is_as_left)
                try:
                    yield connection
                finally:
                    standing.remember()
        except DiskFailedError as error:
            raise self._told_after_failure(error, None) from error

    @contextmanager
    def _writing(self, raw: sqlite3.Connection) -> Iterator[None]:
        """Write in one transaction that counts only if it went into the file at its path.

        The file can go at any moment: it is looked for before, as late as can be, and after.
        """
        standing = self._require_standing()
        left_at = self._pending = None
        try:
            with sqlite_errors_told(self.path):
                standing.require_unchanged(self._is_as_left)
                if not standing.has_own_journal():
                    renew_journal(raw)
                try:
                    with transaction(raw):
                        yield
                        left_at = _standpoint(raw)
                        standing.require_place()
                    standing.require_place()
                finally:
                    standing.remember()
        except _DISK_ERRORS as error:
            raise self._told_after_failure(error, left_at) from error
        self._left_at = left_at

    def _told_after_failure(self, error: KnownError, left_at: tuple[object, ...] | None) -> KnownError:
        """Return what to tell after a write that ended in ``error``; ``left_at`` is where it was to lead.

        The disk may have failed after the last byte was written. What SQLite then remembers of the file is
        not to be trusted: it is opened anew, and looked into.
        """
        in_doubt = left_at is not None or isinstance(error, DiskFailedError)
        if self._claim is None or not in_doubt:
            # Without a claim it is a new file that is still being built: it will not get its place.
            return error
        before = self._left_at
        try:
            self._require_standing().require_place()
            self._open_again()
        except FileLostError as lost:
            return lost
        except KnownError:
            return perhaps_done(self.path)
        return done_unsurely(self.path, self._pending) if self._left_at == left_at != before else error

    def _open_again(self) -> None:
        """Open the claimed file anew, unless a copy is being made of it. Raises a known error."""
        if self._claim is None:
            raise RuntimeError("only a file that was opened for writing is opened again")
        real, standing = self.path.resolve(), self._standing
        if self._copy.acquire(blocking=False):
            try:
                self._interrupted = True
                self._let_go()
                self._connection = open_checked(real, no_action)
                self._standing = standing = Standing(real, self._claim.key)
            finally:
                self._copy.release()
        if self._connection is not None and standing is not None:
            self._interrupted = False
            self._left_at = _standpoint(self._connection)
            standing.remember()

    def _is_as_left(self) -> bool:
        """Whether the file itself, not what is remembered of it, says what it said after the last write."""
        connection = self._require_open()
        forget_pages(connection)
        return self._left_at is not None and _standpoint(connection) == self._left_at

    @contextmanager
    def _joined(self, outer: Operation, name: str) -> Iterator[Operation]:
        with savepoint(outer.raw):
            since = history.last_change(outer.raw)
            inner = Operation(outer.connection, outer.raw, name, outer.id, since)
            self._operation = inner
            try:
                yield inner
            finally:
                self._operation = outer
            inner.finish()
        outer.created.extend(inner.created)

    def _statements_over(self, raw: sqlite3.Connection) -> "Connection":
        """Return SQLAlchemy's connection over the file's, made with the first operation."""
        if self._statements is None:
            from zidesk.db.files.writing import statements_over

            self._statements = statements_over(raw)
        return self._statements

    def _replay(self, *, backwards: bool) -> Outcome | None:
        with self._lock:
            if self._operation is not None:
                raise RuntimeError("undo and redo cannot be part of an operation")
            connection = self._require_writable()
            with self._damage_told(), self._writing(connection):
                entry = history.undo_entry(connection) if backwards else history.redo_entry(connection)
                if entry is None:
                    return None
                operation_id, name = entry
                history.replay(connection, operation_id, name, backwards=backwards)
                self._pending = read_outcome(connection, operation_id, name)
                return self._pending

    def _require_writable(self) -> sqlite3.Connection:
        if self.read_only:
            raise ReadOnlyFileError(
                f"Salinan “{self.path.name}” hanya dapat dibaca; bukalah berkas aslinya untuk mengubahnya."
            )
        return self._require_open()

    def _require_standing(self) -> Standing:
        if self._standing is None:
            raise RuntimeError("only a file that was opened for writing is written")
        return self._standing

    def _require_open(self) -> sqlite3.Connection:
        if self._connection is None and self._interrupted:
            self._open_again()
        if self._connection is None:
            raise self._closed_error()
        if self._standing is not None:
            self._standing.require_own_content()
        return self._connection

    def _closed_error(self) -> InvalidInputError:
        return InvalidInputError(f"Berkas “{self.path.name}” sudah ditutup; bukalah kembali.")


def _open_claimed(real: Path, claim: FileClaim) -> sqlite3.Connection:
    def back_up(connection: sqlite3.Connection) -> object:
        return back_up_before_migration(connection, real)

    try:
        return open_checked(real, back_up)
    except FileInUseError:
        if not claim.let_file_go():
            raise
        return open_checked(real, back_up)


def _standpoint(connection: sqlite3.Connection) -> tuple[object, ...] | None:
    """Return what differs after every write, ``None`` where it cannot be read."""
    try:
        return history.standpoint(connection)
    except sqlite3.Error:
        return None
