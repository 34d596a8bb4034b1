"""What was changed both in zidesk and in the imported workbook: both texts, and which of them is taken."""

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from zidesk.domain.importing.conflicts import Conflict, ConflictKey
from zidesk.domain.importing.incoming import place_text
from zidesk.domain.schedule.dates import format_count
from zidesk.ui.look.theme import colors, outline
from zidesk.ui.printing.preview_parts import captioned, marked, preview_table, text_pane
from zidesk.ui.widgets.headed_table import HeadedTable
from zidesk.ui.widgets.style_options import item_fields

_HEADINGS = ("Pakai Excel", "Baris", "Bagian", "Isi zidesk sekarang", "Isi berkas Excel", "Tempat")
_CHOICE, _OURS, _THEIRS = 0, 3, 4
_BEFORE = "Isi ketika diekspor"
_Index = QModelIndex | QPersistentModelIndex


class ConflictsPage(QWidget):
    """The conflicts, each with a box to tick for the workbook's side; zidesk's is taken where none is."""

    choice_changed = Signal()

    def __init__(self, conflicts: tuple[Conflict, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conflicts = conflicts
        self.model = _ConflictsModel(conflicts, self)
        advice = QLabel(
            f"{format_count(len(conflicts))} isian diubah di zidesk dan juga di berkas Excel sejak diekspor. "
            "Isi zidesk tetap dipakai, kecuali yang Anda centang."
        )
        advice.setWordWrap(True)
        self.take_ours = QPushButton("Pakai isi zidesk semua")
        self.take_theirs = QPushButton("Pakai isi Excel semua")
        for button in (self.take_ours, self.take_theirs):
            button.setAutoDefault(False)
        self.take_ours.clicked.connect(lambda: self.model.take(()))
        self.take_theirs.clicked.connect(lambda: self.model.take([conflict.key for conflict in conflicts]))
        self.model.choice_changed.connect(self.choice_changed)
        self.table = preview_table(self.model, "Isian yang bentrok", (12, 18, 18, 0, 0, 25), stretched=_OURS)
        self.table.horizontalHeader().setSectionResizeMode(_THEIRS, QHeaderView.ResizeMode.Stretch)
        self.table.setItemDelegateForColumn(_CHOICE, _BoxDelegate(self.table))
        self.table.selectionModel().selectionChanged.connect(self._show_both)
        self.ours = text_pane("Isi zidesk sekarang")
        self.theirs = text_pane("Isi berkas Excel")
        self.before = text_pane(_BEFORE)
        texts = QSplitter(Qt.Orientation.Horizontal)
        texts.addWidget(captioned(_BEFORE, self.before))
        texts.widget(0).setVisible(any(conflict.before is not None for conflict in conflicts))
        texts.addWidget(captioned("Isi zidesk sekarang", self.ours))
        texts.addWidget(captioned("Isi berkas Excel", self.theirs))
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(texts)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setChildrenCollapsible(False)
        top = QHBoxLayout()
        top.addWidget(advice, 1)
        top.addWidget(self.take_ours)
        top.addWidget(self.take_theirs)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(splitter, 1)
        self.table.selectRow(0)

    @property
    def taken(self) -> frozenset[ConflictKey]:
        """The conflicts of which the workbook's side is taken."""
        return self.model.taken

    def _show_both(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        chosen = self.table.selectionModel().selectedRows()
        if not chosen:
            return
        conflict = self._conflicts[chosen[0].row()]
        ours, theirs = marked(conflict.ours, conflict.theirs, alike=True)
        self.ours.setHtml(ours or "—")
        self.theirs.setHtml(theirs or "—")
        self.before.setPlainText(conflict.before or "—")


class _BoxDelegate(QStyledItemDelegate):
    """Draws boxes to tick that are seen in the dark scheme, too."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        outline(item_fields(option).palette)


class _ConflictsModel(HeadedTable):
    """A row for each conflict; the side that is taken stands in bold, the other one is dimmed."""

    choice_changed = Signal()

    def __init__(self, conflicts: tuple[Conflict, ...], parent: QWidget) -> None:
        super().__init__(_HEADINGS, parent)
        self._conflicts = conflicts
        self._bold = QFont(QApplication.font())
        self._bold.setBold(True)
        self.taken = frozenset(conflict.key for conflict in conflicts if conflict.takes_theirs)

    def take(self, keys: Collection[ConflictKey]) -> None:
        """Take the workbook's side of these conflicts, zidesk's of the others."""
        if self.taken == frozenset(keys):
            return
        self.taken = frozenset(keys)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.choice_changed.emit()

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._conflicts)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == _CHOICE else flags

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != _CHOICE:
            return False
        key = {self._conflicts[index.row()].key}
        self.take(self.taken | key if Qt.CheckState(value) is Qt.CheckState.Checked else self.taken - key)
        return True

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        conflict, column = self._conflicts[index.row()], index.column()
        is_taken = conflict.key in self.taken
        match role:
            case Qt.ItemDataRole.CheckStateRole if column == _CHOICE:
                return Qt.CheckState.Checked if is_taken else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.FontRole if column == (_THEIRS if is_taken else _OURS):
                return self._bold
            case Qt.ItemDataRole.ForegroundRole if column == (_OURS if is_taken else _THEIRS):
                return colors().muted
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(conflict, column)
        return None

    def _text(self, conflict: Conflict, column: int) -> str:
        return (
            "",
            f"{conflict.code} {conflict.text}".strip(),
            conflict.label,
            conflict.ours or "(kosong)",
            conflict.theirs or "(kosong)",
            place_text(conflict.place),
        )[column]
