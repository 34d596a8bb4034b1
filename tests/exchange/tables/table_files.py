"""Write generated tables as files of every kind, and read them."""

import csv
import subprocess
from io import StringIO
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.exchange.tables.office_tables import Cell as OfficeCell
from tests.exchange.tables.office_tables import Shape, Table
from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.schedule.dates import format_date
from zidesk.exchange.seen import Cell, Merge, Row, SheetCells
from zidesk.exchange.source import read_clipboard, read_source
from zidesk.exchange.tables.clipboard import to_tsv


def read_written(shape: Shape, tables: list[Table], folder: Path) -> Incoming:
    """Return what zidesk reads of the tables, written as the shape says."""
    match shape.form:
        case "pasted":
            return read_clipboard(to_tsv(_texts(tables[0])))
        case "html":
            return read_clipboard("", _html(tables[0]))
        case "csv":
            return read_source(_csv(tables[0], folder / "tabel.csv", shape.quoting))
        case "docx":
            return read_source(_docx(tables, folder / "tabel.docx"))
        case "resaved":
            return read_source(resaved(_xlsx(tables, folder / "tabel.xlsx"), folder / "ulang"))
        case _:
            return read_source(_xlsx(tables, folder / "tabel.xlsx"))


def _xlsx(tables: list[Table], path: Path) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        sheet: Worksheet = book.create_sheet(table.title)
        for number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row, 1):
                if cell.value is not None:
                    sheet.cell(number, column, cell.value)
                if cell.fill:
                    sheet.cell(number, column).fill = PatternFill("solid", fgColor=cell.fill)
        for top, left, bottom, right in table.merges:
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for hidden in table.hidden:
            sheet.row_dimensions[hidden].hidden = True
    book.save(path)
    return path


def resaved(path: Path, folder: Path) -> Path:
    """Save a workbook again with LibreOffice."""
    profile = f"-env:UserInstallation=file://{folder}/profil"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    return folder / path.name


def _texts(table: Table) -> list[list[str]]:
    width = max(map(len, table.rows))
    return [[_text(cell.value) for cell in row] + [""] * (width - len(row)) for row in table.rows]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return format_date(value) if hasattr(value, "year") else str(value)


def _csv(table: Table, path: Path, quoting: str) -> Path:
    delimiter, encoding = quoting[0], "cp1252" if quoting.endswith("w") else "utf-8"
    stream = StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(_texts(table))
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def _html(table: Table) -> str:
    covered = {
        (row, column): (top, left, bottom, right)
        for top, left, bottom, right in table.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    lines = []
    for number, row in enumerate(_texts(table), 1):
        cells = []
        for column, text in enumerate(row, 1):
            top, left, bottom, right = covered.get((number, column), (number, column, number, column))
            if (top, left) == (number, column):
                spans = f' rowspan="{bottom - top + 1}" colspan="{right - left + 1}"'
                cells.append(f"<td{spans}>{text.replace(chr(10), '<br>')}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<html><body><table>{''.join(lines)}</table></body></html>"


def _docx(tables: list[Table], path: Path) -> Path:
    document = docx.Document()
    for table in tables:
        document.add_paragraph(table.title)
        width = max(map(len, table.rows))
        made = document.add_table(rows=len(table.rows), cols=width)
        covered = {
            (row, column): (top, left)
            for top, left, bottom, right in table.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        for number, (row, source) in enumerate(zip(made.rows, table.rows, strict=True), 1):
            cells = row.cells
            for column, cell in enumerate(source, 1):
                here = (number, column)
                if cell.value is not None and covered.get(here, here) == here:
                    cells[column - 1].text = _text(cell.value)
                if cell.fill:
                    shade = OxmlElement("w:shd")
                    shade.set(qn("w:fill"), cell.fill[2:])
                    cells[column - 1]._tc.get_or_add_tcPr().append(shade)
        for top, left, bottom, right in table.merges:
            made.cell(top - 1, left - 1).merge(made.cell(bottom - 1, right - 1))
    document.save(str(path))
    return path


def as_sheets(tables: list[Table]) -> list[SheetCells]:
    """Return the tables as a reader of files would see them, without writing any."""
    return [
        SheetCells(
            table.title,
            tuple(
                Row(number, tuple(_seen(cell) for cell in row))
                for number, row in enumerate(table.rows, 1)
                if any(cell.value is not None or cell.fill for cell in row)
            ),
            tuple(Merge(*merge) for merge in table.merges),
            frozenset(table.hidden),
        )
        for table in tables
    ]


def _seen(cell: OfficeCell) -> Cell:
    fill = f"rgb:{cell.fill}:0.00" if cell.fill else ""
    value = float(cell.value) if isinstance(cell.value, int) else cell.value
    return Cell(value, fill=fill)
