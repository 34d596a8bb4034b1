"""The detail panel's part about an action's evidence files and the province's remarks."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zidesk.domain.names.file_names import reading_order
from zidesk.domain.plan.model import Action, Evidence
from zidesk.domain.schedule.dates import MONTH_NAMES, format_date, format_size
from zidesk.ui.evidence.brought import brought_by
from zidesk.ui.look.icons import icon
from zidesk.ui.widgets.common import icon_button

_ROLE = Qt.ItemDataRole.UserRole


class FilesPart(QWidget):
    """Lists the files of an action: those of the month shown first.

    Signals: ``open_wanted(evidence)``, ``copy_wanted(evidence)``, ``removal_wanted(evidence, months)``,
    ``add_wanted`` and ``dropped(brought)``.
    """

    dropped = Signal(object)
    open_wanted = Signal(object)
    copy_wanted = Signal(object)
    removal_wanted = Signal(object, object)
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel("Berkas bukti")
        self.list = QListWidget()
        self.list.setAccessibleName("Berkas bukti langkah aksi ini")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(self.fontMetrics().height() * 2)
        self.list.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.heading.setBuddy(self.list)
        self.setAcceptDrops(True)
        self.add = self._button("plus", "Lampirkan berkas pada bulan ini…", self.add_wanted.emit)
        self.open = self._button("external-link", "Buka berkas", self._open)
        self.save = self._button("download", "Simpan salinan…", self._save)
        self.remove = self._button("unlink", "Lepaskan berkas dari langkah aksi ini", self._remove)
        self.remarks = QLabel()
        self.remarks.setWordWrap(True)
        self.remarks.setTextFormat(Qt.TextFormat.PlainText)
        self.remarks.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.empty = QLabel("Belum ada berkas. Seret berkas ke sini, ke barisnya atau ke sel bulannya.")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setEnabled(False)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.heading, 1)
        for button in (self.add, self.open, self.save, self.remove):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.remarks)
        self.list.itemActivated.connect(lambda _item: self._open())
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self._read_only = False

    def show_files(
        self, action: Action, month: int, evidence: Mapping[str, Evidence], *, read_only: bool
    ) -> None:
        """Show the files linked to an action and the remarks on it."""
        self._read_only = read_only
        chosen = self._current()
        self.list.clear()
        months: dict[str, list[int]] = {}
        for link in action.evidence:
            months.setdefault(link.evidence_id, []).append(link.month)
        files = [(evidence[known], linked) for known, linked in months.items() if known in evidence]
        files.sort(key=lambda entry: (month not in entry[1], reading_order(entry[0].name)))
        for file, linked in files:
            when = ", ".join(MONTH_NAMES[number] if number else "setahun" for number in sorted(linked))
            item = QListWidgetItem(icon("file"), f"{file.name}  ({when})")
            item.setData(_ROLE, (file, tuple(linked)))
            item.setToolTip(f"{file.name}, {format_size(file.size)}, untuk {when}")
            self.list.addItem(item)
            if chosen is not None and chosen[0].id == file.id:
                self.list.setCurrentItem(item)
        self.heading.setText(f"Berkas bukti ({self.list.count()})")
        self.list.setVisible(self.list.count() > 0)
        self.empty.setVisible(self.list.count() == 0)
        self._show_remarks(action)
        self._enable()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and what is no file yet, to say so."""
        brings = brought_by(event.mimeData())
        if not self._read_only and not brings.is_nothing and not brings.holds_plan:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take them anywhere."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask to attach what was dropped."""
        event.acceptProposedAction()
        self.dropped.emit(brought_by(event.mimeData()))

    def _show_remarks(self, action: Action) -> None:
        lines = [
            f"{remark.text} ({format_date(remark.made_on)})" if remark.made_on else remark.text
            for remark in action.remarks
            if not remark.answered
        ]
        self.remarks.setText("Catatan provinsi: " + "; ".join(lines) if lines else "")
        self.remarks.setVisible(bool(lines))

    def _current(self) -> tuple[Evidence, tuple[int, ...]] | None:
        item = self.list.currentItem()
        chosen: tuple[Evidence, tuple[int, ...]] | None = item.data(_ROLE) if item is not None else None
        return chosen

    def _enable(self) -> None:
        chosen = self._current() is not None
        self.open.setEnabled(chosen)
        self.save.setEnabled(chosen)
        self.remove.setEnabled(chosen and not self._read_only)
        self.add.setEnabled(not self._read_only)

    def _open(self) -> None:
        if (chosen := self._current()) is not None:
            self.open_wanted.emit(chosen[0])

    def _save(self) -> None:
        if (chosen := self._current()) is not None:
            self.copy_wanted.emit(chosen[0])

    def _remove(self) -> None:
        if (chosen := self._current()) is not None:
            self.removal_wanted.emit(*chosen)

    def _button(self, name: str, tip: str, clicked: Callable[[], object]) -> QToolButton:
        button = icon_button(name, tip)
        button.clicked.connect(clicked)
        return button
