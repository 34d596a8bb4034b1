"""The styles of a document: their ids in the file, and the names under which an editor finds them."""

from enum import StrEnum

from zidesk.domain.document.blocks import Numbering

HEADING_LEVELS = 9
ITEM_LEVELS = 4
"""So many levels of items have styles; deeper ones take the last."""


class StyleId(StrEnum):
    """Ids of styles; Word shows those that it knows itself in the language of its user."""

    NORMAL = "Normal"
    BODY = "BodyText"
    TITLE = "Title"
    PLAIN_TITLE = "KepalaNaskah"
    CORNER = "KopLampiran"
    CLAUSE_LABEL = "LabelKlausul"
    CLAUSE = "IsiKlausul"
    LETTERED = "KlausulHuruf"
    NUMBERED = "KlausulAngka"
    CELL = "IsiTabel"
    COLUMN_TITLE = "JudulKolom"
    BAND = "BarisArea"
    DATED = "TempatTanggal"
    OFFICE = "JabatanPenandaTangan"
    MARK = "TandaTangan"
    SIGNER = "NamaPenandaTangan"
    SEPARATOR = "Pemisah"
    HEADER = "Header"
    FOOTER = "Footer"
    PLAIN_TABLE = "TableNormal"
    RULED_TABLE = "TabelNaskah"
    COLUMNS = "KolomNaskah"


CLAUSE_STYLES = {
    Numbering.NONE: StyleId.CLAUSE,
    Numbering.LETTERS: StyleId.LETTERED,
    Numbering.NUMBERS: StyleId.NUMBERED,
}


def heading_style(level: int) -> str:
    """Return the id of the style of headings of ``level`` (from 1)."""
    return f"Heading{min(level, HEADING_LEVELS)}"


def item_style(level: int) -> str:
    """Return the id of the style of list items of ``level`` (from 1)."""
    return f"Butir{min(level, ITEM_LEVELS)}"


def continued_style(level: int) -> str:
    """Return the id of the style of paragraphs that stand under an item of ``level`` (from 1)."""
    return f"IsiButir{min(level, ITEM_LEVELS)}"
