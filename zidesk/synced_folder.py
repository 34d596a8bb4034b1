"""Making the names in a folder durable, after a file in it got its place."""

import errno
import os
from pathlib import Path

_OF_THE_DISK = frozenset({errno.EIO, errno.ENOSPC, errno.EDQUOT})


def sync_names(folder: Path) -> None:
    """Wait until the names in ``folder`` are on the disk, where the system can. Raises ``OSError``.

    Many drives cannot, and some folders may be written but not read: only a failing disk is an error.
    """
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno in _OF_THE_DISK:
            raise
    finally:
        os.close(handle)
