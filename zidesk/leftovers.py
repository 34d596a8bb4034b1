"""Files built beside their place: those that a killed process left are told from those still being built.

Whoever builds one holds a lock on it, which ends with the process. On Windows no open file can be deleted,
and some network drives know no locks: there only the age of a file says that nobody builds it any more.
"""

import os
import stat
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

if sys.platform != "win32":
    import fcntl

_T = TypeVar("_T")
_ATTEMPTS = 5
_OLD_SECONDS = 3600
"""After so long nobody is still building, also where no lock tells."""


def make_held(name: Callable[[], Path], make: Callable[[Path], _T]) -> tuple[Path, _T, int | None]:
    """Make a file under a free name; return it, what ``make`` gave, and the handle that holds it, if any.

    To be closed once the file has its place. Raises the ``OSError`` of ``make``.
    """
    for _ in range(_ATTEMPTS):
        path = name()
        made = make(path)
        try:
            return path, made, _hold(path)
        except FileNotFoundError:
            # Somebody took it for a leftover in the moment before it was held.
            continue
    return path, made, None


def clear_leftovers(paths: Iterable[Path]) -> list[Path]:
    """Remove the files that no living process builds; return which. What cannot be removed harms nobody."""
    cleared = []
    # The folder may not be readable, either.
    with suppress(OSError):
        for path in paths:
            with suppress(OSError):
                if _clear(path):
                    cleared.append(path)
    return cleared


def _hold(path: Path) -> int | None:
    if sys.platform == "win32":
        return None
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        raise
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        is_at_its_name = os.path.samestat(os.fstat(handle), path.stat())
    except BlockingIOError:
        is_at_its_name = False
    except OSError:
        os.close(handle)
        return None
    if not is_at_its_name:
        os.close(handle)
        raise FileNotFoundError(path)
    return handle


def _clear(path: Path) -> bool:
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        return False
    if sys.platform == "win32":
        return _clear_old(path, status)
    handle = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return _clear_old(path, status)
    else:
        path.unlink()
        return True
    finally:
        os.close(handle)


def _clear_old(path: Path, status: os.stat_result) -> bool:
    if status.st_mtime > time.time() - _OLD_SECONDS:
        return False
    path.unlink()
    return True
