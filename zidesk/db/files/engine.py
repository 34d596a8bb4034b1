"""The connection recipe: one exclusive connection with a rollback journal, everything read back.

A rollback journal and not WAL, because people copy the one file to a flash disk or a network drive;
EXCLUSIVE, because one writer at a time is a promise; explicit BEGIN IMMEDIATE, so that DDL rolls back too.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

APPLICATION_ID = 0x5A494445
"""``ZIDE``, at offset 68 of every .zidesk file."""
PAGE_SIZE = 16_384
"""Bytes a page: large enough that evidence goes in at nearly the speed of copying a file."""
CACHE_KIBIBYTES = 16_384
MAX_VALUE_BYTES = 4 << 20
"""Largest value or row that is read or written; a hostile file may declare larger ones."""
BUSY_MILLISECONDS = 300

_PRAGMAS: dict[str, tuple[str | int, str | int]] = {
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "foreign_keys": ("ON", 1),
    "recursive_triggers": ("OFF", 0),
    "locking_mode": ("EXCLUSIVE", "exclusive"),
    "synchronous": ("EXTRA", 3),
    "secure_delete": ("ON", 1),
    "temp_store": ("MEMORY", 2),
    "mmap_size": (0, 0),
    "cache_size": (-CACHE_KIBIBYTES, -CACHE_KIBIBYTES),
}


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Connect to ``path`` (made if absent) with the recipe and take its lock; other threads may use it.

    ``read_only`` is for private copies: every write fails. Raises ``sqlite3.Error``: busy when another
    process has the file open.
    """
    # detect_types stays off and isolation_level None: ``transaction`` alone starts transactions.
    connection = sqlite3.connect(
        path,
        timeout=BUSY_MILLISECONDS / 1000,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
    )
    try:
        _prepare(connection, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, *, writes: bool = True) -> Iterator[None]:
    """Run what is inside in one transaction: committed at the end, rolled back if anything raises.

    Within it ``connection.rollback()`` gives everything up already.
    """
    connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
    try:
        yield
        connection.commit()
    finally:
        # After a refused commit SQLite still holds the transaction; otherwise this does nothing.
        connection.rollback()


def forget_pages(connection: sqlite3.Connection) -> None:
    """Let the next queries read the file again instead of what is remembered of it."""
    connection.execute("PRAGMA shrink_memory")


def renew_journal(connection: sqlite3.Connection) -> None:
    """Make a new journal with the next write: somebody deleted the one that SQLite still holds.

    What is written into a journal without a name is gone with the process that should be survived.
    """
    _set_pragma(connection, "journal_mode", "OFF", "off")
    _set_pragma(connection, "journal_mode", "DELETE", "delete")


def leave_journal(connection: sqlite3.Connection) -> None:
    """Let closing delete no journal: the one at its path may be that of another file by now."""
    _set_pragma(connection, "journal_mode", "PERSIST", "persist")


@contextmanager
def savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    """Run what is inside as a part of the present transaction that is taken back alone if it raises."""
    connection.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        # A full disk may have ended the whole transaction already.
        if connection.in_transaction:
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
        raise
    connection.execute("RELEASE part")


def _prepare(raw: sqlite3.Connection, *, read_only: bool) -> None:
    raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)
    raw.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    # Only a file without pages takes it; an existing one keeps its own.
    raw.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    for name, (value, expected) in _PRAGMAS.items():
        _set_pragma(raw, name, value, expected)
    # Said of a file that has pages, it would be written; and taking the lock makes the first one.
    if raw.execute("PRAGMA page_count").fetchone() == (0,):
        raw.execute("PRAGMA auto_vacuum = INCREMENTAL")
    # The lock is taken here and kept; a hot journal left by a killed process is rolled back on the way.
    raw.execute("BEGIN EXCLUSIVE")
    raw.execute("COMMIT")
    _set_pragma(raw, "journal_mode", "DELETE", "delete")
    if read_only:
        _set_pragma(raw, "query_only", "ON", 1)


def _set_pragma(raw: sqlite3.Connection, name: str, value: str | int, expected: Any) -> None:
    raw.execute(f"PRAGMA {name} = {value}").close()
    got = raw.execute(f"PRAGMA {name}").fetchone()[0]
    if got != expected:
        raise RuntimeError(f"PRAGMA {name} is {got!r} instead of {expected!r}")
