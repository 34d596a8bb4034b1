"""The cells of a workbook's sheets as plain values, with what a reader must know of how they were typed."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from zidesk.domain.errors import KnownError
from zidesk.domain.importing.incoming import column_letters
from zidesk.domain.schedule.dates import format_date
from zidesk.domain.ticker import Ticker
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.workbook.cell_text import read_text
from zidesk.exchange.workbook.guard import check_workbook

MAX_ROWS = 60_000
MAX_COLUMNS = 60
"""Columns to the right of these are not read."""
_LAST_ROW = 1_048_576
"""Of any sheet in Excel."""
MAX_CELLS = 500_000
MAX_STRINGS = 300_000
MAX_SHEETS = 40
_TICK_EVERY = 500
_EXACT = 2**53


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it.

    ``value``: text, number, truth value or date; ``percent``: shown as a percentage; ``formula``: computed,
    ``value`` being the last result that was saved, if any; ``error``: Excel shows an error such as #REF!.
    """

    value: str | float | bool | date | None
    percent: bool = False
    formula: bool = False
    error: bool = False

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
class SheetCells:
    """A sheet's title and its rows that have something in them."""

    title: str
    rows: tuple[Row, ...]


def read_sheets(path: Path, ticker: Ticker) -> list[SheetCells]:
    """Return the cells of every sheet of the workbook at ``path``, hidden sheets included.

    ``ticker`` hears rows. Raises ``CannotReadError`` for what is no harmless workbook or exceeds the limits.
    """
    check_workbook(path)
    sheets = _load(path, ticker, data_only=False)
    if any(cell.formula for sheet in sheets for row in sheet.rows for cell in row.cells):
        saved = _load(path, ticker, data_only=True)
        sheets = [_with_results(sheet, results) for sheet, results in zip(sheets, saved, strict=True)]
    return sheets


class _Reader(ExcelReader):  # type: ignore[misc]  # openpyxl has no types
    """Reads shared strings as they stand: openpyxl would undo Excel's escaping of "_x000D_" by half."""

    def __init__(self, path: Path, *, data_only: bool) -> None:
        super().__init__(path, read_only=True, data_only=data_only, keep_links=False)
        self.path = path

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as stream:
            for _, node in iterparse(stream):
                if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                    self.shared_strings.append(Text.from_tree(node).content)
                    node.clear()
                    if len(self.shared_strings) > MAX_STRINGS:
                        raise CannotReadError(
                            f"Berkas {self.path.name} berisi terlalu banyak teks; hapus lembar lainnya."
                        )


def _load(path: Path, ticker: Ticker, *, data_only: bool) -> list[SheetCells]:
    with warnings.catch_warnings():
        # openpyxl warns of features it drops; none of them matters to a reader of values.
        warnings.simplefilter("ignore")
        reader = None
        try:
            reader = _Reader(path, data_only=data_only)
            reader.read()
        except Exception as error:
            if reader is not None:
                reader.archive.close()
            if isinstance(error, CannotReadError):
                raise
            raise _damaged(path) from error
        try:
            return list(_sheets(reader.wb, path, ticker))
        except KnownError:
            raise
        except Exception as error:
            # openpyxl reads the cells only now, and trusts what they say of styles, strings and types.
            raise _damaged(path) from error
        finally:
            reader.wb.close()


def _sheets(workbook: Any, path: Path, ticker: Ticker) -> Iterator[SheetCells]:
    worksheets = workbook.worksheets
    if len(worksheets) > MAX_SHEETS:
        raise CannotReadError(
            f"Berkas {path.name} berisi lebih dari {MAX_SHEETS} lembar; di Excel klik kanan nama lembar "
            "rencana aksi, pilih Pindahkan atau Salin (Move or Copy) ke buku kerja baru, lalu impor itu."
        )
    budget = MAX_CELLS
    for worksheet in worksheets:
        rows = []
        for row in _rows(worksheet, path, ticker):
            rows.append(row)
            budget -= len(row.cells)
            if budget < 0:
                raise CannotReadError(
                    f"Berkas {path.name} berisi terlalu banyak sel sampai lembar {worksheet.title}; di Excel "
                    "klik kanan nama lembar rencana aksi, pilih Pindahkan atau Salin (Move or Copy) ke buku "
                    "kerja baru, lalu impor itu."
                )
        yield SheetCells(worksheet.title, tuple(rows))


