"""Evidence files as rows of a table, which change one by one: a large file's list is read once."""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from zidesk.domain.names.file_names import reading_order
from zidesk.domain.plan.model import PlanRecord
from zidesk.domain.plan.numbering import code
from zidesk.domain.schedule.dates import MONTH_SHORT, format_date, format_size, local_time
from zidesk.ui.look import icons
from zidesk.ui.widgets.headed_table import HeadedTable

if TYPE_CHECKING:
    from zidesk.db.reading.plans import EvidenceFile

_HEADINGS = ("Nama", "Ukuran", "Membuktikan", "Tanggal dokumen", "Keterangan", "Ditambahkan")
_Key = tuple[tuple[tuple[str, int], ...], str]


class EvidenceModel(HeadedTable):
    """The files in whose name or description all searched words occur, by name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_HEADINGS, parent)
        self._files: dict[str, EvidenceFile] = {}
        self._rows: list[EvidenceFile] = []
        self._keys: list[_Key] = []
        self._words: tuple[str, ...] = ()
        self._places: dict[str, tuple[tuple[int, int, int, int], str]] = {}
        self.total_size = 0

    def show_files(self, files: "Iterable[EvidenceFile]") -> None:
        """Show ``files`` instead of all others."""
        self._files = {file.evidence.id: file for file in files}
        self.total_size = sum(file.evidence.size for file in self._files.values())
        self._arrange()

    def show_places(self, record: PlanRecord | None) -> None:
        """Name the rows of the plan in ``record`` by their codes and texts."""
        actions = record.plan.actions() if record is not None else ()
        places = {
            path.action.id: (path.indexes, " ".join((path.action.text or path.indicator.text).split()))
            for path in actions
        }
        if places != self._places:
            self._places = places
            if self._rows:
                self.dataChanged.emit(self.index(0, 2), self.index(len(self._rows) - 1, 2))

    def search(self, words: tuple[str, ...]) -> None:
        """Show only the files in which all ``words``, without capitals, occur."""
        if words != self._words:
            self._words = words
            self._arrange()

    def change(self, gone: Collection[str], files: "Collection[EvidenceFile]") -> None:
        """Take away the files with the ids ``gone`` and show ``files`` as they are now, each in its place."""
        for id_ in gone:
            self._take_away(id_)
        for file in files:
            self._put(file)

    def ids_linked_to(self, action_ids: Collection[str]) -> set[str]:
        """Return the ids of the files that are shown as proof of some of these actions."""
        wanted = frozenset(action_ids)
        return {
            id_ for id_, file in self._files.items() if not wanted.isdisjoint(row for row, _ in file.links)
        }

    @property
    def file_count(self) -> int:
        """How many files there are, found by the search or not."""
        return len(self._files)

    def file(self, row: int) -> "EvidenceFile":
        """Return the file at ``row``."""
        return self._rows[row]

    def row_of(self, evidence_id: str) -> int | None:
        """Return the row of a file, ``None`` if it is not shown."""
        file = self._files.get(evidence_id)
        if file is None:
            return None
        row = bisect_left(self._keys, _key(file))
        return row if row < len(self._rows) and self._rows[row] is file else None

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a cell's text."""
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icons.icon("file")
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        entry = self._rows[index.row()]
        evidence = entry.evidence
        match index.column():
            case 0:
                return evidence.name
            case 1:
                return format_size(evidence.size)
            case 2:
                return self._proves(entry)
            case 3:
                return format_date(evidence.document_date) if evidence.document_date is not None else ""
            case 4:
                return evidence.description
            case _:
                at = evidence.added_at
                return format_date(local_time(at).date()) if at is not None else ""

    def _proves(self, entry: "EvidenceFile") -> str:
        if not entry.links:
            return "Belum ditautkan"
        months: dict[str, list[int]] = {}
        for action_id, month in entry.links:
            if action_id in self._places:
                months.setdefault(action_id, []).append(month)
        here = sorted((self._places[action_id], sorted(linked)) for action_id, linked in months.items())
        shown = [
            f"{code(indexes)} ({', '.join(_month_name(month) for month in linked)}) {text}"
            for (indexes, text), linked in here
        ]
        if elsewhere := len(entry.links) - sum(map(len, months.values())):
            shown.append(f"{elsewhere} di rencana lain")
        return "; ".join(shown)

    def _arrange(self) -> None:
        self.beginResetModel()
        keyed = sorted(
            (_key(file), file.evidence.id) for file in self._files.values() if self._is_found(file)
        )
        self._keys = [key for key, _ in keyed]
        self._rows = [self._files[id_] for _, id_ in keyed]
        self.endResetModel()

    def _is_found(self, file: "EvidenceFile") -> bool:
        text = f"{file.evidence.name} {file.evidence.description}".casefold() if self._words else ""
        return all(word in text for word in self._words)

    def _take_away(self, evidence_id: str) -> None:
        row = self.row_of(evidence_id)
        if row is not None:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row], self._keys[row]
            self.endRemoveRows()
        file = self._files.pop(evidence_id, None)
        self.total_size -= file.evidence.size if file is not None else 0

    def _put(self, file: "EvidenceFile") -> None:
        evidence = file.evidence
        row = self.row_of(evidence.id)
        if row is None or not self._is_found(file):
            self._take_away(evidence.id)
            self._add(file)
            return
        before = self._files[evidence.id].evidence
        self.total_size += evidence.size - before.size
        self._files[evidence.id] = file
        key = _key(file)
        target = bisect_left(self._keys, key)
        if self._keys[row] != key and self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), target):
            del self._rows[row], self._keys[row]
            target -= target > row
            self._rows.insert(target, file)
            self._keys.insert(target, key)
            self.endMoveRows()
            row = target
        self._rows[row], self._keys[row] = file, key
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(_HEADINGS) - 1))

    def _add(self, file: "EvidenceFile") -> None:
        self._files[file.evidence.id] = file
        self.total_size += file.evidence.size
        if self._is_found(file):
            row = bisect_left(self._keys, _key(file))
            self.beginInsertRows(QModelIndex(), row, row)
            self._rows.insert(row, file)
            self._keys.insert(row, _key(file))
            self.endInsertRows()


def _month_name(month: int) -> str:
    return MONTH_SHORT[month] if month else "sepanjang tahun"


def _key(file: "EvidenceFile") -> _Key:
    return reading_order(file.evidence.name), file.evidence.id
