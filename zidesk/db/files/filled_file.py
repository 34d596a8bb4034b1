"""A new file together with its first content: both or neither."""

from collections.abc import Callable
from pathlib import Path

from zidesk.db.store import Store


def create_filled(path: Path, fill: Callable[[Store], object]) -> Store:
    """Make a new file, let ``fill`` write its first plans, and return it open.

    Raises as ``Store.create``: a file that exists is never replaced. Where ``fill`` fails, no file is left.
    """
    store = Store.create(path)
    try:
        fill(store)
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    return store
