"""A new file together with its first content: both or neither."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from zidesk.db.files.lock import file_key
from zidesk.db.files.opening import create_file
from zidesk.db.files.standing import Standing
from zidesk.db.store import Store


def make_filled(path: Path, fill: Callable[[Store], object]) -> None:
    """Make a new file with what ``fill`` writes as its first plans.

    Raises as ``Store.create``: a file that exists is never replaced. Where ``fill`` fails, or the process is
    killed, there is no file: it gets its name last.
    """

    def fill_unseen(connection: sqlite3.Connection, building: Path) -> None:
        # Named as it will be, for what it has to say.
        with Store(path, connection, standing=Standing(building, file_key(building))) as store:
            fill(store)

    create_file(path, fill_unseen)


def create_filled(path: Path, fill: Callable[[Store], object]) -> Store:
    """Make a new file as ``make_filled`` does, and return it open."""
    make_filled(path, fill)
    return Store.open(path)
