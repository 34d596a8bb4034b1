"""What can be done with rows: add, duplicate, move, delete. Each is one operation, one undo step."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from zidesk.domain.errors import KnownError
from zidesk.domain.plan.model import Action, Area, Component, Indicator, Node, NodeKind
from zidesk.ui.plan.commands.what_goes import what_goes
from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.plan_model import PlanModel
from zidesk.ui.plan.sheet.rows import Row
from zidesk.ui.plan.sheet.seen import HiddenRowsError
from zidesk.ui.plan.sheet.sheet import Sheet
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.question import confirmed

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.store import Store

_BLANKS: dict[NodeKind, Callable[[], Node]] = {
    NodeKind.AREA: lambda: Area(""),
    NodeKind.COMPONENT: lambda: Component(""),
    NodeKind.INDICATOR: lambda: Indicator(""),
    NodeKind.ACTION: lambda: Action(""),
}
_NO_ROW = "Pilih dahulu sebuah baris."


class RowCommands(QObject):
    """Row commands on the sheet's selection; ``noticed`` tells what a command did that can be undone."""

    noticed = Signal(str)

    def __init__(self, workspace: Workspace, model: PlanModel, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._model = model
        self._sheet = sheet

    def add_above(self) -> None:
        """Add an empty row of the same kind above the current one and edit it."""
        self._add_beside(0)

    def add_below(self) -> None:
        """Add an empty row below the current one and edit it; in an empty plan, the first area."""
        if self._sheet.current_row() is None and not self._model.root.children:
            self._add(self._model.plan_id, 0, NodeKind.AREA)
        else:
            self._add_beside(1)

    def add_inside(self) -> None:
        """Add an empty row one level down, as the last one, and edit it."""
        row = self._current()
        if row is None or row.kind is None:
            return
        if row.kind.child is None:
            self._workspace.refused.emit(
                "Langkah aksi tidak mempunyai baris di dalamnya; tambahkan di bawahnya."
            )
            return
        self._add(row.id, len(row.children), row.kind.child)

    def add_nodes(self, row: Row | None, nodes: Sequence[Node], kind: NodeKind) -> bool:
        """Add pasted nodes of ``kind`` near ``row``: below its row of that kind, or as its last children."""
        place = self._place_near(row, kind)
        if place is None:
            name = columns.KIND_NAMES[kind]
            above = columns.KIND_NAMES[kind.parent] if kind.parent is not None else "baris"
            self._workspace.refused.emit(f"Untuk menempel {name}, pilih dahulu {above} tempatnya.")
            return False
        return self._insert(place[0], place[1], nodes)

    def duplicate(self) -> None:
        """Duplicate the selected rows with what is shown below them, each below itself."""
        rows = self._rows()
        if not rows:
            return

        def work(store: "Store") -> "Outcome":
            from zidesk.db.operations import nodes

            with store.operation("Gandakan baris") as operation:
                for row in rows:
                    hidden = {below.id for below in row.descend()} - {below.id for below in row.seen()}
                    nodes.duplicate_node(store, _kind(row), row.id, leave_out=hidden)
            return operation.outcome

        self._select_created(self._workspace.run(work))

    def move_up(self) -> None:
        """Move the selected rows up by one among those shown, past what the filter hides between."""
        self._move_by(-1)

    def move_down(self) -> None:
        """Move the selected rows down by one among those shown, past what the filter hides between."""
        self._move_by(1)

    def move_to(self, ids: Sequence[str], parent_id: str, position: int) -> None:
        """Move rows of one kind to before the child at ``position`` of ``parent_id`` ("" is the plan)."""
        rows = [row for row_id in ids if (row := self._model.row_by_id(row_id)) is not None]
        target = self._model.row_by_id(parent_id) if parent_id else self._model.root
        if not rows or target is None:
            return
        steps = _steps(rows, target, position)
        if not steps:
            return
        column = max(0, self._sheet.current_column())

        def work(store: "Store") -> "Outcome":
            from zidesk.db.operations import nodes

            with store.operation("Pindahkan baris") as operation:
                for row, at in steps:
                    nodes.move_node(store, _kind(row), row.id, parent_id or self._model.plan_id, at)
            return operation.outcome

        if self._workspace.run(work) is None:
            return
        self._sheet.reveal(rows[0], column)
        if len(rows) > 1:
            self._sheet.select_rows(rows)

    def delete(self) -> None:
        """Delete the selected rows with everything below them; the message says how to get them back.

        More than one row is asked about, and nothing goes that the filter hides.
        """
        try:
            rows = self._sheet.seen.whole_rows()
        except HiddenRowsError as error:
            self._workspace.refused.emit(str(error))
            return
        if not rows:
            self._workspace.refused.emit(_NO_ROW)
            return
        below = sum(1 for row in rows for _ in row.descend()) - len(rows)
        if below + len(rows) > 1 and not self._may_delete(rows, below):
            return
        following = self._neighbour(rows)
        column = max(0, self._sheet.current_column())
        chosen = [(_kind(row), row.id) for row in rows]
        sentence = _deleted_sentence(rows, below)

        def work(store: "Store") -> "Outcome":
            from zidesk.db.operations import nodes

            return nodes.delete_nodes(store, chosen)

        if self._workspace.run(work) is None:
            return
        if following is not None and self._model.row_by_id(following.id) is not None:
            self._sheet.go_to(self._model.index_of(following, column))
        self.noticed.emit(sentence)

    def _may_delete(self, rows: list[Row], below: int) -> bool:
        total = len(rows) + below
        what = f"{len(rows)} baris" if len(rows) > 1 else _named(rows[0])
        inside = f" beserta {below} baris di dalamnya" if below else ""
        goes = what_goes(row.action for top in rows for row in top.actions() if row.action is not None)
        consequences = "Ctrl+Z mengembalikannya beserta semua isinya."
        return confirmed(
            self._sheet,
            "Hapus baris",
            f"Hapus {what}{inside}?",
            f"{goes}\n\n{consequences}" if goes else consequences,
            do=f"Hapus {total} baris",
        )

    def can_move(self, step: int) -> bool:
        """Whether the selected rows can move up (-1) or down (1)."""
        rows = self._sheet.seen.top_rows()
        return (
            bool(rows)
            and self._model.may_edit_plan
            and len({row.parent for row in rows}) == 1
            and _goal(rows, step) is not None
        )

    def _add_beside(self, offset: int) -> None:
        row = self._current()
        if row is None or row.kind is None:
            return
        self._add(self._parent_id(row), row.number + offset, row.kind)

    def _add(self, parent_id: str, position: int, kind: NodeKind) -> None:
        if self._insert(parent_id, position, [_BLANKS[kind]()]):
            self._sheet.edit(self._sheet.selection.currentIndex().siblingAtColumn(columns.TEXT))

    def _insert(self, parent_id: str, position: int, nodes_to_add: Sequence[Node]) -> bool:
        def work(store: "Store") -> "Outcome":
            from zidesk.db.operations import nodes

            return nodes.add_nodes(store, parent_id, position, nodes_to_add)

        return self._select_created(self._workspace.run(work))

    def _select_created(self, outcome: "Outcome | None") -> bool:
        if outcome is None:
            return False
        created = [row for row_id in outcome.created if (row := self._model.row_by_id(row_id)) is not None]
        self._model.show_pinned(below.id for row in created for below in row.descend())
        tops = [row for row in created if row.parent not in created]
        if tops:
            self._sheet.reveal(tops[0])
            self._sheet.select_rows(tops)
        return bool(tops)

    def _move_by(self, step: int) -> None:
        rows = self._rows()
        if not rows:
            return
        if len({row.parent for row in rows}) != 1:
            self._workspace.refused.emit("Baris yang dipindah bersama harus berada di bawah induk yang sama.")
            return
        goal = _goal(rows, step)
        if goal is not None:
            self.move_to([row.id for row in rows], goal[0].id, goal[1])

    def _place_near(self, row: Row | None, kind: NodeKind) -> tuple[str, int] | None:
        if row is None:
            return (self._model.plan_id, len(self._model.root.children)) if kind is NodeKind.AREA else None
        sibling = next((above for above in row.lineage() if above.kind is kind), None)
        if sibling is not None:
            return self._parent_id(sibling), sibling.number + 1
        if row.kind is kind.parent:
            return row.id, len(row.children)
        return None

    def _neighbour(self, rows: list[Row]) -> Row | None:
        parent = rows[-1].parent
        if parent is None:
            return None
        gone = set(rows)
        after = [row for row in parent.shown[rows[-1].place + 1 :] if row not in gone]
        before = [row for row in parent.shown[: rows[-1].place] if row not in gone]
        if after or before:
            return after[0] if after else before[-1]
        return parent if parent.kind is not None and parent not in gone else None

    def _parent_id(self, row: Row) -> str:
        return row.parent.id if row.parent is not None and row.parent.id else self._model.plan_id

    def _current(self) -> Row | None:
        row = self._sheet.current_row()
        if row is None:
            self._workspace.refused.emit(_NO_ROW)
        return row

    def _rows(self) -> list[Row]:
        rows = self._sheet.seen.top_rows()
        if not rows:
            self._workspace.refused.emit(_NO_ROW)
        return rows


def _kind(row: Row) -> NodeKind:
    if row.kind is None:
        raise KnownError(_NO_ROW)
    return row.kind


def _deleted_sentence(rows: list[Row], below: int) -> str:
    if len(rows) > 1:
        what = f"{len(rows)} baris"
    else:
        named = _named(rows[0])
        what = named[0].upper() + named[1:]
    return f"{what} beserta {below} baris di dalamnya dihapus." if below else f"{what} dihapus."


def _named(row: Row) -> str:
    return f"{columns.KIND_NAMES[_kind(row)]} {row.named}"


def _goal(rows: list[Row], step: int) -> tuple[Row, int] | None:
    """Return the parent and position one step away: past the edge, at the near end of the next parent."""
    parent = rows[0].parent
    if parent is None:
        return None
    place = rows[0].place - 1 if step < 0 else rows[-1].place + 1
    if 0 <= place < len(parent.shown):
        return parent, parent.shown[place].number + (0 if step < 0 else 1)
    neighbour = _neighbour_of_kind(parent, step)
    if neighbour is None:
        return None
    return neighbour, len(neighbour.children) if step < 0 else 0


def _neighbour_of_kind(row: Row, step: int) -> Row | None:
    """Return the row of the same kind that comes before (-1) or after (1) in the plan, among those shown."""
    above = row.parent
    if above is None:
        return None
    if 0 <= row.place + step < len(above.shown):
        return above.shown[row.place + step]
    uncle = _neighbour_of_kind(above, step)
    while uncle is not None and not uncle.shown:
        uncle = _neighbour_of_kind(uncle, step)
    return uncle.shown[-1 if step < 0 else 0] if uncle is not None else None


def _steps(rows: list[Row], target: Row, position: int) -> list[tuple[Row, int]]:
    """Return where each row goes, one after another: its index among the target's other children then.

    Empty when they stand there already.
    """
    present = list(target.children)
    kept = [row for row in present[:position] if row not in rows]
    before = kept[-1] if kept else None
    steps = []
    for row in rows:
        if row in present:
            present.remove(row)
        at = present.index(before) + 1 if before is not None else 0
        present.insert(at, row)
        steps.append((row, at))
        before = row
    return steps if present != target.children else []
