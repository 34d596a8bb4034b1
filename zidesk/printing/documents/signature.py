"""The signature block: the chair at the right, in a copy also the certification at the left."""

from dataclasses import dataclass

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.model import Unit
from zidesk.printing.setting.canvas import Document, Frame, text_style
from zidesk.printing.setting.fonts import FontStyle
from zidesk.printing.setting.office import COMMISSION, or_blank, unit_name
from zidesk.printing.setting.options import Edition
from zidesk.printing.setting.text import Align, Line, balanced_lines

_SECRETARIAT = f"SEKRETARIAT {COMMISSION}"
_SIGNATURE_LINES = 4
_MOST_LINES = 12
"""So many lines of office and name an ordinary unit never needs; more would not fit under a table."""


@dataclass(frozen=True, slots=True)
class _Block:
    """An office's lines, what stands in the place of the signature, and the name under it."""

    office: tuple[Line, ...]
    mark: tuple[Line, ...]
    name: tuple[Line, ...]

    @property
    def lines(self) -> int:
        return len(self.office) + _SIGNATURE_LINES + len(self.name)


class SignatureBlock:
    """The signatures under a document; ``height`` is in points, with the space above them.

    What the unit does not name is left as dots. Raises ``InvalidInputError`` for names too long to sign.
    """

    def __init__(self, unit: Unit, edition: Edition, size: float) -> None:
        self._style = text_style(FontStyle.REGULAR, size)
        self._width = self._style.width(_SECRETARIAT) + size
        place = unit_name(unit)
        self._chair = self._block(
            [f"KETUA {COMMISSION}", f"{place},"], "ttd." if edition is Edition.COPY else "", unit.chair_name
        )
        self._certifier: _Block | None = None
        if edition is Edition.COPY:
            title = f"{or_blank(unit.certifier_title)},"
            self._certifier = self._block(
                ["Salinan sesuai dengan aslinya", _SECRETARIAT, place, title], "", unit.certifier_name
            )
        lines = max(block.lines for block in (self._chair, self._certifier) if block)
        self.height = (lines + 1) * self._style.leading

    def draw(self, document: Document, frame: Frame, top: float) -> None:
        """Draw the block under height ``top``."""
        start = top - self._style.leading
        if self._certifier:
            self._draw_block(document, self._certifier, frame.left, start)
        self._draw_block(document, self._chair, frame.right - self._width, start)

    def _block(self, office: list[str], mark: str, name: str) -> _Block:
        block = _Block(
            tuple(line for text in office for line in self._lines(text)),
            self._lines(mark),
            self._lines(or_blank(name)),
        )
        if len(block.office) + len(block.name) > _MOST_LINES:
            raise InvalidInputError(
                "Nama atau jabatan penanda tangan terlalu panjang; ringkaskan di data satuan kerja."
            )
        return block

    def _lines(self, text: str) -> tuple[Line, ...]:
        return balanced_lines(text, self._style, self._width)

    def _draw_block(self, document: Document, block: _Block, x: float, top: float) -> None:
        style = self._style
        top = document.draw_lines(block.office, style, x, top, width=self._width, align=Align.CENTRE)
        middle = top - (_SIGNATURE_LINES - len(block.mark)) / 2 * style.leading
        document.draw_lines(block.mark, style, x, middle, width=self._width, align=Align.CENTRE)
        top -= _SIGNATURE_LINES * style.leading
        document.draw_lines(block.name, style, x, top, width=self._width, align=Align.CENTRE)
