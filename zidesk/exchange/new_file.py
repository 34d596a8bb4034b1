"""Write a file whole or not at all: a temporary file beside the target, flushed, fsynced and renamed."""

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from zidesk.domain.names.safe_names import is_refused_here
from zidesk.exchange.errors import CannotWriteError
from zidesk.leftovers import clear_leftovers, make_held
from zidesk.synced_folder import sync_names
from zidesk.unusable_paths import path_trouble
from zidesk.windows_files import is_device_lost, may_be_in_use, patiently

_OUR_SUFFIX = ".zidesk"
_TEMPORARY = ".zidesk-{}.tmp"
_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DEVICE_LOST = frozenset({errno.EIO, errno.ENODEV, errno.ENXIO, errno.EROFS, errno.ESTALE})


@contextmanager
def new_file(path: Path | str) -> Iterator[BinaryIO]:
    """Give a binary stream that becomes ``path`` when the block ends without an error.

    An existing file stays as it was until then, and for good if the block raises. No temporary file is left
    behind, and one that a killed process left goes. A .zidesk file is never replaced. Raises
    ``CannotWriteError`` (a ``KnownError``) where it, the folder, the disk or another program stands in the
    way.
    """
    trouble = path_trouble(Path(path))
    if trouble is not None:
        raise CannotWriteError(trouble)
    if is_refused_here(Path(path).name):
        raise _bad_name(Path(path).name)
    target = Path(os.path.realpath(path))
    try:
        if target.is_dir():
            raise CannotWriteError(f"{target} adalah folder; pilihlah nama berkas.")
        if target.suffix.lower() == _OUR_SUFFIX and target.exists():
            # It holds an office's whole record, and may be open at this moment, here or elsewhere.
            raise CannotWriteError(
                f"{target.name} adalah berkas zidesk dan tidak ditimpa; pakailah nama lain."
            )
        clear_leftovers(target.parent.glob(_TEMPORARY.format("?" * 16)))
        temporary, stream, hold = make_held(
            lambda: target.with_name(_TEMPORARY.format(secrets.token_hex(8))),
            lambda name: _open_new(name, target),
        )
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
        finally:
            if hold is not None:
                os.close(hold)
    except OSError as error:
        raise _known(error, target) from error
    try:
        sync_names(target.parent)
    except OSError as error:
        raise CannotWriteError(
            f"{target.name} sudah ditulis, tetapi diska gagal memastikannya sehingga dapat hilang bila "
            "listrik padam; simpanlah juga di diska lain."
        ) from error


def _open_new(temporary: Path, target: Path) -> BinaryIO:
    try:
        return temporary.open("xb")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CannotWriteError(_what_is_wrong_with(target.parent)) from error
    except PermissionError as error:
        if is_device_lost(error):
            raise
        raise CannotWriteError(
            f"Folder {target.parent} tidak boleh ditulisi; simpanlah di folder lain."
        ) from error


def _what_is_wrong_with(folder: Path) -> str:
    # Windows says of all three that the path was not found.
    if folder.is_dir():
        return f"Nama folder {folder} terlalu panjang; pilihlah folder lain yang lebih pendek namanya."
    if folder.exists() or any(above.is_file() for above in folder.parents):
        return f"{folder} bukan folder; pilihlah folder lain."
    return f"Folder {folder} tidak ada; pilihlah folder lain."


def _keep_mode(temporary: Path, target: Path) -> None:
    # On Windows the mode is no more than the mark "read only", and a marked file is not replaced at all.
    if os.name == "posix" and target.exists():
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))


def _replace(temporary: Path, target: Path) -> None:
    try:
        patiently(lambda: temporary.replace(target))
    except OSError as error:
        if may_be_in_use(error) and (not target.exists() or os.access(target, os.W_OK)):
            raise CannotWriteError(
                f"Berkas {target.name} sedang dibuka di program lain, misalnya Excel; tutuplah di sana "
                "lalu coba lagi."
            ) from error
        raise


def _known(error: OSError, target: Path) -> Exception:
    if error.errno in _DISK_FULL:
        return CannotWriteError(
            f"Tempat penyimpanan penuh, {target.name} tidak jadi ditulis; "
            "kosongkan tempat atau pilih folder lain."
        )
    # Windows' C library knows few reasons why writing failed; a name it could complain of is not among them.
    is_vague = error.filename is None and error.errno in {errno.EACCES, errno.EINVAL}
    if error.errno in _DEVICE_LOST or is_device_lost(error) or is_vague:
        return CannotWriteError(
            f"Tempat penyimpanan {target.parent} tidak dapat ditulisi; periksa disk atau jaringannya, "
            "lalu coba lagi."
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return CannotWriteError(f"Berkas {target.name} tidak boleh diganti; simpanlah dengan nama lain.")
    if error.errno in {errno.ENAMETOOLONG, errno.EINVAL}:
        return _bad_name(target.name)
    return error


def _bad_name(name: str) -> CannotWriteError:
    return CannotWriteError(f"Nama berkas {name[:60]} tidak diterima komputer ini; pilihlah nama lain.")
