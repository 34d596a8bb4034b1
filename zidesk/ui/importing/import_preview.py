"""What an import would change, row by row, before anything is written."""

from html import escape
from typing import Any

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zidesk.domain.importing.comparison import Comparison, RowDifference, RowStatus
from zidesk.domain.importing.incoming import Problem, place_text
from zidesk.domain.schedule.dates import format_count
from zidesk.ui.importing.import_conflicts import ConflictsPage
from zidesk.ui.look.theme import colors
from zidesk.ui.printing.preview_parts import captioned, marked, preview_table, text_pane
from zidesk.ui.widgets.common import HeadingLabel, resize_within_screen
from zidesk.ui.widgets.headed_table import HeadedTable

STATUS_LABELS = {
    RowStatus.NEW: "Baru",
    RowStatus.CHANGED: "Berubah",
    RowStatus.MISSING: "Tidak ada di sumber",
    RowStatus.UNCHANGED: "Sama",
}
_ROW_HEADINGS = ("Keadaan", "Kode", "Baris", "Yang berbeda", "Tempat")
_PROBLEM_HEADINGS = ("Tempat", "Masalah")


class ImportPreviewDialog(QDialog):
    """Conflicts to decide, rows with a filter by status, both texts, problems; *Terapkan* accepts.

    ``comparison`` is the one with the person's choices.
    """

    def __init__(
        self,
        source: str,
        target: str,
        comparison: Comparison,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.comparison = comparison
        self.setWindowTitle(f"Impor {source}")
        resize_within_screen(self, 1080, 640)
        heading = HeadingLabel(f"{source} → {target}", level=2)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        self.tabs = QTabWidget()
        if comparison.conflicts:
            self.conflicts = ConflictsPage(comparison.conflicts)
            self.conflicts.choice_changed.connect(self._take_choices)
            self.tabs.addTab(self.conflicts, f"Bentrok ({format_count(len(comparison.conflicts))})")
        self.tabs.addTab(self._rows_tab(), "Baris")
        self.tabs.addTab(self._problems_tab(), "")
        self.delete_missing = QCheckBox()
        self.delete_missing.setToolTip(
            "Baris yang sudah punya realisasi, bukti, atau catatan tetap dipertahankan."
        )
        self.delete_missing.setChecked(True)
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
        self._show_comparison()
        self._choose_first_filter()
        (self.conflicts.table if comparison.conflicts else self.rows).setFocus()

    @property
    def deletes_missing(self) -> bool:
        """Whether rows that the source no longer has shall be deleted."""
        return self.comparison.removed() > 0 and self.delete_missing.isChecked()

    @property
    def changes(self) -> int:
        """How many rows *Terapkan* would add, change or delete, the decree counted as one."""
        comparison = self.comparison
        removed = comparison.removed(keep_missing=not self.deletes_missing)
        return comparison.added + comparison.changed + removed + comparison.takes_decree

    def _rows_tab(self) -> QWidget:
        self.filters: dict[RowStatus | None, QToolButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        for status in (None, *STATUS_LABELS):
            button = QToolButton()
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, wanted=status: self._filter(wanted))
            group.addButton(button)
            row.addWidget(button)
            self.filters[status] = button
        row.addStretch(1)
        self.rows_model = _RowsModel(self.comparison.rows, self)
        self.rows = preview_table(self.rows_model, "Baris yang diimpor", (20, 11, 0, 26, 26), stretched=2)
        self.rows.selectionModel().selectionChanged.connect(self._show_both)
        self.before = text_pane("Isi sekarang")
        self.after = text_pane("Isi setelah impor")
        texts = QSplitter(Qt.Orientation.Horizontal)
        for caption, pane in (("Sekarang", self.before), ("Setelah impor", self.after)):
            texts.addWidget(captioned(caption, pane))
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
        label = QLabel("Tidak ada masalah: semuanya terbaca dengan pasti.")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.problems_model = _ProblemsModel(self)
        self.problems = preview_table(self.problems_model, "Masalah", (34, 0), stretched=1)
        self.problems.setWordWrap(True)
        self.problems.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.problems_page = QStackedWidget()
        self.problems_page.addWidget(label)
        self.problems_page.addWidget(self.problems)
        return self.problems_page

    def _take_choices(self) -> None:
        self.comparison = self.comparison.taking(self.conflicts.taken)
        self._show_comparison()
        shown = next(status for status, button in self.filters.items() if button.isChecked())
        self.rows_model.show_rows(self.comparison.rows)
        if self.filters[shown].isEnabled():
            self._filter(shown)
        else:
            self._choose_first_filter()

    def _show_comparison(self) -> None:
        comparison = self.comparison
        # The page of conflicts tells the first ones in full. Choices there may make others, or settle them.
        problems = comparison.problems[len(comparison.conflicts) :]
        self.problems_model.show_problems(problems)
        self.problems_page.setCurrentIndex(1 if problems else 0)
        self.tabs.setTabText(
            self.tabs.indexOf(self.problems_page), f"Masalah ({format_count(len(problems))})"
        )
        counts = {
            None: len(comparison.rows),
            RowStatus.NEW: comparison.added,
            RowStatus.CHANGED: comparison.changed,
            RowStatus.MISSING: comparison.missing,
            RowStatus.UNCHANGED: comparison.unchanged,
        }
        for status, count in counts.items():
            label = "Semua" if status is None else STATUS_LABELS[status]
            self.filters[status].setText(f"{label} {format_count(count)}")
            self.filters[status].setEnabled(status is None or count > 0)
        removable = comparison.removed()
        self.delete_missing.setText(f"Hapus {format_count(removable)} baris yang tidak ada di sumber")
        self.delete_missing.setVisible(removable > 0)
        self._name_apply()

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


class _RowsModel(HeadedTable):
    def __init__(self, rows: tuple[RowDifference, ...], parent: QDialog) -> None:
        super().__init__(_ROW_HEADINGS, parent)
        self._all = rows
        self._shown = rows

    def show_rows(self, rows: tuple[RowDifference, ...]) -> None:
        """Take other rows; ``show_status`` then says which of them to show."""
        self._all = rows

    def show_status(self, status: RowStatus | None) -> None:
        """Show only rows of ``status``, all with ``None``."""
        self.beginResetModel()
        self._shown = tuple(row for row in self._all if status is None or row.status is status)
        self.endResetModel()

    def difference(self, row: int) -> RowDifference:
        """Return the row shown at ``row``."""
        return self._shown[row]

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._shown)

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


class _ProblemsModel(HeadedTable):
    def __init__(self, parent: QDialog) -> None:
        super().__init__(_PROBLEM_HEADINGS, parent)
        self._problems: tuple[Problem, ...] = ()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show other problems."""
        if problems != self._problems:
            self.beginResetModel()
            self._problems = problems
            self.endResetModel()

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._problems)

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
        old, new = marked(change.before, change.after)
        label = f"<b>{escape(change.label)}</b><br>"
        before.append(f"<p>{label}{old or '—'}</p>")
        after.append(f"<p>{label}{new or '—'}</p>")
    if not difference.fields:
        text = f"<p>{escape(difference.text)}</p>"
        before = [] if difference.status is RowStatus.NEW else [text]
        after = [] if difference.status is RowStatus.MISSING else [text]
    return "".join(before), "".join(after)
