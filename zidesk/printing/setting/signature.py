"""Signatures set in type: one at the right, and one at the left where the document wants two."""

from dataclasses import dataclass

from zidesk.domain.document.blocks import Signature, Signatures
from zidesk.domain.document.table import Alignment
from zidesk.domain.errors import InvalidInputError
from zidesk.printing.setting.fonts import FontStyle
from zidesk.printing.setting.pdf_pages import Frame, PdfPages, text_style
from zidesk.printing.setting.text import Line, balanced_lines

_WIDEST_LINE = "SEKRETARIAT KOMISI PEMILIHAN UMUM"
"""What a signature's column holds on one line where two columns fit the page."""

_SIGNATURE_LINES = 4
_MOST_LINES = 12
"""So many lines of office and name an ordinary unit never needs; more would not fit under a table."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Place and date, an office's lines, what stands in the place of the signature, the name under it."""

    dated: tuple[Line, ...]
    office: tuple[Line, ...]
    mark: tuple[Line, ...]
    name: tuple[Line, ...]

    @property
    def lines(self) -> int:
        return self.lines_above + len(self.office) + _SIGNATURE_LINES + len(self.name)

    @property
    def lines_above(self) -> int:
        """How many lines place and date take, with the empty one under them."""
        return len(self.dated) + 1 if self.dated else 0


class SignatureBlock:
    """Signatures for pages ``width`` points wide; ``height`` is in points, with the space above them.

    Raises ``InvalidInputError`` for names too long to sign.
    """

    def __init__(self, signatures: Signatures, size: float, width: float) -> None:
        self._style = text_style(FontStyle.REGULAR, size)
        most = (width - size) / 2 if signatures.left else width
        self._width = min(self._style.width(_WIDEST_LINE) + size, most)
        self._right = self._block(signatures.right)
        self._left = self._block(signatures.left) if signatures.left else None
        lines = max(self._right.lines, self._right.lines_above + self._left.lines if self._left else 0)
        self.height = (lines + 1) * self._style.leading

    def draw(self, pages: PdfPages, frame: Frame, top: float) -> None:
        """Draw the signatures under height ``top``."""
        start = top - self._style.leading
        x = frame.right - self._width
        pages.draw_lines(self._right.dated, self._style, x, start)
        start -= self._right.lines_above * self._style.leading
        if self._left:
            self._draw_block(pages, self._left, frame.left, start)
        self._draw_block(pages, self._right, x, start)

    def _block(self, signature: Signature) -> _Block:
        block = _Block(
            tuple(line for text in signature.dated for line in self._lines(text)),
            tuple(line for text in signature.office for line in self._lines(text)),
            self._lines(signature.mark),
            self._lines(signature.name),
        )
        if len(block.office) + len(block.name) > _MOST_LINES:
            raise InvalidInputError(
                "Nama atau jabatan penanda tangan terlalu panjang; ringkaskan di data satuan kerja."
            )
        return block

    def _lines(self, text: str) -> tuple[Line, ...]:
        return balanced_lines(text, self._style, self._width)

    def _draw_block(self, pages: PdfPages, block: _Block, x: float, top: float) -> None:
        style, centre, width = self._style, Alignment.CENTRE, self._width
        top = pages.draw_lines(block.office, style, x, top, width=width, alignment=centre)
        middle = top - (_SIGNATURE_LINES - len(block.mark)) / 2 * style.leading
        pages.draw_lines(block.mark, style, x, middle, width=width, alignment=centre)
        top -= _SIGNATURE_LINES * style.leading
        pages.draw_lines(block.name, style, x, top, width=width, alignment=centre)
