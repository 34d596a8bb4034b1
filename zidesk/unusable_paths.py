"""Paths that the system cannot follow: what is wrong with them, in one Indonesian sentence."""

import errno
import os
import stat
from pathlib import Path

_LONGEST_NAME = 255
"""Bytes, on every system that Linux writes to; Windows counts, and says so itself."""
_SHOWN = 60


def path_trouble(path: Path, spare: int = 0) -> str | None:
    """Return why ``path`` leads nowhere, ``None`` where it can be followed, to something or to nothing.

    ``spare`` is by how many bytes names beside it are longer.
    """
    if os.name == "posix" and len(os.fsencode(path.name)) > _LONGEST_NAME - spare:
        return _name_too_long(path)
    try:
        path.stat()
    except ValueError:
        return f"Nama “{_shown(path.name)}” tidak diterima komputer ini; pakailah nama lain."
    except OSError as error:
        return _told(error.errno, path)
    return None


def trouble_told(error: OSError, path: Path) -> str | None:
    """Return what ``error`` says of ``path`` itself, ``None`` where it says something of the disk."""
    return None if error.errno == errno.EACCES else _told(error.errno, path)


def _told(code: int | None, path: Path) -> str | None:
    match code:
        case errno.ENAMETOOLONG if len(os.fsencode(path.name)) > _LONGEST_NAME:
            return _name_too_long(path)
        case errno.ENAMETOOLONG:
            return (
                f"Alamat folder untuk “{_shown(path.name)}” terlalu panjang; pakailah folder yang alamatnya "
                "lebih pendek."
            )
        case errno.ELOOP:
            return f"“{_shown(path.name)}” adalah tautan yang berputar; pilihlah berkas atau folder aslinya."
        case errno.ENOTDIR:
            return f"“{_blocking(path)}” bukan folder; periksalah alamat berkasnya."
        case errno.EACCES:
            return (
                f"Folder “{path.parent}” tidak boleh dibuka oleh pengguna ini; mintalah izin kepada pengurus "
                "komputer, atau pakailah folder lain."
            )
        case _:
            return None


def _name_too_long(path: Path) -> str:
    return (
        f"Nama “{_shown(path.name)}” terlalu panjang sehingga tidak diterima komputer ini; "
        "pakailah nama yang lebih pendek."
    )


def _shown(name: str) -> str:
    clean = "".join(letter if letter.isprintable() else "�" for letter in name)
    return clean if len(clean) <= _SHOWN else f"{clean[:_SHOWN]}…"


def _blocking(path: Path) -> Path:
    """Return what stands where ``path`` has a folder."""
    for folder in path.parents:
        try:
            if not stat.S_ISDIR(folder.stat().st_mode):
                return folder
        except OSError:
            continue
    return path.parent
