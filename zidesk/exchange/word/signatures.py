"""Signatures in a table without lines: one at the right, one at the left of it where two are wanted."""

from collections.abc import Sequence
from itertools import accumulate

from docx.oxml.xmlchemy import BaseOxmlElement

from zidesk.domain.document.blocks import Signature, Signatures
from zidesk.domain.document.proportions import PADDING_X, SIGNATURE_LINES, WIDEST_SIGNATURE_LINE
from zidesk.domain.document.table import Alignment
from zidesk.exchange.word.paragraphs import Shape, paragraph
from zidesk.exchange.word.runs import plain_runs
from zidesk.exchange.word.setting import Setting
from zidesk.exchange.word.style_names import StyleId
from zidesk.exchange.word.table_parts import Cell, row, table

_FEWEST_COLUMNS = 2


def signature_table(signatures: Signatures, setting: Setting) -> BaseOxmlElement:
    """Return ``signatures`` as a table of one row that no page cuts in two."""
    own = _width(signatures, setting)
    cells = [Cell([_empty()]), Cell(_paragraphs(signatures.right, own, setting))]
    widths = [setting.width - own, own]
    if signatures.left:
        cells.insert(0, Cell(_paragraphs(signatures.left, own, setting, below=_dated_lines(signatures))))
        widths = [own, setting.width - 2 * own, own]
    return table(StyleId.COLUMNS, widths, [row(cells, widths, whole=True)])


def signature_row(
    signatures: Signatures, widths: Sequence[float], setting: Setting
) -> BaseOxmlElement | None:
    """Return ``signatures`` as the last row of the table that they sign, without lines around it.

    Not every program keeps the last row of a table with what follows the table. Nothing is returned where
    the table, with columns of ``widths`` points, has too few of them.
    """
    if len(widths) < _FEWEST_COLUMNS:
        return None
    edges = list(accumulate(widths))
    first = min(range(1, len(widths)), key=lambda count: abs(edges[count - 1] - edges[-1] / 2))
    room = (edges[first - 1] - 2 * PADDING_X, edges[-1] - edges[first - 1] - 2 * PADDING_X)
    own = min(_width(signatures, setting), *room)
    left = [_empty()]
    if signatures.left:
        below = _dated_lines(signatures)
        left = _paragraphs(signatures.left, own, setting, right=room[0] - own, below=below)
    right = _paragraphs(signatures.right, own, setting, left=room[1] - own)
    cells = (
        Cell(left, columns=first, ruled=False),
        Cell(right, columns=len(widths) - first, ruled=False),
    )
    return row(cells, widths, whole=True)


def _width(signatures: Signatures, setting: Setting) -> float:
    most = (setting.width - setting.size) / 2 if signatures.left else setting.width
    return min(setting.text_width(WIDEST_SIGNATURE_LINE) + setting.size, most)


def _empty() -> BaseOxmlElement:
    return paragraph(StyleId.OFFICE, ())


def _dated_lines(signatures: Signatures) -> int:
    """Return how many lines place and date take above the right signature, with the empty one under them."""
    return len(signatures.right.dated) + 1 if signatures.right.dated else 0


def _paragraphs(
    signature: Signature,
    width: float,
    setting: Setting,
    *,
    left: float = 0.0,
    right: float = 0.0,
    below: int = 0,
) -> list[BaseOxmlElement]:
    """Return office, mark and name, centred within ``width``, ``left`` and ``right`` of which is room.

    The room for signing is above the name, or all around the mark. Place and date stand at the left above
    the office, and ``below`` so many lines the office of the other signature begins.
    """
    room = SIGNATURE_LINES * setting.line
    lines = [(StyleId.OFFICE, text, 0.0) for text in signature.office]
    if signature.mark:
        room = (room - setting.line) / 2
        lines.append((StyleId.MARK, signature.mark, room))
    lines.append((StyleId.SIGNER, signature.name, room))
    style, text, before = lines[0]
    lines[0] = (style, text, before + (1 + below) * setting.line)
    made: list[BaseOxmlElement] = []
    for number, text in enumerate(signature.dated):
        shape = Shape(
            before=0.0 if number else setting.line, left=left, right=right, alignment=Alignment.LEFT
        )
        made.append(paragraph(StyleId.OFFICE, plain_runs(text), shape))
    for style, text, before in lines:
        side = setting.margin_for(text, width)
        made.append(
            paragraph(style, plain_runs(text), Shape(before=before, left=left + side, right=right + side))
        )
    return made
