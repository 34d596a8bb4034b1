"""Building a file beside its place, so that at its place it is whole or absent."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from zidesk.domain.plan.model import new_id

_REMAINS_SECONDS = 3600
"""After so long nobody is still building: the process was killed."""


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """Yield a free name beside ``path``; what is there afterwards, because it was not renamed, is removed.

    So is what a killed process left of earlier attempts at the same ``path``.
    """
    _remove_remains(path)
    building = path.with_name(f".~{path.name}.{new_id()[:8]}.baru")
    try:
        yield building
    finally:
        building.unlink(missing_ok=True)


def _remove_remains(path: Path) -> None:
    oldest = time.time() - _REMAINS_SECONDS
    for remains in path.parent.glob(f".~{escape(path.name)}.????????.baru*"):
        # Remains that cannot be removed harm nobody.
        with suppress(OSError):
            if remains.stat().st_mtime < oldest:
                remains.unlink()
