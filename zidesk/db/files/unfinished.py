"""Building a file beside its place, so that at its place it is whole or absent."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zidesk.computer.leftovers import clear_leftovers, make_held
from zidesk.db.files.journal import journal_path
from zidesk.domain.plan.model import new_id


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """Yield an empty file beside ``path``; if it was not renamed, it is removed afterwards.

    So is what killed processes left in its folder. Raises ``OSError``.
    """
    _clear(path.parent)
    building, _, handle = make_held(
        lambda: path.with_name(f".~{path.name}.{new_id()[:8]}.baru"), lambda name: name.touch(exist_ok=False)
    )
    try:
        yield building
    finally:
        try:
            _remove(building)
        finally:
            # Not before SQLite has closed the file: closing any handle of it drops SQLite's locks.
            if handle is not None:
                os.close(handle)


def _remove(building: Path) -> None:
    # What cannot be removed now is taken for a leftover the next time.
    for name in (building, journal_path(building)):
        with suppress(OSError):
            name.unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    for building in clear_leftovers(folder.glob(".~*.zidesk.????????.baru")):
        _remove(building)
