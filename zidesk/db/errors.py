"""The known errors of the file: who has it open, what the disk refused, what is not ours."""

import re
import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import Enum
from errno import EACCES, EDQUOT, EFBIG, ENOSPC, EPERM, EROFS
from pathlib import Path
from typing import TYPE_CHECKING

from zidesk.domain.errors import InvalidInputError, KnownError
from zidesk.domain.schedule.dates import format_date
from zidesk.temporary_folder import temporary_trouble
from zidesk.unusable_paths import trouble_told
from zidesk.windows_files import is_device_lost, is_in_use

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome


class FileInUseError(KnownError):
    """Another process has the file open; ``user``, ``host`` and ``since`` say who, as far as is known."""

    def __init__(
        self, path: Path, user: str | None = None, host: str | None = None, since: datetime | None = None
    ) -> None:
        """Compose the sentence from what the lock's note says; ``None`` where it says nothing."""
        self.user = user
        self.host = host
        self.since = since
        who = f" oleh {user}" if user else ""
        where = f" di komputer {host}" if host else ""
        when = f" sejak {format_date(since.date())} pukul {since:%H.%M}" if since else ""
        super().__init__(
            f"Berkas “{path.name}” sedang dibuka{who}{where}{when}; "
            "tutuplah di sana dahulu, atau bukalah salinan yang hanya dapat dibaca."
        )


class FileExistsAlreadyError(KnownError):
    """A new file was to be made where one stands."""


class NotZideskFileError(KnownError):
    """The file is not one of ours, or somebody changed its structure."""


class NewerFormatError(KnownError):
    """The file was written by a newer version of zidesk."""


class DamagedFileError(KnownError):
    """The file, or an evidence file in it, is not whole."""


class DiskFullError(KnownError):
    """There is no room left where the file lies."""


class ReadOnlyFileError(KnownError):
    """The file or its folder may not be written."""


class DiskFailedError(KnownError):
    """The disk or the network drive refused to read or write."""


class UnsureError(KnownError):
    """The disk failed amid writing: what was done is in the file, or may be, and may not outlive a power cut.

    Unlike with other known errors something may have changed: ``outcome`` where it is in the file, ``None``
    where nobody can tell.
    """

    def __init__(self, sentence: str, outcome: "Outcome | None" = None) -> None:
        """Keep what was done."""
        self.outcome = outcome
        super().__init__(sentence)


class Loss(Enum):
    """What became of a file while it was open."""

    MISSING = "missing"
    RENAMED = "renamed"
    REPLACED = "replaced"
    OVERWRITTEN = "overwritten"
    UNREACHABLE = "unreachable"


class FileLostError(KnownError):
    """The open file is not what stands at its path any more: nothing is written until it is back.

    ``loss`` says what happened; ``other`` is the open file under its new name for RENAMED, and the newest
    backup, if there is one, for OVERWRITTEN.
    """

    def __init__(self, path: Path, loss: Loss, other: Path | None = None) -> None:
        """Compose the sentence."""
        self.loss = loss
        self.other = other
        super().__init__(_lost_sentence(path.name, loss, other))


def _lost_sentence(name: str, loss: Loss, other: Path | None) -> str:
    match loss:
        case Loss.RENAMED if other is not None:
            return (
                f"Berkas “{name}” diganti namanya menjadi “{other.name}” selagi terbuka, jadi perubahan "
                f"tidak disimpan; bukalah “{other.name}”, atau simpanlah isinya sebagai berkas baru."
            )
        case Loss.REPLACED:
            return (
                f"Di tempat berkas “{name}” sekarang ada berkas lain dengan nama yang sama, jadi perubahan "
                "tidak disimpan; simpanlah isi yang terbuka sebagai berkas baru."
            )
        case Loss.OVERWRITTEN:
            way = (
                f"bukalah kembali, atau pakailah cadangan terbarunya “{other}”"
                if other is not None
                else "bukalah kembali, atau simpanlah rencana di layar sebagai berkas baru"
            )
            return (
                f"Isi berkas “{name}” ditimpa program lain selagi terbuka, jadi perubahan tidak disimpan; "
                f"{way}."
            )
        case Loss.UNREACHABLE:
            return (
                f"Tempat berkas “{name}” tidak terjangkau lagi, jadi perubahan tidak disimpan; sambungkan "
                "kembali diska atau jaringannya lalu ulangi, atau simpanlah isinya sebagai berkas baru."
            )
        case _:
            return (
                f"Berkas “{name}” sudah dihapus atau dipindahkan selagi terbuka, jadi perubahan tidak "
                "disimpan; kembalikan ke tempatnya semula lalu ulangi, atau simpanlah isinya sebagai berkas "
                "baru."
            )


_FULL_ERRNOS = frozenset({ENOSPC, EDQUOT, EFBIG})
_FORBIDDEN_ERRNOS = frozenset({EACCES, EPERM, EROFS})
_PRIMARY_CODE = 0xFF
_CODE = re.compile(r"error code=(\d+)")
_BROKEN_TEXT = "Could not decode to UTF-8"


