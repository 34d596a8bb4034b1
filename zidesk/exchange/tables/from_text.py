"""Tables in plain text: the clipboard's, and .csv files of any delimiter and the two usual encodings."""

import csv
import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from zidesk.domain.plan.validation import clean_text
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.seen import BLANK, Cell, Row, SheetCells
from zidesk.exchange.tables.clipboard import from_tsv

MAX_BYTES = 20_000_000
MAX_ROWS = 60_000
MAX_COLUMNS = 256
MAX_CELLS = 500_000
PASTED = "Papan klip"
_DELIMITERS = (";", "\t", ",", "|")
_SAMPLE_LINES = 60
_QUOTED = re.compile(r'"[^"]*"')
_BREAKS = re.compile(r"<\s*(?:br|/p|/li|li)\b[^>]*>", re.IGNORECASE)
_TAGS = re.compile(r"</?(?:p|ul|ol|li|i|b|u|em|strong|span|sup|sub|font|div)\b[^>]*>", re.IGNORECASE)


def read_csv(path: Path) -> SheetCells:
    """Return the table in the .csv file at ``path``; raises ``CannotReadError`` where it cannot be read."""
    text = _decoded(_content(path), path.name)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep="):
        delimiter, text = first.strip()[4:5] or ",", rest
    else:
        delimiter = _delimiter(text)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise CannotReadError(
            f"Isi berkas {path.name} tidak terbaca sebagai tabel; simpanlah ulang sebagai .xlsx lalu impor."
        ) from error
    return sheet_of(path.stem, rows, path.name)


def read_pasted(text: str) -> SheetCells:
    """Return the table in text from the clipboard, cells parted by tabs."""
    if len(text) > MAX_BYTES:
        raise CannotReadError("Isi papan klip terlalu besar; salin tabelnya saja.")
    return sheet_of(PASTED, from_tsv(text), "papan klip")


def sheet_of(title: str, rows: Sequence[Sequence[str]], name: str) -> SheetCells:
    """Return rows of texts as a sheet; raises ``CannotReadError`` for more than a plan can be."""
    if len(rows) > MAX_ROWS or sum(map(len, rows)) > MAX_CELLS:
        raise CannotReadError(f"Tabel di {name} terlalu besar; sisakan rencana aksinya saja.")
    if any(any(text.strip() for text in row[MAX_COLUMNS:]) for row in rows):
        raise CannotReadError(
            f"Tabel di {name} lebih dari {MAX_COLUMNS} kolom; sisakan rencana aksinya saja."
        )
    numbered = ((number, [_cell(text) for text in row]) for number, row in enumerate(rows, 1))
    return SheetCells(
        title,
        tuple(
            Row(number, tuple(cells))
            for number, cells in numbered
            if any(cell is not BLANK for cell in cells)
        ),
    )


def _cell(text: str) -> Cell:
    cleaned = clean_text(without_markup(text)).strip()
    return Cell(cleaned) if cleaned else BLANK


def without_markup(text: str) -> str:
    """Return text without the marks of a web page that some programs leave in it."""
    if "<" not in text:
        return text
    return _TAGS.sub("", _BREAKS.sub("\n", text)).strip()


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CannotReadError(
                f"Berkas {path.name} terlalu besar (lebih dari 20 MB); sisakan tabelnya saja."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CannotReadError(f"Berkas {path.name} tidak ditemukan; periksa nama dan foldernya.") from error
    except OSError as error:
        raise CannotReadError(
            f"Berkas {path.name} tidak dapat dibuka; periksa izinnya atau tutup program lain yang memakainya."
        ) from error


def _decoded(content: bytes, name: str) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise _unreadable(name) from error
    if b"\0" in content:
        raise _unreadable(name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _unreadable(name: str) -> CannotReadError:
    return CannotReadError(
        f"Isi berkas {name} bukan teks yang dikenal; simpanlah ulang sebagai CSV UTF-8 atau .xlsx."
    )


def _delimiter(text: str) -> str:
    """Return the delimiter that parts most lines of the text's beginning into most cells."""
    lines = _QUOTED.sub("", text[:200_000]).splitlines()[:_SAMPLE_LINES]
    return max(_DELIMITERS, key=lambda mark: (sum(line.count(mark) for line in lines), mark == ";"))
