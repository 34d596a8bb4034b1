"""The sheet's two views over one model: the text column at the left, months and figures at the right."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.editors import CellDelegate, open_editor
from zidesk.ui.plan.sheet.header import SheetHeader
from zidesk.ui.plan.sheet.painting import RowLook, ShownColumn
from zidesk.ui.plan.sheet.rows import Row
from zidesk.ui.plan.sheet.whole import WholeSheet
from zidesk.ui.widgets.style_options import item_fields

Index = QModelIndex | QPersistentModelIndex


class SheetView(QTreeView):
    """What both views share: keys, painting of whole rows, drops. The sheet decides what they do."""

    def __init__(self, sheet: WholeSheet, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet = sheet
        header = SheetHeader(self)
        header.painter_of_sheet = sheet.painter
        self.setHeader(header)
        self.sheet_header = header
        self.setUniformRowHeights(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAutoScroll(False)
        self.setExpandsOnDoubleClick(False)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        # Every pixel is painted here, so that scrolling moves what is there and paints only what comes in.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self._shown: list[ShownColumn] = []

    def open_editor(self, index: QModelIndex, typed: str | None) -> None:
        """Open the editor of a cell with its text, or with ``typed`` and the cursor behind it."""
        delegate = self.itemDelegate()
        if isinstance(delegate, CellDelegate):
            delegate.typed = typed
        self.edit(index)
        editor = open_editor(self)
        if typed is not None and isinstance(editor, QLineEdit):
            # Qt has selected all of it, so that the next key would replace it.
            editor.end(False)

    def look_of(self, row: Row) -> RowLook:
        """Return what the painting of a row depends on."""
        sheet = self.sheet
        model = sheet.model
        current = sheet.selection.currentIndex()
        preview = sheet.stroke.preview(row, model.year, model.as_of) if sheet.stroke is not None else None
        return RowLook(
            texts=row.cells(model.year, model.as_of),
            states=preview or row.states(model.year, model.as_of),
            early=row.proven_early(),
            selected=sheet.selected_columns(row),
            current=current.column() if current.isValid() and current.internalId() == row.key else None,
            focused=sheet.has_focus(),
            hot=sheet.drops.hot_columns(row),
            expanded=bool(row.shown) and self.isExpanded(model.index_of(row)),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, then the line where dragged rows would go."""
        header = self.header()
        self._shown = [
            ShownColumn(number, header.sectionViewportPosition(number), header.sectionSize(number))
            for number in range(columns.COLUMN_COUNT)
            if not header.isSectionHidden(number)
        ]
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.sheet.painter.colors.base)
        painter.end()
        super().paintEvent(event)
        line = self.sheet.drops.line
        if line is not None:
            rect = self.visualRect(self.sheet.model.index_of(line, self._shown[0].number))
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self.sheet.painter.colors.accent, 3))
            y = rect.top() if self.sheet.drops.above else rect.bottom()
            painter.drawLine(0, y, self.viewport().width(), y)
            painter.end()

    def _whole_row(self, rect: QRect) -> QRect:
        return QRect(0, rect.y(), self.viewport().width(), rect.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the key to the sheet; what it does not use goes on to the window."""
        if not self.sheet.keyboard.handle(event):
            event.ignore()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Keep Tab for the cells; F6 leaves the sheet."""
        return False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu on the cell under the pointer, or on the current cell by keyboard."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid() and not self.sheet.selection.isSelected(index):
                self.sheet.go_to(index)
            self.sheet.menu_requested.emit(event.globalPos())
        else:
            rect = self.visualRect(self.sheet.selection.currentIndex())
            self.sheet.menu_requested.emit(self.viewport().mapToGlobal(rect.bottomLeft()))

    def focusInEvent(self, event: QEvent) -> None:
        """Show the current cell as the one that keys go to."""
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt hands a QFocusEvent
        self.sheet.focus_moved()

    def focusOutEvent(self, event: QEvent) -> None:
        """Show the current cell without focus."""
        super().focusOutEvent(event)  # type: ignore[arg-type]  # Qt hands a QFocusEvent
        self.sheet.focus_moved()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Ask whether what is dragged can be dropped."""
        self.sheet.drops.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would go."""
        self.sheet.drops.move(self, event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget where it would have gone."""
        self.sheet.drops.leave()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Drop it."""
        self.sheet.drops.drop(self, event)

    def select_by_mouse(self, event: QMouseEvent, index: QModelIndex) -> None:
        """Select a cell; Shift extends, Ctrl adds or takes away."""
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.sheet.go_to(index, extend=True)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self.sheet.toggle_selected(index)
        else:
            self.sheet.go_to(index)


class TreeView(SheetView):
    """The text column: arrows open and close rows, rows can be dragged."""

    def __init__(self, sheet: WholeSheet, parent: QWidget) -> None:
        super().__init__(sheet, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Rencana: area, komponen, indikator, langkah aksi")
        self._pressed: QPoint | None = None
        self._select_on_release: QModelIndex | None = None

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = self.sheet.model.row_of(index)
        if row is not None:
            rect = self._whole_row(item_fields(option).rect)
            self.sheet.painter.paint_tree_row(painter, rect, row, self.look_of(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current row in sight where what is below takes some of the height."""
        super().resizeEvent(event)
        current = self.sheet.selection.currentIndex().siblingAtColumn(columns.TEXT)
        if not current.isValid():
            return
        rect = self.visualRect(current)
        if event.size().height() < rect.bottom() <= event.oldSize().height():
            self.scrollTo(current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open or close a row by its arrow, else select it."""
        index = self.indexAt(event.position().toPoint())
        row = self.sheet.model.row_of(index)
        self._pressed = None
        self._select_on_release = None
        if row is None or event.button() is Qt.MouseButton.MiddleButton:
            return
        if event.button() is Qt.MouseButton.RightButton:
            return
        if self.sheet.painter.arrow_at(row, round(event.position().x())):
            self.setExpanded(index, not self.isExpanded(index))
            return
        self._pressed = event.position().toPoint()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and self.sheet.selection.isSelected(index) and len(self.sheet.seen.rows()) > 1:
            self._select_on_release = index
        else:
            self.select_by_mouse(event, index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin dragging rows."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        way = (event.position().toPoint() - self._pressed).manhattanLength()
        if way >= QApplication.startDragDistance() and self.sheet.model.may_edit_plan:
            self._pressed = None
            self._select_on_release = None
            self.sheet.drops.start_drag(self)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Narrow a selection of several rows to the one that was clicked."""
        if self._select_on_release is not None:
            self.sheet.go_to(self._select_on_release)
        self._pressed = None
        self._select_on_release = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the text."""
        index = self.indexAt(event.position().toPoint())
        row = self.sheet.model.row_of(index)
        if row is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self.sheet.painter.arrow_at(row, round(event.position().x())):
            self.mousePressEvent(event)
        else:
            self.sheet.edit(index)


class GridView(SheetView):
    """Months and figures: a click or drag paints months, a click elsewhere selects."""

    def __init__(self, sheet: WholeSheet, parent: QWidget) -> None:
        super().__init__(sheet, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("Rencana: bulan, target, capaian, bukti, penanggung jawab")
        self._selecting = False

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = self.sheet.model.row_of(index)
        if row is not None:
            rect = self._whole_row(item_fields(option).rect)
            self.sheet.painter.paint_grid_row(painter, rect, self._shown, row, self.look_of(row))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to paint months, or select."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            return
        self.select_by_mouse(event, index)
        if event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._selecting = not self.sheet.begin_stroke(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Paint on, or select on."""
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        index = self._nearest(event.position().toPoint())
        if not index.isValid():
            return
        if self.sheet.stroke is not None:
            self.sheet.continue_stroke(index)
        elif self._selecting and index != self.sheet.selection.currentIndex():
            self.sheet.go_to(index, extend=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Commit what was painted."""
        self._selecting = False
        if event.button() is Qt.MouseButton.LeftButton:
            self.sheet.end_stroke()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit a text; on a month the second click counts as one more click."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            return
        if columns.is_month(index.column()):
            self.mousePressEvent(event)
        else:
            self.sheet.edit(index)

    def _nearest(self, point: QPoint) -> QModelIndex:
        # A drag beyond the edge goes on with the row or column at the edge, and scrolls.
        area = self.viewport().rect()
        if not area.contains(point):
            bar = self.verticalScrollBar()
            step = self.sheet.painter.row_height
            if point.y() < area.top():
                bar.setValue(bar.value() - step)
            elif point.y() > area.bottom():
                bar.setValue(bar.value() + step)
        inside = QPoint(
            max(area.left(), min(point.x(), area.right())), max(area.top(), min(point.y(), area.bottom()))
        )
        return self.indexAt(inside)
