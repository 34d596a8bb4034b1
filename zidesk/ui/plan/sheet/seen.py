"""What a command acts on: the selection, resolved to what the user sees. Every command asks here.

A row that the filter or the search hides is never meant, not even through the row above it. A folded row
stands for what it holds, as far as the filter shows that; single cells in it are not seen, and not meant.
"""

from zidesk.domain.errors import KnownError
from zidesk.domain.plan.model import Node
from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.rows import Row
from zidesk.ui.plan.sheet.whole import WholeSheet


class HiddenRowsError(KnownError):
    """A command would take rows along that the filter or the search hides."""


class Seen:
    """The sheet's selection as rows and cells that are seen, in the order on screen."""

    def __init__(self, sheet: WholeSheet) -> None:
        self._sheet = sheet

    def cells(self) -> dict[Row, list[int]]:
        """Return the selected columns by row."""
        model = self._sheet.model
        cells: dict[Row, set[int]] = {}
        shown_columns = frozenset(model.shown_columns)
        ranges = self._sheet.selection.selection()
        for chosen in map(ranges.at, range(ranges.size())):
            above = model.row_of(chosen.parent()) or model.root
            if not self._is_open(above):
                continue
            for row in above.shown[chosen.top() : chosen.bottom() + 1]:
                chosen_columns = shown_columns.intersection(range(chosen.left(), chosen.right() + 1))
                cells.setdefault(row, set()).update(chosen_columns)
        return {row: sorted(cells[row]) for row in sorted(cells, key=row_order)}

    def rows(self) -> list[Row]:
        """Return the rows whose text cell is selected."""
        return [row for row, numbers in self.cells().items() if columns.TEXT in numbers]

    def top_rows(self) -> list[Row]:
        """Return the rows a row command is about: those selected by their text cells, else the current one.

        Rows below another one of them are left out.
        """
        rows = self.rows()
        if not rows:
            current = self._sheet.current_row()
            rows = [current] if current is not None else []
        chosen = set(rows)
        return [row for row in rows if not any(above in chosen for above in list(row.lineage())[1:])]

    def whole_rows(self) -> list[Row]:
        """Return ``top_rows`` for a command that takes everything below them along.

        Raises HiddenRowsError when the filter or the search hides some of that.
        """
        rows = self.top_rows()
        hidden = sum(row.hidden_count() for row in rows)
        if hidden:
            raise HiddenRowsError(
                f"{hidden} baris lain di dalamnya sedang tersembunyi oleh saringan atau pencarian; "
                "tampilkan semua baris dahulu, atau pilih baris di dalamnya saja."
            )
        return rows

    def actions(self) -> list[Row]:
        """Return the actions that the selection is about; a row above actions stands for those below it."""
        found: dict[str, Row] = {}
        for row in self.cells():
            for below in row.seen():
                if below.action is not None:
                    found[below.id] = below
        return list(found.values())

    def nodes(self) -> list[tuple[Node, int]]:
        """Return ``top_rows`` as nodes with what is seen below them, and their numbers counted from 1."""
        return [(row.seen_subtree(), row.number + 1) for row in self.top_rows()]

    def is_on_screen(self, row: Row) -> bool:
        """Whether the filter lets ``row`` through and no row above it is folded."""
        model = self._sheet.model
        return all(map(model.is_shown, row.lineage())) and self._is_open(row.parent or model.root)

    def _is_open(self, row: Row) -> bool:
        tree, model = self._sheet.tree, self._sheet.model
        return all(tree.isExpanded(model.index_of(above)) for above in row.lineage())


def row_order(row: Row) -> tuple[int, ...]:
    """Return a key that sorts rows as they stand in the plan."""
    return tuple(above.number for above in reversed(list(row.lineage())))
