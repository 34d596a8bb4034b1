"""What can be done with cells: plan and clear months, schedule patterns, fill down, texts typed in place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.model import Action, Node, node_kind
from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.plan_model import PlanModel
from zidesk.ui.plan.sheet.rows import Row
from zidesk.ui.plan.sheet.sheet import Sheet
from zidesk.ui.shell.workspace import Workspace

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.store import Store

_ROWS_STAY = "Untuk menghapus baris, pakailah Hapus baris (Ctrl+-)."
_WRITABLE = {column: field for column, field in columns.FIELDS.items() if column != columns.TEXT}
"""What cells of actions hold besides months."""


@dataclass(slots=True)
class CellEdits:
    """Changes of cells gathered for one operation: whole schedules by action id, fields by row id."""

    schedules: dict[str, frozenset[int]] = field(default_factory=dict)
    fields: dict[str, dict[str, Any]] = field(default_factory=dict)

    def set_month(self, action: Action, month: int, *, planned: bool) -> None:
        """Plan a month of an action or not."""
        months = self.schedules.get(action.id, action.planned_months)
        self.schedules[action.id] = months | {month} if planned else months - {month}

    def set_field(self, node: Node, name: str, value: Any) -> None:
        """Set a field of a row."""
        self.fields.setdefault(node.id, {})[name] = value

    def without_no_ops(self, nodes: Mapping[str, Node]) -> "CellEdits":
        """Return only what differs from ``nodes``."""
        schedules = {
            i: months
            for i, months in self.schedules.items()
            if isinstance(action := nodes[i], Action) and months != action.planned_months
        }
        fields = {
            i: changed
            for i, values in self.fields.items()
            if (changed := {n: v for n, v in values.items() if getattr(nodes[i], n) != v})
        }
        return CellEdits(schedules, fields)


class CellCommands(QObject):
    """Cell commands on the sheet's selection; each is one operation, one undo step.

    ``noticed`` tells what a command did that can be undone.
    """

    noticed = Signal(str)

    def __init__(self, workspace: Workspace, model: PlanModel, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._model = model
        self._sheet = sheet

    def commit_text(self, row_id: str, column: int, text: str) -> None:
        """Store a text typed in place; a refused one stays in the editor, to be put right."""
        row = self._model.row_by_id(row_id)
        if row is None or row.kind is None:
            return
        try:
            fields = _typed_fields(column, text)
        except InvalidInputError as error:
            self._workspace.refused.emit(str(error))
            self._sheet.edit_again(self._model.index_of(row, column), text)
            return
        if self.edit_node(row, **fields) is None:
            self._sheet.edit_again(self._model.index_of(row, column), text)

    def edit_node(self, row: Row, **fields: Any) -> "Outcome | None":
        """Set fields of a row; ``None`` when they were refused."""
        kind = row.kind
        if kind is None:
            return None

        def work(store: "Store") -> "Outcome":
            from zidesk.db.operations import nodes

            return nodes.edit_node(store, kind, row.id, **fields)

        return self._workspace.run(work)

    def plan_months(self, cells: Iterable[tuple[str, int]], planned: bool) -> None:
        """Plan months of actions, or not."""
        chosen = tuple(cells)
        if not chosen:
            return

        def work(store: "Store") -> "Outcome":
            from zidesk.db.operations import months

            return months.plan_months(store, chosen, planned=planned)

        self._workspace.run(work)

    def toggle(self) -> None:
        """Plan the selected months, or clear them; in a fixed plan, go on in the panel."""
        row = self._sheet.current_row()
        column = self._sheet.current_column()
        if row is None or row.action is None or not columns.is_month(column):
            return
        if not self._model.may_edit_plan:
            self._sheet.realization_requested.emit(row.id, column)
            return
        planned = not row.action.cell(column).planned
        self._plan_selected(planned=planned)

    def mark(self) -> None:
        """Plan the selected months."""
        self._plan_selected(planned=True)

    def clear(self) -> None:
        """Clear the selected texts, months, targets and persons in charge; the rows stay."""
        edits = CellEdits()
        cells = self._sheet.seen.cells()
        for row, numbers in cells.items():
            for column in numbers:
                if column == columns.TEXT and row.node is not None:
                    edits.set_field(row.node, "text", "")
                elif row.action is None:
                    continue
                elif columns.is_month(column):
                    edits.set_month(row.action, column, planned=False)
                elif column in _WRITABLE:
                    edits.set_field(row.action, _WRITABLE[column].name, _WRITABLE[column].blank)
        named = [row.named for row, numbers in cells.items() if columns.TEXT in numbers and row.text]
        if self.apply(edits, "Kosongkan sel"):
            if named:
                self.noticed.emit(_cleared_sentence(named))
        elif not named and any(columns.TEXT in numbers for numbers in cells.values()):
            self._workspace.refused.emit(f"Tulisannya sudah kosong. {_ROWS_STAY}")

    def set_pattern(self, months: frozenset[int]) -> None:
        """Give every selected action exactly these months; rows above actions stand for all below them."""
        actions = self._sheet.seen.actions()
        if actions:
            self.apply(CellEdits({row.id: months for row in actions}), "Ubah jadwal")

    def fill_down(self) -> None:
        """Copy the first selected row's cells to the selected rows below it; one row takes those above it."""
        cells = {row: numbers for row, numbers in self._sheet.seen.cells().items() if row.action is not None}
        rows = list(cells)
        if not rows:
            return
        numbers = sorted({number for chosen in cells.values() for number in chosen})
        if len(rows) == 1:
            above = self._action_above(rows[0])
            if above is None:
                return
            rows.insert(0, above)
        edits = CellEdits()
        source = rows[0].action
        for row in rows[1:]:
            if source is None or row.action is None:
                continue
            for column in numbers:
                if columns.is_month(column):
                    edits.set_month(row.action, column, planned=source.cell(column).planned)
                elif column in _WRITABLE:
                    name = _WRITABLE[column].name
                    edits.set_field(row.action, name, getattr(source, name))
        self.apply(edits, "Isi ke bawah")

    def apply(self, edits: CellEdits, name: str) -> "Outcome | None":
        """Run gathered edits as one operation called ``name``; edits that change nothing are left out."""
        ids = {*edits.schedules, *edits.fields}
        nodes_now = {i: row.node for i in ids if (row := self._model.row_by_id(i)) is not None and row.node}
        edits = edits.without_no_ops(nodes_now)
        if not (edits.schedules or edits.fields):
            return None
        # A row that is emptied under a search no longer has its words.
        self._model.show_pinned({*edits.schedules, *edits.fields})

        def work(store: "Store") -> "Outcome":
            from zidesk.db.operations import months, nodes

            if not edits.fields:
                return months.set_schedules(store, edits.schedules)
            changes = [(node_kind(nodes_now[i]), i, values) for i, values in edits.fields.items()]
            if not edits.schedules:
                return nodes.edit_nodes(store, changes, name=name)
            with store.operation(name) as operation:
                months.set_schedules(store, edits.schedules)
                nodes.edit_nodes(store, changes)
            return operation.outcome

        return self._workspace.run(work)

    def selected_months(self) -> list[tuple[str, int]]:
        """Return the selected (action id, month) cells."""
        return [
            (row.id, column)
            for row, numbers in self._sheet.seen.cells().items()
            if row.action is not None
            for column in numbers
            if columns.is_month(column)
        ]

    def _plan_selected(self, *, planned: bool) -> None:
        cells = [
            (action_id, month)
            for action_id, month in self.selected_months()
            if self._planned(action_id, month) is not planned
        ]
        self.plan_months(cells, planned)

    def _planned(self, action_id: str, month: int) -> bool:
        row = self._model.row_by_id(action_id)
        return row is not None and row.action is not None and row.action.cell(month).planned

    def _action_above(self, row: Row) -> Row | None:
        index = self._sheet.tree.indexAbove(self._model.index_of(row))
        while index.isValid():
            above = self._model.row_of(index)
            if above is not None and above.action is not None:
                return above
            index = self._sheet.tree.indexAbove(index)
        return None


def _cleared_sentence(named: Sequence[str]) -> str:
    whose = named[0] if len(named) == 1 else f"{len(named)} baris"
    return f"Tulisan {whose} dikosongkan; barisnya tetap ada. {_ROWS_STAY}"


def _typed_fields(column: int, text: str) -> dict[str, Any]:
    field = columns.FIELDS[column]
    return {field.name: field.typed(text)}