def _rows(worksheet: Any, path: Path, ticker: Ticker) -> Iterator[Row]:
    # Some programs write a wrong <dimension>; the limits given here replace it.
    worksheet.reset_dimensions()
    rows = worksheet.iter_rows(max_row=_LAST_ROW + 1, max_col=MAX_COLUMNS)
    try:
        yield from _limited(rows, worksheet.title, path, ticker)
    finally:
        # A refusal leaves openpyxl in the middle of the sheet's part, which it would keep open.
        rows.close()


def _limited(rows: Any, title: str, path: Path, ticker: Ticker) -> Iterator[Row]:
    number = 0
    blank = None
    while True:
        try:
            raw = next(rows, None)
        except Exception as error:
            raise _damaged(path) from error
        if raw is None:
            return
        number += 1
        if number % _TICK_EVERY == 0:
            ticker(number, 0)
        if number > _LAST_ROW:
            raise _damaged(path)
        if raw is blank:
            continue
        row = Row(number, _trimmed([_cell(cell) for cell in raw]))
        if not row.cells:
            # openpyxl gives the same row for all that a sheet leaves out, up to a million.
            blank = raw
        elif number <= MAX_ROWS:
            yield row
        elif not row.is_blank:
            column = next(column for column, cell in enumerate(row.cells, 1) if cell.text.strip())
            raise CannotReadError(
                f"Lembar {title} berisi sesuatu di sel {column_letters(column)}{number}, jauh di "
                f"bawah tabelnya (batasnya {MAX_ROWS} baris); di Excel tekan Ctrl+End, hapus baris itu, lalu "
                "simpan."
            )


def _cell(raw: Any) -> Cell:
    value = raw.value
    if value is None:
        return BLANK
    kind = raw.data_type
    if kind == "f":
        return Cell(None, formula=True)
    if kind == "e":
        return Cell(str(value), error=True)
    if isinstance(value, bool | str):
        return Cell(read_text(value) if isinstance(value, str) else value)
    if isinstance(value, datetime):
        return Cell(value.date())
    if isinstance(value, date):
        return Cell(value)
    if isinstance(value, float) or (isinstance(value, int) and abs(value) < _EXACT):
        return Cell(float(value), percent="%" in (raw.number_format or ""))
    return Cell(str(value))


def _trimmed(cells: list[Cell]) -> tuple[Cell, ...]:
    while cells and cells[-1] is BLANK:
        cells.pop()
    return tuple(cells)


def _with_results(sheet: SheetCells, results: SheetCells) -> SheetCells:
    """Put the saved results into the formula cells."""
    saved = {row.number: row for row in results.rows}
    rows = [
        Row(row.number, tuple(_resolved(row, saved))) if any(cell.formula for cell in row.cells) else row
        for row in sheet.rows
    ]
    return SheetCells(sheet.title, tuple(rows))


def _resolved(row: Row, saved: dict[int, Row]) -> Sequence[Cell]:
    results = saved.get(row.number, Row(row.number, ()))
    return [
        replace(results.cell(column), formula=True) if cell.formula else cell
        for column, cell in enumerate(row.cells, 1)
    ]


def _damaged(path: Path) -> CannotReadError:
    return CannotReadError(
        f"Berkas {path.name} tidak terbaca sebagai buku kerja Excel; buka dan simpan ulang di Excel, "
        "lalu coba lagi."
    )
