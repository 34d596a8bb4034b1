"""The cells of Realisasi that only show what stands elsewhere: what was typed over them is listed."""

from collections.abc import Sequence

from zidesk.domain.importing.row_values import cell_key
from zidesk.domain.plan.fields import DAY_DONE
from zidesk.domain.plan.model import MonthCell, NodeKind
from zidesk.exchange.reading import TICKS, Doubts, normalized, short
from zidesk.exchange.seen import Row
from zidesk.exchange.workbook import layout
from zidesk.exchange.workbook.known_rows import Exported
from zidesk.exchange.workbook.plan_sheet_in import Line
from zidesk.exchange.workbook.records import RecordTable

_AREA, _PLANNED, _STATUS = "Area", "Direncanakan", "Status"
_UNMARKED = ("", "-", "–", "0")
_WORDS = frozenset(normalized(word) for word in layout.STATUS_WORDS.values())
_DONE = "terlaksana"


class ShownCells:
    """Compares the cells with what was exported and with what the plan's table says now."""

    def __init__(self, exported: Exported, lines: Sequence[Line]) -> None:
        self._exported = exported
        self._lines = {line.id: line for line in lines if line.id}
        areas = [row for row in exported.rows.values() if row.kind is NodeKind.AREA]
        self._areas_now = {
            normalized(self._lines[row.id].component) for row in areas if row.id in self._lines
        }

    def tell(self, table: RecordTable, row: Row, action_id: str, cell: MonthCell, doubts: Doubts) -> None:
        """List edits of Area, Direncanakan and Status in a row of the action and of the month of ``cell``."""
        if self._area_differs(table.raw(row, _AREA), action_id):
            doubts.add(
                "Kolom Area hanya menampilkan areanya dan tidak dibaca; ubahlah di lembar "
                f"{layout.PLAN_SHEET}.",
                row.number,
                table.column(_AREA),
            )
        mark = table.raw(row, _PLANNED)
        is_known = mark in _UNMARKED or mark.lower() in TICKS
        planned = self._planned(action_id, cell.month)
        if table.column(_PLANNED) and (not is_known or (mark not in _UNMARKED) not in planned):
            doubts.add(
                "Kolom Direncanakan hanya menampilkan jadwal dan tidak dibaca; ubahlah tanda bulannya di "
                f"lembar {layout.PLAN_SHEET}.",
                row.number,
                table.column(_PLANNED),
            )
        status = table.raw(row, _STATUS)
        if status and self._status_differs(normalized(status), action_id, cell):
            doubts.add(
                f"Status {short(status)} tidak dibaca karena status dihitung dari kolom Tanggal; isilah atau "
                "kosongkan tanggalnya.",
                row.number,
                table.column(_STATUS),
            )

    def _area_differs(self, text: str, action_id: str) -> bool:
        area = self._exported.rows.get(self._exported.chain(action_id)[0])
        expected = self._areas_now | ({normalized(area.text)} if area else set())
        return bool(text) and normalized(text) not in expected

    def _planned(self, action_id: str, month: int) -> set[bool]:
        """Return whether the month was planned when exported, and whether it is now."""
        then = self._exported.rows[action_id].schedule.partition("|")[0].split(",")
        line = self._lines.get(action_id)
        return {str(month) in then, line is not None and month in line.months}

    def _status_differs(self, status: str, action_id: str, cell: MonthCell) -> bool:
        """Whether a status says what the month's date does not, and not only what was there before it."""
        if status.startswith(_DONE) and not cell.realized:
            return False
        values = self._exported.rows[action_id].values or {}
        was_done = bool(values.get(cell_key(DAY_DONE.name, cell.month)))
        left_over = not status.startswith(_DONE) and cell.realized and was_done
        return status not in _WORDS or left_over
