"""What is told of a reading: problems with their places, and the account of the cells behind them."""

from collections.abc import Sequence

from zidesk.domain.importing.incoming import Place, Problem
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.reading import short
from zidesk.exchange.tables.grid import Grid
from zidesk.exchange.tables.ledger import Fate, Ledger, Spot

MAX_PROBLEMS = 20_000
_SHOWN_CELLS = 4


class Report:
    """Collects problems of all sheets; what is told of a cell accounts for it."""

    def __init__(self, grids: Sequence[Grid]) -> None:
        self.grids = grids
        self.ledger = Ledger()
        self.problems: list[Problem] = []

    def place(self, spot: Spot) -> Place:
        """Return a spot as a person finds it."""
        title = self.grids[spot.sheet].title
        return Place(title, spot.row or None, spot.column or None)

    def tell(self, message: str, spot: Spot) -> None:
        """List a problem; a spot with row or column 0 means all of them."""
        if len(self.problems) >= MAX_PROBLEMS:
            raise CannotReadError(
                f"Lebih dari {MAX_PROBLEMS} hal di berkas ini tidak jelas; periksa apakah berkasnya benar."
            )
        self.problems.append(Problem(self.place(spot), message))

    def tell_row(self, sheet: int, row: int, message: str) -> None:
        """List a whole row as not taken, with what stands in it."""
        grid = self.grids[sheet]
        columns = grid.filled(row)
        texts = ", ".join(short(grid.own(row, column).text) for column in columns[:_SHOWN_CELLS])
        more = f" dan {len(columns) - _SHOWN_CELLS} sel lain" if len(columns) > _SHOWN_CELLS else ""
        self.tell(f"{message}: {texts}{more}.", Spot(sheet, row, columns[0] if len(columns) == 1 else 0))
        self.claim_row(sheet, row, Fate.NOTE)

    def claim_row(self, sheet: int, row: int, fate: Fate) -> None:
        """Account for all cells of a row."""
        for column in self.grids[sheet].filled(row):
            self.ledger.claim(Spot(sheet, row, column), fate)
