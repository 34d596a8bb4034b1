"""Signatures in a table without lines: one at the right, one at the left of it where two are wanted."""

from collections.abc import Sequence
from itertools import accumulate

from docx.oxml.xmlchemy import BaseOxmlElement

from zidesk.domain.document.blocks import Signature, Signatures
from zidesk.domain.document.proportions import PADDING_X, SIGNATURE_LINES, WIDEST_SIGNATURE_LINE
from zidesk.exchange.word.paragraphs import Shape, paragraph
from zidesk.exchange.word.runs import plain_runs
from zidesk.exchange.word.setting import Setting
from zidesk.exchange.word.style_names import StyleId
from zidesk.exchange.word.table_parts import Cell, row, table

_FEWEST_COLUMNS = 2


def signature_table(signatures: Signatures, setting: Setting) -> BaseOxmlElement:
    """Return ``signatures`` as a table that no page cuts in two."""
    own = _width(signatures, setting)
    widths = (setting.width - own, own)
    return table(StyleId.COLUMNS, widths, _rows(signatures, widths, 1, setting))


def signature_rows(
    signatures: Signatures, widths: Sequence[float], setting: Setting
) -> list[BaseOxmlElement]:
    """Return ``signatures`` as the last rows of the table that they sign, without lines around them.

    Not every program keeps the last row of a table with what follows the table. Nothing is returned where
    the table, with columns of ``widths`` points, has too few of them.
    """
    if len(widths) < _FEWEST_COLUMNS:
        return []
    edges = list(accumulate(widths))
    middle = min(range(1, len(widths)), key=lambda count: abs(edges[count - 1] - edges[-1] / 2))
    return _rows(signatures, widths, middle, setting, padding=PADDING_X, upper=("top",))


def _rows(
    signatures: Signatures,
    widths: Sequence[float],
    middle: int,
    setting: Setting,
    *,
    padding: float = 0.0,
    upper: tuple[str, ...] = (),
) -> list[BaseOxmlElement]:
    """Return place and date, if any, and the signatures: at the outer ends of two cells.

    The first cell takes the columns up to ``middle``; ``upper`` are the lines of the first row.
    """
    rooms = [sum(own) - 2 * padding for own in (widths[:middle], widths[middle:])]
    own = min(_width(signatures, setting), *(rooms if signatures.left else rooms[1:]))
    before_right = rooms[1] - own
    right = _paragraphs(signatures.right, own, setting, left=before_right)
    left = [paragraph(StyleId.OFFICE, ())]
    if signatures.left:
        left = _paragraphs(signatures.left, own, setting, right=rooms[0] - own)
    pairs = [(left, right)]
    if signatures.right.dated:
        pairs.insert(0, ([paragraph(StyleId.OFFICE, ())], _dated(signatures.right, before_right, setting)))
    return [
        row(
            (
                Cell(at_left, columns=middle, rules=() if number else upper),
                Cell(at_right, columns=len(widths) - middle, rules=() if number else upper),
            ),
            widths,
            whole=True,
        )
        for number, (at_left, at_right) in enumerate(pairs)
    ]


def _dated(signature: Signature, left: float, setting: Setting) -> list[BaseOxmlElement]:
    return [
        paragraph(
            StyleId.DATED,
            plain_runs(line),
            Shape(before=None if number else setting.line, left=left),
        )
        for number, line in enumerate(signature.dated)
    ]


def _width(signatures: Signatures, setting: Setting) -> float:
    most = (setting.width - setting.size) / 2 if signatures.left else setting.width
    return min(setting.text_width(WIDEST_SIGNATURE_LINE) + setting.size, most)


def _paragraphs(
    signature: Signature, width: float, setting: Setting, *, left: float = 0.0, right: float = 0.0
) -> list[BaseOxmlElement]:
    """Return office, mark and name, centred within ``width``, ``left`` and ``right`` of which is room.

    The room for signing is above the name, or all around the mark.
    """
    room = SIGNATURE_LINES * setting.line
    lines = [(StyleId.OFFICE, text, 0.0) for text in signature.office]
    if signature.mark:
        room = (room - setting.line) / 2
        lines.append((StyleId.MARK, signature.mark, room))
    lines.append((StyleId.SIGNER, signature.name, room))
    style, text, before = lines[0]
    lines[0] = (style, text, before + setting.line)
    made: list[BaseOxmlElement] = []
    for style, text, before in lines:
        side = setting.margin_for(text, width)
        made.append(
            paragraph(style, plain_runs(text), Shape(before=before, left=left + side, right=right + side))
        )
    return made
