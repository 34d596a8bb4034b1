"""The cells of a workbook's sheets as plain values, with what a reader must know of how they were typed."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import range_boundaries
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from zidesk.domain.errors import KnownError
from zidesk.domain.importing.incoming import column_letters
from zidesk.domain.ticker import Ticker
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.seen import BLANK, Cell, Merge, Row, SheetCells
from zidesk.exchange.workbook.cell_text import read_text
from zidesk.exchange.workbook.guard import check_package

MAX_ROWS = 60_000
MAX_COLUMNS = 256
"""A sheet with something to the right of these is refused."""
_LAST_ROW = 1_048_576
"""Of any sheet in Excel."""
MAX_CELLS = 500_000
MAX_STRINGS = 300_000
MAX_SHEETS = 40
MAX_MERGES = 60_000
_TICK_EVERY = 500
_EXACT = 2**53
_YES = ("1", "true")
_WHITES = frozenset(
    f"{white}:0.00" for white in ("rgb:FFFFFFFF", "rgb:00FFFFFF", "theme:0", "indexed:9", "indexed:65")
)


def read_sheets(path: Path, ticker: Ticker) -> list[SheetCells]:
    """Return the cells of every sheet of the workbook at ``path``, hidden sheets included.

    ``ticker`` hears rows. Raises ``CannotReadError`` for what is no harmless workbook or exceeds the limits.
    """
    check_package(path)
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
    rows = worksheet.iter_rows(max_row=_LAST_ROW + 1)
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
        if any(cell.value is not None for cell in raw[MAX_COLUMNS:]):
            raise CannotReadError(
                f"Lembar {title} lebih dari {MAX_COLUMNS} kolom; hapus kolom di kanan tabel."
            )
        row = Row(number, _trimmed([_cell(cell) for cell in raw[:MAX_COLUMNS]]))
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
    cell = _valued(raw)
    fill = _fill(raw)
    return replace(cell, fill=fill) if fill else cell


def _fill(raw: Any) -> str:
    """Return a name for the colour behind a cell, ``""`` for none and for white."""
    fill = raw.fill
    if fill is None or fill.fill_type != "solid":
        return ""
    color = fill.fgColor
    named = f"{color.type}:{color.value}:{color.tint:.2f}"
    return "" if named in _WHITES else named


def _valued(raw: Any) -> Cell:
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


def with_looks(path: Path, sheets: Sequence[SheetCells]) -> list[SheetCells]:
    """Return the sheets of the workbook at ``path`` with what is merged and hidden in them."""
    reader = _Reader(path, data_only=True)
    try:
        reader.read()
        worksheets = {worksheet.title: worksheet for worksheet in reader.wb.worksheets}
        return [_look(sheet, reader.archive, worksheets[sheet.title]) for sheet in sheets]
    except KnownError:
        raise
    except Exception as error:
        raise _damaged(path) from error
    finally:
        reader.archive.close()


def _look(sheet: SheetCells, archive: Any, worksheet: Any) -> SheetCells:
    merges: list[Merge] = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    number = 0
    with archive.open(worksheet._worksheet_path) as stream:  # noqa: SLF001 - openpyxl tells it nowhere else
        for event, node in iterparse(stream, events=("start", "end")):
            tag = node.tag.rpartition("}")[2]
            if event == "start" and tag == "row":
                number = int(node.get("r", number + 1))
                if node.get("hidden") in _YES:
                    hidden_rows.add(number)
            elif event == "start" and tag == "col" and node.get("hidden") in _YES:
                last = min(int(node.get("max", 0)), MAX_COLUMNS)
                hidden_columns.update(range(int(node.get("min", 1)), last + 1))
            elif event == "start" and tag == "mergeCell":
                left, top, right, bottom = range_boundaries(node.get("ref", "A1"))
                merges.append(Merge(top, left, bottom, right))
                if len(merges) > MAX_MERGES:
                    raise CannotReadError(
                        f"Lembar {sheet.title} berisi terlalu banyak sel gabungan; salin tabelnya saja."
                    )
            elif event == "end":
                node.clear()
    return replace(
        sheet,
        merges=tuple(merges),
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
    )


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
