"""A drag over month cells: which cells it covers, and what the rows look like while it lasts."""

from dataclasses import dataclass, field, replace
from datetime import date

from zidesk.domain.figures.progress import CellState, cell_state
from zidesk.domain.plan.model import MONTHS, Action
from zidesk.ui.plan.sheet.rows import Row


@dataclass(slots=True)
class Stroke:
    """Months being painted: every covered cell gets ``planned``, the opposite of the first one's state.

    ``rows`` are the covered action rows by id, ``months`` the covered months (1-12).
    """

    origin: Row
    origin_month: int
    planned: bool
    rows: dict[str, Action] = field(default_factory=dict)
    months: range = range(0)

    def cover(self, rows: list[Row], month: int) -> None:
        """Cover the action rows among ``rows``, from the first cell's month to ``month``."""
        self.rows = {row.id: row.action for row in rows if row.action is not None}
        self.months = range(min(self.origin_month, month), max(self.origin_month, month) + 1)

    def cells(self) -> list[tuple[str, int]]:
        """Return the covered (action id, month) pairs that would change."""
        return [
            (action_id, month)
            for action_id, action in self.rows.items()
            for month in self.months
            if action.cell(month).planned is not self.planned
        ]

    def preview(self, row: Row, year: int, as_of: date) -> tuple[CellState, ...] | None:
        """Return the states of a covered row as they would become, ``None`` for a row not covered."""
        action = self.rows.get(row.id)
        if action is None:
            return None
        months = tuple(
            replace(
                action.cell(month),
                planned=self.planned if month in self.months else action.cell(month).planned,
            )
            for month in MONTHS
        )
        changed = replace(action, months=months)
        return tuple(cell_state(changed, month, year, as_of) for month in MONTHS)
