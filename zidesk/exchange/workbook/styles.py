"""The cell styles of the workbook, registered once by name: calm, black on white, ready to print."""

from itertools import product

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

FONT = "Arial"
FONT_SIZE = 9.0
LINE_HEIGHT = 12.0
"""Points from line to line at ``FONT_SIZE``."""
DATE_FORMAT = "[$-421]d mmmm yyyy"

TITLE, SUBTITLE = "zi judul", "zi subjudul"
HEAD, LABEL = "zi kepala", "zi isian"
AREA_NUMBER, AREA = "zi area nomor", "zi area"
TEXT, TOP_CENTRE = "zi teks", "zi teks tengah"
MARK, PERCENT, DATE, COUNT = "zi tanda", "zi persen", "zi tanggal", "zi bilangan"

_LINE = Side(style="thin", color="404040")
_FAINT = Side(style="hair", color="A0A0A0")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SHADE = PatternFill("solid", fgColor="D9E2EC")
_AREA_SHADE = PatternFill("solid", fgColor="EEF2F6")
_PLAIN = Font(name=FONT, size=FONT_SIZE)
_BOLD = Font(name=FONT, size=FONT_SIZE, bold=True)
_TOP = Alignment(vertical="top", wrap_text=True)
_TOP_MIDDLE = Alignment(horizontal="center", vertical="top", wrap_text=True)
_LEFT = Alignment(vertical="center", wrap_text=True)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def joined(style: str, *, above: bool, below: bool) -> str:
    """Return the variant of ``TEXT`` or ``TOP_CENTRE`` whose cell goes on ``above`` or ``below`` it.

    Its line there is faint: a label over several rows reads as one cell, yet closes where a page ends.
    """
    return style + (" lanjutan" if above else "") + (" berlanjut" if below else "")


def register_styles(workbook: Workbook) -> None:
    """Add the styles to ``workbook``; cells then take one with ``cell.style = TEXT``."""
    for style in (
        NamedStyle(TITLE, font=Font(name=FONT, size=13, bold=True), alignment=_CENTRE),
        NamedStyle(SUBTITLE, font=Font(name=FONT, size=11, bold=True), alignment=_CENTRE),
        NamedStyle(HEAD, font=_BOLD, alignment=_CENTRE, border=_BOX, fill=_SHADE),
        NamedStyle(LABEL, font=_BOLD, alignment=_TOP, border=_BOX, fill=_AREA_SHADE),
        NamedStyle(AREA_NUMBER, font=_BOLD, alignment=_CENTRE, border=_BOX, fill=_AREA_SHADE),
        NamedStyle(AREA, font=_BOLD, alignment=_LEFT, border=_BOX, fill=_AREA_SHADE),
        NamedStyle(MARK, font=_PLAIN, alignment=_CENTRE, border=_BOX),
        NamedStyle(PERCENT, font=_PLAIN, alignment=_CENTRE, border=_BOX, number_format="0%"),
        NamedStyle(DATE, font=_PLAIN, alignment=_TOP_MIDDLE, border=_BOX, number_format=DATE_FORMAT),
        NamedStyle(COUNT, font=_PLAIN, alignment=_TOP, border=_BOX, number_format="#,##0"),
    ):
        workbook.add_named_style(style)
    for above, below in product((False, True), repeat=2):
        border = Border(
            left=_LINE, right=_LINE, top=_FAINT if above else _LINE, bottom=_FAINT if below else _LINE
        )
        for name, alignment in ((TEXT, _TOP), (TOP_CENTRE, _TOP_MIDDLE)):
            variant = joined(name, above=above, below=below)
            workbook.add_named_style(NamedStyle(variant, font=_PLAIN, alignment=alignment, border=border))
