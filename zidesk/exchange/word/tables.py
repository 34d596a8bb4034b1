"""Ruled tables: titles repeated on every page, rows kept whole, cells that span rows merged."""

import math
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby

from docx.oxml.xmlchemy import BaseOxmlElement

from zidesk.domain.document.blocks import Signatures
from zidesk.domain.document.characters import list_mark
from zidesk.domain.document.proportions import BAND_GREY, LEADING, PADDING_X, PADDING_Y, TITLE_GREY
from zidesk.domain.document.table import Alignment, Spanning, Table, TableBand, TableRow
from zidesk.exchange.word.paragraphs import Shape, paragraph
from zidesk.exchange.word.runs import cleaned, plain_runs
from zidesk.exchange.word.setting import Setting
from zidesk.exchange.word.signatures import signature_rows
from zidesk.exchange.word.style_names import StyleId
from zidesk.exchange.word.table_parts import Cell, Merge, row, table

_GREATEST_WHOLE = 0.6
"""The share of a page up to which rows are kept whole, and labels together with the rows beside them."""

_SPARE = 1.05
"""Columns as wide as their words are made so much wider: another Bookman than ours may be."""

_RAGGED = 1.15
"""Lines are so much fewer filled than they could be."""


def ruled_table(
    content: Table, setting: Setting, signatures: Signatures | None, advance: Callable[[], None]
) -> tuple[BaseOxmlElement, bool]:
    """Return ``content``, and whether the ``signatures`` under it, if any, stand in it already.

    Its last row stands on one page with them. ``advance`` is called for each row.
    """
    maker = _TableMaker(content, setting, signed=signatures is not None)
    made = maker.make(advance)
    last = signature_rows(signatures, maker.widths, setting) if signatures else []
    made.extend(last)
    return made, bool(last)


