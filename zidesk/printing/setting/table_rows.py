"""The rows of a table broken into lines that fit its columns."""

from collections.abc import Callable
from dataclasses import dataclass

from zidesk.domain.document.proportions import PADDING_X
from zidesk.domain.document.table import CONTINUED, Spanning, Table, TableBand, TableRow
from zidesk.printing.setting.fonts import FontStyle
from zidesk.printing.setting.pdf_pages import text_style
from zidesk.printing.setting.rows import EMPTY, Cell, Row, RowSpec
from zidesk.printing.setting.text import TextStyle, break_lines

_MOST_REPEATED_LINES = 12
"""A longer label is shortened where it is repeated on the next page."""


def set_rows(table: Table, spec: RowSpec, advance: Callable[[], None]) -> list[Row]:
    """Return the rows of ``table`` as lines; ``advance`` is called after each."""
    setter = _RowSetter(
        spec, text_style(FontStyle.BOLD, spec.style.size), tuple(column.spanning for column in table.columns)
    )
    rows: list[Row] = []
    for row in table.rows:
        rows.append(setter.band(row) if isinstance(row, TableBand) else setter.row(row))
        advance()
    return rows


@dataclass(frozen=True, slots=True)
class _RowSetter:
    spec: RowSpec
    bold: TextStyle
    spanning: tuple[Spanning, ...]

    def band(self, band: TableBand) -> Row:
        width = sum(column.width for column in self.spec.columns[1:]) - 2 * PADDING_X
        cells = (
            Cell(break_lines(band.label, self.bold, self.spec.columns[0].text_width)),
            Cell(break_lines(band.text, self.bold, width)),
        )
        bookmark = f"{band.label} {band.text}".strip()
        return Row(cells, band=True, keep_with_next=not band.empty, bookmark=bookmark)

    def row(self, row: TableRow) -> Row:
        cells = tuple(
            None if text is None else self._cell(text, column) for column, text in enumerate(row.cells)
        )
        return Row(cells, least_lines=row.least_lines)

    def _cell(self, text: str, column: int) -> Cell:
        width = self.spec.columns[column].text_width
        lines = break_lines(text, self.spec.style, width)
        if not lines:
            return EMPTY
        match self.spanning[column]:
            case Spanning.NO:
                return Cell(lines)
            case Spanning.REPEATED:
                return Cell(lines, lines)
        continued = break_lines(f"{text} {CONTINUED}", self.spec.style, width)
        if len(continued) > _MOST_REPEATED_LINES:
            ending = break_lines(f"… {CONTINUED}", self.spec.style, width)
            continued = continued[: _MOST_REPEATED_LINES - len(ending)] + ending
        return Cell(lines, continued)
