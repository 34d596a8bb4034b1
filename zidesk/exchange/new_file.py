"""Write a file whole or not at all: a temporary file beside the target, flushed, fsynced and renamed."""

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from zidesk.exchange.errors import CannotWriteError

_OUR_SUFFIX = ".zidesk"
_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DEVICE_LOST = frozenset({errno.EIO, errno.ENODEV, errno.ENXIO, errno.EROFS, errno.ESTALE})
_WINDOWS_SHARING = frozenset({5, 32, 33})
"""ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION: another program holds the file."""
_RETRY_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between tries; virus scanners let go within this time, Excel does not."""


@contextmanager
def new_file(path: Path | str) -> Iterator[BinaryIO]:
    """Give a binary stream that becomes ``path`` when the block ends without an error.

    An existing file stays as it was until then, and for good if the block raises; no temporary file is
    left behind. A .zidesk file is never replaced. Raises ``CannotWriteError`` (a ``KnownError``) where it,
    the folder, the disk or another program stands in the way.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".zidesk-{secrets.token_hex(8)}.tmp")
    try:
        if target.is_dir():
            raise CannotWriteError(f"{target} adalah folder; pilihlah nama berkas.")
        if target.suffix.lower() == _OUR_SUFFIX and target.exists():
            # It holds an office's whole record, and may be open at this moment, here or elsewhere.
            raise CannotWriteError(
                f"{target.name} adalah berkas zidesk dan tidak ditimpa; pakailah nama lain."
            )
        stream = _open_new(temporary, target)
        try:
            with stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            _keep_mode(temporary, target)
            _replace(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        raise _known(error, target) from error
    _sync_folder(target.parent)


def _open_new(temporary: Path, target: Path) -> BinaryIO:
    try:
        return temporary.open("xb")
    except FileNotFoundError as error:
        raise CannotWriteError(f"Folder {target.parent} tidak ada; pilihlah folder lain.") from error
    except NotADirectoryError as error:
        raise CannotWriteError(f"{target.parent} bukan folder; pilihlah folder lain.") from error
    except PermissionError as error:
        raise CannotWriteError(
            f"Folder {target.parent} tidak boleh ditulisi; simpanlah di folder lain."
        ) from error


def _keep_mode(temporary: Path, target: Path) -> None:
    if target.exists():
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))


def _replace(temporary: Path, target: Path) -> None:
    for pause in (*_RETRY_PAUSES, None):
        try:
            temporary.replace(target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _WINDOWS_SHARING:
                raise
            if pause is None:
                raise CannotWriteError(
                    f"Berkas {target.name} sedang dibuka di program lain, misalnya Excel; tutuplah di sana "
                    "lalu coba lagi."
                ) from error
            time.sleep(pause)
        else:
            return


def _known(error: OSError, target: Path) -> Exception:
    if error.errno in _DISK_FULL:
        return CannotWriteError(
            f"Tempat penyimpanan penuh, {target.name} tidak jadi ditulis; "
            "kosongkan tempat atau pilih folder lain."
        )
    if error.errno in _DEVICE_LOST:
        return CannotWriteError(
            f"Tempat penyimpanan {target.parent} tidak dapat ditulisi; periksa disk atau jaringannya, "
            "lalu coba lagi."
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return CannotWriteError(f"Berkas {target.name} tidak boleh diganti; simpanlah dengan nama lain.")
    if error.errno in {errno.ENAMETOOLONG, errno.EINVAL}:
        return CannotWriteError(
            f"Nama berkas {target.name[:60]} tidak diterima komputer ini; pilihlah nama lain."
        )
    return error


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
