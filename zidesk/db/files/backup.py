"""Whole copies of the file: *Simpan salinan…*, and the one made before a migration."""

import sqlite3
from contextlib import closing
from datetime import datetime
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from zidesk.db.errors import known_os_error, sqlite_errors_told
from zidesk.db.files.journal import require_no_remains
from zidesk.db.files.lock import FileClaim, is_open_here
from zidesk.db.files.opening import check_name, sync_folder
from zidesk.db.files.unfinished import unfinished
from zidesk.domain.errors import InvalidInputError
from zidesk.domain.ticker import Ticker, silent
from zidesk.windows_files import patiently

if TYPE_CHECKING:
    from zidesk.db.store import Store

_PAGES_A_STEP = 256


def save_copy(store: "Store", path: Path, ticker: Ticker = silent) -> None:
    """Copy the open file to ``path``, whole or not at all, replacing what is there; ticks pages.

    Raises InvalidInputError when ``path`` is a file that is open here, or a name that is none here,
    FileInUseError when somebody else has it open, or a known error of the disk.
    """
    check_name(path)
    if is_open_here(path):
        raise InvalidInputError(f"Berkas “{path.name}” sedang dibuka; simpanlah salinannya dengan nama lain.")
    # Replacing a file that another process has open would leave it writing into nowhere.
    claim = FileClaim.of(path) if path.exists() else None
    try:
        require_no_remains(path)
        with store.idle() as connection:
            _copy_whole(connection, path, ticker)
    finally:
        if claim is not None:
            claim.release()


def back_up_before_migration(connection: sqlite3.Connection, path: Path) -> Path:
    """Copy the open file ``path``, about to be migrated, into the user's data folder; return where."""
    folder = _backup_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise known_os_error(error, folder) from error
    target = folder / f"{path.stem} {datetime.now().astimezone():%Y-%m-%d %H%M%S}{path.suffix}"
    _copy_whole(connection, target, silent)
    return target


def newest_backup(path: Path) -> Path | None:
    """Return the newest copy that ``back_up_before_migration`` made of a file of this name, if any."""
    found = _backup_folder().glob(f"{escape(path.stem)} ????-??-?? ??????{escape(path.suffix)}")
    return max(found, key=lambda backup: backup.name, default=None)


def _backup_folder() -> Path:
    return user_data_path("zidesk", appauthor=False) / "cadangan-migrasi"


def _copy_whole(connection: sqlite3.Connection, path: Path, ticker: Ticker) -> None:
    try:
        with unfinished(path) as building:
            with sqlite_errors_told(path), closing(sqlite3.connect(building, isolation_level=None)) as target:
                target.execute("PRAGMA synchronous = EXTRA")
                connection.backup(
                    target,
                    pages=_PAGES_A_STEP,
                    progress=lambda _status, left, total: ticker(total - left, total),
                )
            patiently(lambda: building.replace(path))
        sync_folder(path.parent)
    except OSError as error:
        raise known_os_error(error, path) from error
