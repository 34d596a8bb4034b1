"""Bukti: every evidence file of the open file, what it proves, and what can be done with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
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

from zidesk.domain.schedule.dates import format_count, format_size
from zidesk.ui.evidence.evidence_copies import EvidenceCopies
from zidesk.ui.evidence.evidence_model import EvidenceModel
from zidesk.ui.evidence.link_dialog import LinkDialog
from zidesk.ui.evidence.rename_dialog import RenameDialog
from zidesk.ui.look import icons
from zidesk.ui.shell.page import Location, MenuGroups, Page
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.common import HeadingLabel, dress_table
from zidesk.ui.widgets.floating_message import FloatingMessageBar

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.reading.plans import EvidenceFile

_SELECT = QItemSelectionModel.SelectionFlag
_MANY = 500
"""From so many changed files on, reading all of them is quicker than putting each in its place."""
_NONE_SENTENCE = (
    "Belum ada berkas bukti. Di bagian Rencana, seret berkas ke sebuah langkah aksi atau bulannya, "
    "atau pakai Bukti > Lampirkan berkas."
)


class EvidencePage(Page):
    """Reads the list once for a file, then what operations change of it; while hidden, when it is shown."""

    search_hint = "Cari nama dan keterangan bukti"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._outdated = True
        self._copies = EvidenceCopies(workspace, self)
        self.model = EvidenceModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        dress_table(self.table, "Berkas bukti")
        self.table.setWordWrap(False)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate((30, 10, 30, 18, 20, 18)):
            self.table.setColumnWidth(column, letter * letters)
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.doubleClicked.connect(lambda _index: self.open_file())
        self.notice = FloatingMessageBar(self)
        self.empty = QLabel()
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
        self.setFocusProxy(self.table)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        workspace.busy.connect(self.refresh)
        self.show_plan()

    def commands(self) -> MenuGroups:
        """Return what can be done with the chosen files."""
        return {"Bukti": [list(self.actions_by_name.values())]}

    def find(self, text: str) -> None:
        """Show only the files in whose name or description all words of ``text`` occur."""
        with self._chosen_kept():
            self.model.search(tuple(text.casefold().split()))

    def find_next(self) -> None:
        """Choose the next file of those found."""
        count = self.model.count()
        if self.searched.strip() and count:
            self.table.selectRow((self.table.currentIndex().row() + 1) % count)

    def show_file(self) -> None:
        """Read the list of another file."""
        self._outdated = True
        self.refresh()

    def show_plan(self) -> None:
        """Name rows of the plan on screen by their codes and texts."""
        self.model.show_places(self._workspace.record)

    def hear(self, outcome: "Outcome") -> None:
        """Read the files that changed, or that now prove something else; all of them where they are many."""
        from zidesk.db.history.outcome import ChangeKind

        ids = outcome.changed.get(ChangeKind.EVIDENCE, frozenset())
        action_ids = outcome.changed.get(ChangeKind.LINK, frozenset())
        if self._outdated or not (ids or action_ids):
            return
        touched = ids | self.model.ids_linked_to(action_ids)
        if not self.isVisible() or len(touched) > _MANY:
            self._outdated = True
            self.refresh()
            return
        files = self._workspace.store.evidence_files_of(touched, action_ids)
        self.model.change(touched - {file.evidence.id for file in files}, files)
        self._count()

    def location(self) -> Location:
        """Return the chosen file."""
        entry = self._one()
        return Location(item=entry.evidence.id if entry is not None else "")

    def go_to(self, location: Location) -> None:
        """Choose a file, which a search that hides it gives way to."""
        if not location.item or location == self.location():
            return
        if self.model.row_of(location.item) is None:
            self.search("")
        self._choose({location.item})

    def refresh(self) -> None:
        """Read the list again if it is outdated and can be seen."""
        if not (self._outdated and self.isVisible()) or self._workspace.is_busy:
            return
        self._outdated = False
        with self._chosen_kept():
            store_open = self._workspace.store_open
            self.model.show_files(self._workspace.store.evidence_files() if store_open else ())

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

    @contextmanager
    def _chosen_kept(self) -> Iterator[None]:
        """Keep what is chosen, as far as it is still there, while all rows are arranged anew."""
        chosen = {entry.evidence.id for entry in self._chosen()}
        yield
        self._choose(chosen)
        self._count()

    def _choose(self, ids: set[str]) -> None:
        rows = sorted(row for id_ in ids if (row := self.model.row_of(id_)) is not None)
        wanted = QItemSelection()
        for row in rows:
            index = self.model.index(row, 0)
            wanted.select(index, index)
        selection = self.table.selectionModel()
        if rows:
            selection.setCurrentIndex(self.model.index(rows[0], 0), _SELECT.NoUpdate)
        selection.select(wanted, _SELECT.ClearAndSelect | _SELECT.Rows)

    def _count(self) -> None:
        count, found = self.model.file_count, self.model.count()
        self.summary.setText(f"{format_count(count)} berkas, {format_size(self.model.total_size)}")
        self.empty.setText(
            f"Tidak ada bukti yang memuat “{self.searched.strip()}”." if count else _NONE_SENTENCE
        )
        self.empty.setVisible(not found)
        self.table.setVisible(bool(found))
        self._enable()

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
