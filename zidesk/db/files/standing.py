"""Whether the file that was opened still stands at its path, as it was left: asked by ``stat`` alone.

SQLite asks once, when it first writes; a file that is deleted, renamed, replaced or overwritten later would
take every change into nothing. Opening the file a second time would drop SQLite's lock on it.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from zidesk.db.errors import FileLostError, Loss, known_os_error
from zidesk.db.files.backup import newest_backup
from zidesk.db.files.journal import is_hot, journal_path
from zidesk.db.files.lock import FileKey, file_key

_Stamp = tuple[int, int]


class Standing:
    """What is known of an open file's place and content from outside; not for several threads at once."""

    def __init__(self, path: Path, key: FileKey) -> None:
        """Watch ``path``, claimed as ``key``, as it is now. Raises FileLostError where it is not there."""
        self._path = path
        self._key = key
        try:
            self._device = path.parent.stat().st_dev
        except OSError as error:
            raise known_os_error(error, path) from error
        self._journal: FileKey | None = None
        self._overwritten = False
        self._stamp: _Stamp | None = None
        self.require_place()
        self.remember()

    def require_own_content(self) -> None:
        """Raise FileLostError once it is known that something else was written into the file."""
        if self._overwritten:
            raise FileLostError(self._path, Loss.OVERWRITTEN, newest_backup(self._path))

    def require_place(self) -> None:
        """Raise FileLostError unless the claimed file stands at its path."""
        lost = self._lost()
        if lost is not None:
            raise lost

    def require_unchanged(self, is_same: Callable[[], bool]) -> None:
        """Raise FileLostError unless the file stands at its path and holds what was left in it.

        Its time of change alone says little: ``is_same`` then looks into the file itself.
        """
        self.require_place()
        self.require_own_content()
        stamp = self._stamp_now()
        if stamp == self._stamp:
            return
        if self._stamp is None or stamp is None or stamp[0] != self._stamp[0] or not is_same():
            self._overwritten = True
            self.require_own_content()
        self._stamp = stamp

    def remember(self) -> None:
        """Take the file as it is now for what was left in it, after a write of our own."""
        if self._overwritten or self._lost() is not None:
            return
        self._stamp = self._stamp_now()
        self._journal = _key_or_none(journal_path(self._path))

    def has_own_journal(self) -> bool:
        """Whether the journal beside the file is the one that SQLite holds, or there was none to hold."""
        return self._journal is None or self._journal == _key_or_none(journal_path(self._path))

    def may_delete_journal(self) -> bool:
        """Whether SQLite, when it closes the file, deletes its own journal only."""
        return self._lost() is None and self.has_own_journal()

    def remove_finished_journal(self) -> None:
        """Delete the journal that SQLite left, or a killed process before it; never one of somebody else.

        One that still has to be rolled back stays.
        """
        journal = journal_path(self._path)
        # One that stays for the disk's sake is finished, too, and taken for that the next time.
        with suppress(OSError):
            if self._journal is not None and self.has_own_journal() and not is_hot(journal):
                journal.unlink(missing_ok=True)

    def _lost(self) -> FileLostError | None:
        try:
            key = file_key(self._path)
        except (FileNotFoundError, NotADirectoryError):
            return self._missing()
        except OSError:
            return FileLostError(self._path, Loss.UNREACHABLE)
        if key == self._key:
            return None
        renamed = self._new_name()
        return FileLostError(self._path, Loss.REPLACED, renamed)

    def _missing(self) -> FileLostError:
        if not self._drive_is_there():
            return FileLostError(self._path, Loss.UNREACHABLE)
        renamed = self._new_name()
        return FileLostError(self._path, Loss.MISSING if renamed is None else Loss.RENAMED, renamed)

    def _drive_is_there(self) -> bool:
        """Whether the nearest folder that is left lies on the drive where the file was opened."""
        for folder in self._path.parents:
            try:
                return folder.stat().st_dev == self._device
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError:
                return False
        return False

    def _new_name(self) -> Path | None:
        """Return the name under which the claimed file lies in the same folder now."""
        try:
            with os.scandir(self._path.parent) as entries:
                names = [entry.name for entry in entries if entry.inode() == self._key[1]]
        except OSError:
            return None
        candidates = (self._path.with_name(name) for name in names)
        return next((each for each in candidates if _key_or_none(each) == self._key), None)

    def _stamp_now(self) -> _Stamp | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_size, status.st_mtime_ns


def _key_or_none(path: Path) -> FileKey | None:
    try:
        return file_key(path)
    except OSError:
        return None
