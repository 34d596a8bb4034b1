"""The sheet: tree and grid side by side over one model, one selection, one scroll position."""

from collections.abc import Iterator

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.column_widths import ColumnWidths
from zidesk.ui.plan.sheet.drops import Drops
from zidesk.ui.plan.sheet.editors import CellDelegate
from zidesk.ui.plan.sheet.expansion import Expansion
from zidesk.ui.plan.sheet.keyboard import Keyboard
from zidesk.ui.plan.sheet.painting import SheetPainter
from zidesk.ui.plan.sheet.plan_model import PlanModel, plain_index
from zidesk.ui.plan.sheet.rows import Row, editable_columns
from zidesk.ui.plan.sheet.seen import Seen, row_order
from zidesk.ui.plan.sheet.stroke import Stroke
from zidesk.ui.plan.sheet.views import GridView, SheetView, TreeView

_SELECT = QItemSelectionModel.SelectionFlag
_SHORT_LINE_EMS = 44
"""A text column narrower than this cuts most texts off."""
_FEWEST_HIGH_ROWS = 8
"""So many rows of two lines are to be seen, or rows have one."""


class Sheet(QWidget):
    """One sheet in two views. It selects, edits, paints and drags; what that changes is told by signals.

    ``committed(row id, column, text)``: a text was typed; ``painted(cells, planned)``: months were painted;
    ``rows_dropped(ids, parent id, position)``; ``evidence_dropped(brought, row or None, column)``;
    ``realization_requested(row id, month)``: a month of a fixed plan was clicked; ``current_moved``: another
    cell is the current one; ``locked_touched``: a text that cannot be changed was to be edited;
    ``menu_requested(global point)``; ``folding_changed``: rows were opened or closed.
    """

    current_moved = Signal()
    committed = Signal(str, int, str)
    painted = Signal(object, bool)
    rows_dropped = Signal(object, str, int)
    evidence_dropped = Signal(object, object, int)
    realization_requested = Signal(str, int)
    locked_touched = Signal()
    folding_changed = Signal()
    menu_requested = Signal(object)

    def __init__(self, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.painter = SheetPainter(self)
        self.stroke: Stroke | None = None
        self.drops = Drops(self)
        self.keyboard = Keyboard(self)
        self.seen = Seen(self)
        self._anchor = QPersistentModelIndex()
        self._first_text_of = ""
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        left = QWidget(self.splitter)
        self.tree = TreeView(self, left)
        self.grid = GridView(self, self.splitter)
        self._below_tree = QWidget(left)
        self._below_tree.setBackgroundRole(QPalette.ColorRole.Base)
        self._below_tree.setAutoFillBackground(True)
        self._below_tree.hide()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        column.addWidget(self._below_tree)
        for view in (self.tree, self.grid):
            view.setModel(model)
            view.setItemDelegate(self._make_delegate(view))
        self.selection = self.tree.selectionModel()
        own = self.grid.selectionModel()
        self.grid.setSelectionModel(self.selection)
        own.deleteLater()
        self._selected: dict[str, tuple[int, ...]] | None = None
        self.selection.selectionChanged.connect(self.forget_selected)
        model.layoutChanged.connect(self.forget_selected)
        self._widths = ColumnWidths(self, self.tree, self.grid)
        self._tie_together()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.splitterMoved.connect(self._choose_lines)
        self.splitter.setHandleWidth(4)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        model.rows_changed.connect(self._follow_date)
        model.rows_changed.connect(self._follow_columns)
        self.selection.currentChanged.connect(self._current_changed)
        self.setFocusProxy(self.tree)
        self.expansion = Expansion(self)

    def _make_delegate(self, view: SheetView) -> CellDelegate:
        # Each view has its own: a delegate tells every view that uses it of every editor it closes.
        return CellDelegate(
            lambda: self.painter.row_height, self._editor_left, self._commit, self._edited, view
        )

    def _tie_together(self) -> None:
        tree_bar, grid_bar = self.tree.verticalScrollBar(), self.grid.verticalScrollBar()
        tree_bar.valueChanged.connect(grid_bar.setValue)
        grid_bar.valueChanged.connect(tree_bar.setValue)
        for bar in (tree_bar, grid_bar):
            bar.setSingleStep(self.painter.row_height)
        self.grid.horizontalScrollBar().rangeChanged.connect(self._level_bottom)

    def _level_bottom(self, _low: int, high: int) -> None:
        # The tree gets as much room below as the grid's horizontal scroll bar takes.
        self._below_tree.setFixedHeight(self.grid.horizontalScrollBar().sizeHint().height())
        self._below_tree.setVisible(high > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between the two views anew."""
        super().resizeEvent(event)
        self._widths.share()
        self._choose_lines()

    def _choose_lines(self) -> None:
        """Give texts two lines where one is short for them and there is height for enough rows."""
        painter = self.painter
        short = self.tree.width() < _SHORT_LINE_EMS * painter.line
        rows = (self.height() - painter.header_height) // painter.height_of_rows(2)
        lines = 2 if short and rows >= _FEWEST_HIGH_ROWS else 1
        if lines == painter.text_lines:
            return
        painter.text_lines = lines
        for view in (self.tree, self.grid):
            view.verticalScrollBar().setSingleStep(painter.row_height)
            view.doItemsLayout()
        current = self.selection.currentIndex()
        if current.isValid():
            self.view_of(current).scrollTo(current)

    def changeEvent(self, event: QEvent) -> None:
        """Measure and colour anew when the font or the palette changes."""
        super().changeEvent(event)
        if event.type() in (
            QEvent.Type.FontChange,
            QEvent.Type.PaletteChange,
            QEvent.Type.ApplicationPaletteChange,
        ):
            if not hasattr(self, "tree"):
                return
            self.painter = SheetPainter(self)
            self.painter.month_now = self.model.month_now
            for view in (self.tree, self.grid):
                view.sheet_header.painter_of_sheet = self.painter
                view.sheet_header.viewport().update()
            if event.type() is QEvent.Type.FontChange:
                self._widths.measure()
            self._choose_lines()
            self.repaint_views()

    def _follow_date(self) -> None:
        if self.painter.month_now != self.model.month_now:
            self.painter.month_now = self.model.month_now
            for view in (self.tree, self.grid):
                view.sheet_header.viewport().update()
            self.repaint_views()

    def _follow_columns(self) -> None:
        if not self._widths.show_columns(self.model.shown_columns):
            return
        self._choose_lines()
        if self.current_column() not in (-1, *self.model.shown_columns):
            self.go_to(self.selection.currentIndex().siblingAtColumn(columns.TEXT))
        self.forget_selected()

    def repaint_rows(self, *rows: Row | None) -> None:
        """Paint these rows again in both views."""
        for row in rows:
            if row is None:
                continue
            for view, column in ((self.tree, columns.TEXT), (self.grid, columns.FIRST_MONTH)):
                rect = view.visualRect(self.model.index_of(row, column))
                view.viewport().update(0, rect.y(), view.viewport().width(), rect.height())

    def repaint_views(self) -> None:
        """Paint both views again."""
        self.tree.viewport().update()
        self.grid.viewport().update()

    def has_focus(self) -> bool:
        """Whether keys go to the sheet."""
        return self.tree.hasFocus() or self.grid.hasFocus()

    def focus_moved(self) -> None:
        """Show whether keys go to the sheet."""
        # On Windows a view loses the focus in the midst of its window's destruction.
        if all(map(isValid, (self.selection, self.tree, self.grid))):
            self.repaint_rows(self.current_row())

    def take_focus(self) -> None:
        """Let keys go to the current cell."""
        self.view_of(self.selection.currentIndex()).setFocus()

    def view_of(self, index: QModelIndex) -> SheetView:
        """Return the view that shows the column of ``index``."""
        return self.tree if index.column() <= columns.TEXT else self.grid

    def reveal(self, row: Row, column: int = columns.TEXT) -> None:
        """Make a row the current one, opening the rows above it."""
        for above in list(row.lineage())[1:]:
            self.tree.expand(self.model.index_of(above))
        self.go_to(self.model.index_of(row, column))

    # --- the current cell and the selection

    def current_row(self) -> Row | None:
        """Return the row of the current cell."""
        return self.model.row_of(self.selection.currentIndex())

    def current_column(self) -> int:
        """Return the column of the current cell, -1 if there is none."""
        return self.selection.currentIndex().column()

    def go_to(self, index: QModelIndex, *, extend: bool = False) -> None:
        """Make ``index`` the current cell and select it, or everything from the anchor to it."""
        if not index.isValid():
            return
        anchor = self.model.row_of(self._anchor)
        # An anchor in a row that was folded since is not seen: nothing extends from there.
        if extend and anchor is not None and self.seen.is_on_screen(anchor):
            self.selection.select(self._range(plain_index(self._anchor), index), _SELECT.ClearAndSelect)
            self.selection.setCurrentIndex(index, _SELECT.NoUpdate)
        else:
            self._anchor = QPersistentModelIndex(index)
            self.selection.setCurrentIndex(index, _SELECT.ClearAndSelect)
        self._show_cell(index)

    def toggle_selected(self, index: QModelIndex) -> None:
        """Add a cell to the selection or take it away."""
        self._anchor = QPersistentModelIndex(index)
        self.selection.setCurrentIndex(index, _SELECT.Toggle)
        self._show_cell(index)

    def select_rows(self, rows: list[Row]) -> None:
        """Select the text cells of ``rows``; the first one becomes the current cell."""
        indexes = [index for row in rows if (index := self.model.index_of(row)).isValid()]
        if not indexes:
            return
        self.go_to(indexes[0])
        for index in indexes[1:]:
            self.selection.select(index, _SELECT.Select)

    def select_all(self) -> None:
        """Select every cell that is not in a collapsed row."""
        first, last = self.first_index(), self.last_index()
        if first.isValid() and last.isValid():
            whole = self._range(first, last.siblingAtColumn(columns.COLUMN_COUNT - 1))
            self.selection.select(whole, _SELECT.ClearAndSelect)

    def _show_cell(self, index: QModelIndex) -> None:
        had_focus = self.has_focus()
        view = self.view_of(index)
        view.scrollTo(index)
        if had_focus and not view.hasFocus():
            view.setFocus()

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.setFocusProxy(self.view_of(current))
        self.repaint_rows(self.model.row_of(previous), self.model.row_of(current))
        self.current_moved.emit()

    def _range(self, one: QModelIndex, other: QModelIndex) -> QItemSelection:
        left, right = sorted((one.column(), other.column()))
        chosen = QItemSelection()
        run: list[QModelIndex] = []
        for index in self.between(one, other):
            if run and (run[-1].parent() != index.parent() or run[-1].row() + 1 != index.row()):
                chosen.select(run[0].siblingAtColumn(left), run[-1].siblingAtColumn(right))
                run = []
            run.append(index)
        if run:
            chosen.select(run[0].siblingAtColumn(left), run[-1].siblingAtColumn(right))
        return chosen

    def between(self, one: QModelIndex, other: QModelIndex) -> Iterator[QModelIndex]:
        """Yield the first cells of the rows from ``one`` to ``other``, collapsed ones left out, downwards."""
        one, other = one.siblingAtColumn(0), other.siblingAtColumn(0)
        if self._order(other) < self._order(one):
            one, other = other, one
        index = one
        while index.isValid():
            yield index
            if index == other:
                return
            index = self.tree.indexBelow(index)

    def _order(self, index: QModelIndex) -> tuple[int, ...]:
        row = self.model.row_of(index)
        return row_order(row) if row is not None else ()

    def selected_columns(self, row: Row) -> tuple[int, ...]:
        """Return the selected columns of a row that is shown."""
        # Asked for every painted row: Qt's own answer calls the model back for each cell.
        if self._selected is None:
            self._selected = {chosen.id: tuple(numbers) for chosen, numbers in self.seen.cells().items()}
        return self._selected.get(row.id, ())

    def forget_selected(self) -> None:
        """Work out anew which cells show as selected: the selection, the rows or what is folded changed."""
        self._selected = None

    def first_index(self) -> QModelIndex:
        """Return the first cell of the first row."""
        return self.model.index(0, 0)

    def last_index(self) -> QModelIndex:
        """Return the first cell of the last row that is not in a collapsed one."""
        row = self.model.root
        while row.shown and (row.kind is None or self.tree.isExpanded(self.model.index_of(row))):
            row = row.shown[-1]
        return self.model.index_of(row) if row.kind is not None else QModelIndex()

    # --- painting months

    def begin_stroke(self, index: QModelIndex) -> bool:
        """Begin to paint months at a cell; ``False`` where there is nothing to paint."""
        row = self.model.row_of(index)
        action = row.action if row is not None else None
        if row is None or action is None or not columns.is_month(index.column()):
            return False
        month = index.column()
        if not self.model.may_edit_plan:
            self.realization_requested.emit(row.id, month)
            return True
        self.stroke = Stroke(row, month, planned=not action.cell(month).planned)
        self.stroke.cover([row], month)
        self.repaint_rows(row)
        return True

    def continue_stroke(self, index: QModelIndex) -> None:
        """Cover everything from the stroke's first cell to ``index``."""
        if self.stroke is None:
            return
        month = max(columns.FIRST_MONTH, min(index.column(), columns.LAST_MONTH))
        origin = self.model.index_of(self.stroke.origin)
        rows = [self.model.row_of(other) for other in self.between(origin, index)]
        self.stroke.cover([row for row in rows if row is not None], month)
        self.grid.viewport().update()

    def end_stroke(self) -> None:
        """Commit what was painted, as one step."""
        stroke, self.stroke = self.stroke, None
        if stroke is None:
            return
        cells = stroke.cells()
        if cells:
            self.painted.emit(cells, stroke.planned)
        if len(stroke.rows) == 1:
            self.repaint_rows(stroke.origin)
        else:
            self.repaint_views()

    def cancel_stroke(self) -> bool:
        """Forget what was painted; ``False`` if nothing was."""
        painting = self.stroke is not None
        self.stroke = None
        if painting:
            self.repaint_views()
        return painting

    # --- editing in place

    def can_edit(self, index: QModelIndex) -> bool:
        """Whether a text can be typed into a cell."""
        return bool(self.model.flags(index) & Qt.ItemFlag.ItemIsEditable)

    def edit(self, index: QModelIndex, typed: str | None = None) -> None:
        """Open the editor of a cell, with ``typed`` instead of its text; months go to the panel."""
        row = self.model.row_of(index)
        if row is None:
            return
        self.go_to(index)
        self._first_text_of = row.id if index.column() == columns.TEXT and not row.text else ""
        if columns.is_month(index.column()) and row.action is not None:
            self.realization_requested.emit(row.id, index.column())
        elif self.can_edit(index) and index.column() in editable_columns(row):
            self.view_of(index).open_editor(index, typed)
        elif index.column() in editable_columns(row):
            self.locked_touched.emit()

    def edit_again(self, index: QModelIndex, text: str) -> None:
        """Open the editor once more with a text that was refused, after the one being closed is gone."""
        QTimer.singleShot(0, self, lambda: self.edit(index, text))

    def _editor_left(self, index: QModelIndex) -> int:
        row = self.model.row_of(index)
        return self.painter.text_left(row) if row is not None else 0

    def _commit(self, index: QModelIndex, text: str) -> None:
        row = self.model.row_of(index)
        if row is not None and text != self.model.data(index, Qt.ItemDataRole.EditRole):
            self.committed.emit(row.id, index.column(), text)

    def _edited(self, d_rows: int, d_columns: int) -> None:
        self.take_focus()
        row = self.current_row()
        if d_rows and row is not None and row.id == self._first_text_of:
            # The next row is another branch as often as not; from here, Insert adds one more like it.
            return
        if self.selection.currentIndex().isValid():
            self.keyboard.move(d_rows, d_columns)
