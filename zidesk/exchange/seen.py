"""A sheet as a person sees it: values with what matters of their looks, whatever file they stand in."""

from dataclasses import dataclass
from datetime import date

from zidesk.domain.schedule.dates import format_date


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it.

    ``value``: text, number, truth value or date; ``percent``: shown as a percentage; ``formula``: computed,
    ``value`` being the last result that was saved, if any; ``error``: Excel shows an error such as #REF!;
    ``fill`` names its background colour, ``""`` for none or white.
    """

    value: str | float | bool | date | None
    percent: bool = False
    formula: bool = False
    error: bool = False
    fill: str = ""

    @property
    def text(self) -> str:
        """The value as a person would have typed it; a cell of blanks is kept as it is."""
        match self.value:
            case None:
                return ""
            case str():
                return self.value
            case bool():
                return str(self.value).upper()
            case float() if self.value.is_integer():
                return str(int(self.value))
            case date():
                return format_date(self.value)
            case _:
                return str(self.value)


BLANK = Cell(None)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its number counted from 1, and its cells from column 1 on."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int | None) -> Cell:
        """Return the cell at ``column`` counted from 1, a blank one where there is none."""
        return self.cells[column - 1] if column is not None and column <= len(self.cells) else BLANK

    @property
    def is_blank(self) -> bool:
        """Whether nothing but blanks stands in the row."""
        return not any(cell.text.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that look like one: first and last row and column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class SheetCells:
    """A sheet's title, its rows that have something in them, and what else shows how the rows are meant.

    ``above`` are the texts that stand before a table in a document.
    """

    title: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    above: tuple[str, ...] = ()
