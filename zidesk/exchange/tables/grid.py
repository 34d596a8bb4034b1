"""A sheet as a field of cells asked by row and column, merged cells standing wherever they show."""

from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.seen import BLANK, Cell, Merge, Row, SheetCells

_MAX_COVERED = 500_000
"""Most cells that merged cells may cover together, inside the part of the sheet that is used."""
_NO_ROW = Row(0, ())


class Grid:
    """The cells of ``sheet``; rows and columns are counted from 1."""

    def __init__(self, sheet: SheetCells) -> None:
        self.sheet = sheet
        self.title = sheet.title
        self._rows = {row.number: row for row in sheet.rows}
        self.width = max((len(row.cells) for row in sheet.rows), default=0)
        self.numbers = [row.number for row in sheet.rows if row.cells]
        self._merges: dict[tuple[int, int], Merge] = {}
        last = self.numbers[-1] if self.numbers else 0
        covered = 0
        for merge in sheet.merges:
            bottom, right = min(merge.bottom, last), min(merge.right, self.width)
            covered += max(0, bottom - merge.top + 1) * max(0, right - merge.left + 1)
            if covered > _MAX_COVERED:
                raise CannotReadError(
                    f"Sel gabungan di {sheet.title} terlalu luas; salin tabelnya saja ke berkas baru."
                )
            clipped = Merge(merge.top, merge.left, bottom, right)
            for row in range(merge.top, bottom + 1):
                for column in range(merge.left, right + 1):
                    self._merges[row, column] = clipped

    def span(self, row: int, column: int) -> Merge:
        """Return the merged cell that shows at a place, of one cell where nothing is merged."""
        return self._merges.get((row, column)) or Merge(row, column, row, column)

    def own(self, row: int, column: int) -> Cell:
        """Return the cell that is stored at a place."""
        return self._rows.get(row, _NO_ROW).cell(column) if column > 0 else BLANK

    def seen(self, row: int, column: int) -> Cell:
        """Return the cell that shows at a place: of a merged one, its first."""
        merge = self._merges.get((row, column))
        return self.own(merge.top, merge.left) if merge else self.own(row, column)

    def text(self, row: int, column: int) -> str:
        """Return the text that shows at a place, without blanks around it."""
        return self.seen(row, column).text.strip()

    def is_continued(self, row: int, column: int) -> bool:
        """Whether a merged cell shows here that begins in a row above."""
        return self.span(row, column).top < row

    def filled(self, row: int) -> list[int]:
        """Return the columns of a row in which something is stored."""
        cells = self._rows.get(row, _NO_ROW).cells
        return [column for column, cell in enumerate(cells, 1) if cell.text.strip() or cell.formula]
