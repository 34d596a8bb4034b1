"""Bukti: every evidence file of the open file, what it proves, and what can be done with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zidesk.domain.plan.model import PlanRecord
from zidesk.domain.plan.numbering import code
from zidesk.domain.schedule.dates import MONTH_SHORT, format_count, format_date, format_size, local_time
from zidesk.ui.evidence.evidence_copies import EvidenceCopies
from zidesk.ui.evidence.link_dialog import LinkDialog
from zidesk.ui.evidence.rename_dialog import RenameDialog
from zidesk.ui.look import icons
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.common import HeadingLabel, dress_table
from zidesk.ui.widgets.headed_table import HeadedTable
from zidesk.ui.widgets.message_bar import WindowMessageBar

if TYPE_CHECKING:
    from zidesk.db.reading.plans import EvidenceFile

_HEADINGS = ("Nama", "Ukuran", "Membuktikan", "Tanggal dokumen", "Keterangan", "Ditambahkan")


class EvidencePage(QWidget):
    """Follows the workspace; reads the list again when it is shown and when evidence changes."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._copies = EvidenceCopies(workspace, self)
        self.model = EvidenceModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        dress_table(self.table, "Berkas bukti")
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate((38, 12, 30, 22, 30, 22)):
            self.table.setColumnWidth(column, letter * letters)
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.doubleClicked.connect(lambda _index: self.open_file())
        self.notice = WindowMessageBar()
        self.empty = QLabel(
            "Belum ada berkas bukti. Di bagian Rencana, seret berkas ke sebuah langkah aksi atau bulannya, "
            "atau pakai Bukti > Lampirkan berkas."
        )
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.summary = QLabel()
        top = QHBoxLayout()
        top.addWidget(HeadingLabel("Bukti", level=2))
        top.addWidget(self.summary)
        top.addStretch(1)
        self.actions_by_name: dict[str, QAction] = {}
        for name, icon, keys, call in (
            ("Buka", "external-link", "Return", self.open_file),
            ("Simpan salinan…", "save", "", self.save_copy),
            ("Ganti nama…", "pencil", "F2", self.rename),
            ("Tautkan…", "link", "", self.link),
            ("Buang", "trash", "Del", self.trash),
        ):
            action = QAction(icons.icon(icon), name, self.table)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _checked=False, do=call: do())
            self.table.addAction(action)
            self.actions_by_name[name] = action
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAutoRaise(True)
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.notice)
        self.setFocusProxy(self.table)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        workspace.record_changed.connect(self.refresh)
        workspace.actions_changed.connect(self.refresh)
        workspace.busy.connect(self.refresh)
        workspace.closed.connect(lambda: self.model.show_files((), None))
        self.refresh()

    def refresh(self) -> None:
        """Read the list again, if it can be seen."""
        if not self.isVisible() or self._workspace.is_busy:
            return
        chosen = {entry.evidence.id for entry in self._chosen()}
        store_open = self._workspace.store_open
        files = self._workspace.store.evidence_files() if store_open else ()
        self.model.show_files(files, self._workspace.record)
        total = sum(entry.evidence.size for entry in files)
        self.summary.setText(f"{format_count(len(files))} berkas, {format_size(total)}")
        self.empty.setVisible(not files)
        self.table.setVisible(bool(files))
        for row, entry in enumerate(files):
            if entry.evidence.id in chosen:
                self.table.selectRow(row)
        self._enable()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list that changed while the page was hidden."""
        super().showEvent(event)
        self.refresh()

    def open_file(self) -> None:
        """Open a copy of the chosen file with the desktop's program for it."""
        entry = self._one()
        if entry is not None:
            self._copies.open(entry.evidence)

    def save_copy(self) -> None:
        """Ask for a place and write the chosen file there."""
        entry = self._one()
        if entry is not None:
            self._copies.save(entry.evidence)

    def rename(self) -> None:
        """Ask for another name of the chosen file."""
        entry = self._one()
        if entry is None:
            return
        evidence_id, before = entry.evidence.id, entry.evidence.name
        dialog = RenameDialog(before, self)
        accepted = bool(dialog.exec())
        wanted = dialog.answer
        dialog.deleteLater()
        if accepted and wanted != before:
            from zidesk.db.operations.evidence import edit_evidence

            self._workspace.run(lambda store: edit_evidence(store, evidence_id, name=wanted))

    def link(self) -> None:
        """Ask which further rows the chosen file proves."""
        record = self._workspace.record
        entry = self._one()
        if record is None or entry is None:
            return
        dialog = LinkDialog(record, entry.evidence.name, self)
        accepted = bool(dialog.exec())
        targets = dialog.targets
        dialog.deleteLater()
        if accepted and targets:
            from zidesk.db.operations.evidence import link_evidence

            evidence_id = entry.evidence.id
            self._workspace.run(lambda store: link_evidence(store, evidence_id, targets))

    def trash(self) -> None:
        """Remove the chosen files and say so; Ctrl+Z brings them back."""
        files = [entry.evidence for entry in self._chosen()]
        if not files:
            return
        ids = [file.id for file in files]
        from zidesk.db.operations.evidence import trash_evidence

        if self._workspace.run(lambda store: trash_evidence(store, ids)):
            what = files[0].name if len(files) == 1 else f"{len(files)} berkas bukti"
            self.notice.tell_change(f"{what} dibuang.", self._workspace)

    def _chosen(self) -> "list[EvidenceFile]":
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.file(row) for row in rows]

    def _one(self) -> "EvidenceFile | None":
        return next(iter(self._chosen()), None)

    def _enable(self) -> None:
        count = len(self._chosen())
        writable = not self._workspace.read_only
        for name, action in self.actions_by_name.items():
            reads = name in ("Buka", "Simpan salinan…")
            many = name == "Buang"
            action.setEnabled((count == 1 or (many and count > 1)) and (reads or writable))

    def _show_menu(self, position: QPoint) -> None:
        if not self.table.indexAt(position).isValid():
            return
        menu = QMenu(self.table)
        menu.addActions(list(self.actions_by_name.values()))
        menu.exec(self.table.viewport().mapToGlobal(position))
        menu.deleteLater()


class EvidenceModel(HeadedTable):
    """Evidence files as rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_HEADINGS, parent)
        self._files: Sequence[EvidenceFile] = ()
        self._places: dict[str, tuple[int, int, int, int]] = {}

    def show_files(self, files: "Sequence[EvidenceFile]", record: PlanRecord | None) -> None:
        """Show ``files``; rows of the plan in ``record`` are named by their codes."""
        self.beginResetModel()
        self._files = files
        actions = record.plan.actions() if record is not None else ()
        self._places = {path.action.id: path.indexes for path in actions}
        self.endResetModel()

    def file(self, row: int) -> "EvidenceFile":
        """Return the file at ``row``."""
        return self._files[row]

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._files)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a cell's text."""
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icons.icon("file")
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        entry = self._files[index.row()]
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
        here = sorted((self._places[id_], month) for id_, month in entry.links if id_ in self._places)
        shown = [
            f"{code(indexes)} ({MONTH_SHORT[month] if month else 'sepanjang tahun'})"
            for indexes, month in here
        ]
        if elsewhere := len(entry.links) - len(here):
            shown.append(f"{elsewhere} di rencana lain")
        return ", ".join(shown)
