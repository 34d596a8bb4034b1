"""Cells as the tab-separated text that Excel and LibreOffice put on the clipboard, both ways."""

import re
from collections.abc import Sequence

_NEEDS_QUOTES = re.compile(r'[\t\n\r]|^"')
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=[\t\r\n]|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")
_LINE_END = re.compile(r"\r\n|\r|\n")


def to_tsv(rows: Sequence[Sequence[str]]) -> str:
    r"""Return ``rows`` of cells as text: TAB between cells, ``\n`` after each row, Excel's quoting.

    A cell is quoted where it holds a TAB or a line break or begins with a quotation mark.
    """
    return "".join("\t".join(_quoted(cell) for cell in row) + "\n" for row in rows)


def _quoted(cell: str) -> str:
    if not _NEEDS_QUOTES.search(cell):
        return cell
    return '"' + _LINE_END.sub("\n", cell).replace('"', '""') + '"'


def from_tsv(text: str) -> list[list[str]]:
    r"""Return the rows of cells that clipboard ``text`` holds.

    Rows end with CRLF, LF or CR; the last may lack it. A line break inside a quoted cell becomes ``\n``. A
    quotation mark that nothing closes, or that does not begin its cell, is an ordinary character.
    """
    text = text.rstrip("\0")
    rows: list[list[str]] = []
    row: list[str] = []
    position = 0
    while position < len(text):
        cell, position = _cell(text, position)
        row.append(cell)
        if text.startswith("\t", position):
            position += 1
            if position < len(text):
                continue
            row.append("")
        elif line_end := _LINE_END.match(text, position):
            position = line_end.end()
        rows.append(row)
        row = []
    return rows


def _cell(text: str, position: int) -> tuple[str, int]:
    if quoted := _QUOTED.match(text, position):
        return _LINE_END.sub("\n", quoted[1].replace('""', '"')), quoted.end()
    plain = _PLAIN.match(text, position)
    return (plain[0], plain.end()) if plain else ("", position)
