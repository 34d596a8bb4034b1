"""The Rencana view: filters, the sheet, and the detail panel below it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from zidesk.ui.plan.commands.cell_commands import CellCommands
from zidesk.ui.plan.commands.clipboard_commands import ClipboardCommands
from zidesk.ui.plan.commands.commands_menu import CommandActions, Commands
from zidesk.ui.plan.commands.evidence_commands import EvidenceCommands
from zidesk.ui.plan.commands.realization_commands import Cell, RealizationCommands
from zidesk.ui.plan.commands.row_commands import RowCommands
from zidesk.ui.plan.panel.detail_panel import DetailPanel
from zidesk.ui.plan.sheet.filter_bar import FilterBar
from zidesk.ui.plan.sheet.plan_model import PlanModel
from zidesk.ui.plan.sheet.row_filter import FILTER_LABELS, FilterName, RowFilter, search_words
from zidesk.ui.plan.sheet.rows import Row
from zidesk.ui.plan.sheet.sheet import Sheet
from zidesk.ui.shell import settings
from zidesk.ui.shell.page import Location, MenuGroups, Page
from zidesk.ui.shell.workspace import READ_ONLY_SENTENCE, Workspace
from zidesk.ui.widgets.floating_message import FloatingMessageBar

_SPLITTER_KEY = "plan/panel"
_SEARCH_DELAY_MS = 120
_LOW_VIEW_LINES = 30
LOCKED_SENTENCE = (
    "Rencana ini sudah ditetapkan: teks, jadwal dan targetnya terkunci; "
    "realisasi dan bukti tetap dapat diisi."
)


class PlanView(Page):
    """Shows and edits the workspace's plan."""

    search_hint = "Cari dalam rencana"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.model = PlanModel(self)
        self.filter_bar = FilterBar()
        self.sheet = Sheet(self.model)
        self.notice = FloatingMessageBar(self)
        self.rows = RowCommands(workspace, self.model, self.sheet, self)
        self.cells = CellCommands(workspace, self.model, self.sheet, self)
        self.realization = RealizationCommands(workspace, self.model, self.sheet, self)
        self.evidence = EvidenceCommands(workspace, self.model, self.sheet, self)
        self.clipboard = ClipboardCommands(
            workspace, self.model, self.sheet, self.rows, self.cells, self.evidence.take_to_selection, self
        )
        self.panel = DetailPanel(workspace, self.model, self.sheet, self.evidence)
        commands = Commands(self.rows, self.cells, self.clipboard, self.evidence, self._realize)
        self.actions_by_name = CommandActions(commands, self.model, self.sheet, self)
        self.filter_bar.show_levels(self.actions_by_name.levels)
        self._empty = QLabel()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self.show_all = QPushButton("Tampilkan semua")
        self.show_all.clicked.connect(self._show_all)
        self._middle = QStackedWidget()
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self._search_timer = QTimer(self)
        self._search_timer.setSingleShot(True)
        self._search_timer.setInterval(_SEARCH_DELAY_MS)
        self._search_timer.timeout.connect(self._find_now)
        self._lay_out()
        self._connect()
        self.show_plan()

    def _lay_out(self) -> None:
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.addStretch(1)
        column.addWidget(self._empty)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.show_all)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self._middle.addWidget(self.sheet)
        self._middle.addWidget(nothing)
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addWidget(self.filter_bar)
        above.addWidget(self._middle, 1)
        self.splitter.addWidget(top)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.setFocusProxy(self.sheet)
        self._panel_folded(self.panel.is_open)

    def _connect(self) -> None:
        workspace, sheet = self._workspace, self.sheet
        workspace.actions_changed.connect(self._patch)
        workspace.as_of_changed.connect(lambda: self.model.set_as_of(workspace.as_of))
        self.model.rows_changed.connect(self._rows_changed)
        self.filter_bar.chosen.connect(self.set_filter)
        sheet.current_moved.connect(self.actions_by_name.refresh)
        sheet.committed.connect(self.cells.commit_text)
        sheet.painted.connect(self.cells.plan_months)
        sheet.rows_dropped.connect(self.rows.move_to)
        sheet.evidence_dropped.connect(self.evidence.take_to_cell)
        sheet.realization_requested.connect(lambda _row_id, _month: self.panel.focus_month())
        sheet.folding_changed.connect(self._mark_level)
        sheet.locked_touched.connect(lambda: workspace.refused.emit(self._lock_sentence()))
        sheet.menu_requested.connect(self._show_menu)
        sheet.keyboard.toggled.connect(self.cells.toggle)
        sheet.keyboard.marked.connect(self.cells.mark)
        sheet.keyboard.cleared.connect(self.cells.clear)
        sheet.keyboard.cut.connect(self.clipboard.cut)
        self.rows.noticed.connect(self._notice)
        self.cells.noticed.connect(self._notice)
        self.evidence.noticed.connect(self._notice)
        self.evidence.attached_to_open_months.connect(self._offer_to_mark)
        self.panel.mark_wanted.connect(self.realization.mark)
        self.panel.left.connect(sheet.take_focus)
        self.panel.folded.connect(self._panel_folded)
        self.splitter.splitterMoved.connect(self._keep_share)

    def commands(self) -> MenuGroups:
        """Return what can be done with rows, cells and files of the plan."""
        return self.actions_by_name.menu_groups()

    def set_filter(self, name: str) -> None:
        """Show only the rows of the filter with this name, a value of ``FilterName``."""
        chosen = FilterName(name)
        self.filter_bar.show_chosen(chosen)
        self._filter(RowFilter(chosen, self.model.filter.words))

    def find(self, _text: str) -> None:
        """Show only rows in or above which all words searched for occur, a moment after the last letter."""
        self._search_timer.start()

    def find_next(self) -> None:
        """Go to the next row in which the searched words occur, from the top again after the last one."""
        self._find_now()
        row_filter = self.model.filter
        matches = [
            row for row in self._shown_rows() if row_filter.words and _own_match(row, row_filter.words)
        ]
        if not matches:
            return
        current = self.sheet.current_row()
        shown = self._shown_rows()
        place = shown.index(current) if current in shown else -1
        following = next((row for row in matches if shown.index(row) > place), matches[0])
        self.sheet.reveal(following)

    def location(self) -> Location:
        """Return the current row and the filter that it is seen through."""
        row = self.sheet.current_row()
        return Location(item=row.id if row is not None else "", filter=self.model.filter.name)

    def go_to(self, location: Location) -> None:
        """Go to a row, which a filter or a search that hides it gives way to, or to all rows of a filter."""
        if location.filter and not location.item:
            # A count leads to all rows that it counts.
            self.search("")
            self._find_now()
        if location.filter and location.filter != self.model.filter.name:
            self.set_filter(location.filter)
        row = self.model.row_by_id(location.item)
        if row is None or row is self.sheet.current_row():
            return
        if not self.model.is_shown(row):
            self._show_all_rows()
        self.sheet.reveal(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F6 goes to the panel."""
        if event.key() == Qt.Key.Key_F6:
            self.panel.focus_first()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Fold the panel to a head line of the new font's height."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "panel"):
            self._panel_folded(self.panel.is_open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew as long as the user has not."""
        super().resizeEvent(event)
        self.panel.fit(self.height(), low=self.height() < _LOW_VIEW_LINES * self.fontMetrics().height())
        if not self.panel.is_open or settings.load_bytes(_SPLITTER_KEY) is None:
            self._share_height()

    def show_plan(self) -> None:
        """Show the plan that was chosen or loaded again; another one from its first row."""
        workspace = self._workspace
        before = self.model.plan_id
        self.model.load(workspace.record, workspace.as_of, read_only=workspace.read_only)
        if self.model.plan_id != before:
            self.notice.hide()
            self.sheet.go_to(self.sheet.first_index())

    def _patch(self, actions: object) -> None:
        record = self._workspace.record
        if record is not None:
            self.model.evidence = record.evidence
        self.model.update_actions(actions)  # type: ignore[arg-type]  # Signal(object) carries a tuple of Action

    def _rows_changed(self) -> None:
        self.filter_bar.show_counts(self.model.counts())
        self.actions_by_name.refresh()
        self._mark_level()
        self._say_when_empty()

    def _mark_level(self) -> None:
        self.filter_bar.mark_level(self.sheet.expansion.level())

    def _lock_sentence(self) -> str:
        return READ_ONLY_SENTENCE if self.model.read_only else LOCKED_SENTENCE

    def _say_when_empty(self) -> None:
        if self.model.root.shown or not self.model.plan_id:
            self._middle.setCurrentIndex(0)
            return
        row_filter = self.model.filter
        if not self.model.root.children:
            self._empty.setText("Rencana ini masih kosong.")
            self.show_all.setText("Tambah area")
        else:
            name = FILTER_LABELS[row_filter.name]
            words = f" yang memuat “{self.searched.strip()}”" if row_filter.words else ""
            self._empty.setText(
                f"Tidak ada baris{words}."
                if row_filter.name is FilterName.ALL
                else f"Tidak ada langkah aksi{words} dalam saringan “{name}”."
            )
            self.show_all.setText("Tampilkan semua")
        self._middle.setCurrentIndex(1)

    def _show_all(self) -> None:
        if not self.model.root.children:
            self.rows.add_below()
            return
        self._show_all_rows()

    def _show_all_rows(self) -> None:
        self.search("")
        self._search_timer.stop()
        self.filter_bar.show_chosen(FilterName.ALL)
        self._filter(RowFilter())

    def _filter(self, row_filter: RowFilter) -> None:
        self.panel.commit()
        current = self.sheet.current_row()
        self.model.set_filter(row_filter)
        kept = current is not None and (row_filter.is_open or current.action is not None)
        if kept and current is not None and self.model.is_shown(current):
            self.sheet.reveal(current, max(0, self.sheet.current_column()))
        else:
            self._go_to_first(row_filter)

    def _go_to_first(self, row_filter: RowFilter) -> None:
        rows = self._shown_rows()
        words = row_filter.words
        found = (row for row in rows if (_own_match(row, words) if words else row.action is not None))
        first = next(found, None) if not row_filter.is_open else next(iter(rows), None)
        if first is not None:
            self.sheet.reveal(first)

    def _shown_rows(self) -> list[Row]:
        rows: list[Row] = []
        pending = list(reversed(self.model.root.shown))
        while pending:
            row = pending.pop()
            rows.append(row)
            pending.extend(reversed(row.shown))
        return rows

    def _find_now(self) -> None:
        self._search_timer.stop()
        words = search_words(self.searched)
        if words != self.model.filter.words:
            self._filter(RowFilter(self.model.filter.name, words))

    def _realize(self) -> None:
        panel = self.panel
        panel.refresh()
        self.realization.mark_selected(self.cells.selected_months(), panel.month, panel.chosen_days())

    def _notice(self, sentence: str) -> None:
        self.notice.tell_change(sentence, self._workspace, self._undo_noticed)

    def _offer_to_mark(self, sentence: str, cells: Sequence[Cell]) -> None:
        mark = ("Tandai terlaksana", lambda: self.realization.mark(cells, {}))
        self.notice.tell_change(sentence, self._workspace, self._undo_noticed, [mark])

    def _undo_noticed(self) -> None:
        self._workspace.undo()
        self.sheet.take_focus()

    def _show_menu(self, point: QPoint) -> None:
        self.actions_by_name.refresh()
        menu = self.actions_by_name.context_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _panel_folded(self, opened: bool) -> None:
        self.panel.setMaximumHeight(16_777_215 if opened else self.panel.head_height)
        self._share_height()

    def _keep_share(self) -> None:
        if self.panel.is_open:
            settings.save_bytes(_SPLITTER_KEY, self.splitter.saveState())

    def _share_height(self) -> None:
        if not self.panel.is_open:
            height = self.panel.head_height
            self.splitter.setSizes([max(1, self.height() - height), height])
            return
        state = settings.load_bytes(_SPLITTER_KEY)
        if state is None or not self.splitter.restoreState(state):
            height = self.panel.needed_height
            self.splitter.setSizes([max(1, self.height() - height), height])


def _own_match(row: Row, words: tuple[str, ...]) -> bool:
    own = " ".join(row.own_texts()).casefold()
    return any(word in own for word in words)
