"""Whole copies of the file: *Simpan salinan…*, and the one made before a migration."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from glob import escape
from pathlib import Path

from platformdirs import user_data_path

from zidesk.computer.windows_files import patiently
from zidesk.db.errors import known_os_error, sqlite_errors_told
from zidesk.db.files.journal import require_no_remains
from zidesk.db.files.lock import FileClaim, is_open_here
from zidesk.db.files.opening import check_name, sync_folder
from zidesk.db.files.unfinished import unfinished
from zidesk.db.lending import Lender
from zidesk.domain.errors import InvalidInputError
from zidesk.domain.ticker import Ticker, silent

_PAGES_A_STEP = 256


def save_copy(store: Lender, path: Path, ticker: Ticker = silent) -> None:
    """Copy the open file to ``path``, whole or not at all, replacing what is there; ticks pages.

    Others go on meanwhile; what they change is in the copy, too. Raises InvalidInputError when ``path`` is
    a file that is open here, or a name that is none here, FileInUseError when somebody else has it open, or
    a known error of the disk.
    """
    check_name(path)
    if is_open_here(path):
        raise InvalidInputError(f"Berkas “{path.name}” sedang dibuka; simpanlah salinannya dengan nama lain.")
    # Replacing a file that another process has open would leave it writing into nowhere.
    claim = FileClaim.of(path) if path.exists() else None
    try:
        require_no_remains(path)
        with _whole_file(path) as building, store.copying() as (connection, let_others):
            _copy_pages(connection, building, path, ticker, let_others)
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
    with _whole_file(target) as building:
        _copy_pages(connection, building, target, silent, lambda: None)
    return target


def newest_backup(path: Path) -> Path | None:
    """Return the newest copy that ``back_up_before_migration`` made of a file of this name, if any."""
    found = _backup_folder().glob(f"{escape(path.stem)} ????-??-?? ??????{escape(path.suffix)}")
    return max(found, key=lambda backup: backup.name, default=None)


def _backup_folder() -> Path:
    return user_data_path("zidesk", appauthor=False) / "cadangan-migrasi"


@contextmanager
def _whole_file(path: Path) -> Iterator[Path]:
    """Yield where to build the file that is whole at ``path`` once the block ends without an error."""
    try:
        with unfinished(path) as building:
            yield building
            with building.open("rb+") as stream:
                os.fsync(stream.fileno())
            patiently(lambda: building.replace(path))
        sync_folder(path.parent)
    except OSError as error:
        raise known_os_error(error, path) from error


def _copy_pages(
    connection: sqlite3.Connection,
    building: Path,
    path: Path,
    ticker: Ticker,
    let_others: Callable[[], None],
) -> None:
    """Copy every page into ``building``; errors are told of ``path``, where it shall be."""

    def between_steps(_status: int, left: int, total: int) -> None:
        ticker(total - left, total)
        # SQLite carries over what this very connection changes; what it takes back, it begins anew.
        let_others()

    with sqlite_errors_told(path), closing(sqlite3.connect(building, isolation_level=None)) as target:
        # Whoever asked for it waits for the disk; the last step would let everybody wait.
        target.execute("PRAGMA synchronous = OFF")
        connection.backup(target, pages=_PAGES_A_STEP, progress=between_steps)
