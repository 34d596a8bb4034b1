"""The account of a table's cells: what became of each; none can be left out unseen.

Every cell with something in it must be claimed as one of ``Fate``. What nobody claimed is found by
``unclaimed`` and becomes a problem. A claim as a value or a mark names what it went into, and is checked
against the finished plan by ``audit``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from zidesk.exchange.tables.grid import Grid


class Fate(Enum):
    """What a cell became."""

    VALUE = "nilai"
    MARK = "tanda"
    HEADING = "judul"
    NUMBERING = "nomor"
    FILLER = "pengisi"
    """A dash or a nought where there is nothing."""
    NOTE = "catatan"
    """It is told to the person, and not taken."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell's place: index of the sheet, row and column."""

    sheet: int
    row: int
    column: int


class Ledger:
    """Keeps the fates of the cells of all sheets."""

    def __init__(self) -> None:
        self._fates: dict[Spot, Fate] = {}

    def claim(self, spot: Spot, fate: Fate) -> None:
        """Note what the cell became; what was told to the person stays told."""
        if self._fates.get(spot) is not Fate.NOTE:
            self._fates[spot] = fate

    def unclaimed(self, sheet: int, grid: Grid, rows: Iterable[int]) -> Iterator[Spot]:
        """Yield the cells of ``rows`` that hold something and became nothing."""
        for row in rows:
            for column in grid.filled(row):
                spot = Spot(sheet, row, column)
                if spot not in self._fates:
                    yield spot
