"""The journal of a killed process that was left behind when its file got another name.

SQLite looks for a journal under the file's present name only: the half-written file would be taken for whole.
The note that the process left tells which file it was, for the file itself keeps its number.
"""

import os
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from zidesk.db.errors import known_os_error, temporary_folder_failed
from zidesk.db.files.engine import connect
from zidesk.db.files.held_note import hold
from zidesk.db.files.journal import is_hot, journal_path, require_own_journals
from zidesk.db.files.lock import FileKey, named_by_note, note_path, notes_in, read_note
from zidesk.db.files.opening import accept
from zidesk.db.files.snapshot import copy_bytes, copy_journal, copying_failed
from zidesk.domain.errors import KnownError


def take_journal_along(path: Path, key: FileKey) -> None:
    """Give ``path``, claimed as ``key`` and not yet open, the journal left under its former name.

    Only where nobody holds that journal, and rolling it back makes the file whole. Raises a known error of
    the disk.
    """
    try:
        if is_hot(journal_path(path)):
            return
        for note in notes_in(path.parent):
            former = named_by_note(note)
            if former.name != path.name and read_note(former).key == key and is_hot(journal_path(former)):
                _take_from(former, path)
                return
    except OSError as error:
        raise known_os_error(error, path) from error


def _take_from(former: Path, path: Path) -> None:
    note = note_path(former)
    try:
        handle = hold(note)
    except BlockingIOError:
        # It lives, and has the file open: SQLite will say so.
        return
    try:
        left_alone = handle is None and sys.platform != "win32"
        if not left_alone and _makes_whole(journal_path(former), path):
            journal_path(former).replace(journal_path(path))
            note.unlink(missing_ok=True)
    finally:
        if handle is not None:
            os.close(handle)


def _makes_whole(journal: Path, path: Path) -> bool:
    """Try the journal on a private copy: numbers of deleted files are given to new ones."""
    try:
        trial = TemporaryDirectory(prefix="zidesk-", ignore_cleanup_errors=True)
    except OSError as error:
        raise temporary_folder_failed() from error
    with trial as folder:
        copy = Path(folder) / "salinan.zidesk"
        try:
            copy_bytes(path, copy)
            copy_journal(journal, journal_path(copy))
        except OSError as error:
            raise copying_failed(error, path, Path(folder)) from error
        with suppress(KnownError, sqlite3.Error, UnicodeDecodeError):
            require_own_journals(copy, path)
            with closing(connect(copy)) as connection:
                accept(connection, path)
                whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                return whole and not connection.execute("PRAGMA foreign_key_check").fetchall()
    return False
