"""Emptying the trash: bytes that no evidence and no document has any more leave the file for good."""

from zidesk.db.errors import DiskFailedError, DiskFullError
from zidesk.db.files.space import make_shrinkable, shrink
from zidesk.db.store import Store

_THROW_AWAY = "DELETE FROM evidence WHERE trashed_at IS NOT NULL"
_UNUSED = """
WHERE sha256 NOT IN (SELECT sha256 FROM evidence WHERE sha256 IS NOT NULL)
    AND sha256 NOT IN (SELECT sha256 FROM document)
"""
_ANYTHING = f"""
SELECT EXISTS (SELECT 1 FROM content {_UNUSED}) OR EXISTS
    (SELECT 1 FROM evidence WHERE trashed_at IS NOT NULL)
"""  # noqa: S608 - our own text
_REMOVE_BYTES = f"DELETE FROM content {_UNUSED}"  # noqa: S608 - our own text


def empty_trash(store: Store) -> int:
    """Remove for good what was trashed or undone, and return how many bytes the file gave back.

    Undo does not go back behind this (``Store.undo_boundary``), and nothing that was undone can be redone.
    Copies and backups of the file that were made before still hold the bytes. With nothing to remove,
    nothing happens.
    """
    with store.reading() as connection:
        (anything,) = connection.execute(_ANYTHING).fetchone()
    if not anything:
        return 0
    with store.operation("Kosongkan tempat sampah") as operation:
        operation.is_boundary = True
        operation.raw.execute(_THROW_AWAY)
        operation.raw.execute(_REMOVE_BYTES)
    try:
        with store.rearranging() as connection:
            # A file of format 1 that had no room for it then.
            make_shrinkable(connection)
            return shrink(connection)
    except (DiskFailedError, DiskFullError):
        # Emptied it is; the room is given back the next time.
        return 0
