"""Holding the note beside an open file, where the system's locks on the file itself are easily lost.

On Linux the lock that SQLite keeps belongs to the process: whenever any part of it, such as a file dialog
that looks for a file's type, opens and closes the file, the lock is gone and another process could write.
A lock on the note belongs to the handle that took it and stays until that handle is closed or the process
ends.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from zidesk.db.files.plain_file import require_plain

if sys.platform != "win32":
    import fcntl


def hold(note: Path) -> int | None:
    """Return a handle that holds ``note``, made where it is missing; ``None`` where nothing needs holding.

    Raises BlockingIOError when another process holds it, NotPlainFileError where something else has its
    name, or another ``OSError`` when it cannot be made.
    """
    with suppress(FileNotFoundError):
        require_plain(note)
    if sys.platform == "win32":
        return None
    while True:
        handle = os.open(note, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise
        except OSError:
            # A file system without such locks: SQLite's own is then all there is.
            os.close(handle)
            return None
        if _is_at(handle, note):
            return handle
        # Its holder removed it between our opening and our locking: what we hold, nobody else would find.
        os.close(handle)


def hold_itself(path: Path) -> int | None:
    """Return a handle that holds the file itself, under all its names; ``None`` where that is not possible.

    To be taken before SQLite opens it and closed after SQLite has closed it. Raises BlockingIOError when
    another process holds it.
    """
    if sys.platform == "win32":
        return None
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        # Whether it may be opened at all is asked elsewhere.
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:
        os.close(handle)
        return None
    return handle


def is_blank(handle: int) -> bool:
    """Whether nothing was written into the note yet."""
    return os.fstat(handle).st_size == 0


def _is_at(handle: int, note: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), note.stat())
    except FileNotFoundError:
        return False
