"""How many lines a text takes in a cell, by the widths of Arial's letters, so that no row cuts its text."""

import unicodedata
from functools import lru_cache

_WIDTHS = {
    letter: width
    for width, letters in {
        191: "'", 222: "ijl", 260: "|", 278: " !,./:;I[\\]ft", 333: "()-`r", 334: "{}", 355: '"', 389: "*",
        469: "^", 500: "Jcksvxyz", 556: "#$0123456789?L_abdeghnopqu", 584: "+<=>~", 611: "FTZ",
        667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1015: "@",
    }.items()
    for letter in letters
}  # fmt: skip
"""Advance widths of Arial (and of the metric-compatible Liberation Sans), in thousandths of the font size."""
_OTHER = 700
_WIDE = 1000
_TAB = 4 * 556
_PIXELS_A_CHARACTER = 7
_POINTS_A_PIXEL = 0.75
_INNER = 0.96
"""Share of a column's width that text is taken to fill; the rest is padding and rounding."""


@lru_cache(maxsize=8192)
def line_count(text: str, column_width: float, font_size: float) -> int:
    """Return the lines that ``text`` takes, at least 1, in a column ``column_width`` characters wide.

    ``font_size`` is in points; words longer than a line are broken, as Excel does.
    """
    room = column_width * _PIXELS_A_CHARACTER * _POINTS_A_PIXEL * _INNER * 1000 / font_size
    return sum(_lines_of_paragraph(paragraph, room) for paragraph in text.split("\n"))


def _lines_of_paragraph(paragraph: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        width = sum(map(_width, word))
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        if width > room:
            broken = int(width // room)
            lines, width = lines + broken, width - broken * room
        used += width + _WIDTHS[" "]
    return lines


def _width(letter: str) -> float:
    if known := _WIDTHS.get(letter):
        return known
    if letter == "\t":
        return _TAB
    if unicodedata.combining(letter):
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER
