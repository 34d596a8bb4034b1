"""Text in workbook cells: always written as a string, never as a formula, and read back as it was."""

import re

from openpyxl.cell import Cell

from zidesk.domain.plan.validation import clean_text

_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def put_text(cell: Cell, text: str) -> None:
    """Write ``text`` as a string whatever it looks like; set the cell's style before, it would undo this.

    What begins like a formula also gets Excel's quote prefix, so that editing the cell keeps it text.
    Control characters, which XML cannot hold, are left out.
    """
    cleaned = clean_text(text)
    if not cleaned:
        return
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", cleaned)
    cell.data_type = "s"
    if cleaned.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def read_text(value: str) -> str:
    """Return a string cell's text, with Excel's ``_xHHHH_`` notation resolved, cleaned."""
    return clean_text(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), value))
