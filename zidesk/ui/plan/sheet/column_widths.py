"""Widths on the sheet: what each column needs, how the two views share the window, what the user chose."""

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHeaderView

from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.views import SheetView
from zidesk.ui.plan.sheet.whole import WholeSheet
from zidesk.ui.shell import settings

_SPLITTER_KEY = "plan/splitter"
_WIDTHS_KEY = "plan/columns"
_MONTHS = range(columns.FIRST_MONTH, columns.LAST_MONTH + 1)
_FIGURES = (columns.TARGET, columns.PROGRESS, columns.EVIDENCE, columns.PERSON)
_WIDEST_FIGURE = "100/100"
_PERSON_SAMPLE = "Penanggung"
_MIN_TREE_EMS = 15
_AMPLE_TREE_EMS = 55
_TIGHT_TREE_EMS = 42
_TIGHT_MONTH = 0.84
"""Share of their width that months keep where the text would have less than ``_TIGHT_TREE_EMS``."""


class ColumnWidths:
    """Arranges the headers of both views and shares the width between them."""

    def __init__(self, sheet: WholeSheet, tree: SheetView, grid: SheetView) -> None:
        self._sheet = sheet
        self._tree = tree
        self._grid = grid
        self._user_split = False
        self._natural: dict[int, int] = {}
        self._arrange()
        self._restore()
        sheet.splitter.splitterMoved.connect(self._split_by_user)
        self._grid.sheet_header.sectionResized.connect(self._keep)

    def measure(self) -> None:
        """Give every column of the grid the width that its texts need, and both headers one height."""
        painter = self._sheet.painter
        self._natural = dict.fromkeys(_MONTHS, painter.month_width)
        for number in _FIGURES[:-1]:
            widest = max(columns.HEADINGS[number], _WIDEST_FIGURE, key=painter.width_of)
            self._natural[number] = painter.width_of(widest) + 2 * painter.pad
        self._natural[columns.PERSON] = painter.width_of(_PERSON_SAMPLE)
        for number, width in self._natural.items():
            self._grid.sheet_header.resizeSection(number, width)
        for view in (self._tree, self._grid):
            view.sheet_header.setFixedHeight(painter.header_height)

    def show_columns(self, shown: Collection[int]) -> bool:
        """Show these columns only; return whether that differs from before."""
        hidden = {number for number in _FIGURES if number not in shown}
        if hidden == {number for number in _FIGURES if self._grid.isColumnHidden(number)}:
            return False
        for number in _FIGURES:
            self._grid.setColumnHidden(number, number in hidden)
            if number not in hidden:
                self._grid.sheet_header.resizeSection(number, self._natural[number])
        self.share()
        return True

    def share(self) -> None:
        """Give the grid what it needs and the tree the rest, as long as the user has not split otherwise."""
        sheet, painter = self._sheet, self._sheet.painter
        room = sheet.width() - sheet.splitter.handleWidth()
        shown = [number for number in self._natural if not self._grid.isColumnHidden(number)]
        wanted = sum(self._natural[number] for number in shown)
        wanted += self._grid.verticalScrollBar().sizeHint().width()
        tight = room - wanted < _TIGHT_TREE_EMS * painter.line
        month = round(painter.month_width * (_TIGHT_MONTH if tight else 1))
        wanted -= len(_MONTHS) * (painter.month_width - month)
        for number in _MONTHS:
            self._grid.sheet_header.resizeSection(number, month)
        if self._user_split:
            return
        least = min(_MIN_TREE_EMS * painter.line, room // 2)
        if columns.PERSON in shown:
            # What the tree has to spare makes the last column wider, up to twice.
            spare = room - wanted - _AMPLE_TREE_EMS * painter.line
            wanted += max(0, min(spare, self._natural[columns.PERSON]))
        tree = max(least, room - wanted)
        sheet.splitter.setSizes([tree, room - tree])

    def _arrange(self) -> None:
        for number in range(columns.COLUMN_COUNT):
            self._tree.setColumnHidden(number, number != columns.TEXT)
        self._grid.setColumnHidden(columns.TEXT, True)
        self._tree.sheet_header.setStretchLastSection(False)
        self._tree.sheet_header.setSectionResizeMode(columns.TEXT, QHeaderView.ResizeMode.Stretch)
        self._grid.sheet_header.setStretchLastSection(True)
        for number in _MONTHS:
            self._grid.sheet_header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
        self.measure()

    def _restore(self) -> None:
        widths = settings.load_ints(_WIDTHS_KEY)
        if len(widths) == len(_FIGURES):
            for number, width in zip(_FIGURES, widths, strict=True):
                self._natural[number] = width
                self._grid.sheet_header.resizeSection(number, width)
        state = settings.load_bytes(_SPLITTER_KEY)
        if state is not None:
            self._user_split = self._sheet.splitter.restoreState(state)

    def _split_by_user(self) -> None:
        self._user_split = True
        settings.save_bytes(_SPLITTER_KEY, self._sheet.splitter.saveState())

    def _keep(self, number: int) -> None:
        # The last column also changes with the window; only widths that the user drags are kept.
        if number != columns.PERSON and QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._natural[number] = self._grid.sheet_header.sectionSize(number)
            settings.save_ints(_WIDTHS_KEY, [self._natural[figure] for figure in _FIGURES])
