"""Making and opening a file: everything that must hold before anything in it is believed."""

import os
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from zidesk.db.errors import (
    DamagedFileError,
    FileExistsAlreadyError,
    NewerFormatError,
    NotZideskFileError,
    damaged,
    disk_failed,
    is_busy,
    is_of_the_disk,
    is_statement_error,
    known_os_error,
    named_unsurely,
    sqlite_errors_told,
    unreadable,
)
from zidesk.db.files.engine import APPLICATION_ID, connect, transaction
from zidesk.db.files.journal import require_no_remains, require_own_journals
from zidesk.db.files.lock import in_use
from zidesk.db.files.space import make_shrinkable
from zidesk.db.files.unfinished import unfinished
from zidesk.db.migrations import (
    FINGERPRINT,
    FORMAT_VERSION,
    fingerprint,
    has_planted_names,
    migrate,
    no_action,
    read_schema,
    user_version,
)
from zidesk.db.reading.layout import TRACKED
from zidesk.domain.errors import InvalidInputError, NotFoundError
from zidesk.domain.names.safe_names import is_refused_here
from zidesk.synced_folder import sync_names
from zidesk.unusable_paths import path_trouble
from zidesk.windows_files import patiently

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_BLOCK = 1 << 20
CHECKED_TABLES = {*TRACKED, "content", "operation", "change", "recording"}
"""The tables whose pages and rules are checked with every opening."""
_LONGER_BESIDE, _LONGER_BUILDING = len("-journal"), len(".~.01234567.baru-journal")
"""By how many bytes the names beside a file are longer than its own, and those that it has before that."""
_MAX_ROWS = 5_000_000
"""Most rows in one table that are read; the largest real file has a hundredth of it."""


def _leave_empty(_connection: sqlite3.Connection, _building: Path) -> None:
    """Fill nothing in."""


def create_file(path: Path, fill: Callable[[sqlite3.Connection, Path], object] = _leave_empty) -> None:
    """Make a .zidesk file at ``path``, whole or not at all.

    ``fill`` writes its first content, over the connection to the file under the name that it has until then.
    Raises FileExistsAlreadyError when something stands there, InvalidInputError for a name that is none
    here, or a known error of the disk.
    """
    check_name(path)
    if path.exists():
        raise FileExistsAlreadyError(f"Berkas “{path.name}” sudah ada; pilihlah nama lain.")
    if not path.parent.is_dir():
        raise NotFoundError(f"Folder “{path.parent}” tidak ada; pilihlah folder lain.")
    require_no_remains(path)
    try:
        with unfinished(path) as building:
            with sqlite_errors_told(path), closing(connect(building)) as connection:
                migrate(connection)
                fill(connection, building)
            patiently(lambda: building.rename(path))
        sync_folder(path.parent)
    except OSError as error:
        raise known_os_error(error, path) from error
    except DamagedFileError as error:
        # What was just written cannot be damaged, only not be read.
        raise disk_failed(path) from error


def require_usable(path: Path) -> None:
    """Raise InvalidInputError where ``path``, or what lies beside it while it is open, leads nowhere."""
    trouble = path_trouble(path, _LONGER_BESIDE)
    if trouble is not None:
        raise InvalidInputError(trouble)


def check_name(path: Path) -> None:
    """Raise InvalidInputError where this computer's system takes no new file of this name."""
    trouble = path_trouble(path, _LONGER_BUILDING)
    if trouble is not None:
        raise InvalidInputError(trouble)
    if is_refused_here(path.name):
        raise InvalidInputError(
            f"Nama berkas “{path.name[:60]}” tidak diterima komputer ini; pilihlah nama lain."
        )


def open_checked(path: Path, back_up: Callable[[sqlite3.Connection], object]) -> sqlite3.Connection:
    """Open ``path`` for writing, migrated to the present format; ``back_up`` is called before migrating.

    Raises NotFoundError, NotZideskFileError, NewerFormatError, DamagedFileError, ReadOnlyFileError or
    FileInUseError; the file is then as it was.
    """
    _require_writable(path)
    check_header(path)
    try:
        return _open(path, back_up)
    except DamagedFileError:
        # SQLite calls a schema malformed also where the disk failed to read it, perhaps for a moment only.
        require_readable(path)
        return _open(path, back_up)


