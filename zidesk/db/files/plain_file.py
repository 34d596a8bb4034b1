"""Files beside a .zidesk file that anybody may have laid there: only a plain file of its own is touched.

A link would lead writing and deleting to a file of the user's, a named pipe would wait for its other end.
"""

import stat
from pathlib import Path
from typing import BinaryIO


class NotPlainFileError(OSError):
    """What stands there is a link, a folder, a pipe or a device."""


def require_plain(path: Path) -> None:
    """Raise NotPlainFileError unless ``path`` is a file under this name only, ``OSError`` for none."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
        raise NotPlainFileError(path)


def open_plain(path: Path) -> BinaryIO:
    """Open ``path`` for reading. Raises NotPlainFileError or another ``OSError``."""
    require_plain(path)
    return path.open("rb")
