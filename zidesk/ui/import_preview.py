"""What an import would change, row by row, before anything is written."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelection, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zidesk.domain.comparison import Comparison, RowDifference, RowStatus
from zidesk.domain.dates import format_count
from zidesk.domain.incoming import Problem, place_text
from zidesk.ui.theme import colors
from zidesk.ui.widgets import HeadingLabel, dress_table, resize_within_screen

STATUS_LABELS = {
    RowStatus.NEW: "Baru",
    RowStatus.CHANGED: "Berubah",
    RowStatus.MISSING: "Tidak ada di sumber",
    RowStatus.UNCHANGED: "Sama",
}
_ROW_HEADINGS = ("Keadaan", "Kode", "Baris", "Yang berbeda", "Tempat")
_PROBLEM_HEADINGS = ("Tempat", "Masalah")


class ImportPreviewDialog(QDialog):
    """Rows with a filter by status, both texts side by side, problems; *Terapkan* accepts."""

    def __init__(
        self,
        source: str,
        target: str,
        comparison: Comparison,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._comparison = comparison
        self.setWindowTitle(f"Impor {source}")
        resize_within_screen(self, 1080, 640)
        heading = HeadingLabel(f"{source} → {target}", level=2)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._rows_tab(), "Baris")
        self.tabs.addTab(self._problems_tab(), f"Masalah ({format_count(len(comparison.problems))})")
        removable = comparison.removed()
        self.delete_missing = QCheckBox(f"Hapus {format_count(removable)} baris yang tidak ada di sumber")
        self.delete_missing.setToolTip(
            "Baris yang sudah punya realisasi, bukti, atau catatan tetap dipertahankan."
        )
        self.delete_missing.setChecked(removable > 0)
        self.delete_missing.setVisible(removable > 0)
        self.delete_missing.toggled.connect(self._name_apply)
        self.apply_button = QPushButton()
        self.apply_button.setDefault(True)
        self.apply_button.setMinimumHeight(self.fontMetrics().height() * 2)
        self.apply_button.clicked.connect(self.accept)
        self.cancel_button = QPushButton("Batal")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.setMinimumHeight(self.fontMetrics().height() * 2)
        self.cancel_button.clicked.connect(self.reject)
        bottom = QHBoxLayout()
        bottom.addWidget(self.delete_missing)
        bottom.addStretch(1)
        bottom.addWidget(self.apply_button)
        bottom.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(heading)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(bottom)
        self._name_apply()
        self._choose_first_filter()

    @property
    def deletes_missing(self) -> bool:
        """Whether rows that the source no longer has shall be deleted."""
        return self.delete_missing.isChecked()

    @property
    def changes(self) -> int:
        """How many rows *Terapkan* would add, change or delete."""
        comparison = self._comparison
        removed = comparison.removed(keep_missing=not self.deletes_missing)
        return comparison.added + comparison.changed + removed

    def _rows_tab(self) -> QWidget:
        comparison = self._comparison
        counts = {
            RowStatus.NEW: comparison.added,
            RowStatus.CHANGED: comparison.changed,
            RowStatus.MISSING: comparison.missing,
            RowStatus.UNCHANGED: comparison.unchanged,
        }
        self.filters: dict[RowStatus | None, QToolButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        all_rows = sum(counts.values())
        labels = {None: f"Semua {format_count(all_rows)}"} | {
            status: f"{STATUS_LABELS[status]} {format_count(count)}" for status, count in counts.items()
        }
        for status, label in labels.items():
            button = QToolButton()
            button.setText(label)
            button.setCheckable(True)
            button.setEnabled(status is None or counts[status] > 0)
            button.clicked.connect(lambda _checked=False, wanted=status: self._filter(wanted))
            group.addButton(button)
            row.addWidget(button)
            self.filters[status] = button
        row.addStretch(1)
        self.rows_model = _RowsModel(comparison.rows, self)
        self.rows = _table(self.rows_model, "Baris yang diimpor", (20, 11, 0, 26, 26), stretched=2)
        self.rows.selectionModel().selectionChanged.connect(self._show_both)
        self.before = _text_pane("Isi sekarang")
        self.after = _text_pane("Isi setelah impor")
        texts = QSplitter(Qt.Orientation.Horizontal)
        for caption, pane in (("Sekarang", self.before), ("Setelah impor", self.after)):
            texts.addWidget(_captioned(caption, pane))
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.rows)
        splitter.addWidget(texts)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setChildrenCollapsible(False)
        page = QWidget()
        column = QVBoxLayout(page)
        column.addLayout(row)
        column.addWidget(splitter, 1)
        return page

    def _problems_tab(self) -> QWidget:
        if not self._comparison.problems:
            label = QLabel("Tidak ada masalah: semuanya terbaca dengan pasti.")
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            return label
        model = _ProblemsModel(self._comparison.problems, self)
        self.problems = _table(model, "Masalah", (34, 0), stretched=1)
        self.problems.setWordWrap(True)
        self.problems.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return self.problems

    def _choose_first_filter(self) -> None:
        for status in (RowStatus.CHANGED, RowStatus.NEW, RowStatus.MISSING, None):
            if self.filters[status].isEnabled():
                self.filters[status].setChecked(True)
                self._filter(status)
                return

    def _filter(self, status: RowStatus | None) -> None:
        self.rows_model.show_status(status)
        if self.rows_model.rowCount():
            self.rows.selectRow(0)
        else:
            self._show_both()

    def _show_both(
        self, _selected: QItemSelection | None = None, _deselected: QItemSelection | None = None
    ) -> None:
        chosen = self.rows.selectionModel().selectedRows()
        if not chosen:
            self.before.clear()
            self.after.clear()
            return
        difference = self.rows_model.difference(chosen[0].row())
        before, after = both_texts(difference)
        self.before.setHtml(before)
        self.after.setHtml(after)

    def _name_apply(self) -> None:
        changes = self.changes
        self.apply_button.setText(
            f"Terapkan {format_count(changes)} perubahan" if changes else "Tidak ada perubahan"
        )
        self.apply_button.setEnabled(changes > 0)


class _RowsModel(QAbstractTableModel):
    def __init__(self, rows: tuple[RowDifference, ...], parent: QDialog) -> None:
        super().__init__(parent)
        self._all = rows
        self._shown = rows

    def show_status(self, status: RowStatus | None) -> None:
        """Show only rows of ``status``, all with ``None``."""
        self.beginResetModel()
        self._shown = tuple(row for row in self._all if status is None or row.status is status)
        self.endResetModel()

    def difference(self, row: int) -> RowDifference:
        """Return the row shown at ``row``."""
        return self._shown[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_ROW_HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _ROW_HEADINGS[section]
        return None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        row = self._shown[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0:
            return {
                RowStatus.NEW: colors().done,
                RowStatus.CHANGED: colors().planned,
                RowStatus.MISSING: colors().late,
                RowStatus.UNCHANGED: colors().muted,
            }[row.status]
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        labels = ", ".join(change.label for change in row.fields)
        return (STATUS_LABELS[row.status], row.code, row.text, labels, place_text(row.place))[index.column()]


class _ProblemsModel(QAbstractTableModel):
    def __init__(self, problems: tuple[Problem, ...], parent: QDialog) -> None:
        super().__init__(parent)
        self._problems = problems

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._problems)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_PROBLEM_HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _PROBLEM_HEADINGS[section]
        return None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        problem = self._problems[index.row()]
        return (place_text(problem.place), problem.message)[index.column()]


def both_texts(difference: RowDifference) -> tuple[str, str]:
    """Return the row's fields before and after as HTML, words that differ marked."""
    before, after = [], []
    for change in difference.fields:
        old, new = _marked(change.before, change.after)
        label = f"<b>{escape(change.label)}</b><br>"
        before.append(f"<p>{label}{old or '—'}</p>")
        after.append(f"<p>{label}{new or '—'}</p>")
    if not difference.fields:
        text = f"<p>{escape(difference.text)}</p>"
        before = [] if difference.status is RowStatus.NEW else [text]
        after = [] if difference.status is RowStatus.MISSING else [text]
    return "".join(before), "".join(after)


