"""Which rows of the sheet are open: the same in both views, kept through changes and filters."""

from PySide6.QtCore import QModelIndex, QSignalBlocker

from zidesk.domain.plan.model import NodeKind
from zidesk.ui.plan.sheet.whole import WholeSheet

_FEW = 50


class Expansion:
    """Rows come open; those that the user closed stay closed, except while a filter looks for rows."""

    def __init__(self, sheet: WholeSheet) -> None:
        self._sheet = sheet
        self._closed: set[str] = set()
        self._known_parents: set[int] = set()
        self._filter = sheet.model.filter
        self._arranging = False
        sheet.tree.expanded.connect(self._opened_row)
        sheet.tree.collapsed.connect(self._closed_row)
        sheet.grid.expanded.connect(sheet.tree.expand)
        sheet.grid.collapsed.connect(sheet.tree.collapse)
        sheet.model.layoutChanged.connect(self.arrange)
        self.arrange()

    def arrange(self) -> None:
        """Open the rows that are new, or all of them when the filter has changed."""
        sheet, model = self._sheet, self._sheet.model
        changed_filter = model.filter != self._filter
        self._filter = model.filter
        parents = {row.key: row for row in model.root.descend() if row.kind is not None and row.shown}
        new = [row for key, row in parents.items() if key not in self._known_parents]
        self._known_parents = set(parents)
        if not new and not changed_filter:
            return
        if changed_filter or len(new) > _FEW:
            self._open_all(self._closed if model.filter.is_open else set())
        else:
            self._arranging = True
            for row in new:
                if row.id not in self._closed:
                    sheet.tree.expand(model.index_of(row))
            self._arranging = False
            self._tell()

    def expand_to(self, depth: NodeKind) -> None:
        """Open all rows above ``depth`` and close those at it; actions as ``depth`` open everything."""
        rows = self._sheet.model.root.descend()
        self._closed = {row.id for row in rows if row.kind is depth and row.children}
        self._open_all(self._closed)
        self._rescue_current()

    def level(self) -> NodeKind | None:
        """Return the level down to which all rows are open, ``None`` where some are and others not."""
        model, tree = self._sheet.model, self._sheet.tree
        parents = [row for row in model.root.seen() if row.kind is not None and row.shown]
        closed = [row for row in parents if not tree.isExpanded(model.index_of(row))]
        if not closed:
            return NodeKind.ACTION
        kind = closed[0].kind
        alike = [row for row in parents if row.kind is kind]
        return kind if len(closed) == len(alike) and all(row.kind is kind for row in closed) else None

    def _open_all(self, but: set[str]) -> None:
        self._arranging = True
        for view in (self._sheet.tree, self._sheet.grid):
            # Both do it themselves; following each other row by row takes longer than the layout.
            with QSignalBlocker(view):
                view.expandAll()
        for row_id in but:
            row = self._sheet.model.row_by_id(row_id)
            if row is not None and row.shown:
                self._sheet.tree.collapse(self._sheet.model.index_of(row))
        self._arranging = False
        self._tell()

    def _opened_row(self, index: QModelIndex) -> None:
        self._sheet.grid.expand(index)
        self._tell()
        row = self._sheet.model.row_of(index)
        if row is not None and not self._arranging and self._sheet.model.filter.is_open:
            self._closed.discard(row.id)

    def _closed_row(self, index: QModelIndex) -> None:
        self._sheet.grid.collapse(index)
        self._tell()
        row = self._sheet.model.row_of(index)
        if row is None or self._arranging:
            return
        if self._sheet.model.filter.is_open:
            self._closed.add(row.id)
        self._rescue_current()

    def _tell(self) -> None:
        self._sheet.forget_selected()
        if not self._arranging:
            self._sheet.folding_changed.emit()

    def _rescue_current(self) -> None:
        # A current cell inside a closed row would take keys unseen; it goes to the outermost closed row.
        sheet = self._sheet
        current = sheet.current_row()
        above = list(current.lineage())[1:] if current is not None else []
        hiding = [row for row in above if not sheet.tree.isExpanded(sheet.model.index_of(row))]
        if hiding:
            sheet.go_to(sheet.model.index_of(hiding[-1], max(0, sheet.current_column())))
