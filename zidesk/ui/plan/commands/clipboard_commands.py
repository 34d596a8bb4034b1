"""Copy and paste between the sheet, Excel and Explorer."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.model import NodeKind
from zidesk.exchange.tables.clipboard import from_tsv, to_tsv
from zidesk.exchange.tables.table_rows import MARK, nodes_of, parse_mark, rows_of
from zidesk.ui.evidence.brought import Brought, brought_by
from zidesk.ui.plan.commands.cell_commands import CellCommands, CellEdits
from zidesk.ui.plan.commands.row_commands import RowCommands
from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.plan_model import PlanModel
from zidesk.ui.plan.sheet.rows import Row
from zidesk.ui.plan.sheet.sheet import Sheet
from zidesk.ui.shell.workspace import Workspace


class ClipboardCommands(QObject):
    """Copies rows as the formal table and cells as a block; pastes rows, months, figures and files."""

    def __init__(
        self,
        workspace: Workspace,
        model: PlanModel,
        sheet: Sheet,
        row_commands: RowCommands,
        cell_commands: CellCommands,
        take_evidence: Callable[[Brought], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._model = model
        self._sheet = sheet
        self._rows = row_commands
        self._cells = cell_commands
        self._take_evidence = take_evidence

    def copy(self) -> None:
        """Put the selection on the clipboard: whole rows when text cells are selected, else the block."""
        seen = self._sheet.seen
        cells = seen.cells()
        if not cells:
            return
        rows = rows_of(seen.nodes()) if seen.rows() else self._block(cells)
        QGuiApplication.clipboard().setText(to_tsv(rows))

    def cut(self) -> None:
        """Copy the selection, then clear its cells as Del does; the rows stay."""
        self.copy()
        self._cells.clear()

    def paste(self) -> None:
        """Paste what there is: files or a picture as evidence, rows below the current one, or cells."""
        data = QGuiApplication.clipboard().mimeData()
        brings = brought_by(data) if data is not None else Brought()
        # Excel copies cells as a picture as well.
        if brings.files or (brings.picture is not None and not _text(data).strip()):
            self._take_evidence(brings)
            return
        rows = from_tsv(_text(data))
        if not any(any(cell.strip() for cell in row) for row in rows) and self._sheet.current_column() <= 0:
            self._workspace.refused.emit("Papan klip kosong; salin dahulu baris atau sel yang akan ditempel.")
            return
        try:
            if self._sheet.current_column() > columns.TEXT:
                self._paste_cells(rows)
            else:
                self._paste_rows(rows)
        except InvalidInputError as error:
            self._workspace.refused.emit(str(error))

    def _paste_rows(self, rows: list[list[str]]) -> None:
        current = self._sheet.current_row()
        kind = current.kind if current is not None and current.kind is not None else NodeKind.AREA
        top, nodes = nodes_of(rows, kind)
        self._rows.add_nodes(current, nodes, top)

    def _paste_cells(self, rows: list[list[str]]) -> None:
        cells = self._sheet.seen.cells()
        if not cells or not rows:
            return
        left = min(number for numbers in cells.values() for number in numbers)
        if len(rows) == 1 and len(rows[0]) == 1:
            targets = {row: [(number, rows[0][0]) for number in numbers] for row, numbers in cells.items()}
        else:
            targets = self._spread(next(iter(cells)), left, rows)
        edits = CellEdits()
        for row, values in targets.items():
            for number, text in values:
                self._gather(edits, row, number, text)
        self._cells.apply(edits, "Tempel")

    def _spread(self, first: Row, left: int, rows: list[list[str]]) -> dict[Row, list[tuple[int, str]]]:
        """Return which cell gets which text: the block goes to the actions on screen from ``first`` down.

        A table made in Excel has rows of actions only; on the rows between them, marks would be lost.
        """
        actions = (row for row in self._rows_from(first) if row.action is not None)
        # Persons in charge are taken where their column does not show yet: then it will.
        taking = sorted({*self._model.shown_columns, columns.PERSON})
        numbers = [number for number in taking if number >= left]
        return {
            row: list(zip(numbers, texts, strict=False)) for row, texts in zip(actions, rows, strict=False)
        }

    def _rows_from(self, first: Row) -> Iterator[Row]:
        index = self._model.index_of(first)
        while (row := self._model.row_of(index)) is not None:
            yield row
            index = self._sheet.tree.indexBelow(index)

    def _gather(self, edits: CellEdits, row: Row, column: int, text: str) -> None:
        action = row.action
        if action is None:
            return
        if columns.is_month(column):
            marked = parse_mark(text)
            if marked is None:
                raise InvalidInputError(
                    f"“{text.strip()}” bukan tanda bulan; tempelkan {MARK}, v, x, 1 "
                    "atau sel kosong pada kolom bulan."
                )
            edits.set_month(action, column, planned=marked)
        elif column != columns.TEXT and (field := columns.FIELDS.get(column)) is not None:
            edits.set_field(action, field.name, field.typed(text))

    def _block(self, cells: dict[Row, list[int]]) -> list[list[str]]:
        numbers = sorted({number for chosen in cells.values() for number in chosen})
        span = [number for number in self._model.shown_columns if numbers[0] <= number <= numbers[-1]]
        # As it is pasted: one line an action.
        rows = [row for row in cells if row.action is not None] or list(cells)
        return [[self._cell_text(row, number) for number in span] for row in rows]

    def _cell_text(self, row: Row, column: int) -> str:
        if columns.is_month(column):
            return MARK if row.action is not None and row.action.cell(column).planned else ""
        return row.cells(self._model.year, self._model.as_of)[column]


def _text(data: QMimeData | None) -> str:
    return data.text() if data is not None and data.hasText() else ""