class _TableMaker:
    def __init__(self, content: Table, setting: Setting, *, signed: bool) -> None:
        self._content = content
        self._columns = content.columns
        self._size = setting.setup.table_size
        self.widths = setting.measures.columns(content, self._size * _SPARE, setting.width)
        self._width_of = cache(lambda text: setting.measures.width(text, self._size))
        self._most_lines = _GREATEST_WHOLE * setting.height / (self._size * LEADING)
        self._lines = [self._estimate(each) for each in content.rows]
        self._kept = self._rows_kept_with_next(signed=signed)

    def make(self, advance: Callable[[], None]) -> BaseOxmlElement:
        rows = list(self._titles())
        merged = [False] * len(self._columns)
        for index, content in enumerate(self._content.rows):
            keep = index in self._kept
            if isinstance(content, TableBand):
                rows.append(self._band(content, keep=keep))
                merged = [False] * len(self._columns)
            else:
                rows.append(self._row(index, content, merged, keep=keep))
            advance()
        return table(StyleId.RULED_TABLE, self.widths, rows)

    def _titles(self) -> Iterator[BaseOxmlElement]:
        """Yield the row of titles, or two where columns have a title in common."""
        grouped = any(column.group for column in self._columns)
        upper: list[Cell] = []
        lower: list[Cell] = []
        for group, columns in groupby(self._columns, key=lambda column: column.group):
            own = list(columns)
            if group:
                upper.append(_title(group, columns=len(own)))
                lower.extend(_title(column.title) for column in own)
            else:
                merge = Merge.BEGINS if grouped else Merge.NONE
                upper.extend(_title(column.title, merge=merge) for column in own)
                lower.extend(_title("", merge=Merge.GOES_ON) for _ in own)
        yield row(upper, self.widths, whole=True, heading=True)
        if grouped:
            yield row(lower, self.widths, whole=True, heading=True)

    def _band(self, band: TableBand, *, keep: bool) -> BaseOxmlElement:
        alignment = self._columns[0].alignment
        cells = [
            Cell([paragraph(StyleId.BAND, plain_runs(text), shape)], columns=columns, grey=BAND_GREY)
            for text, shape, columns in (
                (band.label, Shape(keep_next=keep, alignment=_other(alignment)), 1),
                (band.text, Shape(keep_next=keep), len(self._columns) - 1),
            )
            if columns
        ]
        return row(cells, self.widths, whole=True)

    def _row(self, index: int, content: TableRow, merged: list[bool], *, keep: bool) -> BaseOxmlElement:
        cells: list[Cell] = []
        for number, (text, column) in enumerate(zip(content.cells, self._columns, strict=True)):
            spans = self._goes_on(index, number)
            if text is None and merged[number]:
                merge = Merge.GOES_ON
            else:
                merge = Merge.BEGINS if spans else Merge.NONE
            merged[number] = merge is not Merge.NONE and spans
            middle = column.alignment is Alignment.CENTRE and column.spanning is Spanning.NO
            paragraphs = list(self._paragraphs(text or "", column.alignment, keep=keep))
            cells.append(Cell(paragraphs, merge=merge, middle=middle))
        least = content.least_lines * self._size * LEADING + 2 * PADDING_Y if content.least_lines > 1 else 0.0
        whole = max(self._lines[index], default=0) <= self._most_lines
        return row(cells, self.widths, whole=whole, least_height=least)

    def _paragraphs(self, text: str, alignment: Alignment, *, keep: bool) -> Iterator[BaseOxmlElement]:
        """Yield a paragraph for each line of ``text``; a list's lines hang behind their mark."""
        for line in cleaned(text).strip().split("\n"):
            words = " ".join(line.split(" ")).strip()
            hang = self._width_of(mark) if (mark := list_mark(words)) else None
            shape = Shape(keep_next=keep, left=hang, hanging=hang, alignment=_other(alignment))
            yield paragraph(StyleId.CELL, plain_runs(words), shape)

    def _rows_kept_with_next(self, *, signed: bool) -> set[int]:
        """Return the rows that stand with the next one.

        Bands do, and rows beside a label that takes more lines than they have: programs do not agree on what
        becomes of a merged cell's text at the end of a page.
        """
        rows = self._content.rows
        kept = {index for index, each in enumerate(rows) if isinstance(each, TableBand) and not each.empty}
        if signed and rows:
            kept.add(len(rows) - 1)
        for index, each in enumerate(rows):
            if isinstance(each, TableRow):
                for column in range(len(self._columns)):
                    kept |= self._rows_beside_label(index, column)
        return kept

    def _rows_beside_label(self, first: int, column: int) -> set[int]:
        needed = self._lines[first][column]
        beside: set[int] = set()
        taken = 0
        index = first
        while self._goes_on(index, column):
            lines = self._lines[index]
            taken += max(
                (own for number, own in enumerate(lines) if not self._goes_on(index, number)), default=1
            )
            if taken >= needed:
                break
            beside.add(index)
            index += 1
        return beside if taken <= self._most_lines else set()

    def _goes_on(self, index: int, column: int) -> bool:
        """Whether a row's cell in ``column`` spans the row below it too."""
        rows = self._content.rows
        below = rows[index + 1] if index + 1 < len(rows) else None
        return isinstance(below, TableRow) and below.cells[column] is None

    def _estimate(self, content: TableRow | TableBand) -> tuple[int, ...]:
        """Return about how many lines each cell of a row takes."""
        if isinstance(content, TableBand):
            return ()
        return tuple(
            sum(
                max(1, math.ceil(_RAGGED * self._width_of(line) / max(width - 2 * PADDING_X, self._size)))
                for line in cleaned(text or "").strip().split("\n")
            )
            for text, width in zip(content.cells, self.widths, strict=True)
        )


def _title(text: str, *, columns: int = 1, merge: Merge = Merge.NONE) -> Cell:
    words = paragraph(StyleId.COLUMN_TITLE, plain_runs(text))
    return Cell([words], columns=columns, merge=merge, grey=TITLE_GREY, middle=True)


def _other(alignment: Alignment) -> Alignment | None:
    """Return what differs from the style of a cell."""
    return None if alignment is Alignment.LEFT else alignment
