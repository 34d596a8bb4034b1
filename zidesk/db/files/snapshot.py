"""A private read-only copy of a file that may be open elsewhere, as it was after its last whole operation.

SQLite's exclusive lock keeps other processes from reading through SQLite, not from copying bytes. Within
an operation the writer first puts the old pages into the journal, then writes the file; so a copy of the
file followed by a copy of the journal can be rolled back to the state before that operation, provided that
it is the same journal before and after.
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from zidesk.computer.full_disk import is_full
from zidesk.db.errors import (
    DiskFullError,
    FileInUseError,
    ReadOnlyFileError,
    known_os_error,
    sqlite_errors_told,
    temporary_folder_failed,
)
from zidesk.db.files.engine import connect
from zidesk.db.files.journal import HOT, journal_path, require_own_journals
from zidesk.db.files.lock import is_open_here
from zidesk.db.files.opening import accept, check_header
from zidesk.db.files.plain_file import open_plain
from zidesk.domain.errors import KnownError

_MARK_BYTES = 1 << 16
_COUNT_FIELD = slice(8, 12)
"""Where a journal counts its pages: it grows while the same operation goes on."""
_ATTEMPTS = 20
_PAUSE_SECONDS = 0.1
_LOCK_PAGE = 1 << 30
"""Where SQLite locks bytes: never content, and on Windows unreadable while locked."""
_LOCK_PAGE_BYTES = 512
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy in a folder of its own, open for reading; ``remove`` deletes it once it is closed."""

    connection: sqlite3.Connection
    folder: Path

    def remove(self) -> None:
        """Delete the copy."""
        shutil.rmtree(self.folder, ignore_errors=True)


def take_snapshot(path: Path) -> Snapshot:
    """Copy ``path`` and open the copy for reading only.

    Raises FileInUseError when this process has it open, or when it changes too often to be copied, and
    the errors of opening a file.
    """
    if is_open_here(path):
        raise FileInUseError(path)
    check_header(path)
    try:
        folder = Path(tempfile.mkdtemp(prefix="zidesk-"))
    except OSError as error:
        raise temporary_folder_failed() from error
    try:
        copy = folder / "salinan.zidesk"
        _copy_consistently(path, copy)
        return Snapshot(_open_told(copy, path), folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _open_told(copy: Path, path: Path) -> sqlite3.Connection:
    try:
        with sqlite_errors_told(path, opening=True):
            return _open_copy(copy, path)
    except (DiskFullError, ReadOnlyFileError) as error:
        # Only the copy is written.
        raise temporary_folder_failed() from error


def _open_copy(copy: Path, path: Path) -> sqlite3.Connection:
    # What lies beside ``path`` may have changed since it was looked at.
    require_own_journals(copy, path)
    with closing(connect(copy)) as connection:
        # A file of an older version is brought to the present one in the copy only.
        accept(connection, path)
    return connect(copy, read_only=True)


def _copy_consistently(path: Path, copy: Path) -> None:
    journal, journal_copy = journal_path(path), journal_path(copy)
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(_PAUSE_SECONDS)
        try:
            before = _mark(path, journal)
            copy_bytes(path, copy)
            copy_journal(journal, journal_copy)
            after = _mark(path, journal)
        except OSError as error:
            raise copying_failed(error, path, copy.parent) from error
        if before == after:
            return
    raise FileInUseError(path)


def copying_failed(error: OSError, path: Path, folder: Path) -> KnownError:
    """Return the error for ``path`` that could not be copied into the temporary ``folder``."""
    is_of_copy = error.filename is not None and folder in Path(os.fsdecode(error.filename)).parents
    # Nothing but the copy is written.
    return temporary_folder_failed() if is_full(error) or is_of_copy else known_os_error(error, path)


def _mark(path: Path, journal: Path) -> tuple[object, ...]:
    """Return what stays equal as long as no operation begins or ends.

    A finished journal's head is zeroed, but the pages after it are sealed with a number drawn anew for
    each operation; times of change alone are too coarse to tell two operations apart.
    """
    try:
        with open_plain(journal) as stream:
            head = bytearray(stream.read(_MARK_BYTES))
    except FileNotFoundError:
        head = bytearray()
    if head.startswith(HOT):
        # While it goes on, the file and the journal grow; its first page's seal does not change.
        head[_COUNT_FIELD] = b"\0\0\0\0"
        return True, bytes(head[:28])
    status = path.stat()
    return False, hashlib.sha256(head).digest(), status.st_size, status.st_mtime_ns


def copy_journal(journal: Path, copy: Path) -> None:
    """Copy an unfinished journal; a finished one, or none, leaves none. Raises ``OSError``."""
    copy.unlink(missing_ok=True)
    try:
        with open_plain(journal) as source:
            head = source.read(len(HOT))
            if head == HOT:
                source.seek(0)
                with copy.open("wb") as target:
                    shutil.copyfileobj(source, target, _BLOCK)
    except FileNotFoundError:
        return


def copy_bytes(path: Path, copy: Path) -> None:
    """Copy a database file but for the bytes that SQLite locks. Raises ``OSError``."""
    with path.open("rb", buffering=0) as source, copy.open("wb", buffering=0) as target:
        _copy_range(source, target, _LOCK_PAGE)
        if source.tell() == _LOCK_PAGE:
            source.seek(_LOCK_PAGE + _LOCK_PAGE_BYTES)
            target.seek(_LOCK_PAGE + _LOCK_PAGE_BYTES)
            _copy_range(source, target, None)


def _copy_range(source: BinaryIO, target: BinaryIO, end: int | None) -> None:
    while end is None or source.tell() < end:
        block = source.read(_BLOCK if end is None else min(_BLOCK, end - source.tell()))
        if not block:
            return
        target.write(block)