def _open(path: Path, back_up: Callable[[sqlite3.Connection], object]) -> sqlite3.Connection:
    with sqlite_errors_told(path, opening=True):
        try:
            connection = connect(path)
        except sqlite3.Error as error:
            if is_busy(error):
                raise in_use(path) from error
            raise
        try:
            accept(connection, path, back_up)
            make_shrinkable(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def check_header(path: Path) -> None:
    """Raise a known error unless the file's first bytes are those of a .zidesk file we can read.

    Nothing beside it is then left that SQLite would follow before the file can be checked.
    """
    try:
        with path.open("rb") as stream:
            header = stream.read(_HEADER_BYTES)
    except FileNotFoundError as error:
        raise NotFoundError(
            f"Berkas “{path.name}” tidak ditemukan; periksalah nama dan foldernya."
        ) from error
    except PermissionError as error:
        raise unreadable(path) from error
    except OSError as error:
        raise known_os_error(error, path) from error
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise NotZideskFileError(f"Berkas “{path.name}” bukan berkas zidesk; pilihlah berkas .zidesk.")
    version, application = struct.unpack(">I4xI", header[60:72])
    if application != APPLICATION_ID or version == 0:
        raise NotZideskFileError(f"Berkas “{path.name}” bukan berkas zidesk; pilihlah berkas .zidesk.")
    _check_version(version, path)
    require_own_journals(path)


def accept(
    connection: sqlite3.Connection, path: Path, back_up: Callable[[sqlite3.Connection], object] = no_action
) -> None:
    """Raise a known error unless the file is whole and exactly of our making; migrate it if it is old.

    The evidence's bytes are not read: they are checked against their SHA-256 whenever they are used.
    """
    with transaction(connection, writes=False):
        version = user_version(connection)
        _check_version(version, path)
        if version == FORMAT_VERSION:
            _check_schema(connection, path)
        elif has_planted_names(read_schema(connection)):
            raise _not_ours(path)
        _check_tables(connection, path)
    try:
        migrate(connection, back_up, lambda migrated: _check_schema(migrated, path))
    except (sqlite3.OperationalError, sqlite3.IntegrityError) as error:
        if is_statement_error(error) or isinstance(error, sqlite3.IntegrityError):
            # A step met a table, or rows in it, that are not what that version had.
            raise _not_ours(path) from error
        raise


def _check_schema(connection: sqlite3.Connection, path: Path) -> None:
    if fingerprint(read_schema(connection)) != FINGERPRINT:
        raise _not_ours(path)


def _not_ours(path: Path) -> NotZideskFileError:
    return NotZideskFileError(
        f"Susunan berkas “{path.name}” bukan buatan zidesk, jadi tidak dibuka; mintalah berkas aslinya."
    )


def _check_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Check all tables but the bytes of the evidence; an old file may lack some."""
    present = {name for kind, name, _, _ in read_schema(connection) if kind == "table"}
    for name in sorted(present & CHECKED_TABLES):
        (verdict,) = connection.execute(f"PRAGMA quick_check('{name}')").fetchone()
        if is_of_the_disk(verdict):
            raise disk_failed(path)
        if verdict != "ok":
            raise damaged(path)
        (rows,) = connection.execute(f"SELECT count(*) FROM {name}").fetchone()  # noqa: S608 - our own names
        if rows > _MAX_ROWS:
            raise DamagedFileError(
                f"Berkas “{path.name}” berisi terlalu banyak baris; pakailah salinan yang lain."
            )


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable, where the operating system can.

    Raises UnsureError where the disk fails: the file has its name, but may lose it.
    """
    try:
        sync_names(folder)
    except OSError as error:
        raise named_unsurely(folder) from error


def _check_version(version: int, path: Path) -> None:
    if version > FORMAT_VERSION:
        raise NewerFormatError(
            f"Berkas “{path.name}” dibuat oleh zidesk yang lebih baru; pasanglah zidesk versi terbaru."
        )


def require_readable(path: Path) -> None:
    """Read ``path``, which is not open, to its end. Raises a known error where the disk fails."""
    try:
        with path.open("rb", buffering=0) as stream:
            while stream.read(_BLOCK):
                pass
    except OSError as error:
        raise known_os_error(error, path) from error


def _require_writable(path: Path) -> None:
    if path.is_dir():
        raise NotZideskFileError(f"“{path.name}” adalah folder; pilihlah berkas .zidesk.")
    if not path.exists():
        return
    try:
        # Asked of the system itself: permission bits say too little on network drives.
        os.close(os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0)))
    except OSError as error:
        raise known_os_error(error, path) from error
