"""Widths in the document's font, for what is written by others."""

from zidesk.domain.document.table import Table
from zidesk.printing.setting.fonts import FontStyle
from zidesk.printing.setting.pdf_pages import text_style
from zidesk.printing.setting.table_columns import row_spec
from zidesk.printing.setting.text import balanced_lines


class FontMeasures:
    """Widths as the PDF has them, in points."""

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide ``text`` is on one line."""
        return text_style(_style(bold=bold), size).width(text)

    def balanced_width(self, text: str, size: float, width: float, *, bold: bool = False) -> float:
        """Return the width up to ``width`` in which ``text`` takes as few lines, of about equal length."""
        lines = balanced_lines(text, text_style(_style(bold=bold), size), width)
        return max((line.width for line in lines), default=0.0)

    def columns(self, table: Table, size: float, width: float) -> tuple[float, ...]:
        """Return the widths of the columns of ``table``, together at most ``width``."""
        return tuple(column.width for column in row_spec(table, size, width).columns)


def _style(*, bold: bool) -> FontStyle:
    return FontStyle.BOLD if bold else FontStyle.REGULAR
