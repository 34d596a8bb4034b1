"""Signatures in a table without lines: one at the right, one at the left of it where two are wanted."""

from docx.oxml.xmlchemy import BaseOxmlElement

from zidesk.domain.document.blocks import Signature, Signatures
from zidesk.domain.document.proportions import SIGNATURE_LINES, WIDEST_SIGNATURE_LINE
from zidesk.exchange.word.paragraphs import Shape, paragraph
from zidesk.exchange.word.runs import plain_runs
from zidesk.exchange.word.setting import Setting
from zidesk.exchange.word.style_names import StyleId
from zidesk.exchange.word.table_parts import Cell, row, table


def signature_table(signatures: Signatures, setting: Setting) -> BaseOxmlElement:
    """Return ``signatures`` as one row that no page cuts in two."""
    most = (setting.width - setting.size) / 2 if signatures.left else setting.width
    own = min(setting.text_width(WIDEST_SIGNATURE_LINE) + setting.size, most)
    cells = [Cell([paragraph(StyleId.OFFICE, ())]), Cell(_paragraphs(signatures.right, setting, own))]
    widths = [setting.width - own, own]
    if signatures.left:
        cells.insert(0, Cell(_paragraphs(signatures.left, setting, own)))
        widths = [own, setting.width - 2 * own, own]
    return table(StyleId.COLUMNS, widths, [row(cells, widths, whole=True)])


def _paragraphs(signature: Signature, setting: Setting, width: float) -> list[BaseOxmlElement]:
    """Return office, mark and name; the room for signing is above the name, or all around the mark."""
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
        made.append(paragraph(style, plain_runs(text), Shape(before=before, left=side, right=side)))
    return made
