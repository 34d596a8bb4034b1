"""Giving space back: what is removed leaves the file, and the file shrinks."""

import sqlite3

_INCREMENTAL = 2


def is_shrinkable(connection: sqlite3.Connection) -> bool:
    """Whether pages that are free can leave the file; they cannot in one that was made by format 1."""
    mode: int = connection.execute("PRAGMA auto_vacuum").fetchone()[0]
    return mode == _INCREMENTAL


def make_shrinkable(connection: sqlite3.Connection) -> None:
    """Write the file anew so that it can shrink; whole or not at all, also when the process is killed.

    Not within a transaction. A disk without room for it leaves the file as it was: then it only grows.
    """
    if is_shrinkable(connection):
        return
    attached = connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
    try:
        # The new pages are gathered in a file of its own: a large one does not fit into memory.
        connection.execute("PRAGMA temp_store = FILE")
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("VACUUM")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _WITHOUT_ROOM:
            raise
    finally:
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, attached)


def shrink(connection: sqlite3.Connection) -> int:
    """Give all free pages back, not within a transaction; return how many bytes."""
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    (before,) = connection.execute("PRAGMA page_count").fetchone()
    # Each step of it frees a page, and yields a row without columns, at which ``execute`` stops.
    connection.executescript("PRAGMA incremental_vacuum")
    (after,) = connection.execute("PRAGMA page_count").fetchone()
    return int((before - after) * size)


_WITHOUT_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
