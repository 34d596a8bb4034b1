"""A table's columns, cells and rows, and how high the rows are when cells span several of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zidesk.domain.document.proportions import PADDING_X, PADDING_Y
from zidesk.domain.document.table import Alignment
from zidesk.printing.setting.text import Line, TextStyle


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``width`` in points; neighbours with the same ``group`` share that title above their own.

    ``spans``: a row's ``None`` here continues the cell above, and the cell is repeated on the next page.
    """

    title: str
    width: float
    group: str = ""
    alignment: Alignment = Alignment.LEFT
    spans: bool = False

    @property
    def text_width(self) -> float:
        """The width that text has between the cell's paddings."""
        return self.width - 2 * PADDING_X


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's lines, and the lines that stand for it where it runs on to the next page."""

    lines: tuple[Line, ...] = ()
    continued: tuple[Line, ...] = ()


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """A row. ``cells`` has one entry per column, ``None`` where the cell above goes on.

    A ``band`` has two cells, the second as wide as all columns but the first, and a ``bookmark`` for the
    outline. ``keep_with_next``: it is never the last row on a page. ``least_lines``: it is so high at least.
    """

    cells: tuple[Cell | None, ...]
    band: bool = False
    keep_with_next: bool = False
    bookmark: str = ""
    least_lines: int = 1

    def resumed(self, running: Sequence[Cell | None]) -> "Row":
        """Return the row as it stands on top of a page, the ``running`` cells repeated where it has none."""
        cells = tuple(
            Cell(above.continued, above.continued) if cell is None and above is not None else cell
            for cell, above in zip(self.cells, running, strict=False)
        )
        return replace(self, cells=cells)

    def split(self, lines: int, spanning: Sequence[bool]) -> tuple["Row", "Row"]:
        """Cut the row after so many ``lines``; a spanning cell that is whole by then goes on in the rest."""
        head: list[Cell | None] = []
        tail: list[Cell | None] = []
        for cell, spans in zip(self.cells, spanning, strict=False):
            if cell is None or len(cell.lines) <= lines:
                head.append(cell)
                tail.append(None if spans and not self.band else EMPTY)
            else:
                head.append(replace(cell, lines=cell.lines[:lines]))
                tail.append(replace(cell, lines=cell.lines[lines:]))
        return (
            replace(self, cells=tuple(head), least_lines=1),
            replace(self, cells=tuple(tail), least_lines=1, bookmark=""),
        )


@dataclass(frozen=True, slots=True)
class Span:
    """A cell and the rows, ``first`` to ``last``, that it covers in one column."""

    first: int
    last: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class RowSpec:
    """What rows are measured with: the columns and the text style of their cells."""

    columns: tuple[Column, ...]
    style: TextStyle

    @property
    def spanning(self) -> tuple[bool, ...]:
        """For each column, whether its cells may span rows."""
        return tuple(column.spans for column in self.columns)

    def height_of(self, lines: int) -> float:
        """Return the height in points of a cell with so many lines."""
        return lines * self.style.leading + 2 * PADDING_Y

    def lines_in(self, height: float) -> int:
        """Return how many lines a cell of ``height`` points holds."""
        return max(0, int((height - 2 * PADDING_Y + 0.001) / self.style.leading))

    def heights(self, rows: Sequence[Row]) -> list[float]:
        """Return the height of each of ``rows``, all on one page, so that every cell is whole."""
        heights = [self.height_of(max(row.least_lines, self._own_lines(row))) for row in rows]
        for index in reversed([index for index, spans in enumerate(self.spanning) if spans]):
            for span in spans_of(rows, index):
                covered = range(span.first, span.last + 1)
                lack = self.height_of(len(span.cell.lines)) - sum(heights[row] for row in covered)
                if lack > 0:
                    for row in covered:
                        heights[row] += lack / len(covered)
        return heights

    def _own_lines(self, row: Row) -> int:
        """Return the lines of the tallest cell that cannot lean on other rows."""
        if row.band:
            return line_count(row)
        return max(
            (
                len(cell.lines)
                for cell, spans in zip(row.cells, self.spanning, strict=True)
                if cell and not spans
            ),
            default=0,
        )


def line_count(row: Row) -> int:
    """Return the lines of the row's tallest cell."""
    return max((len(cell.lines) for cell in row.cells if cell), default=0)


def spans_of(rows: Sequence[Row], column: int) -> Iterator[Span]:
    """Yield the cells of ``column`` on a page with the rows that each covers; bands have none."""
    first: int | None = None
    cell: Cell | None = None
    for index, row in enumerate(rows):
        own = None if row.band else row.cells[column]
        if (row.band or own is not None) and first is not None and cell is not None:
            yield Span(first, index - 1, cell)
            first = cell = None
        if own is not None:
            first, cell = index, own
    if first is not None and cell is not None:
        yield Span(first, len(rows) - 1, cell)
