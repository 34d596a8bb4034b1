"""What Windows says where it refuses a file, and the patience that takes.

There a file that anybody has open can be neither renamed nor replaced, and virus scanners, indexers and
cloud folders open every new file at once. Elsewhere errors carry no ``winerror``, and nothing here applies.
"""

import time
from collections.abc import Callable

_ACCESS_DENIED = 5
_IN_USE = frozenset({32, 33})
"""ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION."""
_DEVICE_LOST = frozenset({21, 31, 53, 55, 59, 64, 67, 433, 1117, 1167})
"""A flash disk that was pulled out, a network or a server that is gone."""
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between tries; virus scanners let go within this time, Excel does not."""


def is_in_use(error: OSError) -> bool:
    """Whether another program has the file open."""
    return _code(error) in _IN_USE


def may_be_in_use(error: OSError) -> bool:
    """Whether another program may have the file open: renaming says only that it is denied."""
    return _code(error) in _IN_USE or _code(error) == _ACCESS_DENIED


def is_device_lost(error: OSError) -> bool:
    """Whether the disk or the network drive is not there any more."""
    return _code(error) in _DEVICE_LOST


def patiently(rename: Callable[[], object]) -> None:
    """Call ``rename``, again after a moment where another program holds the file. Raises ``OSError``."""
    for pause in _PAUSES:
        try:
            rename()
        except OSError as error:
            if not may_be_in_use(error):
                raise
            time.sleep(pause)
        else:
            return
    rename()


def _code(error: OSError) -> int | None:
    return getattr(error, "winerror", None)
