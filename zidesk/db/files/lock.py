"""Who has a file open: the note beside it for people, and the registry of this process.

SQLite's lock and the held note are the truth; what the note says is only for people. A note that a crash
left behind is held by nobody, and replaced by the next one who gets the lock.
"""

import json
import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from zidesk.db.errors import FileInUseError, NotZideskFileError, known_os_error
from zidesk.db.files.held_note import hold, hold_itself, is_blank
from zidesk.db.files.person import host_name, os_user
from zidesk.db.files.plain_file import NotPlainFileError, open_plain
from zidesk.db.reading.layout import NAME_LIMIT
from zidesk.domain.errors import KnownError, NotFoundError
from zidesk.domain.plan.validation import clean_text

_MAX_NOTE_BYTES = 4096

FileKey = tuple[int, int | str]
"""Device and number of a file: the same under every name."""

_open_files: set[FileKey] = set()
_registry_lock = threading.Lock()


def file_key(path: Path) -> FileKey:
    """Return what identifies the file under all its names. Raises ``OSError`` when it does not exist."""
    status = path.stat()
    # Some network drives number no files: there the path must do, or all their files would be one.
    return status.st_dev, status.st_ino or os.path.normcase(path.resolve())


def is_open_here(path: Path) -> bool:
    """Whether this process has ``path`` open as a store.

    Such a file must not be opened by other means: on Linux, closing any handle of it drops SQLite's lock.
    """
    try:
        key = file_key(path)
    except OSError:
        return False
    with _registry_lock:
        return key in _open_files


@dataclass(frozen=True, slots=True)
class LockNote:
    """What the note beside a file says: OS user, computer, since when, and which file it was about.

    ``None`` where it says nothing.
    """

    user: str | None = None
    host: str | None = None
    since: datetime | None = None
    key: FileKey | None = None


def note_path(path: Path) -> Path:
    """Return where the note about ``path`` lies: a hidden neighbour."""
    return path.with_name(f".~{path.name}.kunci")


def notes_in(folder: Path) -> list[Path]:
    """Return the notes in ``folder``, also those of processes that were killed."""
    return list(folder.glob(".~*.kunci"))


def named_by_note(note: Path) -> Path:
    """Return the file beside which ``note`` lies, which need not be there any more."""
    return note.with_name(note.name.removeprefix(".~").removesuffix(".kunci"))


def read_note(path: Path) -> LockNote:
    """Return what the note beside ``path`` says; a missing or unreadable one says nothing."""
    try:
        with open_plain(note_path(path)) as stream:
            said = json.loads(stream.read(_MAX_NOTE_BYTES))
        user, host, since = (str(said[key])[:NAME_LIMIT] for key in ("user", "host", "since"))
        device, number = said.get("file") or (None, None)
        key = (device, number) if isinstance(device, int) and isinstance(number, int) else None
        return LockNote(
            clean_text(user) or None, clean_text(host) or None, datetime.fromisoformat(since), key
        )
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return LockNote()


def in_use(path: Path) -> FileInUseError:
    """Return the error for a file that somebody has open, with what the note says."""
    note = read_note(path)
    return FileInUseError(path, note.user, note.host, note.since)


def _unclaimed(path: Path, error: OSError) -> KnownError:
    if isinstance(error, BlockingIOError):
        return in_use(path)
    if isinstance(error, NotPlainFileError):
        return NotZideskFileError(
            f"Di samping berkas “{path.name}” ada “{note_path(path).name}” yang bukan buatan zidesk, "
            "jadi tidak dibuka; hapuslah dahulu."
        )
    return known_os_error(error, path)


def _give_up_note(path: Path, handle: int) -> None:
    """Stop holding the note, and remove it where it is one that was made for this claim."""
    if is_blank(handle):
        # A note that cannot be removed is stale, which readers expect anyway.
        with suppress(OSError):
            note_path(path).unlink()
    os.close(handle)


class FileClaim:
    """The claim of this process on a file, from before SQLite opens it until after it is closed."""

    def __init__(self, path: Path, key: FileKey, handle: int | None, own: int | None) -> None:
        """Remember what is claimed; use ``of``."""
        self._own = own
        self._path = path
        self._key = key
        self._handle = handle
        self._note_written = False

    @property
    def key(self) -> FileKey:
        """What identifies the claimed file, also once it has another name."""
        return self._key

    @classmethod
    def of(cls, path: Path) -> Self:
        """Claim ``path``, before SQLite opens it.

        Raises NotFoundError, FileInUseError when this or another process has it open, or a known error of
        the disk where no note can be made beside it.
        """
        try:
            key = file_key(path)
        except FileNotFoundError as error:
            raise NotFoundError(
                f"Berkas “{path.name}” tidak ditemukan; periksalah nama dan foldernya."
            ) from error
        except OSError as error:
            raise known_os_error(error, path) from error
        with _registry_lock:
            if key in _open_files:
                raise in_use(path)
            _open_files.add(key)
        handle = None
        try:
            handle = hold(note_path(path))
            # The note holds one name of the file, and only while nobody deletes it.
            return cls(path, key, handle, hold_itself(path))
        except OSError as error:
            if handle is not None:
                _give_up_note(path, handle)
            with _registry_lock:
                _open_files.discard(key)
            raise _unclaimed(path, error) from error

    def let_file_go(self) -> bool:
        """Stop holding the file itself, before SQLite has opened it; return whether it was held.

        On some network drives the two kinds of locks are one, and SQLite would wait for ours.
        """
        handle, self._own = self._own, None
        if handle is None:
            return False
        os.close(handle)
        return True

    def write_note(self) -> None:
        """Write the note, once SQLite has the lock. Raises ReadOnlyFileError or another known error."""
        said = {
            "user": os_user(),
            "host": host_name(),
            "since": datetime.now().astimezone().isoformat(timespec="seconds"),
            "pid": os.getpid(),
            "file": self._key,
        }
        try:
            note_path(self._path).write_text(json.dumps(said), encoding="utf-8")
        except OSError as error:
            raise known_os_error(error, self._path) from error
        self._note_written = True

    def release(self) -> None:
        """Give the claim up and remove the note, after SQLite has closed the file."""
        if self._note_written or (self._handle is not None and is_blank(self._handle)):
            # A note that cannot be removed is stale, which readers expect anyway.
            with suppress(OSError):
                note_path(self._path).unlink()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        self.let_file_go()
        with _registry_lock:
            _open_files.discard(self._key)
