"""Tables in a Word document, each as a sheet; the paragraphs before a table stand above it."""

import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from zidesk.domain.plan.validation import clean_text
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.seen import BLANK, Cell, Merge, Row, SheetCells
from zidesk.exchange.workbook.guard import DOCUMENT, check_package

MAX_ROWS = 20_000
MAX_COLUMNS = 256
MAX_CELLS = 400_000
MAX_TABLES = 500
MAX_DEPTH = 20
"""Most tables that may stand one inside the other."""
_MAX_ABOVE = 60
_PIECES = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
_PART = "word/document.xml"
_NO_FILL = frozenset({"", "auto", "ffffff"})


@dataclass(slots=True)
class _Cell:
    width: int = 1
    continues: bool = False
    fill: str = ""
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)


class _Reader:
    """Hears the document's elements in order; text in nested tables belongs to the cell around them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._depth = 0
        self._table: _Table | None = None
        self._open: list[list[str]] = []
        self._above: list[str] = []
        self._cells = 0
        self.sheets: list[SheetCells] = []

    def start(self, tag: str) -> None:
        """Take in that an element begins."""
        if tag == "tbl":
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise CannotReadError(
                    f"Tabel di {self._name} bersusun terlalu dalam; berkas ini tidak dibuka demi keamanan."
                )
            if self._depth == 1:
                self._table = _Table()
        elif tag == "p":
            self._open.append([])
        elif self._depth == 1 and self._table is not None:
            if tag == "tr":
                self._table.rows.append([])
            elif tag == "tc" and self._table.rows:
                self._table.rows[-1].append(_Cell())
                self._cells += 1
                if self._cells > MAX_CELLS or len(self._table.rows) > MAX_ROWS:
                    raise self._too_large()

    def end(self, tag: str, node: Element) -> None:
        """Take in an element that is complete."""
        cell = self._open_cell()
        if tag in _PIECES or tag == "t":
            if self._open:
                self._open[-1].append(_PIECES.get(tag) or node.text or "")
        elif tag == "p":
            self._paragraph(cell)
        elif tag == "tbl":
            self._depth -= 1
            if self._depth == 0:
                self._close()
        elif cell is not None and self._depth == 1:
            _shape(cell, tag, node)

    def _open_cell(self) -> _Cell | None:
        rows = self._table.rows if self._table else []
        return rows[-1][-1] if rows and rows[-1] else None

    def _paragraph(self, cell: _Cell | None) -> None:
        text = clean_text("".join(self._open.pop() if self._open else [])).strip()
        if not text:
            return
        if self._depth and cell is not None:
            cell.lines.append(text)
        else:
            self._above = [*self._above[-_MAX_ABOVE:], text]

    def _close(self) -> None:
        table, self._table = self._table, None
        if table is None or not any(cell.lines for row in table.rows for cell in row):
            return
        if len(self.sheets) >= MAX_TABLES:
            raise self._too_large()
        self.sheets.append(self._sheet(table))
        self._above = []

    def _sheet(self, table: _Table) -> SheetCells:
        rows, merges = [], []
        standing: dict[int, tuple[int, int]] = {}
        for number, cells in enumerate(table.rows, 1):
            flat: list[Cell] = []
            for cell in cells:
                column = len(flat) + 1
                if column + cell.width - 1 > MAX_COLUMNS:
                    raise self._too_large()
                text = "\n".join(cell.lines)
                seen = Cell(text or None, fill=cell.fill) if text or cell.fill else BLANK
                flat += [seen, *[BLANK] * (cell.width - 1)]
                if not cell.continues:
                    standing[column] = (number, cell.width)
                    if cell.width > 1:
                        merges.append(Merge(number, column, number, column + cell.width - 1))
                elif column in standing:
                    top, width = standing[column]
                    merges = [merge for merge in merges if (merge.top, merge.left) != (top, column)]
                    merges.append(Merge(top, column, number, column + width - 1))
            rows.append(Row(number, tuple(flat)))
        return SheetCells(
            f"Tabel {len(self.sheets) + 1}", tuple(rows), tuple(merges), above=tuple(self._above)
        )

    def _too_large(self) -> CannotReadError:
        return CannotReadError(f"Tabel di {self._name} terlalu besar; sisakan rencana aksinya saja.")


def read_docx(path: Path) -> list[SheetCells]:
    """Return the tables of the document at ``path``.

    Raises ``CannotReadError`` for what is no harmless document or exceeds the limits.
    """
    check_package(path, DOCUMENT)
    reader = _Reader(path.name)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_PART) as stream:
            for event, node in iterparse(stream, events=("start", "end")):
                tag = node.tag.rpartition("}")[2]
                if event == "start":
                    reader.start(tag)
                else:
                    reader.end(tag, node)
                    if tag not in ("tcPr", "gridSpan", "vMerge", "shd"):
                        node.clear()
    except (ParseError, DefusedXmlException, KeyError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise CannotReadError(
            f"Berkas {path.name} tidak terbaca sebagai dokumen Word; buka dan simpan ulang di Word, lalu "
            "coba lagi."
        ) from error
    return reader.sheets


def _shape(cell: _Cell, tag: str, node: Element) -> None:
    value = {key.rpartition("}")[2]: text for key, text in node.attrib.items()}
    if tag == "gridSpan" and value.get("val", "").isdecimal():
        cell.width = max(1, min(int(value["val"][:4]), MAX_COLUMNS + 1))
    elif tag == "vMerge":
        cell.continues = value.get("val", "continue") != "restart"
    elif tag == "shd" and not cell.lines:
        color = value.get("fill", "").lower()
        cell.fill = "" if color in _NO_FILL else f"rgb:FF{color.upper()}:0.00"
