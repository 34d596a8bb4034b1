"""What Ctrl+Z and Ctrl+Y would do, by name."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zidesk.db.store import Store


class UndoNames:
    """Kept, because reading them while the worker writes would make the window wait."""

    def __init__(self) -> None:
        self.undo: str | None = None
        self.redo: str | None = None

    def read(self, store: "Store | None") -> None:
        """Read both from the open file; a read-only one or none has neither."""
        writable = store is not None and not store.read_only
        self.undo = store.undo_name if store is not None and writable else None
        self.redo = store.redo_name if store is not None and writable else None
