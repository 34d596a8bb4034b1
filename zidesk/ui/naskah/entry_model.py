"""The entries of one list of a decree as rows of a view."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from zidesk.domain.decree.markup import plain_text
from zidesk.domain.decree.model import BlockKind, Decree, NarrativeBlock
from zidesk.domain.decree.parts import DecreePart, entries, entry_text, labels

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as it is shown: ``depth`` counts the steps that its text stands from the margin."""

    id: str
    text: str
    label: str
    own_label: bool
    depth: int
    is_item: bool


class EntryModel(QAbstractListModel):
    """Follows the decree; rows that stay the same entry stay the same row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[EntryRow, ...] = ()

    def show_entries(self, decree: Decree, part: DecreePart) -> None:
        """Show a list as it is now."""
        rows = rows_of(decree, part)
        if [row.id for row in rows] != [row.id for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        before, self.rows = self.rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                index = self.index(number)
                self.dataChanged.emit(index, index)

    def row_of(self, entry_id: str) -> int | None:
        """Return the row of an entry, ``None`` when it is not there."""
        return next((number for number, row in enumerate(self.rows) if row.id == entry_id), None)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what an entry says, for screen readers and typing ahead; the delegate reads ``rows``."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row = self.rows[index.row()]
        return f"{row.label} {plain_text(row.text)}".strip()


def rows_of(decree: Decree, part: DecreePart) -> tuple[EntryRow, ...]:
    """Return the entries of a list as they are shown."""
    return tuple(
        EntryRow(
            entry.id,
            entry_text(entry),
            label,
            entry.label is not None,
            entry.level if isinstance(entry, NarrativeBlock) else 1,
            not isinstance(entry, NarrativeBlock) or entry.kind is BlockKind.ITEM,
        )
        for entry, label in zip(entries(decree, part), labels(decree, part), strict=True)
    )


def label_letters(rows: Sequence[EntryRow]) -> str:
    """Return the longest label, to give all of them room."""
    return max((row.label for row in rows), key=len, default="")