def known_sqlite_error(error: sqlite3.Error, path: Path) -> KnownError | None:
    """Return the known error that SQLite's error stands for, ``None`` if it is a bug of ours."""
    name = path.name
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED:
        return FileLostError(path, Loss.MISSING)
    match getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE:
        case sqlite3.SQLITE_FULL:
            return disk_full(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return FileInUseError(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return read_only(path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_TOOBIG:
            return damaged(path)
        case sqlite3.SQLITE_NOTADB:
            return NotZideskFileError(f"Berkas “{name}” bukan berkas zidesk; pilihlah berkas .zidesk.")
        case sqlite3.SQLITE_IOERR:
            return disk_failed(path)
        case _:
            # Python's own complaint about a text, which has no code of SQLite's.
            return damaged(path) if str(error).startswith(_BROKEN_TEXT) else None


def is_busy(error: sqlite3.Error) -> bool:
    """Whether SQLite could not get a lock because another process has the file open."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_of_the_disk(verdict: str) -> bool:
    """Whether SQLite's check of a file complains of a page that could not be read, not of what is in it."""
    return any(int(code) & _PRIMARY_CODE == sqlite3.SQLITE_IOERR for code in _CODE.findall(verdict))


def is_statement_error(error: sqlite3.Error) -> bool:
    """Whether SQLite refused the statement itself: it names what is not there, or what is there already."""
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR


def known_os_error(error: OSError, path: Path) -> KnownError:
    """Return the known error that an operating system's refusal about ``path`` stands for."""
    if is_in_use(error):
        return FileInUseError(path)
    if is_device_lost(error):
        return disk_failed(path)
    if error.errno in _FULL_ERRNOS:
        return disk_full(path)
    if error.errno in _FORBIDDEN_ERRNOS:
        return read_only(path)
    trouble = trouble_told(error, path)
    if trouble is not None:
        return InvalidInputError(trouble)
    return disk_failed(path)


def disk_full(path: Path) -> DiskFullError:
    """Return the error for a disk without room for ``path``."""
    return DiskFullError(
        f"Ruang penyimpanan untuk “{path.name}” sudah penuh; kosongkan sebagian lalu ulangi, "
        "tidak ada yang berubah."
    )


def read_only(path: Path) -> ReadOnlyFileError:
    """Return the error for a file or folder that may not be written."""
    return ReadOnlyFileError(
        f"Berkas “{path.name}” atau foldernya tidak dapat ditulisi; salinlah dahulu ke folder Anda sendiri."
    )


def unreadable(path: Path) -> ReadOnlyFileError:
    """Return the error for a file that may not even be read."""
    return ReadOnlyFileError(
        f"Berkas “{path.name}” tidak boleh dibaca oleh pengguna ini; mintalah izin kepada pemiliknya."
    )


def damaged(path: Path) -> DamagedFileError:
    """Return the error for a file that is not whole."""
    return DamagedFileError(
        f"Berkas “{path.name}” rusak; pakailah cadangan atau salinan terakhirnya, atau kembalikan dahulu "
        f"“{path.name}-journal” bila pernah terhapus dari sampingnya."
    )


def disk_failed(path: Path) -> DiskFailedError:
    """Return the error for a disk that could not read or write."""
    return DiskFailedError(
        f"Penyimpanan “{path.name}” gagal dibaca atau ditulisi; periksalah sambungan diska lalu ulangi."
    )


def done_unsurely(path: Path, outcome: "Outcome | None") -> UnsureError:
    """Return the error for a change that is in ``path`` though the disk failed to make it durable."""
    return UnsureError(
        f"Perubahan terakhir sudah tercatat dalam “{path.name}”, tetapi diska gagal memastikannya sehingga "
        "dapat hilang bila listrik padam; simpanlah salinan di diska lain.",
        outcome,
    )


def named_unsurely(folder: Path) -> UnsureError:
    """Return the error for a new file of which the disk failed to make the name durable."""
    return UnsureError(
        f"Berkasnya sudah ditulis di folder “{folder.name}”, tetapi diska gagal memastikannya sehingga dapat "
        "hilang bila listrik padam; simpanlah salinan di diska lain."
    )


def perhaps_done(path: Path) -> UnsureError:
    """Return the error for a change of which nobody can tell whether it is in ``path``."""
    return UnsureError(
        f"Diska gagal selagi “{path.name}” ditulis dan berkasnya tidak terbaca kembali, jadi belum tentu "
        "perubahan terakhir tersimpan; periksalah sambungan diska lalu ulangi."
    )


def temporary_folder_failed() -> DiskFailedError:
    """Return the error for the computer's temporary folder that takes no file."""
    return DiskFailedError(temporary_trouble())


def _end_statements(error: Exception) -> None:
    """Let go of the queries that ``error`` has cut off: unended, they keep the file locked after closing."""
    traceback.clear_frames(error.__traceback__)


@contextmanager
def sqlite_errors_told(path: Path, *, opening: bool = False) -> Iterator[None]:
    """Turn SQLite's refusals about ``path`` into known errors; let every other exception through.

    While a file is opened, what SQLite has no other name for is damage, too.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        # Of what the file says, or of SQLite's message about it.
        _end_statements(error)
        raise damaged(path) from error
    except Exception as error:
        _end_statements(error)
        # SQLAlchemy wraps SQLite's errors; only writing imports it, so its classes are not named here.
        original = getattr(error, "orig", error)
        known = known_sqlite_error(original, path) if isinstance(original, sqlite3.Error) else None
        if known is None and opening and isinstance(original, sqlite3.DatabaseError):
            known = damaged(path)
        if known is None:
            raise
        raise known from error
