"""What may be dropped on the sheet: its own rows, to move them; files, as evidence."""

from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QTreeView

from zidesk.domain.plan.model import NodeKind
from zidesk.ui.evidence.brought import brought_by
from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.plan_model import ROWS_MIME
from zidesk.ui.plan.sheet.rows import Row
from zidesk.ui.plan.sheet.whole import WholeSheet

_DEPTH = {kind: depth for depth, kind in enumerate(NodeKind)}


def evidence_target(row: Row | None, column: int) -> tuple[str, int] | None:
    """Return the (action id, month) that files dropped on a cell prove; month 0 is the whole year.

    An indicator with a single action that is shown stands for it; other rows above actions give ``None``.
    """
    if row is None:
        return None
    if row.kind is NodeKind.INDICATOR and len(row.children) == len(row.shown) == 1:
        return row.shown[0].id, 0
    if row.kind is not NodeKind.ACTION:
        return None
    return row.id, column if columns.is_month(column) else 0


class Drops:
    """Follows a drag over the sheet; ``line``, ``above`` and ``hot_columns`` say what to show meanwhile."""

    def __init__(self, sheet: WholeSheet) -> None:
        self._sheet = sheet
        self._hot: tuple[Row, tuple[int, ...]] | None = None
        self.line: Row | None = None
        self.above = False

    def hot_columns(self, row: Row) -> tuple[int, ...]:
        """Return the columns of ``row`` that dropped files would go to."""
        return self._hot[1] if self._hot is not None and self._hot[0] is row else ()

    def start_drag(self, view: QTreeView) -> None:
        """Let the user drag the selected rows."""
        rows = self._sheet.seen.top_rows()
        if not rows:
            return
        drag = QDrag(view)
        drag.setMimeData(self._sheet.model.mimeData([self._sheet.model.index_of(row) for row in rows]))
        drag.exec(Qt.DropAction.MoveAction)
        self.leave()

    def enter(self, event: QDragEnterEvent) -> None:
        """Accept rows, files, and what is no file yet, to say so."""
        data = event.mimeData()
        brings = brought_by(data)
        if data.hasFormat(ROWS_MIME) or not (brings.is_nothing or brings.holds_plan):
            event.acceptProposedAction()
        else:
            event.ignore()

    def move(self, view: QTreeView, event: QDragMoveEvent) -> None:
        """Mark the row, the cell or the gap under the pointer."""
        index = view.indexAt(event.position().toPoint())
        row = self._sheet.model.row_of(index)
        self._hot = None
        self.line = None
        accepted = True
        if event.mimeData().hasFormat(ROWS_MIME):
            place = self._place(view, index, row, event)
            accepted = place is not None
        elif _attaches(event.mimeData()):
            target = evidence_target(row, index.column())
            accepted = target is not None and not self._sheet.model.read_only
            if accepted and row is not None and target is not None:
                self._hot = (row, (index.column(),) if target[1] else tuple(range(columns.COLUMN_COUNT)))
        if accepted:
            event.acceptProposedAction()
        else:
            event.ignore()
        self._sheet.repaint_views()

    def leave(self) -> None:
        """Show nothing any more."""
        self._hot = None
        self.line = None
        self._sheet.repaint_views()

    def drop(self, view: QTreeView, event: QDropEvent) -> None:
        """Move the rows, attach the files, or say what to do with what is no file yet."""
        data = event.mimeData()
        index = view.indexAt(event.position().toPoint())
        row = self._sheet.model.row_of(index)
        place = self._place(view, index, row, event) if data.hasFormat(ROWS_MIME) else None
        self.leave()
        if place is not None:
            ids = bytes(data.data(ROWS_MIME).data()).decode().split("\n")
            self._sheet.rows_dropped.emit(ids, *place)
            event.acceptProposedAction()
        elif not data.hasFormat(ROWS_MIME):
            self._sheet.evidence_dropped.emit(brought_by(data), row, index.column())
            event.acceptProposedAction()

    def _place(
        self, view: QTreeView, index: QModelIndex, row: Row | None, event: QDropEvent
    ) -> tuple[str, int] | None:
        """Return the new parent's id ("" for the plan) and the position, and mark the gap."""
        moved = self._moved(event.mimeData())
        if row is None or not moved or not self._sheet.model.may_edit_plan:
            return None
        kind = moved[0].kind
        if kind is None or any(other.kind is not kind for other in moved):
            return None
        depth = len(list(row.lineage())) - 1
        if kind.parent is not None and depth == _DEPTH[kind] - 1:
            first = view.isExpanded(index.siblingAtColumn(0)) and bool(row.children)
            self.line, self.above = row, False
            return row.id, 0 if first else len(row.children)
        if depth < _DEPTH[kind]:
            return None
        sibling = next(above for above in row.lineage() if above.kind is kind)
        rect = view.visualRect(index)
        self.above = sibling is row and event.position().y() < rect.center().y()
        self.line = row if sibling is row and (self.above or not row.shown) else None
        if self.line is None:
            self.line, self.above = (
                (sibling, True) if self.above else (self._last_shown(view, sibling), False)
            )
        parent = sibling.parent
        return (parent.id if parent is not None else ""), sibling.number + (0 if self.above else 1)

    def _last_shown(self, view: QTreeView, row: Row) -> Row:
        while row.shown and view.isExpanded(self._sheet.model.index_of(row)):
            row = row.shown[-1]
        return row

    def _moved(self, data: QMimeData) -> list[Row]:
        ids = bytes(data.data(ROWS_MIME).data()).decode().split("\n")
        rows = [self._sheet.model.row_by_id(row_id) for row_id in ids]
        return [row for row in rows if row is not None]


def _attaches(data: QMimeData) -> bool:
    # Asked at every move: a picture is not unpacked for that.
    return any(url.isLocalFile() for url in data.urls()) or (data.hasImage() and not data.hasUrls())
