"""A ruled table drawn page by page: titles repeated on each, spanning cells clipped to it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from zidesk.domain.document.proportions import BAND_GREY, PADDING_X, PADDING_Y, TITLE_GREY
from zidesk.domain.document.table import Alignment, Table
from zidesk.domain.errors import InvalidInputError
from zidesk.printing.setting.fonts import FontStyle
from zidesk.printing.setting.paginator import paginate
from zidesk.printing.setting.pdf_pages import Frame, PdfPages, text_style
from zidesk.printing.setting.rows import Column, Row
from zidesk.printing.setting.table_columns import row_spec
from zidesk.printing.setting.table_rows import set_rows
from zidesk.printing.setting.text import Line, break_lines

_LEAST_LINES = 16
"""A page must hold so many lines of the table, or titles and margins leave too little of it."""


@dataclass(frozen=True, slots=True)
class _Titles:
    """The two title rows: group titles above, column titles below; without groups the second is empty."""

    upper: float
    lower: float

    @property
    def height(self) -> float:
        return self.upper + self.lower


class SetTable:
    """A table set for pages of some width, ready to be drawn from some height of a page on.

    ``advance`` is called twice for each row: once when it is set, once when it is drawn.
    """

    def __init__(self, table: Table, size: float, width: float, advance: Callable[[], None]) -> None:
        self._spec = row_spec(table, size, width)
        self._rows = set_rows(table, self._spec, advance)
        self._advance = advance
        self._title_style = text_style(FontStyle.BOLD, size)
        self._edges = [0.0]
        for column in self._spec.columns:
            self._edges.append(self._edges[-1] + column.width)
        self._titles = self._measure_titles()

    @property
    def least_height(self) -> float:
        """The height of the titles and the first row that is no band, with the bands above it."""
        count = next((index for index, row in enumerate(self._rows) if not row.keep_with_next), -1) + 1
        return self._titles.height + sum(self._spec.heights(self._rows[:count]))

    def draw(self, pages: PdfPages, frame: Frame, top: float, tail: float) -> tuple[Frame, float]:
        """Draw the table from height ``top`` of the current page on.

        ``tail`` is the height that must stay free under the last row. Returns the last page's frame and the
        height where the table ends on it. Raises ``InvalidInputError`` if a page has no room for rows.
        """
        room = frame.height - self._titles.height
        if self._spec.lines_in(room - tail) < _LEAST_LINES:
            raise InvalidInputError(
                "Halaman terlalu sempit untuk tabel; perkecil margin atau ukuran huruf, atau ringkaskan "
                "judul kolom dan jabatan penanda tangan."
            )
        parts = paginate(self._rows, self._spec, top - frame.bottom - self._titles.height, room, tail)
        drawn = 0
        for number, part in enumerate(parts):
            if number:
                frame = pages.next_page()
                top = frame.top
            if part or not self._rows:
                top = self._draw_part(pages, part, frame.left, top)
            # A row cut in two by the end of a page is drawn once for the one that waits.
            for _ in range(min(len(part), len(self._rows) - drawn)):
                self._advance()
                drawn += 1
        return frame, top

    def _measure_titles(self) -> _Titles:
        def height(title: str, width: float) -> float:
            return self._spec.height_of(len(break_lines(title, self._title_style, width - 2 * PADDING_X)))

        upper = lower = 0.0
        for group, columns in self._groups():
            if group:
                width = sum(column.width for _, column in columns)
                upper = max(upper, height(group, width))
                lower = max(lower, *(height(column.title, column.width) for _, column in columns))
        alone = max(
            (height(column.title, column.width) for column in self._spec.columns if not column.group),
            default=0.0,
        )
        return _Titles(max(upper, alone - lower), lower)

    def _groups(self) -> Iterator[tuple[str, list[tuple[int, Column]]]]:
        numbered = enumerate(self._spec.columns)
        for group, columns in groupby(numbered, key=lambda pair: pair[1].group):
            yield group, list(columns)

    def _draw_part(self, pages: PdfPages, rows: Sequence[Row], left: float, top: float) -> float:
        """Draw titles and ``rows`` from ``top`` down and return where they end."""
        body_top = top - self._titles.height
        tops = [body_top]
        for height in self._spec.heights(rows):
            tops.append(tops[-1] - height)
        self._draw_titles(pages, left, top)
        for index, row in enumerate(rows):
            if row.band:
                pages.fill(left, tops[index + 1], self._edges[-1], tops[index] - tops[index + 1], BAND_GREY)
                if row.bookmark:
                    pages.bookmark(row.bookmark, tops[index])
        pages.draw_rules([*self._title_rules(left, top), *self._rules(rows, left, tops)])
        self._draw_cells(pages, rows, left, tops)
        return tops[-1]

    def _draw_titles(self, pages: PdfPages, left: float, top: float) -> None:
        titles = self._titles
        pages.fill(left, top - titles.height, self._edges[-1], titles.height, TITLE_GREY)
        for group, columns in self._groups():
            first, last = columns[0][0], columns[-1][0]
            if group:
                self._draw_title(pages, group, left, first, last, top, titles.upper)
            for index, column in columns:
                under = titles.upper if group else 0.0
                self._draw_title(pages, column.title, left, index, index, top - under, titles.height - under)

    def _draw_title(
        self, pages: PdfPages, title: str, left: float, first: int, last: int, top: float, height: float
    ) -> None:
        style = self._title_style
        width = self._edges[last + 1] - self._edges[first]
        lines = break_lines(title, style, width - 2 * PADDING_X)
        start = top - (height - len(lines) * style.leading) / 2
        pages.draw_lines(
            lines, style, left + self._edges[first], start, width=width, alignment=Alignment.CENTRE
        )

    def _title_rules(self, left: float, top: float) -> Iterator[tuple[float, float, float, float]]:
        bottom = top - self._titles.height
        middle = top - self._titles.upper
        yield (left, top, left + self._edges[-1], top)
        for group, columns in self._groups():
            first, last = columns[0][0], columns[-1][0] + 1
            if group:
                yield (left + self._edges[first], middle, left + self._edges[last], middle)
            for index, _ in columns:
                edge = left + self._edges[index]
                yield (edge, middle if group and index > first else top, edge, bottom)
        yield (left + self._edges[-1], top, left + self._edges[-1], bottom)

    def _rules(
        self, rows: Sequence[Row], left: float, tops: Sequence[float]
    ) -> Iterator[tuple[float, float, float, float]]:
        """Yield the lines between cells: a cell that spans rows is not crossed."""
        edges = [left + edge for edge in self._edges]
        for top, (above, below) in zip(tops, pairwise([None, *rows, None]), strict=True):
            start: float | None = None
            for index in range(len(self._spec.columns)):
                crossed = (
                    above is None
                    or below is None
                    or above.band
                    or below.band
                    or below.cells[index] is not None
                )
                if crossed and start is None:
                    start = edges[index]
                if not crossed and start is not None:
                    yield (start, top, edges[index], top)
                    start = None
            if start is not None:
                yield (start, top, edges[-1], top)
        for is_band, group in groupby(enumerate(rows), key=lambda pair: pair[1].band):
            indexes = [index for index, _ in group]
            top, bottom = tops[indexes[0]], tops[indexes[-1] + 1]
            for edge in [*edges[:2], edges[-1]] if is_band else edges:
                yield (edge, top, edge, bottom)

    def _draw_cells(self, pages: PdfPages, rows: Sequence[Row], left: float, tops: Sequence[float]) -> None:
        for index, row in enumerate(rows):
            top, height = tops[index], tops[index] - tops[index + 1]
            for number, cell in enumerate(row.cells):
                if cell is None or not cell.lines:
                    continue
                column = self._spec.columns[number]
                start = top - PADDING_Y
                if column.alignment is Alignment.CENTRE and not column.spans and not row.band:
                    start = top - (height - len(cell.lines) * self._spec.style.leading) / 2
                self._draw_lines(pages, cell.lines, row, number, left, start)

    def _draw_lines(
        self, pages: PdfPages, lines: Sequence[Line], row: Row, number: int, left: float, top: float
    ) -> None:
        column = self._spec.columns[number]
        style = self._title_style if row.band else self._spec.style
        x = left + self._edges[number]
        if column.alignment is Alignment.CENTRE:
            pages.draw_lines(lines, style, x, top, width=column.width, alignment=Alignment.CENTRE)
        else:
            pages.draw_lines(lines, style, x + PADDING_X, top)
