"""Marking months as done: of the cells that are selected, or of the row that was chosen by its text."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zidesk.domain.plan.model import Action
from zidesk.domain.schedule.dates import MONTH_NAMES, format_date
from zidesk.ui.plan.sheet.plan_model import PlanModel
from zidesk.ui.plan.sheet.sheet import Sheet
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.question import confirmed

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.store import Store

_NO_ACTION = "Yang ditandai terlaksana adalah bulan sebuah langkah aksi; pilih dahulu langkah aksinya."
_NO_MONTH = "Pilih dahulu sel bulannya pada baris-baris itu, lalu ulangi Tandai terlaksana."
_MONTHS_NAMED = 8

Cell = tuple[str, int]
"""An action's id and a month (1-12)."""


class RealizationCommands(QObject):
    """Marks months as done; a month that is not planned is asked about, one that is done stays as it is."""

    def __init__(self, workspace: Workspace, model: PlanModel, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._model = model
        self._sheet = sheet

    def mark_selected(
        self, cells: Sequence[Cell], shown_month: int, chosen_days: Mapping[Cell, date]
    ) -> None:
        """Mark the selected ``cells`` as done; without any, the ``shown_month`` of the selected row."""
        if not cells:
            actions = [row for row in self._sheet.seen.top_rows() if row.action is not None]
            if len(actions) != 1:
                self._workspace.refused.emit(_NO_MONTH if actions else _NO_ACTION)
                return
            cells = [(actions[0].id, shown_month)]
        self.mark(cells, chosen_days)

    def mark(self, cells: Sequence[Cell], chosen_days: Mapping[Cell, date]) -> None:
        """Mark months as done as one step, each on the day chosen for it or else the one proposed."""
        todo = [cell for cell in cells if not self._action(cell).cell(cell[1]).realized]
        if not todo:
            self._workspace.refused.emit(self._done_sentence(cells))
            return
        if not self._may_mark(todo):
            return
        year, as_of = self._model.year, self._model.as_of
        days = {cell: chosen_days.get(cell) or nearest_day(year, cell[1], as_of) for cell in todo}

        def work(store: "Store") -> "Outcome":
            from zidesk.db.operations import months

            if len(todo) == 1:
                (action_id, month), day = todo[0], days[todo[0]]
                return months.record_month(store, action_id, month, realized_on=day)
            with store.operation(f"Tandai terlaksana {len(todo)} bulan") as operation:
                for action_id, month in todo:
                    months.record_month(store, action_id, month, realized_on=days[action_id, month])
            return operation.outcome

        self._workspace.run(work)

    def _action(self, cell: Cell) -> Action:
        row = self._model.row_by_id(cell[0])
        return row.action if row is not None and row.action is not None else Action("")

    def _done_sentence(self, cells: Sequence[Cell]) -> str:
        action_id, month = cells[0]
        day = self._action((action_id, month)).cell(month).realized_on
        if len(cells) > 1 or day is None:
            return "Semua bulan yang dipilih sudah ditandai terlaksana."
        return (
            f"{MONTH_NAMES[month]} {self._model.year} sudah ditandai terlaksana ({format_date(day)}); "
            "untuk membatalkannya, pakailah Batalkan tanda di panel rincian."
        )

    def _may_mark(self, cells: Sequence[Cell]) -> bool:
        unplanned = [cell for cell in cells if not self._action(cell).cell(cell[1]).planned]
        if not unplanned:
            return True
        months = sorted({month for _, month in unplanned})
        names = ", ".join(MONTH_NAMES[month] for month in months[:_MONTHS_NAMED])
        if len(cells) == 1:
            planned = sorted(self._action(cells[0]).planned_months)
            plan = ", ".join(MONTH_NAMES[month] for month in planned) or "belum ada"
            question = f"{names} {self._model.year} tidak direncanakan. Tandai terlaksana juga?"
            why = f"{self._named(cells[0])}\nJadwalnya: {plan}."
        else:
            question = f"{len(unplanned)} dari {len(cells)} bulan yang dipilih tidak direncanakan."
            why = f"Tandai semuanya sebagai terlaksana? Yang tidak direncanakan: {names}."
        return confirmed(self._sheet, "Bulan tidak direncanakan", question, why, do="Tandai terlaksana")

    def _named(self, cell: Cell) -> str:
        row = self._model.row_by_id(cell[0])
        return row.named if row is not None else ""


def nearest_day(year: int, month: int, as_of: date) -> date:
    """Return the day of a month that is the nearest to ``as_of``."""
    first = date(year, month, 1)
    return min(max(as_of, first), first.replace(day=monthrange(year, month)[1]))
