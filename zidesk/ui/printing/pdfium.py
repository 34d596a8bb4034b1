"""Pages of a PDF as pictures and texts. One thread at a time may call PDFium: lanes take turns by pages."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from PySide6.QtGui import QImage

_turn = threading.RLock()


class PdfPages:
    """A PDF whose pages can be rendered, in a ``with`` block, by the thread that made it."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        with _turn:
            self._document = pypdfium2.PdfDocument(pdf)
            self.count: int = len(self._document)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with _turn:
            self._document.close()

    def size(self, number: int) -> tuple[float, float]:
        """Return the width and height of page ``number`` (from 0) in points."""
        with _turn:
            width, height = self._document.get_page_size(number)
            return width, height

    def picture(self, number: int, scale: float) -> QImage:
        """Return page ``number`` (from 0), ``scale`` pixels a point."""
        with _turn:
            page = self._document[number]
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            image = _to_image(bitmap)
            # Here and not whenever they are collected: that may be while another thread renders.
            bitmap.close()
            page.close()
            return image

    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Return the width and height of every page in points."""
        return tuple(self.size(number) for number in range(self.count))

    def text(self, number: int) -> str:
        """Return the text of page ``number`` (from 0)."""
        with _turn, _text_of(self._document, number) as text:
            return str(text.get_text_range())

    def text_before(self, number: int, x: float, y: float) -> str | None:
        """Return the text up to the character nearest to a place (points from the page's lower left).

        ``None`` where there is no text near it.
        """
        with _turn, _text_of(self._document, number) as text:
            index = text.get_index(x, y, *_NEAR)
            return None if index is None else str(text.get_text_range(0, index + 1))

    def top_of(self, number: int, wanted: int) -> float | None:
        """Return how far below the top of a page its ``wanted``-th letter or digit (from 0) is, in points."""
        with _turn, _text_of(self._document, number) as text:
            seen = 0
            for index in range(text.count_chars()):
                if not _character(text, index).isalnum():
                    continue
                if seen == wanted:
                    top: float = text.get_charbox(index)[3]
                    return self.size(number)[1] - top
                seen += 1
        return None


_NEAR = (40.0, 12.0)
"""How far beside and above or below the pointer a character may stand, in points."""


@contextmanager
def _text_of(document: Any, number: int) -> Iterator[Any]:
    page = document[number]
    text = page.get_textpage()
    try:
        yield text
    finally:
        text.close()
        page.close()


def _character(text: Any, index: int) -> str:
    from pypdfium2 import raw

    return chr(raw.FPDFText_GetUnicode(text, index))


def _to_image(bitmap: Any) -> QImage:
    """Return a pypdfium2 bitmap of four bytes a pixel (RGBx) as a picture of its own."""
    return QImage(
        bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
    ).copy()