def _marked(before: str, after: str) -> tuple[str, str]:
    old, new = before.split(" "), after.split(" ")
    shown = colors()
    old_parts: list[str] = []
    new_parts: list[str] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = _html(" ".join(old[i:j])), _html(" ".join(new[k:m]))
        if kind == "equal":
            old_parts.append(gone)
            new_parts.append(come)
            continue
        if gone:
            style = f"background:{shown.error.name()};color:{shown.error_text.name()}"
            old_parts.append(f'<span style="{style}">{gone}</span>')
        if come:
            style = f"background:{shown.info.name()};color:{shown.info_text.name()}"
            new_parts.append(f'<b style="{style}">{come}</b>')
    return " ".join(old_parts), " ".join(new_parts)


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _table(model: QAbstractTableModel, name: str, letters: Sequence[int], *, stretched: int) -> QTableView:
    table = QTableView()
    table.setModel(model)
    dress_table(table, name)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setWordWrap(False)
    table.verticalHeader().setDefaultSectionSize(round(table.fontMetrics().height() * 1.6))
    header = table.horizontalHeader()
    letter = table.fontMetrics().averageCharWidth()
    for column, count in enumerate(letters):
        table.setColumnWidth(column, letter * count)
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return table


def _text_pane(name: str) -> QTextBrowser:
    pane = QTextBrowser()
    pane.setAccessibleName(name)
    pane.setOpenLinks(False)
    return pane


def _captioned(caption: str, pane: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(QLabel(caption))
    column.addWidget(pane, 1)
    return holder
